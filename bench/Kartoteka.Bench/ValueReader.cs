using System.Runtime.InteropServices;

namespace Kartoteka.Bench;

/// <summary>
/// Reads results of DuckDB value by value, as a reader of rows does: the library keeps the whole result and copies out each value by a call.
/// </summary>
internal sealed unsafe partial class ValueReader : IDisposable
{
    private readonly nint _database, _connection;
    private readonly NativeResult* _result = (NativeResult*)NativeMemory.AllocZeroed((nuint)sizeof(NativeResult));

    public ValueReader()
    {
        Check(duckdb_open(null, out _database));
        Check(duckdb_connect(_database, out _connection));
        Run("set threads = 1");
    }

    public void Run(string sql)
    {
        duckdb_destroy_result(_result);
        Check(duckdb_query(_connection, sql, _result));
    }

    public long Whole(int column, int row) => duckdb_value_int64(_result, (ulong)column, (ulong)row);

    public double Fraction(int column, int row) => duckdb_value_double(_result, (ulong)column, (ulong)row);

    public int TextBytes(int column, int row)
    {
        var text = duckdb_value_varchar(_result, (ulong)column, (ulong)row);
        var length = MemoryMarshal.CreateReadOnlySpanFromNullTerminated(text).Length;
        duckdb_free(text);
        return length;
    }

    public void Dispose()
    {
        duckdb_destroy_result(_result);
        NativeMemory.Free(_result);
        fixed (nint* connection = &_connection) duckdb_disconnect(connection);
        fixed (nint* database = &_database) duckdb_close(database);
    }

    private static void Check(int code)
    {
        if (code != 0) throw new InvalidOperationException("DuckDB failed.");
    }

    [LibraryImport("duckdb", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int duckdb_open(string? path, out nint database);

    [LibraryImport("duckdb")]
    private static partial int duckdb_connect(nint database, out nint connection);

    [LibraryImport("duckdb", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int duckdb_query(nint connection, string sql, NativeResult* result);

    [LibraryImport("duckdb")]
    private static partial long duckdb_value_int64(NativeResult* result, ulong column, ulong row);

    [LibraryImport("duckdb")]
    private static partial double duckdb_value_double(NativeResult* result, ulong column, ulong row);

    [LibraryImport("duckdb")]
    private static partial byte* duckdb_value_varchar(NativeResult* result, ulong column, ulong row);

    [LibraryImport("duckdb")]
    private static partial void duckdb_free(byte* memory);

    [LibraryImport("duckdb")]
    private static partial void duckdb_destroy_result(NativeResult* result);

    [LibraryImport("duckdb")]
    private static partial void duckdb_disconnect(nint* connection);

    [LibraryImport("duckdb")]
    private static partial void duckdb_close(nint* database);

    /// <summary>duckdb_result, six words.</summary>
    [StructLayout(LayoutKind.Sequential)]
    private struct NativeResult
    {
        private readonly nint _columns, _rows, _changed, _columnData, _error, _internal;
    }
}
