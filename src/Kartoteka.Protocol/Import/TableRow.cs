namespace Kartoteka.Protocol.Import;

/// <summary>The current row of a <see cref="TableReader"/>; overwritten by the next <see cref="TableReader.ReadRow"/>.</summary>
public sealed class TableRow
{
    private char[] _text = new char[1024];
    private int[] _ends = new int[32];
    private bool[] _json = new bool[32];
    private int _used;

    internal TableRow()
    {
    }

    /// <summary>The row's number among data rows, from 1; blank rows are not counted.</summary>
    public long Number { get; internal set; }

    /// <summary>The line on which the row starts, from 1; for XLSX the sheet's row, for Parquet the file's.</summary>
    public long Line { get; internal set; }

    /// <summary>Where the row starts, for <see cref="TableReader.Open(string, TableOptions?, ImportPosition?)"/>.</summary>
    public ImportPosition Position { get; internal set; }

    /// <summary>Why the row cannot be used, or null for a good row.</summary>
    public RowProblem? Problem { get; internal set; }

    /// <summary>Number of fields; equals the number of columns unless <see cref="Problem"/> is set or a JSON line leaves late columns out.</summary>
    public int FieldCount { get; private set; }

    /// <summary>The JSON object of a JSON line, UTF-8; empty for other formats. Valid until the next row.</summary>
    public ReadOnlyMemory<byte> Json { get; internal set; }

    /// <summary>The field of a column as it stands in the file, without quotes; empty past the end.</summary>
    public ReadOnlySpan<char> this[int column] =>
        (uint)column >= (uint)FieldCount ? [] : _text.AsSpan(Start(column), _ends[column] - Start(column));

    /// <summary>True when the field is JSON itself (a number, <c>true</c>, an array) rather than text; only in JSON lines and Parquet.</summary>
    public bool IsJson(int column) => (uint)column < (uint)FieldCount && _json[column];

    /// <summary>The row as it stands in the file, cut at <see cref="ImportLimits.RawCharsMax"/>. Builds a string at each call.</summary>
    public string Raw => RawText?.Invoke() ?? string.Join('\t', Fields());

    internal Func<string>? RawText { get; init; }

    /// <summary>Copies the fields.</summary>
    public string[] Fields()
    {
        var fields = new string[FieldCount];
        for (var i = 0; i < fields.Length; i++) fields[i] = this[i].ToString();
        return fields;
    }

    /// <summary>This row as a refused one.</summary>
    /// <param name="reason">One of <see cref="RefusalReasons"/>.</param>
    /// <param name="detail">For a person.</param>
    public RefusedRow Refuse(string reason, string detail) => new(Line, reason, detail, Fields(), Raw);

    internal bool IsBlank => _text.AsSpan(0, _used).IsWhiteSpace();

    internal bool HasNul => _text.AsSpan(0, _used).Contains('\0');

    internal void Clear()
    {
        FieldCount = 0;
        _used = 0;
        Problem = null;
        Json = default;
    }

    /// <summary>Room for a field of at most <paramref name="chars"/>; <see cref="Add(int, bool)"/> says how many were used.</summary>
    internal Span<char> Reserve(int chars)
    {
        if (_text.Length - _used < chars) Array.Resize(ref _text, Math.Max(_text.Length * 2, _used + chars));
        return _text.AsSpan(_used);
    }

    internal void Add(int chars, bool json = false)
    {
        if (FieldCount == _ends.Length)
        {
            Array.Resize(ref _ends, FieldCount * 2);
            Array.Resize(ref _json, FieldCount * 2);
        }
        _used += chars;
        _ends[FieldCount] = _used;
        _json[FieldCount++] = json;
    }

    /// <summary>Adds a field behind those there; for those who read files of columns.</summary>
    /// <param name="field">Its text.</param>
    /// <param name="json">Whether the text is JSON.</param>
    public void Add(ReadOnlySpan<char> field, bool json = false)
    {
        field.CopyTo(Reserve(field.Length));
        Add(field.Length, json);
    }

    private int Start(int column) => column == 0 ? 0 : _ends[column - 1];
}
