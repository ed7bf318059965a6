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
        var partition = IdentityPartition.Compute([.. live.SelectMany(profile => profile.Records)], rules);
        var plan = new CommitPlan();
        var resolver = new IdentityResolver(rules, transaction.Set, plan, transaction);
        var atUs = (time.GetUtcNow() - DateTimeOffset.UnixEpoch).Ticks / TimeSpan.TicksPerMicrosecond;
        var outcome = resolver.Rebuild([.. live], partition, absorbed, who, why, atUs);
        if (plan.IsEmpty) return outcome;
        await transaction.WriteAsync(plan, ct);
        await transaction.CommitAsync(ct);
        return outcome;
    }
}
