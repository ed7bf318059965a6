using System.Globalization;
using Kartoteka.Domain.Reports;
using Kartoteka.Storage.Reports;
using Microsoft.AspNetCore.Mvc;

namespace Kartoteka.Modules.Reports;

/// <summary>What a report of cohorts takes.</summary>
public class CohortAsk : ReportAsk
{
    /// <summary><c>month</c> (default) or <c>week</c>.</summary>
    [FromQuery(Name = "by")] public string? By { get; init; }

    /// <summary><c>people</c> (default), <c>orders</c> or <c>revenue</c>.</summary>
    [FromQuery(Name = "measure")] public string? Measure { get; init; }
}

/// <summary>A cohort in one of its periods.</summary>
public sealed class CohortCellAsk : CohortAsk
{
    /// <summary>First day of the period of the first order; left out for all.</summary>
    [FromQuery(Name = "cohort")] public string? Cohort { get; init; }

    /// <summary>Periods since, from 0.</summary>
    [FromQuery(Name = "later")] public int? Later { get; init; }
}

/// <summary>A period; <c>Key</c> is its first day.</summary>
public sealed record PeriodView(string Key, DateOnly From, DateOnly To, bool IsUnfinished)
{
    internal static PeriodView Of(ReportPeriod period) => new(period.Key, period.From, period.To, period.IsUnfinished);
}

/// <summary>People whose first order was in one period.</summary>
/// <param name="Key">Its first day.</param>
/// <param name="From">The same as a day.</param>
/// <param name="People">How many they are.</param>
/// <param name="Values">What is measured, in the period itself and in each later one that there is.</param>
/// <param name="Shares">People: of the cohort. Orders and revenue: for each person of the cohort.</param>
public sealed record CohortView(string Key, DateOnly From, long People, IReadOnlyList<decimal> Values, IReadOnlyList<double?> Shares);

/// <summary>Over all cohorts, weighted by their size; of finished periods alone.</summary>
public sealed record CohortMean(int Later, double? Share, int Cohorts);

/// <summary>Who comes back.</summary>
public sealed record CohortsView(string By, string Measure, IReadOnlyList<PeriodView> Periods, IReadOnlyList<CohortView> Cohorts, IReadOnlyList<CohortMean> Mean) : ReportView;

/// <summary><c>GET /api/reports/cohorts</c>: people by when they bought first, and what they did since.</summary>
internal sealed class CohortReport(ReportDesk desk) : Report<CohortAsk, CohortCellAsk, CohortsView>(desk)
{
    public const string Example = """{"asOf":120443,"isComplete":true,"at":"2026-03-15T09:00:00Z","elapsedMs":61,"from":"2025-12-01","to":"2026-03-31","currency":"RUB","otherCurrencies":[],"by":"month","measure":"people","periods":[{"key":"2025-12-01","from":"2025-12-01","to":"2025-12-31","isUnfinished":false}],"cohorts":[{"key":"2025-12-01","from":"2025-12-01","people":885,"values":[885,324],"shares":[1,0.366102]}],"mean":[{"later":1,"share":0.2061,"cohorts":12}]}""";

    public override string Name => "cohorts";

    protected override async Task<CohortsView?> AnswerAsync(ReportReading reading, CohortAsk ask, CancellationToken ct)
    {
        var measure = reading.Choice<Func<CohortRow, decimal>>("measure", ask.Measure, ("people", row => row.People), ("orders", row => row.Orders), ("revenue", row => row.Revenue));
        if (await QuestionAsync(reading, ask) is not { } question) return null;
        var rows = (await reading.RowsAsync(reading.Dialect.Cohorts(question))).ToDictionary(row => (row.Cohort, row.Later));
        var periods = question.Periods.All;
        var cohorts = new List<CohortView>();
        for (var cohort = 0; cohort < periods.Count; cohort++)
        {
            var size = rows.TryGetValue((cohort, 0), out var first) ? first.People : 0;
            decimal[] values = [.. Enumerable.Range(0, periods.Count - cohort).Select(later => rows.TryGetValue((cohort, later), out var row) ? measure(row) : 0)];
            cohorts.Add(new CohortView(periods[cohort].Key, periods[cohort].From, size, values, [.. values.Select(value => ReportMath.Share(value, size))]));
        }
        var mean = Enumerable.Range(1, periods.Count - 1).Select(later =>
        {
            var counted = cohorts.Where((cohort, index) => index + later < periods.Count && !periods[index + later].IsUnfinished && cohort.People > 0).ToArray();
            return new CohortMean(later, ReportMath.Share(counted.Sum(cohort => cohort.Values[later]), counted.Sum(cohort => cohort.People)), counted.Length);
        });
        return new CohortsView(ask.By ?? "month", ask.Measure ?? "people", [.. periods.Select(PeriodView.Of)], cohorts, [.. mean.Where(one => one.Cohorts > 0)]);
    }

    protected override async Task<PageOfPeople?> PeopleAsync(ReportReading reading, CohortCellAsk cell, CancellationToken ct)
    {
        if (await QuestionAsync(reading, cell) is not { } question) return null;
        List<CellFilter> filters = [new("active", ["true"])];
        if (cell.Cohort is { } key)
        {
            var cohort = question.Periods.All.TakeWhile(period => period.Key != key).Count();
            if (cohort == question.Periods.All.Count) reading.Refuse("cohort", "'cohort' is the key of a cohort of the report.");
            filters.Add(new CellFilter("cohort", [Number(cohort)]));
        }
        var statement = reading.Dialect.Cohorts(question);
        if (cell.Later is { } later) filters.Add(new CellFilter("later", [Number(later)]));
        return (after, limit) => statement.People(filters, after, limit);
    }

    protected override ReportFile File(CohortsView view) => new(
        ["cohort", "people", .. Enumerable.Range(0, view.Periods.Count).Select(Number)],
        view.Cohorts.Select(cohort => new object?[] { cohort.From, cohort.People }.Concat(cohort.Values.Select(value => (object?)value)).Concat(Enumerable.Repeat((object?)null, view.Periods.Count - cohort.Values.Count)).ToArray()));

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static async Task<CohortQuestion?> QuestionAsync(ReportReading reading, CohortAsk ask)
    {
        var length = reading.Choice("by", ask.By, ("month", PeriodLength.Month), ("week", PeriodLength.Week));
        var periods = reading.Periods(length, reading.Days(ask), whole: true);
        var days = reading.Keep(periods.All[0].From, periods.All[^1].To);
        // All that was bought before, so that who came back is not taken for new.
        var scope = await reading.InCurrencyAsync(reading.Scope(days) with { FromUs = 0 }, ask.Currency);
        return reading.Problem is null ? new CohortQuestion(scope, periods) : null;
    }
}
