namespace Kartoteka.Domain.Identity;

/// <summary>What a claim does under given rules.</summary>
public readonly record struct ClaimOutcome(ClaimState State, ConflictReason Reason);

/// <summary>
/// The profiles that rules give to records from scratch, whatever the order in which they came: what a dry run of changed rules shows,
/// and what their application or the undoing of an import makes true.
/// </summary>
/// <param name="Groups">Numbers of the records of each profile, rising, by the smallest number of each.</param>
/// <param name="Claims">For each record, what its claims do, in the order of <see cref="RecordState.Claims"/>.</param>
public sealed record IdentityPartition(IReadOnlyList<IReadOnlyList<long>> Groups, IReadOnlyDictionary<long, IReadOnlyList<ClaimOutcome>> Claims)
{
    /// <summary>
    /// Computes the partition: decisions <c>same</c> first, as a person said so, then the claims by the time they were first stated,
    /// then the stronger identifier type, then the record's number. Which of two joins a protection forbids depends on that order alone.
    /// </summary>
    /// <param name="records">Records with their claims and decisions, in any order; they are not changed.</param>
    /// <param name="rules">The rules.</param>
    public static IdentityPartition Compute(IReadOnlyList<RecordState> records, IdentityRules rules)
    {
        var ordered = records.OrderBy(record => record.Id).ToArray();
        var (set, plan) = (new WorkingSet(), new CommitPlan());
        var resolver = new IdentityResolver(rules, set, plan, new ScratchIds());
        var copies = new Dictionary<long, RecordState>(ordered.Length);
        foreach (var record in ordered) copies.Add(record.Id, AddCopy(record, set, plan));
        foreach (var record in ordered)
        {
            foreach (var claim in record.Claims) set.SetLoaded(new ClaimKey(record.Realm, record.Kind, claim.Identifier), []);
        }
        UniteDecided(ordered, copies, resolver);
        foreach (var (record, claim) in InOrder(ordered, rules)) resolver.LinkAgain(copies[record.Id], claim);
        return new IdentityPartition(Group(set), ordered.ToDictionary(record => record.Id, record => Outcomes(record, copies[record.Id])));
    }

    private static RecordState AddCopy(RecordState record, WorkingSet set, CommitPlan plan)
    {
        var copy = new RecordState(record.Id, record.Key, record.Kind, record.Realm, record.CreatedAtUs);
        copy.Decisions.AddRange(record.Decisions);
        // Each profile counts as made in this batch, so that one yields to another without a trace.
        var profile = new ProfileState(ScratchIds.ProfileOf(record.Id), record.Kind, record.Realm, record.CreatedAtUs);
        copy.Profile = profile.Id;
        profile.Records.Add(copy);
        set.Add(profile);
        plan.NewProfiles.Add(profile);
        return copy;
    }

    private static void UniteDecided(RecordState[] ordered, Dictionary<long, RecordState> copies, IdentityResolver resolver)
    {
        var decisions = ordered.SelectMany(record => record.Decisions.Where(tag => tag.Joins).Select(tag => (tag.DecisionId, record.Id)))
            .GroupBy(pair => pair.DecisionId, pair => pair.Id).OrderBy(decision => decision.Key);
        foreach (var decision in decisions)
        {
            var bound = decision.Select(id => copies[id]).ToArray();
            foreach (var record in bound.Skip(1)) resolver.UniteDecided(bound[0], record);
        }
    }

    private static IEnumerable<(RecordState Record, Claim Claim)> InOrder(RecordState[] ordered, IdentityRules rules) =>
        ordered.SelectMany(record => record.Claims.Select(claim => (Record: record, Claim: claim)))
            .OrderBy(pair => pair.Claim.FirstSeenUs).ThenByDescending(pair => rules.Type(pair.Claim.Identifier.Type).Priority).ThenBy(pair => pair.Record.Id)
            .ThenBy(pair => pair.Claim.Identifier.Type, StringComparer.Ordinal).ThenBy(pair => pair.Claim.Identifier.Value, StringComparer.Ordinal);

    private static IReadOnlyList<IReadOnlyList<long>> Group(WorkingSet set) =>
    [
        .. set.Profiles.Values.Select(profile => (IReadOnlyList<long>)[.. profile.Records.Select(record => record.Id).Order()]).OrderBy(group => group[0]),
    ];

    private static IReadOnlyList<ClaimOutcome> Outcomes(RecordState record, RecordState copy) =>
    [
        .. record.Claims.Select(claim => copy.FindClaim(claim.Identifier)!).Select(claim => new ClaimOutcome(claim.State, claim.Reason)),
    ];

    // Nothing that is numbered here leaves the computation.
    private sealed class ScratchIds : IIdSource
    {
        private long _position;

        public static ProfileId ProfileOf(long recordId) => new(new Guid(0, 0, 0, BitConverter.GetBytes(recordId)));

        public long NextRecordId() => throw new NotSupportedException("A partition adds no records.");

        public long NextPosition() => ++_position;

        public ProfileId NewProfileId(long atUs) => throw new NotSupportedException("A partition adds no profiles.");
    }
}
