using Kartoteka.Storage;

namespace Kartoteka.Modules.Ingest.Contracts;

/// <summary>Counters of this process since it started; the lasting ones are in the ledger.</summary>
public sealed class IngestMetrics
{
    private long _stored;
    private long _duplicate;
    private long _quarantined;
    private long _commits;
    private long _queueFull;
    private long _refusedRequests;

    /// <summary>Events stored.</summary>
    public long Stored => Interlocked.Read(ref _stored);

    /// <summary>Events that were there already.</summary>
    public long Duplicate => Interlocked.Read(ref _duplicate);

    /// <summary>Events quarantined.</summary>
    public long Quarantined => Interlocked.Read(ref _quarantined);

    /// <summary>Transactions committed.</summary>
    public long Commits => Interlocked.Read(ref _commits);

    /// <summary>Requests refused because the queue was full.</summary>
    public long QueueFullRefusals => Interlocked.Read(ref _queueFull);

    /// <summary>Requests refused before they could be attributed to a source: no or an unknown key, too large.</summary>
    public long RefusedRequests => Interlocked.Read(ref _refusedRequests);

    internal void QueueFull() => Interlocked.Increment(ref _queueFull);

    internal void RefusedRequest() => Interlocked.Increment(ref _refusedRequests);

    internal void Committed(IReadOnlyList<CommitItem> items, IReadOnlyList<CommitResult> results)
    {
        Interlocked.Increment(ref _commits);
        long stored = 0, duplicate = 0;
        for (var i = 0; i < items.Count; i++)
        {
            if (results[i].Outcome == Outcome.Stored) stored++;
            else if (results[i].Outcome == Outcome.Duplicate) duplicate++;
        }
        Interlocked.Add(ref _stored, stored);
        Interlocked.Add(ref _duplicate, duplicate);
        Interlocked.Add(ref _quarantined, items.Count - stored - duplicate);
    }
}
