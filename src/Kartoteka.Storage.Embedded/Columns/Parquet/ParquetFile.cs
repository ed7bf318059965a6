using Kartoteka.Storage.Embedded.Columns.DuckDb;

namespace Kartoteka.Storage.Embedded.Columns.Parquet;

/// <summary>
/// Reads a Parquet file row by row as text, in the memory of a few chunks. Structs become columns with dots (<c>address.city</c>); lists and
/// maps become JSON. Not thread-safe.
/// </summary>
public sealed class ParquetFile : IDisposable
{
    /// <summary>Longest field, in UTF-16 units; what is longer is cut there, so that one value cannot take all memory.</summary>
    public const int FieldCharsMax = ParquetCell.CharsMax;

    // Folders of files named "a=b" are not columns here: the file is the whole of the table.
    private const string RowsSql = "select * from read_parquet($1, hive_partitioning = false)";
    private const string CountSql = "select num_rows from parquet_file_metadata($1)";

    /// <summary>Enough for row groups of a gigabyte; a file that needs more is refused rather than the server be killed.</summary>
    private const long MemoryBytesMax = 2L << 30;

    private readonly DuckDbDatabase _database;
    private readonly DuckDbConnection _connection;
    private readonly DuckDbResult _rows;
    private readonly Leaf[] _leaves;
    private readonly ParquetCell _cell = new();
    private int _row = -1;
    private bool _ended;

    private ParquetFile(DuckDbDatabase database, DuckDbConnection connection, DuckDbResult rows, IEnumerable<string> names, long count)
    {
        (_database, _connection, _rows, Rows) = (database, connection, rows, count);
        var leaves = new List<Leaf>();
        foreach (var (i, name) in names.Index()) AddLeaves(leaves, name, [i], rows.Columns[i].Type);
        _leaves = [.. leaves];
        Columns = [.. leaves.Select(leaf => leaf.Name)];
    }

    /// <summary>Names of the columns, as the file has them: they may repeat or be empty.</summary>
    public IReadOnlyList<string> Columns { get; }

    /// <summary>How many rows the file says it has.</summary>
    public long Rows { get; }

    /// <summary>Opens a file.</summary>
    /// <param name="path">Its path; signs that stand for others in patterns stand for themselves.</param>
    /// <exception cref="DuckDbException">It is no Parquet file, is damaged or encrypted. The message does not name the path.</exception>
    /// <exception cref="DuckDbMissingException">DuckDB's library is not there.</exception>
    public static ParquetFile Open(string path)
    {
        // One thread, so that rows come in the file's order: an import goes on by their number.
        var database = DuckDbDatabase.Open(null, new DuckDbOptions { Threads = 1, MemoryBytesMax = MemoryBytesMax });
        DuckDbConnection? connection = null;
        DuckDbResult? rows = null;
        try
        {
            connection = database.Connect();
            var pattern = Escape(path);
            var count = Count(connection, pattern);
            rows = Query(connection, RowsSql, pattern);
            var names = rows.Columns.Select(column => column.Name).ToArray(); // A column that is cast loses its own.
            if (!rows.Columns.All(column => column.Type.IsReadable))
            {
                var sql = WithCasts(rows.Columns);
                rows.Dispose();
                rows = Query(connection, sql, pattern);
            }
            return new ParquetFile(database, connection, rows, names, count);
        }
        catch (Exception error)
        {
            rows?.Dispose();
            connection?.Dispose();
            database.Dispose();
            if (error is DuckDbException damage) throw WithoutPath(damage, path);
            throw;
        }
    }

    /// <summary>Passes over rows.</summary>
    /// <param name="rows">How many; more than there are is the end of the file.</param>
    /// <exception cref="DuckDbException">The file is damaged.</exception>
    public void Skip(long rows)
    {
        // By whole chunks where possible, of which no value is looked at.
        for (; rows > 0; rows--)
        {
            if (_row + 1 >= _rows.Rows && !NextChunk()) return;
            var left = Math.Min(rows - 1, _rows.Rows - 1 - (_row + 1));
            _row += 1 + (int)left;
            rows -= left;
        }
    }

    /// <summary>Moves to the next row.</summary>
    /// <returns>False at the end.</returns>
    /// <exception cref="DuckDbException">The file is damaged from here on.</exception>
    public bool ReadRow()
    {
        if (_row + 1 >= _rows.Rows && !NextChunk()) return false;
        _row++;
        return true;
    }

    /// <summary>A field of the row as text, valid until the next call; empty for null.</summary>
    /// <param name="column">Index in <see cref="Columns"/>.</param>
    /// <param name="isJson">
    /// True when the text is JSON (a number of at most 15 digits, a truth value, a list) and not a text of its own. Dates are ISO 8601,
    /// times without a zone have no offset, and those at midnight are dates; bytes that are no UTF-8 come as base64.
    /// </param>
    public ReadOnlySpan<char> Field(int column, out bool isJson)
    {
        var path = _leaves[column].Path;
        var vector = _rows.Column(path[0]);
        for (var depth = 1; depth < path.Length && !vector.IsNull(_row); depth++) vector = vector.Field(path[depth]);
        _cell.Take(vector, _row);
        isJson = _cell.IsJson;
        return _cell.Text;
    }

    /// <inheritdoc />
    public void Dispose()
    {
        _cell.Dispose();
        _rows.Dispose();
        _connection.Dispose();
        _database.Dispose();
    }

    private static void AddLeaves(List<Leaf> leaves, string name, int[] path, DuckDbType type)
    {
        if (type.Kind != DuckDbKind.Struct)
        {
            leaves.Add(new Leaf(name, path));
            return;
        }
        for (var i = 0; i < type.Fields.Count; i++) AddLeaves(leaves, $"{name}.{type.Fields[i].Name}", [.. path, i], type.Fields[i].Type);
    }

    private bool NextChunk()
    {
        if (_ended) return false;
        _row = -1;
        _ended = !_rows.Read();
        return !_ended;
    }

    private static long Count(DuckDbConnection connection, string pattern)
    {
        using var result = Query(connection, CountSql, pattern);
        return result.Read() ? result.Column(0).Values<long>()[0] : 0;
    }

    private static DuckDbResult Query(DuckDbConnection connection, string sql, string pattern)
    {
        using var statement = connection.Prepare(sql);
        return statement.Bind(pattern).Query();
    }

    /// <summary>Columns go by their number, so that no name of the file becomes part of a statement.</summary>
    private static string WithCasts(IReadOnlyList<DuckDbField> columns)
    {
        var list = columns.Select((column, i) => column.Type.IsReadable ? $"#{i + 1}" : $"cast(#{i + 1} as varchar)");
        return RowsSql.Replace("select *", $"select {string.Join(", ", list)}", StringComparison.Ordinal);
    }

    private static string Escape(string path) => string.Concat(path.Select(sign => sign is '*' or '?' or '[' ? $"[{sign}]" : $"{sign}"));

    private static DuckDbException WithoutPath(DuckDbException error, string path) =>
        new(error.Message.Replace(Escape(path), "…", StringComparison.Ordinal).Replace(path, "…", StringComparison.Ordinal), error.Error);

    /// <summary>A column that holds values: its name, and the way to it through structs.</summary>
    private sealed record Leaf(string Name, int[] Path);
}
