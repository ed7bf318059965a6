using System.Runtime.InteropServices;
using Kartoteka.Storage.Embedded.Sqlite;

namespace Kartoteka.Storage.Embedded.Ledger;

/// <summary>
/// The places of a timeline of several records in order, newest first: each record's own order comes from the newest events and from each
/// run, a piece at a time, and the pieces are merged. What is read is bounded by what is asked for and by the numbers of records and runs,
/// not by the length of the timeline.
/// </summary>
internal sealed class TimelinePlaces
{
    private const int PieceMin = 16;
    private const int PieceMax = 256;

    /// <summary>Order of a timeline.</summary>
    public static Comparer<TimelineCursor> NewestFirst { get; } = Comparer<TimelineCursor>.Create((left, right) =>
        left.OccurredAtUs != right.OccurredAtUs ? right.OccurredAtUs.CompareTo(left.OccurredAtUs) : right.Position.CompareTo(left.Position));

    private readonly SqliteDatabase _database;
    private readonly long _fromUs;
    private readonly int _piece;
    private readonly PriorityQueue<Line, TimelineCursor> _lines = new(NewestFirst);
    private TimelineCursor? _last;

    /// <param name="database">A reading connection that has read nothing yet.</param>
    /// <param name="index">The newest events.</param>
    /// <param name="recordIds">The records.</param>
    /// <param name="before">Places at and after it are left out.</param>
    /// <param name="fromUs">Earliest <c>occurredAt</c>.</param>
    /// <param name="limit">How many places are likely to be asked for.</param>
    public TimelinePlaces(SqliteDatabase database, EventIndex index, IReadOnlyCollection<long> recordIds, TimelineCursor? before, long fromUs, int limit)
    {
        (_database, _fromUs) = (database, fromUs);
        _piece = Math.Clamp((2 * limit / Math.Max(1, recordIds.Count)) + 1, PieceMin, PieceMax);
        var bound = before ?? new TimelineCursor(long.MaxValue, long.MaxValue);
        // First of all what is in memory; see EventIndex.PlacesOf.
        foreach (var record in recordIds) Enqueue(new Line(record, Run: 0, index.PlacesOf(record, bound, fromUs)) { Last = bound, IsRead = true });
        var runs = Runs();
        foreach (var record in recordIds)
        {
            foreach (var run in runs) Enqueue(new Line(record, run, []) { Last = bound });
        }
    }

    /// <summary>True when no place is left.</summary>
    public bool IsAtEnd => _lines.Count == 0;

    /// <summary>Takes the next place; false at the end.</summary>
    public bool TryNext(out TimelineCursor place)
    {
        while (_lines.TryDequeue(out var line, out place))
        {
            Enqueue(line);
            if (place == _last) continue;
            _last = place;
            return true;
        }
        return false;
    }

    private List<long> Runs()
    {
        var runs = new List<long>();
        using var rows = _database.Use("select id from index_run");
        while (rows.Step()) runs.Add(rows.Number(0));
        return runs;
    }

    // Stands in the queue by the place that is next of it.
    private void Enqueue(Line line)
    {
        if (line.Waiting.Count == 0 && !line.IsRead) Fill(line);
        if (line.Waiting.TryDequeue(out var next)) _lines.Enqueue(line, next);
    }

    private const string PageSql = """
        select places from timeline_places where run_id = ? and (record_id, occurred_at_us, position) < (?, ?, ?)
        order by record_id desc, occurred_at_us desc, position desc limit 1
        """;

    private void Fill(Line line)
    {
        while (line.Waiting.Count < _piece && !line.IsRead)
        {
            using var row = _database.Use(PageSql).Bind(line.Run).Bind(line.RecordId).Bind(line.Last.OccurredAtUs).Bind(line.Last.Position);
            line.IsRead = !row.Step() || !Take(line, MemoryMarshal.Cast<byte, TimelinePlace>(row.Blob(0)));
        }
    }

    // False when no page before this one has anything of the line.
    private bool Take(Line line, ReadOnlySpan<TimelinePlace> page)
    {
        var at = page.BinarySearch(new TimelinePlace(line.RecordId, line.Last.OccurredAtUs, line.Last.Position));
        for (at = at < 0 ? ~at : at; at > 0; at--)
        {
            var place = page[at - 1];
            if (place.RecordId != line.RecordId || place.OccurredAtUs < _fromUs) return false;
            line.Waiting.Enqueue(line.Last = place.Cursor);
            if (line.Waiting.Count >= _piece) return true;
        }
        return true;
    }

    private sealed record Line(long RecordId, long Run, IEnumerable<TimelineCursor> Newest)
    {
        public Queue<TimelineCursor> Waiting { get; } = new(Newest);

        public TimelineCursor Last { get; set; }

        public bool IsRead { get; set; }
    }
}
