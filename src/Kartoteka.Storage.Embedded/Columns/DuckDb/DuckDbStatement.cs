using System.Text;

namespace Kartoteka.Storage.Embedded.Columns.DuckDb;

/// <summary>A prepared statement: its parameters are bound in order of calls, then it is run; bound anew, it runs again.</summary>
public sealed unsafe class DuckDbStatement : IDisposable
{
    private readonly DuckDbConnection _connection;
    private readonly StatementHandle _handle;
    private ulong _bound;

    internal DuckDbStatement(DuckDbConnection connection, StatementHandle handle) => (_connection, _handle) = (connection, handle);

    /// <summary>How many parameters it has.</summary>
    public int Parameters => (int)Native.duckdb_nparams(_handle);

    /// <summary>True for a statement that gives rows and changes nothing by itself: a <c>select</c>, in whatever form.</summary>
    public bool IsSelect => Native.duckdb_prepared_statement_type(_handle) == Native.SelectStatement;

    /// <summary>Binds the next parameter.</summary>
    /// <exception cref="DuckDbException">There is no further one; so for all that follow.</exception>
    public DuckDbStatement Bind(long value) => Check(Native.duckdb_bind_int64(_handle, ++_bound, value));

    /// <summary>Binds the next parameter.</summary>
    public DuckDbStatement Bind(bool value) => Check(Native.duckdb_bind_boolean(_handle, ++_bound, value));

    /// <summary>Binds the next parameter.</summary>
    public DuckDbStatement Bind(double value) => Check(Native.duckdb_bind_double(_handle, ++_bound, value));

    /// <summary>Binds the next parameter, with the decimals that the value itself has.</summary>
    public DuckDbStatement Bind(decimal value)
    {
        Span<int> bits = stackalloc int[4];
        decimal.GetBits(value, bits);
        var unscaled = (Int128)new UInt128((uint)bits[2], (uint)bits[0] | ((ulong)(uint)bits[1] << 32));
        if (value < 0) unscaled = -unscaled;
        var parts = new NativeDecimal { Width = 38, Scale = value.Scale, Lower = (ulong)(UInt128)unscaled, Upper = (long)(unscaled >> 64) };
        return Check(Native.duckdb_bind_decimal(_handle, ++_bound, parts));
    }

    /// <summary>Binds the next parameter as text; null binds NULL.</summary>
    public DuckDbStatement Bind(string? value)
    {
        if (value is null) return BindNull();
        byte none = 0; // An empty array has no address, and none would be NULL.
        var utf8 = Encoding.UTF8.GetBytes(value);
        fixed (byte* text = utf8) return Check(Native.duckdb_bind_varchar_length(_handle, ++_bound, text is null ? &none : text, (ulong)utf8.Length));
    }

    /// <summary>Binds the next parameter as a blob.</summary>
    public DuckDbStatement Bind(ReadOnlySpan<byte> value)
    {
        byte none = 0;
        fixed (byte* data = value) return Check(Native.duckdb_bind_blob(_handle, ++_bound, data is null ? &none : data, (ulong)value.Length));
    }

    /// <summary>Binds the next parameter.</summary>
    public DuckDbStatement Bind(DateOnly value) => Check(Native.duckdb_bind_date(_handle, ++_bound, value.DayNumber - DateOnly.FromDateTime(DateTime.UnixEpoch).DayNumber));

    /// <summary>Binds the next parameter as a timestamp without a zone, to the microsecond; its kind is not looked at.</summary>
    public DuckDbStatement Bind(DateTime value) => Check(Native.duckdb_bind_timestamp(_handle, ++_bound, (value.Ticks - DateTime.UnixEpoch.Ticks) / TimeSpan.TicksPerMicrosecond));

    /// <summary>Binds NULL.</summary>
    public DuckDbStatement BindNull() => Check(Native.duckdb_bind_null(_handle, ++_bound));

    /// <summary>Runs the statement to its end.</summary>
    /// <returns>Rows changed.</returns>
    /// <exception cref="DuckDbException">It failed, or a parameter is not bound.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="ct"/> interrupted it.</exception>
    public long Execute(CancellationToken ct = default)
    {
        using var result = new ResultHandle();
        Run(result, () => Native.duckdb_execute_prepared(_handle, result), ct);
        return (long)Native.duckdb_rows_changed(result);
    }

    /// <summary>
    /// Runs the query; rows are worked out as they are read, so that a result of any length takes the memory of a few chunks. The next
    /// statement on the same connection ends it.
    /// </summary>
    /// <exception cref="DuckDbException">It failed, or a parameter is not bound.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="ct"/> interrupted it.</exception>
    public DuckDbResult Query(CancellationToken ct = default)
    {
        var result = new ResultHandle();
        try
        {
            Run(result, () => Native.duckdb_execute_prepared_streaming(_handle, result), ct);
            return new DuckDbResult(_connection, result);
        }
        catch
        {
            result.Dispose();
            throw;
        }
    }

    /// <summary>Lets go of the statement; results of it may still be read.</summary>
    public void Dispose() => _handle.Dispose();

    private void Run(ResultHandle result, Func<int> call, CancellationToken ct)
    {
        _bound = 0;
        if (_connection.Interruptible(call, ct) != Native.Success) throw DuckDbConnection.Failure(result, ct);
    }

    private DuckDbStatement Check(int code)
    {
        if (code == Native.Success) return this;
        throw new DuckDbException($"Parameter {_bound} cannot be bound: the statement has {Parameters}.", DuckDbError.InvalidInput);
    }
}
