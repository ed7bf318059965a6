using Kartoteka.Modules.Workspace.Contracts;
using Kartoteka.Storage.Segments;

namespace Kartoteka.Modules.Segments.Live;

/// <summary>Segments as Prometheus metrics; gap and lag of their members stand with those of the other followers.</summary>
internal sealed class SegmentMetricSource(IProfileDerivations derived, SegmentFollower follower) : IMetricSource
{
    public async ValueTask WriteAsync(MetricWriter writer, CancellationToken ct)
    {
        var segments = await derived.ListAsync(ct);
        foreach (var phase in Enum.GetValues<SegmentPhase>())
            writer.Gauge("kartoteka_segments", "Segments by what they are at: live, filling or failed.", segments.Count(segment => segment.Mark.Phase == phase), ("state", phase.ToString().ToLowerInvariant()));
        writer.Counter("kartoteka_segment_audit_differences_total", "Memberships that self-audits found wrong since the start, and put right.", follower.Differences);
        foreach (var (stage, seconds) in follower.Stages)
            writer.Counter("kartoteka_segment_seconds_total", "Seconds since the start that keeping members of segments level took, by stage.", seconds, ("stage", stage));
    }
}
