using Kartoteka.Domain.Events;
using Kartoteka.Domain.Identity;
using Kartoteka.Storage.Embedded.Sqlite;

namespace Kartoteka.Storage.Embedded.Ledger;

internal sealed partial class SqliteTransaction
{
    private const string AddProfileSql = "insert into profile (id, kind, realm, created_at_us) values (?, ?, ?, ?)";
    private const string IsLiveSql = "select merged_into is null from profile where id = ?";
    private const string RedirectSql = "update profile set merged_into = ?1 where id = ?2";
    private const string PutRecordSql = """
        insert into record (id, source_id, external_id, kind, realm, profile_id, created_at_us, updated_at_us, document) values (?, ?, ?, ?, ?, ?, ?, ?, ?)
        """;
    private const string SetRecordSql = "update record set updated_at_us = ?, document = ? where id = ?";
    private const string MoveRecordSql = "update record set profile_id = ?, updated_at_us = ?, document = ? where id = ? and profile_id <> ?1";
    private const string PutClaimSql = """
        insert into claim (value, type, realm, kind, record_id, state) values (?, ?, ?, ?, ?, ?)
        on conflict do update set state = excluded.state
        """;
    private const string DropClaimSql = "delete from claim where value = ? and type = ? and realm = ? and kind = ? and record_id = ?";
    private const string DropRecordSql = "delete from record where id = ?";
    private const string DropProfileSql = "delete from profile where id = ?";
    private const string DropConflictsSql = "delete from conflict where record_id = ?";
    private const string ResolveConflictSql = "update conflict set state = 'resolved' where record_id = ? and type = ? and value = ? and state = 'open'";
    private const string AddChangeSql = "insert into profile_change (position, profile_id) values (?, ?)";
    private const string AddHistorySql = """
        insert into history (position, at_us, kind, from_profile, to_profile, record_ids, who, why, message_id) values (?, ?, ?, ?, ?, ?, ?, ?, ?)
        """;
    private const string AddConflictSql = """
        insert into conflict (record_id, type, value, reason, others, at_us) values (?, ?, ?, ?, ?, ?)
        on conflict do update set reason = excluded.reason, others = excluded.others, state = 'open'
        """;
    private const string AddTotalSql = "update total set value = value + ? where name = ?";

    public ValueTask WriteAsync(CommitPlan plan, CancellationToken ct)
    {
        Guarded(() =>
        {
            WriteProfiles(plan);
            WriteRecords(plan);
            WriteClaims(plan);
            WriteEvents(plan);
            WriteHistory(plan);
            if (plan.ChangedProfiles.Count > 0)
            {
                var position = NextPosition();
                foreach (var profile in plan.ChangedProfiles) database.Use(AddChangeSql).Bind(position).Bind(profile.Value).Run();
            }
        });
        return ValueTask.CompletedTask;
    }

    private void WriteProfiles(CommitPlan plan)
    {
        long live = plan.NewProfiles.Count(profile => profile.MergedInto is null);
        foreach (var profile in plan.NewProfiles)
        {
            profile.LastUse = cache.Now;
            database.Use(AddProfileSql).Bind(profile.Id.Value).Bind((long)profile.Kind).Bind(profile.Realm).Bind(profile.CreatedAtUs).Run();
        }
        foreach (var profile in plan.RedirectedProfiles)
        {
            // A redirect may also go from one profile to another, which changes no total.
            var before = database.Use(IsLiveSql).Bind(profile.Id.Value);
            using (before) live -= before.Step() ? before.Number(0) : 0;
            using (var update = database.Use(RedirectSql))
            {
                _ = profile.MergedInto is { } target ? update.Bind(target.Value) : update.BindNull();
                update.Bind(profile.Id.Value).Step();
            }
            live += profile.MergedInto is null ? 1 : 0;
        }
        if (live != 0) AddTotal("profiles", live);
    }

    private void WriteRecords(CommitPlan plan)
    {
        foreach (var record in plan.DirtyRecords)
        {
            if (plan.RemovedRecords.Contains(record)) continue;
            _document.ResetWrittenCount();
            RecordDocument.Write(record, _document);
            cache.Weigh(record);
            if (plan.NewRecords.Contains(record))
            {
                database.Use(PutRecordSql).Bind(record.Id).Bind(record.Key.SourceId).Bind(record.Key.ExternalId).Bind((long)record.Kind).Bind(record.Realm)
                    .Bind(record.Profile.Value).Bind(record.CreatedAtUs).Bind(record.UpdatedAtUs).Bind(_document.WrittenSpan).Run();
                continue;
            }
            // Most writes leave the profile as it is; naming its column would make SQLite touch the index on it.
            if (plan.History.Count > 0)
            {
                database.Use(MoveRecordSql).Bind(record.Profile.Value).Bind(record.UpdatedAtUs).Bind(_document.WrittenSpan).Bind(record.Id).Run();
                if (database.Changes > 0) continue;
            }
            database.Use(SetRecordSql).Bind(record.UpdatedAtUs).Bind(_document.WrittenSpan).Bind(record.Id).Run();
        }
        foreach (var record in plan.RemovedRecords)
        {
            foreach (var claim in record.Claims) WriteClaimKey(DropClaimSql, record, claim.Identifier).Run();
            database.Use(DropConflictsSql).Bind(record.Id).Run();
            database.Use(DropRecordSql).Bind(record.Id).Run();
            Set.RemoveRecord(record);
        }
        foreach (var record in plan.RemovedRecords) MoveWhatHangsOn(record);
        if (plan.NewRecords.Count != plan.RemovedRecords.Count) AddTotal("records", plan.NewRecords.Count - plan.RemovedRecords.Count);
        foreach (var profile in plan.RemovedProfiles)
        {
            database.Use(DropProfileSql).Bind(profile.Id.Value).Run();
            Set.Remove(profile);
        }
        if (plan.RemovedProfiles.Count > 0) AddTotal("profiles", -plan.RemovedProfiles.Count);
    }

    private void WriteClaims(CommitPlan plan)
    {
        foreach (var (record, identifier) in plan.RemovedClaims)
        {
            WriteClaimKey(DropClaimSql, record, identifier).Run();
            Set.RemoveClaimant(record, identifier);
        }
        foreach (var (record, claim) in plan.Claims) WriteClaimKey(PutClaimSql, record, claim.Identifier).Bind((long)claim.State).Run();
    }

    private SqliteStatement WriteClaimKey(string sql, RecordState record, Identifier identifier) => database.Use(sql)
        .Bind(identifier.Value).Bind(identifier.Type).Bind(record.Realm).Bind((long)record.Kind).Bind(record.Id);

    private void WriteEvents(CommitPlan plan)
    {
        foreach (var placed in plan.Events)
        {
            var incoming = placed.Prepared.Event;
            // A row of a file of people states its customer once: kept in memory it would push out those who are here now, and the collector
            // would carry it about for nothing.
            if (incoming is { ImportId: > 0, Kind: EventKind.Identify }) _passing.Add(placed.Profile);
            // No unique index over positions inside packs would notice.
            if (placed.Position <= _lastEvent) throw new LedgerRefusedException($"Position {placed.Position} is not above {_lastEvent}.");
            _lastEvent = placed.Position;
            if (_pack.Count > 0 && (_pack.IsFull || _pack.ImportId != incoming.ImportId)) WritePack();
            var head = new EventHead(
                placed.Position, incoming.SourceId, placed.RecordId, placed.Profile, incoming.Kind, incoming.Name, incoming.MessageId,
                incoming.OccurredAtUs, incoming.ReceivedAtUs, incoming.SentAtUs, incoming.OriginalAtUs, incoming.Body.Length);
            _pack.Add(head, incoming.ImportId, incoming.Body.Span);
            index.Add(HashOf(new MessageKey(incoming.SourceId, incoming.MessageId)), new TimelinePlace(placed.RecordId, incoming.OccurredAtUs, placed.Position));
        }
        if (_pack.Count > 0) WritePack();
        if (plan.Events.Count > 0) AddTotal("events", plan.Events.Count);
    }

    private void WritePack()
    {
        EventRows.Add(database, _pack);
        _pack.Clear();
    }

    private void WriteHistory(CommitPlan plan)
    {
        foreach (var entry in plan.History)
        {
            database.Use(AddHistorySql).Bind(entry.Position).Bind(entry.AtUs).Bind((long)entry.Kind).Bind(entry.From.Value).Bind(entry.To.Value)
                .Bind(HistoryRows.WriteNumbers(entry.RecordIds)).Bind(entry.Who).Bind(entry.Why).Bind(entry.MessageId).Run();
        }
        foreach (var (recordId, identifier) in plan.ResolvedConflicts)
        {
            database.Use(ResolveConflictSql).Bind(recordId).Bind(identifier.Type).Bind(identifier.Value).Run();
        }
        foreach (var conflict in plan.Conflicts)
        {
            database.Use(AddConflictSql).Bind(conflict.RecordId).Bind(conflict.Identifier.Type).Bind(conflict.Identifier.Value).Bind((long)conflict.Reason)
                .Bind(string.Join(',', conflict.Others)).Bind(conflict.AtUs).Run();
        }
    }

    private void AddTotal(string name, long added) => database.Use(AddTotalSql).Bind(added).Bind(name).Run();
}
