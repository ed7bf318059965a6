namespace Kartoteka.Protocol.Import;

/// <summary>How a scan of one record ended.</summary>
internal enum CsvScan
{
    /// <summary>A record was found.</summary>
    Record,

    /// <summary>The bytes end before the record does.</summary>
    NeedMore,

    /// <summary>A quote is open at the end of the file.</summary>
    UnclosedQuote,

    /// <summary>Text follows a closing quote.</summary>
    BadQuote,
}

/// <summary>
/// Finds the fields of one record (RFC 4180) in bytes of any encoding in which separators, quotes and line ends are single ASCII
/// bytes. Quotes count only at the start of a field; elsewhere they are text. Lines end in LF, CRLF or CR.
/// </summary>
internal sealed class CsvScanner(byte separator)
{
    private readonly System.Buffers.SearchValues<byte> _stops = System.Buffers.SearchValues.Create([separator, (byte)'\r', (byte)'\n']);
    private Field[] _fields = new Field[32];
    private int _count;

    /// <summary>A field's content, without quotes.</summary>
    /// <param name="Start">First byte.</param>
    /// <param name="Length">Bytes.</param>
    /// <param name="Doubled">Whether doubled quotes must be halved.</param>
    public readonly record struct Field(int Start, int Length, bool Doubled);

    public byte Separator => separator;

    public ReadOnlySpan<Field> Fields => _fields.AsSpan(0, _count);

    /// <summary>Bytes of the record with its line end.</summary>
    public int Length { get; private set; }

    /// <summary>Scans the record at the start of <paramref name="bytes"/>.</summary>
    /// <param name="bytes">What is at hand.</param>
    /// <param name="ended">Whether nothing follows.</param>
    public CsvScan Scan(ReadOnlySpan<byte> bytes, bool ended)
    {
        _count = 0;
        var at = 0;
        while (true)
        {
            int end;
            if (at < bytes.Length && bytes[at] == '"')
            {
                var scan = ScanQuoted(bytes, at + 1, ended, out end);
                if (scan != CsvScan.Record) return scan;
            }
            else
            {
                end = bytes[at..].IndexOfAny(_stops);
                if (end < 0 && !ended) return CsvScan.NeedMore;
                end = end < 0 ? bytes.Length : at + end;
                Add(new Field(at, end - at, false));
            }
            if (end == bytes.Length) return Ended(end);
            if (bytes[end] != separator) return EndLine(bytes, end, ended);
            at = end + 1;
        }
    }

    private CsvScan ScanQuoted(ReadOnlySpan<byte> bytes, int start, bool ended, out int end)
    {
        var doubled = false;
        end = start;
        while (true)
        {
            var quote = bytes[end..].IndexOf((byte)'"');
            if (quote < 0) return ended ? CsvScan.UnclosedQuote : CsvScan.NeedMore;
            end += quote + 1;
            if (end == bytes.Length && !ended) return CsvScan.NeedMore;
            if (end == bytes.Length || bytes[end] != '"') break;
            doubled = true;
            end++;
        }
        Add(new Field(start, end - 1 - start, doubled));
        return end == bytes.Length || bytes[end] == separator || bytes[end] is (byte)'\r' or (byte)'\n' ? CsvScan.Record : CsvScan.BadQuote;
    }

    private CsvScan EndLine(ReadOnlySpan<byte> bytes, int end, bool ended)
    {
        if (bytes[end] == '\n') return Ended(end + 1);
        if (end + 1 == bytes.Length && !ended) return CsvScan.NeedMore; // A LF may follow this CR.
        return Ended(end + 1 < bytes.Length && bytes[end + 1] == '\n' ? end + 2 : end + 1);
    }

    private CsvScan Ended(int length)
    {
        Length = length;
        return CsvScan.Record;
    }

    private void Add(Field field)
    {
        if (_count == _fields.Length) Array.Resize(ref _fields, _count * 2);
        _fields[_count++] = field;
    }
}
