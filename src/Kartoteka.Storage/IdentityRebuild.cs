using Kartoteka.Domain.Identity;

namespace Kartoteka.Storage;

/// <summary>Computes profiles anew from their records: applies changed rules, or makes good after records were taken away.</summary>
public sealed class IdentityRebuild(ILedger ledger, TimeProvider time)
{
    /// <summary>Rebuilds <paramref name="profiles"/> in one transaction; ids that were merged away are followed, unknown ones passed over.</summary>
    /// <param name="profiles">
    /// A closed set: every profile that shares an identifier with one of them is among them, or the result may leave two apart.
    /// </param>
    /// <param name="rules">The rules to apply.</param>
    /// <param name="who">The person or rule, for the history.</param>
    /// <param name="why">The reason, for the history.</param>
    /// <param name="ct">Ends the wait for the transaction.</param>
    /// <exception cref="LedgerUnavailableException">Nothing was stored; try later.</exception>
    public async Task<RebuildOutcome> RebuildAsync(IReadOnlyCollection<ProfileId> profiles, IdentityRules rules, string who, string why, CancellationToken ct)
    {
        await using var transaction = await ledger.BeginAsync(ct);
        var (outcome, changed) = await RebuildAsync(transaction, profiles, rules, who, why, ct);
        if (changed) await transaction.CommitAsync(ct);
        else transaction.MarkUnchanged();
        return outcome;
    }

    /// <summary>As the other, within a transaction that the caller commits.</summary>
    /// <returns>What it led to, and whether it wrote anything.</returns>
    public async Task<(RebuildOutcome Outcome, bool Changed)> RebuildAsync(
        ILedgerTransaction transaction, IReadOnlyCollection<ProfileId> profiles, IdentityRules rules, string who, string why, CancellationToken ct)
    {
        await transaction.LoadAsync(new LoadRequest([], [], profiles, []), ct);
        var live = new HashSet<ProfileState>();
        foreach (var id in profiles)
        {
            if (await IdentitySteward.FindLiveAsync(transaction, id, ct) is { Records.Count: > 0 } profile) live.Add(profile);
        }
        var claimed = live.SelectMany(profile => profile.Records)
            .SelectMany(record => record.Claims.Select(claim => new ClaimKey(record.Realm, record.Kind, claim.Identifier))).Where(key => !rules.IsShared(key.Identifier));
        await transaction.LoadAsync(new LoadRequest([], claimed.ToHashSet(), [], []), ct);
        var absorbed = new List<(ProfileState, IReadOnlyList<long>)>();
        foreach (var profile in live) absorbed.AddRange(await IdentitySteward.ReadAbsorbedAsync(transaction, profile.Id, ct));
        absorbed = await WithoutRemovedAsync(transaction, absorbed, ct);
        var partition = IdentityPartition.Compute([.. live.SelectMany(profile => profile.Records)], rules);
        var plan = new CommitPlan();
        var resolver = new IdentityResolver(rules, transaction.Set, plan, transaction);
        var atUs = time.NowUs();
        var outcome = resolver.Rebuild([.. live], partition, absorbed, who, why, atUs);
        if (plan.IsEmpty) return (outcome, false);
        await transaction.WriteAsync(plan, ct);
        return (outcome, true);
    }

    // Records that an undone import took away are no reason not to give the others their profile back.
    private static async Task<List<(ProfileState, IReadOnlyList<long>)>> WithoutRemovedAsync(
        ILedgerTransaction transaction, List<(ProfileState Profile, IReadOnlyList<long> RecordIds)> absorbed, CancellationToken ct)
    {
        await transaction.LoadAsync(new LoadRequest([], [], [], absorbed.SelectMany(merge => merge.RecordIds).ToHashSet()), ct);
        return [.. absorbed.Select(merge => (merge.Profile, (IReadOnlyList<long>)[.. merge.RecordIds.Where(transaction.Set.RecordsById.ContainsKey)]))];
    }
}
