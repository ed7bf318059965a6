using Kartoteka.Modules.Ingest.Contracts;
using Kartoteka.Modules.Sources.Contracts;
using Kartoteka.Modules.Workspace.Contracts;
using Kartoteka.Storage;
using Kartoteka.Storage.Followers;

namespace Kartoteka.Modules.Ingest;

/// <summary>Ingest and the followers as Prometheus metrics. Lasting counters come from the ledger, so a restart does not reset them.</summary>
internal sealed class IngestMetricSource(ILedger ledger, SourceDirectory sources, IngestMetrics metrics, CommitQueue queue, FollowerRegistry followers) : IMetricSource
{
    public async ValueTask WriteAsync(MetricWriter writer, CancellationToken ct)
    {
        var (counters, totals) = await ledger.ReadCountersAsync(ct);
        Each("kartoteka_events_received_total", "Events received.", counter => counter.Received);
        Each("kartoteka_events_stored_total", "Events stored.", counter => counter.Stored);
        Each("kartoteka_events_duplicate_total", "Events that were stored already.", counter => counter.Duplicate);
        Each("kartoteka_events_quarantined_total", "Events kept apart.", counter => counter.Quarantined);
        writer.Gauge("kartoteka_profiles", "Profiles.", totals.Profiles);
        writer.Gauge("kartoteka_records", "Records.", totals.Records);
        writer.Gauge("kartoteka_commit_queue_events", "Events waiting for the commit.", queue.QueuedEvents);
        writer.Counter("kartoteka_commits_total", "Transactions committed since the start.", metrics.Commits);
        writer.Counter("kartoteka_queue_full_total", "Requests refused because the queue was full.", metrics.QueueFullRefusals);
        writer.Counter("kartoteka_requests_refused_total", "Ingest requests refused before they had a source.", metrics.RefusedRequests);
        foreach (var follower in followers.Status) writer.Gauge("kartoteka_follower_gap_positions", "Positions behind the head.", follower.Gap, ("follower", follower.Name));
        foreach (var follower in followers.Status) writer.Gauge("kartoteka_follower_lag_seconds", "Time behind the head.", follower.LagSeconds, ("follower", follower.Name));

        void Each(string name, string help, Func<SourceCounters, long> value)
        {
            foreach (var counter in counters) writer.Counter(name, help, value(counter), ("source", sources.ById(counter.SourceId)?.Key ?? ""));
        }
    }
}
