using System.Runtime.InteropServices;
using System.Text;

namespace Kartoteka.Storage.Columns;

/// <summary>
/// Rows on their way into a table, column by column, in buffers that are used again. A row is added value by value and then closed; a column
/// that got no value is null in it.
/// </summary>
public sealed class ColumnBlock
{
    private readonly ColumnBuffer[] _columns;

    /// <summary>An empty block.</summary>
    public ColumnBlock(ColumnTable table)
    {
        Table = table;
        _columns = [.. table.Columns.Select(column => new ColumnBuffer(column.Type))];
    }

    /// <summary>The table that the rows are for.</summary>
    public ColumnTable Table { get; }

    /// <summary>Closed rows.</summary>
    public int Rows { get; private set; }

    /// <summary>A column's values.</summary>
    public ColumnBuffer this[int column] => _columns[column];

    /// <summary>Closes the row.</summary>
    public void EndRow()
    {
        Rows++;
        foreach (var column in _columns) column.Close(Rows);
    }

    /// <summary>Empties the block and keeps its buffers.</summary>
    public void Clear()
    {
        Rows = 0;
        foreach (var column in _columns) column.Clear();
    }
}

/// <summary>Values of one column: fixed ones as 64 bits each, texts one after the other in UTF-8.</summary>
public sealed class ColumnBuffer(ColumnType type)
{
    private readonly List<bool> _isNull = [];
    private readonly List<long> _fixed = [];
    private readonly List<Guid> _uuids = [];
    private readonly List<byte> _bytes = [];

    // Where each text ends; of a list, each element, and then where each row's elements end.
    private readonly List<int> _ends = [];
    private readonly List<int> _rowEnds = [];

    /// <summary>The column's type.</summary>
    public ColumnType Type => type;

    /// <summary>How many values there are; one more than closed rows while a row is being filled.</summary>
    public int Count => _isNull.Count;

    /// <summary>Adds a whole number, a time in microseconds, money without its point, or 0 and 1 for false and true.</summary>
    public void Add(long value)
    {
        _isNull.Add(false);
        _fixed.Add(value);
    }

    /// <summary>Adds a floating number.</summary>
    public void Add(double value) => Add(BitConverter.DoubleToInt64Bits(value));

    /// <summary>Adds true or false.</summary>
    public void Add(bool value) => Add(value ? 1 : 0);

    /// <summary>Adds a UUID.</summary>
    public void Add(Guid value)
    {
        _isNull.Add(false);
        _uuids.Add(value);
    }

    /// <summary>Adds a text in UTF-8.</summary>
    public void Add(ReadOnlySpan<byte> utf8)
    {
        _isNull.Add(false);
        _bytes.AddRange(utf8);
        _ends.Add(_bytes.Count);
    }

    /// <summary>Adds a text; null adds null.</summary>
    public void Add(string? value)
    {
        if (value is null)
        {
            AddNull();
            return;
        }
        _isNull.Add(false);
        var start = _bytes.Count;
        var length = Encoding.UTF8.GetByteCount(value);
        CollectionsMarshal.SetCount(_bytes, start + length);
        Encoding.UTF8.GetBytes(value, CollectionsMarshal.AsSpan(_bytes)[start..]);
        _ends.Add(_bytes.Count);
    }

    /// <summary>Adds an element to the list that <see cref="EndList"/> ends.</summary>
    public void AddElement(ReadOnlySpan<byte> utf8)
    {
        _bytes.AddRange(utf8);
        _ends.Add(_bytes.Count);
    }

    /// <summary>Adds the list of the elements added since the last.</summary>
    public void EndList()
    {
        _isNull.Add(false);
        _rowEnds.Add(_ends.Count);
    }

    /// <summary>Adds null.</summary>
    public void AddNull()
    {
        _isNull.Add(true);
        if (type == ColumnType.Text) _ends.Add(_bytes.Count);
        else if (type == ColumnType.TextList) _rowEnds.Add(_ends.Count);
        else if (type == ColumnType.Uuid) _uuids.Add(default);
        else _fixed.Add(0);
    }

    /// <summary>True when a row's value is null.</summary>
    public bool IsNull(int row) => _isNull[row];

    /// <summary>For each value whether it is null.</summary>
    public ReadOnlySpan<bool> Nulls => CollectionsMarshal.AsSpan(_isNull);

    /// <summary>All values of a fixed type; of a null, any.</summary>
    public ReadOnlySpan<long> Fixed => CollectionsMarshal.AsSpan(_fixed);

    /// <summary>A UUID.</summary>
    public Guid Uuid(int row) => _uuids[row];

    /// <summary>A text, or an element of a list.</summary>
    public ReadOnlySpan<byte> Text(int index) => CollectionsMarshal.AsSpan(_bytes)[(index == 0 ? 0 : _ends[index - 1]).._ends[index]];

    /// <summary>Which elements make up a row's list.</summary>
    public (int Start, int End) List(int row) => (row == 0 ? 0 : _rowEnds[row - 1], _rowEnds[row]);

    internal void Close(int rows)
    {
        if (_isNull.Count < rows) AddNull();
        if (_isNull.Count != rows) throw new InvalidOperationException("A row got two values for one column.");
    }

    internal void Clear()
    {
        _isNull.Clear();
        _fixed.Clear();
        _uuids.Clear();
        _bytes.Clear();
        _ends.Clear();
        _rowEnds.Clear();
    }
}
