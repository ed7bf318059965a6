namespace Kartoteka.Storage.Embedded.Columns.DuckDb;

/// <summary>
/// Appends rows to a table, a chunk of up to <see cref="DuckDbResult.ChunkRowsMax"/> at a time: fill the columns, then say how many rows there
/// are. What is not completed is given up.
/// </summary>
public sealed unsafe class DuckDbAppender : IDisposable
{
    private readonly DuckDbConnection _connection;
    private readonly AppenderHandle _handle;
    private readonly ChunkHandle _chunk;

    internal DuckDbAppender(DuckDbConnection connection, AppenderHandle handle)
    {
        (_connection, _handle) = (connection, handle);
        var types = new TypeHandle[Native.duckdb_appender_column_count(handle)];
        var pointers = stackalloc nint[types.Length];
        for (var i = 0; i < types.Length; i++)
        {
            types[i] = Native.duckdb_appender_column_type(handle, (ulong)i);
            pointers[i] = types[i].DangerousGetHandle();
        }
        _chunk = new ChunkHandle(Native.duckdb_create_data_chunk(pointers, (ulong)types.Length));
        Columns = [.. types.Select(DuckDbType.Take)]; // Lets the handles go, which the chunk no longer needs.
    }

    /// <summary>Types of the table's columns.</summary>
    public IReadOnlyList<DuckDbType> Columns { get; }

    /// <summary>A column of the chunk to be filled.</summary>
    /// <param name="column">Its index.</param>
    public DuckDbVectorWriter Column(int column) =>
        new(Native.duckdb_data_chunk_get_vector(_chunk.Chunk, (ulong)column), Columns[column], DuckDbResult.ChunkRowsMax);

    /// <summary>Appends the filled rows and empties the chunk. The table shows them after <see cref="Complete"/> at the latest.</summary>
    /// <param name="rows">1 to <see cref="DuckDbResult.ChunkRowsMax"/>.</param>
    /// <param name="ct">Breaks the call off.</param>
    /// <exception cref="DuckDbException">A value is not one for its column.</exception>
    public void Append(int rows, CancellationToken ct = default)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(rows);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(rows, DuckDbResult.ChunkRowsMax);
        Native.duckdb_data_chunk_set_size(_chunk.Chunk, (ulong)rows);
        Check(_connection.Interruptible(() => Native.duckdb_append_data_chunk(_handle, _chunk.Chunk), ct), ct);
        Native.duckdb_data_chunk_reset(_chunk.Chunk);
    }

    /// <summary>Brings all appended rows into the table, in the connection's transaction if there is one.</summary>
    /// <exception cref="DuckDbException">A constraint of the table is broken: none of the rows is added.</exception>
    public void Complete(CancellationToken ct = default) => Check(_connection.Interruptible(() => Native.duckdb_appender_flush(_handle), ct), ct);

    /// <summary>Lets go of the appender; rows appended since the last <see cref="Complete"/> may be lost.</summary>
    public void Dispose()
    {
        _chunk.Dispose();
        _handle.Dispose();
    }

    private void Check(int code, CancellationToken ct)
    {
        if (code == Native.Success) return;
        ct.ThrowIfCancellationRequested();
        throw new DuckDbException(Native.Text(Native.duckdb_appender_error(_handle)), DuckDbError.Constraint);
    }
}
