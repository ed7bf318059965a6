using Kartoteka.Domain.Reports;
using Kartoteka.Storage.Reports;
using Microsoft.AspNetCore.Mvc;

namespace Kartoteka.Modules.Reports;

/// <summary>What a report of campaigns takes.</summary>
public class CampaignAsk : ReportAsk
{
    /// <summary><c>last_significant</c> (default), <c>last</c>, <c>first</c> or <c>linear</c>.</summary>
    [FromQuery(Name = "model")] public string? Model { get; init; }

    /// <summary>Days before an order in which visits count: 1 to 365; default 90.</summary>
    [FromQuery(Name = "window")] public int? Window { get; init; }

    /// <summary><c>campaign</c> (default) or <c>source</c>, which takes campaigns of a source and medium together.</summary>
    [FromQuery(Name = "by")] public string? By { get; init; }
}

/// <summary>A campaign; what is empty is asked as empty, what is left out is any.</summary>
public sealed class CampaignCellAsk : CampaignAsk
{
    /// <summary>Its source.</summary>
    [FromQuery(Name = "utmSource")] public string? UtmSource { get; init; }

    /// <summary>Its medium.</summary>
    [FromQuery(Name = "utmMedium")] public string? UtmMedium { get; init; }

    /// <summary>Its name.</summary>
    [FromQuery(Name = "utmCampaign")] public string? UtmCampaign { get; init; }
}

/// <summary>A campaign: what it brought and what it cost.</summary>
/// <param name="Source">Empty where no visit is known; <c>direct</c> where a visit came from nowhere.</param>
/// <param name="Medium">Empty for none.</param>
/// <param name="Campaign">Empty for none.</param>
/// <param name="Visits">In the days of the report.</param>
/// <param name="Visitors">People of the visits.</param>
/// <param name="Orders">A fraction where an order is shared out.</param>
/// <param name="People">Who ordered.</param>
/// <param name="Revenue">Net.</param>
/// <param name="Share">Of all revenue.</param>
/// <param name="Cost">In the report's currency.</param>
/// <param name="Clicks">As the advertiser counts them.</param>
/// <param name="Impressions">As the advertiser counts them.</param>
/// <param name="Romi">Revenue less cost, for each unit of cost; null without cost.</param>
/// <param name="CostShare">Cost for each unit of revenue; null without revenue.</param>
public sealed record CampaignView(
    string Source, string Medium, string Campaign, long Visits, long Visitors, double Orders, long People, decimal Revenue, double? Share, decimal Cost, long Clicks, long Impressions, double? Romi,
    double? CostShare);

/// <summary>What campaigns brought.</summary>
public sealed record CampaignsView(string Model, int Window, string By, CampaignView Total, IReadOnlyList<CampaignView> Rows) : ReportView;

/// <summary><c>GET /api/reports/campaigns</c>: visits, orders and money by where they came from, and what it cost.</summary>
internal sealed class CampaignReport(ReportDesk desk, IReportStore store) : Report<CampaignAsk, CampaignCellAsk, CampaignsView>(desk)
{
    public const string Example = """{"asOf":120443,"isComplete":true,"at":"2026-03-15T09:00:00Z","elapsedMs":320,"from":"2026-02-14","to":"2026-03-15","currency":"RUB","otherCurrencies":[],"model":"last_significant","window":90,"by":"campaign","total":{"source":"","medium":"","campaign":"","visits":5200,"visitors":3100,"orders":640,"people":590,"revenue":1980000,"share":1,"cost":210000,"clicks":4100,"impressions":98000,"romi":8.428571,"costShare":0.106061},"rows":[{"source":"yandex","medium":"cpc","campaign":"spring","visits":1800,"visitors":1500,"orders":210,"people":200,"revenue":700000,"share":0.353535,"cost":210000,"clicks":4100,"impressions":98000,"romi":2.333333,"costShare":0.3}]}""";

    private const long DayUs = 86_400_000_000;

    public override string Name => "campaigns";

    protected override async Task<CampaignsView?> AnswerAsync(ReportReading reading, CampaignAsk ask, CancellationToken ct)
    {
        if (await QuestionAsync(reading, ask) is not { } question) return null;
        var rows = await reading.RowsAsync(reading.Dialect.Campaigns(question));
        var costs = reading.Currency is { } currency ? await store.SumCostsAsync(reading.From!.Value, reading.To!.Value, currency, ct) : [];
        var byKey = costs.GroupBy(cost => (cost.Source, cost.Medium, Campaign: question.ByCampaign ? cost.Campaign : ""))
            .ToDictionary(group => group.Key, group => (Cost: group.Sum(cost => cost.Cost), Clicks: group.Sum(cost => cost.Clicks), Impressions: group.Sum(cost => cost.Impressions)));
        var whole = rows.FirstOrDefault(row => row.Source is null) ?? new CampaignRow(null, "", "", 0, 0, 0, 0, 0);
        var known = rows.Where(row => row.Source is not null).ToDictionary(row => (row.Source!, row.Medium, row.Campaign));
        // What cost money and brought nobody is a row too.
        var views = known.Keys.Union(byKey.Keys).Select(key =>
            View(known.GetValueOrDefault(key) ?? new CampaignRow(key.Item1, key.Item2, key.Item3, 0, 0, 0, 0, 0), byKey.GetValueOrDefault(key), whole.Revenue));
        var all = (costs.Sum(cost => cost.Cost), costs.Sum(cost => cost.Clicks), costs.Sum(cost => cost.Impressions));
        return new CampaignsView(
            ask.Model ?? "last_significant", (int)(question.WindowUs / DayUs), ask.By ?? "campaign", View(whole, all, whole.Revenue),
            [.. views.OrderByDescending(view => view.Revenue).ThenByDescending(view => view.Visits).ThenByDescending(view => view.Cost).ThenBy(view => view.Source, StringComparer.Ordinal)]);
    }

    protected override async Task<PageOfPeople?> PeopleAsync(ReportReading reading, CampaignCellAsk cell, CancellationToken ct)
    {
        if (await QuestionAsync(reading, cell) is not { } question) return null;
        List<CellFilter> filters = [new("active", ["true"])];
        if (cell.UtmSource is { } source) filters.Add(new CellFilter("utm_source", [source]));
        if (cell.UtmMedium is { } medium) filters.Add(new CellFilter("utm_medium", [medium]));
        if (cell.UtmCampaign is { } campaign) filters.Add(new CellFilter("utm_campaign", [campaign]));
        var statement = reading.Dialect.Campaigns(question);
        return (after, limit) => statement.People(filters, after, limit);
    }

    protected override ReportFile File(CampaignsView view) => new(
        ["utm_source", "utm_medium", "utm_campaign", "visits", "visitors", "orders", "people", "revenue", "share", "cost", "clicks", "impressions", "romi", "cost_share"],
        view.Rows.Select(row => new object?[]
        {
            row.Source, row.Medium, row.Campaign, row.Visits, row.Visitors, row.Orders, row.People, row.Revenue, row.Share, row.Cost, row.Clicks, row.Impressions, row.Romi, row.CostShare,
        }));

    private static CampaignView View(CampaignRow row, (decimal Cost, long Clicks, long Impressions) cost, decimal all)
    {
        const int orderDecimals = 4;
        return new CampaignView(
            row.Source ?? "", row.Medium, row.Campaign, row.Visits, row.Visitors, Math.Round(row.Orders, orderDecimals), row.People, row.Revenue, ReportMath.Share(row.Revenue, all), cost.Cost, cost.Clicks,
            cost.Impressions, ReportMath.Share(row.Revenue - cost.Cost, cost.Cost), ReportMath.Share(cost.Cost, row.Revenue));
    }

    private static async Task<CampaignQuestion?> QuestionAsync(ReportReading reading, CampaignAsk ask)
    {
        const int windowDefault = 90, windowMax = 365;
        var days = reading.Days(ask);
        var model = reading.Choice(
            "model", ask.Model, ("last_significant", AttributionModel.LastSignificant), ("last", AttributionModel.Last), ("first", AttributionModel.First), ("linear", AttributionModel.Linear));
        var byCampaign = reading.Choice("by", ask.By, ("campaign", true), ("source", false));
        var window = (long)reading.Number("window", ask.Window, windowDefault, 1, windowMax);
        var scope = await reading.InCurrencyAsync(reading.Scope(days), ask.Currency);
        return reading.Problem is null ? new CampaignQuestion(scope, model, window * DayUs, byCampaign) : null;
    }
}
