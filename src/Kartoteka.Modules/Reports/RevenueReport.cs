using System.Globalization;
using Kartoteka.Domain.Reports;
using Kartoteka.Storage.Reports;
using Microsoft.AspNetCore.Mvc;

namespace Kartoteka.Modules.Reports;

/// <summary>What a report of revenue takes.</summary>
public class RevenueAsk : ReportAsk
{
    /// <summary><c>source</c> (default), <c>brand</c>, <c>channel</c>, <c>utm_source</c>, <c>utm_campaign</c>, <c>category</c>, <c>product</c>, <c>day</c>, <c>week</c> or <c>month</c>.</summary>
    [FromQuery(Name = "by")] public string? By { get; init; }

    /// <summary><c>none</c> (default), <c>previous</c> (as many days just before) or <c>year</c> (the same days a year before).</summary>
    [FromQuery(Name = "compare")] public string? Compare { get; init; }

    /// <summary>Rows, 1 to 10,000; default 200. The rest is summed up.</summary>
    [FromQuery(Name = "rows")] public int? Rows { get; init; }
}

/// <summary>A row of it.</summary>
public sealed class RevenueCellAsk : RevenueAsk
{
    /// <summary>Key of the row; empty for what is unknown; left out for all.</summary>
    [FromQuery(Name = "key")] public string? Key { get; init; }

    /// <summary>True for the time compared with.</summary>
    [FromQuery(Name = "compared")] public bool? Compared { get; init; }
}

/// <summary>Numbers of a part.</summary>
public sealed record RevenueNumbers(long Orders, long People, decimal Revenue, decimal? AverageOrder);

/// <summary>How they changed.</summary>
/// <param name="Revenue">Now less then.</param>
/// <param name="RevenuePercent">The same in percent of then; null when there was none.</param>
/// <param name="OrdersPercent">Of orders.</param>
public sealed record RevenueChange(decimal Revenue, double? RevenuePercent, double? OrdersPercent);

/// <summary>A part.</summary>
public sealed record RevenuePartView(
    string Key, string Label, long Orders, long People, decimal Revenue, double? Share, decimal? AverageOrder, RevenueNumbers? Before, RevenueChange? Change);

/// <summary>The whole.</summary>
public sealed record RevenueTotal(long Orders, long People, decimal Revenue, decimal? AverageOrder, RevenueNumbers? Before, RevenueChange? Change);

/// <summary>Rows beyond the limit.</summary>
public sealed record RevenueRest(int Rows, decimal Revenue, double? Share);

/// <summary>Revenue by parts that add up to all of it.</summary>
public sealed record RevenueView(
    string By, string Compare, DateOnly? CompareFrom, DateOnly? CompareTo, bool OrdersAddUp, RevenueTotal Total, IReadOnlyList<RevenuePartView> Rows, RevenueRest? Rest) : ReportView;

/// <summary><c>GET /api/reports/revenue</c>: where the money comes from, to the last kopeck of it.</summary>
internal sealed class RevenueReport(ReportDesk desk) : Report<RevenueAsk, RevenueCellAsk, RevenueView>(desk)
{
    public const string Example = """{"asOf":120443,"isComplete":true,"at":"2026-03-15T09:00:00Z","elapsedMs":33,"from":"2026-02-01","to":"2026-02-28","currency":"RUB","otherCurrencies":[{"currency":"USD","orders":3}],"by":"source","compare":"previous","compareFrom":"2026-01-04","compareTo":"2026-01-31","ordersAddUp":true,"total":{"orders":2657,"people":1664,"revenue":1161817.38,"averageOrder":437.2666,"before":{"orders":2400,"people":1500,"revenue":1000000,"averageOrder":416.6667},"change":{"revenue":161817.38,"revenuePercent":16.18,"ordersPercent":10.71}},"rows":[{"key":"shop","label":"Интернет-магазин","orders":2000,"people":1300,"revenue":900000,"share":0.7746,"averageOrder":450,"before":null,"change":null},{"key":"","label":"","orders":657,"people":400,"revenue":261817.38,"share":0.2254,"averageOrder":398.5,"before":null,"change":null}],"rest":null}""";

    /// <summary>Most rows.</summary>
    public const int RowsMax = 10_000;

    private static readonly (string Word, (RevenuePart Part, PeriodLength Length) Value)[] Parts =
    [
        ("source", (RevenuePart.Source, default)), ("brand", (RevenuePart.Brand, default)), ("channel", (RevenuePart.Channel, default)), ("utm_source", (RevenuePart.UtmSource, default)),
        ("utm_campaign", (RevenuePart.UtmCampaign, default)), ("category", (RevenuePart.Category, default)), ("product", (RevenuePart.Product, default)),
        ("day", (RevenuePart.Time, PeriodLength.Day)), ("week", (RevenuePart.Time, PeriodLength.Week)), ("month", (RevenuePart.Time, PeriodLength.Month)),
    ];

    public override string Name => "revenue";

    protected override async Task<RevenueView?> AnswerAsync(ReportReading reading, RevenueAsk ask, CancellationToken ct)
    {
        const int rowsDefault = 200;
        var limit = ask.Format == "csv" ? int.MaxValue : (int)reading.Number("rows", ask.Rows, rowsDefault, 1, RowsMax);
        if (await QuestionAsync(reading, ask) is not { } read) return null;
        var (question, compared) = read;
        var rows = await reading.RowsAsync(reading.Dialect.Revenue(question));
        var totals = rows.Where(row => row.Key is null).ToLookup(row => row.IsCompared, Numbers);
        var isCompared = question.Compared is not null;
        var total = totals[false].FirstOrDefault() ?? new RevenueNumbers(0, 0, 0, null);
        var before = isCompared ? totals[true].FirstOrDefault() ?? new RevenueNumbers(0, 0, 0, null) : null;
        var then = rows.Where(row => row is { Key: not null, IsCompared: true }).ToDictionary(row => row.Key!, Numbers);
        var now = rows.Where(row => row is { Key: not null, IsCompared: false }).ToDictionary(row => row.Key!);
        var label = await LabelsAsync(question, ct);
        var parts = Keys(question, now, then).Select(key =>
        {
            var known = now.GetValueOrDefault(key);
            var of = known is null ? new RevenueNumbers(0, 0, 0, null) : Numbers(known);
            var earlier = isCompared ? then.GetValueOrDefault(key) ?? new RevenueNumbers(0, 0, 0, null) : null;
            var (name, text) = key.Length == 0 ? ("", "") : label(key, known?.Label ?? "");
            return new RevenuePartView(name, text, of.Orders, of.People, of.Revenue, ReportMath.Share(of.Revenue, total.Revenue), of.AverageOrder, earlier, Change(of, earlier));
        }).ToArray();
        var rest = parts.Skip(limit).ToArray();
        return new RevenueView(
            ask.By ?? "source", ask.Compare ?? "none", compared?.From, compared?.To, question.Part is not (RevenuePart.Category or RevenuePart.Product),
            new RevenueTotal(total.Orders, total.People, total.Revenue, total.AverageOrder, before, Change(total, before)), [.. parts.Take(limit)],
            rest.Length == 0 ? null : new RevenueRest(rest.Length, rest.Sum(part => part.Revenue), ReportMath.Share(rest.Sum(part => part.Revenue), total.Revenue)));
    }

    protected override async Task<PageOfPeople?> PeopleAsync(ReportReading reading, RevenueCellAsk cell, CancellationToken ct)
    {
        if (await QuestionAsync(reading, cell) is not { } read) return null;
        var (question, _) = read;
        var statement = reading.Dialect.Revenue(question);
        List<CellFilter> filters = [new("compared", [cell.Compared == true ? "true" : "false"]), new("active", ["true"])];
        if (cell.Key is { } key) filters.Add(new CellFilter("cell", [key.Length == 0 ? "" : await NumberAsync(reading, question, key, ct)]));
        return (after, limit) => statement.People(filters, after, limit);
    }

    protected override ReportFile File(RevenueView view) => new(
        ["key", "label", "orders", "people", "revenue", "share", "average_order", "revenue_before", "revenue_change", "revenue_change_percent"],
        view.Rows.Select(row => new object?[] { row.Key, row.Label, row.Orders, row.People, row.Revenue, row.Share, row.AverageOrder, row.Before?.Revenue, row.Change?.Revenue, row.Change?.RevenuePercent }));

    private static RevenueNumbers Numbers(RevenueRow row) => new(row.Orders, row.People, row.Revenue, ReportMath.Each(row.Revenue, row.Orders));

    private static RevenueChange? Change(RevenueNumbers now, RevenueNumbers? before) =>
        before is null ? null : new RevenueChange(now.Revenue - before.Revenue, ReportMath.Percent(now.Revenue, before.Revenue), ReportMath.Percent(now.Orders, before.Orders));

    // Time in its order and without gaps; the rest by revenue, what is there no more at the end.
    private static IEnumerable<string> Keys(RevenueQuestion question, Dictionary<string, RevenueRow> now, Dictionary<string, RevenueNumbers> then) => question.Periods is { } periods
        ? Enumerable.Range(0, periods.All.Count).Select(period => period.ToString(CultureInfo.InvariantCulture))
        : now.Values.OrderByDescending(row => row.Revenue).ThenBy(row => row.Key, StringComparer.Ordinal).Select(row => row.Key!).Concat(then.Keys.Where(key => !now.ContainsKey(key)).Order(StringComparer.Ordinal));

    private async Task<Func<string, string, (string Key, string Label)>> LabelsAsync(RevenueQuestion question, CancellationToken ct)
    {
        var brands = question.Part == RevenuePart.Brand ? await Desk.BrandsAsync(ct) : null;
        return (key, label) => question.Part switch
        {
            RevenuePart.Source => Desk.SourceOf(key),
            RevenuePart.Brand => brands!(key),
            RevenuePart.Time => question.Periods!.All[int.Parse(key, CultureInfo.InvariantCulture)].Key is var day ? (day, day) : default,
            _ => (key, label.Length > 0 ? label : key),
        };
    }

    private async Task<string> NumberAsync(ReportReading reading, RevenueQuestion question, string key, CancellationToken ct)
    {
        if (question.Part == RevenuePart.Source) return Desk.SourceNumber(key);
        if (question.Part == RevenuePart.Brand) return await Desk.BrandNumberAsync(key, ct);
        if (question.Periods is not { } periods) return key;
        var period = periods.All.TakeWhile(one => one.Key != key).Count();
        if (period == periods.All.Count) reading.Refuse("key", "'key' is the first day of a period of the report.");
        return period.ToString(CultureInfo.InvariantCulture);
    }

    private static async Task<(RevenueQuestion Question, (DateOnly From, DateOnly To)? Compared)?> QuestionAsync(ReportReading reading, RevenueAsk ask)
    {
        var days = reading.Days(ask);
        var (part, length) = reading.Choice("by", ask.By, Parts);
        var years = reading.Choice<int?>("compare", ask.Compare, ("none", null), ("previous", 0), ("year", 1));
        var scope = await reading.InCurrencyAsync(reading.Scope(days), ask.Currency);
        if (reading.Problem is not null) return null;
        var periods = part == RevenuePart.Time ? reading.Periods(length, days) : null;
        if (years is not { } back) return (new RevenueQuestion(scope, part, periods, null), null);
        var before = back > 0 ? (From: days.From.AddYears(-back), To: days.To.AddYears(-back)) : (From: days.From.AddDays(days.From.DayNumber - days.To.DayNumber - 1), To: days.From.AddDays(-1));
        var compared = reading.Scope(before) with { Currency = scope.Currency };
        return (new RevenueQuestion(scope, part, periods, (compared, part == RevenuePart.Time ? reading.Periods(length, before) : null)), before);
    }
}
