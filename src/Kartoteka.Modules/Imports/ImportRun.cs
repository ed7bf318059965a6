using Kartoteka.Modules.Ingest.Contracts;
using Kartoteka.Storage;

namespace Kartoteka.Modules.Imports;

/// <summary>
/// Takes the rows of an import in: reads a chunk while the one before is committed. With each chunk the place behind it, the counters and
/// the length of the file of refused rows are committed too, so that whatever stops the process, nothing is lost or counted twice.
/// </summary>
internal sealed class ImportRun(CommitQueue queue, ImportStore store, ImportFiles files, TimeProvider time, ImportProgress progress)
{
    /// <summary>Events of a chunk: as many as one commit takes.</summary>
    public const int ChunkEvents = CommitQueue.CommitEventsMax;

    private static readonly TimeSpan QueuePause = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan StorePauseMax = TimeSpan.FromSeconds(30);

    /// <summary>Runs to the end of the file, or until <paramref name="stop"/> once the chunk in the queue is committed.</summary>
    /// <returns>The import as committed last.</returns>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    public async Task<Import> RunAsync(Import import, ImportChunks chunks, CancellationToken stop)
    {
        var now = import;
        var chunk = chunks.Read(ChunkEvents);
        while (true)
        {
            stop.ThrowIfCancellationRequested();
            var committing = CommitAsync(now, chunk, stop);
            ImportChunk? next = null;
            try
            {
                if (!chunk.IsLast && !stop.IsCancellationRequested) next = chunks.Read(ChunkEvents);
            }
            finally
            {
                // Also when the file cannot be read on: left alone, it would store its progress over the end that the import has come to.
                now = await committing;
            }
            progress.Report(now.Document.Counts.Rows, now.Document.BytesRead);
            if (now.State == ImportStates.Done) return now;
            stop.ThrowIfCancellationRequested();
            chunk = next!;
        }
    }

    private async Task<Import> CommitAsync(Import before, ImportChunk chunk, CancellationToken stop)
    {
        var refusedBytes = files.AppendRefused(before.Id, before.Document.RefusedBytes, chunk.Refused.Span);
        var after = before;
        // Asked for within the commit, possibly again if it is tried anew: it must not add to what an earlier try left.
        var extras = new CommitExtras(chunk.SeenTraits, results => (after = After(before, chunk, refusedBytes, results)).ToJob());
        for (var pause = TimeSpan.FromSeconds(1); ; pause = TimeSpan.FromTicks(Math.Min(pause.Ticks * 2, StorePauseMax.Ticks)))
        {
            try
            {
                await queue.SubmitAsync(new CommitRequest(chunk.Items, chunk.Bytes, extras));
                progress.WaitsFor = null;
                return after;
            }
            catch (QueueFullException)
            {
                // Live events go first: the import has room to wait, and they do not.
                progress.WaitsFor = "queue";
                await Task.Delay(QueuePause, time, stop);
            }
            catch (LedgerUnavailableException)
            {
                progress.WaitsFor = "ledger";
                await Task.Delay(pause, time, stop);
            }
        }
    }

    private Import After(Import before, ImportChunk chunk, long refusedBytes, IReadOnlyList<CommitResult> results)
    {
        var (counts, added) = (before.Document.Counts, chunk.Added);
        var nowUs = store.NowUs;
        return before with
        {
            State = chunk.IsLast ? ImportStates.Done : ImportStates.Running,
            UpdatedAtUs = nowUs,
            Document = before.Document with
            {
                Position = chunk.Position,
                RefusedBytes = refusedBytes,
                BytesRead = chunk.IsLast ? before.Document.Bytes : chunk.BytesRead,
                FinishedAtUs = chunk.IsLast ? nowUs : null,
                Counts = new ImportCounts(
                    counts.Accepted + added.Accepted, counts.Refused + added.Refused, counts.Skipped + added.Skipped,
                    counts.Stored + results.Count(result => result.Outcome == Outcome.Stored),
                    counts.Duplicate + results.Count(result => result.Outcome == Outcome.Duplicate),
                    counts.Quarantined + results.Count(result => result.Outcome == Outcome.Quarantined)),
            },
        };
    }
}
