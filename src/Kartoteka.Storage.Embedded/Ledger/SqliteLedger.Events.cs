using Kartoteka.Domain.Identity;
using Kartoteka.Storage.Embedded.Sqlite;

namespace Kartoteka.Storage.Embedded.Ledger;

public sealed partial class SqliteLedger
{
    /// <inheritdoc />
    public ValueTask<IReadOnlyList<StoredEvent>> ReadEventsAsync(long after, int limit, CancellationToken ct) =>
        ValueTask.FromResult(Read<IReadOnlyList<StoredEvent>>(database => EventRows.ReadAfter(database, after, limit)));

    /// <inheritdoc />
    public ValueTask<IReadOnlyList<StoredEvent>> ReadImportEventsAsync(long importId, long after, int limit, CancellationToken ct) =>
        ValueTask.FromResult(Read<IReadOnlyList<StoredEvent>>(database => EventRows.ReadImport(database, importId, after, limit)));

    /// <inheritdoc />
    public ValueTask<IReadOnlyList<StoredEvent>> ReadRecentAsync(int sourceId, int limit, int bodyBytesMax, CancellationToken ct) =>
        ValueTask.FromResult(limit == 0 ? [] : Read<IReadOnlyList<StoredEvent>>(database =>
            EventRows.ReadRecent(database, sourceId, Math.Max(0, HeadPosition - ILedgerReader.RecentPositionsMax), limit, bodyBytesMax)));

    /// <inheritdoc />
    public ValueTask<IReadOnlyList<StoredEvent>> ReadTimelineAsync(IReadOnlyCollection<long> recordIds, TimelineCursor? before, int limit, CancellationToken ct) =>
        ValueTask.FromResult(Read<IReadOnlyList<StoredEvent>>(database =>
        {
            var places = new TimelinePlaces(database, _index, recordIds, before, long.MinValue, limit);
            var found = new EventLookup(database);
            var events = new List<StoredEvent>();
            while (events.Count < limit && places.TryNext(out var place))
            {
                // A place may lead to an event that was retracted, or that is newer than what this look sees.
                if (found.Find(place.Position) is { Retracted: false } stored) events.Add(stored);
            }
            return events;
        }));

    /// <inheritdoc />
    public ValueTask<TimelineRead> ReadTimelineAsync(IReadOnlyCollection<long> recordIds, TimelineCursor? before, TimelineFilter filter, int limit, CancellationToken ct) =>
        ValueTask.FromResult(Read(database =>
        {
            var places = new TimelinePlaces(database, _index, recordIds, before, filter.FromUs ?? long.MinValue, limit);
            var found = new EventLookup(database);
            var (events, last) = (new List<StoredEvent>(), default(TimelineCursor));
            for (var looked = 0; looked < ILedgerReader.TimelineScanMax && events.Count < limit && places.TryNext(out last); looked++)
            {
                ct.ThrowIfCancellationRequested();
                if (found.Fits(last.Position, filter)) events.Add(found.Find(last.Position)!);
            }
            return new TimelineRead(events, places.IsAtEnd ? null : last);
        }));

    private const string ChangesSql = "select position, profile_id from profile_change where position > ? order by position limit ?";

    /// <inheritdoc />
    public ValueTask<IReadOnlyList<ProfileChange>> ReadChangesAsync(long after, int limit, CancellationToken ct) =>
        ValueTask.FromResult(Read<IReadOnlyList<ProfileChange>>(database => ReadChanges(database, after, limit)));

    private static List<ProfileChange> ReadChanges(SqliteDatabase database, long after, int limit)
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
    }

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
