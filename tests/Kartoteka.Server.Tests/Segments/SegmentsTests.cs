using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Xunit;

namespace Kartoteka.Server.Tests.Segments;

/// <summary>Rules asked over HTTP, of a base that was filled over HTTP.</summary>
public sealed class SegmentsTests(ServerFixture server) : IClassFixture<ServerFixture>, IAsyncLifetime
{
    private static bool _filled;

    public async Task InitializeAsync()
    {
        if (_filled) return;
        _filled = true;
        object[] batch =
        [
            new { type = "identify", userId = "ada", messageId = "s1", traits = new { email = "ada@shop.example", city = "Москва", age = 36 } },
            new { type = "track", userId = "ada", messageId = "s2", @event = "Order Completed", properties = new { revenue = 9_000, category = "Обувь" } },
            new { type = "track", userId = "ada", messageId = "s3", @event = "Order Completed", properties = new { revenue = 1_500.5 } },
            new { type = "identify", userId = "bob", messageId = "s4", traits = new { city = "москва", age = 20 } },
            new { type = "track", userId = "bob", messageId = "s5", @event = "Product Added", properties = new { } },
            new { type = "identify", userId = "eve", messageId = "s6", traits = new { city = "Тула", phone = "+79161234567" } },
        ];
        using var request = new HttpRequestMessage(HttpMethod.Post, "/v1/batch") { Content = JsonContent.Create(new { batch }) };
        request.Headers.Authorization = new("Basic", Convert.ToBase64String(System.Text.Encoding.ASCII.GetBytes($"{server.WriteKey}:")));
        Assert.Equal(HttpStatusCode.OK, (await server.Anonymous.SendAsync(request)).StatusCode);
        await LevelAsync();
    }

    public Task DisposeAsync() => Task.CompletedTask;

    // Until the replica has what was committed, and holds profiles.
    private async Task LevelAsync()
    {
        var head = (await server.Full.GetFromJsonAsync<JsonElement>("/api/stats")).GetProperty("position").GetInt64();
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (true)
        {
            var answer = await PreviewAsync("""{"all":[]}""");
            if (answer.StatusCode == HttpStatusCode.OK)
            {
                var json = await ServerFixture.JsonAsync(answer);
                if (json.GetProperty("asOf").GetInt64() >= head && json.GetProperty("isComplete").GetBoolean()) return;
            }
            await Task.Delay(20, patience.Token);
        }
    }

    private Task<HttpResponseMessage> PreviewAsync(string rule, HttpClient? client = null) =>
        (client ?? server.Full).PostAsync("/api/segments/preview", JsonContent.Create(new { rule = JsonDocument.Parse(rule).RootElement }));

    private static JsonElement Rule(string json) => JsonDocument.Parse(json).RootElement;

    [Theory]
    [InlineData("""{"all":[]}""", 3)]
    [InlineData("""{"trait":"city","equals":"МОСКВА"}""", 2)]
    [InlineData("""{"all":[{"trait":"city","equals":"Москва"},{"event":"Order Completed","within":{"last":{"days":30}},"sum":{"property":"revenue","atLeast":10500.5}}]}""", 1)]
    [InlineData("""{"not":{"event":"Order Completed"}}""", 2)]
    [InlineData("""{"identifier":"phone"}""", 1)]
    [InlineData("""{"event":"Order Completed","where":[{"property":"category","equals":"обувь"}]}""", 1)]
    [InlineData("""{"any":[]}""", 0)]
    [InlineData("""{"computed":"revenue","atLeast":10500.5}""", 1)]
    [InlineData("""{"computed":"orders","equals":0}""", 2)]
    public async Task A_preview_counts_who_meets_the_rule_and_shows_some(string rule, int count)
    {
        var answer = await PreviewAsync(rule);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        var json = await ServerFixture.JsonAsync(answer);
        Assert.Equal(count, json.GetProperty("count").GetInt32());
        Assert.Equal(count, json.GetProperty("sample").GetArrayLength());
        Assert.True(json.GetProperty("elapsedMs").GetInt64() >= 0);
    }

    [Fact]
    public async Task What_events_there_are_is_told_with_the_types_of_their_properties()
    {
        var seen = await server.Full.GetFromJsonAsync<JsonElement>("/api/segments/seen");
        var events = seen.GetProperty("events").EnumerateArray().ToDictionary(one => one.GetProperty("name").GetString()!);
        Assert.Equal(2, events["Order Completed"].GetProperty("count").GetInt64());
        Assert.Equal([("revenue", "number"), ("category", "string")], events["Order Completed"].GetProperty("properties").EnumerateArray().Select(one => (one.GetProperty("name").GetString()!, one.GetProperty("type").GetString()!)));
        Assert.Empty(events["Product Added"].GetProperty("properties").EnumerateArray());
    }

    [Theory]
    [InlineData("""{"trate":"city"}""", "missing ")]
    [InlineData("""{"trait":"shoeSize","exists":true}""", "unknown-name /trait")]
    [InlineData("""{"all":[{"identifier":"email"},{"not":{"computed":"shoe_size","above":1}}]}""", "unknown-name /all/1/not/computed")]
    [InlineData("""{"any":[{"segment":"nobody"},{"account":{"any":[{"trait":"sector","exists":true}]}}]}""", "unknown-name /any/0/segment", "unknown-name /any/1/account/any/0/trait")]
    public async Task A_rule_that_names_what_is_not_there_is_refused_with_its_problems_and_where_they_are(string rule, params string[] problems)
    {
        var answer = await PreviewAsync(rule);
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        var json = await ServerFixture.JsonAsync(answer);
        Assert.Equal("/problems/invalid-rule", json.GetProperty("type").GetString());
        Assert.Equal(problems, json.GetProperty("problems").EnumerateArray().Select(problem => $"{problem.GetProperty("code").GetString()} {problem.GetProperty("pointer").GetString()}"));
    }

    [Fact]
    public async Task A_segment_is_made_read_changed_and_removed()
    {
        var made = await server.Full.PostAsJsonAsync("/api/segments", new { key = "moscow", name = "Москва", rule = Rule("""{"trait":"city","equals":"москва"}""") });
        Assert.Equal(HttpStatusCode.Created, made.StatusCode);
        Assert.Equal(HttpStatusCode.Conflict, (await server.Full.PostAsJsonAsync("/api/segments", new { key = "moscow", name = "Again", rule = Rule("""{"all":[]}""") })).StatusCode);
        var body = new { name = "Москва и Тула", description = "обе", rule = Rule("""{"trait":"city","in":["москва","тула"]}"""), version = 1 };
        Assert.Equal(HttpStatusCode.OK, (await server.Full.PutAsJsonAsync("/api/segments/moscow", body)).StatusCode);
        Assert.Equal(HttpStatusCode.Conflict, (await server.Full.PutAsJsonAsync("/api/segments/moscow", body)).StatusCode);
        var read = await server.Full.GetFromJsonAsync<JsonElement>("/api/segments/moscow");
        Assert.True(JsonElement.DeepEquals(Rule("""{"trait":"city","in":["москва","тула"]}"""), read.GetProperty("rule")));
        Assert.Equal(2, read.GetProperty("version").GetInt32());
        Assert.Equal(3, (await server.Full.GetFromJsonAsync<JsonElement>("/api/segments/moscow/members")).GetProperty("total").GetInt32());
        Assert.Equal(HttpStatusCode.NoContent, (await server.Full.DeleteAsync("/api/segments/moscow")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await server.Full.GetAsync("/api/segments/moscow/members")).StatusCode);
    }

    [Fact]
    public async Task Members_come_page_by_page_each_once()
    {
        await server.Full.PostAsJsonAsync("/api/segments", new { key = "all", name = "Все", rule = Rule("""{"all":[]}""") });
        var (seen, cursor) = (new List<string>(), "");
        while (true)
        {
            var page = await server.Full.GetFromJsonAsync<JsonElement>($"/api/segments/all/members?limit=2{cursor}");
            Assert.Equal(3, page.GetProperty("total").GetInt32());
            seen.AddRange(page.GetProperty("members").EnumerateArray().Select(member => member.GetProperty("id").GetString()!));
            if (page.GetProperty("next").GetString() is not { } next) break;
            cursor = $"&cursor={next}";
        }
        Assert.Equal(3, seen.Count);
        Assert.Equal(seen.Order().Distinct(), seen);
        await server.Full.DeleteAsync("/api/segments/all");
    }

    [Fact]
    public async Task A_segment_that_another_names_is_not_removed_and_none_refers_to_itself()
    {
        await server.Full.PostAsJsonAsync("/api/segments", new { key = "inner", name = "i", rule = Rule("""{"trait":"city","equals":"тула"}""") });
        await server.Full.PostAsJsonAsync("/api/segments", new { key = "outer", name = "o", rule = Rule("""{"not":{"segment":"inner"}}""") });
        Assert.Equal(2, (await server.Full.GetFromJsonAsync<JsonElement>("/api/segments/outer/members")).GetProperty("total").GetInt32());
        Assert.Equal(HttpStatusCode.Conflict, (await server.Full.DeleteAsync("/api/segments/inner")).StatusCode);
        var loop = await server.Full.PutAsJsonAsync("/api/segments/inner", new { name = "i", rule = Rule("""{"segment":"outer"}""") });
        Assert.Equal(HttpStatusCode.BadRequest, loop.StatusCode);
        Assert.Equal("/segment", (await ServerFixture.JsonAsync(loop)).GetProperty("problems")[0].GetProperty("pointer").GetString());
        await server.Full.DeleteAsync("/api/segments/outer");
        Assert.Equal(HttpStatusCode.NoContent, (await server.Full.DeleteAsync("/api/segments/inner")).StatusCode);
    }

    [Fact]
    public async Task A_person_is_in_or_out_for_reasons_that_are_said()
    {
        var bob = await server.Full.GetFromJsonAsync<JsonElement>("/api/profiles/by/user_id/bob");
        var rule = Rule("""{"all":[{"trait":"city","equals":"москва"},{"any":[{"event":"Order Completed"},{"trait":"age","atLeast":18}]},{"not":{"identifier":"email"}}]}""");
        var answer = await ServerFixture.JsonAsync(await server.Full.PostAsJsonAsync("/api/segments/why", new { rule, profile = bob.GetProperty("id").GetString() }));
        Assert.True(answer.GetProperty("holds").GetBoolean());
        Assert.Equal(
            ["=True", "/all/0=True", "/all/1=True", "/all/1/any/0=False", "/all/1/any/1=True", "/all/2=True", "/all/2/not=False"],
            answer.GetProperty("conditions").EnumerateArray().Select(condition => $"{condition.GetProperty("pointer").GetString()}={condition.GetProperty("holds").GetBoolean()}"));
        Assert.Equal(HttpStatusCode.NotFound, (await server.Full.PostAsJsonAsync("/api/segments/why", new { rule, profile = Guid.CreateVersion7() })).StatusCode);
    }

    [Fact]
    public async Task Who_may_not_see_a_trait_may_not_choose_by_it()
    {
        var made = await server.Full.PostAsJsonAsync("/api/users", new { email = "marketer@shop.example", name = "M", role = "marketer" });
        var password = (await ServerFixture.JsonAsync(made)).GetProperty("password").GetString()!;
        using var handler = new HttpClientHandler { CookieContainer = new CookieContainer() };
        using var marketer = new HttpClient(handler) { BaseAddress = server.Full.BaseAddress };
        marketer.DefaultRequestHeaders.Add("X-Kartoteka-Request", "1");
        Assert.True((await marketer.PostAsJsonAsync("/api/session", new { email = "marketer@shop.example", password })).IsSuccessStatusCode);
        await marketer.PutAsJsonAsync("/api/session/password", new { current = password, @new = "a long enough phrase 77" });
        Assert.Equal(HttpStatusCode.OK, (await PreviewAsync("""{"trait":"city","equals":"тула"}""", marketer)).StatusCode);
        var masked = await PreviewAsync("""{"not":{"trait":"phone","startsWith":"+7916"}}""", marketer);
        Assert.Equal(HttpStatusCode.Forbidden, masked.StatusCode);
        Assert.Equal("/problems/trait-masked", (await ServerFixture.JsonAsync(masked)).GetProperty("type").GetString());
    }

    [Fact]
    public async Task The_schema_of_a_rule_is_served_and_the_company_has_its_zone()
    {
        Assert.Equal("Rule of a segment", (await server.Full.GetFromJsonAsync<JsonElement>("/api/segments/schema")).GetProperty("title").GetString());
        Assert.Equal("Europe/Moscow", (await server.Full.GetFromJsonAsync<JsonElement>("/api/company")).GetProperty("timeZone").GetString());
        Assert.Equal(HttpStatusCode.BadRequest, (await server.Full.PutAsJsonAsync("/api/company", new { timeZone = "Moscow" })).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await server.Full.PutAsJsonAsync("/api/company", new { timeZone = "Asia/Vladivostok" })).StatusCode);
        Assert.Equal("Asia/Vladivostok", (await server.Full.GetFromJsonAsync<JsonElement>("/api/company")).GetProperty("timeZone").GetString());
        await server.Full.PutAsJsonAsync("/api/company", new { timeZone = "Europe/Moscow" });
    }
}
