using Kartoteka.Storage;
using Kartoteka.Storage.Segments;

namespace Kartoteka.Modules.Segments.Live;

/// <summary>How fresh a segment is: see <see cref="SegmentView"/>.</summary>
internal sealed record SegmentLife(
    string State, string? Error, long Size, long AsOf, DateTimeOffset? EvaluatedAt, double LagSeconds, long Entered24h, long Exited24h, SegmentAuditView? LastAudit);

/// <summary>Figures of segments for those who look at them.</summary>
internal sealed class LiveFigures(IProfileDerivations derived, SegmentFollower follower, TimeProvider time)
{
    private const long UsPerDay = 86_400_000_000, UsPerHour = 3_600_000_000;

    /// <summary>One segment's.</summary>
    public async ValueTask<SegmentLife> OfAsync(string key, CancellationToken ct) => (await ReadAsync(ct))(key);

    /// <summary>All at once: gives those of a key.</summary>
    public async ValueTask<Func<string, SegmentLife>> ReadAsync(CancellationToken ct)
    {
        var known = (await derived.ListAsync(ct)).ToDictionary(segment => segment.Mark.Key, StringComparer.Ordinal);
        var since = time.NowUs() - UsPerDay;
        var counts = await derived.CountSinceAsync(since - (since % UsPerHour), ct);
        var status = follower.Status;
        DateTimeOffset? evaluatedAt = follower.EvaluatedAtUs is > 0 and var at ? Times.FromUs(at) : null;
        return key =>
        {
            var (entered, exited) = counts.GetValueOrDefault(key);
            if (!known.TryGetValue(key, out var figures)) return new SegmentLife(follower.IsWaiting ? "waiting" : "filling", null, 0, status.Position, null, status.LagSeconds, 0, 0, null);
            var state = figures.Mark.Phase == SegmentPhase.Live && follower.IsWaiting ? "waiting" : figures.Mark.Phase.ToString().ToLowerInvariant();
            return new SegmentLife(
                state, figures.Mark.Error, figures.Size, status.Position, evaluatedAt, status.LagSeconds, entered, exited,
                figures.AuditedAtUs is { } audited ? new SegmentAuditView(Times.FromUs(audited), figures.Differences) : null);
        };
    }
}
