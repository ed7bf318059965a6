namespace Kartoteka.Domain.Identity;

/// <summary>A decision's tag that a record was given or lost, so that it can be taken back exactly.</summary>
/// <param name="RecordId">The record.</param>
/// <param name="Tag">The tag.</param>
/// <param name="Added">True when it was given, false when it was taken away.</param>
public readonly record struct TagChange(long RecordId, DecisionTag Tag, bool Added);

// What a steward says of two profiles beside merging them, and how that is taken back.
public sealed partial class IdentityResolver
{
    /// <summary>
    /// Remembers that two profiles are different customers: identifiers that both claim, now or later, do not join them. No record moves.
    /// </summary>
    /// <returns>Null when done, else why not: <c>same_profile</c>, <c>no_records</c>, <c>other_kind</c>, <c>other_legal_entity</c>.</returns>
    public string? Differ(ProfileState one, ProfileState other)
    {
        if (one.Id == other.Id) return "same_profile";
        if (one.Records.Count == 0 || other.Records.Count == 0) return "no_records";
        if (one.Kind != other.Kind) return "other_kind";
        if (one.Realm != other.Realm) return "other_legal_entity";
        Remember(one, other);
        plan.ChangedProfiles.Add(one.Id);
        plan.ChangedProfiles.Add(other.Id);
        return null;
    }

    /// <summary>Undoes a merge as if it had never been: the records leave, and what the merge had tagged or untagged is as before.</summary>
    /// <param name="profile">The profile that holds both sides now.</param>
    /// <param name="leaving">Just the records that the merge brought in.</param>
    /// <param name="absorbed">As for <see cref="Unmerge"/>.</param>
    /// <param name="changes">What the merge did to the tags of records.</param>
    /// <param name="who">The person or token.</param>
    /// <param name="why">The reason.</param>
    /// <param name="atUs">Our clock.</param>
    /// <returns>The profile that the records are now.</returns>
    public ProfileState TakeApart(
        ProfileState profile, IReadOnlyCollection<RecordState> leaving, IReadOnlyList<(ProfileState Profile, IReadOnlyList<long> RecordIds)> absorbed,
        IReadOnlyList<TagChange> changes, string who, string why, long atUs)
    {
        var result = Separate(profile, leaving, OriginOf(leaving, absorbed), who, why, atUs);
        Revert(changes);
        return result;
    }

    /// <summary>Undoes an un-merge: the records that left are back, and its decision is forgotten.</summary>
    /// <param name="stayed">The profile that they had left.</param>
    /// <param name="left">The profile that they are now.</param>
    /// <param name="changes">What the un-merge did to the tags of records.</param>
    /// <param name="who">The person or token.</param>
    /// <param name="why">The reason.</param>
    /// <param name="atUs">Our clock.</param>
    public void Rejoin(ProfileState stayed, ProfileState left, IReadOnlyList<TagChange> changes, string who, string why, long atUs)
    {
        Revert(changes);
        Move(left, stayed, who, why, atUs, messageId: null);
    }

    /// <summary>Gives back tags that were taken away and takes away those that were given; what came since stays.</summary>
    public void Revert(IReadOnlyList<TagChange> changes)
    {
        foreach (var change in changes)
        {
            if (!set.RecordsById.TryGetValue(change.RecordId, out var record)) continue;
            if (change.Added) record.Decisions.Remove(change.Tag);
            else if (!record.Decisions.Contains(change.Tag)) record.Decisions.Add(change.Tag);
            plan.DirtyRecords.Add(record);
            plan.ChangedProfiles.Add(record.Profile);
        }
    }
}
