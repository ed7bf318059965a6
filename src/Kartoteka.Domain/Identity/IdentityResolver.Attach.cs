using Kartoteka.Domain.Events;

namespace Kartoteka.Domain.Identity;

public sealed partial class IdentityResolver
{
    /// <summary>
    /// The record that an attached event speaks of: the profile's record of that source if it has one, else a new one, bound to the profile
    /// by a decision that outlives rebuilds. Nothing is touched when it is refused.
    /// </summary>
    private (RecordState? Record, string? Refusal) FindOrAttach(PreparedEvent prepared, long anchorId)
    {
        if (!set.RecordsById.TryGetValue(anchorId, out var anchor)) return (null, "record_gone");
        if (prepared.IsOnRecord) return (anchor, null);
        var profile = set.ProfileOf(anchor);
        var known = anchor.Key.SourceId == prepared.Event.SourceId ? anchor
            : profile.Records.Where(record => record.Key.SourceId == prepared.Event.SourceId).MinBy(record => record.Id);
        if (known is not null) return ExceedsTraits(known, prepared.Event.Traits) ? (null, "trait_limit") : (known, null);
        if (anchor.Realm != prepared.Realm) return (null, "other_legal_entity");
        if (set.Records.ContainsKey(prepared.Subject)) return (null, "record_taken");
        if (profile.Records.Count >= rules.RecordsPerProfileMax) return (null, "records_cap");
        if (prepared.Event.Traits.Count > RecordState.TraitsMax) return (null, "trait_limit");
        return (Attach(prepared, profile), null);
    }

    private RecordState Attach(PreparedEvent prepared, ProfileState profile)
    {
        var record = new RecordState(ids.NextRecordId(), prepared.Subject, profile.Kind, profile.Realm, prepared.Event.ReceivedAtUs) { Profile = profile.Id };
        profile.Records.Add(record);
        set.AddRecord(record);
        plan.NewRecords.Add(record);
        MarkDirty(record, prepared.Event.ReceivedAtUs);
        Bind(record, profile, [.. profile.Records.Where(other => other.IsAttached)]);
        return record;
    }

    // To the oldest record that is not attached itself, since such a one is held by what its source says. One that is left alone keeps its
    // mark: whoever it is merged with later, it is bound again when that is undone.
    private void Bind(RecordState record, ProfileState profile, IReadOnlyCollection<RecordState> attached)
    {
        var decisionId = ids.NextPosition();
        record.Decisions.Add(new DecisionTag(decisionId, DecisionTag.Attached));
        plan.DirtyRecords.Add(record);
        if (profile.Records.Where(other => other != record).OrderBy(other => attached.Contains(other)).ThenBy(other => other.Id).FirstOrDefault() is not { } anchor) return;
        anchor.Decisions.Add(new DecisionTag(decisionId, DecisionTag.Same));
        plan.DirtyRecords.Add(anchor);
    }

    // A record found by its identifiers is held by them; of an attached one nothing but a decision says whose it is. One that was left alone
    // and has come to a customer again is bound there, whatever brought it.
    private void BindLoose(ProfileState profile, IReadOnlyCollection<RecordState> attached)
    {
        foreach (var record in attached)
        {
            if (profile.Records.Count == 1 && record.IsAttached) continue;
            var joining = record.Decisions.Where(tag => tag.Joins).Select(tag => tag.DecisionId).ToHashSet();
            if (!profile.Records.Exists(other => other != record && other.Decisions.Exists(tag => tag.Joins && joining.Contains(tag.DecisionId))))
            {
                record.Decisions.RemoveAll(tag => tag.Side == DecisionTag.Attached);
                Bind(record, profile, attached);
            }
            else if (!record.IsAttached)
            {
                record.Decisions.Add(new DecisionTag(ids.NextPosition(), DecisionTag.Attached));
                plan.DirtyRecords.Add(record);
            }
        }
    }

    /// <summary>
    /// Binds records that were attached by way of <paramref name="leaving"/> to another record of their profile, before those are removed
    /// for good.
    /// </summary>
    /// <param name="profile">A profile of the set, still whole.</param>
    /// <param name="leaving">Some of its records.</param>
    public void Rebind(ProfileState profile, IReadOnlySet<RecordState> leaving)
    {
        var staying = new ProfileState(profile.Id, profile.Kind, profile.Realm, profile.CreatedAtUs);
        staying.Records.AddRange(profile.Records.Where(record => !leaving.Contains(record)));
        BindLoose(staying, [.. staying.Records.Where(record => record.IsAttached)]);
    }

    private static bool ExceedsTraits(RecordState known, IReadOnlyList<TraitStatement> traits) =>
        known.Traits.Count + traits.Count > RecordState.TraitsMax
        && known.Traits.Count + traits.Count(trait => !known.Traits.ContainsKey(trait.Name)) > RecordState.TraitsMax;
}
