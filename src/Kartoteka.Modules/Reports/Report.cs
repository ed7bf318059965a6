using System.Diagnostics;
using System.Globalization;
using System.Security.Claims;
using System.Text.Json.Serialization;
using System.Text;
using Kartoteka.Domain.Identity;
using Kartoteka.Modules.Columns.Contracts;
using Kartoteka.Modules.Profiles.Contracts;
using Kartoteka.Modules.Segments.Contracts;
using Kartoteka.Modules.Workspace.Contracts;
using Kartoteka.Protocol.Import;
using Kartoteka.Storage.Columns;
using Kartoteka.Storage;
using Microsoft.AspNetCore.Http;

namespace Kartoteka.Modules.Reports;

/// <summary>A currency that a report leaves out.</summary>
/// <param name="Currency">Its code; null for orders without one.</param>
/// <param name="Orders">Orders in it.</param>
public sealed record OtherCurrency(string? Currency, long Orders);

/// <summary>What every answer says of itself.</summary>
public abstract record ReportView
{
    /// <summary>Ledger position that it is true as of.</summary>
    [JsonPropertyOrder(-8)] public long AsOf { get; private set; }

    /// <summary>False while the replica is being built: something may be missing.</summary>
    [JsonPropertyOrder(-7)] public bool IsComplete { get; private set; }

    /// <summary>When it was asked.</summary>
    [JsonPropertyOrder(-6)] public DateTimeOffset At { get; private set; }

    /// <summary>How long it took, in milliseconds.</summary>
    [JsonPropertyOrder(-5)] public long ElapsedMs { get; private set; }

    /// <summary>First day, in the company's time zone; null where a report is of all time.</summary>
    [JsonPropertyOrder(-4)] public DateOnly? From { get; private set; }

    /// <summary>Last day.</summary>
    [JsonPropertyOrder(-3)] public DateOnly? To { get; private set; }

    /// <summary>Currency of the money; null for orders without one.</summary>
    [JsonPropertyOrder(-2)] public string? Currency { get; private set; }

    /// <summary>Currencies that are left out of every number.</summary>
    [JsonPropertyOrder(-1)] public IReadOnlyList<OtherCurrency> OtherCurrencies { get; private set; } = [];

    internal void Sign(ReportReading reading, TimeSpan elapsed)
    {
        (AsOf, IsComplete, At, ElapsedMs) = (reading.AsOf, reading.IsComplete, Times.FromUs(reading.Moment.NowUs), (long)elapsed.TotalMilliseconds);
        (From, To, Currency, OtherCurrencies) = (reading.From, reading.To, reading.Currency, reading.OtherCurrencies);
    }
}

/// <summary>A table as a file.</summary>
/// <param name="Columns">Names.</param>
/// <param name="Rows">Texts, numbers, days or null.</param>
internal sealed record ReportFile(IReadOnlyList<string> Columns, IEnumerable<object?[]> Rows)
{
    public IResult Answer(string name)
    {
        // With the mark of UTF-8, without which Excel takes Cyrillic for something else.
        var text = new StringBuilder("\uFEFF").AppendJoin(',', Columns).Append("\r\n");
        foreach (var row in Rows) text.AppendJoin(',', row.Select(Cell)).Append("\r\n");
        return Results.File(Encoding.UTF8.GetBytes(text.ToString()), "text/csv; charset=utf-8", $"{name}.csv");
    }

    private static string Cell(object? value) => value switch
    {
        null => "",
        string text => CsvCell.Of(text),
        DateOnly day => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString()!,
    };
}

/// <summary>People of a cell, a page of them: the last of the page before and the most that are wanted give a question.</summary>
internal delegate ColumnQuery PageOfPeople(ProfileId? after, int limit);

/// <summary>One report: its table, the people behind a number of it, and its file. All three are asked by the same statement.</summary>
/// <typeparam name="TAsk">What it takes in the query.</typeparam>
/// <typeparam name="TCell">The same and what names a number in it.</typeparam>
/// <typeparam name="TView">What it answers.</typeparam>
internal abstract class Report<TAsk, TCell, TView>(ReportDesk desk)
    where TAsk : ReportAsk where TCell : TAsk where TView : ReportView
{
    /// <summary>What all reports need.</summary>
    protected ReportDesk Desk => desk;

    /// <summary>Its name in addresses and of its file.</summary>
    public abstract string Name { get; }

    /// <summary>Asks; null when the reading has a problem.</summary>
    protected abstract Task<TView?> AnswerAsync(ReportReading reading, TAsk ask, CancellationToken ct);

    /// <summary>Who is behind a number; null when the reading has a problem.</summary>
    protected abstract Task<PageOfPeople?> PeopleAsync(ReportReading reading, TCell cell, CancellationToken ct);

    /// <summary>The table of an answer.</summary>
    protected abstract ReportFile File(TView view);

    /// <summary>Answers the report, as JSON or as a file.</summary>
    public Task<IResult> HandleAsync(TAsk ask, HttpContext http, CancellationToken ct) => ColumnAnswers.AskAsync(
        async () =>
        {
            var start = Stopwatch.GetTimestamp();
            var (reading, refusal) = await desk.ReadAsync(ask, ct);
            if (reading is null) return refusal!;
            var format = reading.Choice("format", ask.Format, ("json", false), ("csv", true));
            var view = await AnswerAsync(reading, ask, ct);
            if (view is null || reading.Problem is not null) return reading.Problem!;
            view.Sign(reading, Stopwatch.GetElapsedTime(start));
            return format ? File(view).Answer(Name.Replace('/', '-')) : TypedResults.Ok(view);
        },
        http);

    /// <summary>Answers with the people behind a number, a page of them, masked for who asks.</summary>
    public Task<IResult> PeopleAsync(TCell cell, string? cursor, int? limit, ClaimsPrincipal user, HttpContext http, CancellationToken ct) => ColumnAnswers.AskAsync(
        async () =>
        {
            ProfileId? after = null;
            if (cursor is not null)
            {
                if (!ProfileId.TryParse(cursor, out var last)) return Problems.Invalid("cursor", "It is not a cursor of this list.");
                after = last;
            }
            var (reading, refusal) = await desk.ReadAsync(cell, ct);
            if (reading is null) return refusal!;
            var people = await PeopleAsync(reading, cell, ct);
            if (people is null || reading.Problem is not null) return reading.Problem!;
            return await desk.AnswerPeopleAsync(reading, people, after, Math.Clamp(limit ?? ReportDesk.PeopleDefault, 1, ReportDesk.PeopleMax), user, ct);
        },
        http);

    /// <summary>Saves the people behind a number as a static list.</summary>
    public Task<IResult> SaveAsync(TCell cell, PeopleListBody body, ClaimsPrincipal user, HttpContext http, CancellationToken ct) => ColumnAnswers.AskAsync(
        async () =>
        {
            var (reading, refusal) = await desk.ReadAsync(cell, ct);
            if (reading is null) return refusal!;
            var people = await PeopleAsync(reading, cell, ct);
            return people is null || reading.Problem is not null ? reading.Problem! : await desk.SaveAsync(reading, people, body, user, ct);
        },
        http);
}
