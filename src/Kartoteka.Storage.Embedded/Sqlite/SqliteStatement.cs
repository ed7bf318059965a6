using System.Text;
using SQLitePCL;

namespace Kartoteka.Storage.Embedded.Sqlite;

/// <summary>A prepared statement in use. Parameters are bound in order of calls; columns are read by index while a row is current.</summary>
public sealed class SqliteStatement : IDisposable
{
    private const int TextBytesMax = 512;

    private readonly SqliteDatabase _database;
    private readonly sqlite3_stmt _handle;
    private int _bound;
    private bool _inUse;

    internal SqliteStatement(SqliteDatabase database, sqlite3_stmt handle) => (_database, _handle) = (database, handle);

    /// <summary>The native handle.</summary>
    internal sqlite3_stmt Handle => _handle;

    internal SqliteStatement Begin()
    {
        if (_inUse) throw new InvalidOperationException("The statement is in use already.");
        _inUse = true;
        _bound = 0;
        return this;
    }

    /// <summary>Binds the next parameter.</summary>
    public SqliteStatement Bind(long value)
    {
        _database.Check(raw.sqlite3_bind_int64(_handle, ++_bound, value));
        return this;
    }

    /// <summary>Binds the next parameter; null binds NULL.</summary>
    public SqliteStatement Bind(long? value) => value is { } number ? Bind(number) : BindNull();

    /// <summary>Binds the next parameter as a floating-point number; null binds NULL.</summary>
    public SqliteStatement Bind(double? value)
    {
        if (value is not { } number) return BindNull();
        _database.Check(raw.sqlite3_bind_double(_handle, ++_bound, number));
        return this;
    }

    /// <summary>Binds the next parameter as UTF-8 text; null binds NULL.</summary>
    public SqliteStatement Bind(string? value)
    {
        if (value is null) return BindNull();
        // Encoded here, since the library's own way makes an array for each text and ends it at a NUL.
        Span<byte> utf8 = stackalloc byte[TextBytesMax];
        if (!Encoding.UTF8.TryGetBytes(value, utf8, out var length)) return BindText(Encoding.UTF8.GetBytes(value));
        return BindText(utf8[..length]);
    }

    private SqliteStatement BindText(ReadOnlySpan<byte> utf8)
    {
        // An empty span has no address and would be bound as NULL.
        var code = utf8.IsEmpty ? raw.sqlite3_bind_text(_handle, ++_bound, "") : raw.sqlite3_bind_text(_handle, ++_bound, utf8);
        _database.Check(code);
        return this;
    }

    /// <summary>Binds the next parameter as a blob.</summary>
    public SqliteStatement Bind(ReadOnlySpan<byte> value)
    {
        _database.Check(value.IsEmpty ? raw.sqlite3_bind_zeroblob(_handle, ++_bound, 0) : raw.sqlite3_bind_blob(_handle, ++_bound, value));
        return this;
    }

    /// <summary>Binds the next parameter as the 16 big-endian bytes of a UUID, so that byte order is the order of version 7.</summary>
    public SqliteStatement Bind(Guid value)
    {
        Span<byte> bytes = stackalloc byte[16];
        value.TryWriteBytes(bytes, bigEndian: true, out _);
        return Bind(bytes);
    }

    /// <summary>Binds NULL.</summary>
    public SqliteStatement BindNull()
    {
        _database.Check(raw.sqlite3_bind_null(_handle, ++_bound));
        return this;
    }

    /// <summary>Goes to the next row; false at the end.</summary>
    /// <exception cref="SqliteException">The statement failed.</exception>
    public bool Step()
    {
        var code = raw.sqlite3_step(_handle);
        if (code == raw.SQLITE_ROW) return true;
        _database.Check(code);
        return false;
    }

    /// <summary>Runs to the end, ignoring rows, and makes the statement ready for the next use.</summary>
    public void Run()
    {
        try
        {
            while (Step()) { }
        }
        finally
        {
            Dispose();
        }
    }

    /// <summary>True when the column is NULL.</summary>
    public bool IsNull(int column) => raw.sqlite3_column_type(_handle, column) == raw.SQLITE_NULL;

    /// <summary>The column as a number.</summary>
    public long Number(int column) => raw.sqlite3_column_int64(_handle, column);

    /// <summary>The column as a number, or null.</summary>
    public long? NullableNumber(int column) => IsNull(column) ? null : Number(column);

    /// <summary>The column as a floating-point number.</summary>
    public double Real(int column) => raw.sqlite3_column_double(_handle, column);

    /// <summary>The column as text.</summary>
    public string Text(int column) => raw.sqlite3_column_text(_handle, column).utf8_to_string() ?? "";

    /// <summary>The column as text, or null.</summary>
    public string? NullableText(int column) => IsNull(column) ? null : Text(column);

    /// <summary>The column's bytes; valid until the next step.</summary>
    public ReadOnlySpan<byte> Blob(int column) => raw.sqlite3_column_blob(_handle, column);

    /// <summary>The column as a UUID from 16 big-endian bytes.</summary>
    public Guid Uuid(int column) => new(Blob(column), bigEndian: true);

    /// <summary>Makes the statement ready for the next use.</summary>
    public void Dispose()
    {
        if (!_inUse) return;
        _inUse = false;
        _ = raw.sqlite3_reset(_handle); // It repeats the error that Step has thrown already.
        _ = raw.sqlite3_clear_bindings(_handle);
    }

    internal void Close() => _handle.Dispose();
}
