using Kartoteka.Domain.Identity;
using Kartoteka.Domain.Segments;
using Kartoteka.Storage.Columns;
using Kartoteka.Storage.Segments;
using Microsoft.Extensions.Logging;

namespace Kartoteka.Modules.Segments.Live;

// Segments looked at as a whole: when they are new or changed, when the day does, when everybody may have changed, and to see whether all is right.
internal sealed partial class SegmentFollower
{
    /// <summary>Changes that are written at once.</summary>
    private const int ChangesAtOnce = 2_000;

    private const int MembersAtOnce = 2_000;
    private const long UsPerMinute = 60_000_000;

    /// <summary>Takes up segments that are new, changed or gone.</summary>
    private async ValueTask<bool> AdoptAsync(IReadOnlyList<LiveSegment> segments, long position, RuleMoment moment, CancellationToken ct)
    {
        var removed = _marks.Keys.Except(segments.Select(segment => segment.Key)).ToArray();
        if (removed.Length > 0)
        {
            await derived.PutAsync(new DerivationBatch { AtUs = moment.NowUs, Removed = removed }, ct);
            foreach (var key in removed) (_, _) = (_marks.Remove(key), _heads.Remove(key));
        }
        var (fill, pass) = (new List<LiveSegment>(), new List<LiveSegment>());
        foreach (var segment in segments)
        {
            var mark = _marks.GetValueOrDefault(segment.Key);
            var isSame = mark?.Meaning == segment.Meaning;
            if (mark is { Phase: SegmentPhase.Live } && isSame)
            {
                // A new name alone changes nobody's membership.
                if (mark.Version != segment.Definition.Version) await MarkAsync(segment, moment, SegmentPhase.Live, null, ct);
            }
            else if (mark is { Phase: SegmentPhase.Live } && mark.Version == segment.Definition.Version) pass.Add(segment);
            else if (mark is not { Phase: SegmentPhase.Failed } || !isSame || moment.NowUs - _triedAtUs > UsPerMinute)
            {
                if (HasAllOf(segment, position)) fill.Add(segment);
            }
        }
        if (pass.Count > 0) await EachAsync(pass, moment, async some =>
        {
            // A segment that it names was changed: its members come and go, and that is told.
            await PassAsync([.. some], moment, Saying(MembershipReason.Definition, moment), ct);
            foreach (var segment in some) await MarkAsync(segment, moment, SegmentPhase.Live, null, ct);
        }, ct);
        if (fill.Count > 0) await FillAsync(fill, moment, ct);
        return removed.Length + fill.Count + pass.Count > 0;
    }

    private readonly Dictionary<string, (string Meaning, long Head)> _heads = new(StringComparer.Ordinal);

    // What was in the ledger when the segment was made fills it; only what comes after it makes people enter. So a replica that is behind is waited for.
    private bool HasAllOf(LiveSegment segment, long position)
    {
        if (!_heads.TryGetValue(segment.Key, out var seen) || seen.Meaning != segment.Meaning) _heads[segment.Key] = seen = (segment.Meaning, ledger.HeadPosition);
        return position >= seen.Head;
    }

    private long _triedAtUs;

    private async ValueTask FillAsync(List<LiveSegment> fill, RuleMoment moment, CancellationToken ct)
    {
        _triedAtUs = moment.NowUs;
        foreach (var segment in fill) await MarkAsync(segment, moment, SegmentPhase.Filling, null, ct, filledAtUs: moment.NowUs);
        await EachAsync(fill, moment, async some =>
        {
            await PassAsync([.. some], moment, Saying(MembershipReason.Filled, moment), ct);
            foreach (var segment in some) await MarkAsync(segment, moment, SegmentPhase.Live, null, ct);
        }, ct);
    }

    // All at once, since they share one reading of the events; one by one where some cannot be asked, so that the others can.
    private async ValueTask EachAsync(List<LiveSegment> segments, RuleMoment moment, Func<IReadOnlyList<LiveSegment>, Task> work, CancellationToken ct)
    {
        try
        {
            await work(segments);
        }
        catch (Exception error) when (IsOfRule(error) && segments.Count > 1)
        {
            foreach (var segment in segments) await EachAsync([segment], moment, work, ct);
        }
        catch (Exception error) when (IsOfRule(error))
        {
            await MarkAsync(segments[0], moment, SegmentPhase.Failed, error.Message, ct);
        }
    }

    private async ValueTask MarkAsync(LiveSegment segment, RuleMoment moment, SegmentPhase phase, string? error, CancellationToken ct, long? filledAtUs = null)
    {
        var filled = filledAtUs ?? _marks.GetValueOrDefault(segment.Key)?.FilledAtUs ?? moment.NowUs;
        var mark = new SegmentMark(segment.Key, segment.Definition.Name, segment.Definition.Version, segment.Meaning, filled, phase, error);
        await derived.PutAsync(new DerivationBatch { AtUs = moment.NowUs, Marks = [mark] }, ct);
        _marks[segment.Key] = mark;
        if (error is not null) LogFailed(log, segment.Key, error);
    }

    /// <summary>Looks at segments that change when the day does, or by the minute; true when there were any.</summary>
    private async ValueTask<bool> PassTimeAsync(LiveSegment[] live, RuleMoment moment, CancellationToken ct)
    {
        var isNewDay = _progress.Day != DayOf(moment);
        var isNewMinute = moment.NowUs / UsPerMinute != _progress.EvaluatedAtUs / UsPerMinute;
        var due = live.Where(segment => (isNewDay && segment.Timing.ByDay) || (isNewMinute && segment.Timing.ByMinute)).ToArray();
        if (due.Length > 0) await PassAsync(due, moment, Saying(MembershipReason.Time, moment), ct);
        return isNewDay || due.Length > 0;
    }

    private Func<IReadOnlyList<(ProfileId Profile, LiveSegment Segment, bool Entered, long Changes)>, ValueTask> Saying(MembershipReason reason, RuleMoment moment) => differences =>
        KeepAsync([.. differences.Select(one => new MembershipChange(one.Profile, one.Segment.Key, one.Entered, moment.NowUs, reason, one.Changes + 1))], null, moment, CancellationToken.None);

    /// <summary>Works out all members of some segments, in eight bytes a profile for 62 segments, and hands over what differs from what is kept, some at a time.</summary>
    private async ValueTask PassAsync(
        LiveSegment[] segments, RuleMoment moment, Func<IReadOnlyList<(ProfileId Profile, LiveSegment Segment, bool Entered, long Changes)>, ValueTask> found, CancellationToken ct)
    {
        if (segments.Length == 0) return;
        var (members, place) = await questions.AllAsync(segments, moment, ct);
        await using var people = await questions.PeopleAsync(ct);
        // Numbers of profiles are of one replica.
        if (MembershipQuestions.PlaceOf(people).Epoch != place.Epoch) throw new ColumnsUnavailableException("The replica was made anew meanwhile.");
        var kept = segments.Select(segment => new KeptMembers(derived, segment.Key)).ToArray();
        var differences = new List<(ProfileId, LiveSegment, bool, long)>();
        while (await people.ReadAsync(ct))
        {
            for (var row = 0; row < people.Count; row++)
            {
                var (number, id) = (people.Whole(0)[row], new ProfileId(people.Uuid(1, row)));
                for (var i = 0; i < segments.Length; i++)
                {
                    // Members that stand before this profile are of profiles that are no more.
                    while (kept[i].IsBefore(id) || (kept[i].IsAtEnd && await kept[i].FillAsync(ct)))
                    {
                        if (!kept[i].IsBefore(id)) continue;
                        var lost = kept[i].Now!;
                        differences.Add((lost.Profile, segments[i], false, lost.Changes));
                        kept[i].Pass();
                    }
                    var isKept = kept[i].Now is { } now && now.Profile == id;
                    var changes = isKept ? kept[i].Now!.Changes : 0;
                    if (isKept) kept[i].Pass();
                    if (isKept != members.Has(i, number)) differences.Add((id, segments[i], !isKept, changes));
                }
                if (differences.Count >= ChangesAtOnce) await HandAsync(differences, found, ct);
            }
        }
        for (var i = 0; i < segments.Length; i++)
        {
            while (!kept[i].IsAtEnd || await kept[i].FillAsync(ct))
            {
                var lost = kept[i].Now!;
                differences.Add((lost.Profile, segments[i], false, lost.Changes));
                kept[i].Pass();
                if (differences.Count >= ChangesAtOnce) await HandAsync(differences, found, ct);
            }
        }
        await HandAsync(differences, found, ct);
    }

    // Who enters may have been a member before: the number of the change goes on from there.
    private async ValueTask HandAsync(
        List<(ProfileId Profile, LiveSegment Segment, bool Entered, long Changes)> differences, Func<IReadOnlyList<(ProfileId Profile, LiveSegment Segment, bool Entered, long Changes)>, ValueTask> found, CancellationToken ct)
    {
        if (differences.Count == 0) return;
        var known = (await derived.ReadAsync([.. differences.Where(one => one.Entered).Select(one => one.Profile).Distinct()], ct)).ToDictionary(one => (one.Profile, one.Segment), one => one.Changes);
        await found([.. differences.Select(one => one.Entered ? one with { Changes = known.GetValueOrDefault((one.Profile, one.Segment.Key)) } : one)]);
        differences.Clear();
    }

    /// <summary>Members of a segment in order of id, some at a time.</summary>
    private sealed class KeptMembers(IProfileDerivations derived, string segment)
    {
        private IReadOnlyList<Membership> _page = [];
        private int _at;
        private ProfileId? _last;
        private bool _isOver;

        public Membership? Now => _at < _page.Count ? _page[_at] : null;

        public bool IsAtEnd => _at >= _page.Count;

        public bool IsBefore(ProfileId id) => _at < _page.Count && _page[_at].Profile < id;

        public void Pass() => _at++;

        /// <summary>Reads on; false when there is nothing more.</summary>
        public async ValueTask<bool> FillAsync(CancellationToken ct)
        {
            if (_isOver) return false;
            _page = await derived.ReadMembersAsync(segment, _last, MembersAtOnce, ct);
            (_at, _isOver, _last) = (0, _page.Count < MembersAtOnce, _page.Count > 0 ? _page[^1].Profile : _last);
            return _page.Count > 0;
        }
    }

    [LoggerMessage(2401, LogLevel.Error, "Segment {Segment} cannot be asked: {Error}")]
    private static partial void LogFailed(ILogger log, string segment, string error);
}
