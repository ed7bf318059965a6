using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Kartoteka.Server.Tests.Users;
using Kartoteka.Storage.Embedded.Columns.Parquet;

namespace Kartoteka.Server.Tests.Exports;

/// <summary>Files of people, as who asked for them may see them.</summary>
public sealed class ExportsTests(ServerFixture server) : IClassFixture<ServerFixture>, IAsyncLifetime
{
    private static bool _filled;

    public async Task InitializeAsync()
    {
        if (_filled) return;
        _filled = true;
        await server.Full.PutAsJsonAsync("/api/traits/person/city", new { type = "string", privacyClass = "demographic" });
        await server.Full.PostAsJsonAsync("/api/segments", new { key = "moscow", name = "Москва", rule = new { trait = "city", equals = "Москва" } });
        object[] batch =
        [
            new { type = "identify", userId = "ada", messageId = "x1", traits = new { email = "ada@shop.example", city = "Москва", age = -1 } },
            new { type = "track", userId = "ada", messageId = "x3", @event = "Order Completed", properties = new { order_id = "1", revenue = 10 } },
            new { type = "identify", userId = "eve", messageId = "x2", traits = new { email = "eve@shop.example", city = "Тула" } },
        ];
        using var request = new HttpRequestMessage(HttpMethod.Post, "/v1/batch") { Content = JsonContent.Create(new { batch }) };
        request.Headers.Authorization = new("Basic", Convert.ToBase64String(System.Text.Encoding.ASCII.GetBytes($"{server.WriteKey}:")));
        Assert.Equal(HttpStatusCode.OK, (await server.Anonymous.SendAsync(request)).StatusCode);
        await Eventually.TrueAsync(async () => await server.Full.PostAsJsonAsync("/api/segments/preview", new { rule = new { trait = "city", equals = "Москва" } }) is { StatusCode: HttpStatusCode.OK } answer
            && (await ServerFixture.JsonAsync(answer)).GetProperty("count").GetInt64() == 1);
    }

    public Task DisposeAsync() => Task.CompletedTask;

    private static async Task<string> DoneAsync(HttpClient client, object asked)
    {
        var answer = await client.PostAsJsonAsync("/api/exports", asked);
        Assert.True(answer.StatusCode == HttpStatusCode.Accepted, await answer.Content.ReadAsStringAsync());
        var path = $"/api/exports/{(await ServerFixture.JsonAsync(answer)).GetProperty("id").GetString()}";
        await Eventually.TrueAsync(async () => (await client.GetFromJsonAsync<JsonElement>(path)).GetProperty("state").GetString() is "done");
        return path;
    }

    [Fact]
    public async Task A_segment_is_exported_in_each_form()
    {
        string[] columns = ["email", "city", "age", "identifiers.email"];
        var csv = await DoneAsync(server.Full, new { segment = "moscow", columns });
        Assert.Equal("email,city,age,identifiers.email\r\nada@shop.example,Москва,-1,ada@shop.example\r\n", await server.Full.GetStringAsync($"{csv}/file"));
        var lines = await DoneAsync(server.Full, new { segment = "moscow", columns, format = "jsonl" });
        Assert.Equal("""{"email":"ada@shop.example","city":"Москва","age":-1,"identifiers.email":"ada@shop.example"}""", (await server.Full.GetStringAsync($"{lines}/file")).TrimEnd());
        var parquet = await DoneAsync(server.Full, new { rule = new { all = Array.Empty<object>() }, columns, format = "parquet" });
        var path = Path.Combine(server.Folder, "taken.parquet");
        await File.WriteAllBytesAsync(path, await server.Full.GetByteArrayAsync($"{parquet}/file"));
        using (var file = ParquetFile.Open(path)) Assert.Equal(columns, file.Columns);
        var folder = Path.Combine(server.Folder, "exports");
        foreach (var one in Directory.GetFiles(folder, "*.csv"))
        {
            if (!OperatingSystem.IsWindows()) Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(one));
        }
        Assert.Empty(Directory.GetFiles(folder, "*.part"));
    }

    [Fact]
    public async Task Computed_traits_are_columns_too()
    {
        var ada = await server.Full.GetFromJsonAsync<JsonElement>("/api/profiles/by/email/ada@shop.example");
        var card = $"/api/profiles/{ada.GetProperty("id").GetString()}";
        await Eventually.TrueAsync(async () => (await server.Full.GetFromJsonAsync<JsonElement>(card)).GetProperty("computed").TryGetProperty("orders", out var orders) && orders.GetInt32() == 1);
        var file = await DoneAsync(server.Full, new { segment = "moscow", columns = new[] { "email", "computed.orders", "computed.favourite_brand" }, format = "jsonl" });
        Assert.Equal("""{"email":"ada@shop.example","computed.orders":1,"computed.favourite_brand":null}""", (await server.Full.GetStringAsync($"{file}/file")).TrimEnd());
    }

    [Fact]
    public async Task A_file_shows_what_its_owner_sees_to_its_owner_alone_and_stands_in_the_log()
    {
        using var marketer = await Person.OfRoleAsync(server, "marketer");
        var offered = (await marketer.Client.GetFromJsonAsync<JsonElement>("/api/exports/columns")).GetProperty("columns").EnumerateArray()
            .ToDictionary(column => column.GetProperty("name").GetString()!, column => column.GetProperty("isMasked").GetBoolean());
        Assert.Equal([true, true, false, false, false], new[] { "email", "identifiers.email", "identifiers.user_id", "city", "computed.orders" }.Select(name => offered[name]));
        var mine = await DoneAsync(marketer.Client, new { segment = "moscow", columns = new[] { "email", "identifiers.email", "city" } });
        var text = await marketer.Client.GetStringAsync($"{mine}/file");
        Assert.Contains("Москва", text, StringComparison.Ordinal);
        Assert.DoesNotContain("ada@", text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await server.Full.GetAsync($"{mine}/file")).StatusCode);
        using var officer = await Person.OfRoleAsync(server, "privacy_officer");
        var seen = (await officer.Client.GetFromJsonAsync<JsonElement>("/api/exports/all")).GetProperty("exports").EnumerateArray().Single(export => mine.EndsWith(export.GetProperty("id").GetString()!, StringComparison.Ordinal));
        Assert.Equal(("moscow", "done", 1, 3), (seen.GetProperty("segment").GetString(), seen.GetProperty("state").GetString(), seen.GetProperty("rows").GetInt32(), seen.GetProperty("columns").GetArrayLength()));
        Assert.Equal((await marketer.Client.GetFromJsonAsync<JsonElement>(mine)).GetProperty("by").GetString(), seen.GetProperty("by").GetString());
        foreach (var path in new[] { mine, $"{mine}/file" }) Assert.Equal(HttpStatusCode.NotFound, (await officer.Client.GetAsync(path)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await officer.Client.DeleteAsync(mine)).StatusCode);
        Assert.DoesNotContain(mine[^24..], await officer.Client.GetStringAsync("/api/exports"), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Forbidden, (await marketer.Client.GetAsync("/api/exports/all")).StatusCode);
        Assert.Contains("export.download", (await server.Full.GetStringAsync("/api/audit?limit=500")), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NoContent, (await marketer.Client.DeleteAsync(mine)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await marketer.Client.GetAsync($"{mine}/file")).StatusCode);
    }
}
