using Kartoteka.Domain.Reports;
using Kartoteka.Storage.Reports;
using Microsoft.AspNetCore.Mvc;

namespace Kartoteka.Modules.Reports;

/// <summary>From a named group to a named group.</summary>
public sealed class TransitionCellAsk : RfmAsk
{
    /// <summary>Key of the group at the first day; <c>none</c> for who had no order then.</summary>
    [FromQuery(Name = "earlier")] public string? Earlier { get; init; }

    /// <summary>The same at the last day.</summary>
    [FromQuery(Name = "later")] public string? Later { get; init; }

    /// <summary><c>stayed</c> in a group, <c>moved</c> from one to another, <c>appeared</c> or <c>gone</c>; left out for all.</summary>
    [FromQuery(Name = "change")] public string? Change { get; init; }
}

/// <summary>A group of the matrix; <c>Name</c> is null where the screen has its own word for the key.</summary>
public sealed record TransitionGroup(string Key, string? Name);

/// <summary>How many people were in one group and are in another.</summary>
public sealed record TransitionCell(string Earlier, string Later, long People);

/// <summary>People by their group at two days.</summary>
public sealed record TransitionsView(IReadOnlyList<TransitionGroup> Names, IReadOnlyList<TransitionCell> Cells) : ReportView;

/// <summary><c>GET /api/reports/rfm/transitions</c>: from which group to which people went between two days.</summary>
internal sealed class TransitionsReport(ReportDesk desk, RfmSettings settings) : Report<RfmAsk, TransitionCellAsk, TransitionsView>(desk)
{
    public const string Example = """{"asOf":120443,"isComplete":true,"at":"2026-03-15T09:00:00Z","elapsedMs":90,"from":"2025-12-15","to":"2026-03-15","currency":"RUB","otherCurrencies":[],"names":[{"key":"champions","name":null},{"key":"at_risk","name":null},{"key":"none","name":null}],"cells":[{"earlier":"champions","later":"at_risk","people":14},{"earlier":"none","later":"champions","people":40}]}""";

    public override string Name => "rfm/transitions";

    protected override async Task<TransitionsView?> AnswerAsync(ReportReading reading, RfmAsk ask, CancellationToken ct)
    {
        if (await QuestionAsync(reading, ask) is not var (earlier, later)) return null;
        var groups = (await settings.ReadAsync(ct)).GroupsOf(later.Scale.Levels);
        var rows = await reading.RowsAsync(reading.Dialect.Transitions(earlier, later, groups));
        return new TransitionsView(
            [.. groups.Select(group => new TransitionGroup(group.Key, group.Name)), new TransitionGroup(RfmNames.Others, null), new TransitionGroup(RfmNames.None, null)],
            [.. rows.Select(row => new TransitionCell(row.Earlier, row.Later, row.People)).OrderBy(cell => cell.Earlier, StringComparer.Ordinal).ThenBy(cell => cell.Later, StringComparer.Ordinal)]);
    }

    protected override async Task<PageOfPeople?> PeopleAsync(ReportReading reading, TransitionCellAsk cell, CancellationToken ct)
    {
        if (await QuestionAsync(reading, cell) is not var (earlier, later)) return null;
        var groups = (await settings.ReadAsync(ct)).GroupsOf(later.Scale.Levels);
        List<CellFilter> filters = [];
        foreach (var (column, key) in new[] { ("earlier", cell.Earlier), ("later", cell.Later) })
        {
            if (key is null) continue;
            if (key is not (RfmNames.None or RfmNames.Others) && groups.All(group => group.Key != key)) reading.Refuse(column, $"There is no group '{key}'.");
            filters.Add(new CellFilter(column, [key]));
        }
        if (cell.Change is not null) filters.Add(new CellFilter("change", [reading.Choice("change", cell.Change, ("stayed", "stayed"), ("moved", "moved"), ("appeared", "appeared"), ("gone", "gone"))]));
        var statement = reading.Dialect.Transitions(earlier, later, groups);
        return (after, limit) => statement.People(filters, after, limit);
    }

    protected override ReportFile File(TransitionsView view) => new(["earlier", "later", "people"], view.Cells.Select(cell => new object?[] { cell.Earlier, cell.Later, cell.People }));

    private static async Task<(RfmQuestion Earlier, RfmQuestion Later)?> QuestionAsync(ReportReading reading, RfmAsk ask)
    {
        const int daysDefault = 90;
        var to = reading.Day("to", ask.To) ?? reading.Moment.Today;
        var from = reading.Day("from", ask.From) ?? to.AddDays(-daysDefault);
        if (from >= to) reading.Refuse("from", "'from' is before 'to'.");
        if (await RfmReport.QuestionAsync(reading, ask, to) is not { } later || await RfmReport.QuestionAsync(reading, ask, from) is not { } earlier) return null;
        reading.Keep(from, to);
        // The currency of the later day is that of both.
        return (earlier with { Scope = earlier.Scope with { Currency = later.Scope.Currency } }, later);
    }
}
