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
        Assert.Equal("0 []; 2 [2,1]; 0 []", Rows(cohorts, "cohorts", "people", "values").Replace("[0,0,0]", "[]", StringComparison.Ordinal).Replace("[0]", "[]", StringComparison.Ordinal));
        Assert.Equal(1, await PeopleAsync($"cohorts/people?{Spring}&cohort=2026-02-01&later=1"));
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

    // Money has four decimals; how many noughts are written is of no matter.
    private static string Plain(string numbers) => System.Text.RegularExpressions.Regex.Replace(numbers, @"(\.\d*?)0+(?=\D|$)", "$1").Replace(".;", ";", StringComparison.Ordinal).TrimEnd('.').Replace(". ", " ", StringComparison.Ordinal);
}
