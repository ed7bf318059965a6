using Kartoteka.Domain.Identity;

namespace Kartoteka.Storage;

/// <summary>What a commit would do, without doing it.</summary>
/// <param name="Results">What each item would become; by index. Profiles made by the preview itself never come to be.</param>
/// <param name="NewRecords">Records that it would add.</param>
/// <param name="ChangedRecords">Known records that it would change.</param>
/// <param name="UnchangedRecords">Known records that events speak of, and which would stay as they are.</param>
/// <param name="Merges">Pairs of known profiles that it would join: the one that yields and the one that stays.</param>
public sealed record CommitPreview(
    IReadOnlyList<CommitResult> Results, IReadOnlyList<RecordKey> NewRecords, IReadOnlyList<RecordKey> ChangedRecords, IReadOnlyList<RecordKey> UnchangedRecords,
    IReadOnlyList<(ProfileId From, ProfileId To)> Merges);

public sealed partial class EventCommitter
{
    /// <summary>
    /// Decides about <paramref name="items"/> as <see cref="CommitAsync"/> would and stores nothing. It takes the writer's turn meanwhile,
    /// so give it few items at a time.
    /// </summary>
    /// <exception cref="LedgerStoppedException">The ledger has stopped.</exception>
    public async Task<CommitPreview> PreviewAsync(IReadOnlyList<CommitItem> items, IdentityRules rules, CancellationToken ct)
    {
        var results = new CommitResult[items.Count];
        await using var transaction = await ledger.BeginAsync(ct);
        var fresh = await FindFreshAsync(transaction, items, results, ct);
        await transaction.LoadAsync(RequestFor(items, fresh, rules), ct);
        var (plan, drafts) = Decide(transaction, items, fresh, rules, results);
        foreach (var (index, draft) in drafts) results[index] = new CommitResult(Outcome.Quarantined, null, draft.Reason);
        var touched = plan.Events.Select(placed => transaction.Set.RecordsById[placed.RecordId]).ToHashSet();
        var preview = new CommitPreview(
            results, [.. plan.NewRecords.Select(record => record.Key)],
            [.. plan.DirtyRecords.Where(record => touched.Contains(record) && !plan.NewRecords.Contains(record)).Select(record => record.Key)],
            [.. touched.Where(record => !plan.DirtyRecords.Contains(record)).Select(record => record.Key)],
            [.. plan.History.Where(entry => entry.Kind == HistoryKind.Merge).Select(entry => (entry.From, entry.To))]);
        transaction.Forget(plan);
        return preview;
    }
}
