using Kartoteka.Domain.Identity;

namespace Kartoteka.Storage.Matching;

/// <summary>A decision to make.</summary>
/// <param name="Population">Whose profiles they are.</param>
/// <param name="Verdict">What is decided.</param>
/// <param name="Automatic">True when no person decides.</param>
/// <param name="First">The one side as it was shown: its profile holds just these records, or, of a merged pair, these among others.</param>
/// <param name="Second">The other.</param>
/// <param name="Evidence">What is known.</param>
/// <param name="Who">Who decides.</param>
/// <param name="Reason">Why, in words; for a merge it stands in the history.</param>
/// <param name="Seconds">How long it took them.</param>
/// <param name="SampleId">The sample that it was drawn in.</param>
/// <param name="LastSeen">Number of the newest decision on the pair that who decides knows of; null for none.</param>
public sealed record MatchDraft(
    MatchPopulation Population, MatchVerdict Verdict, bool Automatic, MatchSide First, MatchSide Second, MatchEvidence Evidence, Author Who, string Reason, double? Seconds,
    long? SampleId, long? LastSeen);

/// <summary>What became of a decision.</summary>
/// <param name="Decision">The decision as stored; null when refused.</param>
/// <param name="Profile">The profile that both are now; null while they are two.</param>
/// <param name="Refusal">
/// Null when done, else why not: <c>pair_changed</c>, <c>records_joined</c>, <c>records_moved</c>, <c>decided_since</c>, <c>unknown_decision</c>, <c>undone</c>, or as
/// <see cref="IdentityResolver.Merge"/> and <see cref="IdentityResolver.Differ"/> say.
/// </param>
public sealed record MatchDone(MatchDecision? Decision, ProfileId? Profile, string? Refusal);

/// <summary>
/// Decides on pairs and takes decisions back. Each call is one transaction, durable when it returns: profiles and the decision change together,
/// and taking one back leaves both as if it had never been.
/// </summary>
public sealed class MatchSteward(ILedger ledger, TimeProvider time)
{
    /// <summary>Makes a decision, unless the pair is no longer as it was shown.</summary>
    /// <exception cref="LedgerUnavailableException">Nothing was stored; try later.</exception>
    public async Task<MatchDone> DecideAsync(MatchDraft draft, IdentityRules rules, CancellationToken ct)
    {
        await using var transaction = await ledger.BeginAsync(ct);
        var (first, second) = (await LoadAsync(transaction, draft.First, ct), await LoadAsync(transaction, draft.Second, ct));
        if (first is null || second is null) return Refuse(transaction, "pair_changed");
        var known = LastOf(await transaction.FindMatchDecisionsAsync([.. draft.First.Records, .. draft.Second.Records], ct), draft.First.Records, draft.Second.Records);
        if (known?.Id != draft.LastSeen) return Refuse(transaction, "pair_changed");
        var isOne = ReferenceEquals(first, second);
        if (!isOne && !(IsJust(first, draft.First) && IsJust(second, draft.Second))) return Refuse(transaction, "pair_changed");
        var (plan, atUs) = (new CommitPlan(), time.NowUs());
        var resolver = new IdentityResolver(rules, transaction.Set, plan, transaction);
        var tags = new TagRecorder([.. first.Records, .. second.Records]);
        var (effect, refusal, profile) = (draft.Verdict, isOne) switch
        {
            (MatchVerdict.Same, false) => (MatchEffect.Merged, resolver.Merge(first, second, draft.Who.Name, draft.Reason, atUs), first.Id),
            (MatchVerdict.Different, false) => (MatchEffect.None, resolver.Differ(first, second), null),
            (MatchVerdict.Different, true) => await PartAsync(transaction, resolver, first, draft, atUs, ct),
            _ => (MatchEffect.None, null, isOne ? first.Id : (ProfileId?)null),
        };
        if (refusal is not null) return Refuse(transaction, refusal);
        // Followers look at both again, also where nothing but the decision is new.
        plan.ChangedProfiles.UnionWith([first.Id, second.Id]);
        var decision = new MatchDecision(
            0, draft.Population, draft.Verdict, draft.Automatic, draft.First, draft.Second, draft.Evidence, draft.Who, draft.Reason, atUs, draft.Seconds, draft.SampleId, effect,
            tags.Changes(), null, null);
        await transaction.WriteAsync(plan, ct);
        var id = await transaction.AddMatchDecisionAsync(decision, ct);
        await transaction.CommitAsync(ct);
        return new MatchDone(decision with { Id = id }, profile, null);
    }

    /// <summary>
    /// Takes a decision back, exactly: profiles, their ids and what is remembered of their records are as before it. Refused when records
    /// have joined or left them since.
    /// </summary>
    /// <exception cref="LedgerUnavailableException">Nothing was stored; try later.</exception>
    public async Task<MatchDone> UndoAsync(long id, Author who, string why, IdentityRules rules, CancellationToken ct)
    {
        if (await ledger.FindMatchDecisionAsync(id, ct) is not { } decision) return new MatchDone(null, null, "unknown_decision");
        await using var transaction = await ledger.BeginAsync(ct);
        var (first, second) = (await LoadAsync(transaction, decision.First, ct), await LoadAsync(transaction, decision.Second, ct));
        var known = await transaction.FindMatchDecisionsAsync([.. decision.First.Records, .. decision.Second.Records], ct);
        if (known.Single(one => one.Id == id).UndoneAtUs is not null) return Refuse(transaction, "undone");
        if (first is null || second is null) return Refuse(transaction, "records_moved");
        // A later word on the same two stands on this one; it is taken back first.
        if (LastOf(known, decision.First.Records, decision.Second.Records) is { } last && last.Id != id) return Refuse(transaction, "decided_since");
        var (plan, atUs) = (new CommitPlan(), time.NowUs());
        var resolver = new IdentityResolver(rules, transaction.Set, plan, transaction);
        if (await UndoAsync(transaction, resolver, decision, first, second, (who.Name, why, atUs), ct) is { } refusal) return Refuse(transaction, refusal);
        plan.ChangedProfiles.UnionWith([first.Id, second.Id]);
        await transaction.WriteAsync(plan, ct);
        await transaction.UndoMatchDecisionAsync(id, who, atUs, ct);
        await transaction.CommitAsync(ct);
        return new MatchDone(decision with { UndoneAtUs = atUs, UndoneBy = who }, null, null);
    }

    private static async ValueTask<string?> UndoAsync(
        ILedgerTransaction transaction, IdentityResolver resolver, MatchDecision decision, ProfileState first, ProfileState second, (string Who, string Why, long AtUs) cause, CancellationToken ct)
    {
        switch (decision.Effect)
        {
            case MatchEffect.Merged:
                if (!ReferenceEquals(first, second)) return "records_moved";
                if (first.Records.Count != decision.First.Records.Count + decision.Second.Records.Count) return "records_joined";
                var leaving = first.Records.Where(record => decision.Second.Records.Contains(record.Id)).ToArray();
                var absorbed = await IdentitySteward.ReadAbsorbedAsync(transaction, first.Id, ct);
                resolver.TakeApart(first, leaving, absorbed, decision.Changes, cause.Who, cause.Why, cause.AtUs);
                return null;
            case MatchEffect.Parted:
                if (ReferenceEquals(first, second)) return "records_moved";
                if (!IsJust(second, decision.Second)) return "records_joined";
                resolver.Rejoin(first, second, decision.Changes, cause.Who, cause.Why, cause.AtUs);
                return null;
            default:
                resolver.Revert(decision.Changes);
                return null;
        }
    }

    /// <summary>The newest decision that holds and has one of the first records on one side and one of the second on the other; null for none.</summary>
    public static MatchDecision? LastOf(IReadOnlyList<MatchDecision> decisions, IReadOnlyCollection<long> first, IReadOnlyCollection<long> second)
    {
        for (var i = decisions.Count - 1; i >= 0; i--)
        {
            if (decisions[i].UndoneAtUs is null && IsOf(decisions[i], first, second)) return decisions[i];
        }
        return null;
    }

    /// <summary>True when a decision is about two sides: about a record of each at least.</summary>
    public static bool IsOf(MatchDecision decision, IReadOnlyCollection<long> first, IReadOnlyCollection<long> second) =>
        (Meets(decision.First, first) && Meets(decision.Second, second)) || (Meets(decision.First, second) && Meets(decision.Second, first));

    private static bool Meets(MatchSide side, IReadOnlyCollection<long> records)
    {
        foreach (var record in side.Records)
        {
            if (records.Contains(record)) return true;
        }
        return false;
    }

    private static async ValueTask<(MatchEffect, string?, ProfileId?)> PartAsync(
        ILedgerTransaction transaction, IdentityResolver resolver, ProfileState profile, MatchDraft draft, long atUs, CancellationToken ct)
    {
        var leaving = profile.Records.Where(record => draft.Second.Records.Contains(record.Id)).ToArray();
        var absorbed = await IdentitySteward.ReadAbsorbedAsync(transaction, profile.Id, ct);
        var (_, refusal) = resolver.Unmerge(profile, leaving, absorbed, draft.Who.Name, draft.Reason, atUs);
        return (MatchEffect.Parted, refusal, null);
    }

    // The one live profile that holds all of a side's records; null when they are gone or went different ways.
    private static async ValueTask<ProfileState?> LoadAsync(ILedgerTransaction transaction, MatchSide side, CancellationToken ct)
    {
        await transaction.LoadAsync(new LoadRequest([], [], [], [.. side.Records]), ct);
        ProfileState? holder = null;
        foreach (var id in side.Records)
        {
            if (!transaction.Set.RecordsById.TryGetValue(id, out var record)) return null;
            var profile = transaction.Set.ProfileOf(record);
            if (holder is not null && !ReferenceEquals(holder, profile)) return null;
            holder = profile;
        }
        return holder;
    }

    private static bool IsJust(ProfileState profile, MatchSide side) => profile.Records.Count == side.Records.Count && profile.Records.TrueForAll(record => side.Records.Contains(record.Id));

    private static MatchDone Refuse(ILedgerTransaction transaction, string refusal)
    {
        transaction.MarkUnchanged();
        return new MatchDone(null, null, refusal);
    }

    /// <summary>Remembers the tags of records, and tells what became of them.</summary>
    private sealed class TagRecorder(IReadOnlyCollection<RecordState> records)
    {
        private readonly (RecordState Record, DecisionTag[] Tags)[] _before = [.. records.Distinct().Select(record => (record, record.Decisions.ToArray()))];

        public IReadOnlyList<TagChange> Changes() =>
        [
            .. _before.SelectMany(entry => entry.Record.Decisions.Except(entry.Tags).Select(tag => new TagChange(entry.Record.Id, tag, Added: true))
                .Concat(entry.Tags.Except(entry.Record.Decisions).Select(tag => new TagChange(entry.Record.Id, tag, Added: false)))),
        ];
    }
}
