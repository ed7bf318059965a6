namespace Kartoteka.Domain.Identity;

public sealed partial class IdentityResolver
{
    private readonly Dictionary<ProfileState, ProfileValues> _values = [];
    private readonly Dictionary<(long RecordId, string Type), int> _refused = [];

    private void Link(RecordState record, Identifier identifier, ClaimState state, Cause cause)
    {
        var claim = record.FindClaim(identifier);
        // An alias stays one: whichever of the two statements came first, the former id does not count as a second customer.
        if (claim is { State: not ClaimState.Refused } && (claim.State == state || claim.State == ClaimState.Alias))
        {
            if (claim.Touch(cause.OccurredAtUs)) MarkDirty(record, cause.ReceivedAtUs);
            return;
        }
        // The last place is for the claim that says so: whatever comes after it is in the event alone.
        if (claim is { Reason: ConflictReason.Full } || (claim is null && record.Claims.Count >= RecordState.ClaimsMax)) return;
        if (claim is null && record.Claims.Count == RecordState.ClaimsMax - 1)
        {
            Write(record, claim, identifier, ClaimState.Refused, ConflictReason.Full, cause);
            return;
        }
        var refusal = rules.IsShared(identifier) ? ConflictReason.None : Join(record, identifier, state, cause);
        // The earliest refusals show the steward what goes on; thousands more would show nothing else.
        if (refusal != ConflictReason.None && claim is null && RefusedOf(record, identifier.Type) >= RecordState.RefusedPerTypeMax) return;
        Write(record, claim, identifier, refusal == ConflictReason.None ? state : ClaimState.Refused, refusal, cause);
    }

    private void Write(RecordState record, Claim? claim, Identifier identifier, ClaimState state, ConflictReason refusal, Cause cause)
    {
        var decided = claim is null || claim.State != state || claim.Reason != refusal;
        var changed = decided;
        var isNew = claim is null;
        var wasRefused = claim is { State: ClaimState.Refused };
        if (claim is null)
        {
            claim = new Claim(identifier, state, cause.OccurredAtUs, Claim.Floor(cause.OccurredAtUs), refusal);
            record.AddClaim(claim);
        }
        else
        {
            changed |= claim.Touch(cause.OccurredAtUs);
            (claim.State, claim.Reason) = (state, refusal);
        }
        if (!changed) return;
        if (decided) Recount(record, claim, isNew);
        plan.Claims.Add((record, claim));
        if (state != ClaimState.Refused)
        {
            set.AddClaimant(record, identifier);
            if (wasRefused) plan.Resolve(record.Id, identifier);
        }
        else if (decided) plan.Add(new Conflict(record.Id, identifier, refusal, [.. Owners(record, identifier).Select(owner => owner.Id)], cause.ReceivedAtUs));
        MarkDirty(record, cause.ReceivedAtUs);
    }

    // Brings the record's profile and the identifier's owner together, or says which protection forbids it.
    private ConflictReason Join(RecordState record, Identifier identifier, ClaimState state, Cause cause)
    {
        var profile = set.ProfileOf(record);
        var owners = Owners(record, identifier);
        if (owners.Count == 0) return state == ClaimState.Alias ? ConflictReason.None : LimitAllows(profile, identifier);
        if (owners.Contains(profile)) return ConflictReason.None;
        if (set.IsCrowded(new ClaimKey(record.Realm, record.Kind, identifier)))
        {
            // Not all owners are in the set, and this profile may be one of the others.
            return profile.Records.Any(mine => mine.FindClaim(identifier) is { State: not ClaimState.Refused }) ? ConflictReason.None : ConflictReason.Ambiguous;
        }
        if (owners.Count > 1) return ConflictReason.Ambiguous;
        var reason = CanUnite(profile, owners[0], state == ClaimState.Alias ? identifier : null);
        if (reason == ConflictReason.None) Unite(profile, owners[0], $"{identifier.Type}", cause);
        return reason;
    }

    private List<ProfileState> Owners(RecordState record, Identifier identifier)
    {
        var owners = new List<ProfileState>(1);
        foreach (var claimant in set.Claimants(new ClaimKey(record.Realm, record.Kind, identifier)))
        {
            var owner = set.ProfileOf(claimant);
            if (!owners.Contains(owner)) owners.Add(owner);
        }
        return owners;
    }

    private ConflictReason LimitAllows(ProfileState profile, Identifier added)
    {
        var limit = rules.Type(added.Type).LimitPerProfile;
        var claims = 1;
        foreach (var record in profile.Records) claims += record.Claims.Count;
        // Most profiles have fewer claims of all types together, and there is nothing to count.
        return claims <= limit || ValuesOf(profile).CountWith(added) <= limit ? ConflictReason.None : ConflictReason.Limit;
    }

    private ConflictReason CanUnite(ProfileState left, ProfileState right, Identifier? alias)
    {
        if (left.Records.Count + right.Records.Count > rules.RecordsPerProfileMax) return ConflictReason.Cap;
        if (AreDecidedDifferent(left, right)) return ConflictReason.Decision;
        var smaller = left.Records.Count <= right.Records.Count ? left : right;
        var larger = ReferenceEquals(smaller, left) ? right : left;
        return ValuesOf(smaller).Exceeded(ValuesOf(larger), alias) is null ? ConflictReason.None : ConflictReason.Limit;
    }

    private ProfileValues ValuesOf(ProfileState profile) =>
        _values.TryGetValue(profile, out var values) ? values : _values[profile] = ProfileValues.Of(profile, rules);

    // Counted once for a batch, since an event may bring two hundred of them.
    private int RefusedOf(RecordState record, string type)
    {
        if (_refused.TryGetValue((record.Id, type), out var known)) return known;
        return _refused[(record.Id, type)] = record.Claims.Count(claim => claim.State == ClaimState.Refused && claim.Identifier.Type == type);
    }

    // Keeps what was counted true to a claim that was just written.
    private void Recount(RecordState record, Claim claim, bool isNew)
    {
        var profile = set.ProfileOf(record);
        if (!isNew)
        {
            _values.Remove(profile);
            _refused.Remove((record.Id, claim.Identifier.Type));
            return;
        }
        if (_values.TryGetValue(profile, out var values)) values.Add(claim.Identifier, claim.State);
        if (claim.State == ClaimState.Refused && _refused.TryGetValue((record.Id, claim.Identifier.Type), out var refused))
        {
            _refused[(record.Id, claim.Identifier.Type)] = refused + 1;
        }
    }

    /// <summary>True when a decision says that records of the two are different customers.</summary>
    public static bool AreDecidedDifferent(ProfileState left, ProfileState right)
    {
        foreach (var mine in left.Records.SelectMany(record => record.Decisions))
        {
            if (mine.Joins) continue;
            foreach (var record in right.Records)
            {
                if (record.Decisions.Contains(new DecisionTag(mine.DecisionId, (byte)(1 - mine.Side)))) return true;
            }
        }
        return false;
    }

    private void Unite(ProfileState left, ProfileState right, string why, Cause cause)
    {
        // A profile made in this very batch yields without a trace; between written ones the older id survives.
        var (leftIsNew, rightIsNew) = (plan.NewProfiles.Contains(left), plan.NewProfiles.Contains(right));
        var leftSurvives = leftIsNew != rightIsNew ? rightIsNew : left.CreatedAtUs != right.CreatedAtUs ? left.CreatedAtUs < right.CreatedAtUs : left.Id < right.Id;
        var (survivor, absorbed) = leftSurvives ? (left, right) : (right, left);
        Move(absorbed, survivor, RulesActor, why, cause.ReceivedAtUs, cause.MessageId);
    }

    private void Move(ProfileState absorbed, ProfileState survivor, string who, string why, long atUs, string? messageId)
    {
        var moved = absorbed.Records.ToArray();
        foreach (var record in moved)
        {
            record.Profile = survivor.Id;
            MarkDirty(record, atUs);
        }
        survivor.Records.AddRange(moved);
        if (survivor.Records.Exists(record => record.IsAttached)) BindLoose(survivor, [.. survivor.Records.Where(record => record.IsAttached)]);
        // Only links look at these again, and nothing but links and merges comes before one.
        if (_values.Remove(absorbed, out var given) && _values.TryGetValue(survivor, out var kept)) kept.Add(given);
        else _values.Remove(survivor);
        absorbed.Records.Clear();
        absorbed.MergedInto = survivor.Id;
        set.Profiles.Remove(absorbed.Id);
        plan.ChangedProfiles.Add(survivor.Id);
        if (plan.NewProfiles.Remove(absorbed))
        {
            plan.ChangedProfiles.Remove(absorbed.Id);
            plan.Readdress(absorbed.Id, survivor.Id);
            return;
        }
        plan.ChangedProfiles.Add(absorbed.Id);
        plan.RedirectedProfiles.Add(absorbed);
        plan.History.Add(new HistoryEntry(
            ids.NextPosition(), atUs, HistoryKind.Merge, absorbed.Id, survivor.Id, [.. moved.Select(record => record.Id)], who, why, messageId));
    }
}
