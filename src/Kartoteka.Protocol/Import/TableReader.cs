using System.Text;

namespace Kartoteka.Protocol.Import;

/// <summary>
/// Reads a file row by row in constant memory, whatever its format. (A workbook's shared strings are the exception: they stay in
/// memory, bounded by <see cref="ImportLimits.XlsxUnpackedBytesMax"/>.) Bad rows come in their place with a
/// <see cref="TableRow.Problem"/>; rows whose every field is blank are passed over.
/// </summary>
public abstract class TableReader : IDisposable
{
    private const int HeadBytes = 4096;

    /// <summary>The format the content turned out to have.</summary>
    public abstract ImportFormat Format { get; }

    /// <summary>
    /// Column names in file order, each once: a repeated name gets <c>_2</c>, <c>_3</c>…, an empty one becomes <c>column</c> and its
    /// number. For JSON lines the names grow when a later line brings a new key.
    /// </summary>
    public abstract IReadOnlyList<string> Columns { get; }

    /// <summary>The current row, reused.</summary>
    public TableRow Row { get; protected init; } = new();

    /// <summary>Where the row after the current one starts.</summary>
    public abstract ImportPosition Next { get; }

    /// <summary>
    /// How far the file is read, 0 to 1, where the reader's place in the stream does not tell it; null where it does. A little ahead of the rows.
    /// </summary>
    public virtual double? ShareRead => null;

    /// <summary>Moves to the next row.</summary>
    /// <returns>False at the end of the file. Never throws on bad content.</returns>
    public abstract bool ReadRow();

    /// <inheritdoc />
    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Opens a file on disk.</summary>
    /// <param name="path">The file; I/O errors of opening it throw.</param>
    /// <param name="options">Default: everything is guessed.</param>
    /// <param name="resumeAt">A <see cref="Next"/> of an earlier reading of the same file, or null to start at its first row.</param>
    public static TableOpening Open(string path, TableOptions? options = null, ImportPosition? resumeAt = null) =>
        Open(new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1), Path.GetFileName(path), options, resumeAt);

    /// <summary>Opens a stream, which the reader then owns.</summary>
    /// <param name="stream">A readable stream, possibly gzip. XLSX is copied to a temporary file unless it can seek, Parquet unless it is a file.</param>
    /// <param name="name">File name, to help telling the format; may be null.</param>
    /// <param name="options">Default: everything is guessed.</param>
    /// <param name="resumeAt">A <see cref="Next"/> of an earlier reading of the same content, or null.</param>
    public static TableOpening Open(Stream stream, string? name, TableOptions? options = null, ImportPosition? resumeAt = null)
    {
        options ??= new TableOptions();
        var (head, whole) = PeekStream.Peek(stream, HeadBytes);
        if (ImportFormats.IsGzip(head))
            (head, whole) = PeekStream.Peek(new GunzipStream(whole), HeadBytes);
        var format = ImportFormats.Detect(head, name);
        var opening = format switch
        {
            ImportFormat.Xlsx => XlsxTableReader.Open(whole, options, resumeAt),
            ImportFormat.Parquet => ColumnTableReader.Open(whole, options, resumeAt),
            ImportFormat.JsonLines => JsonLinesTableReader.Open(whole, options, resumeAt),
            ImportFormat.Csv => CsvTableReader.Open(whole, TextEncodings.Guess(head, options), options, resumeAt),
            _ => new TableOpening(null, new FileRefusal(RefusalReasons.UnknownFormat,
                "Give CSV, TSV, JSON lines (one object a line), XLSX or Parquet, plain or in gzip.")),
        };
        if (opening.Reader is null) whole.Dispose();
        return opening;
    }

    /// <summary>Lets go of the file.</summary>
    protected abstract void Dispose(bool disposing);
}

/// <summary>Encodings of text files.</summary>
internal static class TextEncodings
{
    /// <summary>Windows-1251, in which Russian systems of before Unicode still export.</summary>
    public static readonly Encoding Cyrillic = CodePagesEncodingProvider.Instance.GetEncoding(1251)!;

    /// <summary>UTF-16 by byte-order mark, or by a NUL in most odd or even places; null when bytes stand for themselves.</summary>
    public static Encoding? Guess(ReadOnlySpan<byte> head, TableOptions options)
    {
        if (options.Encoding is { } told) return told is UnicodeEncoding ? told : null;
        if (head.StartsWith((ReadOnlySpan<byte>)[0xff, 0xfe])) return Encoding.Unicode;
        if (head.StartsWith((ReadOnlySpan<byte>)[0xfe, 0xff])) return Encoding.BigEndianUnicode;
        int even = 0, odd = 0;
        for (var i = 0; i < head.Length; i++)
            if (head[i] == 0) _ = i % 2 == 0 ? even++ : odd++;
        if (odd > head.Length / 5 && even == 0) return Encoding.Unicode;
        return even > head.Length / 5 && odd == 0 ? Encoding.BigEndianUnicode : null;
    }

    /// <summary>True when the bytes are UTF-8, except for a character cut at their end.</summary>
    public static bool IsUtf8(ReadOnlySpan<byte> sample, bool whole)
    {
        for (var cut = 0; cut <= (whole ? 0 : 3) && cut <= sample.Length; cut++)
            if (System.Text.Unicode.Utf8.IsValid(sample[..^cut])) return true;
        return false;
    }
}
