using System.Text.Json;

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
