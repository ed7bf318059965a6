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

    /// <summary>Refused, and the store would not even keep it apart: it is nowhere and counted nowhere, since received is what was kept.</summary>
    NotKept = 4,
}

/// <summary>What an item became, and where.</summary>
/// <param name="Outcome">Stored, duplicate, quarantined or not kept.</param>
/// <param name="Profile">The profile at the commit, if stored.</param>
/// <param name="Reason">Why it was quarantined or not kept.</param>
/// <param name="Position">Its ledger position, if stored.</param>
public readonly record struct CommitResult(Outcome Outcome, ProfileId? Profile, string? Reason, long? Position = null);

/// <summary>What to write beside a batch, in its transaction.</summary>
/// <param name="SeenTraits">Traits for the catalogue.</param>
/// <param name="Job">An import's progress, made of what the items became.</param>
/// <param name="ReplayedQuarantineId">
/// A quarantine entry that this batch replays: it is closed and its count moves from quarantined to what it became, if nothing of the batch
/// is refused and the entry is open. Else nothing is written at all, and every result says <see cref="Outcome.Quarantined"/> with the reason
/// (<c>quarantine_closed</c>: it is not open), or <see cref="Outcome.Duplicate"/> for what a replay before this one stored.
/// </param>
public sealed record CommitExtras(IReadOnlyList<TraitDefinition> SeenTraits, Func<IReadOnlyList<CommitResult>, Job>? Job = null, long? ReplayedQuarantineId = null)
{
    /// <summary>Nothing.</summary>
    public static CommitExtras None { get; } = new([]);
}

/// <summary>
/// Commits batches: finds repetitions, loads what the events touch, lets <see cref="IdentityResolver"/> decide, and writes all in one
/// transaction. If the store refuses a batch, the items at fault are looked for and go to quarantine, in one transaction with all others.
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
        catch (Exception error) when (IsOfContent(error))
        {
            return await CommitMendedAsync(items, rules, extras, error, ct);
        }
    }

    private static QuarantineDraft Refuse(PreparedEvent prepared, string reason, string detail)
    {
        var incoming = prepared.Event;
        return new QuarantineDraft(
            incoming.SourceId, reason, detail, incoming.Kind.ToString().ToLowerInvariant(), incoming.MessageId, incoming.Body, "event", incoming.ReceivedAtUs);
    }

    private async Task<CommitResult[]> TryCommitAsync(IReadOnlyList<CommitItem> items, IdentityRules rules, CommitExtras extras, CancellationToken ct)
    {
        await using var transaction = await ledger.BeginAsync(ct);
        var (results, isWritten) = await WriteAsync(transaction, items, rules, extras, ct);
        if (isWritten) await transaction.CommitAsync(ct);
        return results;
    }

    private static async Task<(CommitResult[] Results, bool IsWritten)> WriteAsync(
        ILedgerTransaction transaction, IReadOnlyList<CommitItem> items, IdentityRules rules, CommitExtras extras, CancellationToken ct)
    {
        var results = new CommitResult[items.Count];
        var fresh = await FindFreshAsync(transaction, items, results, ct);
        // Of two replays at once the second finds the entry closed; it must not count or store what the first did not.
        if (extras.ReplayedQuarantineId is { } replayed && !(items.Count > 0 && await transaction.CloseQuarantineAsync(replayed, "replayed", ct)))
        {
            transaction.MarkUnchanged();
            foreach (var index in fresh) results[index] = new CommitResult(Outcome.Quarantined, null, "quarantine_closed");
            return (results, false);
        }
        await transaction.LoadAsync(RequestFor(items, fresh, rules), ct);
        var (plan, drafts) = Decide(transaction, items, fresh, rules, results);
        // A replay that is refused stays where it is: closing it would make bad input vanish, and half of it would leave the rest no place.
        if (extras.ReplayedQuarantineId is not null && drafts.Count > 0) return (Refused(items, drafts[0].Draft.Reason), false);
        await transaction.WriteAsync(plan, ct);
        await QuarantineAsync(transaction, drafts, results, ct);
        await CountAsync(transaction, items, results, extras, ct);
        if (extras.SeenTraits.Count > 0) await transaction.AddSeenTraitsAsync(extras.SeenTraits, ct);
        if (extras.Job is { } job) await transaction.SaveJobAsync(job(results), ct);
        return (results, true);
    }

    private static CommitResult[] Refused(IReadOnlyList<CommitItem> items, string reason) => [.. items.Select(_ => new CommitResult(Outcome.Quarantined, null, reason))];

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
        var anchors = new HashSet<long>();
        foreach (var index in fresh)
        {
            var prepared = items[index].Event!;
            records.Add(prepared.Subject);
            if (prepared.AttachTo is { } anchor) anchors.Add(anchor);
            Add(prepared.Realm, prepared.Kind, prepared.Claims);
            Add(prepared.Realm, ProfileKind.Person, prepared.Event.AliasOf);
            if (prepared.AccountRecord is not { } account) continue;
            records.Add(account);
            Add(prepared.Realm, ProfileKind.Account, prepared.AccountClaims);
        }
        return new LoadRequest(records, identifiers, [], anchors);

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
            if (resolver.Apply(prepared) is not { } reason) placed.Add(index);
            // Whoever attaches is told at once; its body alone would not say to which profile, so there is nothing to replay.
            else if (prepared.AttachTo is not null) results[index] = new CommitResult(Outcome.NotKept, null, reason);
            else drafts.Add((index, Refuse(prepared, reason, "The event would break a limit of its record.")));
        }
        // Only now: a profile made by an early event of the batch may have yielded to another because of a later one.
        for (var i = 0; i < placed.Count; i++) results[placed[i]] = new CommitResult(Outcome.Stored, plan.Events[i].Profile, null, plan.Events[i].Position);
        for (var i = 0; i < items.Count; i++)
        {
            if (items[i].Refused is { } refused) drafts.Add((i, refused));
        }
        return (plan, drafts);
    }

    private static async Task QuarantineAsync(ILedgerTransaction transaction, List<(int Index, QuarantineDraft Draft)> drafts, CommitResult[] results, CancellationToken ct)
    {
        if (drafts.Count == 0) return;
        var added = await transaction.QuarantineAsync([.. drafts.Select(draft => draft.Draft)], ct);
        for (var i = 0; i < drafts.Count; i++)
        {
            results[drafts[i].Index] = new CommitResult(added[i] ? Outcome.Quarantined : Outcome.Duplicate, null, drafts[i].Draft.Reason);
        }
    }

    private static async Task CountAsync(ILedgerTransaction transaction, IReadOnlyList<CommitItem> items, CommitResult[] results, CommitExtras extras, CancellationToken ct)
    {
        var counters = new Dictionary<(int Source, long Hour), SourceCounters>();
        for (var i = 0; i < items.Count; i++)
        {
            if (results[i].Outcome == Outcome.NotKept) continue;
            var key = KeyOf(items[i]);
            var known = counters.GetValueOrDefault(key) ?? new SourceCounters(key.Source, 0, 0, 0, 0, 0);
            counters[key] = known with
            {
                Received = known.Received + 1,
                Stored = known.Stored + (results[i].Outcome == Outcome.Stored ? 1 : 0),
                Duplicate = known.Duplicate + (results[i].Outcome == Outcome.Duplicate ? 1 : 0),
                Quarantined = known.Quarantined + (results[i].Outcome == Outcome.Quarantined ? 1 : 0),
                LastReceivedAtUs = Math.Max(known.LastReceivedAtUs, items[i].ReceivedAtUs),
            };
        }
        // The entry was received and counted as quarantined once; what it became now is counted instead, in the hour in which it came.
        if (extras.ReplayedQuarantineId is not null)
        {
            var key = KeyOf(items[0]);
            counters[key] = counters[key] with { Received = counters[key].Received - 1, Quarantined = counters[key].Quarantined - 1 };
        }
        foreach (var added in counters.Values) await transaction.CountAsync(added, ct);
    }

    private static (int Source, long Hour) KeyOf(CommitItem item) => (item.SourceId, SourceHour.Floor(item.ReceivedAtUs));
}
