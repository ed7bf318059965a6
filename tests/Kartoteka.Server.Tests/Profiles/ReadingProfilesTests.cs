using Kartoteka.Server.Tests.Ingest;

namespace Kartoteka.Server.Tests.Profiles;

public sealed class ReadingProfilesTests(ServerFixture server) : IClassFixture<ServerFixture>
{
    [Fact]
    public async Task Web_till_and_crm_become_one_profile_with_the_source_of_each_value()
    {
        var (web, till, crm) = (await Sender.SourceAsync(server, "web1"), await Sender.SourceAsync(server, "till1", "till"), await Sender.SourceAsync(server, "crm1", "crm"));
        await web.SendAsync("/v1/track", """{"anonymousId":"visitor-1","event":"Product Viewed"}""");
        await web.SendAsync("/v1/identify", """{"anonymousId":"visitor-1","userId":"w1","timestamp":"2026-01-01T00:00:00Z","traits":{"email":"Anna@Shop.ru","city":"Омск"}}""");
        await till.SendAsync("/v1/track", """{"userId":"t1","event":"Order Completed","context":{"traits":{"phone":"8 (913) 123-45-67","card":"7700 1234"}}}""");
        await crm.SendAsync("/v1/identify", """{"userId":"c1","timestamp":"2026-02-01T00:00:00Z","traits":{"phone":"+7 913 1234567","email":"anna@shop.ru","city":"Томск"}}""");

        var profile = await web.GetAsync("/api/profiles/by/phone/89131234567");
        Assert.Equal(4, profile.GetProperty("records").GetArrayLength());
        Assert.Equal("Томск", profile.GetProperty("traits").GetProperty("city").GetString());
        Assert.Equal("crm1", profile.GetProperty("provenance").GetProperty("city").GetProperty("source").GetString());
        foreach (var path in new[] { "by/email/ANNA@shop.ru", "by/card/77001234", "by/user_id/w1", "by/user_id/till1:t1", "by/anonymous_id/visitor-1" })
        {
            Assert.Equal(profile.GetProperty("id").GetString(), (await web.GetAsync($"/api/profiles/{path}")).GetProperty("id").GetString());
        }
        var events = await web.GetAsync($"/api/profiles/{profile.GetProperty("id").GetString()}/events?limit=3");
        Assert.Equal(3, events.GetProperty("events").GetArrayLength());
        var rest = await web.GetAsync($"/api/profiles/{profile.GetProperty("id").GetString()}/events?limit=3&before={events.GetProperty("next").GetString()}");
        Assert.Equal(1, rest.GetProperty("events").GetArrayLength());
        Assert.Equal(System.Text.Json.JsonValueKind.Null, rest.GetProperty("next").ValueKind);
    }

    [Fact]
    public async Task A_timeline_is_narrowed_by_call_source_name_and_time()
    {
        var (web, till) = (await Sender.SourceAsync(server, "line-web"), await Sender.SourceAsync(server, "line-till", "till"));
        await web.SendAsync("/v1/identify", """{"userId":"l","timestamp":"2026-01-01T00:00:00Z","messageId":"w1","traits":{"email":"line@shop.ru"}}""");
        await web.SendAsync("/v1/track", """{"userId":"l","timestamp":"2026-01-02T00:00:00Z","messageId":"w2","event":"Product Viewed"}""");
        await till.SendAsync("/v1/track", """{"userId":"t","timestamp":"2026-01-03T00:00:00Z","messageId":"t1","event":"Order Completed","context":{"traits":{"email":"line@shop.ru"}}}""");
        var id = (await web.GetAsync("/api/profiles/by/email/line@shop.ru")).GetProperty("id").GetString();
        foreach (var (query, expected) in new[]
        {
            ("", "t1 w2 w1"), ("type=track", "t1 w2"), ("type=identify,page", "w1"), ("source=line-web", "w2 w1"), ("source=line-web,line-till", "t1 w2 w1"), ("source=nobody", ""),
            ("event=Order%20Completed", "t1"), ("from=2026-01-02T00:00:00Z", "t1 w2"), ("to=2026-01-02T00:00:00Z", "w1"), ("from=2026-01-02T00:00:00Z&to=2026-01-03T00:00:00Z&type=track", "w2"),
        })
        {
            var page = await web.GetAsync($"/api/profiles/{id}/events?{query}");
            Assert.Equal((query, expected), (query, string.Join(' ', page.GetProperty("events").EnumerateArray().Select(one => one.GetProperty("messageId").GetString()))));
            Assert.Equal(System.Text.Json.JsonValueKind.Null, page.GetProperty("next").ValueKind);
        }
        foreach (var bad in new[] { "type=buy", "type=2", "from=soon", "to=late" }) Assert.Equal(400, (int)(await server.Full.GetAsync($"/api/profiles/{id}/events?{bad}")).StatusCode);
    }

    [Fact]
    public async Task A_bare_user_id_that_two_namespaces_have_answers_409_with_both()
    {
        var (one, two) = (await Sender.SourceAsync(server, "ns1"), await Sender.SourceAsync(server, "ns2"));
        await one.SendAsync("/v1/identify", """{"userId":"same-number"}""");
        await two.SendAsync("/v1/identify", """{"userId":"same-number"}""");
        var answer = await server.Full.GetAsync("/api/profiles/by/user_id/same-number");
        Assert.Equal(409, (int)answer.StatusCode);
        Assert.Equal(2, (await ServerFixture.JsonAsync(answer)).GetProperty("candidates").GetArrayLength());
        Assert.Equal("ns1:same-number", (await one.GetAsync("/api/profiles/by/user_id/ns1:same-number")).GetProperty("identifiers")[0].GetProperty("value").GetString());
    }

    [Theory]
    [InlineData("by/phone/123", 400)]
    [InlineData("by/phone/+79990001122", 404)]
    [InlineData("by/Not-A-Type/1", 400)]
    [InlineData("not-an-id", 404)]
    [InlineData("00000000-0000-7000-8000-000000000000", 404)]
    [InlineData("?cursor=nonsense", 400)]
    public async Task What_cannot_be_found_or_read_says_so(string path, int status)
    {
        var answer = await server.Full.GetAsync(path.StartsWith('?') ? $"/api/profiles{path}" : $"/api/profiles/{path}");
        Assert.Equal(status, (int)answer.StatusCode);
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
    }

    [Fact]
    public async Task Search_finds_fragments_in_any_order_case_and_spelling_of_yo()
    {
        var sender = await Sender.SourceAsync(server, "searched");
        await sender.SendAsync("/v1/identify", """{"userId":"s1","traits":{"lastName":"Королёв","firstName":"Семён","phone":"+7 905 765-43-21","email":"semyon.k@mail.ru","card":"SK-554433"}}""");
        var id = (await sender.GetAsync("/api/profiles/by/user_id/searched:s1")).GetProperty("id").GetString();
        foreach (var query in new[] { "королев", "КОРОЛЁВ семен", "Семён корол", "765-43-21", "8 905 765", "semyon.k@", "554433", id! })
        {
            await Sender.Eventually(async () => (await sender.GetAsync($"/api/profiles?query={Uri.EscapeDataString(query)}")).GetProperty("profiles").EnumerateArray().Any(profile => profile.GetProperty("id").GetString() == id), query);
        }
        var none = await sender.GetAsync($"/api/profiles?query={Uri.EscapeDataString("королев иван")}");
        Assert.Equal(0, none.GetProperty("profiles").GetArrayLength());
    }

    [Fact]
    public async Task The_list_pages_through_all_profiles_once()
    {
        var sender = await Sender.SourceAsync(server, "listed");
        for (var i = 0; i < 7; i++) await sender.SendAsync("/v1/identify", $$"""{"userId":"listed-{{i}}"}""");
        var seen = new HashSet<string>();
        string? cursor = null;
        do
        {
            var page = await sender.GetAsync($"/api/profiles?limit=3{(cursor is null ? "" : $"&cursor={cursor}")}");
            foreach (var profile in page.GetProperty("profiles").EnumerateArray()) Assert.True(seen.Add(profile.GetProperty("id").GetString()!));
            cursor = page.GetProperty("next").GetString();
        }
        while (cursor is not null);
        Assert.Equal((await sender.GetAsync("/api/stats")).GetProperty("profiles").GetInt64(), seen.Count);
    }

    [Fact]
    public async Task A_group_call_makes_an_account_and_relates_the_person_to_it()
    {
        var sender = await Sender.SourceAsync(server, "b2b");
        await sender.SendAsync("/v1/group", """{"userId":"boss","groupId":"acme","traits":{"name":"ООО Ромашка","inn":"7707083893"}}""");
        var person = await sender.GetAsync("/api/profiles/by/user_id/b2b:boss");
        var account = await sender.GetAsync("/api/profiles/by/group_id/b2b:acme");
        Assert.Equal("account", account.GetProperty("kind").GetString());
        Assert.Equal(account.GetProperty("id").GetString(), person.GetProperty("accounts")[0].GetProperty("profileId").GetString());
        Assert.Equal(account.GetProperty("id").GetString(), (await sender.GetAsync("/api/profiles/by/inn/7707083893")).GetProperty("id").GetString());
    }
}
