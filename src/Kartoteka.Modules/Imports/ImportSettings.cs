using System.Globalization;
using System.Text;
using Kartoteka.Protocol.Import;

namespace Kartoteka.Modules.Imports;

/// <summary>How a file is read and its rows understood, as a person says it. Nothing said: everything is worked out from the content.</summary>
internal sealed record ImportSettings
{
    /// <summary>Names of the settings in a query, a form and on the command line.</summary>
    public static readonly string[] Names =
        ["dateOrder", "timeZone", "decimalSeparator", "currency", "skipAnonymous", "cancellationPrefix", "occurredAt", "encoding", "separator", "sheet"];

    /// <summary><c>dayFirst</c> or <c>monthFirst</c> for dates such as 03/04/2025.</summary>
    public string? DateOrder { get; init; }

    /// <summary>IANA name of the zone of times without an offset; default UTC.</summary>
    public string? TimeZone { get; init; }

    /// <summary><c>.</c> or <c>,</c>.</summary>
    public string? DecimalSeparator { get; init; }

    /// <summary>ISO 4217 code of orders that name none.</summary>
    public string? Currency { get; init; }

    /// <summary>Leave orders of nobody out instead of refusing them.</summary>
    public bool? SkipAnonymous { get; init; }

    /// <summary>An order id of this and digits is a cancellation; default <c>C</c>.</summary>
    public string? CancellationPrefix { get; init; }

    /// <summary>When people's rows without a time of change were true; default: the time of receipt.</summary>
    public DateTimeOffset? OccurredAt { get; init; }

    /// <summary>Encoding of text: <c>utf-8</c>, <c>windows-1251</c>, …</summary>
    public string? Encoding { get; init; }

    /// <summary>Separator of a CSV file: one character, or <c>tab</c>.</summary>
    public string? Separator { get; init; }

    /// <summary>Sheet of a workbook.</summary>
    public string? Sheet { get; init; }

    /// <summary>Reads settings given as texts by name; a name given takes the place of <paramref name="known"/>'s.</summary>
    /// <exception cref="FormatException">A value cannot be read.</exception>
    public static ImportSettings Read(Func<string, string?> text, ImportSettings known) => known with
    {
        DateOrder = text("dateOrder") ?? known.DateOrder,
        TimeZone = text("timeZone") ?? known.TimeZone,
        DecimalSeparator = text("decimalSeparator") ?? known.DecimalSeparator,
        Currency = text("currency") ?? known.Currency,
        SkipAnonymous = text("skipAnonymous") is { } skip ? bool.TryParse(skip, out var yes) ? yes : throw new FormatException("'skipAnonymous' is true or false.") : known.SkipAnonymous,
        CancellationPrefix = text("cancellationPrefix") ?? known.CancellationPrefix,
        OccurredAt = text("occurredAt") is { } at
            ? DateTimeOffset.TryParse(at, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time) ? time : throw new FormatException("'occurredAt' is a time in ISO 8601.")
            : known.OccurredAt,
        Encoding = text("encoding") ?? known.Encoding,
        Separator = text("separator") ?? known.Separator,
        Sheet = text("sheet") ?? known.Sheet,
    };

    /// <summary>The first setting that cannot be used, with what is right; null when all can.</summary>
    public (string Field, string Detail)? Problem()
    {
        if (DateOrder is not (null or "dayFirst" or "monthFirst")) return ("dateOrder", "'dateOrder' is dayFirst or monthFirst.");
        if (TimeZone is not null && !TimeZoneInfo.TryFindSystemTimeZoneById(TimeZone, out _)) return ("timeZone", $"There is no time zone '{TimeZone}'; use a name such as Europe/Moscow.");
        if (DecimalSeparator is not (null or "." or ",")) return ("decimalSeparator", "'decimalSeparator' is '.' or ','.");
        if (Currency is not null && (Currency.Length != 3 || !Currency.All(char.IsAsciiLetterUpper))) return ("currency", "'currency' is a code of ISO 4217 such as RUB.");
        if (CancellationPrefix?.Length > 10) return ("cancellationPrefix", "'cancellationPrefix' is at most 10 characters.");
        if (Encoding is not null && FindEncoding(Encoding) is null) return ("encoding", $"There is no encoding '{Encoding}'; use utf-8 or windows-1251, say.");
        return Separator is null or "tab" or { Length: 1 } ? null : ("separator", "'separator' is one character, or tab.");
    }

    public ImportOptions ToOptions(long importId) => new()
    {
        ImportId = importId,
        DateOrder = DateOrder switch { "dayFirst" => Protocol.Import.DateOrder.DayFirst, "monthFirst" => Protocol.Import.DateOrder.MonthFirst, _ => Protocol.Import.DateOrder.Unknown },
        TimeZone = TimeZone is null ? TimeZoneInfo.Utc : TimeZoneInfo.FindSystemTimeZoneById(TimeZone),
        DecimalSeparator = DecimalSeparator?[0],
        Currency = Currency,
        AnonymousCustomers = SkipAnonymous == true ? AnonymousCustomers.Skip : AnonymousCustomers.Refuse,
        CancellationPrefix = CancellationPrefix ?? "C",
        OccurredAt = OccurredAt,
    };

    public TableOptions ToTableOptions(ImportKind kind) => new()
    {
        Encoding = Encoding is null ? null : FindEncoding(Encoding),
        Separator = Separator is null ? null : Separator == "tab" ? '\t' : Separator[0],
        Sheet = Sheet,
        SplitJson = kind != ImportKind.Events,
    };

    private static Encoding? FindEncoding(string name)
    {
        try
        {
            return CodePagesEncodingProvider.Instance.GetEncoding(name) ?? System.Text.Encoding.GetEncoding(name);
        }
        catch (Exception error) when (error is ArgumentException or NotSupportedException)
        {
            return null; // The second is for UTF-7, which .NET knows and refuses.
        }
    }
}
