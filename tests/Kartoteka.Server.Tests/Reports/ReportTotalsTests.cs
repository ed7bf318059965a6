using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Xunit;

namespace Kartoteka.Server.Tests.Reports;

/// <summary>The totals of reports open into as many people as they say, before profiles are merged and after.</summary>
public sealed class ReportTotalsTests(ReportBase shop) : IClassFixture<ReportBase>
{
    private const string Spring = "from=2026-01-01&to=2026-03-31";
    private static readonly string Steps = $"step={Uri.EscapeDataString("""{"event":"Home","kind":"page"}""")}&step={Uri.EscapeDataString("Order Completed")}";

    private async Task<JsonElement> GetAsync(string path)
    {
        var answer = await shop.Server.Full.GetAsync($"/api/reports/{path}");
        Assert.True(answer.IsSuccessStatusCode, $"{path}: {await answer.Content.ReadAsStringAsync()}");
        return await ServerFixture.JsonAsync(answer);
    }

    private async Task<long> PeopleAsync(string path)
    {
        var page = await GetAsync(path);
        Assert.Equal(page.GetProperty("total").GetInt32(), page.GetProperty("people").GetArrayLength());
        return page.GetProperty("total").GetInt64();
    }

    // What the columns of growth say of all the days and of each, and that as many people are behind each number.
    private async Task<string> GrowthAsync()
    {
        string[] columns = ["new", "withPhone", "withEmail", "known", "anonymous"];
        var report = await GetAsync("growth?by=day");
        var rows = report.GetProperty("rows").EnumerateArray().ToArray();
        var sums = columns.ToDictionary(column => column, column => rows.Sum(row => row.GetProperty(column).GetInt64()));
        foreach (var column in columns)
        {
            Assert.Equal((column, sums[column]), (column, await PeopleAsync($"growth/people?by=day&of={column}")));
            foreach (var row in rows.Where(row => row.GetProperty("total").GetInt64() > 0))
                Assert.Equal((column, row.GetProperty(column).GetInt64()), (column, await PeopleAsync($"growth/people?by=day&of={column}&key={row.GetProperty("key").GetString()}")));
        }
        var total = rows[^1].GetProperty("total").GetInt64();
        Assert.Equal(total, await PeopleAsync("growth/people?by=day"));
        Assert.Equal(total, await PeopleAsync($"growth/people?by=day&of=total&key={rows[^1].GetProperty("key").GetString()}"));
        return $"{string.Join(' ', columns.Select(column => sums[column]))} total {total} joined {rows.Sum(row => row.GetProperty("joined").GetInt64())} of {await PeopleAsync("growth/people?by=day&of=joined")}";
    }

    private async Task<string> TransitionsAsync()
    {
        const string asked = "from=2026-02-28&to=2026-03-05&mode=fixed&levels=5&bounds=10,20,30,40;0.5,1.5,2.5,3.5;100,200,300,400";
        var cells = (await GetAsync($"rfm/transitions?{asked}")).GetProperty("cells").EnumerateArray().Select(cell =>
            (Earlier: cell.GetProperty("earlier").GetString()!, Later: cell.GetProperty("later").GetString()!, People: cell.GetProperty("people").GetInt64())).ToArray();
        long Sum(Func<(string Earlier, string Later, long People), bool> test) => cells.Where(test).Sum(cell => cell.People);
        (string Change, long People)[] all =
        [
            ("stayed", Sum(cell => cell.Earlier == cell.Later)), ("moved", Sum(cell => cell.Earlier != cell.Later && cell.Earlier != "none" && cell.Later != "none")),
            ("appeared", Sum(cell => cell.Earlier == "none")), ("gone", Sum(cell => cell.Later == "none")),
        ];
        foreach (var (change, people) in all) Assert.Equal((change, people), (change, await PeopleAsync($"rfm/transitions/people?{asked}&change={change}")));
        return string.Join(' ', all.Select(one => $"{one.Change} {one.People}"));
    }

    private async Task<string> FunnelAsync(string more)
    {
        // Long enough for who began in the spring to be on the way still.
        var asked = $"{Spring}&{Steps}&window=365d{more}";
        var report = await GetAsync($"funnel?{asked}");
        var (open, removed) = (report.GetProperty("open").GetInt64(), report.GetProperty("removed").GetInt64());
        Assert.Equal(open, await PeopleAsync($"funnel/people?{asked}&outcome=open"));
        Assert.Equal(removed, await PeopleAsync($"funnel/people?{asked}&outcome=removed"));
        var began = report.GetProperty("steps")[0].GetProperty("people").GetInt64();
        Assert.Equal(began, await PeopleAsync($"funnel/people?{asked}"));
        return $"began {began} open {open} removed {removed}";
    }

    [Fact]
    public async Task Every_total_has_as_many_people_behind_it_also_after_a_merge()
    {
        // One more browser, of which nothing is known, that looked and has not bought.
        var looked = TimeProvider.System.GetUtcNow();
        var home = $"from={looked.AddDays(-2):yyyy-MM-dd}&{Steps}";
        await shop.SendAsync(shop.Server.WriteKey, new { type = "page", anonymousId = "browser-1", messageId = "v9", timestamp = looked.AddHours(-1), name = "Home", properties = new { url = "https://shop.example/" } });
        await shop.LevelAsync();

        Assert.Equal("4 1 1 3 1 total 4 joined 1 of 1", await GrowthAsync());
        var transitions = await TransitionsAsync();
        Assert.Contains("stayed 1 moved 1", transitions, StringComparison.Ordinal);
        Assert.Equal("began 2 open 0 removed 0", await FunnelAsync(""));
        Assert.Equal("began 0 open 0 removed 2", await FunnelAsync($"&exclude={Uri.EscapeDataString("Order Completed")}"));
        var report = await GetAsync($"funnel?{home}");
        Assert.Equal(1, report.GetProperty("open").GetInt64());
        Assert.Equal(1, await PeopleAsync($"funnel/people?{home}&outcome=open"));

        var saved = await shop.Server.Full.PostAsJsonAsync($"/api/reports/funnel/list?{home}&outcome=open", new { key = "undecided", name = "Ещё думают" });
        Assert.Equal((HttpStatusCode.Created, 1), (saved.StatusCode, (await ServerFixture.JsonAsync(saved)).GetProperty("added").GetInt32()));
        saved = await shop.Server.Full.PostAsJsonAsync("/api/reports/growth/list?by=day&of=withPhone", new { key = "reachable", name = "С телефоном" });
        Assert.Equal((HttpStatusCode.Created, 1), (saved.StatusCode, (await ServerFixture.JsonAsync(saved)).GetProperty("added").GetInt32()));

        string[] ids = [.. (await GetAsync("growth/people?by=day&of=withPhone")).GetProperty("people").EnumerateArray().Concat((await GetAsync("growth/people?by=day&of=withEmail")).GetProperty("people").EnumerateArray())
            .Select(person => person.GetProperty("id").GetString()!)];
        Assert.Equal(HttpStatusCode.OK, (await shop.Server.Full.PostAsJsonAsync($"/api/profiles/{ids[0]}/merge", new { with = ids[1], why = "one person" })).StatusCode);
        await shop.LevelAsync();
        Assert.Equal("3 1 1 2 1 total 3 joined 2 of 1", await GrowthAsync());
        Assert.NotEqual(transitions, await TransitionsAsync());
        Assert.Equal("began 1 open 0 removed 0", await FunnelAsync(""));
    }

    [Theory]
    [InlineData("growth/people?of=colour", "of")]
    [InlineData("growth/people?of=new&key=2020-01-02", "key")]
    [InlineData("rfm/transitions/people?change=sideways", "change")]
    [InlineData("rfm/transitions/people?earlier=nobody", "earlier")]
    [InlineData("funnel/people?step=A&step=B&outcome=lost", "outcome")]
    [InlineData("funnel/people?step=A&step=B&outcome=removed&at=1", "outcome")]
    public async Task A_total_that_is_not_there_is_refused_by_name(string path, string field)
    {
        var answer = await shop.Server.Full.GetAsync($"/api/reports/{path}");
        Assert.Equal((HttpStatusCode.BadRequest, field), (answer.StatusCode, (await ServerFixture.JsonAsync(answer)).GetProperty("field").GetString()));
    }
}
