using Kartoteka.Domain.Identity;
using Kartoteka.Storage.Embedded.Sqlite;

namespace Kartoteka.Storage.Embedded.Ledger;

/// <summary>Reads and writes packs of events on a connection, inside the snapshot or transaction that is open there.</summary>
internal static class EventRows
{
    private const string AddSql = "insert into event_pack (first, last, import_id, checksum, heads, bodies) values (?, ?, ?, ?, ?, ?)";

    /// <summary>Writes a pack.</summary>
    public static void Add(SqliteDatabase database, EventPack pack) => database.Use(AddSql).Bind(pack.First).Bind(pack.Last).Bind(pack.ImportId)
        .Bind((long)(((ulong)EventPack.ChecksumOf(pack.Heads) << 32) | EventPack.ChecksumOf(pack.Bodies))).Bind(pack.Heads).Bind(pack.Bodies).Run();

    /// <summary>The heads of the current row, whose checksum and heads are the columns named.</summary>
    /// <exception cref="SqliteException">They are not what was written.</exception>
    public static ReadOnlySpan<byte> Heads(SqliteStatement row, int checksum, int heads) => Checked(row.Blob(heads), (uint)(row.Number(checksum) >>> 32), row);

    /// <summary>The bodies of the current row, whose checksum and bodies are the columns named.</summary>
    /// <exception cref="SqliteException">They are not what was written.</exception>
    public static ReadOnlySpan<byte> Bodies(SqliteStatement row, int checksum, int bodies) => Checked(row.Blob(bodies), (uint)row.Number(checksum), row);

    private static ReadOnlySpan<byte> Checked(ReadOnlySpan<byte> bytes, uint checksum, SqliteStatement row) => EventPack.ChecksumOf(bytes) == checksum
        ? bytes
        : throw new SqliteException(SQLitePCL.raw.SQLITE_CORRUPT, $"the events from position {row.Number(0)} on are not what was written");

    private const string AfterSql = """
        select first, last, import_id, checksum, heads, bodies from event_pack
        where first >= coalesce((select max(first) from event_pack where first <= ?), 0) order by first
        """;

    /// <summary>Events above <paramref name="after"/> in order of position.</summary>
    public static List<StoredEvent> ReadAfter(SqliteDatabase database, long after, int limit)
    {
        using var rows = database.Use(AfterSql).Bind(after);
        return ReadForward(database, rows, after, limit);
    }

    private const string ImportSql = """
        select first, last, import_id, checksum, heads, bodies from event_pack
        where import_id = ? and import_id > 0 and first >= coalesce((select max(first) from event_pack where first <= ?), 0) order by first
        """;

    /// <summary>Events of an import above <paramref name="after"/> in order of position.</summary>
    public static List<StoredEvent> ReadImport(SqliteDatabase database, long importId, long after, int limit)
    {
        using var rows = database.Use(ImportSql).Bind(importId).Bind(after);
        return ReadForward(database, rows, after, limit);
    }

    private static List<StoredEvent> ReadForward(SqliteDatabase database, SqliteStatement rows, long after, int limit)
    {
        var events = new List<StoredEvent>();
        while (events.Count < limit && rows.Step())
        {
            if (rows.Number(1) <= after) continue;
            var retracted = RetractedIn(database, rows.Number(0), rows.Number(1));
            var reader = new EventPack.Reader(rows.Number(0), Heads(rows, 3, 4));
            var bodies = Bodies(rows, 3, 5);
            while (events.Count < limit && reader.Next())
            {
                if (reader.Position <= after) continue;
                events.Add(reader.Head.WithBody(bodies.Slice(reader.BodyAt, reader.BodyLength), rows.Number(2), retracted?.Contains(reader.Position) == true));
            }
        }
        return events;
    }

    private const string RecentSql = "select first, last, import_id, checksum, heads from event_pack order by first desc";
    private const string BodiesSql = "select first, checksum, bodies from event_pack where first = ?";

    /// <summary>The newest events of a source above <paramref name="after"/>, oldest first, each body cut at <paramref name="bodyBytesMax"/>.</summary>
    public static List<StoredEvent> ReadRecent(SqliteDatabase database, int sourceId, long after, int limit, int bodyBytesMax)
    {
        var events = new List<StoredEvent>();
        using var rows = database.Use(RecentSql);
        while (events.Count < limit && rows.Step() && rows.Number(1) > after)
        {
            var heads = new List<(EventHead Head, int BodyAt)>();
            var reader = new EventPack.Reader(rows.Number(0), Heads(rows, 3, 4));
            while (reader.Next())
            {
                if (reader.SourceId == sourceId && reader.Position > after) heads.Add((reader.Head, reader.BodyAt));
            }
            if (heads.Count == 0) continue;
            var retracted = RetractedIn(database, rows.Number(0), rows.Number(1));
            using var row = database.Use(BodiesSql).Bind(rows.Number(0));
            row.Step();
            var bodies = Bodies(row, 1, 2);
            foreach (var (head, at) in Enumerable.Reverse(heads).Take(limit - events.Count))
            {
                events.Add(head.WithBody(bodies.Slice(at, Math.Min(head.BodyLength, bodyBytesMax)), rows.Number(2), retracted?.Contains(head.Position) == true));
            }
        }
        events.Reverse();
        return events;
    }

    private const string RetractedSql = "select position from retraction where position between ? and ?";

    /// <summary>Positions of retracted events between two; null for none.</summary>
    public static HashSet<long>? RetractedIn(SqliteDatabase database, long first, long last)
    {
        HashSet<long>? retracted = null;
        using var rows = database.Use(RetractedSql).Bind(first).Bind(last);
        while (rows.Step()) (retracted ??= []).Add(rows.Number(0));
        return retracted;
    }

    /// <summary>The pack of a position, with its bodies or without; ends before the position when nothing is there.</summary>
    public const string HeadsAtSql = "select first, last, import_id, checksum, heads from event_pack where first <= ? order by first desc limit 1";

    /// <summary>As <see cref="HeadsAtSql"/>, with the bodies.</summary>
    public const string PackAtSql = "select first, last, import_id, checksum, heads, bodies from event_pack where first <= ? order by first desc limit 1";
}
