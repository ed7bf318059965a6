using System.Threading.Channels;
using Kartoteka.Modules.Catalogue.Contracts;
using Kartoteka.Storage;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Kartoteka.Modules.Ingest.Contracts;

/// <summary>The queue before the commit is full: nothing of the request was stored; try again after a second.</summary>
public sealed class QueueFullException() : Exception("The queue before the commit is full.");

/// <summary>A request's share of the ledger: what to commit, and the memory that it holds meanwhile.</summary>
/// <param name="Items">Events and refused input, in order.</param>
/// <param name="Bytes">Memory held until the commit.</param>
/// <param name="Extras">What to write in the same transaction. One with a job or a replay is committed alone.</param>
public sealed record CommitRequest(IReadOnlyList<CommitItem> Items, long Bytes, CommitExtras Extras);

/// <summary>What was committed, for those who watch: the live debugger.</summary>
public sealed record CommitNotice(IReadOnlyList<CommitItem> Items, IReadOnlyList<CommitResult> Results);

/// <summary>
/// Group commit: requests wait in a bounded queue, and one loop commits all that wait in one transaction with one fsync. No request
/// waits for others to come: under light load each is committed at once, under heavy load the fsync is shared by thousands of events.
/// </summary>
public sealed partial class CommitQueue(ILedger ledger, CurrentRules rules, TraitCatalog catalogue, IngestMetrics metrics, ILogger<CommitQueue> log) : BackgroundService
{
    /// <summary>Most events of one transaction: bounds the time that a commit takes and with it the latency of those behind.</summary>
    public const int CommitEventsMax = 4_000;

    /// <summary>Most events that may wait; above it requests are refused with 503.</summary>
    public const int QueuedEventsMax = 100_000;

    /// <summary>Most bytes of request bodies that may wait: 128 MiB.</summary>
    public const long QueuedBytesMax = 128 << 20;

    private readonly EventCommitter _committer = new(ledger);
    private readonly Channel<Waiting> _queue = Channel.CreateUnbounded<Waiting>(new UnboundedChannelOptions { SingleReader = true });
    private long _queuedEvents;
    private long _queuedBytes;

    /// <summary>Raised after each commit that had anything in it; handlers must return at once.</summary>
    public event Action<CommitNotice>? Committed;

    /// <summary>Events waiting now.</summary>
    public long QueuedEvents => Interlocked.Read(ref _queuedEvents);

    /// <summary>How long who gives way waits before it looks again.</summary>
    private static readonly TimeSpan WayPause = TimeSpan.FromMilliseconds(200);

    /// <summary>Waits while events wait for the commit: what works in the background lets them go first.</summary>
    public async ValueTask GiveWayAsync(TimeProvider time, CancellationToken ct)
    {
        while (QueuedEvents > 0) await Task.Delay(WayPause, time, ct);
    }

    /// <summary>Queues a request and waits until it is durable.</summary>
    /// <returns>A result for each item.</returns>
    /// <exception cref="QueueFullException">The queue is full.</exception>
    /// <exception cref="LedgerUnavailableException">The store cannot write now.</exception>
    /// <exception cref="LedgerStoppedException">The ledger has stopped.</exception>
    public Task<CommitResult[]> SubmitAsync(CommitRequest request)
    {
        if (request.Items.Count == 0 && request.Extras.Job is null) return Task.FromResult(Array.Empty<CommitResult>());
        if (ledger.StoppedBecause is { } reason) throw new LedgerStoppedException(reason);
        if (Interlocked.Read(ref _queuedEvents) > QueuedEventsMax || Interlocked.Read(ref _queuedBytes) > QueuedBytesMax)
        {
            metrics.QueueFull();
            throw new QueueFullException();
        }
        Interlocked.Add(ref _queuedEvents, request.Items.Count);
        Interlocked.Add(ref _queuedBytes, request.Bytes);
        var waiting = new Waiting(request, new TaskCompletionSource<CommitResult[]>(TaskCreationOptions.RunContinuationsAsynchronously));
        if (!_queue.Writer.TryWrite(waiting)) throw new LedgerUnavailableException("The server is stopping.");
        return waiting.Done.Task;
    }

    /// <inheritdoc />
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var batch = new List<Waiting>();
        Waiting? held = null;
        while (held is not null || await _queue.Reader.WaitToReadAsync(CancellationToken.None))
        {
            held = Take(batch, held);
            // Committing on this thread would hold up nothing else: the loop has nothing else to do.
            await CommitAsync(batch);
            batch.Clear();
        }
    }

    /// <inheritdoc />
    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        // What was accepted is committed before the process ends.
        _queue.Writer.TryComplete();
        if (ExecuteTask is { } loop) await loop.WaitAsync(cancellationToken);
        await base.StopAsync(cancellationToken);
    }

    // Fills the batch; gives back a request that did not fit or wants a transaction of its own.
    private Waiting? Take(List<Waiting> batch, Waiting? held)
    {
        var events = 0;
        if (held is not null)
        {
            batch.Add(held);
            events = held.Request.Items.Count;
            if (held.IsAlone) return null;
        }
        while (events < CommitEventsMax && _queue.Reader.TryRead(out var next))
        {
            if (next.IsAlone && batch.Count > 0) return next;
            batch.Add(next);
            events += next.Request.Items.Count;
            if (next.IsAlone) break;
        }
        return null;
    }

    private async Task CommitAsync(List<Waiting> batch)
    {
        if (batch.Count == 0) return;
        IReadOnlyList<CommitItem> items = batch.Count == 1 ? batch[0].Request.Items : [.. batch.SelectMany(waiting => waiting.Request.Items)];
        var extras = batch[0].IsAlone ? batch[0].Request.Extras : new CommitExtras([.. batch.SelectMany(waiting => waiting.Request.Extras.SeenTraits).DistinctBy(trait => (trait.Kind, trait.Name))]);
        try
        {
            var results = await _committer.CommitAsync(items, rules.Current, extras, CancellationToken.None);
            FailPoint.Reach("before_ack");
            metrics.Committed();
            if (extras.SeenTraits.Count > 0) catalogue.Learn(extras.SeenTraits);
            // Those who watch come first: once a request is answered, the memory that its events lie in belongs to the next one.
            Committed?.Invoke(new CommitNotice(items, results));
            Complete(batch, results);
        }
        catch (Exception error)
        {
            // Every waiting request hears of it; the loop goes on, since the next commit may succeed (a disk that was full).
            LogFailed(log, items.Count, error);
            foreach (var waiting in batch) waiting.Done.TrySetException(error);
        }
        finally
        {
            Interlocked.Add(ref _queuedEvents, -items.Count);
            Interlocked.Add(ref _queuedBytes, -batch.Sum(waiting => waiting.Request.Bytes));
        }
    }

    private static void Complete(List<Waiting> batch, CommitResult[] results)
    {
        if (batch.Count == 1)
        {
            batch[0].Done.SetResult(results);
            return;
        }
        var start = 0;
        foreach (var waiting in batch)
        {
            var count = waiting.Request.Items.Count;
            waiting.Done.SetResult(results[start..(start + count)]);
            start += count;
        }
    }

    [LoggerMessage(2001, LogLevel.Error, "A commit of {Events} events failed.")]
    private static partial void LogFailed(ILogger log, int events, Exception error);

    private sealed record Waiting(CommitRequest Request, TaskCompletionSource<CommitResult[]> Done)
    {
        public bool IsAlone => Request.Extras.Job is not null || Request.Extras.ReplayedQuarantineId is not null;
    }
}
