using Kartoteka.Storage.Embedded.Sqlite;

namespace Kartoteka.Storage.Embedded.Ledger;

/// <summary>
/// Moves the write-ahead log into the base beside the writer, so that no commit pays for it. Under a steady load the log would never
/// be free to start anew; when it is long the writer, between two transactions, copies the short rest and starts it over.
/// </summary>
internal sealed class SqliteCheckpointer : IAsyncDisposable
{
    /// <summary>Length of the log, in pages of 4 KiB, above which the writer starts it over: 128 MiB.</summary>
    private const long LogPagesMax = 32_768;

    /// <summary>Pages appended during a pass that are few enough for the writer to copy itself: 6 MiB.</summary>
    private const long PagesLeftMax = 1_536;

    private const int PassesMax = 8;

    private readonly SqliteDatabase _database;
    private readonly WriteBehind _base;
    private readonly PeriodicTimer _timer;
    private readonly Action<SqliteException> _onError;
    private readonly Task _loop;
    private volatile bool _restartDue;

    public SqliteCheckpointer(string path, TimeProvider time, WriteBehind @base, Action<SqliteException> onError)
    {
        _database = SqliteDatabase.Open(path, readOnly: false);
        _database.Execute("pragma synchronous = full; pragma busy_timeout = 0");
        _base = @base;
        _onError = onError;
        _timer = new PeriodicTimer(TimeSpan.FromSeconds(1), time);
        _loop = Task.Run(RunAsync);
    }

    /// <summary>Starts the log over if it is long; called by the writer outside a transaction.</summary>
    public void RestartIfDue(SqliteDatabase writer)
    {
        if (!_restartDue) return;
        _restartDue = false;
        FailPoint.Reach("mid_checkpoint");
        Checkpoint(writer, "pragma busy_timeout = 100; pragma wal_checkpoint(restart); pragma busy_timeout = 10000");
    }

    private async Task RunAsync()
    {
        while (await _timer.WaitForNextTickAsync())
        {
            try
            {
                CatchUp();
            }
            catch (SqliteException error)
            {
                OnError(error);
            }
        }
    }

    // While one pass copies, the writer appends; a long log is followed until little is left, because that little is what the writer has
    // to copy while requests wait: with one pass only it was a stall of 0.2 s every 2 s at 25 thousand events a second.
    private void CatchUp()
    {
        long before = 0;
        for (var pass = 0; pass < PassesMax; pass++)
        {
            using var row = _database.Use("pragma wal_checkpoint(passive)");
            var isLong = row.Step() && row.Number(1) > LogPagesMax;
            // SQLite syncs the base only when a pass reaches the end of the log, which under load is the writer's own step.
            _base.Begin();
            if (!isLong) return;
            _restartDue = row.Number(1) - before < PagesLeftMax || pass == PassesMax - 1;
            if (_restartDue) return;
            before = row.Number(1);
        }
    }

    private void Checkpoint(SqliteDatabase database, string sql)
    {
        try
        {
            database.Execute(sql);
        }
        catch (SqliteException error)
        {
            OnError(error);
        }
    }

    // Busy only means that somebody is reading an old page, and a full disk that the log waits where it is; the next turn tries again.
    private void OnError(SqliteException error)
    {
        if (error.Primary is SQLitePCL.raw.SQLITE_BUSY or SQLitePCL.raw.SQLITE_LOCKED or SQLitePCL.raw.SQLITE_FULL) return;
        _onError(error);
    }

    public async ValueTask DisposeAsync()
    {
        _timer.Dispose();
        await _loop;
        _database.Dispose();
    }
}
