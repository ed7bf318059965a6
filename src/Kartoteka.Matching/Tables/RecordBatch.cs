namespace Kartoteka.Matching.Tables;

/// <summary>
/// Some records on their way into a <see cref="RecordTable"/>: cells in one array of characters, so that reading them costs no memory and the table may
/// take column by column, on several threads, while the next batch is read.
/// </summary>
public sealed class RecordBatch
{
    private char[] _text = new char[64 * 1024];
    private int[] _ends = new int[16 * 1024];
    private int _used;
    private int _cells;

    /// <summary>How many cells each record has: as many as were added before the first <see cref="EndRecord"/>.</summary>
    public int Width { get; private set; }

    /// <summary>How many records there are.</summary>
    public int Count { get; private set; }

    /// <summary>A cell as it was added.</summary>
    /// <param name="record">From 0.</param>
    /// <param name="position">From 0, in the order in which cells were added.</param>
    public ReadOnlySpan<char> this[int record, int position]
    {
        get
        {
            var cell = record * Width + position;
            var start = cell == 0 ? 0 : _ends[cell - 1];
            return _text.AsSpan(start, _ends[cell] - start);
        }
    }

    /// <summary>Adds a cell to the record that is being added.</summary>
    public void Add(ReadOnlySpan<char> cell)
    {
        if (_used + cell.Length > _text.Length) Array.Resize(ref _text, Math.Max(_text.Length * 2, _used + cell.Length));
        if (_cells == _ends.Length) Array.Resize(ref _ends, _cells * 2);
        cell.CopyTo(_text.AsSpan(_used));
        _used += cell.Length;
        _ends[_cells++] = _used;
    }

    /// <summary>Ends a record.</summary>
    /// <exception cref="InvalidOperationException">It has another number of cells than those before.</exception>
    public void EndRecord()
    {
        if (Count == 0) Width = _cells;
        if (_cells != (Count + 1) * Width) throw new InvalidOperationException($"A record has another number of cells than the {Width} of those before.");
        Count++;
    }

    /// <summary>Forgets all records and keeps the room.</summary>
    public void Clear() => (_used, _cells, Width, Count) = (0, 0, 0, 0);
}
