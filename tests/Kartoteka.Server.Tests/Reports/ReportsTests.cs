using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Xunit;

namespace Kartoteka.Server.Tests.Reports;

/// <summary>Reports asked over HTTP: their numbers are defined by the contract of the store, here is the way to them.</summary>
public sealed class ReportsTests(ReportBase shop) : IClassFixture<ReportBase>
{
    private const string Spring = "from=2026-01-01&to=2026-03-31";

    private async Task<JsonElement> GetAsync(string path)
    {
        var answer = await shop.Server.Full.GetAsync($"/api/reports/{path}");
        Assert.True(answer.IsSuccessStatusCode, $"{path}: {await answer.Content.ReadAsStringAsync()}");
        return await ServerFixture.JsonAsync(answer);
    }

    private static string Rows(JsonElement json, string list, params string[] members) =>
        string.Join("; ", json.GetProperty(list).EnumerateArray().Select(row => string.Join(' ', members.Select(member => row.GetProperty(member).ToString()))));

    private async Task<long> PeopleAsync(string path)
    {
        var page = await GetAsync(path);
        Assert.Equal(page.GetProperty("total").GetInt32(), page.GetProperty("people").GetArrayLength());
        return page.GetProperty("total").GetInt64();
    }

    [Fact]
    public async Task Revenue_adds_up_names_its_currency_and_counts_the_others()
    {
        var report = await GetAsync($"revenue?{Spring}&by=source");
        Assert.Equal(("RUB", "2026-01-01", "2026-03-31"), (report.GetProperty("currency").GetString(), report.GetProperty("from").GetString(), report.GetProperty("to").GetString()));
        Assert.Equal("USD 1", Rows(report, "otherCurrencies", "currency", "orders"));
        Assert.Equal("default 3 2 3500.5; till 1 1 300", Plain(Rows(report, "rows", "key", "orders", "people", "revenue")));
        Assert.Equal("3800.5", Plain(report.GetProperty("total").GetProperty("revenue").ToString()));
        Assert.Equal(2, report.GetProperty("total").GetProperty("people").GetInt32());
        Assert.Equal(2, await PeopleAsync($"revenue/people?{Spring}&by=source&key=default"));
        Assert.Equal("Обувь 3000; Сумки 500.5;  300", Plain(Rows(await GetAsync($"revenue?{Spring}&by=category"), "rows", "key", "revenue")));
        Assert.Equal("7", Plain((await GetAsync($"revenue?{Spring}&currency=USD")).GetProperty("total").GetProperty("revenue").ToString()));
    }

    // Midnight of 1 February is in Moscow three hours before that of Greenwich.
    [Fact]
    public async Task Months_begin_where_the_company_is_and_are_compared_with_those_before()
    {
        var report = await GetAsync("revenue?from=2026-02-01&to=2026-02-28&by=month&compare=previous");
        Assert.Equal("2026-02-01 1300", Plain(Rows(report, "rows", "key", "revenue")));
        Assert.Equal("2026-01-04", report.GetProperty("compareFrom").GetString());
        var march = await GetAsync("revenue?from=2026-03-01&to=2026-03-31&by=week&compare=previous");
        Assert.Equal("1200.5", Plain(march.GetProperty("total").GetProperty("change").GetProperty("revenue").ToString()));
        Assert.Equal(92.35, march.GetProperty("total").GetProperty("change").GetProperty("revenuePercent").GetDouble());
    }

    [Fact]
    public async Task Levels_classes_and_cohorts_show_the_people_behind_their_numbers()
    {
        var levels = await GetAsync("rfm?at=2026-03-31&mode=fixed&levels=2&bounds=25;1;1600");
        Assert.Equal("1 2 1 1; 2 2 2 1", Rows(levels, "cells", "r", "f", "m", "people"));
        Assert.Equal(1, await PeopleAsync("rfm/people?at=2026-03-31&mode=fixed&levels=2&bounds=25;1;1600&r=2"));
        var classes = await GetAsync($"abc?{Spring}");
        Assert.Equal("A-1 3000 A; B-1 500.5 B", Plain(Rows(classes, "list", "key", "revenue", "class")));
        Assert.Equal(2, await PeopleAsync($"abc/people?{Spring}&class=A"));
        var cohorts = await GetAsync($"cohorts?{Spring}");
        Assert.Equal("0 []; 2 [2,2]; 0 []", Rows(cohorts, "cohorts", "people", "values").Replace("[0,0,0]", "[]", StringComparison.Ordinal).Replace("[0]", "[]", StringComparison.Ordinal));
        Assert.Equal(2, await PeopleAsync($"cohorts/people?{Spring}&cohort=2026-02-01&later=1"));
        Assert.Equal(2, await PeopleAsync($"cohorts/people?{Spring}&later=0"));
    }

    [Fact]
    public async Task A_table_comes_as_a_file_and_what_is_wrong_is_named()
    {
        var file = await shop.Server.Full.GetAsync($"/api/reports/revenue?{Spring}&by=category&format=csv");
        Assert.Equal("text/csv", file.Content.Headers.ContentType!.MediaType);
        var bytes = await file.Content.ReadAsByteArrayAsync();
        Assert.StartsWith("\uFEFFkey,label,orders,people,revenue", System.Text.Encoding.UTF8.GetString(bytes), StringComparison.Ordinal);
        foreach (var (path, field) in new[]
        {
            ("revenue?by=colour", "by"), ("revenue?from=2026-02-30", "from"), ("revenue?from=2026-03-01&to=2026-02-01", "from"), ("revenue?brand=nobody", "brand"), ("revenue?segment=nobody", "segment"),
            ("rfm?mode=fixed&bounds=1;2;3", "bounds"), ("rfm?levels=11", "levels"), ("abc?a=95&b=80", "a"), ("cohorts/people?cohort=2020-01-01", "cohort"),
        })
        {
            var answer = await shop.Server.Full.GetAsync($"/api/reports/{path}");
            Assert.Equal((path, HttpStatusCode.BadRequest, field), (path, answer.StatusCode, (await ServerFixture.JsonAsync(answer)).GetProperty("field").GetString()));
        }
    }

    [Fact]
    public async Task A_segment_narrows_a_report_to_its_people()
    {
        await shop.Server.Full.PostAsJsonAsync("/api/segments", new { key = "moscow", name = "Москва", rule = JsonDocument.Parse("""{"trait":"city","equals":"москва"}""").RootElement });
        var report = await GetAsync($"revenue?{Spring}&segment=moscow");
        Assert.Equal((2, 1), (report.GetProperty("total").GetProperty("orders").GetInt32(), report.GetProperty("total").GetProperty("people").GetInt32()));
        Assert.Equal(1, await PeopleAsync($"revenue/people?{Spring}&segment=moscow&key=default"));
    }

    [Fact]
    public async Task Names_of_groups_are_the_published_ones_until_others_are_given()
    {
        Assert.Equal(10, (await GetAsync("rfm/names")).GetProperty("names").GetArrayLength());
        var names = new { names = new[] { new { key = "all", name = "Все", recency = new[] { 1, 5 }, frequency = new[] { 1, 5 }, monetary = new[] { 1, 5 } } }, version = 0 };
        Assert.Equal(HttpStatusCode.OK, (await shop.Server.Full.PutAsJsonAsync("/api/reports/rfm/names", names)).StatusCode);
        Assert.Equal(HttpStatusCode.Conflict, (await shop.Server.Full.PutAsJsonAsync("/api/reports/rfm/names", names)).StatusCode);
        Assert.Equal("all Все 2", Rows(await GetAsync("rfm?at=2026-03-31"), "names", "key", "name", "people"));
        Assert.Equal(2, await PeopleAsync("rfm/people?at=2026-03-31&name=all"));
        await shop.Server.Full.DeleteAsync("/api/reports/rfm/names");
        Assert.Equal(10, (await GetAsync("rfm/names")).GetProperty("names").GetArrayLength());
    }

    [Fact]
    public async Task A_funnel_says_where_people_stop_and_shows_them()
    {
        var step = Uri.EscapeDataString("""{"event":"Order Completed","where":[{"property":"revenue","atLeast":1000}]}""");
        var report = await GetAsync($"funnel?{Spring}&step={Uri.EscapeDataString("""{"event":"Home","kind":"page"}""")}&step={step}&window=30d&by=source");
        Assert.Equal("1 2 0; 2 2 2", Rows(report, "steps", "step", "people", "stopped"));
        Assert.Equal("default", Rows(report, "parts", "key"));
        Assert.Equal(2, await PeopleAsync($"funnel/people?{Spring}&step={Uri.EscapeDataString("""{"event":"Home","kind":"page"}""")}&step={step}&window=30d&at=2"));
        Assert.Equal(HttpStatusCode.BadRequest, (await shop.Server.Full.GetAsync("/api/reports/funnel?step=A")).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await shop.Server.Full.GetAsync("/api/reports/funnel?step=A&step={}")).StatusCode);
    }

    [Fact]
    public async Task Campaigns_are_shown_with_what_they_cost()
    {
        const string costs = "day;utm_source;utm_medium;utm_campaign;cost;currency;clicks\n2026-02-10;Yandex;cpc;spring;200,5;RUB;10\n2026-02-11;vk;cpc;spring;50;RUB;1\n10.02.2026;vk;cpc;spring;50;RUB;1\n";
        for (var time = 0; time < 2; time++)
        {
            var written = await shop.Server.Full.PostAsync("/api/reports/costs?key=february", new StringContent(costs, System.Text.Encoding.UTF8, "text/csv"));
            var answer = await ServerFixture.JsonAsync(written);
            Assert.Equal((2, 4), (answer.GetProperty("written").GetInt32(), answer.GetProperty("refused")[0].GetProperty("line").GetInt32()));
        }
        var report = await GetAsync($"campaigns?{Spring}");
        Assert.Equal("direct 1 2000 0; yandex 1 1500.5 200.5;  0 300 0; vk 0 0 50", Plain(Rows(report, "rows", "source", "visits", "revenue", "cost")));
        Assert.Equal("250.5", Plain(report.GetProperty("total").GetProperty("cost").ToString()));
        Assert.Equal(1, await PeopleAsync($"campaigns/people?{Spring}&utmSource=yandex&utmMedium=cpc&utmCampaign=spring"));
        Assert.Equal(HttpStatusCode.OK, (await shop.Server.Full.DeleteAsync("/api/reports/costs/february")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await shop.Server.Full.DeleteAsync("/api/reports/costs/february")).StatusCode);
    }

    [Fact]
    public async Task Overlap_growth_and_transitions_are_asked_the_same_way()
    {
        var overlap = await GetAsync("overlap?by=source");
        Assert.Equal("default 3 3; till 1 1", Rows(overlap, "sizes", "key", "before", "after"));
        Assert.Equal((0, 1), (overlap.GetProperty("pairs")[0].GetProperty("before").GetProperty("both").GetInt32(), overlap.GetProperty("pairs")[0].GetProperty("after").GetProperty("both").GetInt32()));
        Assert.Equal(1, await PeopleAsync("overlap/people?by=source&a=till&b=default"));
        var growth = await GetAsync("growth?by=day");
        Assert.Equal(3, growth.GetProperty("totalBefore").GetInt64() + growth.GetProperty("rows").EnumerateArray().Sum(row => row.GetProperty("new").GetInt64()));
        Assert.Equal(3, await PeopleAsync("growth/people"));
        Assert.Equal("none others 2", Rows(await GetAsync("rfm/transitions?from=2026-01-15&to=2026-03-31&levels=2"), "cells", "earlier", "later", "people"));
        Assert.Equal(2, await PeopleAsync("rfm/transitions/people?from=2026-01-15&to=2026-03-31&levels=2&earlier=none"));
    }

    [Fact]
    public async Task A_dashboard_is_made_changed_and_removed_and_the_built_in_one_stays()
    {
        var tile = new { report = "revenue", parameters = new { by = new[] { "month" } }, title = "Выручка", chart = "bar", width = 6 };
        Assert.Equal(HttpStatusCode.Created, (await shop.Server.Full.PostAsJsonAsync("/api/dashboards", new { key = "sales", name = "Продажи", tiles = new[] { tile } })).StatusCode);
        Assert.Equal(HttpStatusCode.Conflict, (await shop.Server.Full.PostAsJsonAsync("/api/dashboards", new { key = "overview", name = "x", tiles = new[] { tile } })).StatusCode);
        var changed = new { name = "Деньги", tiles = new[] { tile, tile }, version = 1 };
        Assert.Equal(HttpStatusCode.OK, (await shop.Server.Full.PutAsJsonAsync("/api/dashboards/sales", changed)).StatusCode);
        Assert.Equal(HttpStatusCode.Conflict, (await shop.Server.Full.PutAsJsonAsync("/api/dashboards/sales", changed)).StatusCode);
        Assert.Equal(HttpStatusCode.Conflict, (await shop.Server.Full.DeleteAsync("/api/dashboards/overview")).StatusCode);
        var all = await shop.Server.Full.GetFromJsonAsync<JsonElement>("/api/dashboards");
        Assert.Equal("overview True; sales False", Rows(all, "dashboards", "key", "isBuiltIn"));
        foreach (var one in all.GetProperty("dashboards")[0].GetProperty("tiles").EnumerateArray())
        {
            var query = string.Join('&', one.GetProperty("parameters").EnumerateObject().Select(parameter => $"{parameter.Name}={parameter.Value[0].GetString()}"));
            await GetAsync($"{one.GetProperty("report").GetString()}?{query}");
        }
        Assert.Equal(HttpStatusCode.NoContent, (await shop.Server.Full.DeleteAsync("/api/dashboards/sales")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await shop.Server.Full.GetAsync("/api/dashboards/sales")).StatusCode);
    }

    [Fact]
    public async Task People_behind_a_number_are_kept_as_a_list()
    {
        var saved = await shop.Server.Full.PostAsJsonAsync($"/api/reports/revenue/list?{Spring}&by=source&key=default", new { key = "buyers", name = "Покупатели" });
        Assert.Equal(HttpStatusCode.Created, saved.StatusCode);
        Assert.Equal(2, (await ServerFixture.JsonAsync(saved)).GetProperty("added").GetInt32());
        Assert.Equal(HttpStatusCode.Conflict, (await shop.Server.Full.PostAsJsonAsync($"/api/reports/revenue/list?{Spring}", new { key = "buyers", name = "x" })).StatusCode);
        await Eventually.TrueAsync(async () => (await shop.Server.Full.GetFromJsonAsync<JsonElement>("/api/segments/buyers/members")).GetProperty("total").GetInt32() == 2);
    }

    // Money has four decimals; how many noughts are written is of no matter.
    private static string Plain(string numbers) => System.Text.RegularExpressions.Regex.Replace(numbers, @"(\.\d*?)0+(?=\D|$)", "$1").Replace(".;", ";", StringComparison.Ordinal).TrimEnd('.').Replace(". ", " ", StringComparison.Ordinal);
}
