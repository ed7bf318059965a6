using System.Net.Http.Json;
using System.Text.Json;

namespace Kartoteka.Server.Tests.Segments;

/// <summary>After whatever happens in whatever order, members are those that the rules give when they are asked anew.</summary>
public sealed class LivePropertyTests(ServerFixture server) : IClassFixture<ServerFixture>
{
    private readonly LiveDesk _desk = new(server);

    private static readonly string[] Rules =
    [
        """{"event":"Bought","times":{"atLeast":2}}""", """{"not":{"event":"Bought"}}""", """{"event":"Seen","within":{"last":{"days":30}}}""", """{"trait":"town","equals":"Омск"}""",
        """{"sequence":[{"event":"Seen"},{"event":"Bought","within":{"hours":48}}]}""", """{"all":[{"segment":"p0"},{"not":{"segment":"p3"}}]}""", """{"identifier":"email"}""",
    ];

    // What a kill may leave beside the ledger, which has all that was said: memberships and replica as they were a while ago, so that what was told is not kept, or none at all.
    private enum Left
    {
        Kept,
        Older,
        Gone,
    }

    private static readonly (Left Members, Left Replica)[] Kills = [(Left.Older, Left.Kept), (Left.Kept, Left.Older), (Left.Older, Left.Older), (Left.Gone, Left.Gone)];

    [Fact]
    public async Task Merges_unmerges_late_events_edits_and_kills_leave_members_equal_to_what_the_rules_give()
    {
        var random = new Random(20);
        await _desk.SendAsync(new { type = "identify", userId = "u0", traits = new { town = "Омск" } });
        await _desk.LevelAsync();
        for (var i = 0; i < Rules.Length; i++) await _desk.MakeAsync($"p{i}", Rules[i]);
        await KillAsync((Left.Kept, Left.Kept));
        foreach (var kill in Kills)
        {
            for (var step = 0; step < 12; step++) await StepAsync(random);
            // Some kills come upon what is level, some upon what is behind.
            if (random.Next(2) == 0) await _desk.LevelAsync();
            await KillAsync(kill);
            for (var step = 0; step < 4; step++) await StepAsync(random);
            await _desk.LevelAsync();
            for (var i = 0; i < Rules.Length; i++) await SameAsync($"p{i}");
        }
    }

    private async Task KillAsync((Left Members, Left Replica) left)
    {
        await server.StopAsync();
        Leave("derived.db", left.Members);
        Leave("columns.duckdb", left.Replica);
        await server.RunAsync(null);
    }

    private void Leave(string name, Left left)
    {
        var older = Directory.CreateDirectory(Path.Combine(server.Folder, "older")).FullName;
        var now = Directory.GetFiles(server.Folder, $"{name}*").ToDictionary(path => Path.GetFileName(path), File.ReadAllBytes);
        if (left != Left.Kept) foreach (var file in now.Keys) File.Delete(Path.Combine(server.Folder, file));
        foreach (var path in Directory.GetFiles(older, $"{name}*"))
        {
            if (left == Left.Older) File.Copy(path, Path.Combine(server.Folder, Path.GetFileName(path)));
            File.Delete(path);
        }
        foreach (var (file, bytes) in now) File.WriteAllBytes(Path.Combine(older, file), bytes);
    }

    private async Task StepAsync(Random random)
    {
        var (user, visitor) = ($"u{random.Next(8)}", $"v{random.Next(8)}");
        switch (random.Next(6))
        {
            case 0: await _desk.SendAsync(new { type = "identify", userId = user, anonymousId = visitor, traits = new { town = random.Next(2) == 0 ? "Омск" : "Тула" } }); break;
            case 1: await _desk.SendAsync(new { type = "identify", userId = user, traits = new { email = $"{user}@shop.example", town = "Омск" } }); break;
            case 2: await _desk.SendAsync(new { type = "track", anonymousId = visitor, @event = "Seen", timestamp = Late(random) }); break;
            case 3: await _desk.SendAsync(new { type = "track", userId = user, @event = "Bought", timestamp = Late(random) }, new { type = "track", anonymousId = visitor, @event = "Bought", timestamp = Late(random) }); break;
            case 4: await _desk.SendAsync(new { type = "track", userId = user, @event = "Seen", timestamp = Late(random) }); break;
            default: await PartAsync(user, random); break;
        }
    }

    private static string Late(Random random) => TimeProvider.System.GetUtcNow().AddHours(-random.Next(24 * 60)).ToString("O");

    private async Task PartAsync(string user, Random random)
    {
        using var found = await server.Full.GetAsync($"/api/profiles/by/user_id/{user}");
        if (!found.IsSuccessStatusCode) return;
        var profile = await ServerFixture.JsonAsync(found);
        var records = profile.GetProperty("records").EnumerateArray().Select(record => record.GetProperty("externalId").GetString()).ToArray();
        if (records.Length < 2) return;
        var body = new { records = new[] { new { source = "default", externalId = records[random.Next(records.Length)] } }, why = "test" };
        using var parted = await server.Full.PostAsJsonAsync($"/api/profiles/{profile.GetProperty("id").GetString()}/unmerge", body);
    }

    private async Task SameAsync(string key)
    {
        var asked = await server.Full.GetFromJsonAsync<JsonElement>($"/api/segments/{key}/members?limit=1000");
        var members = asked.GetProperty("members").EnumerateArray().Select(member => member.GetProperty("id").GetString()!).ToHashSet();
        foreach (var profile in (await server.Full.GetFromJsonAsync<JsonElement>("/api/profiles?kind=person&limit=500")).GetProperty("profiles").EnumerateArray())
        {
            var id = profile.GetProperty("id").GetString()!;
            var card = await server.Full.GetFromJsonAsync<JsonElement>($"/api/profiles/{id}");
            Assert.Equal(members.Contains(id), card.GetProperty("segments").EnumerateArray().Any(segment => segment.GetProperty("key").GetString() == key));
        }
        Assert.Equal(members.Count, (await _desk.SegmentAsync(key)).GetProperty("size").GetInt32());
        var audit = await ServerFixture.JsonAsync(await server.Full.PostAsync($"/api/segments/{key}/audit", null));
        Assert.Equal(0, audit.GetProperty("differences").GetInt32());
    }
}
