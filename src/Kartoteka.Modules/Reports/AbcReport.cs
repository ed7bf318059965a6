using Kartoteka.Domain.Reports;
using Kartoteka.Storage.Reports;
using Microsoft.AspNetCore.Mvc;

namespace Kartoteka.Modules.Reports;

/// <summary>What a report of classes takes.</summary>
public class AbcAsk : ReportAsk
{
    /// <summary><c>products</c> (default), <c>customers</c>, <c>categories</c> or <c>brands</c>.</summary>
    [FromQuery(Name = "by")] public string? By { get; init; }

    /// <summary>Percent of revenue before an item under which it is of class A; default 80.</summary>
    [FromQuery(Name = "a")] public double? A { get; init; }

    /// <summary>The same for class B; default 95.</summary>
    [FromQuery(Name = "b")] public double? B { get; init; }

    /// <summary>Variation in percent up to which an item is of class X; default 10.</summary>
    [FromQuery(Name = "x")] public double? X { get; init; }

    /// <summary>The same for class Y; default 25.</summary>
    [FromQuery(Name = "y")] public double? Y { get; init; }

    /// <summary>Items listed, 0 to 1,000; default 100. A file has up to 100,000.</summary>
    [FromQuery(Name = "rows")] public int? Items { get; init; }
}

/// <summary>Items of a class, or one.</summary>
public sealed class AbcCellAsk : AbcAsk
{
    /// <summary><c>A</c>, <c>B</c> or <c>C</c>.</summary>
    [FromQuery(Name = "class")] public string? Class { get; init; }

    /// <summary><c>X</c>, <c>Y</c> or <c>Z</c>.</summary>
    [FromQuery(Name = "xyz")] public string? Xyz { get; init; }

    /// <summary>An item; empty for what has no name.</summary>
    [FromQuery(Name = "key")] public string? Key { get; init; }
}

/// <summary>A class.</summary>
public sealed record AbcClassView(string Class, long Items, decimal Revenue, double? ItemShare, double? RevenueShare);

/// <summary>A class of both kinds; <c>Xyz</c> is empty where there are too few months.</summary>
public sealed record AbcMatrixCell(string Class, string Xyz, long Items, decimal Revenue, long People);

/// <summary>An item.</summary>
/// <param name="Key">Sent back to ask for its people.</param>
/// <param name="Label">For people.</param>
/// <param name="Revenue">Net.</param>
/// <param name="Share">Of all.</param>
/// <param name="Cumulative">Of all, with those before it.</param>
/// <param name="Class">A, B or C.</param>
/// <param name="Variation">Coefficient of variation; null where it is not counted.</param>
/// <param name="Xyz">X, Y or Z.</param>
/// <param name="People">Who bought it.</param>
public sealed record AbcItemView(string Key, string Label, decimal Revenue, double? Share, double? Cumulative, string Class, double? Variation, string Xyz, long People);

/// <summary>Classes by revenue and evenness.</summary>
public sealed record AbcView(
    string By, double A, double B, double X, double Y, int Months, long Items, decimal Revenue, IReadOnlyList<AbcClassView> Classes, IReadOnlyList<AbcMatrixCell> Matrix,
    IReadOnlyList<AbcItemView> List) : ReportView;

/// <summary><c>GET /api/reports/abc</c>: what brings most of the revenue, and how evenly.</summary>
internal sealed class AbcReport(ReportDesk desk) : Report<AbcAsk, AbcCellAsk, AbcView>(desk)
{
    /// <summary>Most items of an answer.</summary>
    public const int ListMax = 1_000;

    /// <summary>Most items of a file.</summary>
    public const int FileMax = 100_000;

    public const string Example = """{"asOf":120443,"isComplete":true,"at":"2026-03-15T09:00:00Z","elapsedMs":95,"from":"2025-03-16","to":"2026-03-15","currency":"RUB","otherCurrencies":[],"by":"products","a":80,"b":95,"x":10,"y":25,"months":11,"items":3665,"revenue":8911407.904,"classes":[{"class":"A","items":777,"revenue":7128311.1,"itemShare":0.212,"revenueShare":0.7999}],"matrix":[{"class":"A","xyz":"Y","items":12,"revenue":310211.5,"people":1730}],"list":[{"key":"23843","label":"PAPER CRAFT","revenue":168469.6,"share":0.0189,"cumulative":0.0189,"class":"A","variation":3.3166,"xyz":"Z","people":1}]}""";

    public override string Name => "abc";

    protected override async Task<AbcView?> AnswerAsync(ReportReading reading, AbcAsk ask, CancellationToken ct)
    {
        if (await QuestionAsync(reading, ask) is not { } question) return null;
        const int listDefault = 100;
        var limit = ask.Format == "csv" ? FileMax : (int)reading.Number("rows", ask.Items, listDefault, 0, ListMax);
        var rows = await reading.RowsAsync(reading.Dialect.Abc(question));
        var items = question.Subject == AbcSubject.Customers || limit == 0 ? [] : await reading.RowsAsync(reading.Dialect.AbcItems(question, limit));
        var (count, revenue) = (rows.Sum(row => row.Items), rows.Sum(row => row.Revenue));
        var classes = from name in (string[])["A", "B", "C"]
                      let of = rows.Where(row => row.Class == name).ToArray()
                      select new AbcClassView(name, of.Sum(row => row.Items), of.Sum(row => row.Revenue), ReportMath.Share(of.Sum(row => row.Items), count), ReportMath.Share(of.Sum(row => row.Revenue), revenue));
        var (scale, sold) = (question.Scale, 0m);
        var list = items.Select(item =>
        {
            sold += item.Revenue;
            return new AbcItemView(
                item.Key, item.Label, item.Revenue, ReportMath.Share(item.Revenue, revenue), ReportMath.Share(sold, revenue), item.Class, item.Variation is { } variation ? Math.Round(variation, 4) : null, item.Xyz, item.People);
        });
        return new AbcView(
            ask.By ?? "products", scale.A, scale.B, scale.X, scale.Y, question.Months?.All.Count ?? 0, count, revenue, [.. classes],
            [.. rows.Select(row => new AbcMatrixCell(row.Class, row.Xyz, row.Items, row.Revenue, row.People))], [.. list]);
    }

    protected override async Task<PageOfPeople?> PeopleAsync(ReportReading reading, AbcCellAsk cell, CancellationToken ct)
    {
        if (await QuestionAsync(reading, cell) is not { } question) return null;
        var statement = reading.Dialect.Abc(question);
        var filters = new List<CellFilter>();
        if (cell.Class is { } name) filters.Add(new CellFilter("class", [name]));
        if (cell.Xyz is { } xyz) filters.Add(new CellFilter("xyz", [xyz]));
        if (cell.Key is { } key) filters.Add(new CellFilter("item", [key]));
        return (after, limit) => statement.People(filters, after, limit);
    }

    protected override ReportFile File(AbcView view) => view.List.Count == 0
        ? new(["class", "xyz", "items", "revenue", "people"], view.Matrix.Select(cell => new object?[] { cell.Class, cell.Xyz, cell.Items, cell.Revenue, cell.People }))
        : new(
            ["key", "label", "revenue", "share", "cumulative", "class", "variation", "xyz", "people"],
            view.List.Select(item => new object?[] { item.Key, item.Label, item.Revenue, item.Share, item.Cumulative, item.Class, item.Variation, item.Xyz, item.People }));

    private static async Task<AbcQuestion?> QuestionAsync(ReportReading reading, AbcAsk ask)
    {
        var days = reading.Days(ask);
        var by = reading.Choice("by", ask.By, ("products", AbcSubject.Products), ("customers", AbcSubject.Customers), ("categories", AbcSubject.Categories), ("brands", AbcSubject.Brands));
        var usual = AbcScale.Usual;
        var scale = new AbcScale(ask.A ?? usual.A, ask.B ?? usual.B, ask.X ?? usual.X, ask.Y ?? usual.Y);
        if (!scale.IsValid) reading.Refuse("a", "0 < a < b <= 100 and 0 < x < y, in percent.");
        var scope = await reading.InCurrencyAsync(reading.Scope(days), ask.Currency);
        return reading.Problem is null ? new AbcQuestion(scope, by, scale, WholeMonths(reading, days)) : null;
    }

    // A month that is cut off, or that is not over, would look like a fall.
    private static ReportPeriods? WholeMonths(ReportReading reading, (DateOnly From, DateOnly To) days)
    {
        var first = ReportPeriods.Begin(PeriodLength.Month, days.From) is var begin && begin < days.From ? begin.AddMonths(1) : begin;
        var until = days.To < reading.Moment.Today ? days.To.AddDays(1) : reading.Moment.Today;
        var last = ReportPeriods.Begin(PeriodLength.Month, until).AddDays(-1);
        if (last < first) return null;
        var months = reading.Periods(PeriodLength.Month, (first, last));
        return months.All.Count >= AbcScale.MonthsMin ? months : null;
    }
}
