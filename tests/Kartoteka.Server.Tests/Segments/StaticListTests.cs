using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;

namespace Kartoteka.Server.Tests.Segments;

/// <summary>Lists: segments whose members are named one by one; and what is shown of any segment's history.</summary>
public sealed class StaticListTests(ServerFixture server) : IClassFixture<ServerFixture>
{
    private readonly LiveDesk _desk = new(server);

    private async Task<JsonElement> ListAsync(string key, HttpContent content)
    {
        using var answer = await server.Full.PostAsync($"/api/segments/{key}/list", content);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return await ServerFixture.JsonAsync(answer);
    }

    private static (int Added, int Already, int Removed, int NotFound) Counts(JsonElement answer) =>
        (answer.GetProperty("added").GetInt32(), answer.GetProperty("alreadyThere").GetInt32(), answer.GetProperty("removed").GetInt32(), answer.GetProperty("notFoundCount").GetInt32());

    [Fact]
    public async Task People_are_put_on_a_list_and_taken_off_and_the_list_follows_a_merge_and_its_undo()
    {
        await _desk.SendAsync(
            new { type = "identify", userId = "ann", traits = new { email = "ann@shop.example" } }, new { type = "identify", userId = "ben", traits = new { phone = "+79161112233" } }, new { type = "track", anonymousId = "visitor", @event = "Seen" });
        using (var made = await server.Full.PostAsJsonAsync("/api/segments", new { key = "vip", name = "Важные", kind = "list" })) Assert.Equal(HttpStatusCode.Created, made.StatusCode);
        await _desk.LevelAsync();
        var ben = (await _desk.ProfileAsync("ben")).GetProperty("id").GetString();
        var answer = await ListAsync("vip", JsonContent.Create(new { add = new object[] { new { type = "email", value = "ANN@shop.example" }, new { profile = ben }, new { type = "email", value = "nobody@shop.example" } } }));
        Assert.Equal((2, 0, 0, 1), Counts(answer));
        Assert.Equal("nobody@shop.example", answer.GetProperty("notFound")[0].GetString());
        await _desk.InAsync("ann", "vip");
        // A file adds too; who is named twice, or is on it, joins once.
        Assert.Equal((1, 1, 0, 1), Counts(await ListAsync("vip", new StringContent("anonymous_id;comment\nvisitor;\"a;b\"\n\"visitor\";again\nlost;\n", Encoding.UTF8, "text/csv"))));
        await _desk.LevelAsync();
        Assert.Equal(3, (await _desk.SegmentAsync("vip")).GetProperty("size").GetInt32());
        // The visitor turns out to be ann: one profile, on the list once.
        await _desk.SendAsync(new { type = "identify", userId = "ann", anonymousId = "visitor" });
        await _desk.LevelAsync();
        Assert.Equal(2, (await _desk.SegmentAsync("vip")).GetProperty("size").GetInt32());
        Assert.Equal((0, 0, 1, 0), Counts(await ListAsync("vip", JsonContent.Create(new { remove = new[] { new { type = "phone", value = "8 916 111-22-33" } } }))));
        await _desk.OutAsync("ben", "vip");
        var ann = await _desk.ProfileAsync("ann");
        var visitor = ann.GetProperty("records").EnumerateArray().Select(record => record.GetProperty("externalId").GetString()).Single(id => id != "ann");
        (await server.Full.PostAsJsonAsync($"/api/profiles/{ann.GetProperty("id").GetString()}/unmerge", new { records = new[] { new { source = "default", externalId = visitor } }, why = "wrong" })).EnsureSuccessStatusCode();
        await _desk.LevelAsync();
        Assert.Equal(2, (await _desk.SegmentAsync("vip")).GetProperty("size").GetInt32());
        Assert.Equal(2, (await server.Full.GetFromJsonAsync<JsonElement>("/api/segments/vip/members")).GetProperty("total").GetInt32());
        var segment = await _desk.SegmentAsync("vip");
        Assert.Equal(("list", JsonValueKind.Null), (segment.GetProperty("kind").GetString(), segment.GetProperty("rule").ValueKind));
        Assert.Equal(HttpStatusCode.OK, (await server.Full.PutAsJsonAsync("/api/segments/vip", new { name = "VIP" })).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await server.Full.PutAsJsonAsync("/api/segments/vip", new { name = "VIP", rule = JsonDocument.Parse("""{"all":[]}""").RootElement })).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await server.Full.PostAsync("/api/segments/vip/list", new StringContent("e-mail\nx\n", Encoding.UTF8, "text/csv"))).StatusCode);
    }

    [Fact]
    public async Task History_sizes_and_overlap_of_segments_are_shown()
    {
        await _desk.TrackAsync("eva", "Bought");
        await _desk.TrackAsync("ida", "Bought");
        await _desk.LevelAsync();
        await _desk.MakeAsync("a", """{"event":"Bought"}""");
        await _desk.MakeAsync("b", """{"event":"Returned"}""");
        await _desk.TrackAsync("eva", "Returned");
        await _desk.InAsync("eva", "b");
        var changes = (await server.Full.GetFromJsonAsync<JsonElement>("/api/segments/b/changes")).GetProperty("changes");
        Assert.Equal(["entered event 1", "filled filled 0"], changes.EnumerateArray().Select(line => $"{line.GetProperty("change").GetString()} {line.GetProperty("reason").GetString()} {line.GetProperty("count").GetInt32()}"));
        Assert.Equal((await _desk.ProfileAsync("eva")).GetProperty("id").GetString(), changes[0].GetProperty("profileId").GetString());
        var sizes = (await server.Full.GetFromJsonAsync<JsonElement>("/api/segments/b/sizes")).GetProperty("sizes").EnumerateArray().Last();
        Assert.Equal((1, 1, 0), (sizes.GetProperty("size").GetInt32(), sizes.GetProperty("entered").GetInt32(), sizes.GetProperty("exited").GetInt32()));
        var overlap = await server.Full.GetFromJsonAsync<JsonElement>("/api/segments/overlap?keys=a,b");
        var pair = Assert.Single(overlap.GetProperty("pairs").EnumerateArray());
        Assert.Equal((1, 0.5, 1.0), (pair.GetProperty("both").GetInt32(), pair.GetProperty("jaccard").GetDouble(), pair.GetProperty("shareOfSmaller").GetDouble()));
        Assert.Equal(HttpStatusCode.BadRequest, (await server.Full.GetAsync("/api/segments/overlap?keys=a")).StatusCode);
        Assert.Equal(HttpStatusCode.Conflict, (await server.Full.PostAsJsonAsync("/api/segments/a/list", new { add = Array.Empty<object>() })).StatusCode);
        var audit = await ServerFixture.JsonAsync(await server.Full.PostAsync("/api/segments/a/audit", null));
        Assert.Equal(0, audit.GetProperty("differences").GetInt32());
        Assert.Equal(0, (await _desk.SegmentAsync("a")).GetProperty("lastAudit").GetProperty("differences").GetInt32());
        Assert.Contains("kartoteka_segments{state=\"live\"}", await server.Full.GetStringAsync("/metrics"), StringComparison.Ordinal);
    }
}
