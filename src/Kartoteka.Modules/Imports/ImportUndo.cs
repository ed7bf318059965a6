using Kartoteka.Domain.Identity;
using Kartoteka.Modules.Ingest.Contracts;
using Kartoteka.Storage;

namespace Kartoteka.Modules.Imports;

/// <summary>
/// Takes an import back: its events are retracted, each record that they spoke of becomes what its other events make it, records without
/// any go, and the identity of the profiles concerned is computed anew; what stewards decided stays. Each step is one transaction with
/// the place to go on from. Not exact: accounts keep what the import's <c>group</c> calls said of them; a record that live events joined
/// keeps the time at which the import made it; an event sent again while the import held it was a duplicate and is not brought back.
/// </summary>
internal sealed class ImportUndo(ILedger ledger, IdentityRebuild rebuild, CurrentRules rules, RecordRefold refold, ImportStore store, ImportProgress progress)
{
    /// <summary>Events of a step.</summary>
    public const int StepEvents = 500;

    /// <summary>Most profiles computed anew in a step. A step of people touches one or two profiles an event.</summary>
    public const int ProfilesMax = 20_000;

    private const int ClaimingMax = 200;

    /// <summary>Most records remembered as made anew, 16 MB or so; one that is not remembered is made anew again, which changes nothing.</summary>
    private const int RefoldedMax = 500_000;

    // A record is made of all events but the import's, and those of later steps are the import's too: once is enough, and a record with a
    // hundred thousand events would else be read through in each step.
    private readonly HashSet<long> _refolded = [];

    /// <summary>Runs to the end, or until <paramref name="stop"/> between two steps.</summary>
    public async Task<Import> RunAsync(Import import, CancellationToken stop)
    {
        var now = import;
        while (now.State != ImportStates.Undone)
        {
            stop.ThrowIfCancellationRequested();
            now = await StepAsync(now, stop);
            progress.Report(now.Document.UndoneEvents, 0);
        }
        return now;
    }

    private async Task<Import> StepAsync(Import before, CancellationToken ct)
    {
        var page = await ledger.ReadImportEventsAsync(before.Id, before.Document.UndoPosition, StepEvents, ct);
        await using var transaction = await ledger.BeginAsync(ct);
        var retracted = 0;
        if (page.Count > 0)
        {
            // All that is read now is committed, and nobody else writes until this transaction ends.
            var profiles = await TakeBackAsync(transaction, [.. page.Select(stored => stored.RecordId).Where(id => !_refolded.Contains(id)).Distinct()], before.Id, ct);
            retracted = await transaction.RetractEventsAsync([.. page.Where(stored => !stored.Retracted).Select(stored => stored.Position)], ct);
            await rebuild.RebuildAsync(transaction, profiles, rules.Current, IdentityResolver.RulesActor, $"import {before.Id} undone", ct);
        }
        var ended = page.Count < StepEvents;
        var nowUs = store.NowUs;
        var after = before with
        {
            State = ended ? ImportStates.Undone : ImportStates.Undoing,
            UpdatedAtUs = nowUs,
            Document = before.Document with
            {
                UndoPosition = page.Count > 0 ? page[^1].Position : before.Document.UndoPosition,
                UndoneEvents = before.Document.UndoneEvents + retracted,
                FinishedAtUs = ended ? nowUs : null,
            },
        };
        await transaction.SaveJobAsync(after.ToJob(), ct);
        await transaction.CommitAsync(ct);
        if (_refolded.Count < RefoldedMax) _refolded.UnionWith(page.Select(stored => stored.RecordId));
        return after;
    }

    // Returns the closed set of profiles to compute anew.
    private async Task<IReadOnlyCollection<ProfileId>> TakeBackAsync(ILedgerTransaction transaction, IReadOnlyCollection<long> recordIds, long importId, CancellationToken ct)
    {
        await transaction.LoadAsync(new LoadRequest([], [], [], recordIds), ct);
        var (set, plan) = (transaction.Set, new CommitPlan());
        var records = recordIds.Where(set.RecordsById.ContainsKey).Select(id => set.RecordsById[id]).ToArray();
        var accounts = records.SelectMany(record => record.Relations).Select(relation => relation.AccountRecordId).ToHashSet();
        if (accounts.Count > 0) await transaction.LoadAsync(new LoadRequest([], [], [], accounts), ct);
        // Taken before anything is removed: what was joined by the import's claims is found by them.
        var profiles = await CloseAsync(transaction, records.Select(record => record.Profile), ct);
        foreach (var record in records)
        {
            if (await refold.RefoldAsync(record, set, plan, store.NowUs, ct)) continue;
            plan.RemovedRecords.Add(record);
            plan.ChangedProfiles.Add(record.Profile);
        }
        var resolver = new IdentityResolver(rules.Current, set, plan, transaction);
        foreach (var profile in plan.RemovedRecords.Select(set.ProfileOf).Distinct().ToArray())
        {
            if (profile.Records.TrueForAll(plan.RemovedRecords.Contains)) plan.RemovedProfiles.Add(profile);
            else resolver.Rebind(profile, plan.RemovedRecords);
        }
        await transaction.WriteAsync(plan, ct);
        return [.. profiles.Except(plan.RemovedProfiles.Select(profile => profile.Id))];
    }

    private async Task<HashSet<ProfileId>> CloseAsync(ILedgerTransaction transaction, IEnumerable<ProfileId> start, CancellationToken ct)
    {
        var closed = new HashSet<ProfileId>();
        var asked = new HashSet<ClaimKey>();
        for (var fresh = start.ToHashSet(); fresh.Count > 0 && closed.Count < ProfilesMax;)
        {
            closed.UnionWith(fresh);
            await transaction.LoadAsync(new LoadRequest([], [], fresh, []), ct);
            var keys = fresh.Where(transaction.Set.Profiles.ContainsKey).SelectMany(id => transaction.Set.Profiles[id].Records)
                .SelectMany(record => record.Claims.Select(claim => new ClaimKey(record.Realm, record.Kind, claim.Identifier)))
                .Where(key => !rules.Current.IsShared(key.Identifier) && asked.Add(key)).ToArray();
            fresh = [];
            foreach (var key in keys)
            {
                foreach (var profile in await ledger.FindClaimingProfilesAsync(key, ClaimingMax, ct))
                {
                    if (!closed.Contains(profile)) fresh.Add(profile);
                }
            }
        }
        return closed;
    }
}
