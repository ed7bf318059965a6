using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Kartoteka.Protocol.Import;

/// <summary>
/// Turns the rows of a file into events for the ingest pipeline: one UTF-8 JSON object each, as the body of <c>/v1/identify</c> or
/// <c>/v1/track</c>. Every row ends up accepted, refused or skipped: <see cref="RowsRead"/> is their sum once <see cref="Read"/> is false.
/// Cells are trimmed; an empty cell says nothing of a trait, so it is left out rather than sent as null.
/// </summary>
public abstract class ImportRows
{
    private static readonly JsonWriterOptions JsonOptions = new()
    {
        // The JSON goes to our own parser, never into HTML: Cyrillic stays readable and half as long.
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        SkipValidation = true,
    };

    private readonly ArrayBufferWriter<byte> _buffer = new(4096);

    private protected ImportRows(TableReader reader, ImportMapping? mapping, ImportOptions options)
    {
        (Reader, Mapping, Options) = (reader, mapping!, options);
        Json = new Utf8JsonWriter(_buffer, JsonOptions);
    }

    /// <summary>The event read last, UTF-8 JSON, valid until the next <see cref="Read"/>; empty when a row was refused.</summary>
    public ReadOnlyMemory<byte> Event { get; private protected set; }

    /// <summary>The row refused last, or null when an event was read.</summary>
    public RefusedRow? Refused { get; private protected set; }

    /// <summary>Data rows read from the file since it was opened, blank rows left out.</summary>
    public long RowsRead { get; private protected set; }

    /// <summary>Rows that became part of an event.</summary>
    public long RowsAccepted { get; private protected set; }

    /// <summary>Rows refused.</summary>
    public long RowsRefused { get; private protected set; }

    /// <summary>Rows left out by an option.</summary>
    public long RowsSkipped { get; private protected set; }

    /// <summary>Where to resume once everything read so far is committed; pass it to <see cref="TableReader.Open(string, TableOptions?, ImportPosition?)"/>.</summary>
    public abstract ImportPosition Checkpoint { get; }

    /// <summary>
    /// True when <see cref="Checkpoint"/> lies behind everything read so far: what was read is then neither lost nor read again by a resumed
    /// import that commits up to here.
    /// </summary>
    public virtual bool IsSettled => true;

    /// <summary>The rows of the event read last as refused ones, for a reason found later; call it before the next <see cref="Read"/>.</summary>
    /// <param name="reason">A stable name.</param>
    /// <param name="detail">For a person.</param>
    public virtual IReadOnlyList<RefusedRow> RefuseEvent(string reason, string detail) => [Reader.Row.Refuse(reason, detail)];

    private protected TableReader Reader { get; }

    private protected ImportMapping Mapping { get; }

    private protected ImportOptions Options { get; }

    private protected Utf8JsonWriter Json { get; }

    /// <summary>Makes the rows of a kind; the reader stays the caller's to dispose.</summary>
    /// <param name="reader">At the row to start with.</param>
    /// <param name="mapping">Made for the same columns. Unused for events in JSON lines, which pass through whole.</param>
    /// <param name="options">How rows become events.</param>
    public static ImportRows Create(TableReader reader, ImportMapping mapping, ImportOptions options) => mapping.Kind switch
    {
        ImportKind.Orders => new OrderRows(reader, mapping, options),
        ImportKind.Events => new EventRows(reader, mapping, options),
        _ => new PeopleRows(reader, mapping, options),
    };

    /// <summary>Moves to the next event or refused row.</summary>
    /// <returns>False when the file is read.</returns>
    public abstract bool Read();

    private protected void BeginEvent()
    {
        _buffer.ResetWrittenCount();
        Json.Reset();
        Json.WriteStartObject();
    }

    private protected ReadOnlyMemory<byte> EndEvent()
    {
        Json.WriteEndObject();
        Json.Flush();
        return _buffer.WrittenMemory;
    }

    private protected void WriteUtc(JsonEncodedText name, DateTime utc)
    {
        Span<char> text = stackalloc char[24];
        utc.TryFormat(text, out _, "yyyy-MM-dd'T'HH:mm:ss.fff'Z'");
        Json.WriteString(name, text);
    }

    /// <summary>Exports that pass ids through floating point (pandas, Excel) leave <c>15240.0</c>; without this the id of two files would differ.</summary>
    private protected static ReadOnlySpan<char> CleanId(ReadOnlySpan<char> id)
    {
        id = id.Trim();
        return id.EndsWith(".0") && id.Length > 2 && id[..^2].IndexOfAnyExceptInRange('0', '9') < 0 ? id[..^2] : id;
    }
}
