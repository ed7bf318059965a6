using System.IO.Compression;
using System.Text;

namespace Kartoteka.Server.Tests.Ingest;

public sealed class IngestingEventsTests(ServerFixture server) : IClassFixture<ServerFixture>
{
    [Fact]
    public async Task Every_route_of_the_protocols_takes_its_event()
    {
        var sender = await Sender.SourceAsync(server, "routes");
        var before = await sender.StatsAsync();
        string[] singles = ["identify", "track", "page", "screen", "group", "alias", "i", "t", "p", "s", "g", "a"];
        foreach (var route in singles.Select(call => $"/v1/{call}").Concat(["/api/s/page", "/api/s/track", "/api/s/identify", "/api/s/group", "/api/s/s2s/track"]))
        {
            var answer = await sender.PostAsync(route, $$"""{"userId":"u-{{route.Length}}","groupId":"g","previousId":"p-{{route.Length}}","event":"E","messageId":"{{route}}"}""");
            Assert.True(answer.IsSuccessStatusCode, $"{route}: {(int)answer.StatusCode}");
        }
        foreach (var route in new[] { "/v1/batch", "/v1/import", "/v1/b", "/beacon/v1/batch", "/api/s/batch", "/api/s/s2s/batch" })
        {
            var answer = await sender.PostAsync(route, $$"""{"batch":[{"type":"track","userId":"u","event":"E","messageId":"{{route}}"}]}""");
            Assert.True(answer.IsSuccessStatusCode, $"{route}: {(int)answer.StatusCode}");
        }
        var merge = await sender.PostAsync("/v1/merge", """{"mergeProperties":[{"type":"email","value":"m@shop.ru"},{"type":"phone","value":"+79161234567"}],"messageId":"merge"}""");
        Assert.True(merge.IsSuccessStatusCode);
        var after = await sender.StatsAsync();
        Assert.Equal(24, after.Stored - before.Stored);
    }

    [Theory]
    [InlineData("/v1/track", """{"success":true}""", "application/json")]
    [InlineData("/api/s/track", """{"ok":true}""", "application/json")]
    public async Task The_answer_is_the_one_that_the_sdk_expects(string route, string expected, string contentType)
    {
        var answer = await Sender.Of(server).PostAsync(route, """{"userId":"u1","event":"E"}""");
        Assert.Equal(expected, await answer.Content.ReadAsStringAsync());
        Assert.Equal(contentType, answer.Content.Headers.ContentType?.MediaType);
    }

    [Theory]
    [InlineData("application/x-www-form-urlencoded")]
    [InlineData("text/plain;charset=UTF-8")]
    [InlineData("application/octet-stream")]
    [InlineData(null)]
    public async Task Any_content_type_is_read_as_json(string? contentType)
    {
        foreach (var route in new[] { "/v1/track", "/api/s/track" })
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, route) { Content = new ByteArrayContent("""{"userId":"u1","event":"E"}"""u8.ToArray()) };
            request.Headers.Add("X-Write-Key", server.WriteKey);
            if (contentType is not null) request.Content.Headers.TryAddWithoutValidation("Content-Type", contentType);
            Assert.True((await server.Anonymous.SendAsync(request)).IsSuccessStatusCode, $"{route} {contentType}");
        }
    }

    [Fact]
    public async Task A_preflight_is_answered_without_a_key_and_echoes_what_was_asked()
    {
        var request = new HttpRequestMessage(HttpMethod.Options, "/v1/t");
        request.Headers.Add("Origin", "https://shop.test");
        request.Headers.Add("Access-Control-Request-Headers", "authorization,content-type,x-retry-count");
        var answer = await server.Anonymous.SendAsync(request);
        Assert.True(answer.IsSuccessStatusCode);
        Assert.Equal("https://shop.test", answer.Headers.GetValues("Access-Control-Allow-Origin").Single());
        Assert.Equal("true", answer.Headers.GetValues("Access-Control-Allow-Credentials").Single());
        Assert.Equal("authorization,content-type,x-retry-count", answer.Headers.GetValues("Access-Control-Allow-Headers").Single());
    }

    [Fact]
    public async Task The_same_message_counts_once_also_after_a_restart()
    {
        var fresh = await ServerFixture.StartAsync();
        try
        {
            var sender = Sender.Of(fresh);
            for (var i = 0; i < 3; i++) await sender.SendAsync("/v1/track", """{"userId":"1","event":"E","messageId":"same"}""");
            await fresh.StopAsync();
            await fresh.RunAsync(null);
            await sender.SendAsync("/v1/track", """{"userId":"1","event":"E","messageId":"same"}""");
            Assert.Equal((4, 1, 3, 0), await sender.StatsAsync());
        }
        finally
        {
            await fresh.DisposeAsync();
        }
    }

    [Fact]
    public async Task One_poison_event_of_a_batch_is_kept_apart_and_its_neighbours_are_stored()
    {
        var sender = await Sender.SourceAsync(server, "poison");
        var before = await sender.StatsAsync();
        var answer = await sender.PostAsync("/v1/batch", """{"batch":[{"type":"track","userId":"1","event":"A","messageId":"p1"},{"type":"track","userId":"1","event":"\ud800","messageId":"p2"},{"type":"track","userId":"1","event":"B","messageId":"p3"}]}""");
        Assert.Equal("stored=2, duplicate=0, quarantined=1", answer.Headers.GetValues("X-Kartoteka-Outcome").Single());
        var after = await sender.StatsAsync();
        Assert.Equal((3, 2, 0, 1), (after.Received - before.Received, after.Stored - before.Stored, after.Duplicate - before.Duplicate, after.Quarantined - before.Quarantined));
    }

    [Fact]
    public async Task A_body_that_is_no_json_answers_400_and_is_in_quarantine()
    {
        var sender = await Sender.SourceAsync(server, "broken");
        var answer = await sender.PostAsync("/v1/track", "{\"userId\":");
        Assert.Equal(400, (int)answer.StatusCode);
        var page = await sender.GetAsync("/api/quarantine?source=broken");
        Assert.Equal("json_malformed", page.GetProperty("items")[0].GetProperty("reason").GetString());
    }

    [Fact]
    public async Task Gzip_is_unpacked_and_a_bomb_is_refused()
    {
        var sender = await Sender.SourceAsync(server, "packed");
        Assert.True((await sender.PostAsync("/v1/track", Gzip("""{"userId":"1","event":"E"}"""u8.ToArray()), "gzip")).IsSuccessStatusCode);
        Assert.Equal(413, (int)(await sender.PostAsync("/v1/track", Gzip(new byte[100_000_000]), "gzip")).StatusCode);
        Assert.Equal(400, (int)(await sender.PostAsync("/v1/track", Gzip("""{"userId":"1","event":"E"}"""u8.ToArray())[..20], "gzip")).StatusCode);
        Assert.Equal(400, (int)(await sender.PostAsync("/v1/track", Gzip(Gzip("{}"u8.ToArray())), "gzip")).StatusCode);
    }

    [Fact]
    public async Task An_unknown_key_is_401_and_a_disabled_source_404()
    {
        var stranger = new Sender(server, "no-such-key");
        Assert.Equal(401, (int)(await stranger.PostAsync("/v1/track", """{"userId":"1","event":"E"}""")).StatusCode);
        var sender = await Sender.SourceAsync(server, "sleeping");
        var disable = new HttpRequestMessage(HttpMethod.Patch, "/api/sources/sleeping") { Content = new StringContent("""{"enabled":false}""", Encoding.UTF8, "application/json") };
        (await server.Full.SendAsync(disable)).EnsureSuccessStatusCode();
        Assert.Equal(404, (int)(await sender.PostAsync("/v1/track", """{"userId":"1","event":"E"}""")).StatusCode);
    }

    [Fact]
    public async Task A_pixel_is_an_event_and_answers_with_a_picture()
    {
        var sender = Sender.Of(server);
        var answer = await server.Anonymous.GetAsync($"/pixel/v1/track?writeKey={server.WriteKey}&anonymousId=pixel-visitor&event=Mail%20Opened&messageId=px1");
        Assert.Equal("image/gif", answer.Content.Headers.ContentType?.MediaType);
        var profile = await sender.GetAsync("/api/profiles/by/anonymous_id/pixel-visitor");
        var events = await sender.GetAsync($"/api/profiles/{profile.GetProperty("id").GetString()}/events");
        Assert.Equal("Mail Opened", events.GetProperty("events")[0].GetProperty("event").GetString());
    }

    [Fact]
    public async Task Only_a_large_clock_skew_is_corrected_and_all_four_times_are_kept()
    {
        var sender = await Sender.SourceAsync(server, "clocks");
        var now = DateTimeOffset.FromUnixTimeMilliseconds(TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds());
        var (slightly, badly) = (now.AddMinutes(-1), now.AddDays(-3));
        await sender.SendAsync("/v1/batch", $$"""{"sentAt":"{{slightly.AddSeconds(5):o}}","batch":[{"type":"track","event":"A","userId":"slight","timestamp":"{{slightly:o}}"}]}""");
        await sender.SendAsync("/v1/batch", $$"""{"sentAt":"{{badly.AddSeconds(5):o}}","batch":[{"type":"track","event":"A","userId":"bad","timestamp":"{{badly:o}}"}]}""");
        var slight = await EventOf(sender, "slight");
        Assert.Equal(slightly, slight.GetProperty("occurredAt").GetDateTimeOffset());
        var bad = await EventOf(sender, "bad");
        Assert.InRange((bad.GetProperty("receivedAt").GetDateTimeOffset() - bad.GetProperty("occurredAt").GetDateTimeOffset()).TotalSeconds, 4.9, 5.1);
        Assert.Equal(badly, bad.GetProperty("originalTimestamp").GetDateTimeOffset());
        Assert.Equal(badly.AddSeconds(5), bad.GetProperty("sentAt").GetDateTimeOffset());
    }

    private static async Task<System.Text.Json.JsonElement> EventOf(Sender sender, string userId)
    {
        var profile = await sender.GetAsync($"/api/profiles/by/user_id/clocks:{userId}");
        return (await sender.GetAsync($"/api/profiles/{profile.GetProperty("id").GetString()}/events")).GetProperty("events")[0];
    }

    private static byte[] Gzip(byte[] plain)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest)) gzip.Write(plain);
        return packed.ToArray();
    }
}
