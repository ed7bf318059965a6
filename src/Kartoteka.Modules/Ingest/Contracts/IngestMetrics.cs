namespace Kartoteka.Modules.Ingest.Contracts;

/// <summary>Counters of this process since it started; those of events are in the ledger and outlive it.</summary>
public sealed class IngestMetrics
{
    private long _commits;
    private long _queueFull;
    private long _refusedRequests;

    /// <summary>Transactions committed.</summary>
    public long Commits => Interlocked.Read(ref _commits);

    /// <summary>Requests refused because the queue was full.</summary>
    public long QueueFullRefusals => Interlocked.Read(ref _queueFull);

    /// <summary>Requests refused before they could be attributed to a source: no or an unknown key, too large.</summary>
    public long RefusedRequests => Interlocked.Read(ref _refusedRequests);

    internal void QueueFull() => Interlocked.Increment(ref _queueFull);

    internal void RefusedRequest() => Interlocked.Increment(ref _refusedRequests);

    internal void Committed() => Interlocked.Increment(ref _commits);
}
