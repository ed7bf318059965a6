using Kartoteka.Domain.Identity;

namespace Kartoteka.Storage;

public sealed partial class EventCommitter
{
    private const string CommitRefused = "commit_refused";

    // Anything else says nothing about the batch: it may be committed as it is later, or never.
    private static bool IsOfContent(Exception error) => error is not (LedgerUnavailableException or LedgerStoppedException or OperationCanceledException);

    // Finds the items at fault in transactions that are not committed, and then commits all of the batch in one: an import's progress is
    // stored with all that it speaks of, and a disk that fills up in between leaves nothing half done.
    private async Task<CommitResult[]> CommitMendedAsync(IReadOnlyList<CommitItem> items, IdentityRules rules, CommitExtras extras, Exception error, CancellationToken ct)
    {
        if (extras.ReplayedQuarantineId is not null) return Refused(items, CommitRefused);
        var mended = items.Select((item, index) => (Item: item, Index: index)).ToList();
        while (true)
        {
            var faults = new List<(int Index, Exception Error)>();
            await FindFaultsAsync([.. mended.Select(one => one.Item)], 0, rules, faults, ct);
            if (faults.Count == 0 && await FindFirstFaultAsync([.. mended.Select(one => one.Item)], rules, ct) is { } first) faults.Add(first);
            if (faults.Count == 0) throw error;
            // From the end, so that taking one out does not move those still to be mended.
            foreach (var (index, fault) in faults.OrderByDescending(fault => fault.Index))
            {
                if (Mend(mended[index].Item, fault) is { } item) mended[index] = (item, mended[index].Index);
                else mended.RemoveAt(index);
            }
            try
            {
                var left = mended.ToArray();
                var job = extras.Job is { } whole ? results => whole(Spread(results, left, items.Count)) : (Func<IReadOnlyList<CommitResult>, Job>?)null;
                return Spread(await TryCommitAsync([.. left.Select(one => one.Item)], rules, extras with { Job = job }, ct), left, items.Count);
            }
            catch (Exception again) when (IsOfContent(again))
            {
                error = again;
            }
        }
    }

    // An event becomes refused input; of refused input only the bytes and the source are kept; if not even that can be, nothing.
    private static CommitItem? Mend(CommitItem item, Exception error)
    {
        if (item.Event is { AttachTo: not null }) return null;
        if (item.Event is { } prepared) return new CommitItem(null, Refuse(prepared, CommitRefused, error.Message));
        var draft = item.Refused!;
        if (draft is { Reason: CommitRefused, Kind: null, MessageId: null }) return null;
        return new CommitItem(null, new QuarantineDraft(draft.SourceId, CommitRefused, error.Message, null, null, draft.Raw, "event", draft.ReceivedAtUs));
    }

    private static CommitResult[] Spread(IReadOnlyList<CommitResult> results, (CommitItem Item, int Index)[] left, int count)
    {
        var all = new CommitResult[count];
        Array.Fill(all, new CommitResult(Outcome.NotKept, null, CommitRefused));
        for (var i = 0; i < left.Length; i++) all[left[i].Index] = results[i];
        return all;
    }

    private async Task FindFaultsAsync(CommitItem[] items, int start, IdentityRules rules, List<(int Index, Exception Error)> faults, CancellationToken ct)
    {
        if (await ProbeAsync(items, rules, ct) is not { } error) return;
        if (items.Length == 1)
        {
            faults.Add((start, error));
            return;
        }
        var half = items.Length / 2;
        await FindFaultsAsync(items[..half], start, rules, faults, ct);
        await FindFaultsAsync(items[half..], start + half, rules, faults, ct);
    }

    // Each may be well alone and still not together with those before it.
    private async Task<(int Index, Exception Error)?> FindFirstFaultAsync(CommitItem[] items, IdentityRules rules, CancellationToken ct)
    {
        if (await ProbeAsync(items, rules, ct) is not { } found) return null;
        var (well, bad) = (0, items.Length);
        while (bad - well > 1)
        {
            var middle = (well + bad) / 2;
            if (await ProbeAsync(items[..middle], rules, ct) is { } error) (bad, found) = (middle, error);
            else well = middle;
        }
        return (bad - 1, found);
    }

    private async Task<Exception?> ProbeAsync(CommitItem[] items, IdentityRules rules, CancellationToken ct)
    {
        try
        {
            await using var transaction = await ledger.BeginAsync(ct);
            await WriteAsync(transaction, items, rules, CommitExtras.None, ct);
            return null;
        }
        catch (Exception error) when (IsOfContent(error))
        {
            return error;
        }
    }
}
