namespace Kartoteka.Server.Tests.Ingest;

public sealed class QuarantineTests(ServerFixture server) : IClassFixture<ServerFixture>
{
    [Fact]
    public async Task An_entry_can_be_read_edited_and_replayed_and_the_sum_holds_throughout()
    {
        var sender = await Sender.SourceAsync(server, "mended");
        await sender.SendAsync("/v1/track", """{"userId":"1","messageId":"q1"}""");
        var before = await sender.StatsAsync();
        var id = (await sender.GetAsync("/api/quarantine?source=mended")).GetProperty("items")[0].GetProperty("id").GetInt64();
        Assert.Contains("q1", (await sender.GetAsync($"/api/quarantine/{id}")).GetProperty("raw").GetString(), StringComparison.Ordinal);

        var (_, stillBad) = await sender.PostJsonAsync($"/api/quarantine/{id}/replay", new { });
        Assert.Equal("event_name_missing", stillBad.GetProperty("reason").GetString());
        Assert.Equal(before, await sender.StatsAsync());

        var (status, good) = await sender.PostJsonAsync($"/api/quarantine/{id}/replay", new { raw = """{"userId":"1","messageId":"q1","event":"Mended"}""" });
        Assert.Equal((200, "stored"), (status, good.GetProperty("outcome").GetString()));
        var after = await sender.StatsAsync();
        Assert.Equal((before.Received, before.Stored + 1, before.Quarantined - 1), (after.Received, after.Stored, after.Quarantined));

        var (again, _) = await sender.PostJsonAsync($"/api/quarantine/{id}/replay", new { });
        Assert.Equal(409, again);
    }

    [Fact]
    public async Task An_event_of_another_type_than_declared_waits_until_the_declaration_is_mended()
    {
        var sender = await Sender.SourceAsync(server, "typed");
        await DeclareAsync("number");
        await sender.SendAsync("/v1/identify", """{"userId":"typed-1","messageId":"t1","traits":{"shoeSize":"forty"}}""");
        var entry = (await sender.GetAsync("/api/quarantine?source=typed")).GetProperty("items")[0];
        Assert.Equal("trait_type", entry.GetProperty("reason").GetString());
        await DeclareAsync("string");
        var (_, replayed) = await sender.PostJsonAsync($"/api/quarantine/{entry.GetProperty("id").GetInt64()}/replay", new { });
        Assert.Equal("stored", replayed.GetProperty("outcome").GetString());

        async Task DeclareAsync(string type) => (await server.Full.PutAsync("/api/traits/person/shoeSize", System.Net.Http.Json.JsonContent.Create(new { type, privacyClass = "none" }))).EnsureSuccessStatusCode();
    }

    [Fact]
    public async Task Many_entries_are_replayed_or_discarded_at_once_and_the_sum_holds()
    {
        var sender = await Sender.SourceAsync(server, "many");
        (await server.Full.PutAsync("/api/traits/person/hatSize", System.Net.Http.Json.JsonContent.Create(new { type = "number", privacyClass = "none" }))).EnsureSuccessStatusCode();
        for (var i = 0; i < 5; i++) await sender.SendAsync("/v1/identify", $$$"""{"userId":"h{{{i}}}","messageId":"h{{{i}}}","traits":{"hatSize":"large"}}""");
        await sender.SendAsync("/v1/track", """{"userId":"h9","messageId":"h9"}""");
        var before = await sender.StatsAsync();
        (await server.Full.PutAsync("/api/traits/person/hatSize", System.Net.Http.Json.JsonContent.Create(new { type = "string", privacyClass = "none" }))).EnsureSuccessStatusCode();
        var (status, result) = await sender.PostJsonAsync("/api/quarantine/replay", new { source = "many" });
        Assert.Equal((200, 5, 1, 0L), (status, result.GetProperty("replayed").GetInt32(), result.GetProperty("stillRefused").GetInt32(), result.GetProperty("remaining").GetInt64()));
        var after = await sender.StatsAsync();
        Assert.Equal((before.Received, before.Stored + 5, before.Quarantined - 5), (after.Received, after.Stored, after.Quarantined));
        var points = (await sender.GetAsync("/api/sources/many/activity?days=2")).GetProperty("points");
        Assert.Equal((6, 5, 1), (Sum("received"), Sum("stored"), Sum("quarantined")));

        Assert.Equal(400, (await sender.PostJsonAsync("/api/quarantine/discard", new { })).Status);
        Assert.Equal(404, (await sender.PostJsonAsync("/api/quarantine/discard", new { source = "nobody" })).Status);
        var (_, discarded) = await sender.PostJsonAsync("/api/quarantine/discard", new { source = "many", reason = "event_name_missing" });
        Assert.Equal((1, 0L), (discarded.GetProperty("discarded").GetInt32(), discarded.GetProperty("remaining").GetInt64()));
        Assert.Equal(0, (await sender.GetAsync("/api/quarantine?source=many")).GetProperty("items").GetArrayLength());
        Assert.Equal("quarantine.discard_many", (await sender.GetAsync("/api/audit?action=quarantine&limit=1")).GetProperty("entries")[0].GetProperty("action").GetString());

        long Sum(string name) => points.EnumerateArray().Sum(point => point.GetProperty(name).GetInt64());
    }

    [Fact]
    public async Task The_same_refused_body_sent_again_is_a_duplicate()
    {
        var sender = await Sender.SourceAsync(server, "repeated");
        var before = await sender.StatsAsync();
        for (var i = 0; i < 3; i++) await sender.SendAsync("/v1/track", """{"event":"Nobody","messageId":"n1"}""");
        var after = await sender.StatsAsync();
        Assert.Equal((3, 1, 2), (after.Received - before.Received, after.Quarantined - before.Quarantined, after.Duplicate - before.Duplicate));
    }

    [Fact]
    public async Task A_discarded_entry_is_closed_loses_its_body_and_stays_counted()
    {
        var sender = await Sender.SourceAsync(server, "dropped");
        await sender.SendAsync("/v1/track", """{"event":"Nobody"}""");
        var before = await sender.StatsAsync();
        var id = (await sender.GetAsync("/api/quarantine?source=dropped")).GetProperty("items")[0].GetProperty("id").GetInt64();
        var (status, discarded) = await sender.PostJsonAsync($"/api/quarantine/{id}/discard", new { });
        Assert.Equal((200, "discarded", false), (status, discarded.GetProperty("state").GetString(), discarded.GetProperty("bodyKept").GetBoolean()));
        var entry = await sender.GetAsync($"/api/quarantine/{id}");
        Assert.Equal(System.Text.Json.JsonValueKind.Null, entry.GetProperty("raw").ValueKind);
        Assert.Equal("no_identifier", entry.GetProperty("reason").GetString());
        var again = await sender.PostAsync("/v1/track", """{"event":"Nobody"}""");
        Assert.Equal("stored=0, duplicate=1, quarantined=0", again.Headers.GetValues("X-Kartoteka-Outcome").Single());
        Assert.Equal(0, (await sender.GetAsync("/api/quarantine?source=dropped")).GetProperty("items").GetArrayLength());
        var after = await sender.StatsAsync();
        Assert.Equal((before.Stored, before.Quarantined), (after.Stored, after.Quarantined));
    }
}
