using System.Globalization;
using Kartoteka.Domain.Reports;
using Kartoteka.Domain.Segments;
using Kartoteka.Modules.Workspace.Contracts;
using Kartoteka.Storage.Columns;
using Kartoteka.Storage.Reports;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Kartoteka.Modules.Reports;

/// <summary>
/// A report while it is read from a request and asked. What is wrong with the request is kept in <see cref="Problem"/>, the first of it, and
/// reading goes on with what is usual; nobody asks the replica then.
/// </summary>
internal sealed class ReportReading(RuleMoment moment, ReportDialect dialect, ColumnReplica columns, CancellationToken ct)
{
    /// <summary>Code that stands for orders without a currency in a request.</summary>
    private const string NoCurrency = "none";

    /// <summary>As of when, where.</summary>
    public RuleMoment Moment => moment;

    /// <summary>The store's spelling.</summary>
    public ReportDialect Dialect => dialect;

    /// <summary>Why the request is refused; null when it is not.</summary>
    public ProblemHttpResult? Problem { get; private set; }

    /// <summary>Ledger position of the answers.</summary>
    public long AsOf { get; private set; }

    /// <summary>False when an answer may lack something.</summary>
    public bool IsComplete { get; private set; } = true;

    /// <summary>First day; null where the report has none.</summary>
    public DateOnly? From { get; private set; }

    /// <summary>Last day.</summary>
    public DateOnly? To { get; private set; }

    /// <summary>What a brand and a source of the request are, and its segment's people.</summary>
    public required (int? Brand, int? Source, ColumnQuery? People) Narrowed { get; init; }

    /// <summary>The currency of the numbers; null for none.</summary>
    public string? Currency { get; private set; }

    /// <summary>Currencies that are left out.</summary>
    public IReadOnlyList<OtherCurrency> OtherCurrencies { get; private set; } = [];

    /// <summary>Refuses the request.</summary>
    public void Refuse(string field, string detail) => Problem ??= Problems.Invalid(field, detail);

    /// <summary>The days of the request.</summary>
    public (DateOnly From, DateOnly To) Days(ReportAsk ask)
    {
        var to = Day("to", ask.To) ?? moment.Today;
        var from = Day("from", ask.From) ?? to.AddYears(-1).AddDays(1);
        if (to < from || to.DayNumber - from.DayNumber >= ReportPeriods.CountMax)
        {
            Refuse("from", $"'from' is not after 'to', and at most {ReportPeriods.CountMax} days lie between.");
            from = to;
        }
        return Keep(from, to);
    }

    /// <summary>Says of which days the report is.</summary>
    public (DateOnly From, DateOnly To) Keep(DateOnly from, DateOnly to)
    {
        (From, To) = (from, to);
        return (from, to);
    }

    /// <summary>A day; null when the request does not say.</summary>
    public DateOnly? Day(string field, string? text)
    {
        if (text is null) return null;
        if (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) && day.Year is >= 1990 and <= 2200) return day;
        Refuse(field, $"'{field}' is a day between 1990 and 2200, as 2026-03-15.");
        return null;
    }

    /// <summary>One of some words; the first when the request does not say.</summary>
    public T Choice<T>(string field, string? text, params ReadOnlySpan<(string Word, T Value)> words)
    {
        if (text is null) return words[0].Value;
        var known = new List<string>();
        foreach (var (word, value) in words)
        {
            if (word == text) return value;
            known.Add(word);
        }
        Refuse(field, $"'{field}' is one of {string.Join(", ", known)}.");
        return words[0].Value;
    }

    /// <summary>A number within bounds.</summary>
    public double Number(string field, double? number, double usual, double least, double most)
    {
        if (number is { } value && !(value >= least && value <= most)) Refuse(field, string.Create(CultureInfo.InvariantCulture, $"'{field}' is a number of {least} to {most}."));
        else if (number is { } fine) return fine;
        return usual;
    }

    /// <summary>Whole periods or cut ones.</summary>
    public ReportPeriods Periods(PeriodLength length, (DateOnly From, DateOnly To) days, bool whole = false) =>
        whole ? ReportPeriods.Whole(moment, length, days.From, days.To) : ReportPeriods.Of(moment, length, days.From, days.To);

    /// <summary>Narrowed to some days and to what the request says; of all currencies.</summary>
    public ReportScope Scope((DateOnly From, DateOnly To) days) => new(moment.StartOf(days.From), moment.StartOf(days.To.AddDays(1)))
    {
        Brand = Narrowed.Brand, Source = Narrowed.Source, People = Narrowed.People,
    };

    /// <summary>The scope in the request's currency, or in the one that most of its orders are in.</summary>
    public async ValueTask<ReportScope> InCurrencyAsync(ReportScope scope, string? asked)
    {
        if (Problem is not null) return scope;
        var found = await RowsAsync(dialect.Currencies(scope));
        var chosen = asked is null ? found.Select(row => row.Currency).FirstOrDefault("") : asked == NoCurrency ? "" : asked;
        Currency = chosen.Length > 0 ? chosen : null;
        OtherCurrencies = [.. found.Where(row => row.Currency != chosen).Select(row => new OtherCurrency(row.Currency.Length > 0 ? row.Currency : null, row.Orders))];
        return scope with { Currency = chosen };
    }

    /// <summary>Asks for a table.</summary>
    public async ValueTask<IReadOnlyList<TRow>> RowsAsync<TRow>(ReportStatement<TRow> statement)
    {
        await using var rows = await columns.QueryAsync(statement.Table, ct);
        var all = new List<TRow>();
        while (await rows.ReadAsync(ct))
        {
            for (var row = 0; row < rows.Count; row++) all.Add(statement.Read(rows, row));
        }
        Seen(rows);
        return all;
    }

    /// <summary>Notes of when an answer is.</summary>
    public void Seen(ColumnRows rows) => (AsOf, IsComplete) = (rows.AsOf, IsComplete && rows.IsComplete);
}
