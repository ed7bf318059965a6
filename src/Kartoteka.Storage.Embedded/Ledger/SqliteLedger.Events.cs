using Kartoteka.Domain.Events;
using Kartoteka.Domain.Identity;
using Kartoteka.Storage.Embedded.Sqlite;

namespace Kartoteka.Storage.Embedded.Ledger;

public sealed partial class SqliteLedger
{
    private const string EventColumns = """
        position, source_id, record_id, profile_id, event.kind, name, message_id, occurred_at_us, received_at_us, sent_at_us, original_at_us, import_id, retracted, body
        """;

    private static List<StoredEvent> Events(SqliteStatement statement)
    {
        using var rows = statement;
        var events = new List<StoredEvent>();
        while (rows.Step())
        {
            events.Add(new StoredEvent(
                rows.Number(0), (int)rows.Number(1), rows.Number(2), new ProfileId(rows.Uuid(3)), (EventKind)rows.Number(4), rows.NullableText(5), rows.Text(6),
                rows.Number(7), rows.Number(8), rows.NullableNumber(9), rows.NullableNumber(10), rows.Number(11), rows.Number(12) != 0, rows.Blob(13).ToArray()));
        }
        return events;
    }

    private const string AfterSql = $"select {EventColumns} from event where position > ? order by position limit ?";

    /// <inheritdoc />
    public ValueTask<IReadOnlyList<StoredEvent>> ReadEventsAsync(long after, int limit, CancellationToken ct) =>
        ValueTask.FromResult(Read<IReadOnlyList<StoredEvent>>(database => Events(database.Use(AfterSql).Bind(after).Bind(limit))));

    private const string ImportSql = $"select {EventColumns} from event where import_id = ? and import_id > 0 and position > ? order by position limit ?";

    /// <inheritdoc />
    public ValueTask<IReadOnlyList<StoredEvent>> ReadImportEventsAsync(long importId, long after, int limit, CancellationToken ct) =>
        ValueTask.FromResult(Read<IReadOnlyList<StoredEvent>>(database => Events(database.Use(ImportSql).Bind(importId).Bind(after).Bind(limit))));

    private const string EventSql = $"select {EventColumns} from event where position = ?";

    // Of an event that does not fit the body is not read: a column before it does not touch the pages that a long body goes on in.
    private const string WhatSql = "select kind, name from event where position = ?";

    /// <inheritdoc />
    public ValueTask<IReadOnlyList<StoredEvent>> ReadTimelineAsync(IReadOnlyCollection<long> recordIds, TimelineCursor? before, int limit, CancellationToken ct) =>
        ValueTask.FromResult(Read<IReadOnlyList<StoredEvent>>(database =>
        {
            var places = new TimelinePlaces(database, recordIds, before, long.MinValue, limit);
            var events = new List<StoredEvent>();
            while (events.Count < limit && places.TryNext(out var place)) events.AddRange(Events(database.Use(EventSql).Bind(place.Position)));
            return events;
        }));

    /// <inheritdoc />
    public ValueTask<TimelineRead> ReadTimelineAsync(IReadOnlyCollection<long> recordIds, TimelineCursor? before, TimelineFilter filter, int limit, CancellationToken ct) =>
        ValueTask.FromResult(Read(database =>
        {
            var places = new TimelinePlaces(database, recordIds, before, filter.FromUs ?? long.MinValue, limit);
            var (events, last) = (new List<StoredEvent>(), default(TimelineCursor));
            for (var looked = 0; looked < ILedgerReader.TimelineScanMax && events.Count < limit && places.TryNext(out last); looked++)
            {
                ct.ThrowIfCancellationRequested();
                if (Fits(database, last.Position, filter)) events.AddRange(Events(database.Use(EventSql).Bind(last.Position)));
            }
            return new TimelineRead(events, places.IsAtEnd ? null : last);
        }));

    private static bool Fits(SqliteDatabase database, long position, TimelineFilter filter)
    {
        if (filter.Kinds is null && filter.Name is null) return true;
        using var row = database.Use(WhatSql).Bind(position);
        return row.Step() && filter.Kinds?.Contains((EventKind)row.Number(0)) != false && (filter.Name is null || filter.Name == row.NullableText(1));
    }

    private const string ChangesSql = "select position, profile_id from profile_change where position > ? order by position limit ?";

    /// <inheritdoc />
    public ValueTask<IReadOnlyList<ProfileChange>> ReadChangesAsync(long after, int limit, CancellationToken ct) =>
        ValueTask.FromResult(Read<IReadOnlyList<ProfileChange>>(database =>
        {
            var changes = new List<ProfileChange>();
            using (var rows = database.Use(ChangesSql).Bind(after).Bind(limit))
            {
                while (rows.Step()) changes.Add(new ProfileChange(rows.Number(0), new ProfileId(rows.Uuid(1))));
            }
            // Changes of one commit share a position: a page that ends inside it would lose the rest.
            if (changes.Count == 0 || changes.Count < limit) return changes;
            var last = changes[^1].Position;
            changes.RemoveAll(change => change.Position == last);
            using var whole = database.Use("select position, profile_id from profile_change where position = ?").Bind(last);
            while (whole.Step()) changes.Add(new ProfileChange(whole.Number(0), new ProfileId(whole.Uuid(1))));
            return changes;
        }));

    private const string HistorySql = """
        select position, at_us, kind, from_profile, to_profile, record_ids, who, why, message_id from history where from_profile = ?1
        union select position, at_us, kind, from_profile, to_profile, record_ids, who, why, message_id from history where to_profile = ?1
        order by position desc
        """;

    /// <inheritdoc />
    public ValueTask<IReadOnlyList<HistoryEntry>> ReadHistoryAsync(ProfileId profile, CancellationToken ct) =>
        ValueTask.FromResult(Read<IReadOnlyList<HistoryEntry>>(database =>
        {
            using var rows = database.Use(HistorySql).Bind(profile.Value);
            var history = new List<HistoryEntry>();
            while (rows.Step()) history.Add(HistoryRows.Read(rows));
            return history;
        }));

    private const string ConflictSql = """
        select conflict.id, record_id, type, value, reason, others, at_us, state, record.profile_id from conflict join record on record.id = record_id
        where (?1 is null or conflict.id < ?1) order by conflict.id desc limit ?2
        """;
    private const string ProfileConflictSql = """
        select conflict.id, record_id, type, value, reason, others, at_us, state, record.profile_id from record join conflict on record.id = record_id
        where record.profile_id = ?3 and (?1 is null or conflict.id < ?1) order by conflict.id desc limit ?2
        """;

    /// <inheritdoc />
    public ValueTask<IReadOnlyList<ConflictEntry>> ReadConflictsAsync(ProfileId? profile, long? before, int limit, CancellationToken ct) =>
        ValueTask.FromResult(Read<IReadOnlyList<ConflictEntry>>(database =>
        {
            var statement = database.Use(profile is null ? ConflictSql : ProfileConflictSql).Bind(before).Bind(limit);
            using var rows = profile is { } id ? statement.Bind(id.Value) : statement;
            var conflicts = new List<ConflictEntry>();
            while (rows.Step())
            {
                var others = rows.Text(5).Split(',', StringSplitOptions.RemoveEmptyEntries).Select(text => new ProfileId(Guid.Parse(text))).ToArray();
                var conflict = new Conflict(rows.Number(1), new Identifier(rows.Text(2), rows.Text(3)), (ConflictReason)rows.Number(4), others, rows.Number(6));
                conflicts.Add(new ConflictEntry(rows.Number(0), conflict, new ProfileId(rows.Uuid(8)), rows.Text(7)));
            }
            return conflicts;
        }));
}
