using System.Text;
using System.Text.Json;

namespace Kartoteka.Protocol.Import;

/// <summary>Reads one JSON object a line. Nested objects become columns with dots: <c>address.city</c>; arrays stay JSON.</summary>
internal sealed class JsonLinesTableReader : TableReader
{
    private const int DepthMax = 64;
    private readonly Stream _stream;
    private readonly ByteWindow _window;
    private readonly bool _split;
    private readonly List<string> _columns = [];
    private readonly Dictionary<string, int> _indexes = new(StringComparer.Ordinal);
    private JsonElement[] _values = new JsonElement[32];
    private bool[] _present = new bool[32];
    private long _line = 1;
    private long _rows;
    private int _recordBytes;
    private bool _damageTold;

    private JsonLinesTableReader(Stream stream, ByteWindow window, bool split)
    {
        (_stream, _window, _split) = (stream, window, split);
        Row = new TableRow { RawText = RawText };
    }

    public override ImportFormat Format => ImportFormat.JsonLines;

    public override IReadOnlyList<string> Columns => _columns;

    public override ImportPosition Next => new(_rows, _line + (_recordBytes > 0 ? 1 : 0), _window.Offset + _recordBytes);

    public static TableOpening Open(Stream stream, TableOptions options, ImportPosition? resumeAt)
    {
        if (options.Encoding is { } told && told is not UTF8Encoding)
            stream = Encoding.CreateTranscodingStream(stream, told, Encoding.UTF8);
        var window = new ByteWindow(stream);
        window.FillSample();
        if (window.Span.StartsWith(Encoding.UTF8.Preamble)) window.Advance(3);
        var reader = new JsonLinesTableReader(stream, window, options.SplitJson);
        if (options.SplitJson) reader.LearnColumns();
        if (resumeAt is { } position)
        {
            window.MoveTo(position.Offset);
            (reader._rows, reader._line) = (position.Row, position.Line);
        }
        return new TableOpening(reader, null);
    }

    public override bool ReadRow()
    {
        while (ReadLine())
        {
            if (Line.Span.IndexOfAnyExcept(" \t\r\n"u8) < 0 && Row.Problem is null) continue;
            Row.Number = ++_rows;
            if (Row.Problem is null) Parse(Line);
            return true;
        }
        if (_window.Damage is not { } damage || _damageTold) return false;
        _damageTold = true;
        Row.Number = ++_rows;
        Row.Problem = new RowProblem(RefusalReasons.DamagedFile, $"The file cannot be read beyond this row: {damage}");
        return true;
    }

    protected override void Dispose(bool disposing) => _stream.Dispose();

    private ReadOnlyMemory<byte> Line => _window.Memory[.._recordBytes];

    private bool ReadLine()
    {
        if (_recordBytes > 0) _line++;
        _window.Advance(_recordBytes);
        _recordBytes = 0;
        Row.Clear();
        if (_window.Span.IsEmpty && !_window.More()) return false;
        int end;
        while ((end = _window.Span.IndexOf((byte)'\n')) < 0 && _window.More())
        {
        }
        Row.Line = _line;
        Row.Position = new ImportPosition(_rows, _line, _window.Offset);
        if (end < 0 && !_window.Ended) SkipLongLine();
        else _recordBytes = end < 0 ? _window.Span.Length : end + 1;
        return true;
    }

    private void SkipLongLine()
    {
        Row.Problem = new RowProblem(RefusalReasons.RowTooLong, $"The row is longer than {ImportLimits.RecordBytesMax} bytes.");
        int end;
        do _window.Advance(_window.Span.Length);
        while (_window.More() && (end = _window.Span.IndexOf((byte)'\n')) < 0);
        end = _window.Span.IndexOf((byte)'\n');
        _recordBytes = end < 0 ? _window.Span.Length : end + 1;
    }

    private void Parse(ReadOnlyMemory<byte> line)
    {
        try
        {
            if (!_split)
            {
                RequireObject(line.Span);
            }
            else
            {
                using var document = JsonDocument.Parse(line, new JsonDocumentOptions { MaxDepth = DepthMax });
                if (document.RootElement.ValueKind != JsonValueKind.Object) throw new JsonException("The line is not a JSON object.");
                Split(document.RootElement);
            }
            Row.Json = line;
            if (Row.HasNul) Row.Problem = new RowProblem(RefusalReasons.Nul, "The row holds a NUL character.");
        }
        catch (Exception bad) when (bad is JsonException or InvalidOperationException) // The latter: a text with half a surrogate pair.
        {
            Row.Clear();
            Row.Problem = new RowProblem(RefusalReasons.BadJson, bad.Message);
        }
    }

    private static void RequireObject(ReadOnlySpan<byte> line)
    {
        var reader = new Utf8JsonReader(line, new JsonReaderOptions { MaxDepth = DepthMax });
        if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject) throw new JsonException("The line is not a JSON object.");
        while (reader.Read())
        {
        }
    }

    private void Split(JsonElement root)
    {
        _present.AsSpan().Clear();
        Collect(root, "");
        if (_columns.Count > ImportLimits.ColumnsMax) throw new JsonException($"More than {ImportLimits.ColumnsMax} different keys.");
        for (var i = 0; i < _columns.Count; i++)
        {
            var value = _present[i] ? _values[i] : default;
            if (value.ValueKind is JsonValueKind.Undefined or JsonValueKind.Null) Row.Add([]);
            else if (value.ValueKind == JsonValueKind.String) Row.Add(value.GetString());
            else Row.Add(value.GetRawText(), json: true);
        }
    }

    private void Collect(JsonElement element, string prefix)
    {
        foreach (var property in element.EnumerateObject())
        {
            var name = prefix + property.Name;
            if (property.Value.ValueKind == JsonValueKind.Object)
            {
                Collect(property.Value, name + ".");
                continue;
            }
            var index = IndexOf(name);
            if (index < 0) continue;
            (_values[index], _present[index]) = (property.Value, true);
        }
    }

    private int IndexOf(string name)
    {
        if (_indexes.TryGetValue(name, out var index)) return index;
        index = _columns.Count;
        if (index >= ImportLimits.ColumnsMax) throw new JsonException($"More than {ImportLimits.ColumnsMax} different keys in the file.");
        _indexes.Add(name, index);
        _columns.Add(name);
        if (index == _values.Length)
        {
            Array.Resize(ref _values, index * 2);
            Array.Resize(ref _present, index * 2);
        }
        return index;
    }

    /// <summary>Takes the keys of the sample, so that most files have all their columns before the first row.</summary>
    private void LearnColumns()
    {
        var rest = _window.Memory;
        for (var i = 0; i < ImportLimits.GuessRows; i++)
        {
            var end = rest.Span.IndexOf((byte)'\n');
            if (end < 0 && !_window.Ended) break;
            Parse(end < 0 ? rest : rest[..end]);
            Row.Clear();
            if (end < 0) break;
            rest = rest[(end + 1)..];
        }
    }

    private string RawText() =>
        Encoding.UTF8.GetString(_window.Span[..Math.Min(_recordBytes, ImportLimits.RawCharsMax)]).TrimEnd('\r', '\n');
}
