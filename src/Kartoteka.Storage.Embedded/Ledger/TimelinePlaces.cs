using Kartoteka.Storage.Embedded.Sqlite;

namespace Kartoteka.Storage.Embedded.Ledger;

/// <summary>
/// The places of a timeline of several records in order, newest first: each record's own order comes from the index, a piece at a time, and
/// the pieces are merged. What is read is bounded by what is asked for and by the number of records, not by the length of the timeline.
/// </summary>
internal sealed class TimelinePlaces
{
    private const int PieceMin = 16;
    private const int PieceMax = 256;

    private const string PlacesSql = """
        select occurred_at_us, position from timeline where record_id = ?1 and (occurred_at_us, position) < (?2, ?3) and occurred_at_us >= ?4
        order by occurred_at_us desc, position desc limit ?5
        """;

    private static readonly Comparer<TimelineCursor> NewestFirst = Comparer<TimelineCursor>.Create((left, right) =>
        left.OccurredAtUs != right.OccurredAtUs ? right.OccurredAtUs.CompareTo(left.OccurredAtUs) : right.Position.CompareTo(left.Position));

    private readonly SqliteDatabase _database;
    private readonly long _fromUs;
    private readonly int _piece;
    private readonly PriorityQueue<Line, TimelineCursor> _lines = new(NewestFirst);

    /// <param name="database">A reading connection.</param>
    /// <param name="recordIds">The records.</param>
    /// <param name="before">Places at and after it are left out.</param>
    /// <param name="fromUs">Earliest <c>occurredAt</c>.</param>
    /// <param name="limit">How many places are likely to be asked for.</param>
    public TimelinePlaces(SqliteDatabase database, IReadOnlyCollection<long> recordIds, TimelineCursor? before, long fromUs, int limit)
    {
        (_database, _fromUs) = (database, fromUs);
        _piece = Math.Clamp((2 * limit / Math.Max(1, recordIds.Count)) + 1, PieceMin, PieceMax);
        foreach (var record in recordIds) Enqueue(new Line(record) { Last = before ?? new TimelineCursor(long.MaxValue, long.MaxValue) });
    }

    /// <summary>True when no place is left.</summary>
    public bool IsAtEnd => _lines.Count == 0;

    /// <summary>Takes the next place; false at the end.</summary>
    public bool TryNext(out TimelineCursor place)
    {
        if (!_lines.TryDequeue(out var line, out place)) return false;
        Enqueue(line);
        return true;
    }

    // Stands in the queue by the place that is next of it.
    private void Enqueue(Line line)
    {
        if (line.Waiting.Count == 0 && !line.IsRead) Fill(line);
        if (line.Waiting.TryDequeue(out var next)) _lines.Enqueue(line, next);
    }

    private void Fill(Line line)
    {
        using var rows = _database.Use(PlacesSql).Bind(line.Record).Bind(line.Last.OccurredAtUs).Bind(line.Last.Position).Bind(_fromUs).Bind(_piece);
        while (rows.Step()) line.Waiting.Enqueue(line.Last = new TimelineCursor(rows.Number(0), rows.Number(1)));
        line.IsRead = line.Waiting.Count < _piece;
    }

    private sealed class Line(long record)
    {
        public long Record { get; } = record;

        public Queue<TimelineCursor> Waiting { get; } = new();

        public TimelineCursor Last { get; set; }

        public bool IsRead { get; set; }
    }
}
