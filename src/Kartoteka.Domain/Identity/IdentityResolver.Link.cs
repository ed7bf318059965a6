namespace Kartoteka.Domain.Identity;

public sealed partial class IdentityResolver
{
    private void Link(RecordState record, Identifier identifier, ClaimState state, Cause cause)
    {
        var claim = record.FindClaim(identifier);
        // An alias stays one: whichever of the two statements came first, the former id does not count as a second customer.
        if (claim is { State: not ClaimState.Refused } && (claim.State == state || claim.State == ClaimState.Alias))
        {
            if (claim.Touch(cause.OccurredAtUs)) MarkDirty(record, cause.ReceivedAtUs);
            return;
        }
        var refusal = rules.IsShared(identifier) ? ConflictReason.None : Join(record, identifier, state, cause);
        Write(record, claim, identifier, refusal == ConflictReason.None ? state : ClaimState.Refused, refusal, cause);
    }

    private void Write(RecordState record, Claim? claim, Identifier identifier, ClaimState state, ConflictReason refusal, Cause cause)
    {
        var decided = claim is null || claim.State != state || claim.Reason != refusal;
        var changed = decided;
        var wasRefused = claim is { State: ClaimState.Refused };
        if (claim is null)
        {
            claim = new Claim(identifier, state, cause.OccurredAtUs, Claim.Floor(cause.OccurredAtUs), refusal);
            record.Claims.Add(claim);
        }
        else
        {
            changed |= claim.Touch(cause.OccurredAtUs);
            (claim.State, claim.Reason) = (state, refusal);
        }
        if (!changed) return;
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
        var space = Space(added);
        var values = new HashSet<string>(StringComparer.Ordinal) { added.Value };
        Collect(profile, added.Type, space, values);
        RemoveAliases(profile, added.Type, values);
        return values.Count <= rules.Type(added.Type).LimitPerProfile ? ConflictReason.None : ConflictReason.Limit;
    }

    private ConflictReason CanUnite(ProfileState left, ProfileState right, Identifier? alias)
    {
        if (left.Records.Count + right.Records.Count > rules.RecordsPerProfileMax) return ConflictReason.Cap;
        if (AreDecidedDifferent(left, right)) return ConflictReason.Decision;
        var smaller = left.Records.Count <= right.Records.Count ? left : right;
        var larger = ReferenceEquals(smaller, left) ? right : left;
        foreach (var (type, space) in smaller.Records.SelectMany(record => record.Claims)
            .Where(claim => claim.State == ClaimState.Active && !rules.IsShared(claim.Identifier))
            .Select(claim => (claim.Identifier.Type, Space(claim.Identifier))).Distinct())
        {
            var values = new HashSet<string>(StringComparer.Ordinal);
            Collect(smaller, type, space, values);
            Collect(larger, type, space, values);
            RemoveAliases(smaller, type, values);
            RemoveAliases(larger, type, values);
            if (alias is { } excused && excused.Type == type) values.Remove(excused.Value);
            if (values.Count > rules.Type(type).LimitPerProfile) return ConflictReason.Limit;
        }
        return ConflictReason.None;
    }

    private void Collect(ProfileState profile, string type, string space, HashSet<string> values)
    {
        foreach (var record in profile.Records)
        {
            foreach (var claim in record.Claims)
            {
                if (claim.State == ClaimState.Active && claim.Identifier.Type == type && Space(claim.Identifier) == space && !rules.IsShared(claim.Identifier))
                {
                    values.Add(claim.Identifier.Value);
                }
            }
        }
    }

    // A value that an alias call declared to be a former id of the same customer does not count as a second customer.
    private static void RemoveAliases(ProfileState profile, string type, HashSet<string> values)
    {
        foreach (var record in profile.Records)
        {
            foreach (var claim in record.Claims)
            {
                if (claim.State == ClaimState.Alias && claim.Identifier.Type == type) values.Remove(claim.Identifier.Value);
            }
        }
    }

    // The limit of a namespaced type holds in each namespace: a customer has one id in each shop.
    private static string Space(Identifier identifier) =>
        IdentifierTypes.IsNamespaced(identifier.Type) && identifier.Value.IndexOf(':', StringComparison.Ordinal) is >= 0 and var colon ? identifier.Value[..colon] : "";

    private static bool AreDecidedDifferent(ProfileState left, ProfileState right)
    {
        foreach (var mine in left.Records.SelectMany(record => record.Decisions))
        {
            if (mine.Side == DecisionTag.Same) continue;
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
