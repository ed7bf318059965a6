namespace Kartoteka.Storage.Embedded.Columns.DuckDb;

/// <summary>A connection to a database. Not thread-safe; a transaction of <c>begin</c> and <c>commit</c> is its own.</summary>
public sealed class DuckDbConnection : IDisposable
{
    private readonly ConnectionHandle _handle;

    internal DuckDbConnection(ConnectionHandle handle) => _handle = handle;

    /// <summary>Runs one or more statements without parameters to their end, whatever rows they give.</summary>
    /// <returns>Rows changed by the last of them.</returns>
    /// <exception cref="DuckDbException">One of them failed.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="ct"/> interrupted it.</exception>
    public long Execute(string sql, CancellationToken ct = default)
    {
        using var result = new ResultHandle();
        if (Interruptible(() => Native.duckdb_query(_handle, sql, result), ct) != Native.Success) throw Failure(result, ct);
        return (long)Native.duckdb_rows_changed(result);
    }

    /// <summary>Prepares a statement with parameters <c>$1</c>, <c>$2</c>…</summary>
    /// <exception cref="DuckDbException">It is wrong, or names what is not there.</exception>
    public DuckDbStatement Prepare(string sql)
    {
        if (Native.duckdb_prepare(_handle, sql, out var statement) == Native.Success) return new DuckDbStatement(this, statement);
        using (statement) throw new DuckDbException(Native.Text(Native.duckdb_prepare_error(statement)));
    }

    /// <summary>Runs a query without parameters; see <see cref="DuckDbStatement.Query"/>.</summary>
    /// <exception cref="DuckDbException">It is wrong or failed.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="ct"/> interrupted it.</exception>
    public DuckDbResult Query(string sql, CancellationToken ct = default)
    {
        using var statement = Prepare(sql);
        return statement.Query(ct);
    }

    /// <summary>Opens a table to append to.</summary>
    /// <param name="table">Its name, as it is in the catalogue.</param>
    /// <exception cref="DuckDbException">There is no such table.</exception>
    public DuckDbAppender Append(string table)
    {
        if (Native.duckdb_appender_create(_handle, null, table, out var appender) == Native.Success) return new DuckDbAppender(this, appender);
        using (appender) throw new DuckDbException(Native.Text(Native.duckdb_appender_error(appender)), DuckDbError.Catalog);
    }

    /// <summary>Makes a function of the database; it gives a text, or null.</summary>
    /// <param name="name">Its name; it is not taken yet.</param>
    /// <param name="parameters">Types of its parameters.</param>
    /// <param name="call">Takes the call, a chunk of arguments and the vector of results. It is called by any thread and throws nothing.</param>
    /// <exception cref="DuckDbException">It cannot be made.</exception>
    internal unsafe void AddTextFunction(string name, IReadOnlyList<DuckDbKind> parameters, delegate* unmanaged[Cdecl]<nint, nint, nint, void> call)
    {
        var function = Native.duckdb_create_scalar_function();
        try
        {
            Native.duckdb_scalar_function_set_name(function, name);
            foreach (var parameter in parameters)
            {
                using var type = Native.duckdb_create_logical_type((int)parameter);
                Native.duckdb_scalar_function_add_parameter(function, type);
            }
            using (var text = Native.duckdb_create_logical_type((int)DuckDbKind.Varchar)) Native.duckdb_scalar_function_set_return_type(function, text);
            Native.duckdb_scalar_function_set_function(function, call);
            if (Native.duckdb_register_scalar_function(_handle, function) != Native.Success) throw new DuckDbException($"The function {name} cannot be made.");
        }
        finally
        {
            Native.duckdb_destroy_scalar_function(ref function);
        }
    }

    /// <summary>Closes the connection; a transaction that is open is rolled back.</summary>
    public void Dispose() => _handle.Dispose();

    /// <summary>Makes a call that <paramref name="ct"/> can break off.</summary>
    internal int Interruptible(Func<int> call, CancellationToken ct)
    {
        ct.ThrowIfCancellationRequested();
        // Ended before the call's result is looked at: an interruption that comes late would hit the next statement.
        using (ct.UnsafeRegister(static handle => Native.duckdb_interrupt((ConnectionHandle)handle!), _handle)) return call();
    }

    /// <summary>What a failed result is thrown as.</summary>
    internal static Exception Failure(ResultHandle result, CancellationToken ct)
    {
        var failure = DuckDbException.Of(result);
        return failure.Error == DuckDbError.Interrupted && ct.IsCancellationRequested ? new OperationCanceledException(failure.Message, failure, ct) : failure;
    }
}
