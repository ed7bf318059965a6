namespace Kartoteka.Domain.Identity;

/// <summary>What a rebuild changed.</summary>
/// <param name="Profiles">Live profiles that hold the records now.</param>
/// <param name="RecordsMoved">Records whose profile is another than before.</param>
/// <param name="ProfilesMerged">Profiles left without records: their ids redirect.</param>
/// <param name="ProfilesAdded">Profiles new or living again.</param>
/// <param name="ClaimsChanged">Claims that join now and did not, or the other way round.</param>
public sealed record RebuildOutcome(IReadOnlyList<ProfileId> Profiles, int RecordsMoved, int ProfilesMerged, int ProfilesAdded, int ClaimsChanged);

public sealed partial class IdentityResolver
{
    /// <summary>Moves records between <paramref name="profiles"/> until they are as <paramref name="partition"/> says.</summary>
    /// <param name="profiles">Whole live profiles of the set; their records are just those of the partition.</param>
    /// <param name="partition">The profiles to be.</param>
    /// <param name="absorbed">As for <see cref="Unmerge"/>, of all the profiles.</param>
    /// <param name="who">The person or rule.</param>
    /// <param name="why">The reason.</param>
    /// <param name="atUs">Our clock.</param>
    public RebuildOutcome Rebuild(
        IReadOnlyList<ProfileState> profiles, IdentityPartition partition, IReadOnlyList<(ProfileState Profile, IReadOnlyList<long> RecordIds)> absorbed,
        string who, string why, long atUs)
    {
        var before = profiles.ToDictionary(profile => profile, profile => profile.Records.ToArray());
        var records = before.Values.SelectMany(all => all).ToDictionary(record => record.Id);
        var origin = before.SelectMany(pair => pair.Value.Select(record => (record.Id, pair.Key))).ToDictionary(pair => pair.Id, pair => pair.Key);
        var added = 0;
        var targets = new Dictionary<long, ProfileState>(records.Count);
        foreach (var group in partition.Groups)
        {
            var target = Keeper(group, before, origin);
            if (target is null)
            {
                target = Revive(group, absorbed, records[group[0]], atUs);
                added++;
            }
            foreach (var id in group) targets[id] = target;
        }
        foreach (var (id, target) in targets) Place(records[id], target, atUs);
        var merged = profiles.Where(profile => profile.Records.Count == 0).ToArray();
        foreach (var profile in merged) Redirect(profile, Majority(before[profile].Select(record => record.Id), targets)!);
        foreach (var profile in profiles) WriteMoves(profile, before[profile], who, why, atUs);
        Retarget(absorbed, targets, merged, who, why, atUs);
        var changed = Restate(records, partition, atUs);
        return new RebuildOutcome(
            [.. targets.Values.Distinct().Select(profile => profile.Id).Order()], targets.Count(pair => origin[pair.Key] != pair.Value), merged.Length, added, changed);
    }

    // The part with the oldest record of a profile keeps its id; of several such profiles the oldest, as when the rules merge.
    private static ProfileState? Keeper(IReadOnlyList<long> group, Dictionary<ProfileState, RecordState[]> before, Dictionary<long, ProfileState> origin) =>
        group.Where(id => before[origin[id]].Min(record => record.Id) == id).Select(id => origin[id]).OrderBy(profile => profile.CreatedAtUs).ThenBy(profile => profile.Id)
            .FirstOrDefault();

    private ProfileState Revive(
        IReadOnlyList<long> group, IReadOnlyList<(ProfileState Profile, IReadOnlyList<long> RecordIds)> absorbed, RecordState first, long atUs)
    {
        // Records that joined the customer after the merge do not make another customer of it, hence all of its records and not just those.
        var inside = group.ToHashSet();
        var revived = absorbed.Where(candidate => candidate.Profile.MergedInto is not null && candidate.RecordIds.Count > 0 && candidate.RecordIds.All(inside.Contains))
            .OrderByDescending(candidate => candidate.RecordIds.Count).ThenBy(candidate => candidate.Profile.CreatedAtUs).ThenBy(candidate => candidate.Profile.Id)
            .FirstOrDefault().Profile;
        var profile = revived ?? new ProfileState(ids.NewProfileId(atUs), first.Kind, first.Realm, atUs);
        if (revived is null) plan.NewProfiles.Add(profile);
        else plan.RedirectedProfiles.Add(profile);
        profile.MergedInto = null;
        set.Profiles[profile.Id] = profile;
        return profile;
    }

    private void Place(RecordState record, ProfileState target, long atUs)
    {
        if (record.Profile == target.Id) return;
        var left = set.ProfileOf(record);
        left.Records.Remove(record);
        target.Records.Add(record);
        record.Profile = target.Id;
        plan.ChangedProfiles.Add(left.Id);
        MarkDirty(record, atUs);
    }

    private void Redirect(ProfileState profile, ProfileState target)
    {
        if (profile.MergedInto == target.Id) return;
        profile.MergedInto = target.Id;
        set.Profiles.Remove(profile.Id);
        plan.RedirectedProfiles.Add(profile);
        plan.ChangedProfiles.Add(profile.Id);
    }

    // An id merged away long ago goes on leading to the customer that it stood for, even if those records went elsewhere. Where it does
    // so by way of others it is left alone, since each step of that way can still be undone.
    private void Retarget(
        IReadOnlyList<(ProfileState Profile, IReadOnlyList<long> RecordIds)> absorbed, Dictionary<long, ProfileState> targets, ProfileState[] merged,
        string who, string why, long atUs)
    {
        var redirects = absorbed.Select(candidate => candidate.Profile).Concat(merged).ToDictionary(profile => profile.Id);
        foreach (var (profile, recordIds) in absorbed)
        {
            if (profile.MergedInto is not { } next || Majority(recordIds, targets) is not { } target) continue;
            while (redirects.TryGetValue(next, out var step) && step.MergedInto is { } further) next = further;
            if (next == target.Id) continue;
            Redirect(profile, target);
            var moved = recordIds.Where(id => targets.TryGetValue(id, out var now) && now == target).Order();
            plan.History.Add(new HistoryEntry(ids.NextPosition(), atUs, HistoryKind.Merge, profile.Id, target.Id, [.. moved], who, why, null));
        }
    }

    private static ProfileState? Majority(IEnumerable<long> recordIds, Dictionary<long, ProfileState> targets) =>
        recordIds.Where(targets.ContainsKey).GroupBy(id => targets[id]).OrderByDescending(part => part.Count()).ThenBy(part => part.Min()).FirstOrDefault()?.Key;

    private void WriteMoves(ProfileState from, RecordState[] had, string who, string why, long atUs)
    {
        foreach (var part in had.Where(record => record.Profile != from.Id).GroupBy(record => record.Profile).OrderBy(part => part.Key))
        {
            var kind = from.MergedInto == part.Key ? HistoryKind.Merge : HistoryKind.Unmerge;
            plan.History.Add(new HistoryEntry(ids.NextPosition(), atUs, kind, from.Id, part.Key, [.. part.Select(record => record.Id).Order()], who, why, null));
        }
    }

    private int Restate(Dictionary<long, RecordState> records, IdentityPartition partition, long atUs)
    {
        var changed = partition.Claims.SelectMany(pair => records[pair.Key].Claims.Zip(pair.Value, (claim, outcome) => (Record: records[pair.Key], claim, outcome)))
            .Where(change => new ClaimOutcome(change.claim.State, change.claim.Reason) != change.outcome).ToArray();
        foreach (var (record, claim, outcome) in changed)
        {
            if (claim.State == ClaimState.Refused && outcome.State != ClaimState.Refused) plan.Resolve(record.Id, claim.Identifier);
            (claim.State, claim.Reason) = (outcome.State, outcome.Reason);
            plan.Claims.Add((record, claim));
            MarkDirty(record, atUs);
            if (outcome.State == ClaimState.Refused) set.RemoveClaimant(record, claim.Identifier);
            else set.AddClaimant(record, claim.Identifier);
        }
        // After all have changed, so that a conflict names those who hold the identifier now.
        foreach (var (record, claim, _) in changed.Where(change => change.outcome.State == ClaimState.Refused))
        {
            plan.Add(new Conflict(record.Id, claim.Identifier, claim.Reason, [.. Owners(record, claim.Identifier).Select(owner => owner.Id)], atUs));
        }
        return changed.Length;
    }

    /// <summary>Joins because a remembered decision says so: limits do not apply; the cap and a decision against it do.</summary>
    internal void UniteDecided(RecordState one, RecordState other)
    {
        var (left, right) = (set.ProfileOf(one), set.ProfileOf(other));
        if (ReferenceEquals(left, right) || left.Kind != right.Kind || left.Realm != right.Realm) return;
        if (left.Records.Count + right.Records.Count > rules.RecordsPerProfileMax || AreDecidedDifferent(left, right)) return;
        Unite(left, right, "same", new Cause(0, 0, null));
    }

    /// <summary>Lets a known claim act again on <paramref name="copy"/>, which does not hold it yet.</summary>
    internal void LinkAgain(RecordState copy, Claim claim)
    {
        var cause = new Cause(claim.FirstSeenUs, copy.CreatedAtUs, null);
        var stood = claim.State != ClaimState.Refused;
        // What a refused claim was stated as is not kept; an alias that still arrives will say so again.
        var state = stood ? claim.State : ClaimState.Active;
        var refusal = claim.Reason == ConflictReason.Full ? ConflictReason.Full
            : rules.IsBlocked(claim.Identifier) ? ConflictReason.Blocked
            : rules.IsShared(claim.Identifier) ? ConflictReason.None
            : Join(copy, claim.Identifier, state, cause);
        // Two customers who were parted both keep the identifier that they claim: it goes on being contested, as it is live.
        if (refusal == ConflictReason.Decision && stood) refusal = ConflictReason.None;
        Write(copy, claim: null, claim.Identifier, refusal == ConflictReason.None ? state : ClaimState.Refused, refusal, cause);
    }
}
