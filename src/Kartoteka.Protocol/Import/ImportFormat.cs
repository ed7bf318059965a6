using System.Text;

namespace Kartoteka.Protocol.Import;

/// <summary>The shape of a file's content.</summary>
public enum ImportFormat
{
    /// <summary>Not one of the others.</summary>
    Unknown = 0,

    /// <summary>Separated text: commas, semicolons, tabs or bars.</summary>
    Csv = 1,

    /// <summary>One JSON object a line.</summary>
    JsonLines = 2,

    /// <summary>An Office Open XML workbook.</summary>
    Xlsx = 3,

    /// <summary>An Apache Parquet file.</summary>
    Parquet = 4,
}

/// <summary>Tells formats apart by content first and by name second.</summary>
public static class ImportFormats
{
    /// <summary>True when <paramref name="head"/> starts with gzip's magic number (RFC 1952 §2.3.1).</summary>
    public static bool IsGzip(ReadOnlySpan<byte> head) => head.StartsWith((ReadOnlySpan<byte>)[0x1f, 0x8b]);

    /// <summary>The format of unpacked content.</summary>
    /// <param name="head">First bytes of the content, after gzip if any; 512 are enough.</param>
    /// <param name="name">File name or null; <c>.gz</c> at its end is ignored.</param>
    /// <returns><see cref="ImportFormat.Unknown"/> for known binary formats, JSON arrays and old Excel; never throws.</returns>
    public static ImportFormat Detect(ReadOnlySpan<byte> head, string? name)
    {
        name = (name ?? "").EndsWith(".gz", StringComparison.OrdinalIgnoreCase) ? name![..^3] : name ?? "";
        if (head.StartsWith("PK\u0003\u0004"u8)) return ImportFormat.Xlsx;
        if (head.StartsWith("PAR1"u8)) return ImportFormat.Parquet;
        if (head.StartsWith("%PDF"u8)) return ImportFormat.Unknown;
        if (head.StartsWith((ReadOnlySpan<byte>)[0xd0, 0xcf, 0x11, 0xe0])) return ImportFormat.Unknown; // OLE2: .xls
        // What only is named so is refused as a damaged file, which says more than hundreds of refused rows.
        if (HasExtension(name, ".parquet")) return ImportFormat.Parquet;
        if (HasExtension(name, ".json", ".jsonl", ".ndjson"))
            return FirstVisible(head) is '[' ? ImportFormat.Unknown : ImportFormat.JsonLines;
        // A CSV header may start with a brace only by name, so content decides: an object opens with a quoted key or closes at once.
        return FirstVisible(head) is '{' && LooksLikeObject(head) ? ImportFormat.JsonLines : ImportFormat.Csv;
    }

    private static bool HasExtension(string name, params ReadOnlySpan<string> extensions)
    {
        foreach (var extension in extensions)
            if (name.EndsWith(extension, StringComparison.OrdinalIgnoreCase)) return true;
        return false;
    }

    private static ReadOnlySpan<byte> Visible(ReadOnlySpan<byte> head) =>
        (head.StartsWith(Encoding.UTF8.Preamble) ? head[3..] : head).TrimStart(" \t\r\n"u8);

    private static char FirstVisible(ReadOnlySpan<byte> head) => Visible(head) is { Length: > 0 } visible ? (char)visible[0] : '\0';

    private static bool LooksLikeObject(ReadOnlySpan<byte> head) => Visible(Visible(head)[1..]) is [(byte)'"' or (byte)'}', ..];
}
