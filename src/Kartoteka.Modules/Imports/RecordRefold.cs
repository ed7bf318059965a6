using Kartoteka.Domain.Events;
using Kartoteka.Domain.Identity;
using Kartoteka.Modules.Sources.Contracts;
using Kartoteka.Protocol.Ingest;
using Kartoteka.Storage;

namespace Kartoteka.Modules.Imports;

/// <summary>Makes a record what its events other than those of one import make it.</summary>
internal sealed class RecordRefold(ILedgerReader ledger, EventReader reader, SourceDirectory sources, long importId)
{
    private const int PageEvents = 500;

    /// <summary>Changes <paramref name="record"/> in place and notes it in <paramref name="plan"/>; the identity of its profile is decided afterwards.</summary>
    /// <returns>False when no event of it remains: it is to be removed.</returns>
    public async ValueTask<bool> RefoldAsync(RecordState record, WorkingSet set, CommitPlan plan, long nowUs, CancellationToken ct)
    {
        var (found, folded) = (false, new RecordState(record.Id, record.Key, record.Kind, record.Realm, record.CreatedAtUs));
        var accounts = new Dictionary<RecordKey, long>();
        TimelineCursor? before = null;
        while (true)
        {
            var page = await ledger.ReadTimelineAsync([record.Id], before, PageEvents, ct);
            foreach (var stored in page)
            {
                if (stored.ImportId == importId) continue;
                found = true;
                if (Parse(stored) is { } incoming) State(folded, accounts, incoming);
            }
            if (page.Count < PageEvents) break;
            before = new TimelineCursor(page[^1].OccurredAtUs, page[^1].Position);
        }
        if (!found) return false;
        Replace(record, folded, accounts, set, plan);
        record.UpdatedAtUs = Math.Max(record.UpdatedAtUs, nowUs);
        plan.DirtyRecords.Add(record);
        plan.ChangedProfiles.Add(record.Profile);
        return true;
    }

    private IncomingEvent? Parse(StoredEvent stored)
    {
        if (sources.ById(stored.SourceId) is not { } source) return null;
        // The kind comes from the ledger: of an event sent to a route such as /v1/identify the body may not name it.
        var read = reader.Read(stored.Body, RouteCall.Of(stored.Kind), new SourceContext(source.Id, source.IdNamespace), stored.ReceivedAtUs, new RequestContext(null));
        // The times were settled when it was received, with a sentAt that may have stood outside of it; so was a message id made here.
        return read.Items is [{ Event: { } incoming }] ? incoming with { OccurredAtUs = stored.OccurredAtUs, MessageId = stored.MessageId } : null;
    }

    private static void State(RecordState folded, Dictionary<RecordKey, long> accounts, IncomingEvent incoming)
    {
        foreach (var identifier in incoming.Identifiers) State(folded, identifier, ClaimState.Active, incoming.OccurredAtUs);
        foreach (var identifier in incoming.AliasOf) State(folded, identifier, ClaimState.Alias, incoming.OccurredAtUs);
        folded.Fold(incoming.Traits, incoming.OccurredAtUs, incoming.MessageId);
        if (incoming.Account is not { } account) return;
        var key = RecordKey.OfAccount(incoming.SourceId, account.GroupId);
        accounts[key] = accounts.TryGetValue(key, out var first) ? Math.Min(first, incoming.OccurredAtUs) : incoming.OccurredAtUs;
    }

    private static void State(RecordState folded, Identifier identifier, ClaimState state, long atUs)
    {
        if (folded.FindClaim(identifier) is { } claim)
        {
            claim.Touch(atUs);
            if (state == ClaimState.Alias) claim.State = state;
        }
        else
        {
            folded.AddClaim(new Claim(identifier, state, atUs, Claim.Floor(atUs), ConflictReason.None));
        }
    }

    private static void Replace(RecordState record, RecordState folded, Dictionary<RecordKey, long> accounts, WorkingSet set, CommitPlan plan)
    {
        record.Traits.Clear();
        foreach (var (name, value) in folded.Traits) record.Traits[name] = value;
        for (var i = record.Claims.Count - 1; i >= 0; i--)
        {
            var known = record.Claims[i];
            if (folded.FindClaim(known.Identifier) is not { } stated)
            {
                record.ReplaceClaim(i, null);
                plan.RemovedClaims.Add((record, known.Identifier));
                plan.Resolve(record.Id, known.Identifier);
                continue;
            }
            // A refusal stands until the rebuild asks again.
            var state = known.State == ClaimState.Refused ? ClaimState.Refused : stated.State;
            record.ReplaceClaim(i, new Claim(known.Identifier, state, stated.FirstSeenUs, stated.LastSeenUs, known.Reason));
            if (state != known.State) plan.Claims.Add((record, record.Claims[i]));
        }
        for (var i = record.Relations.Count - 1; i >= 0; i--)
        {
            var stated = set.RecordsById.TryGetValue(record.Relations[i].AccountRecordId, out var account) && accounts.TryGetValue(account.Key, out var first) ? first : (long?)null;
            if (stated is { } since) record.Relations[i] = record.Relations[i] with { FirstSeenUs = since };
            else record.Relations.RemoveAt(i);
        }
    }
}
