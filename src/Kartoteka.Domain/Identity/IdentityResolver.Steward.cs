namespace Kartoteka.Domain.Identity;

public sealed partial class IdentityResolver
{
    /// <summary>
    /// Joins <paramref name="absorbed"/> into <paramref name="survivor"/> because a person says so: limits do not apply, and the decision
    /// outlives rebuilds.
    /// </summary>
    /// <returns>Null when done, else why not: <c>same_profile</c>, <c>no_records</c>, <c>other_kind</c>, <c>other_legal_entity</c>, <c>records_cap</c>.</returns>
    public string? Merge(ProfileState survivor, ProfileState absorbed, string who, string why, long atUs)
    {
        if (survivor.Id == absorbed.Id) return "same_profile";
        if (survivor.Records.Count == 0 || absorbed.Records.Count == 0) return "no_records";
        if (survivor.Kind != absorbed.Kind) return "other_kind";
        if (survivor.Realm != absorbed.Realm) return "other_legal_entity";
        if (survivor.Records.Count + absorbed.Records.Count > rules.RecordsPerProfileMax) return "records_cap";
        DropOpposing(survivor, absorbed);
        var decision = new DecisionTag(ids.NextPosition(), DecisionTag.Same);
        survivor.Anchor.Decisions.Add(decision);
        absorbed.Anchor.Decisions.Add(decision);
        plan.DirtyRecords.Add(survivor.Anchor);
        Move(absorbed, survivor, who, why, atUs, messageId: null);
        return null;
    }

    /// <summary>
    /// Takes <paramref name="leaving"/> out of <paramref name="profile"/>: with them go their traits, identifiers and events. If they are
    /// just the records that one merge brought in, that profile lives again under its own id; otherwise they get a new one. The two
    /// sides are remembered as different, so that an identifier which both claim does not join them again.
    /// </summary>
    /// <param name="profile">The profile to take records from.</param>
    /// <param name="leaving">Some of its records, not all.</param>
    /// <param name="absorbed">
    /// Profiles that redirect to it, also through others, with the records each brought when it was last merged: one entry for each.
    /// </param>
    /// <param name="who">The person or token.</param>
    /// <param name="why">The reason.</param>
    /// <param name="atUs">Our clock.</param>
    /// <returns>The profile that the records are now, or why not: <c>no_records</c>, <c>all_records</c>.</returns>
    public (ProfileState? Result, string? Refusal) Unmerge(
        ProfileState profile, IReadOnlyCollection<RecordState> leaving, IReadOnlyList<(ProfileState Profile, IReadOnlyList<long> RecordIds)> absorbed, string who, string why, long atUs)
    {
        if (leaving.Count == 0) return (null, "no_records");
        if (leaving.Count >= profile.Records.Count) return (null, "all_records");
        var result = Separate(profile, leaving, OriginOf(leaving, absorbed), who, why, atUs);
        Remember(profile, result);
        return (result, null);
    }

    // The merged profile that had just these records.
    private static ProfileState? OriginOf(IReadOnlyCollection<RecordState> leaving, IReadOnlyList<(ProfileState Profile, IReadOnlyList<long> RecordIds)> absorbed)
    {
        var left = leaving.Select(record => record.Id).ToHashSet();
        return absorbed.FirstOrDefault(candidate => candidate.Profile.MergedInto is not null && left.SetEquals(candidate.RecordIds)).Profile;
    }

    private ProfileState Separate(ProfileState profile, IReadOnlyCollection<RecordState> leaving, ProfileState? origin, string who, string why, long atUs)
    {
        var result = origin ?? new ProfileState(ids.NewProfileId(atUs), profile.Kind, profile.Realm, atUs);
        if (origin is null) plan.NewProfiles.Add(result);
        else plan.RedirectedProfiles.Add(result);
        result.MergedInto = null;
        set.Profiles[result.Id] = result;
        foreach (var record in leaving)
        {
            profile.Records.Remove(record);
            result.Records.Add(record);
            record.Profile = result.Id;
            MarkDirty(record, atUs);
        }
        plan.ChangedProfiles.Add(profile.Id);
        plan.ChangedProfiles.Add(result.Id);
        plan.History.Add(new HistoryEntry(
            ids.NextPosition(), atUs, HistoryKind.Unmerge, profile.Id, result.Id, [.. leaving.Select(record => record.Id)], who, why, null));
        return result;
    }

    private void Remember(ProfileState stayed, ProfileState left)
    {
        var undone = stayed.Records.SelectMany(Joining).Intersect(left.Records.SelectMany(Joining)).ToHashSet();
        var decisionId = ids.NextPosition();
        foreach (var (side, profile) in new[] { ((byte)0, stayed), ((byte)1, left) })
        {
            ReplaceSame(profile, undone);
            foreach (var record in profile.Records)
            {
                record.Decisions.Add(new DecisionTag(decisionId, side));
                plan.DirtyRecords.Add(record);
            }
        }
        static IEnumerable<long> Joining(RecordState record) => record.Decisions.Where(tag => tag.Joins).Select(tag => tag.DecisionId);
    }

    // A "same" that reaches across is undone. The records of one side that it held together, perhaps only by way of the other side,
    // were not asked about: they stay one customer by a decision of their own.
    private void ReplaceSame(ProfileState profile, HashSet<long> undone)
    {
        var attached = profile.Records.Where(record => record.IsAttached).ToArray();
        var bound = profile.Records.Where(record => record.Decisions.Exists(IsUndone)).ToArray();
        foreach (var record in bound) record.Decisions.RemoveAll(IsUndone);
        bool IsUndone(DecisionTag tag) => tag.Joins && undone.Contains(tag.DecisionId);
        var found = bound.Except(attached).ToArray();
        if (found.Length > 1)
        {
            var together = new DecisionTag(ids.NextPosition(), DecisionTag.Same);
            foreach (var record in found) record.Decisions.Add(together);
        }
        BindLoose(profile, attached);
    }

    // A later "same" overrules an earlier "different" between the two. It is forgotten on one side only, so that it still parts the
    // survivor from records elsewhere that it was about too.
    private void DropOpposing(ProfileState survivor, ProfileState absorbed)
    {
        var opposing = survivor.Records.SelectMany(record => record.Decisions).Where(tag => !tag.Joins)
            .Select(tag => new DecisionTag(tag.DecisionId, (byte)(1 - tag.Side))).ToHashSet();
        foreach (var record in absorbed.Records)
        {
            if (record.Decisions.RemoveAll(opposing.Contains) > 0) plan.DirtyRecords.Add(record);
        }
    }
}
