using Kartoteka.Domain.Identity;

namespace Kartoteka.Storage;

/// <summary>What a steward's operation led to.</summary>
/// <param name="Profiles">The profiles that result; empty when refused.</param>
/// <param name="Refusal">
/// Null when done, else why not: <c>unknown_profile</c>, <c>unknown_record</c>, or as <see cref="IdentityResolver.Merge"/> and
/// <see cref="IdentityResolver.Unmerge"/> say.
/// </param>
public sealed record StewardOutcome(IReadOnlyList<ProfileId> Profiles, string? Refusal);

/// <summary>What a steward's operation would lead to.</summary>
/// <param name="Profiles">The profiles that would result, whole; empty when it would be refused.</param>
/// <param name="New">Those of them that would be new: at the call itself they get another id.</param>
/// <param name="Refusal">As <see cref="StewardOutcome.Refusal"/>.</param>
public sealed record StewardPreview(IReadOnlyList<ProfileState> Profiles, IReadOnlyList<ProfileId> New, string? Refusal);

/// <summary>Merges and un-merges profiles because a person says so. Each call is one transaction, durable when it returns.</summary>
public sealed class IdentitySteward(ILedger ledger, TimeProvider time)
{
    /// <summary>Joins <paramref name="absorbed"/> into <paramref name="survivor"/>; ids that were merged away are followed.</summary>
    /// <returns>The survivor.</returns>
    /// <exception cref="LedgerUnavailableException">Nothing was stored; try later.</exception>
    public async Task<StewardOutcome> MergeAsync(
        ProfileId survivor, ProfileId absorbed, IdentityRules rules, string who, string why, CancellationToken ct)
    {
        await using var transaction = await ledger.BeginAsync(ct);
        return await WriteAsync(transaction, await DecideMergeAsync(transaction, survivor, absorbed, rules, who, why, ct), ct);
    }

    /// <summary>Takes <paramref name="leaving"/> out of the profile; an id that was merged away is followed.</summary>
    /// <returns>The profile that they left, then the one that they are now.</returns>
    /// <exception cref="LedgerUnavailableException">Nothing was stored; try later.</exception>
    public async Task<StewardOutcome> UnmergeAsync(
        ProfileId profile, IReadOnlyCollection<RecordKey> leaving, IdentityRules rules, string who, string why, CancellationToken ct)
    {
        await using var transaction = await ledger.BeginAsync(ct);
        return await WriteAsync(transaction, await DecideUnmergeAsync(transaction, profile, leaving, rules, who, why, ct), ct);
    }

    /// <summary>What <see cref="MergeAsync"/> would do; changes nothing.</summary>
    public async Task<StewardPreview> PreviewMergeAsync(ProfileId survivor, ProfileId absorbed, IdentityRules rules, CancellationToken ct)
    {
        await using var transaction = await ledger.BeginAsync(ct);
        return Preview(transaction, await DecideMergeAsync(transaction, survivor, absorbed, rules, "", "", ct));
    }

    /// <summary>What <see cref="UnmergeAsync"/> would do; changes nothing.</summary>
    public async Task<StewardPreview> PreviewUnmergeAsync(ProfileId profile, IReadOnlyCollection<RecordKey> leaving, IdentityRules rules, CancellationToken ct)
    {
        await using var transaction = await ledger.BeginAsync(ct);
        return Preview(transaction, await DecideUnmergeAsync(transaction, profile, leaving, rules, "", "", ct));
    }

    private sealed record Decision(CommitPlan Plan, IReadOnlyList<ProfileState> Profiles, string? Refusal);

    private async Task<Decision> DecideMergeAsync(
        ILedgerTransaction transaction, ProfileId survivor, ProfileId absorbed, IdentityRules rules, string who, string why, CancellationToken ct)
    {
        await transaction.LoadAsync(new LoadRequest([], [], [survivor, absorbed], []), ct);
        var plan = new CommitPlan();
        if (await FindLiveAsync(transaction, survivor, ct) is not { } kept) return new Decision(plan, [], "unknown_profile");
        if (await FindLiveAsync(transaction, absorbed, ct) is not { } given) return new Decision(plan, [], "unknown_profile");
        var refusal = new IdentityResolver(rules, transaction.Set, plan, transaction).Merge(kept, given, who, why, time.NowUs());
        return new Decision(plan, refusal is null ? [kept] : [], refusal);
    }

    private async Task<Decision> DecideUnmergeAsync(
        ILedgerTransaction transaction, ProfileId profile, IReadOnlyCollection<RecordKey> leaving, IdentityRules rules, string who, string why, CancellationToken ct)
    {
        await transaction.LoadAsync(new LoadRequest([], [], [profile], []), ct);
        var plan = new CommitPlan();
        if (await FindLiveAsync(transaction, profile, ct) is not { } stayed) return new Decision(plan, [], "unknown_profile");
        var records = new HashSet<RecordState>();
        foreach (var key in leaving)
        {
            if (stayed.Records.Find(record => record.Key == key) is not { } record) return new Decision(plan, [], "unknown_record");
            records.Add(record);
        }
        var resolver = new IdentityResolver(rules, transaction.Set, plan, transaction);
        var absorbed = await ReadAbsorbedAsync(transaction, stayed.Id, ct);
        var (result, refusal) = resolver.Unmerge(stayed, records, absorbed, who, why, time.NowUs());
        return new Decision(plan, result is null ? [] : [stayed, result], refusal);
    }

    /// <summary>
    /// The profiles that redirect to <paramref name="profile"/>, also through others, each with the records it had when it was last
    /// merged: only that merge can be undone under its id. Newest merge first.
    /// </summary>
    internal static async ValueTask<IReadOnlyList<(ProfileState Profile, IReadOnlyList<long> RecordIds)>> ReadAbsorbedAsync(
        ILedgerTransaction transaction, ProfileId profile, CancellationToken ct)
    {
        var absorbed = new List<(long Position, ProfileState Profile, IReadOnlyList<long> RecordIds)>();
        var seen = new HashSet<ProfileId> { profile };
        var into = new Queue<ProfileId>([profile]);
        while (into.TryDequeue(out var target))
        {
            foreach (var merge in await transaction.ReadMergesIntoAsync(target, ct))
            {
                if (seen.Contains(merge.From) || await transaction.FindProfileAsync(merge.From, ct) is not { } from) continue;
                if (from.MergedInto != target) continue;
                seen.Add(from.Id);
                absorbed.Add((merge.Position, from, merge.RecordIds));
                into.Enqueue(from.Id);
            }
        }
        return [.. absorbed.OrderByDescending(merge => merge.Position).Select(merge => (merge.Profile, merge.RecordIds))];
    }

    // A transaction finds an id that was merged away as it is, so that it can live again; here the profile it leads to is meant.
    internal static async ValueTask<ProfileState?> FindLiveAsync(ILedgerTransaction transaction, ProfileId id, CancellationToken ct)
    {
        var profile = await transaction.FindProfileAsync(id, ct);
        while (profile?.MergedInto is { } next) profile = await transaction.FindProfileAsync(next, ct);
        return profile;
    }

    // Every refusal comes before the first change.
    private static async Task<StewardOutcome> WriteAsync(ILedgerTransaction transaction, Decision decision, CancellationToken ct)
    {
        if (decision.Refusal is { } refusal)
        {
            transaction.MarkUnchanged();
            return new StewardOutcome([], refusal);
        }
        await transaction.WriteAsync(decision.Plan, ct);
        await transaction.CommitAsync(ct);
        return new StewardOutcome([.. decision.Profiles.Select(profile => profile.Id)], null);
    }

    // Once forgotten, the profiles are nobody else's, and can be given out as they are.
    private static StewardPreview Preview(ILedgerTransaction transaction, Decision decision)
    {
        if (decision.Refusal is null) transaction.Forget(decision.Plan);
        else transaction.MarkUnchanged();
        return new StewardPreview(decision.Profiles, [.. decision.Plan.NewProfiles.Select(profile => profile.Id)], decision.Refusal);
    }
}
