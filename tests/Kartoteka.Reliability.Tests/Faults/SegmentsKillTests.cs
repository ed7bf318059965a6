using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Kartoteka.Reliability.Tests.Rig;

namespace Kartoteka.Reliability.Tests.Faults;

/// <summary>The process is killed after entries were said in the ledger and before memberships were kept: each is said once all the same.</summary>
public sealed class SegmentsKillTests
{
    private const int People = 60;

    [Fact]
    public async Task A_kill_between_the_ledger_and_what_is_derived_neither_loses_nor_repeats_an_entry()
    {
        var setup = ServerSetup.Product();
        await using var server = await ServerProcess.StartAsync(setup);
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(90));
        var rule = JsonDocument.Parse("""{"event":"Bought"}""").RootElement;
        (await server.Client.PostAsJsonAsync("/api/segments", new { key = "buyers", name = "Buyers", rule }, patience.Token)).EnsureSuccessStatusCode();
        while ((await SegmentAsync(server, patience.Token)).GetProperty("state").GetString() != "live") await Task.Delay(20, patience.Token);
        await server.KillAsync();
        server.Setup = setup with { Variables = new Dictionary<string, string> { ["KARTOTEKA_FAIL_AT"] = "segments_said:2" } };
        await server.RestartAsync();
        var sent = 0;
        while (!server.HasExited && sent < People / 2)
        {
            try
            {
                await SendAsync(server, sent++, patience.Token);
            }
            catch (HttpRequestException)
            {
                // It may have been stored: it is sent again below.
            }
            await Task.Delay(100, patience.Token);
        }
        await server.WaitForExitAsync(TimeSpan.FromSeconds(30));
        Assert.Contains("fail point segments_said reached", server.Output, StringComparison.Ordinal);
        await server.RestartDisarmedAsync(setup);
        for (var i = 0; i < People; i++) await SendAsync(server, i, patience.Token);
        while (true)
        {
            var segment = await SegmentAsync(server, patience.Token);
            var stats = await server.Client.GetFromJsonAsync<JsonElement>("/api/stats", patience.Token);
            if (segment.GetProperty("asOf").GetInt64() >= stats.GetProperty("position").GetInt64() && segment.GetProperty("state").GetString() == "live" && segment.GetProperty("size").GetInt64() == People)
            {
                var own = stats.GetProperty("sources").EnumerateArray().Single(source => source.GetProperty("source").GetString() == "segments");
                Assert.Equal(People, own.GetProperty("stored").GetInt64());
                Assert.True(own.GetProperty("duplicate").GetInt64() > 0, "Nothing was said again, so the kill came too late to show anything.");
                break;
            }
            await Task.Delay(50, patience.Token);
        }
        var audit = await server.Client.PostAsync("/api/segments/buyers/audit", null, patience.Token);
        Assert.Equal(0, (await audit.Content.ReadFromJsonAsync<JsonElement>(patience.Token)).GetProperty("differences").GetInt64());
        await server.KillAsync();
    }

    private static Task<JsonElement> SegmentAsync(ServerProcess server, CancellationToken ct) => server.Client.GetFromJsonAsync<JsonElement>("/api/segments/buyers", ct);

    // The same message each time: a repetition is dropped.
    private static async Task SendAsync(ServerProcess server, int number, CancellationToken ct)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(server.Address, "/v1/track"))
        {
            Content = JsonContent.Create(new { userId = $"u{number}", @event = "Bought", messageId = $"m{number}", properties = new { } }),
        };
        request.Headers.Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.ASCII.GetBytes($"{ServerSetup.WriteKey}:")));
        using var answer = await server.Client.SendAsync(request, ct);
        answer.EnsureSuccessStatusCode();
    }
}
