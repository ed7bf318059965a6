using Kartoteka.Domain.Identity;
using Kartoteka.Storage.Embedded.Sqlite;

namespace Kartoteka.Storage.Embedded.Ledger;

// What a replica of the base reads: a stretch of the ledger within one snapshot.
public sealed partial class SqliteLedger
{
    private const string HeadSql = "select value from total where name = 'position'";
    private const string MovesSql = "select position, to_profile, record_ids from history where position > ? and position <= ? order by position";
    private const string RetractedSql = "select position from retraction where at_position > ? and at_position <= ? and at_position > 0 order by at_position, position";

    /// <inheritdoc />
    public ValueTask<LedgerSlice> ReadSliceAsync(SliceRequest request, CancellationToken ct) => ValueTask.FromResult(Read(database => ReadSlice(database, request)));

    private static LedgerSlice ReadSlice(SqliteDatabase database, SliceRequest request)
    {
        var head = database.Scalar(HeadSql) ?? 0;
        var events = EventRows.ReadAfter(database, request.After, request.EventsMax);
        var position = events.Count == request.EventsMax ? events[^1].Position : Math.Max(head, request.After);
        var profiles = new List<ProfileNow>();
        if (request.WithProfiles)
        {
            var changes = ReadChanges(database, request.After, request.ChangesMax);
            // A full page: what lies beyond its last commit comes with the next.
            if (changes.Count >= request.ChangesMax && changes[^1].Position < position)
            {
                position = changes[^1].Position;
                events.RemoveAll(stored => stored.Position > position);
            }
            foreach (var id in changes.Where(change => change.Position <= position).Select(change => change.Profile).Distinct())
            {
                var profile = RecordRows.FindProfile(database, id);
                profiles.Add(new ProfileNow(id, profile is { MergedInto: null } ? RecordRows.WithRecords(database, profile) : null));
            }
        }
        return new LedgerSlice(events, ReadMoves(database, request.After, position), ReadRetracted(database, request.After, position), profiles, position, position >= head);
    }

    private static List<RecordMove> ReadMoves(SqliteDatabase database, long after, long through)
    {
        var moves = new List<RecordMove>();
        using var rows = database.Use(MovesSql).Bind(after).Bind(through);
        while (rows.Step())
        {
            var profile = new ProfileId(rows.Uuid(1));
            foreach (var record in HistoryRows.ReadNumbers(rows.Text(2))) moves.Add(new RecordMove(rows.Number(0), record, profile));
        }
        return moves;
    }

    private static List<long> ReadRetracted(SqliteDatabase database, long after, long through)
    {
        var positions = new List<long>();
        using var rows = database.Use(RetractedSql).Bind(after).Bind(through);
        while (rows.Step()) positions.Add(rows.Number(0));
        return positions;
    }
}
