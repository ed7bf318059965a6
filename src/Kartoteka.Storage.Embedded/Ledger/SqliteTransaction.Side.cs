using System.Security.Cryptography;
using System.Text.Json;

namespace Kartoteka.Storage.Embedded.Ledger;

internal sealed partial class SqliteTransaction
{
    private const string QuarantineSql = """
        insert into quarantine (source_id, reason, detail, kind, message_id, raw, raw_hash, route, received_at_us) values (?, ?, ?, ?, ?, ?, ?, ?, ?)
        on conflict do nothing
        """;

    public ValueTask<IReadOnlyList<bool>> QuarantineAsync(IReadOnlyList<QuarantineDraft> drafts, CancellationToken ct)
    {
        var added = new bool[drafts.Count];
        Guarded(() =>
        {
            Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
            for (var i = 0; i < drafts.Count; i++)
            {
                var draft = drafts[i];
                SHA256.HashData(draft.Raw.Span, hash);
                database.Use(QuarantineSql).Bind(draft.SourceId).Bind(draft.Reason).Bind(draft.Detail).Bind(draft.Kind).Bind(draft.MessageId)
                    .Bind(draft.Raw.Span).Bind(hash).Bind(draft.Route).Bind(draft.ReceivedAtUs).Run();
                added[i] = database.Changes > 0;
            }
        });
        return ValueTask.FromResult<IReadOnlyList<bool>>(added);
    }

    // What is discarded is wanted by nobody, so its body goes; the hash stays, by which the same body sent again is a duplicate.
    private const string CloseQuarantineSql = """
        update quarantine set state = ?2, raw = case ?2 when 'discarded' then x'' else raw end where id = ?1 and state = 'open'
        """;

    public ValueTask<bool> CloseQuarantineAsync(long id, string state, CancellationToken ct)
    {
        Guarded(() => database.Use(CloseQuarantineSql).Bind(id).Bind(state).Run());
        return ValueTask.FromResult(database.Changes > 0);
    }

    private const string CountSql = """
        insert into source_counter (source_id, received, stored, duplicate, quarantined, last_received_at_us) values (?, ?, ?, ?, ?, ?)
        on conflict do update set received = received + excluded.received, stored = stored + excluded.stored, duplicate = duplicate + excluded.duplicate,
          quarantined = quarantined + excluded.quarantined, last_received_at_us = max(last_received_at_us, excluded.last_received_at_us)
        """;

    private const string CountHourSql = """
        insert into source_hour (source_id, hour_us, received, stored, duplicate, quarantined) values (?, ?, ?, ?, ?, ?)
        on conflict do update set received = received + excluded.received, stored = stored + excluded.stored, duplicate = duplicate + excluded.duplicate,
          quarantined = quarantined + excluded.quarantined
        """;

    public ValueTask CountAsync(SourceCounters added, CancellationToken ct)
    {
        Guarded(() =>
        {
            database.Use(CountSql).Bind(added.SourceId).Bind(added.Received).Bind(added.Stored).Bind(added.Duplicate).Bind(added.Quarantined).Bind(added.LastReceivedAtUs).Run();
            database.Use(CountHourSql).Bind(added.SourceId).Bind(SourceHour.Floor(added.LastReceivedAtUs)).Bind(added.Received).Bind(added.Stored).Bind(added.Duplicate)
                .Bind(added.Quarantined).Run();
        });
        return ValueTask.CompletedTask;
    }

    private const string SeenTraitSql = "insert into trait_definition (kind, name, json) values (?, ?, ?) on conflict do nothing";

    public ValueTask AddSeenTraitsAsync(IReadOnlyList<TraitDefinition> traits, CancellationToken ct)
    {
        Guarded(() =>
        {
            foreach (var trait in traits) database.Use(SeenTraitSql).Bind((long)trait.Kind).Bind(trait.Name).Bind(JsonSerializer.Serialize(trait)).Run();
        });
        return ValueTask.CompletedTask;
    }

    private const string SaveJobSql = "update job set state = ?2, json = ?3, updated_at_us = ?4 where id = ?1";

    public ValueTask SaveJobAsync(Job job, CancellationToken ct)
    {
        Guarded(() => database.Use(SaveJobSql).Bind(job.Id).Bind(job.State).Bind(job.Json).Bind(job.UpdatedAtUs).Run());
        return ValueTask.CompletedTask;
    }

    private const string RetractSql = "insert into retraction (position, at_position) values (?, ?) on conflict do nothing";

    // The event's message key and its place in the timeline stay, and lead to a retracted event: an undone import can be run anew.
    public ValueTask<int> RetractEventsAsync(IReadOnlyCollection<long> positions, CancellationToken ct)
    {
        var retracted = 0;
        Guarded(() =>
        {
            var events = new EventLookup(database);
            var atPosition = NextPosition();
            foreach (var position in positions.Where(events.IsThere))
            {
                database.Use(RetractSql).Bind(position).Bind(atPosition).Run();
                retracted += database.Changes;
            }
            if (retracted > 0) AddTotal("events", -retracted);
        });
        return ValueTask.FromResult(retracted);
    }
}
