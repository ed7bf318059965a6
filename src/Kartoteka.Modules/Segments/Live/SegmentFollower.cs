using Kartoteka.Domain.Identity;
using Kartoteka.Domain.Segments;
using Kartoteka.Modules.Workspace.Contracts;
using Kartoteka.Storage;
using Kartoteka.Storage.Columns;
using Kartoteka.Storage.Followers;
using Kartoteka.Storage.Segments;
using Microsoft.Extensions.Logging;

namespace Kartoteka.Modules.Segments.Live;

/// <summary>
/// Keeps the members of all segments. It follows the replica: whoever changed since its own position is asked about by all rules in one statement, and
/// what differs from what is kept is said in the ledger first and then kept, with the position, in one transaction. Said twice it is stored once.
/// </summary>
internal sealed partial class SegmentFollower(
    ColumnReplica columns, IProfileDerivations derived, LiveDefinitions definitions, MembershipQuestions questions, MembershipStatements statements,
    ILedger ledger, CompanyClock clock, TimeProvider time, ILogger<SegmentFollower> log) : IFollower, IDisposable
{
    /// <summary>Changed profiles from which on all are looked at instead: reading everything once is cheaper then.</summary>
    public const int GivenMax = 50_000;

    /// <summary>Profiles that are asked about in one statement.</summary>
    private const int GivenAtOnce = 5_000;

    private const long UsPerSecond = 1_000_000;

    private readonly LagClock _lag = new(time);
    private readonly StageSeconds _stages = new(time);
    private readonly Dictionary<string, SegmentMark> _marks = new(StringComparer.Ordinal);
    private DerivationProgress _progress;
    private bool _isLoaded;
    private long _position;
    private long _evaluatedAtUs;
    private string? _error;
    private bool _isWaiting = true;

    /// <inheritdoc />
    public FollowerStatus Status
    {
        get
        {
            var (position, head) = (Position, ledger.HeadPosition);
            return new FollowerStatus("segments", position, Math.Max(0, head - position), _lag.Seconds(position), Volatile.Read(ref _error));
        }
    }

    /// <summary>Ledger position up to which memberships are true.</summary>
    public long Position => Volatile.Read(ref _position);

    /// <summary>The moment as of which windows of time were asked last; 0 for never.</summary>
    public long EvaluatedAtUs => Volatile.Read(ref _evaluatedAtUs);

    /// <summary>True while the replica cannot be asked, or is being built.</summary>
    public bool IsWaiting => Volatile.Read(ref _isWaiting);

    /// <summary>Where the time of its turns went: what changed, whose memberships, what is kept, saying it, keeping it.</summary>
    public IEnumerable<(string Stage, double Seconds)> Stages => _stages.All;

    /// <summary>Notes where the ledger is, for the lag.</summary>
    public void Reached(long head) => _lag.Reached(head, Position);

    /// <summary>Says what the last turn failed by; null when it did not.</summary>
    public void Fail(string? error) => Volatile.Write(ref _error, error);

    /// <summary>Brings memberships to where the replica is.</summary>
    /// <returns>True when something was done.</returns>
    public ValueTask<bool> TurnAsync(CancellationToken ct) => BetweenTurnsAsync(() => LookAsync(ct), ct);

    /// <summary>Does what reads the replica hard between two turns: beside one it makes it last twice as long, and no membership is sooner.</summary>
    public async ValueTask<T> BetweenTurnsAsync<T>(Func<ValueTask<T>> work, CancellationToken ct)
    {
        await _turn.WaitAsync(ct);
        try
        {
            return await work();
        }
        finally
        {
            _turn.Release();
        }
    }

    private async ValueTask<bool> LookAsync(CancellationToken ct)
    {
        if (columns.Unavailable is not null || columns.IsBuilding)
        {
            Volatile.Write(ref _isWaiting, true);
            return false;
        }
        if (!_isLoaded) await LoadAsync(ct);
        var segments = await definitions.ReadAsync(ct);
        var moment = new RuleMoment(clock.NowUs, await clock.ZoneAsync(ct));
        var place = await questions.PlaceAsync(ct);
        if (!place.IsComplete) return false;
        Volatile.Write(ref _isWaiting, false);
        if (place.Epoch != _progress.Epoch)
        {
            // Anybody may be another since all profiles were read again.
            await PassAsync(Live(segments), moment, Saying(MembershipReason.Definition, moment), ct);
            await KeepAsync([], new DerivationProgress(place.Position, moment.NowUs, place.Epoch, DayOf(moment)), moment, ct);
        }
        var adopted = await AdoptAsync(segments, place.Position, moment, ct);
        var live = Live(segments);
        var passed = await PassTimeAsync(live, moment, ct);
        // Nothing new, and the clock was looked at within the second.
        if (place.Position <= _progress.Position && moment.NowUs - _progress.EvaluatedAtUs < UsPerSecond && !passed) return adopted;
        await FollowAsync(live, moment, ct);
        await AuditNightlyAsync(live, moment, ct);
        return true;
    }

    private LiveSegment[] Live(IReadOnlyList<LiveSegment> segments) =>
        [.. segments.Where(segment => _marks.GetValueOrDefault(segment.Key) is { Phase: SegmentPhase.Live } mark && mark.Meaning == segment.Meaning)];

    private async ValueTask LoadAsync(CancellationToken ct)
    {
        _progress = await derived.ReadProgressAsync(ct);
        if (_progress.Position > ledger.HeadPosition)
        {
            // The ledger is younger: it was restored from a backup.
            await derived.ForgetAsync(ct);
            _progress = default;
        }
        foreach (var segment in await derived.ListAsync(ct))
        {
            _marks[segment.Mark.Key] = segment.Mark;
            _auditedAtUs = Math.Max(_auditedAtUs, segment.AuditedAtUs ?? 0);
        }
        (_isLoaded, _progress) = (true, _progress with { Day = _progress.Day ?? "" });
        Volatile.Write(ref _position, _progress.Position);
        Volatile.Write(ref _evaluatedAtUs, _progress.EvaluatedAtUs);
    }

    /// <summary>Asks about those who changed and those for whom time has passed.</summary>
    private async ValueTask FollowAsync(LiveSegment[] live, RuleMoment moment, CancellationToken ct)
    {
        // Without segments nobody is a member; while a first ledger is taken in there are none, and who changed is everybody.
        var (changed, place) = live.Length > 0 ? await _stages.OfAsync("changed", () => questions.ProfilesAsync(MembershipQueries.Changed(_progress.Position), ct)) : ([], await questions.PlaceAsync(ct));
        if (place.Epoch != _progress.Epoch || !place.IsComplete) return;
        var people = changed.Where(profile => profile.IsPerson).ToDictionary(profile => profile.Number, profile => (profile.Id, Reason: MembershipReason.Event));
        var accounts = changed.Where(profile => !profile.IsPerson).Select(profile => profile.Number).ToArray();
        if (accounts.Length > 0 && live.Any(segment => segment.Timing.OfAccounts))
        {
            foreach (var related in await questions.RelatedAsync(accounts, ct)) people.TryAdd(related.Number, (related.Id, MembershipReason.Event));
        }
        foreach (var timed in await _stages.OfAsync("edges", () => AtEdgesAsync(live, moment, ct))) people.TryAdd(timed.Number, (timed.Id, MembershipReason.Time));
        var progress = new DerivationProgress(place.Position, Math.Max(moment.NowUs, _progress.EvaluatedAtUs), place.Epoch, DayOf(moment));
        var changes = new List<MembershipChange>();
        if (live.Length > 0 && people.Count > GivenMax) await PassAsync(live, moment, Saying(MembershipReason.Event, moment), ct);
        else if (live.Length > 0)
        {
            foreach (var chunk in people.Chunk(GivenAtOnce)) changes.AddRange(await CompareAsync(live, chunk.ToDictionary(), moment, ct));
        }
        changes.AddRange(await LeaveAsync(await questions.GoneAsync(_progress.Position, ct), moment, ct));
        await KeepAsync(changes, progress, moment, ct);
    }

    private async ValueTask<List<ReplicaProfile>> AtEdgesAsync(LiveSegment[] live, RuleMoment moment, CancellationToken ct)
    {
        if (live.Length == 0 || _progress.EvaluatedAtUs == 0 || moment.NowUs <= _progress.EvaluatedAtUs) return [];
        var edges = live.SelectMany(segment => segment.Timing.Edges).Distinct();
        return await questions.AtEdgesAsync(edges, _progress.EvaluatedAtUs, moment.NowUs, ct);
    }

    private async ValueTask<List<MembershipChange>> CompareAsync(
        LiveSegment[] live, Dictionary<long, (ProfileId Id, MembershipReason Reason)> people, RuleMoment moment, CancellationToken ct)
    {
        var holds = await _stages.OfAsync("members", () => HoldsAsync(live, people.Keys, moment, ct));
        var kept = (await _stages.OfAsync("known", () => derived.ReadAsync([.. people.Values.Select(profile => profile.Id)], ct))).ToDictionary(membership => (membership.Profile, membership.Segment));
        var changes = new List<MembershipChange>();
        foreach (var (number, (id, reason)) in people)
        {
            for (var i = 0; i < live.Length; i++)
            {
                var known = kept.GetValueOrDefault((id, live[i].Key));
                var isMember = holds.Has(i, number);
                if (isMember != (known?.IsMember ?? false)) changes.Add(new MembershipChange(id, live[i].Key, isMember, moment.NowUs, reason, (known?.Changes ?? 0) + 1));
            }
        }
        return changes;
    }

    // A rule that cannot be asked does not keep the others from being asked.
    private async ValueTask<MemberSets> HoldsAsync(LiveSegment[] live, IReadOnlyCollection<long> numbers, RuleMoment moment, CancellationToken ct)
    {
        try
        {
            return await questions.HoldsAsync(live, numbers, moment, ct);
        }
        catch (Exception error) when (IsOfRule(error))
        {
            foreach (var segment in live)
            {
                try
                {
                    await questions.HoldsAsync([segment], [], moment, ct);
                }
                catch (Exception own) when (IsOfRule(own))
                {
                    await MarkAsync(segment, moment, SegmentPhase.Failed, own.Message, ct);
                }
            }
            throw;
        }
    }

    private static bool IsOfRule(Exception error) => error is ColumnQueryException or RuleNameException;

    private async ValueTask<List<MembershipChange>> LeaveAsync(List<ProfileId> gone, RuleMoment moment, CancellationToken ct) =>
        gone.Count == 0 ? [] : [.. (await derived.ReadAsync(gone, ct)).Where(membership => membership.IsMember)
            .Select(membership => new MembershipChange(membership.Profile, membership.Segment, false, moment.NowUs, MembershipReason.Gone, membership.Changes + 1))];

    /// <summary>Says changes in the ledger, and then keeps them with what they bring it to.</summary>
    private async ValueTask KeepAsync(List<MembershipChange> changes, DerivationProgress? progress, RuleMoment moment, CancellationToken ct)
    {
        var kept = await _stages.OfAsync("ledger", () => SayAsync(changes, ct));
        if (changes.Count > 0) FailPoint.Reach("segments_said");
        await _stages.OfAsync("derived", () => derived.PutAsync(new DerivationBatch { AtUs = moment.NowUs, Changes = kept, Progress = progress }, ct));
        if (progress is not { } reached) return;
        _progress = reached;
        Volatile.Write(ref _position, reached.Position);
        Volatile.Write(ref _evaluatedAtUs, reached.EvaluatedAtUs);
    }

    private async ValueTask<IReadOnlyList<MembershipChange>> SayAsync(List<MembershipChange> changes, CancellationToken ct)
    {
        var told = Enumerable.Range(0, changes.Count).Where(i => changes[i].Reason is not (MembershipReason.Filled or MembershipReason.Gone)).ToArray();
        if (told.Length == 0) return changes;
        var said = await statements.CommitAsync([.. told.Select(i => Statement(changes[i]))], ct);
        var kept = changes.ToArray();
        for (var i = 0; i < told.Length; i++)
        {
            // Who became part of another profile meanwhile leaves in silence, as the next turn would find.
            if (said[i] is null) kept[told[i]] = kept[told[i]] with { Reason = MembershipReason.Gone };
        }
        return [.. kept.Where(change => change is not { Reason: MembershipReason.Gone, Entered: true })];
    }

    // The number of the change makes the name of a statement the same when it is made again after a crash.
    private MembershipStatement Statement(MembershipChange change)
    {
        var mark = _marks[change.Segment];
        return new MembershipStatement(
            change.Profile, change.Entered ? MembershipEvents.Entered : MembershipEvents.Exited,
            string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{change.Segment}:{change.Profile}:{mark.FilledAtUs}:{change.Number}"), change.AtUs,
            [("segment", change.Segment), ("name", mark.Name), ("reason", LiveWords.Of(change.Reason))]);
    }

    /// <inheritdoc />
    public void Dispose() => _turn.Dispose();

    private static string DayOf(RuleMoment moment) => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{moment.Today:yyyy-MM-dd} {moment.Zone.Id}");
}
