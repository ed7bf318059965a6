using System.Net.Http.Json;
using Kartoteka.Storage.Embedded.Sqlite;
using Xunit;

namespace Kartoteka.Server.Tests.Workspace;

public sealed class AuditTests
{
    [Fact]
    public async Task Every_administrative_act_is_recorded_and_a_changed_line_is_named()
    {
        await using var server = new OwnServer(await ServerFixture.StartAsync());
        var full = server.Value.Full;
        await full.PostAsJsonAsync("/api/legal-entities", new { key = "north", name = "Север", inn = "7707083893" });
        await full.PostAsJsonAsync("/api/brands", new { key = "tea", name = "Чай", legalEntity = "north" });
        await full.PostAsJsonAsync("/api/sources", new { key = "shop", name = "Shop", kind = "web", brand = "tea" });
        await full.PatchAsJsonAsync("/api/sources/shop", new { trustRank = 300 });
        await full.PostAsJsonAsync("/api/sources/shop/write-keys", new { revokeOthers = true });
        await full.PutAsJsonAsync("/api/traits/person/birthday", new { type = "date" });
        var page = await ServerFixture.JsonAsync(await full.GetAsync("/api/audit?limit=6"));
        Assert.Equal(
            ["trait.declare", "write_key.rotate", "source.change", "source.create", "brand.create", "legal_entity.create"],
            page.GetProperty("entries").EnumerateArray().Select(entry => entry.GetProperty("action").GetString()));
        Assert.All(page.GetProperty("entries").EnumerateArray(), entry => Assert.Equal("first", entry.GetProperty("actor").GetString()));
        var older = await ServerFixture.JsonAsync(await full.GetAsync($"/api/audit?before={page.GetProperty("next")}"));
        Assert.Equal(2, older.GetProperty("entries").GetArrayLength()); // The token and the source of the first start.
        var found = await ServerFixture.JsonAsync(await full.GetAsync("/api/audit?action=source&subject=source/shop&actor=first&from=2000-01-01T00:00:00Z"));
        Assert.Equal(["source.change", "source.create"], found.GetProperty("entries").EnumerateArray().Select(entry => entry.GetProperty("action").GetString()));
        Assert.Equal(0, (await ServerFixture.JsonAsync(await full.GetAsync("/api/audit?to=2000-01-01T00:00:00Z"))).GetProperty("entries").GetArrayLength());
        var whole = await ServerFixture.JsonAsync(await full.GetAsync("/api/audit/verify"));
        Assert.True(whole.GetProperty("whole").GetBoolean());
        Assert.Equal(page.GetProperty("entries")[0].GetProperty("hash").GetString(), whole.GetProperty("head").GetProperty("hash").GetString());
        Assert.Equal(1, (await ServerFixture.JsonAsync(await full.GetAsync("/api/audit?limit=0"))).GetProperty("entries").GetArrayLength());

        using (var database = SqliteDatabase.Open(Path.Combine(server.Value.Folder, "ledger.db"), readOnly: false))
        {
            database.Execute("update audit set actor = 'nobody' where sequence = 4");
        }
        var verdict = await ServerFixture.JsonAsync(await full.GetAsync("/api/audit/verify"));
        Assert.False(verdict.GetProperty("whole").GetBoolean());
        Assert.Equal(4, verdict.GetProperty("firstBadSequence").GetInt64());
    }
}
