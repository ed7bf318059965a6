using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Kartoteka.Storage.Columns;
using Microsoft.Extensions.DependencyInjection;

namespace Kartoteka.Server.Tests.Columns;

/// <summary>The replica in the running server.</summary>
public sealed class ColumnReplicaTests(ServerFixture server) : IClassFixture<ServerFixture>
{
    private ColumnReplica Replica => server.App.Services.GetRequiredService<ColumnReplica>();

    private async Task SendAsync(string type, object body)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/v1/{type}") { Content = JsonContent.Create(body) };
        request.Headers.Authorization = new("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{server.WriteKey}:")));
        using var answer = await server.Anonymous.SendAsync(request);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    private async Task<string> AskAsync(string sql)
    {
        await using var rows = await Replica.QueryAsync(new ColumnQuery(sql), default);
        return await rows.ReadAsync(default) && !rows.IsNull(0, 0) ? Encoding.UTF8.GetString(rows.Text(0, 0)) : "";
    }

    private static async Task EventuallyAsync(Func<Task<bool>> isTrue)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (!await isTrue()) await Task.Delay(20, patience.Token);
    }

    [Fact]
    public async Task An_event_can_be_asked_soon_after_its_200_and_again_after_a_rebuild()
    {
        await SendAsync("identify", new { userId = "ada", traits = new { city = "Омск" } });
        await SendAsync("track", new { userId = "ada", @event = "Order Completed", properties = new { revenue = 1999.9, currency = "RUB" } });
        const string sql = "select max(e.currency) || ' ' || sum(e.revenue)::varchar || ' ' || max(json_extract_string(p.traits, '$.city')) from event e join profile p on p.number = e.profile where json_extract_string(p.traits, '$.city') = 'Омск'";
        await EventuallyAsync(async () => !Replica.IsBuilding && await AskAsync(sql) == "RUB 1999.9000 Омск");
        foreach (var name in new[] { "columns", "search" })
        {
            Assert.Equal(HttpStatusCode.Accepted, (await server.Full.PostAsync($"/api/followers/{name}/rebuild", null)).StatusCode);
            await EventuallyAsync(async () => !(await server.Full.GetFromJsonAsync<JsonElement>($"/api/followers/{name}")).GetProperty("rebuilding").GetBoolean());
        }
        Assert.Equal("RUB 1999.9000 Омск", await AskAsync(sql));
        Assert.Equal(1, (await server.Full.GetFromJsonAsync<JsonElement>("/api/profiles?where=city%3DОмск")).GetProperty("profiles").GetArrayLength());
        Assert.Equal(HttpStatusCode.NotFound, (await server.Full.PostAsync("/api/followers/live/rebuild", null)).StatusCode);
    }

    [Fact]
    public async Task A_trait_that_is_declared_gets_a_column_with_the_values_it_had()
    {
        await SendAsync("identify", new { userId = "eve", traits = new { shoe = "42" } });
        var column = ColumnSchema.ColumnName(Kartoteka.Domain.Identity.ProfileKind.Person, "shoe");
        (await server.Full.PutAsJsonAsync("/api/traits/person/shoe", new { type = "string" })).EnsureSuccessStatusCode();
        await EventuallyAsync(async () => Replica.TraitColumns.Any(trait => trait.Trait == "shoe") && await AskAsync($"select max({column}) from profile") == "42");
    }

    [Fact]
    public async Task Gap_lag_and_state_of_the_replica_are_in_the_metrics()
    {
        await EventuallyAsync(async () => (await server.Full.GetStringAsync("/metrics")).Contains("kartoteka_columns_available 1", StringComparison.Ordinal));
        var page = await server.Full.GetStringAsync("/metrics");
        Assert.Contains("kartoteka_follower_gap_positions{follower=\"columns\"}", page, StringComparison.Ordinal);
        Assert.Contains("kartoteka_follower_lag_seconds{follower=\"columns\"}", page, StringComparison.Ordinal);
    }
}
