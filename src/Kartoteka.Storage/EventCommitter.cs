using Kartoteka.Domain.Events;
using Kartoteka.Domain.Identity;

namespace Kartoteka.Storage;

/// <summary>One thing to commit: an event, or refused input on its way to quarantine.</summary>
public readonly record struct CommitItem(PreparedEvent? Event, QuarantineDraft? Refused)
{
    /// <summary>The source that sent it.</summary>
    public int SourceId => Event?.Event.SourceId ?? Refused!.SourceId;

    /// <summary>When it came.</summary>
    public long ReceivedAtUs => Event?.Event.ReceivedAtUs ?? Refused!.ReceivedAtUs;
}

/// <summary>What an item became.</summary>
public enum Outcome : byte
{
    /// <summary>In the ledger.</summary>
    Stored = 1,

    /// <summary>It was there already.</summary>
    Duplicate = 2,

    /// <summary>Kept apart with a reason.</summary>
    Quarantined = 3,
}

/// <summary>What an item became, and where.</summary>
/// <param name="Outcome">Stored, duplicate or quarantined.</param>
/// <param name="Profile">The profile at the commit, if stored.</param>
/// <param name="Reason">Why it was quarantined.</param>
public readonly record struct CommitResult(Outcome Outcome, ProfileId? Profile, string? Reason);

/// <summary>What to write beside a batch, in its transaction.</summary>
/// <param name="SeenTraits">Traits for the catalogue.</param>
/// <param name="Job">An import's progress, made of what the items became.</param>
/// <param name="ReplayedQuarantineId">A quarantine entry that this batch replays: its count moves from quarantined to what it became.</param>
public sealed record CommitExtras(IReadOnlyList<TraitDefinition> SeenTraits, Func<IReadOnlyList<CommitResult>, Job>? Job = null, long? ReplayedQuarantineId = null)
{
    /// <summary>Nothing.</summary>
    public static CommitExtras None { get; } = new([]);
}

/// <summary>
/// Commits batches: finds repetitions, loads what the events touch, lets <see cref="IdentityResolver"/> decide, and writes all in one
/// transaction. If the store refuses a batch it is halved until the item at fault stands alone and goes to quarantine.
/// </summary>
public sealed partial class EventCommitter(ILedger ledger)
{
    /// <summary>Commits <paramref name="items"/> in order. When it returns, everything is durable.</summary>
    /// <returns>A result for each item, by index.</returns>
    /// <exception cref="LedgerUnavailableException">Nothing more was stored; try later.</exception>
    /// <exception cref="LedgerStoppedException">The ledger has stopped.</exception>
    public async Task<CommitResult[]> CommitAsync(IReadOnlyList<CommitItem> items, IdentityRules rules, CommitExtras extras, CancellationToken ct)
    {
        try
        {
            return await TryCommitAsync(items, rules, extras, ct);
        }
        catch (Exception error) when (error is not (LedgerUnavailableException or LedgerStoppedException or OperationCanceledException))
        {
            return await CommitApartAsync(items, rules, extras, error, ct);
        }
    }

    private async Task<CommitResult[]> CommitApartAsync(IReadOnlyList<CommitItem> items, IdentityRules rules, CommitExtras extras, Exception error, CancellationToken ct)
    {
        if (items.Count == 0) throw error;
        if (items.Count == 1)
        {
            if (items[0].Event is not { } single) throw error;
            var refused = new CommitItem(null, Refuse(single, "commit_refused", error.Message));
            return await TryCommitAsync([refused], rules, extras, ct);
        }
        var half = items.Count / 2;
        var first = await CommitAsync([.. items.Take(half)], rules, extras with { Job = null, ReplayedQuarantineId = null }, ct);
        Func<IReadOnlyList<CommitResult>, Job>? job = extras.Job is { } whole ? results => whole([.. first, .. results]) : null;
        var second = await CommitAsync([.. items.Skip(half)], rules, extras with { Job = job }, ct);
        return [.. first, .. second];
    }

    private static QuarantineDraft Refuse(PreparedEvent prepared, string reason, string detail)
    {
        var incoming = prepared.Event;
        return new QuarantineDraft(
            incoming.SourceId, reason, detail, incoming.Kind.ToString().ToLowerInvariant(), incoming.MessageId, incoming.Body, "event", incoming.ReceivedAtUs);
    }

    private async Task<CommitResult[]> TryCommitAsync(IReadOnlyList<CommitItem> items, IdentityRules rules, CommitExtras extras, CancellationToken ct)
    {
        var results = new CommitResult[items.Count];
        await using var transaction = await ledger.BeginAsync(ct);
        var fresh = await FindFreshAsync(transaction, items, results, ct);
        await transaction.LoadAsync(RequestFor(items, fresh, rules), ct);
        var (plan, drafts) = Decide(transaction, items, fresh, rules, results);
        await transaction.WriteAsync(plan, ct);
        var repeated = await QuarantineAsync(transaction, drafts, results, extras, ct);
        await CountAsync(transaction, items, results, repeated, extras, ct);
        if (extras.SeenTraits.Count > 0) await transaction.AddSeenTraitsAsync(extras.SeenTraits, ct);
        if (extras.Job is { } job) await transaction.SaveJobAsync(job(results), ct);
        await transaction.CommitAsync(ct);
        return results;
    }

    private static async Task<List<int>> FindFreshAsync(ILedgerTransaction transaction, IReadOnlyList<CommitItem> items, CommitResult[] results, CancellationToken ct)
    {
        var candidates = new List<int>(items.Count);
        var keys = new List<MessageKey>(items.Count);
        var seen = new HashSet<MessageKey>(items.Count);
        for (var i = 0; i < items.Count; i++)
        {
            if (items[i].Event is not { } prepared) continue;
            var key = new MessageKey(prepared.Event.SourceId, prepared.Event.MessageId);
            if (!seen.Add(key))
            {
                results[i] = new CommitResult(Outcome.Duplicate, null, null);
                continue;
            }
            candidates.Add(i);
            keys.Add(key);
        }
        var stored = await transaction.FindStoredAsync(keys, ct);
        if (stored.Count == 0) return candidates;
        foreach (var index in stored) results[candidates[index]] = new CommitResult(Outcome.Duplicate, null, null);
        return [.. candidates.Where((_, index) => !stored.Contains(index))];
    }

    private static LoadRequest RequestFor(IReadOnlyList<CommitItem> items, List<int> fresh, IdentityRules rules)
    {
        var records = new HashSet<RecordKey>(fresh.Count);
        var identifiers = new HashSet<ClaimKey>(fresh.Count * 2);
        foreach (var index in fresh)
        {
            var prepared = items[index].Event!;
            records.Add(prepared.Subject);
            Add(prepared.Realm, ProfileKind.Person, prepared.Claims);
            Add(prepared.Realm, ProfileKind.Person, prepared.Event.AliasOf);
            if (prepared.AccountRecord is not { } account) continue;
            records.Add(account);
            Add(prepared.Realm, ProfileKind.Account, prepared.AccountClaims);
        }
        return new LoadRequest(records, identifiers, [], []);

        void Add(int realm, ProfileKind kind, IReadOnlyList<Identifier> claims)
        {
            for (var i = 0; i < claims.Count; i++)
            {
                // A shared identifier joins no one, and thousands may claim it: its owners are not worth loading.
                if (!rules.IsShared(claims[i])) identifiers.Add(new ClaimKey(realm, kind, claims[i]));
            }
        }
    }

    private static (CommitPlan Plan, List<(int Index, QuarantineDraft Draft)> Drafts) Decide(
        ILedgerTransaction transaction, IReadOnlyList<CommitItem> items, List<int> fresh, IdentityRules rules, CommitResult[] results)
    {
        var plan = new CommitPlan();
        var drafts = new List<(int, QuarantineDraft)>();
        var placed = new List<int>(fresh.Count);
        var resolver = new IdentityResolver(rules, transaction.Set, plan, transaction);
        foreach (var index in fresh)
        {
            var prepared = items[index].Event!;
            if (resolver.Apply(prepared) is { } reason) drafts.Add((index, Refuse(prepared, reason, "The event would break a limit of its record.")));
            else placed.Add(index);
        }
        // Only now: a profile made by an early event of the batch may have yielded to another because of a later one.
        for (var i = 0; i < placed.Count; i++) results[placed[i]] = new CommitResult(Outcome.Stored, plan.Events[i].Profile, null);
        for (var i = 0; i < items.Count; i++)
        {
            if (items[i].Refused is { } refused) drafts.Add((i, refused));
        }
        return (plan, drafts);
    }

    // Returns the items that are in quarantine already.
    private static async Task<HashSet<int>> QuarantineAsync(
        ILedgerTransaction transaction, List<(int Index, QuarantineDraft Draft)> drafts, CommitResult[] results, CommitExtras extras, CancellationToken ct)
    {
        var repeated = new HashSet<int>();
        if (drafts.Count == 0) return repeated;
        var added = await transaction.QuarantineAsync([.. drafts.Select(draft => draft.Draft)], ct);
        for (var i = 0; i < drafts.Count; i++)
        {
            // A replay that is refused again is no repetition of the sender's: it is where it was.
            var outcome = added[i] || extras.ReplayedQuarantineId is not null ? Outcome.Quarantined : Outcome.Duplicate;
            results[drafts[i].Index] = new CommitResult(outcome, null, drafts[i].Draft.Reason);
            if (!added[i]) repeated.Add(drafts[i].Index);
        }
        return repeated;
    }

    private static async Task CountAsync(
        ILedgerTransaction transaction, IReadOnlyList<CommitItem> items, CommitResult[] results, HashSet<int> repeated, CommitExtras extras, CancellationToken ct)
    {
        var counters = new Dictionary<int, SourceCounters>();
        var replayed = extras.ReplayedQuarantineId is not null;
        for (var i = 0; i < items.Count; i++)
        {
            if (replayed && repeated.Contains(i)) continue;
            var source = items[i].SourceId;
            var known = counters.GetValueOrDefault(source) ?? new SourceCounters(source, 0, 0, 0, 0, 0);
            counters[source] = known with
            {
                Received = known.Received + 1,
                Stored = known.Stored + (results[i].Outcome == Outcome.Stored ? 1 : 0),
                Duplicate = known.Duplicate + (results[i].Outcome == Outcome.Duplicate ? 1 : 0),
                Quarantined = known.Quarantined + (results[i].Outcome == Outcome.Quarantined ? 1 : 0),
                LastReceivedAtUs = Math.Max(known.LastReceivedAtUs, items[i].ReceivedAtUs),
            };
        }
        // The entry was received and counted as quarantined once; what it became now is counted instead. It stays open while any of it
        // is refused for the same bytes, since closing it would make bad input vanish. Another replay may have closed it first.
        if (extras.ReplayedQuarantineId is { } id && items.Count > 0 && repeated.Count == 0 && await transaction.CloseQuarantineAsync(id, "replayed", ct))
        {
            var source = items[0].SourceId;
            counters[source] = counters[source] with { Received = counters[source].Received - 1, Quarantined = counters[source].Quarantined - 1 };
        }
        foreach (var added in counters.Values) await transaction.CountAsync(added, ct);
    }
}
