using System.Text.Json;
using Kartoteka.Server.Tests.Ingest;

namespace Kartoteka.Server.Tests.Identity;

public sealed class StewardTests(ServerFixture server) : IClassFixture<ServerFixture>
{
    [Fact]
    public async Task A_merge_redirects_and_its_unmerge_gives_both_back_exactly()
    {
        var (one, two) = (await Sender.SourceAsync(server, "m1"), await Sender.SourceAsync(server, "m2"));
        await one.SendAsync("/v1/identify", """{"userId":"a","messageId":"a1","traits":{"firstName":"Olga"}}""");
        await two.SendAsync("/v1/identify", """{"userId":"b","messageId":"b1","traits":{"firstName":"Olya","email":"olga@shop.ru"}}""");
        var (a, b) = (await one.GetAsync("/api/profiles/by/user_id/m1:a"), await one.GetAsync("/api/profiles/by/user_id/m2:b"));
        var (idA, idB) = (Id(a), Id(b));

        var (status, merged) = await one.PostJsonAsync($"/api/profiles/{idA}/merge", new { with = idB, why = "one passport" });
        Assert.Equal(200, status);
        Assert.Equal(idA, merged.GetProperty("profiles")[0].GetProperty("id").GetString());
        Assert.Equal(idA, Id(await one.GetAsync($"/api/profiles/{idB}")));
        Assert.Equal(idA, Id(await one.GetAsync("/api/profiles/by/email/olga@shop.ru")));
        var history = (await one.GetAsync($"/api/profiles/{idA}/history")).GetProperty("history")[0];
        Assert.Equal(("merge", "one passport"), (history.GetProperty("action").GetString(), history.GetProperty("why").GetString()));

        var (back, result) = await one.PostJsonAsync($"/api/profiles/{idA}/unmerge", new { records = new[] { new { source = "m2", externalId = "b" } } });
        Assert.Equal(200, back);
        Assert.Equal([idA, idB], result.GetProperty("profiles").EnumerateArray().Select(profile => profile.GetProperty("id").GetString()));
        AssertSame(a, await one.GetAsync($"/api/profiles/{idA}"));
        AssertSame(b, await one.GetAsync($"/api/profiles/{idB}"));
    }

    [Fact]
    public async Task After_an_unmerge_a_shared_phone_does_not_join_them_again_and_leads_to_both()
    {
        var (one, two) = (await Sender.SourceAsync(server, "f1"), await Sender.SourceAsync(server, "f2"));
        await one.SendAsync("/v1/identify", """{"userId":"mother","traits":{"phone":"+79051112233"}}""");
        await two.SendAsync("/v1/identify", """{"userId":"son","traits":{"phone":"+79051112233"}}""");
        var joined = await one.GetAsync("/api/profiles/by/phone/+79051112233");
        Assert.Equal(2, joined.GetProperty("records").GetArrayLength());
        await one.PostJsonAsync($"/api/profiles/{Id(joined)}/unmerge", new { records = new[] { new { source = "f2", externalId = "son" } }, why = "the son's card" });
        await two.SendAsync("/v1/identify", """{"userId":"son","traits":{"phone":"+79051112233","firstName":"Ilya"}}""");
        Assert.NotEqual(Id(await one.GetAsync("/api/profiles/by/user_id/f1:mother")), Id(await one.GetAsync("/api/profiles/by/user_id/f2:son")));
        Assert.Equal(409, (int)(await server.Full.GetAsync("/api/profiles/by/phone/+79051112233")).StatusCode);
    }

    [Fact]
    public async Task A_dry_run_shows_the_profiles_that_would_result_and_changes_nothing()
    {
        var (one, two) = (await Sender.SourceAsync(server, "d1"), await Sender.SourceAsync(server, "d2"));
        await one.SendAsync("/v1/identify", """{"userId":"a","traits":{"firstName":"Olga"}}""");
        await two.SendAsync("/v1/identify", """{"userId":"b","traits":{"city":"Omsk"}}""");
        var (idA, idB) = (Id(await one.GetAsync("/api/profiles/by/user_id/d1:a")), Id(await one.GetAsync("/api/profiles/by/user_id/d2:b")));
        var before = await one.GetAsync("/api/stats");
        var (status, preview) = await one.PostJsonAsync($"/api/profiles/{idA}/merge", new { with = idB, dryRun = true });
        var merged = Assert.Single(preview.GetProperty("profiles").EnumerateArray());
        Assert.Equal((200, idA, "Olga", "Omsk"), (status, Id(merged), merged.GetProperty("traits").GetProperty("firstName").GetString(), merged.GetProperty("traits").GetProperty("city").GetString()));
        Assert.Equal(JsonValueKind.Null, preview.GetProperty("refusal").ValueKind);
        Assert.Equal(idB, Id(await one.GetAsync($"/api/profiles/{idB}")));
        Assert.Equal(before.GetRawText(), (await one.GetAsync("/api/stats")).GetRawText());

        await one.PostJsonAsync($"/api/profiles/{idA}/merge", new { with = idB });
        var leaving = new[] { new { source = "d2", externalId = "b" } };
        var (_, apart) = await one.PostJsonAsync($"/api/profiles/{idA}/unmerge", new { records = leaving, dryRun = true });
        Assert.Equal([idA, idB], apart.GetProperty("profiles").EnumerateArray().Select(Id));
        Assert.Equal(0, apart.GetProperty("newIds").GetArrayLength());
        Assert.Equal(idA, Id(await one.GetAsync($"/api/profiles/{idB}")));
        var (_, refused) = await one.PostJsonAsync($"/api/profiles/{idA}/unmerge", new { records = leaving.Append(new { source = "d1", externalId = "a" }), dryRun = true });
        Assert.Equal(("all-records", 0), (refused.GetProperty("refusal").GetString(), refused.GetProperty("profiles").GetArrayLength()));
        var blind = await server.ClientAsync("profiles:write");
        Assert.Equal(403, (int)(await blind.PostAsync($"/api/profiles/{idA}/merge", new StringContent($$"""{"with":"{{idB}}","dryRun":true}""", System.Text.Encoding.UTF8, "application/json"))).StatusCode);
    }

    [Theory]
    [InlineData("""{"with":"nonsense"}""", 400)]
    [InlineData("""{"with":"00000000-0000-7000-8000-000000000000"}""", 404)]
    public async Task A_merge_with_nothing_says_why_not(string body, int expected)
    {
        var sender = await Sender.SourceAsync(server, $"why{expected}");
        await sender.SendAsync("/v1/identify", """{"userId":"x"}""");
        var profile = await sender.GetAsync($"/api/profiles/by/user_id/why{expected}:x");
        var (status, problem) = await sender.PostJsonAsync($"/api/profiles/{Id(profile)}/merge", JsonDocument.Parse(body).RootElement);
        Assert.Equal(expected, status);
        Assert.StartsWith("/problems/", problem.GetProperty("type").GetString(), StringComparison.Ordinal);
    }

    private static string Id(JsonElement profile) => profile.GetProperty("id").GetString()!;

    private static void AssertSame(JsonElement before, JsonElement after)
    {
        foreach (var part in new[] { "id", "createdAt", "traits", "provenance", "identifiers" }) Assert.Equal(before.GetProperty(part).GetRawText(), after.GetProperty(part).GetRawText());
    }
}
