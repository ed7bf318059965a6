using System.Net;
using System.Net.Http.Json;
using System.Text.Json;

namespace Kartoteka.Server.Tests.Segments;

/// <summary>Members of segments follow what happens.</summary>
public sealed class LiveMembershipTests(ServerFixture server) : IClassFixture<ServerFixture>
{
    private readonly LiveDesk _desk = new(server);

    [Fact]
    public async Task Who_comes_to_meet_a_rule_is_a_member_soon_and_both_ways_are_said_once()
    {
        await _desk.TrackAsync("ann", "Order Completed", new { revenue = 50 });
        await _desk.SendAsync(new { type = "track", userId = "ben", @event = "Order Completed", properties = new { revenue = 500 } }, new { type = "identify", userId = "ben", traits = new { closed = false } });
        await _desk.LevelAsync();
        await _desk.MakeAsync("rich", """{"all":[{"event":"Order Completed","sum":{"property":"revenue","atLeast":100}},{"not":{"trait":"closed","equals":true}}]}""");
        // Those who are found when a segment is filled entered nothing.
        await _desk.InAsync("ben", "rich");
        Assert.Empty(await _desk.SaidAsync("ben"));
        await _desk.TrackAsync("ann", "Order Completed", new { revenue = 60 });
        await _desk.InAsync("ann", "rich");
        await _desk.SendAsync(new { type = "identify", userId = "ann", traits = new { closed = true } });
        await _desk.OutAsync("ann", "rich");
        await _desk.LevelAsync();
        Assert.Equal(["+rich event", "-rich event"], await _desk.SaidAsync("ann"));
        var segment = await _desk.SegmentAsync("rich");
        Assert.Equal((1, 1, 1), (segment.GetProperty("size").GetInt32(), segment.GetProperty("entered24h").GetInt32(), segment.GetProperty("exited24h").GetInt32()));
        var ann = await _desk.ProfileAsync("ann");
        Assert.Single(ann.GetProperty("records").EnumerateArray());
        var stats = await server.Full.GetFromJsonAsync<JsonElement>("/api/stats");
        var own = stats.GetProperty("sources").EnumerateArray().Single(source => source.GetProperty("source").GetString() == "segments");
        Assert.Equal((own.GetProperty("received").GetInt64(), own.GetProperty("duplicate").GetInt64()), (own.GetProperty("stored").GetInt64(), 0));
        // What is said of membership is no deed of the customer.
        Assert.Equal(0, (await ServerFixture.JsonAsync(await server.Full.PostAsJsonAsync("/api/segments/preview", new { rule = JsonDocument.Parse("""{"event":"Segment Entered"}""").RootElement }))).GetProperty("count").GetInt32());
        Assert.Equal(HttpStatusCode.Conflict, (await server.Full.PostAsync("/api/sources/segments/write-keys", null)).StatusCode);
    }

    [Fact]
    public async Task Merges_and_unmerges_take_memberships_along()
    {
        await _desk.MakeAsync("both", """{"all":[{"event":"Seen"},{"event":"Bought"}]}""");
        await _desk.TrackAsync("eva", "Seen");
        await _desk.SendAsync(new { type = "track", anonymousId = "eva2", @event = "Bought" });
        await _desk.LevelAsync();
        Assert.DoesNotContain("both", await _desk.SegmentsOfAsync("eva"));
        await _desk.SendAsync(new { type = "identify", userId = "eva", anonymousId = "eva2" });
        await _desk.InAsync("eva", "both");
        var eva = await _desk.ProfileAsync("eva");
        Assert.Equal(2, eva.GetProperty("records").GetArrayLength());
        var visitor = eva.GetProperty("records").EnumerateArray().Select(record => record.GetProperty("externalId").GetString()).Single(id => id != "eva");
        using var parted = await server.Full.PostAsJsonAsync($"/api/profiles/{eva.GetProperty("id").GetString()}/unmerge", new { records = new[] { new { source = "default", externalId = visitor } }, why = "wrong" });
        Assert.True(parted.IsSuccessStatusCode, await parted.Content.ReadAsStringAsync());
        await _desk.OutAsync("eva", "both");
        await _desk.LevelAsync();
        Assert.Equal(0, (await _desk.SegmentAsync("both")).GetProperty("size").GetInt32());
    }

    [Fact]
    public async Task A_changed_segment_is_filled_in_silence_and_who_stands_on_it_is_told()
    {
        await _desk.SendAsync(new { type = "identify", userId = "ida", traits = new { town = "Омск" } }, new { type = "identify", userId = "ivo", traits = new { town = "Тула" } });
        await _desk.LevelAsync();
        await _desk.MakeAsync("inner", """{"trait":"town","equals":"омск"}""");
        await _desk.MakeAsync("outer", """{"segment":"inner"}""");
        await _desk.InAsync("ida", "outer");
        var changed = await server.Full.PutAsJsonAsync("/api/segments/inner", new { name = "Other", rule = JsonDocument.Parse("""{"trait":"town","equals":"тула"}""").RootElement });
        Assert.Equal(HttpStatusCode.OK, changed.StatusCode);
        await _desk.InAsync("ivo", "outer");
        await _desk.OutAsync("ida", "outer");
        Assert.Equal(["+outer definition"], await _desk.SaidAsync("ivo"));
        Assert.Equal(["-outer definition"], await _desk.SaidAsync("ida"));
        await _desk.InAsync("ivo", "inner");
        Assert.Equal("Other", (await _desk.ProfileAsync("ivo")).GetProperty("segments").EnumerateArray().Single(one => one.GetProperty("key").GetString() == "inner").GetProperty("name").GetString());
        Assert.Equal(HttpStatusCode.NoContent, (await server.Full.DeleteAsync("/api/segments/outer")).StatusCode);
        await _desk.OutAsync("ivo", "outer");
    }
}
