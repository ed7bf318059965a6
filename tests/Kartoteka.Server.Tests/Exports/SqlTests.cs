using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Kartoteka.Server.Tests.Users;

namespace Kartoteka.Server.Tests.Exports;

/// <summary>Questions in SQL over HTTP, of a base that was filled over HTTP.</summary>
public sealed class SqlTests(ServerFixture server) : IClassFixture<ServerFixture>, IAsyncLifetime
{
    private const string Endless = "select count(*) from range(1000000) a, range(1000000) b where hash(a.range + b.range) = 5";

    private static bool _filled;

    public async Task InitializeAsync()
    {
        if (_filled) return;
        _filled = true;
        Assert.Equal(HttpStatusCode.OK, (await server.Full.PutAsJsonAsync("/api/traits/person/city", new { type = "string", privacyClass = "demographic" })).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await server.Full.PutAsJsonAsync("/api/traits/person/email", new { type = "string", privacyClass = "contact" })).StatusCode);
        await server.Full.PostAsJsonAsync("/api/segments", new { key = "moscow", name = "Москва", rule = new { trait = "city", equals = "Москва" } });
        object[] batch =
        [
            new { type = "identify", userId = "ada", messageId = "q1", traits = new { email = "ada@shop.example", city = "Москва", note = "call +79161234567" } },
            new { type = "track", userId = "ada", messageId = "q2", @event = "Order Completed", properties = new { revenue = 9_000, email = "ada@shop.example" } },
            new { type = "track", userId = "ada", messageId = "q3", @event = "Order Completed", properties = new { revenue = 1_500.5, coupon = "=1+1" } },
            new { type = "identify", userId = "eve", messageId = "q4", traits = new { city = "Тула" } },
        ];
        using var request = new HttpRequestMessage(HttpMethod.Post, "/v1/batch") { Content = JsonContent.Create(new { batch }) };
        request.Headers.Authorization = new("Basic", Convert.ToBase64String(System.Text.Encoding.ASCII.GetBytes($"{server.WriteKey}:")));
        Assert.Equal(HttpStatusCode.OK, (await server.Anonymous.SendAsync(request)).StatusCode);
        await Eventually.TrueAsync(async () =>
            await AskAsync("select count(*) from events", server.Full) is { StatusCode: HttpStatusCode.OK } answer && Rows(await ServerFixture.JsonAsync(answer)) == "[[4]]"
            && Rows(await OkAsync("select count(*) from profiles where city is not null")) == "[[2]]");
    }

    public Task DisposeAsync() => Task.CompletedTask;

    private static Task<HttpResponseMessage> AskAsync(string sql, HttpClient client, int? limit = null, int? timeoutSeconds = null) =>
        client.PostAsJsonAsync("/api/sql", new { sql, limit, timeoutSeconds });

    private async Task<JsonElement> OkAsync(string sql, HttpClient? client = null, int? limit = null)
    {
        var answer = await AskAsync(sql, client ?? server.Full, limit);
        Assert.True(answer.StatusCode == HttpStatusCode.OK, await answer.Content.ReadAsStringAsync());
        return await ServerFixture.JsonAsync(answer);
    }

    private static string Rows(JsonElement answer) => answer.GetProperty("rows").GetRawText();

    [Fact]
    public async Task An_answer_has_its_columns_rows_and_the_position_that_it_is_true_as_of()
    {
        var answer = await OkAsync("select source, count(*) as orders, sum(revenue) as revenue from events where name = 'Order Completed' group by source");
        Assert.Equal("""[["default",2,10500.5]]""", Rows(answer));
        Assert.Equal(["source", "orders", "revenue"], answer.GetProperty("columns").EnumerateArray().Select(column => column.GetProperty("name").GetString()));
        Assert.True(answer.GetProperty("asOf").GetInt64() > 0);
        Assert.Equal("""[["moscow",1]]""", Rows(await OkAsync("select segment, count(*) from memberships m join profiles p using (profile_id) where p.city = 'Москва' group by segment")));
        var cut = await OkAsync("select * from events", limit: 3);
        Assert.Equal((3, true), (cut.GetProperty("rowCount").GetInt32(), cut.GetProperty("truncated").GetBoolean()));
    }

    [Fact]
    public async Task A_marketer_gets_what_the_gate_shows_in_columns_json_and_conditions_and_a_call_agent_nothing()
    {
        using var marketer = await Person.OfRoleAsync(server, "marketer");
        Assert.Equal("""[["a•••@shop.example","Москва",0]]""", Rows(await OkAsync(
            "select email, city, (select count(*) from profiles where email = 'ada@shop.example') from profiles where email is not null", marketer.Client)));
        foreach (var column in new[] { "traits", "identifiers" })
            Assert.DoesNotContain("ada@", Rows(await OkAsync($"select {column} from profiles", marketer.Client)), StringComparison.Ordinal);
        Assert.DoesNotContain("79161234567", Rows(await OkAsync("select traits from profiles", marketer.Client)), StringComparison.Ordinal);
        Assert.DoesNotContain("ada@", Rows(await OkAsync("select properties, context from events", marketer.Client)), StringComparison.Ordinal);
        Assert.Contains("ada@", Rows(await OkAsync("select traits, identifiers from profiles")), StringComparison.Ordinal);
        var views = await marketer.Client.GetFromJsonAsync<JsonElement>("/api/sql/views");
        var email = views.GetProperty("views").EnumerateArray().First().GetProperty("columns").EnumerateArray().Single(column => column.GetProperty("name").GetString() == "email");
        Assert.True(email.GetProperty("masked").GetBoolean());
        using var agent = await Person.OfRoleAsync(server, "operator");
        Assert.Equal(HttpStatusCode.Forbidden, (await AskAsync("select 1", agent.Client)).StatusCode);
    }

    [Fact]
    public async Task A_link_gives_a_table_as_csv_or_json_lines()
    {
        const string query = "/api/sql?query=select+name,revenue,coupon+from+events+where+kind='track'+order+by+position";
        Assert.Equal("name,revenue,coupon\r\nOrder Completed,9000,\r\nOrder Completed,1500.5,'=1+1\r\n", await server.Full.GetStringAsync($"{query}&format=csv"));
        using var request = new HttpRequestMessage(HttpMethod.Get, query);
        request.Headers.Accept.ParseAdd("application/x-ndjson");
        var lines = await (await server.Full.SendAsync(request)).Content.ReadAsStringAsync();
        Assert.Equal("""{"name":"Order Completed","revenue":9000,"coupon":null}""", lines.Split('\n')[0]);
        Assert.Equal(HttpStatusCode.BadRequest, (await server.Full.GetAsync("/api/sql?query=select+*+from+event&format=csv")).StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await server.Anonymous.GetAsync(query)).StatusCode);
    }

    [Fact]
    public async Task A_query_that_is_wrong_or_asks_for_more_is_refused_with_the_reason_and_stands_in_the_log_without_addresses()
    {
        foreach (var sql in new[] { "select * from event", "select getenv('HOME')", "selec 1", "attach 'x'" })
        {
            var answer = await AskAsync(sql, server.Full);
            Assert.Equal((sql, HttpStatusCode.BadRequest), (sql, answer.StatusCode));
            Assert.Equal("/problems/invalid-query", (await ServerFixture.JsonAsync(answer)).GetProperty("type").GetString());
        }
        await OkAsync("select count(*) from profiles where email = 'ada@shop.example'");
        var log = await server.Full.GetFromJsonAsync<JsonElement>("/api/audit?limit=500");
        Assert.Contains("•••@shop.example", log.GetRawText(), StringComparison.Ordinal);
        Assert.DoesNotContain("ada@shop", log.GetRawText(), StringComparison.Ordinal);
        Assert.Contains("sql.query", log.GetRawText(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_query_that_runs_too_long_is_ended_and_another_can_be_ended_by_hand()
    {
        var late = await AskAsync(Endless, server.Full, timeoutSeconds: 1);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, late.StatusCode);
        var running = AskAsync(Endless, server.Full);
        using var marketer = await Person.OfRoleAsync(server, "marketer");
        var id = 0L;
        await Eventually.TrueAsync(async () =>
        {
            var queries = (await server.Full.GetFromJsonAsync<JsonElement>("/api/sql/running")).GetProperty("queries");
            if (queries.GetArrayLength() == 0) return false;
            id = queries[0].GetProperty("id").GetInt64();
            return true;
        });
        Assert.Equal(HttpStatusCode.NotFound, (await marketer.Client.DeleteAsync($"/api/sql/{id}")).StatusCode);
        Assert.Equal(HttpStatusCode.NoContent, (await server.Full.DeleteAsync($"/api/sql/{id}")).StatusCode);
        Assert.Equal(HttpStatusCode.Conflict, (await running).StatusCode);
        Assert.Equal(0, (await server.Full.GetFromJsonAsync<JsonElement>("/api/sql/running")).GetProperty("queries").GetArrayLength());
    }

    [Fact]
    public async Task A_query_is_kept_for_all_changed_and_forgotten()
    {
        using var marketer = await Person.OfRoleAsync(server, "marketer");
        var made = await ServerFixture.JsonAsync(await marketer.Client.PostAsJsonAsync("/api/sql/queries", new { name = "Сколько", sql = "select 1" }));
        var path = $"/api/sql/queries/{made.GetProperty("id").GetInt32()}";
        Assert.Equal(HttpStatusCode.OK, (await server.Full.PutAsJsonAsync(path, new { name = "Сколько", sql = "select 2", version = 1 })).StatusCode);
        Assert.Equal(HttpStatusCode.Conflict, (await marketer.Client.PutAsJsonAsync(path, new { name = "Сколько", sql = "select 3", version = 1 })).StatusCode);
        var kept = (await marketer.Client.GetFromJsonAsync<JsonElement>("/api/sql/queries")).GetProperty("queries");
        Assert.Equal("select 2", kept[0].GetProperty("sql").GetString());
        Assert.Equal(HttpStatusCode.NoContent, (await server.Full.DeleteAsync(path)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await server.Full.DeleteAsync(path)).StatusCode);
    }
}
