using Kartoteka.Domain.Identity;
using Kartoteka.Domain.Segments;
using Kartoteka.Storage.Segments;
using Microsoft.Extensions.Logging;

namespace Kartoteka.Modules.Segments.Live;

// Each night, and when it is asked for, all members are worked out anew and compared with those that are kept.
internal sealed partial class SegmentFollower
{
    /// <summary>Hour of the company's day from which on the nightly audit runs.</summary>
    public const int AuditHour = 3;

    /// <summary>Days for which sizes are kept by the hour.</summary>
    public const int HourlyDays = 30;

    /// <summary>Days for which lines of a segment's history are kept here; entries and exits themselves stay in the ledger.</summary>
    public const int HistoryDays = 90;

    private const long UsPerHour = 3_600_000_000, UsPerDay = 24 * UsPerHour;

    private readonly SemaphoreSlim _turn = new(1, 1);
    private long _auditedAtUs;

    /// <summary>Members that were found wrong since the start.</summary>
    public long Differences { get; private set; }

    /// <summary>Compares one segment now.</summary>
    /// <returns>How many members were wrong, and are right now; null when it does not follow what happens at the moment.</returns>
    public ValueTask<long?> AuditAsync(string key, CancellationToken ct) => BetweenTurnsAsync<long?>(async () =>
    {
        await LookAsync(ct);
        if (IsWaiting || Live(await definitions.ReadAsync(ct)).FirstOrDefault(segment => segment.Key == key) is not { } segment) return null;
        return (await AuditAsync([segment], ct))[key];
    }, ct);

    private async ValueTask AuditNightlyAsync(LiveSegment[] live, RuleMoment moment, CancellationToken ct)
    {
        var due = moment.StartOf(moment.Today) + (AuditHour * UsPerHour);
        if (moment.NowUs < due || _auditedAtUs >= due) return;
        _auditedAtUs = moment.NowUs;
        await derived.TidyAsync(moment.NowUs - (HourlyDays * UsPerDay), moment.NowUs - (HistoryDays * UsPerDay), ct);
        if (live.Length > 0) await AuditAsync(live, ct);
    }

    // At the moment of the last turn, so that nothing is taken for wrong that only time has changed since.
    private async ValueTask<Dictionary<string, long>> AuditAsync(LiveSegment[] live, CancellationToken ct)
    {
        var moment = new RuleMoment(_progress.EvaluatedAtUs, await clock.ZoneAsync(ct));
        var minutely = live.Where(segment => segment.Timing.ByMinute).ToArray();
        await PassAsync(minutely, moment, Saying(MembershipReason.Time, moment), ct);
        var found = new List<MembershipChange>();
        await PassAsync(live, moment, differences =>
        {
            found.AddRange(differences.Select(one => new MembershipChange(one.Profile, one.Segment.Key, one.Entered, moment.NowUs, MembershipReason.Audit, one.Changes + 1)));
            return ValueTask.CompletedTask;
        }, ct);
        // Who changed while it was worked out is the next turn's.
        var changed = (await questions.ProfilesAsync(MembershipQueries.Changed(_progress.Position), ct)).Profiles.Select(profile => profile.Id)
            .Concat(await questions.GoneAsync(_progress.Position, ct)).ToHashSet();
        found.RemoveAll(change => changed.Contains(change.Profile));
        await KeepAsync(found, null, moment, ct);
        var counts = live.ToDictionary(segment => segment.Key, segment => (long)found.Count(change => change.Segment == segment.Key));
        await derived.PutAsync(new DerivationBatch { AtUs = clock.NowUs, Audits = [.. counts.Select(count => (count.Key, count.Value))] }, ct);
        Differences += found.Count;
        if (found.Count > 0) LogDifferences(log, found.Count, counts.Count(count => count.Value > 0));
        return counts;
    }

    [LoggerMessage(2403, LogLevel.Error, "A self-audit found {Differences} memberships of {Segments} segments wrong, and put them right.")]
    private static partial void LogDifferences(ILogger log, int differences, int segments);
}
