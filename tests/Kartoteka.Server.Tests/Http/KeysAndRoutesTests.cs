using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Kartoteka.Server.Tests.Http;

/// <summary>What somebody makes has an address by its key, and no word of the program stands in the way of it.</summary>
public sealed class KeysAndRoutesTests(ServerFixture server) : IClassFixture<ServerFixture>
{
    // Screens of the admin UI that stand where a key would.
    private static readonly (string Collection, string Word)[] Screens = [("segments", "new"), ("segments", "overlap"), ("sources", "new")];

    /// <summary>Words that stand where the key of a collection does, in any route.</summary>
    private (string Collection, string Word)[] Words()
    {
        var routes = server.App.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>().Select(endpoint => endpoint.RoutePattern.RawText!.Trim('/').Split('/')).ToArray();
        var keyed = routes.Where(parts => parts is ["api", _, "{key}"]).Select(parts => parts[1]).ToHashSet();
        Assert.Superset(new HashSet<string> { "segments", "computed", "dashboards", "destinations", "sources" }, keyed);
        return [.. routes.Where(parts => parts.Length > 2 && keyed.Contains(parts[1]) && parts[2][0] != '{').Select(parts => (parts[1], parts[2])).Concat(Screens).Distinct()];
    }

    private static async Task AssertRefusedAsync(HttpResponseMessage answer, string word)
    {
        Assert.Equal((word, HttpStatusCode.BadRequest), (word, answer.StatusCode));
        var problem = await ServerFixture.JsonAsync(answer);
        Assert.Equal("key", problem.GetProperty("field").GetString());
        Assert.Contains($"'{word}' is a word of the program's own addresses", problem.GetProperty("detail").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_key_that_an_address_of_the_program_would_hide_is_refused_wherever_something_is_made()
    {
        var rule = JsonDocument.Parse("""{"all":[]}""").RootElement;
        Assert.Contains(("segments", "seen"), Words());
        foreach (var (collection, word) in Words())
        {
            await AssertRefusedAsync(await server.Full.PostAsJsonAsync($"/api/{collection}", new { key = word, name = "x", rule }), word);
            if (collection != "segments") continue;
            await AssertRefusedAsync(await server.Full.PostAsJsonAsync("/api/segments", new { key = word, name = "x", kind = "list" }), word);
        }
    }

    [Fact]
    public async Task A_list_saved_from_a_report_has_such_a_key_no_more_than_a_segment()
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        HttpResponseMessage answer;
        while ((answer = await server.Full.PostAsJsonAsync("/api/reports/revenue/list", new { key = "overlap", name = "x" })).StatusCode == HttpStatusCode.ServiceUnavailable)
            await Task.Delay(20, patience.Token);
        await AssertRefusedAsync(answer, "overlap");
    }
}
