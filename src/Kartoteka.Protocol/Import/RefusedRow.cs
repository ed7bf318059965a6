namespace Kartoteka.Protocol.Import;

/// <summary>A row that was not imported.</summary>
/// <param name="Line">Line of the file on which the row starts, from 1; for XLSX the sheet's row.</param>
/// <param name="Reason">A stable name of <see cref="RefusalReasons"/>.</param>
/// <param name="Detail">For a person: what was wrong, and where.</param>
/// <param name="Fields">The row's fields in the order of the file's columns; empty where it could not be split.</param>
/// <param name="Raw">The row as it stood in the file, cut at <see cref="ImportLimits.RawCharsMax"/>; fields joined by tabs for XLSX.</param>
public sealed record RefusedRow(long Line, string Reason, string Detail, IReadOnlyList<string> Fields, string Raw);

/// <summary>Why a file cannot be imported at all.</summary>
/// <param name="Reason">A stable name of <see cref="RefusalReasons"/>.</param>
/// <param name="Detail">For a person.</param>
public sealed record FileRefusal(string Reason, string Detail);

/// <summary>What is wrong with a row as read, before its meaning is looked at.</summary>
/// <param name="Reason">A stable name of <see cref="RefusalReasons"/>.</param>
/// <param name="Detail">For a person.</param>
public sealed record RowProblem(string Reason, string Detail);

/// <summary>The reasons of a refusal: stable names for scripts and translations.</summary>
public static class RefusalReasons
{
    /// <summary>More or fewer fields than the header.</summary>
    public const string ColumnCount = "column_count";

    /// <summary>A quote was opened and not closed.</summary>
    public const string UnclosedQuote = "unclosed_quote";

    /// <summary>Text follows a closing quote.</summary>
    public const string BadQuote = "bad_quote";

    /// <summary>The row holds a NUL character, which no store accepts.</summary>
    public const string Nul = "nul";

    /// <summary>Bytes that are not text in the file's encoding.</summary>
    public const string Encoding = "encoding";

    /// <summary>A field above <see cref="ImportLimits.FieldCharsMax"/>.</summary>
    public const string FieldTooLong = "field_too_long";

    /// <summary>A row above <see cref="ImportLimits.RecordBytesMax"/>.</summary>
    public const string RowTooLong = "row_too_long";

    /// <summary>A line that is not one JSON object.</summary>
    public const string BadJson = "bad_json";

    /// <summary>More than <see cref="ImportLimits.ColumnsMax"/> columns.</summary>
    public const string TooManyColumns = "too_many_columns";

    /// <summary>The file breaks off or is damaged from here on.</summary>
    public const string DamagedFile = "damaged_file";

    /// <summary>Neither an id nor an identifier in the row.</summary>
    public const string NoIdentifier = "no_identifier";

    /// <summary>A date that cannot be read.</summary>
    public const string BadDate = "bad_date";

    /// <summary>A date whose day and month cannot be told apart.</summary>
    public const string AmbiguousDate = "ambiguous_date";

    /// <summary>A number that cannot be read.</summary>
    public const string BadNumber = "bad_number";

    /// <summary>A number whose comma may part decimals or thousands.</summary>
    public const string AmbiguousNumber = "ambiguous_number";

    /// <summary>An order line without an order id.</summary>
    public const string NoOrderId = "no_order_id";

    /// <summary>An order of nobody known.</summary>
    public const string NoCustomer = "no_customer";

    /// <summary>Lines of one order name different customers.</summary>
    public const string CustomerConflict = "customer_conflict";

    /// <summary>Another line of the same order was refused, so the order would be wrong without it.</summary>
    public const string OrderIncomplete = "order_incomplete";

    /// <summary>An event without a name or a known type.</summary>
    public const string NoEvent = "no_event";

    /// <summary>The file is empty.</summary>
    public const string EmptyFile = "empty_file";

    /// <summary>The first row is not a header.</summary>
    public const string NoHeader = "no_header";

    /// <summary>A format that is not read.</summary>
    public const string UnknownFormat = "unknown_format";

    /// <summary>The file would unpack to more than a limit.</summary>
    public const string ZipBomb = "zip_bomb";

    /// <summary>The library that reads files of this format is not there.</summary>
    public const string LibraryMissing = "library_missing";

    /// <summary>The workbook has no such sheet.</summary>
    public const string NoSheet = "no_sheet";
}
