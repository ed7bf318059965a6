using System.Threading.Channels;
using Kartoteka.Modules.Ingest.Contracts;
using Kartoteka.Modules.Sources.Contracts;
using Kartoteka.Modules.Workspace.Contracts;
using Kartoteka.Protocol.Ingest;
using Kartoteka.Storage;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Kartoteka.Modules.Imports;

/// <summary>Runs imports, dry runs and undoings, one at a time in the order asked for, and goes on at start with what a restart interrupted.</summary>
internal sealed partial class ImportRunner(
    ILedger ledger, ImportReading reading, ImportStore store, ImportFiles files, SourceDirectory sources, EventReader reader, EventIntake intake, CommitQueue queue, CurrentRules rules,
    AuditLog audit, TimeProvider time, ILogger<ImportRunner> log) : BackgroundService
{
    private static readonly TimeSpan RetryPause = TimeSpan.FromSeconds(5);

    private readonly Channel<long> _waiting = Channel.CreateUnbounded<long>(new UnboundedChannelOptions { SingleReader = true });
    private readonly Lock _guard = new();
    private CancellationTokenSource? _stop;

    /// <summary>The task that runs now, or null.</summary>
    public volatile ImportProgress? Current;

    /// <summary>Takes a queued import when its turn comes.</summary>
    public void Enqueue(long id) => _waiting.Writer.TryWrite(id);

    /// <summary>Asks the running task of an import to stop after its chunk.</summary>
    /// <returns>False when it does not run.</returns>
    public bool TryStop(long id)
    {
        lock (_guard)
        {
            if (Current?.ImportId != id || _stop is null) return false;
            _stop.Cancel();
            return true;
        }
    }

    /// <inheritdoc />
    public override Task StartAsync(CancellationToken cancellationToken)
    {
        files.DropUploads(); // Before a request can bring a new one.
        return base.StartAsync(cancellationToken);
    }

    /// <inheritdoc />
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield();
        foreach (var import in (await ListAsync(stoppingToken)).OrderBy(import => import.Id))
        {
            if (ImportStates.IsActive(import.State)) Enqueue(import.Id);
            else if (import.State is ImportStates.Done or ImportStates.Undone) files.DeleteFile(import.Id);
        }
        await foreach (var id in _waiting.Reader.ReadAllAsync(stoppingToken)) await RunOneAsync(id, stoppingToken);
    }

    // An exception that left here would end the whole server, and a full disk or a lock passes.
    private async Task<IReadOnlyList<Import>> ListAsync(CancellationToken stopping)
    {
        while (true)
        {
            try
            {
                return await store.ListAsync(ImportStore.ListMax, stopping);
            }
            catch (LedgerUnavailableException error)
            {
                LogWaits(error);
                await Task.Delay(RetryPause, time, stopping);
            }
        }
    }

    private async Task RunOneAsync(long id, CancellationToken stopping)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        var progress = new ImportProgress(id);
        lock (_guard) (Current, _stop) = (progress, stop);
        try
        {
            if (await store.ChangeAsync(id, Take, stopping) is not { Changed: true, Now: var import }) return;
            progress.Report(import.Document.Task == ImportTask.Undo ? import.Document.UndoneEvents : import.Document.Counts.Rows, import.Document.BytesRead);
            LogStarted(id, import.Document.Task);
            await (import.Document.Task switch
            {
                ImportTask.Undo => UndoAsync(import, progress, stop.Token),
                ImportTask.DryRun => DryRunAsync(import, progress, stop.Token),
                _ => ImportAsync(import, progress, stop.Token),
            });
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            LogInterrupted(id); // Its state stays as it is, and the next start goes on with it.
        }
        catch (LedgerStoppedException error)
        {
            LogFailed(id, error);
        }
        catch (Exception error)
        {
            await EndAsync(id, error);
        }
        finally
        {
            lock (_guard) (Current, _stop) = (null, null);
        }
    }

    private Import? Take(Import import) => !ImportStates.IsActive(import.State) ? null : import with
    {
        State = import.Document.Task switch { ImportTask.Undo => ImportStates.Undoing, ImportTask.DryRun => ImportStates.Checking, _ => ImportStates.Running },
        Document = import.Document with { StartedAtUs = import.Document.StartedAtUs ?? store.NowUs, Error = null },
    };

    private async Task ImportAsync(Import import, ImportProgress progress, CancellationToken stop)
    {
        using var open = reading.Open(import, files.FileOf(import.Id), import.Document.Position);
        var chunks = new ImportChunks(import, open, SourceOf(import), reader, intake);
        var done = await new ImportRun(queue, store, files, time, progress).RunAsync(import, chunks, stop);
        var counts = done.Document.Counts;
        LogDone(import.Id, counts.Rows, counts.Refused);
        await audit.AppendAsync("import.done", $"import/{import.Id}", $"{counts.Rows} rows, {counts.Refused} refused, {counts.Stored} stored, {counts.Duplicate} duplicate", CancellationToken.None);
        open.Dispose();
        files.DeleteFile(import.Id);
    }

    private async Task DryRunAsync(Import import, ImportProgress progress, CancellationToken stop)
    {
        using var open = reading.Open(import, files.FileOf(import.Id), null);
        var chunks = new ImportChunks(import, open, SourceOf(import), reader, intake);
        var result = await new ImportDryRun(new EventCommitter(ledger), rules, progress).RunAsync(chunks, stop);
        await store.ChangeAsync(import.Id, now => now with { State = ImportStates.Ready, Document = now.Document with { DryRun = result, StartedAtUs = null } }, CancellationToken.None);
    }

    private async Task UndoAsync(Import import, ImportProgress progress, CancellationToken stop)
    {
        var refold = new RecordRefold(ledger, reader, sources, import.Id);
        var undone = await new ImportUndo(ledger, new IdentityRebuild(ledger, time), rules, refold, store, progress).RunAsync(import, stop);
        await audit.AppendAsync("import.undone", $"import/{import.Id}", $"{undone.Document.UndoneEvents} events taken back", CancellationToken.None);
        files.DeleteFile(import.Id);
    }

    // Stopped by a person, or by an error: either way it can go on from its last chunk.
    private async Task EndAsync(long id, Exception error)
    {
        var stopped = error is OperationCanceledException;
        if (!stopped) LogFailed(id, error);
        try
        {
            await store.ChangeAsync(id, import => import with
            {
                State = !stopped ? ImportStates.Failed : import.Document.Task == ImportTask.DryRun ? ImportStates.Ready : ImportStates.Cancelled,
                Document = import.Document with { Error = stopped ? null : error is ImportFailedException ? error.Message : $"{error.GetType().Name}: {error.Message}" },
            }, CancellationToken.None);
        }
        catch (Exception further) when (further is LedgerUnavailableException or LedgerStoppedException)
        {
            LogFailed(id, further); // It stays as if it ran, and the next start goes on with it.
        }
    }

    private Source SourceOf(Import import) => sources.ById(import.Document.SourceId) ?? throw new ImportFailedException("Its source is gone.");

    [LoggerMessage(7001, LogLevel.Information, "Import {Id}: {Task} started.")]
    private partial void LogStarted(long id, ImportTask task);

    [LoggerMessage(7002, LogLevel.Information, "Import {Id}: {Rows} rows, {Refused} refused.")]
    private partial void LogDone(long id, long rows, long refused);

    [LoggerMessage(7003, LogLevel.Information, "Import {Id} was interrupted and goes on at the next start.")]
    private partial void LogInterrupted(long id);

    [LoggerMessage(7004, LogLevel.Error, "Import {Id} failed.")]
    private partial void LogFailed(long id, Exception error);

    [LoggerMessage(7005, LogLevel.Error, "Imports wait for the ledger.")]
    private partial void LogWaits(Exception error);
}
