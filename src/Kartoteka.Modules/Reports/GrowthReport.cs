using System.Globalization;
using Kartoteka.Domain.Reports;
using Kartoteka.Storage.Reports;
using Microsoft.AspNetCore.Mvc;

namespace Kartoteka.Modules.Reports;

/// <summary>What a report of growth takes.</summary>
public class GrowthAsk : ReportAsk
{
    /// <summary><c>month</c> (default), <c>week</c> or <c>day</c>.</summary>
    [FromQuery(Name = "by")] public string? By { get; init; }
}

/// <summary>Who came in a period, or whom a record joined in it.</summary>
public sealed class GrowthCellAsk : GrowthAsk
{
    /// <summary>First day of the period; left out for all the days asked.</summary>
    [FromQuery(Name = "key")] public string? Key { get; init; }

    /// <summary>
    /// A column of the table: <c>new</c> (default with a key), <c>withPhone</c>, <c>withEmail</c>, <c>known</c> and <c>anonymous</c> of them, <c>joined</c> for those whom a
    /// later record joined; <c>total</c> (default without a key) for who was there at the end of the period, also of before.
    /// </summary>
    [FromQuery(Name = "of")] public string? Of { get; init; }
}

/// <summary>A period.</summary>
/// <param name="Key">Its first day.</param>
/// <param name="From">The same as a day.</param>
/// <param name="To">Its last day.</param>
/// <param name="IsUnfinished">True while it is not over.</param>
/// <param name="New">Profiles of persons that began in it.</param>
/// <param name="WithPhone">Of them, those that have a phone by now.</param>
/// <param name="WithEmail">Of them, those that have an e-mail.</param>
/// <param name="Known">Of them, those known by more than a browser or a device.</param>
/// <param name="Anonymous">The others.</param>
/// <param name="Joined">Records that began in it and belong to a profile that another record began.</param>
/// <param name="Total">Profiles at its end.</param>
public sealed record GrowthPeriod(
    string Key, DateOnly From, DateOnly To, bool IsUnfinished, long New, long WithPhone, long WithEmail, long Known, long Anonymous, long Joined, long Total);

/// <summary>How the base grows.</summary>
public sealed record GrowthView(string By, long TotalBefore, IReadOnlyList<GrowthPeriod> Rows) : ReportView;

/// <summary><c>GET /api/reports/growth</c>: new profiles and what is known of them.</summary>
internal sealed class GrowthReport(ReportDesk desk) : Report<GrowthAsk, GrowthCellAsk, GrowthView>(desk)
{
    public const string Example = """{"asOf":120443,"isComplete":true,"at":"2026-03-15T09:00:00Z","elapsedMs":18,"from":"2026-03-01","to":"2026-03-15","currency":null,"otherCurrencies":[],"by":"month","totalBefore":9120,"rows":[{"key":"2026-03-01","from":"2026-03-01","to":"2026-03-15","isUnfinished":true,"new":310,"withPhone":200,"withEmail":180,"known":290,"anonymous":20,"joined":75,"total":9430}]}""";

    public override string Name => "growth";

    protected override async Task<GrowthView?> AnswerAsync(ReportReading reading, GrowthAsk ask, CancellationToken ct)
    {
        if (Question(reading, ask) is not { } question) return null;
        var rows = (await reading.RowsAsync(reading.Dialect.Growth(question))).ToDictionary(row => row.Period);
        var before = rows.GetValueOrDefault(-1)?.People ?? 0;
        var total = before;
        var periods = question.Periods.All.Select((period, index) =>
        {
            var row = rows.GetValueOrDefault(index) ?? new GrowthRow(index, 0, 0, 0, 0, 0);
            total += row.People;
            return new GrowthPeriod(
                period.Key, period.From, period.To, period.IsUnfinished, row.People, row.WithPhone, row.WithEmail, row.People - row.Anonymous, row.Anonymous, row.Joined, total);
        });
        return new GrowthView(ask.By ?? "month", before, [.. periods]);
    }

    protected override Task<PageOfPeople?> PeopleAsync(ReportReading reading, GrowthCellAsk cell, CancellationToken ct)
    {
        if (Question(reading, cell) is not { } question) return Task.FromResult<PageOfPeople?>(null);
        var (first, last) = (0, question.Periods.All.Count - 1);
        if (cell.Key is { } key)
        {
            first = last = question.Periods.All.TakeWhile(one => one.Key != key).Count();
            if (first == question.Periods.All.Count) reading.Refuse("key", "'key' is the first day of a period of the report.");
        }
        const string yes = "true", no = "false";
        var (part, value) = reading.Choice(
            "of", cell.Of ?? (cell.Key is null ? "total" : "new"), ("new", ("", "")), ("withPhone", ("phone", yes)), ("withEmail", ("email", yes)), ("known", ("known", yes)), ("anonymous", ("known", no)),
            ("joined", ("how", "joined")), ("total", ("total", "")));
        if (part == "total") first = -1;
        List<CellFilter> filters = [new("cell", [.. Enumerable.Range(first, last - first + 1).Select(period => period.ToString(CultureInfo.InvariantCulture))])];
        if (part != "how") filters.Add(new CellFilter("how", ["began"]));
        if (value.Length > 0) filters.Add(new CellFilter(part, [value]));
        var statement = reading.Dialect.Growth(question);
        return Task.FromResult<PageOfPeople?>((after, limit) => statement.People(filters, after, limit));
    }

    protected override ReportFile File(GrowthView view) => new(
        ["from", "to", "new", "with_phone", "with_email", "known", "anonymous", "joined", "total"],
        view.Rows.Select(row => new object?[] { row.From, row.To, row.New, row.WithPhone, row.WithEmail, row.Known, row.Anonymous, row.Joined, row.Total }));

    private static GrowthQuestion? Question(ReportReading reading, GrowthAsk ask)
    {
        var days = reading.Days(ask);
        var length = reading.Choice("by", ask.By, ("month", PeriodLength.Month), ("week", PeriodLength.Week), ("day", PeriodLength.Day));
        return reading.Problem is null ? new GrowthQuestion(reading.Scope(days), reading.Periods(length, days)) : null;
    }
}
