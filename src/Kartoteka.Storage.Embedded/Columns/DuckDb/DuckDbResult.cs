namespace Kartoteka.Storage.Embedded.Columns.DuckDb;

/// <summary>Rows of a query, read by chunks of up to <see cref="ChunkRowsMax"/>. Disposing it ends the query.</summary>
public sealed class DuckDbResult : IDisposable
{
    /// <summary>Most rows of a chunk.</summary>
    public const int ChunkRowsMax = 2048;

    private readonly DuckDbConnection _connection;
    private readonly ResultHandle _handle;
    private ChunkHandle? _chunk;
    private bool _ended;

    internal DuckDbResult(DuckDbConnection connection, ResultHandle handle)
    {
        (_connection, _handle) = (connection, handle);
        var columns = new DuckDbField[Native.duckdb_column_count(handle)];
        for (var i = 0; i < columns.Length; i++)
            columns[i] = new DuckDbField(Native.Text(Native.duckdb_column_name(handle, (ulong)i)), DuckDbType.Take(Native.duckdb_column_logical_type(handle, (ulong)i)));
        Columns = columns;
    }

    /// <summary>Names and types of the columns.</summary>
    public IReadOnlyList<DuckDbField> Columns { get; }

    /// <summary>Rows of the chunk read last.</summary>
    public int Rows { get; private set; }

    /// <summary>Reads the next chunk, which takes the place of the one before: its vectors are no longer valid.</summary>
    /// <returns>False at the end.</returns>
    /// <exception cref="DuckDbException">The query failed on the way.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="ct"/> interrupted it; nothing more can be read.</exception>
    public bool Read(CancellationToken ct = default)
    {
        _chunk?.Dispose();
        (_chunk, Rows) = (null, 0);
        if (_ended) return false;
        nint chunk = 0;
        _connection.Interruptible(
            () =>
            {
                chunk = _handle.FetchChunk();
                return Native.Success;
            },
            ct);
        if (chunk == 0)
        {
            _ended = true; // A closed stream that is asked again would call that an error.
            return Native.duckdb_result_error(_handle) == 0 ? false : throw DuckDbConnection.Failure(_handle, ct);
        }
        _chunk = new ChunkHandle(chunk);
        Rows = (int)Native.duckdb_data_chunk_get_size(chunk);
        // The library ends a result with an empty chunk or with none, depending on the plan.
        return Rows > 0 || Read(ct);
    }

    /// <summary>A column of the chunk, valid until the next <see cref="Read"/>.</summary>
    /// <param name="column">Its index.</param>
    public DuckDbVector Column(int column)
    {
        if (_chunk is null) throw new InvalidOperationException("There is no chunk: Read comes first, and after its end there is none.");
        return new DuckDbVector(Native.duckdb_data_chunk_get_vector(_chunk.Chunk, (ulong)column), Columns[column].Type, Rows);
    }

    /// <inheritdoc />
    public void Dispose()
    {
        _chunk?.Dispose();
        _chunk = null;
        _handle.Dispose();
    }
}
