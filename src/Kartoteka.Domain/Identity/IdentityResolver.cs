namespace Kartoteka.Domain.Identity;

/// <summary>
/// Deterministic identity resolution: finds the record and the profile of each event, joins profiles that share an identifier, and
/// refuses joins that a protection forbids. Pure: it works on a loaded <see cref="WorkingSet"/> and writes down what changed in a
/// <see cref="CommitPlan"/>. After an exception both are spoilt and must be dropped.
/// </summary>
public sealed partial class IdentityResolver(IdentityRules rules, WorkingSet set, CommitPlan plan, IIdSource ids)
{
    /// <summary>Name under which the history says that the rules, and no person, caused a merge.</summary>
    public const string RulesActor = "rules";

    /// <summary>Why an event was refused, or null when it was placed.</summary>
    public string? Apply(PreparedEvent prepared)
    {
        var incoming = prepared.Event;
        if (prepared.AttachTo is { } anchor)
        {
            var (attached, refusal) = FindOrAttach(prepared, anchor);
            if (attached is not null) State(prepared, attached);
            return refusal;
        }
        if (Refusal(prepared) is { } reason) return reason;
        State(prepared, FindOrAddRecord(prepared.Subject, ProfileKind.Person, prepared.Realm, incoming.ReceivedAtUs));
        return null;
    }

    private void State(PreparedEvent prepared, RecordState record)
    {
        var incoming = prepared.Event;
        var cause = new Cause(incoming.OccurredAtUs, incoming.ReceivedAtUs, incoming.MessageId);
        foreach (var identifier in prepared.Claims) Link(record, identifier, ClaimState.Active, cause);
        foreach (var identifier in incoming.AliasOf)
        {
            if (!rules.IsBlocked(identifier)) Link(record, identifier, ClaimState.Alias, cause);
        }
        if (record.Fold(incoming.Traits, incoming.OccurredAtUs, incoming.MessageId)) MarkDirty(record, incoming.ReceivedAtUs);
        if (prepared.AccountRecord is { } account) ApplyAccount(prepared, record, account, cause);
        plan.Add(new PlacedEvent(ids.NextPosition(), record.Id, record.Profile, prepared));
    }

    private void ApplyAccount(PreparedEvent prepared, RecordState member, RecordKey key, Cause cause)
    {
        var account = FindOrAddRecord(key, ProfileKind.Account, prepared.Realm, cause.ReceivedAtUs);
        foreach (var identifier in prepared.AccountClaims) Link(account, identifier, ClaimState.Active, cause);
        if (account.Fold(prepared.Event.Account!.Traits, cause.OccurredAtUs, cause.MessageId!)) MarkDirty(account, cause.ReceivedAtUs);
        var known = member.Relations.FindIndex(relation => relation.AccountRecordId == account.Id);
        if (known >= 0 && member.Relations[known].FirstSeenUs <= cause.OccurredAtUs) return;
        if (known >= 0) member.Relations.RemoveAt(known);
        member.Relations.Add(new Relation(account.Id, cause.OccurredAtUs));
        MarkDirty(member, cause.ReceivedAtUs);
    }

    // Asked before anything is touched, so that a refused event leaves no trace.
    private string? Refusal(PreparedEvent prepared) =>
        (prepared.AccountRecord == prepared.Subject ? "external_id_of_other_kind" : null)
        ?? Refusal(prepared.Subject, ProfileKind.Person, prepared.Event.Traits)
        ?? (prepared.AccountRecord is { } account ? Refusal(account, ProfileKind.Account, prepared.Event.Account!.Traits) : null);

    private string? Refusal(RecordKey key, ProfileKind kind, IReadOnlyList<Events.TraitStatement> traits)
    {
        if (!set.Records.TryGetValue(key, out var known)) return traits.Count > RecordState.TraitsMax ? "trait_limit" : null;
        if (known.Kind != kind) return "external_id_of_other_kind";
        return ExceedsTraits(known, traits) ? "trait_limit" : null;
    }

    private RecordState FindOrAddRecord(RecordKey key, ProfileKind kind, int realm, long atUs)
    {
        if (set.Records.TryGetValue(key, out var known)) return known;
        var record = new RecordState(ids.NextRecordId(), key, kind, realm, atUs);
        // Its own profile first; joining another below costs nothing, since an unwritten profile of one record leaves no trace.
        var profile = new ProfileState(ids.NewProfileId(atUs), kind, realm, atUs);
        record.Profile = profile.Id;
        profile.Records.Add(record);
        set.Add(profile);
        plan.NewProfiles.Add(profile);
        plan.NewRecords.Add(record);
        MarkDirty(record, atUs);
        return record;
    }

    private void MarkDirty(RecordState record, long atUs)
    {
        record.UpdatedAtUs = Math.Max(record.UpdatedAtUs, atUs);
        plan.DirtyRecords.Add(record);
        plan.ChangedProfiles.Add(record.Profile);
    }

    private readonly record struct Cause(long OccurredAtUs, long ReceivedAtUs, string? MessageId);
}
