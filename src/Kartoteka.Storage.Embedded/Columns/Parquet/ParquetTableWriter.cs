using System.Text;
using Kartoteka.Storage.Columns;
using Kartoteka.Storage.Embedded.Columns.DuckDb;
using Kartoteka.Storage.Embedded.Columns.Store;

namespace Kartoteka.Storage.Embedded.Columns.Parquet;

/// <summary>Writes a table of texts as a Parquet file, by a database of its own beside the file, which takes what does not fit in memory and goes with the end.</summary>
public sealed class ParquetTableWriter : IDisposable
{
    private const int RowsMax = 10_000;
    private const long MemoryBytesMax = 256L << 20;
    private const string Table = "answer";

    private readonly string _path;
    private readonly DuckDbDatabase _database;
    private readonly DuckDbConnection _connection;
    private readonly ColumnBlock _rows;

    /// <summary>Begins a file.</summary>
    /// <param name="path">Where; a file there is replaced.</param>
    /// <param name="columns">Names of the columns, each once whatever the case.</param>
    /// <exception cref="DuckDbMissingException">DuckDB's library is not there.</exception>
    public ParquetTableWriter(string path, IReadOnlyList<string> columns)
    {
        _path = path;
        File.Delete(Scratch);
        _database = DuckDbDatabase.Open(Scratch, new DuckDbOptions { MemoryBytesMax = MemoryBytesMax, Threads = 1 });
        _connection = _database.Connect();
        _connection.Execute($"create table {Table} ({string.Join(", ", columns.Select(name => $"\"{name.Replace("\"", "\"\"", StringComparison.Ordinal)}\" varchar"))})");
        _rows = new ColumnBlock(new ColumnTable(Table, [.. columns.Select(name => new ColumnDefinition(name, ColumnType.Text))]));
    }

    private string Scratch => _path + ".rows";

    /// <summary>Adds a row; null for no value.</summary>
    public void Add(IReadOnlyList<string?> cells, CancellationToken ct)
    {
        for (var i = 0; i < cells.Count; i++)
        {
            if (cells[i] is { } text) _rows[i].Add(Encoding.UTF8.GetBytes(text));
        }
        _rows.EndRow();
        if (_rows.Rows >= RowsMax) Flush(ct);
    }

    /// <summary>Writes the file.</summary>
    public void Complete(CancellationToken ct)
    {
        Flush(ct);
        _connection.Execute($"copy {Table} to {DuckDbSchema.Quote(_path)} (format parquet, compression zstd)", ct);
    }

    /// <inheritdoc />
    public void Dispose()
    {
        _connection.Dispose();
        _database.Dispose();
        File.Delete(Scratch);
        File.Delete(Scratch + ".wal");
    }

    private void Flush(CancellationToken ct)
    {
        DuckDbAppend.All(_connection, Table, _rows, ct);
        _rows.Clear();
    }
}
