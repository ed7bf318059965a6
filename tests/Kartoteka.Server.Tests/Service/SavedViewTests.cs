using System.Net.Http.Json;

namespace Kartoteka.Server.Tests.Service;

public sealed class SavedViewTests(ServerFixture server) : IClassFixture<ServerFixture>
{
    [Fact]
    public async Task Each_sees_own_and_shared_views_and_changes_only_own()
    {
        var (one, other) = (await server.ClientAsync("profiles:read"), await server.ClientAsync("profiles:read"));
        var own = await ServerFixture.JsonAsync(await one.PostAsJsonAsync("/api/views", new { name = "Томск", where = new[] { "city=Томск" }, columns = new[] { "phone" } }));
        var shared = await ServerFixture.JsonAsync(await one.PostAsJsonAsync("/api/views", new { name = "Все", shared = true, query = "иван" }));
        Assert.Equal(["Томск", "Все"], await NamesAsync(one));
        Assert.Equal(["Все"], await NamesAsync(other));
        Assert.Equal("city=Томск", own.GetProperty("where")[0].GetString());
        var (ownPath, sharedPath) = ($"/api/views/{own.GetProperty("id")}", $"/api/views/{shared.GetProperty("id")}");
        Assert.Equal(404, (int)(await other.DeleteAsync(ownPath)).StatusCode);
        Assert.Equal(403, (int)(await other.PutAsJsonAsync(sharedPath, new { name = "x" })).StatusCode);
        var changed = await ServerFixture.JsonAsync(await one.PutAsJsonAsync(sharedPath, new { name = "Мои", shared = false }));
        Assert.Equal(("Мои", ""), (changed.GetProperty("name").GetString(), changed.GetProperty("query").GetString()));
        Assert.Empty(await NamesAsync(other));
        Assert.Equal(204, (int)(await one.DeleteAsync(ownPath)).StatusCode);
        Assert.Equal(["Мои"], await NamesAsync(one));
        foreach (var bad in new object[] { new { }, new { name = new string('x', 101) }, new { name = "x", query = new string('x', 201) }, new { name = "x", where = new[] { "" } }, new { name = "x", columns = Enumerable.Repeat("c", 51) } })
        {
            Assert.Equal(400, (int)(await one.PostAsJsonAsync("/api/views", bad)).StatusCode);
        }
    }

    private static async Task<IEnumerable<string?>> NamesAsync(HttpClient client) =>
        (await ServerFixture.JsonAsync(await client.GetAsync("/api/views"))).GetProperty("views").EnumerateArray().Select(view => view.GetProperty("name").GetString());
}
