using System.Text.Json;
using Kartoteka.Server.Tests.Ingest;

namespace Kartoteka.Server.Tests.Profiles;

public class ListingProfilesTests(ServerFixture server) : IClassFixture<ServerFixture>
{
    private static string Where(params string[] conditions) => string.Concat(conditions.Select(condition => $"&where={Uri.EscapeDataString(condition)}"));

    private static string[] NamesOf(JsonElement page) =>
        [.. page.GetProperty("profiles").EnumerateArray().Select(profile => profile.GetProperty("traits").GetProperty("name").GetString()!).Order(StringComparer.Ordinal)];

    private async Task<Sender> ThreeBuyersAsync(string realm)
    {
        var sender = await Sender.SourceAsync(server, realm);
        await sender.SendAsync("/v1/identify", $$$"""{"userId":"1","traits":{"name":"Анна {{{realm}}}","town":"{{{realm}}} Орёл","age":34,"tags":["VIP"]}}""");
        await sender.SendAsync("/v1/identify", $$$"""{"userId":"2","traits":{"name":"Борис {{{realm}}}","town":"{{{realm}}} Омск","age":19}}""");
        await sender.SendAsync("/v1/identify", $$$"""{"userId":"3","traits":{"name":"=HYPERLINK(\"{{{realm}}}\")","town":"{{{realm}}} Омск","phone":"+79161234567"}}""");
        await Sender.Eventually(async () => (await sender.GetAsync($"/api/profiles?count=true{Where($"town^={realm}")}")).GetProperty("total").GetInt64() == 3, "three are indexed");
        return sender;
    }

    [Fact]
    public async Task Conditions_on_traits_narrow_the_list_alone_and_with_a_query()
    {
        var sender = await ThreeBuyersAsync("narrow");
        Assert.Equal(["=HYPERLINK(\"narrow\")", "Борис narrow"], NamesOf(await sender.GetAsync($"/api/profiles?limit=10{Where("town=narrow омск")}")));
        Assert.Equal(["Анна narrow"], NamesOf(await sender.GetAsync($"/api/profiles?limit=10{Where("town^=narrow", "age>=20")}")));
        Assert.Equal(["Борис narrow"], NamesOf(await sender.GetAsync($"/api/profiles?query=narrow+{Uri.EscapeDataString("борис")}{Where("age?", "tags!?")}")));
        Assert.Empty(NamesOf(await sender.GetAsync($"/api/profiles?kind=account{Where("town^=narrow")}")));
    }

    [Fact]
    public async Task A_count_says_how_many_there_are_and_is_left_out_unless_asked_for()
    {
        var sender = await ThreeBuyersAsync("counted");
        var page = await sender.GetAsync($"/api/profiles?limit=1&count=true{Where("town=counted омск")}");
        Assert.Equal((1, 2, true), (page.GetProperty("profiles").GetArrayLength(), page.GetProperty("total").GetInt32(), page.GetProperty("totalIsExact").GetBoolean()));
        var all = await sender.GetAsync("/api/profiles?limit=1&count=true");
        Assert.Equal((await sender.GetAsync("/api/stats")).GetProperty("profiles").GetInt64(), all.GetProperty("total").GetInt64());
        Assert.False((await sender.GetAsync("/api/profiles?limit=1")).TryGetProperty("total", out _));
    }

    [Theory]
    [InlineData("where=city", "/problems/invalid")]
    [InlineData("where=%3Dx", "/problems/invalid")]
    [InlineData("kind=robot", "/problems/invalid")]
    [InlineData("query=%2C", "/problems/invalid")]
    [InlineData("where=a?&cursor=x", "/problems/invalid")]
    public async Task What_is_no_condition_is_refused_with_the_form_of_one(string query, string type)
    {
        var answer = await server.Full.GetAsync($"/api/profiles?{query}");
        Assert.Equal(400, (int)answer.StatusCode);
        Assert.StartsWith(type, (await ServerFixture.JsonAsync(answer)).GetProperty("type").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_export_holds_what_the_list_shows_and_leaves_a_line_in_the_audit_log()
    {
        var sender = await ThreeBuyersAsync("exported");
        var answer = await server.Full.GetAsync($"/api/profiles/export?columns=name,age,phone,town{Where("town^=exported")}");
        Assert.Equal(("text/csv", "profiles.csv"), (answer.Content.Headers.ContentType?.MediaType, answer.Content.Headers.ContentDisposition?.FileName));
        var lines = (await answer.Content.ReadAsStringAsync()).TrimStart('\uFEFF').Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        Assert.Equal("name,age,phone,town", lines[0]);
        Assert.Equal(
            ["\"'=HYPERLINK(\"\"exported\"\")\",,+79161234567,exported Омск", "Анна exported,34,,exported Орёл", "Борис exported,19,,exported Омск"],
            lines[1..].Order(StringComparer.Ordinal));
        var audit = await sender.GetAsync("/api/audit?limit=20");
        var entry = audit.GetProperty("entries").EnumerateArray().First(line => line.GetProperty("action").GetString() == "profile.export");
        Assert.Equal("no search; where town; columns name age phone town", entry.GetProperty("detail").GetString());
    }

    [Fact]
    public async Task A_new_trust_rank_lets_the_list_find_by_the_values_that_survive_now()
    {
        var first = await Sender.SourceAsync(server, "trusted-a", idNamespace: "trusted");
        var second = await Sender.SourceAsync(server, "trusted-b", idNamespace: "trusted");
        await first.SendAsync("/v1/identify", """{"userId":"1","traits":{"suburb":"trusted old"}}""");
        await second.SendAsync("/v1/identify", """{"userId":"1","traits":{"suburb":"trusted new"}}""");
        Task<bool> Finds(string value) => Task.Run(async () => (await first.GetAsync($"/api/profiles?limit=5{Where($"suburb={value}")}")).GetProperty("profiles").GetArrayLength() == 1);
        await Sender.Eventually(() => Finds("trusted new"), "the later value");
        (await server.Full.PatchAsync("/api/sources/trusted-a", Sender.Json("""{"trustRank":500}"""))).EnsureSuccessStatusCode();
        await Sender.Eventually(() => Finds("trusted old"), "the value of the source that is trusted more");
        Assert.False(await Finds("trusted new"));
    }
}
