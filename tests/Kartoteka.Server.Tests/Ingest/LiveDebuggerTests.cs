using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Kartoteka.Modules.Ingest;
using Microsoft.Extensions.DependencyInjection;

namespace Kartoteka.Server.Tests.Ingest;

public sealed class LiveDebuggerTests(ServerFixture server) : IClassFixture<ServerFixture>
{
    [Fact]
    public async Task It_shows_each_event_of_its_source_as_it_arrives_with_what_it_became()
    {
        var sender = await Sender.SourceAsync(server, "watched");
        var other = await Sender.SourceAsync(server, "unwatched");
        await sender.SendAsync("/v1/track", """{"userId":"1","event":"Before","messageId":"l0"}""");
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        using var answer = await server.Full.GetAsync("/api/sources/watched/live", HttpCompletionOption.ResponseHeadersRead, limit.Token);
        Assert.Equal("text/event-stream", answer.Content.Headers.ContentType?.MediaType);
        using var reader = new StreamReader(await answer.Content.ReadAsStreamAsync(limit.Token));

        Assert.Equal(("stored", "l0"), await NextAsync(reader, limit.Token));
        await other.SendAsync("/v1/track", """{"userId":"1","event":"Elsewhere","messageId":"l9"}""");
        await sender.SendAsync("/v1/track", """{"userId":"1","event":"New","messageId":"l1"}""");
        Assert.Equal(("stored", "l1"), await NextAsync(reader, limit.Token));
        await sender.SendAsync("/v1/track", """{"userId":"1","event":"New","messageId":"l1"}""");
        Assert.Equal(("duplicate", "l1"), await NextAsync(reader, limit.Token));
        await sender.SendAsync("/v1/track", """{"userId":"1","messageId":"l2"}""");
        Assert.Equal(("quarantined", "l2"), await NextAsync(reader, limit.Token));
    }

    [Fact]
    public async Task The_stream_ends_when_its_token_is_revoked()
    {
        await Sender.SourceAsync(server, "revoked");
        var made = await ServerFixture.JsonAsync(await server.Full.PostAsJsonAsync("/api/tokens", new { name = "watcher", scopes = new[] { "sources:read", "profiles:read" } }));
        var watching = server.Client(made.GetProperty("token").GetString());
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        using var answer = await watching.GetAsync("/api/sources/revoked/live", HttpCompletionOption.ResponseHeadersRead, limit.Token);
        using var reader = new StreamReader(await answer.Content.ReadAsStreamAsync(limit.Token));
        (await server.Full.DeleteAsync($"/api/tokens/{made.GetProperty("id").GetInt32()}")).EnsureSuccessStatusCode();
        Assert.Equal((null, null), await NextAsync(reader, limit.Token));
    }

    [Fact]
    public async Task As_many_may_watch_as_there_is_memory_for_and_one_who_goes_makes_room()
    {
        await using var own = new OwnServer(await ServerFixture.StartAsync());
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        var watching = new List<HttpResponseMessage>();
        for (var i = 0; i < LiveFeed.WatchersMax; i++) watching.Add(await WatchAsync());
        Assert.All(watching, answer => Assert.Equal(HttpStatusCode.OK, answer.StatusCode));
        var refused = await WatchAsync();
        Assert.Equal(HttpStatusCode.ServiceUnavailable, refused.StatusCode);
        Assert.Equal("/problems/too-many-watchers", (await ServerFixture.JsonAsync(refused)).GetProperty("type").GetString());
        foreach (var answer in watching) answer.Dispose();
        HttpResponseMessage again;
        while ((again = await WatchAsync()).StatusCode != HttpStatusCode.OK) await Task.Delay(20, limit.Token);
        again.Dispose();

        Task<HttpResponseMessage> WatchAsync() => own.Value.Full.GetAsync("/api/sources/default/live?recent=0", HttpCompletionOption.ResponseHeadersRead, limit.Token);
    }

    [Fact]
    public void A_slow_watcher_is_told_how_many_lines_it_did_not_get()
    {
        using var watcher = new Watcher(server.App.Services.GetRequiredService<LiveFeed>(), 1, linesMax: 2, () => true);
        for (var i = 0; i < 5; i++) watcher.Write(new LiveLine("stored", default, null, null, $"m{i}", i, null, null, null, null));
        Assert.Equal(3, watcher.TakeDropped());
        Assert.Equal(0, watcher.TakeDropped());
        Assert.True(watcher.Lines.TryRead(out var first));
        Assert.Equal("m3", first.MessageId);
    }

    private static async Task<(string? Outcome, string? MessageId)> NextAsync(StreamReader reader, CancellationToken ct)
    {
        while (await reader.ReadLineAsync(ct) is { } line)
        {
            if (!line.StartsWith("data: ", StringComparison.Ordinal)) continue;
            var data = JsonDocument.Parse(line[6..]).RootElement;
            return (data.GetProperty("outcome").GetString(), data.GetProperty("messageId").GetString());
        }
        return (null, null);
    }
}
