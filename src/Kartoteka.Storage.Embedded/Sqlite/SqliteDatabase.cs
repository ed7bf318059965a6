using SQLitePCL;

namespace Kartoteka.Storage.Embedded.Sqlite;

/// <summary>An error of SQLite with its extended code (https://www.sqlite.org/rescode.html).</summary>
public sealed class SqliteException(int code, string message) : Exception($"SQLite error {code}: {message}")
{
    /// <summary>Extended result code.</summary>
    public int Code { get; } = code;

    /// <summary>Primary result code: the low byte.</summary>
    public int Primary => Code & 0xff;
}

/// <summary>
/// One connection, for one thread at a time, with its statements prepared once. A thin skin over SQLitePCLRaw: the hot path binds and
/// reads spans, which ADO.NET's parameter objects cannot.
/// </summary>
public sealed class SqliteDatabase : IDisposable
{
    private readonly sqlite3 _handle;
    // By reference: the texts are constants, and hashing one of 200 characters would cost more than the look-up it serves.
    private readonly Dictionary<object, SqliteStatement> _statements = new(ReferenceEqualityComparer.Instance);

    static SqliteDatabase()
    {
        Batteries_V2.Init();
        // Counting the bytes in use takes one lock for every allocation of every connection, and nobody asks for the count.
        _ = raw.sqlite3_config(raw.SQLITE_CONFIG_MEMSTATUS, 0);
    }

    private SqliteDatabase(sqlite3 handle) => _handle = handle;

    /// <summary>Opens the file, making it if it is to be written and does not exist.</summary>
    /// <exception cref="SqliteException">It cannot be opened.</exception>
    public static SqliteDatabase Open(string path, bool readOnly)
    {
        var flags = raw.SQLITE_OPEN_NOMUTEX | (readOnly ? raw.SQLITE_OPEN_READONLY : raw.SQLITE_OPEN_READWRITE | raw.SQLITE_OPEN_CREATE);
        var code = raw.sqlite3_open_v2(path, out var handle, flags, null);
        if (code != raw.SQLITE_OK)
        {
            handle?.Dispose();
            throw new SqliteException(code, $"cannot open {path}");
        }
        _ = raw.sqlite3_extended_result_codes(handle, 1);
        _ = raw.sqlite3_busy_timeout(handle, 10_000);
        // Without it a statement with "limit ?" is parsed and planned anew each time that a value is bound, in the hope of a better plan:
        // 23 % of an import's processor time (https://www.sqlite.org/queryplanner-ng.html#qpstab).
        _ = raw.sqlite3_db_config(handle, raw.SQLITE_DBCONFIG_ENABLE_QPSG, 1, out _);
        return new SqliteDatabase(handle);
    }

    /// <summary>Rows changed by the last statement.</summary>
    public int Changes => raw.sqlite3_changes(_handle);

    /// <summary>Row id of the last insert.</summary>
    public long LastInsertRowId => raw.sqlite3_last_insert_rowid(_handle);

    /// <summary>True when no transaction is open, also after SQLite itself rolled one back.</summary>
    public bool IsAutoCommit => raw.sqlite3_get_autocommit(_handle) != 0;

    /// <summary>The native handle, for the few calls that have no SQL.</summary>
    internal sqlite3 Handle => _handle;

    /// <summary>Runs one or more statements without parameters or rows.</summary>
    public void Execute(string sql) => Check(raw.sqlite3_exec(_handle, sql));

    /// <summary>A prepared statement ready to bind; disposing it makes it ready for the next use. Not re-entrant for the same text.</summary>
    public SqliteStatement Use(string sql)
    {
        if (!_statements.TryGetValue(sql, out var statement))
        {
            Check(raw.sqlite3_prepare_v3(_handle, sql, raw.SQLITE_PREPARE_PERSISTENT, out var prepared));
            _statements[sql] = statement = new SqliteStatement(this, prepared);
        }
        return statement.Begin();
    }

    /// <summary>Makes every statement ready again after a failure between taking one and running it, which would leave it taken for ever.</summary>
    public void ResetStatements()
    {
        foreach (var statement in _statements.Values) statement.Dispose();
    }

    /// <summary>First column of the first row as a number, or null.</summary>
    public long? Scalar(string sql)
    {
        using var rows = Use(sql);
        return rows.Step() && !rows.IsNull(0) ? rows.Number(0) : null;
    }

    internal void Check(int code)
    {
        if (code is raw.SQLITE_OK or raw.SQLITE_ROW or raw.SQLITE_DONE) return;
        throw new SqliteException(code, raw.sqlite3_errmsg(_handle).utf8_to_string());
    }

    /// <inheritdoc />
    public void Dispose()
    {
        foreach (var statement in _statements.Values) statement.Close();
        _statements.Clear();
        _handle.Dispose();
    }
}
