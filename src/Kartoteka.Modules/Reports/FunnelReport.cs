using System.Globalization;
using System.Text.Json;
using Kartoteka.Domain.Reports;
using Kartoteka.Domain.Segments;
using Kartoteka.Storage.Reports;
using Microsoft.AspNetCore.Mvc;

namespace Kartoteka.Modules.Reports;

/// <summary>What a funnel takes.</summary>
public class FunnelAsk : ReportAsk
{
    /// <summary>2 to 10 steps: the name of an event, or a condition on events as rules have it, <c>{"event":"Product Viewed","where":[…]}</c>.</summary>
    [FromQuery(Name = "step")] public string[]? Steps { get; init; }

    /// <summary>Up to 5 events, in the same form, that take a person out.</summary>
    [FromQuery(Name = "exclude")] public string[]? Exclude { get; init; }

    /// <summary>Longest time from the first step to the last: <c>30m</c>, <c>12h</c>, <c>7d</c> (default).</summary>
    [FromQuery(Name = "window")] public string? Window { get; init; }

    /// <summary><c>sequential</c> (default), <c>strict</c> or <c>any</c>.</summary>
    [FromQuery(Name = "mode")] public string? Mode { get; init; }

    /// <summary><c>source</c> to part people by the source of their first step.</summary>
    [FromQuery(Name = "by")] public string? By { get; init; }
}

/// <summary>People at a step.</summary>
public sealed class FunnelCellAsk : FunnelAsk
{
    /// <summary>Who took this step, from 1.</summary>
    [FromQuery(Name = "at")] public int? Reached { get; init; }

    /// <summary>Who took this step and no further one.</summary>
    [FromQuery(Name = "stopped")] public int? Stopped { get; init; }

    /// <summary><c>open</c>: who has not taken the last step and still can; <c>removed</c>: whom an excluded event took out. Left out for all that began and were not taken out.</summary>
    [FromQuery(Name = "outcome")] public string? Outcome { get; init; }

    /// <summary>Key of the source of the first step.</summary>
    [FromQuery(Name = "key")] public string? Key { get; init; }
}

/// <summary>A step.</summary>
/// <param name="Step">From 1.</param>
/// <param name="Label">The event's name.</param>
/// <param name="People">Who took it.</param>
/// <param name="Share">Of those who took the first.</param>
/// <param name="PreviousShare">Of those who took the one before.</param>
/// <param name="Stopped">Who took no further one.</param>
/// <param name="MedianSeconds">Half of them took no longer since the step before.</param>
/// <param name="P90Seconds">Nine of ten took no longer.</param>
public sealed record FunnelStepView(int Step, string Label, long People, double? Share, double? PreviousShare, long Stopped, double? MedianSeconds, double? P90Seconds);

/// <summary>People whose first step came from one source.</summary>
public sealed record FunnelPartView(string Key, string Label, IReadOnlyList<FunnelStepView> Steps);

/// <summary>How many people go on from step to step.</summary>
/// <param name="Mode">As asked.</param>
/// <param name="Window">As asked.</param>
/// <param name="By">As asked.</param>
/// <param name="Steps">Of all people.</param>
/// <param name="Parts">Of the people of each source, when asked.</param>
/// <param name="Removed">Whom an excluded event took out.</param>
/// <param name="Open">Who has not taken the last step and is still within the window.</param>
public sealed record FunnelView(
    string Mode, string Window, string? By, IReadOnlyList<FunnelStepView> Steps, IReadOnlyList<FunnelPartView> Parts, long Removed, long Open) : ReportView;

/// <summary><c>GET /api/reports/funnel</c>: how many people go on from step to step, and where they stop.</summary>
internal sealed class FunnelReport(ReportDesk desk) : Report<FunnelAsk, FunnelCellAsk, FunnelView>(desk)
{
    public const string Example = """{"asOf":120443,"isComplete":true,"at":"2026-03-15T09:00:00Z","elapsedMs":210,"from":"2026-02-14","to":"2026-03-15","currency":null,"otherCurrencies":[],"mode":"sequential","window":"7d","by":null,"steps":[{"step":1,"label":"Product Viewed","people":5000,"share":1,"previousShare":null,"stopped":4200,"medianSeconds":null,"p90Seconds":null},{"step":2,"label":"Order Completed","people":800,"share":0.16,"previousShare":0.16,"stopped":0,"medianSeconds":630,"p90Seconds":86400}],"parts":[],"removed":0,"open":120}""";

    public override string Name => "funnel";

    protected override async Task<FunnelView?> AnswerAsync(ReportReading reading, FunnelAsk ask, CancellationToken ct)
    {
        if (Question(reading, ask) is not { } question) return null;
        var rows = await reading.RowsAsync(reading.Dialect.Funnel(question));
        string[] labels = [.. question.Shape.Steps.Select(step => step.Names.Count > 0 ? string.Join(", ", step.Names) : step.Kind)];
        var whole = rows.Where(row => row.Part is null).ToArray();
        var parts = rows.Where(row => row.Part is not null).GroupBy(row => row.Part!).Select(part => Desk.SourceOf(part.Key) is var (key, label) ? new FunnelPartView(key, label, Steps([.. part], labels)) : null!);
        return new FunnelView(
            ask.Mode ?? "sequential", ask.Window ?? "7d", ask.By, Steps(whole, labels), [.. parts.OrderByDescending(part => part.Steps[0].People).ThenBy(part => part.Key, StringComparer.Ordinal)],
            whole.FirstOrDefault()?.Removed ?? 0, whole.FirstOrDefault()?.Open ?? 0);
    }

    protected override Task<PageOfPeople?> PeopleAsync(ReportReading reading, FunnelCellAsk cell, CancellationToken ct)
    {
        if (Question(reading, cell) is not { } question) return Task.FromResult<PageOfPeople?>(null);
        var last = question.Shape.Steps.Count;
        var at = (int)reading.Number("at", cell.Reached, 1, 1, last);
        var outcome = cell.Outcome is null ? null : reading.Choice("outcome", cell.Outcome, ("open", "open"), ("removed", "removed"));
        if (outcome == "removed" && (cell.Reached ?? cell.Stopped) is not null) reading.Refuse("outcome", "Who was taken out stands at no step: 'removed' goes without 'at' and 'stopped'.");
        List<CellFilter> filters = outcome is null ? [] : [new("outcome", [outcome])];
        if (outcome != "removed") filters.Add(new("reached", cell.Stopped is { } stopped ? [Number((int)reading.Number("stopped", stopped, 1, 1, last))] : [.. Enumerable.Range(at, last - at + 1).Select(Number)]));
        if (cell.Key is { } key) filters.Add(new CellFilter("part", [Desk.SourceNumber(key)]));
        var statement = reading.Dialect.Funnel(question);
        return Task.FromResult<PageOfPeople?>((after, limit) => statement.People(filters, after, limit));
    }

    protected override ReportFile File(FunnelView view) => new(
        ["source", "step", "event", "people", "share", "previous_share", "stopped", "median_seconds", "p90_seconds"],
        view.Parts.Prepend(new FunnelPartView("", "", view.Steps)).SelectMany(part => part.Steps.Select(
            step => new object?[] { part.Key, step.Step, step.Label, step.People, step.Share, step.PreviousShare, step.Stopped, step.MedianSeconds, step.P90Seconds })));

    private static FunnelStepView[] Steps(FunnelRow[] rows, string[] labels) =>
    [
        .. labels.Select((label, i) =>
        {
            FunnelRow? Of(int step) => Array.Find(rows, row => row.Step == step);
            var (row, people) = (Of(i + 1), Of(i + 1)?.People ?? 0);
            return new FunnelStepView(
                i + 1, label, people, ReportMath.Share(people, Of(1)?.People ?? 0), i == 0 ? null : ReportMath.Share(people, Of(i)?.People ?? 0), people - (Of(i + 2)?.People ?? 0), row?.MedianSeconds, row?.P90Seconds);
        }),
    ];

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static FunnelQuestion? Question(ReportReading reading, FunnelAsk ask)
    {
        var days = reading.Days(ask);
        var mode = reading.Choice("mode", ask.Mode, ("sequential", FunnelMode.Sequential), ("strict", FunnelMode.Strict), ("any", FunnelMode.Any));
        var bySource = ask.By is not null && reading.Choice("by", ask.By, ("source", true));
        if (ask.Steps is not { Length: >= 2 and <= FunnelShape.StepsMax }) reading.Refuse("step", $"A funnel has 2 to {FunnelShape.StepsMax} steps.");
        if (ask.Exclude?.Length > FunnelShape.ExclusionsMax) reading.Refuse("exclude", $"At most {FunnelShape.ExclusionsMax} events take people out.");
        EventFilter[] steps = [.. (ask.Steps ?? []).Select(step => Filter(reading, "step", step))];
        EventFilter[] excluded = [.. (ask.Exclude ?? []).Select(step => Filter(reading, "exclude", step))];
        var window = Window(reading, ask.Window);
        return reading.Problem is null ? new FunnelQuestion(reading.Scope(days), new FunnelShape(steps, excluded, mode, window), reading.Moment, bySource) : null;
    }

    private static EventFilter Filter(ReportReading reading, string field, string text)
    {
        var byName = new EventFilter("track", [text], []);
        if (!text.StartsWith('{')) return byName;
        try
        {
            using var json = JsonDocument.Parse(text);
            var rule = RuleReader.Read(json.RootElement, out var problems) as EventRule;
            if (rule is { Within: null, Measure.Kind: MeasureKind.Times }) return rule.Events;
            reading.Refuse(field, problems.Count > 0 ? problems[0].Detail : $"'{field}' is a condition on events without a time or a measure.");
        }
        catch (JsonException)
        {
            reading.Refuse(field, $"'{field}' is the name of an event or a condition in JSON.");
        }
        return byName;
    }

    private static long Window(ReportReading reading, string? text)
    {
        const int daysMax = 365, daysDefault = 7;
        if (text is null) return TimeSpan.FromDays(daysDefault).Ticks / TimeSpan.TicksPerMicrosecond;
        if (text.Length > 1 && int.TryParse(text.AsSpan(0, text.Length - 1), NumberStyles.None, CultureInfo.InvariantCulture, out var count) && count is > 0 and <= 1_000_000)
        {
            TimeSpan? span = text[^1] switch { 'm' => TimeSpan.FromMinutes(count), 'h' => TimeSpan.FromHours(count), 'd' => TimeSpan.FromDays(count), _ => null };
            if (span is { } known && known <= TimeSpan.FromDays(daysMax)) return known.Ticks / TimeSpan.TicksPerMicrosecond;
        }
        reading.Refuse("window", $"'window' is a number of minutes, hours or days, at most {daysMax} days, as 30m, 12h or 7d.");
        return 1;
    }
}
