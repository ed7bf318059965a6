using System.Runtime.InteropServices;
using Kartoteka.Matching.Text;

namespace Kartoteka.Matching.Tables;

/// <summary>Records as they came: named columns of text, each distinct value stored once.</summary>
public sealed class RecordTable
{
    private readonly List<string> _columns;
    private readonly List<TextDictionary> _values = [];
    private readonly List<List<int>> _codes = [];

    private readonly int _capacity;

    /// <summary>Makes an empty table.</summary>
    /// <param name="columns">Names of the columns, in the order in which cells will come.</param>
    public RecordTable(IReadOnlyList<string> columns) : this(columns, TextDictionary.CapacityDefault)
    {
    }

    /// <summary>Makes an empty table for some records.</summary>
    /// <param name="capacity">How many; more may come.</param>
    internal RecordTable(IReadOnlyList<string> columns, int capacity)
    {
        _capacity = capacity;
        _columns = [];
        foreach (var column in columns) AddColumn(column);
    }

    /// <summary>Names of the columns.</summary>
    public IReadOnlyList<string> Columns => _columns;

    /// <summary>Adds a column, empty in the records that are there; between records only.</summary>
    /// <param name="name">Its name.</param>
    /// <returns>Its index.</returns>
    public int AddColumn(string name)
    {
        _columns.Add(name);
        var values = new TextDictionary(_capacity);
        values.Add("");
        _values.Add(values);
        _codes.Add([.. new int[Count]]);
        return _columns.Count - 1;
    }

    /// <summary>How many records were added.</summary>
    public int Count { get; private set; }

    /// <summary>Adds a record cell by cell: for each column <see cref="SetCell"/>, then this.</summary>
    /// <returns>The record's index, from 0. Columns that were not set are empty.</returns>
    public int EndRecord()
    {
        foreach (var codes in _codes)
            if (codes.Count == Count) codes.Add(0);
        return Count++;
    }

    /// <summary>Sets a cell of the record that is being added; at most once for each column.</summary>
    /// <param name="column">From 0.</param>
    /// <param name="text">As it came; spaces around it are dropped.</param>
    public void SetCell(int column, ReadOnlySpan<char> text) => _codes[column].Add(_values[column].Add(text.Trim()));

    /// <summary>Adds a whole record.</summary>
    /// <param name="cells">One for each column; null is empty.</param>
    /// <returns>The record's index, from 0.</returns>
    public int Add(params ReadOnlySpan<string?> cells)
    {
        for (var column = 0; column < cells.Length; column++) SetCell(column, cells[column]);
        return EndRecord();
    }

    /// <summary>Adds a batch of records, columns side by side.</summary>
    /// <param name="batch">The records; it may be used again afterwards.</param>
    /// <param name="columns">Column of each position of the batch, each once; columns that are not named are empty.</param>
    /// <param name="threads">Threads to use, at least 1.</param>
    public void Append(RecordBatch batch, IReadOnlyList<int> columns, int threads)
    {
        Parallel.For(0, Math.Min(columns.Count, batch.Width), new ParallelOptions { MaxDegreeOfParallelism = threads }, position =>
        {
            var (values, codes) = (_values[columns[position]], _codes[columns[position]]);
            for (var record = 0; record < batch.Count; record++) codes.Add(values.Add(batch[record, position].Trim()));
        });
        Count += batch.Count;
        foreach (var codes in _codes)
            while (codes.Count < Count) codes.Add(0);
    }

    /// <summary>Adds all records of another table.</summary>
    /// <param name="other">It stays as it is.</param>
    /// <param name="columns">For each of its columns one of this table's, each once; columns that are not named are empty.</param>
    public void Append(RecordTable other, IReadOnlyList<int> columns)
    {
        for (var column = 0; column < columns.Count; column++)
        {
            var (values, codes, theirs) = (_values[columns[column]], _codes[columns[column]], other._values[column]);
            var codeOf = new int[theirs.Count];
            for (var code = 0; code < codeOf.Length; code++) codeOf[code] = values.Add(theirs[code]);
            foreach (var code in other._codes[column]) codes.Add(codeOf[code]);
        }
        Count += other.Count;
        foreach (var codes in _codes)
            while (codes.Count < Count) codes.Add(0);
    }

    /// <summary>A cell as it came, without spaces around it.</summary>
    public ReadOnlySpan<char> this[int record, int column] => _values[column][_codes[column][record]];

    /// <summary>Gives back memory that was taken in advance for more records; more may still be added.</summary>
    public void Trim()
    {
        foreach (var values in _values) values.Trim();
    }

    internal TextDictionary Values(int column) => _values[column];

    internal ReadOnlySpan<int> Codes(int column) => CollectionsMarshal.AsSpan(_codes[column]);

    /// <summary>A hash of a record's cells without those left out; equal for equal records whatever else is in the table.</summary>
    internal UInt128 HashOf(int record, ReadOnlySpan<int> columns)
    {
        ulong first = 1, second = 2;
        foreach (var column in columns)
        {
            var value = _values[column].HashOf(_codes[column][record]);
            first = NameText.Combine(first, value);
            second = NameText.Combine(second, value ^ 0x5851f42d4c957f2dUL);
        }
        return new UInt128(first, second);
    }
}
