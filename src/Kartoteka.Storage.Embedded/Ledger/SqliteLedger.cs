using System.Collections.Concurrent;
using Kartoteka.Storage.Embedded.Sqlite;

namespace Kartoteka.Storage.Embedded.Ledger;

/// <summary>
/// The ledger on SQLite: one file in WAL mode with <c>synchronous=FULL</c>, so that a commit returns after its fsync. One writing
/// connection, taken in turn; reading connections beside it. See docs/adr/0003-durability.md.
/// </summary>
public sealed partial class SqliteLedger : ILedger
{
    private readonly TimeProvider _time;
    private readonly SqliteDatabase _writer;
    private readonly FileStream _lock;
    private readonly SemaphoreSlim _turn = new(1, 1);
    private readonly SqliteReaders _readers;
    private readonly LedgerCache _cache = new();
    private readonly EventIndex _index;
    private readonly WriteBehind _base;

    /// <summary>Profiles kept between transactions now.</summary>
    internal int CachedProfiles => _cache.Set.Profiles.Count;

    /// <summary>Makes profile ids; used under the writer's turn.</summary>
    internal ProfileIdSource ProfileIds { get; } = new();

    /// <summary>Where a transaction makes its packs; used under the writer's turn.</summary>
    internal EventPack Pack { get; } = new();

    private SqliteCheckpointer? _checkpointer;
    private string? _stoppedBecause;
    private long _head;
    private long _recordId;

    private SqliteLedger(string path, TimeProvider time, SqliteDatabase writer, FileStream @lock, EventIndex index) =>
        (_readers, _time, _writer, _lock, _index, _base) = (new SqliteReaders(path, 256L << 20), time, writer, @lock, index, new WriteBehind(path));

    /// <inheritdoc />
    public event Action<long>? Committed;

    /// <inheritdoc />
    public string? StoppedBecause => _stoppedBecause;

    /// <inheritdoc />
    public long HeadPosition => Volatile.Read(ref _head);

    /// <summary>Opens or makes the ledger in <paramref name="folder"/> and brings it to this program's version.</summary>
    /// <exception cref="MigrationException">The base is newer, or a migration failed.</exception>
    /// <exception cref="LedgerUnavailableException">Another process has the folder.</exception>
    public static SqliteLedger Open(string folder, TimeProvider time) => Open(folder, time, EventIndex.EventsPerRunDefault);

    /// <summary>As <see cref="Open(string, TimeProvider)"/>, with runs of the index small enough for a test.</summary>
    internal static SqliteLedger Open(string folder, TimeProvider time, int eventsPerRun)
    {
        // The mode is for a folder made here. One that was there is its owner's, who may have shared it on purpose.
        if (OperatingSystem.IsWindows()) Directory.CreateDirectory(folder);
        else Directory.CreateDirectory(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        var held = TakeLock(folder);
        var path = Path.Combine(folder, "ledger.db");
        SqliteDatabase? writer = null;
        try
        {
            writer = SqliteDatabase.Open(path, readOnly: false);
            writer.Execute("""
                pragma journal_mode = wal;
                pragma synchronous = full;
                pragma foreign_keys = on;
                pragma cache_size = -131072;
                pragma temp_store = memory;
                pragma wal_autocheckpoint = 0;
                """);
            Migrations.Apply(writer, typeof(SqliteLedger).Assembly, "ledger/", EventPackMigration.Steps);
            var ledger = new SqliteLedger(path, time, writer, held, EventIndex.Open(writer, eventsPerRun));
            ledger.ReadHead();
            ledger.SeedWorkspace();
            ledger._checkpointer = new SqliteCheckpointer(path, time, ledger._base, error => ledger.Translate(error));
            return ledger;
        }
        catch
        {
            writer?.Dispose();
            held.Dispose();
            throw;
        }
    }

    private static FileStream TakeLock(string folder)
    {
        try
        {
            return new FileStream(Path.Combine(folder, "lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException error)
        {
            throw new LedgerUnavailableException($"The data folder {folder} is in use by another process.", error);
        }
    }

    private void ReadHead()
    {
        _head = _writer.Scalar("select value from total where name = 'position'") ?? 0;
        _recordId = _writer.Scalar("select value from total where name = 'record_id'") ?? 0;
    }

    /// <inheritdoc />
    public async ValueTask<ILedgerTransaction> BeginAsync(CancellationToken ct)
    {
        await _turn.WaitAsync(ct);
        try
        {
            ThrowIfStopped();
            _writer.Use("begin immediate").Run();
            return new SqliteTransaction(this, _writer, _cache, _index, _head, _recordId);
        }
        catch (SqliteException error)
        {
            _turn.Release();
            throw Translate(error);
        }
        catch
        {
            _turn.Release();
            throw;
        }
    }

    internal void Commit(long head, long recordId)
    {
        _recordId = recordId;
        Volatile.Write(ref _head, head);
        Committed?.Invoke(head);
    }

    internal void Release()
    {
        try
        {
            if (_stoppedBecause is null) _checkpointer?.RestartIfDue(_writer);
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>Runs <paramref name="read"/> on a reading connection inside one snapshot.</summary>
    internal T Read<T>(Func<SqliteDatabase, T> read)
    {
        try
        {
            return _readers.Read(read);
        }
        catch (SqliteException error)
        {
            throw Translate(error);
        }
    }

    /// <summary>Runs <paramref name="write"/> in a transaction of its own on the writing connection.</summary>
    internal async ValueTask<T> WriteAsync<T>(Func<SqliteDatabase, T> write, CancellationToken ct)
    {
        await _turn.WaitAsync(ct);
        try
        {
            ThrowIfStopped();
            try
            {
                _writer.Use("begin immediate").Run();
                var result = write(_writer);
                _writer.Execute("commit");
                return result;
            }
            finally
            {
                if (!_writer.IsAutoCommit)
                {
                    _writer.ResetStatements();
                    _writer.Execute("rollback");
                }
            }
        }
        catch (SqliteException error)
        {
            throw Translate(error);
        }
        finally
        {
            _turn.Release();
        }
    }

    internal void ThrowIfStopped()
    {
        if (_stoppedBecause is { } reason) throw new LedgerStoppedException(reason);
    }

    /// <summary>
    /// Sorts an error of SQLite: a full disk or a lock passes; content that a rule refuses is the batch's fault; anything else, a failed
    /// fsync above all, leaves the state of the disk unknown, and the ledger stops (PostgreSQL panics for the same reason).
    /// </summary>
    internal Exception Translate(SqliteException error)
    {
        switch (error.Primary)
        {
            case SQLitePCL.raw.SQLITE_FULL or SQLitePCL.raw.SQLITE_BUSY or SQLitePCL.raw.SQLITE_LOCKED or SQLitePCL.raw.SQLITE_NOMEM or SQLitePCL.raw.SQLITE_CANTOPEN:
                return new LedgerUnavailableException($"The ledger cannot write now: {error.Message}", error);
            case SQLitePCL.raw.SQLITE_CONSTRAINT or SQLitePCL.raw.SQLITE_TOOBIG or SQLitePCL.raw.SQLITE_MISMATCH:
                return new LedgerRefusedException($"The ledger refused the content: {error.Message}", error);
            default:
                _stoppedBecause = $"The ledger stopped writing: {error.Message}. What reached the disk is unknown; check the disk, then restart.";
                return new LedgerStoppedException(_stoppedBecause, error);
        }
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        await _turn.WaitAsync();
        if (_checkpointer is not null) await _checkpointer.DisposeAsync();
        _readers.Dispose();
        _writer.Dispose();
        // Not before: whoever closes a file gives up every POSIX lock that the process holds on it (https://www.sqlite.org/howtocorrupt.html).
        _base.Dispose();
        await _lock.DisposeAsync();
        _turn.Dispose();
    }
}
