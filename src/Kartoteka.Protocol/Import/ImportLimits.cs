namespace Kartoteka.Protocol.Import;

/// <summary>Limits of an import. They are ours, chosen so that memory stays constant whatever the file holds.</summary>
public static class ImportLimits
{
    /// <summary>Bytes read from the start of a file to tell its encoding and separator: 256 KiB.</summary>
    public const int SampleBytes = 256 * 1024;

    /// <summary>Longest row, in bytes; a longer one is refused as <c>row_too_long</c>. The ingest API takes 4 MB a request.</summary>
    public const int RecordBytesMax = 1024 * 1024;

    /// <summary>Longest field, in UTF-16 units; a row with a longer one is refused as <c>field_too_long</c>.</summary>
    public const int FieldCharsMax = 256 * 1024;

    /// <summary>Most columns of a table.</summary>
    public const int ColumnsMax = 4096;

    /// <summary>Longest original text kept of a refused row, in UTF-16 units; the rest is cut off.</summary>
    public const int RawCharsMax = 32 * 1024;

    /// <summary>Most bytes the parts of an XLSX file may unpack to: 1 GiB. A zip bomb is refused before it is parsed.</summary>
    public const long XlsxUnpackedBytesMax = 1L << 30;

    /// <summary>Rows looked at to guess what the columns mean.</summary>
    public const int GuessRows = 200;

    /// <summary>Most lines kept together as one order; the rest follow as <c>Order Updated</c>.</summary>
    public const int OrderLinesMax = 10_000;

    /// <summary>Most characters of lines kept together as one order.</summary>
    public const int OrderCharsMax = 4 * 1024 * 1024;

    /// <summary>How many order ids are remembered to notice an order that is continued further down the file (about 10 MB).</summary>
    public const int OrdersRemembered = 262_144;

    /// <summary>Longest trait or property name, in UTF-16 units.</summary>
    public const int NameCharsMax = 100;
}
