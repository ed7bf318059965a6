using Kartoteka.Storage.Embedded.Columns.DuckDb;

namespace Kartoteka.Storage.Embedded.Columns.Store;

/// <summary>
/// Brings the log of changes into the file beside the writer. Left to DuckDB, the batch that makes the log too long does it and waits: 0.4 to 0.57 s with ten
/// million events, where the writer beside one waits 0.2 s at most.
/// </summary>
/// <param name="database">The database.</param>
/// <param name="log">Path of its log.</param>
/// <param name="bytes">Length of the log from which on it is brought in.</param>
internal sealed class DuckDbCheckpoint(DuckDbDatabase database, string log, long bytes) : IAsyncDisposable
{
    private readonly DuckDbConnection _connection = database.Connect();
    private Task _running = Task.CompletedTask;

    /// <summary>Begins, if the log is long and none is running. Called by the one that writes.</summary>
    public void BeginIfDue()
    {
        if (_running.IsCompleted && new FileInfo(log) is { Exists: true } file && file.Length >= bytes) _running = Task.Run(Run);
    }

    private void Run()
    {
        try
        {
            _connection.Execute("checkpoint");
        }
        catch (DuckDbException)
        {
            // Refused while somebody writes; it is tried after the next batch. What is broken breaks the writer too, which says so.
        }
    }

    /// <summary>Waits for one that is running.</summary>
    public async ValueTask DisposeAsync()
    {
        await _running;
        _connection.Dispose();
    }
}
