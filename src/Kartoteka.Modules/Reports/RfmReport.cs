using System.Globalization;
using Kartoteka.Domain.Reports;
using Kartoteka.Storage.Reports;
using Microsoft.AspNetCore.Mvc;

namespace Kartoteka.Modules.Reports;

/// <summary>What a report of levels takes.</summary>
public class RfmAsk : ReportAsk
{
    /// <summary>Day as of which recency is counted; default today.</summary>
    [FromQuery(Name = "at")] public string? At { get; init; }

    /// <summary>Months before that day whose orders count: 1 to 120; default 12.</summary>
    [FromQuery(Name = "months")] public int? Months { get; init; }

    /// <summary><c>quintiles</c> (default), <c>ranks</c>, <c>width</c> or <c>fixed</c>.</summary>
    [FromQuery(Name = "mode")] public string? Mode { get; init; }

    /// <summary>2 to 10; default 5.</summary>
    [FromQuery(Name = "levels")] public int? Levels { get; init; }

    /// <summary>For <c>fixed</c>: bounds of days, of orders and of money, one fewer than levels, as <c>30,60,90,180;1,2,3,6;100,500,1000,5000</c>.</summary>
    [FromQuery(Name = "bounds")] public string? Bounds { get; init; }
}

/// <summary>A cell of levels, or a named group of them.</summary>
public sealed class RfmCellAsk : RfmAsk
{
    /// <summary>Level of recency.</summary>
    [FromQuery(Name = "r")] public int? R { get; init; }

    /// <summary>Level of frequency.</summary>
    [FromQuery(Name = "f")] public int? F { get; init; }

    /// <summary>Level of money.</summary>
    [FromQuery(Name = "m")] public int? M { get; init; }

    /// <summary>Key of a named group.</summary>
    [FromQuery(Name = "name")] public string? Name { get; init; }
}

/// <summary>Bounds between levels, ascending; a value that equals one is below it.</summary>
public sealed record RfmBounds(IReadOnlyList<double> Recency, IReadOnlyList<double> Frequency, IReadOnlyList<double> Monetary);

/// <summary>People of two levels.</summary>
public sealed record RfmGridCell(int R, int F, long People, long Orders, decimal Revenue);

/// <summary>People of three levels; <c>Name</c> is the key of their group.</summary>
public sealed record RfmCell(int R, int F, int M, long People, long Orders, decimal Revenue, string Name);

/// <summary>A named group; <c>Name</c> is null where the screen has its own word for the key.</summary>
public sealed record RfmGroupView(string Key, string? Name, long People, long Orders, decimal Revenue, double? Share);

/// <summary>Levels of recency, frequency and money.</summary>
public sealed record RfmView(
    DateOnly Day, string Mode, int Levels, RfmBounds? Bounds, long People, long Orders, decimal Revenue, IReadOnlyList<RfmGridCell> Grid, IReadOnlyList<RfmCell> Cells,
    IReadOnlyList<RfmGroupView> Names) : ReportView;

/// <summary><c>GET /api/reports/rfm</c>: who bought lately, often and for much.</summary>
internal sealed class RfmReport(ReportDesk desk, RfmSettings settings) : Report<RfmAsk, RfmCellAsk, RfmView>(desk)
{
    public const string Example = """{"asOf":120443,"isComplete":true,"at":"2026-03-15T09:00:00Z","elapsedMs":48,"from":"2025-03-16","to":"2026-03-15","currency":"RUB","otherCurrencies":[],"day":"2026-03-15","mode":"quintiles","levels":5,"bounds":{"recency":[13.8,33,72,180],"frequency":[1,2,3,6],"monetary":[250.19,490.1,942.28,2058.43]},"people":4338,"orders":18532,"revenue":8911407.904,"grid":[{"r":5,"f":5,"people":411,"orders":6921,"revenue":4411203.1}],"cells":[{"r":5,"f":5,"m":5,"people":324,"orders":6125,"revenue":4286541.5,"name":"champions"}],"names":[{"key":"champions","name":null,"people":324,"orders":6125,"revenue":4286541.5,"share":0.0747}]}""";

    public override string Name => "rfm";

    protected override async Task<RfmView?> AnswerAsync(ReportReading reading, RfmAsk ask, CancellationToken ct)
    {
        if (await QuestionAsync(reading, ask, reading.Day("at", ask.At) ?? reading.Moment.Today) is not { } question) return null;
        var rows = await reading.RowsAsync(reading.Dialect.Rfm(question));
        var groups = (await settings.ReadAsync(ct)).GroupsOf(question.Scale.Levels);
        var levels = question.Scale.Levels;
        var cells = rows.Select(row => new RfmCell(row.Levels.R, row.Levels.F, row.Levels.M, row.People, row.Orders, row.Revenue, RfmNames.Of(row.Levels, groups))).ToArray();
        var grid = from r in Enumerable.Range(1, levels).Reverse()
                   from f in Enumerable.Range(1, levels)
                   let of = cells.Where(cell => cell.R == r && cell.F == f).ToArray()
                   select new RfmGridCell(r, f, of.Sum(cell => cell.People), of.Sum(cell => cell.Orders), of.Sum(cell => cell.Revenue));
        var total = cells.Sum(cell => cell.People);
        var names = groups.Append(new RfmGroup(RfmNames.Others, null, default, default, default)).Select(group =>
        {
            var of = cells.Where(cell => cell.Name == group.Key).ToArray();
            return new RfmGroupView(group.Key, group.Name, of.Sum(cell => cell.People), of.Sum(cell => cell.Orders), of.Sum(cell => cell.Revenue), ReportMath.Share(of.Sum(cell => cell.People), total));
        });
        var bounds = rows.Count == 0 || question.Scale.Mode == RfmMode.Ranks ? null : new RfmBounds(Read(rows[0].RecencyBounds), Read(rows[0].FrequencyBounds), Read(rows[0].MonetaryBounds));
        return new RfmView(
            question.Days.All[^1].To, ask.Mode ?? "quintiles", levels, bounds, total, cells.Sum(cell => cell.Orders), cells.Sum(cell => cell.Revenue), [.. grid], cells,
            [.. names.Where(name => name.Key != RfmNames.Others || name.People > 0)]);
    }

    protected override async Task<PageOfPeople?> PeopleAsync(ReportReading reading, RfmCellAsk cell, CancellationToken ct)
    {
        if (await QuestionAsync(reading, cell, reading.Day("at", cell.At) ?? reading.Moment.Today) is not { } question) return null;
        var groups = (await settings.ReadAsync(ct)).GroupsOf(question.Scale.Levels);
        string[] cells = [.. AllLevels(question.Scale.Levels)
            .Where(levels => (cell.R ?? levels.R) == levels.R && (cell.F ?? levels.F) == levels.F && (cell.M ?? levels.M) == levels.M && (cell.Name ?? RfmNames.Of(levels, groups)) == RfmNames.Of(levels, groups))
            .Select(ReportDialect.RfmCell)];
        if (cells.Length == 0) reading.Refuse(cell.Name is null ? "r" : "name", "There is no such cell.");
        var statement = reading.Dialect.Rfm(question);
        return (after, limit) => statement.People([new CellFilter("cell", cells)], after, limit);
    }

    protected override ReportFile File(RfmView view) => new(
        ["r", "f", "m", "group", "people", "orders", "revenue"], view.Cells.Select(cell => new object?[] { cell.R, cell.F, cell.M, cell.Name, cell.People, cell.Orders, cell.Revenue }));

    /// <summary>Every combination of levels.</summary>
    public static IEnumerable<RfmLevels> AllLevels(int levels) =>
        from r in Enumerable.Range(1, levels) from f in Enumerable.Range(1, levels) from m in Enumerable.Range(1, levels) select new RfmLevels(r, f, m);

    /// <summary>The question as of a day.</summary>
    public static async Task<RfmQuestion?> QuestionAsync(ReportReading reading, RfmAsk ask, DateOnly day)
    {
        const int monthsDefault = 12, monthsMax = 120;
        var months = (int)reading.Number("months", ask.Months, monthsDefault, 1, monthsMax);
        var mode = reading.Choice("mode", ask.Mode, ("quintiles", RfmMode.Quintiles), ("ranks", RfmMode.Ranks), ("width", RfmMode.Width), ("fixed", RfmMode.Fixed));
        var scale = new RfmScale(mode, (int)reading.Number("levels", ask.Levels, RfmScale.LevelsDefault, 2, RfmScale.LevelsMax));
        if (mode == RfmMode.Fixed)
        {
            if (scale.WithBounds(ask.Bounds) is { } stated) scale = stated;
            else reading.Refuse("bounds", string.Create(CultureInfo.InvariantCulture, $"'bounds' is three ascending lists of {scale.Levels - 1} numbers, as 30,60,90,180;1,2,3,6;100,500,1000,5000."));
        }
        var days = reading.Keep(day.AddMonths(-months).AddDays(1), day);
        var scope = await reading.InCurrencyAsync(reading.Scope(days), ask.Currency);
        return reading.Problem is null ? new RfmQuestion(scope, reading.Periods(PeriodLength.Day, days), scale) : null;
    }

    private static double[] Read(string bounds) => [.. bounds.Split(',').Select(bound => double.Parse(bound, CultureInfo.InvariantCulture))];
}
