using System.Text;
using Kartoteka.Storage.Embedded.Sqlite;

namespace Kartoteka.Storage.Embedded.Ledger;

/// <summary>
/// Finds single events by position. Keeps the pack that it read last, since what is asked for next is often in it: a visit's events come
/// together.
/// </summary>
internal sealed class EventLookup(SqliteDatabase database)
{
    private (long First, long Last) _range = (0, -1);
    private long _importId;
    private byte[] _heads = [];
    private byte[]? _bodies;
    private HashSet<long>? _retracted;

    /// <summary>The event with its body, or null when there is none at that position.</summary>
    public StoredEvent? Find(long position)
    {
        Load(position, withBodies: true);
        var reader = new EventPack.Reader(_range.First, _heads);
        if (!Seek(ref reader, position)) return null;
        return reader.Head.WithBody(_bodies.AsSpan(reader.BodyAt, reader.BodyLength), _importId, IsRetracted(position));
    }

    /// <summary>True when the event is there, was not retracted, and fits the filter; its body is not read.</summary>
    public bool Fits(long position, TimelineFilter filter)
    {
        Load(position, withBodies: false);
        var reader = new EventPack.Reader(_range.First, _heads);
        return Seek(ref reader, position) && !IsRetracted(position) && filter.Kinds?.Contains(reader.Kind) != false && (filter.Name is null || filter.Name == reader.Name)
            && filter.Sources?.Contains(reader.SourceId) != false;
    }

    /// <summary>True when the event is there, was not retracted, and is that message.</summary>
    public bool IsMessage(long position, MessageKey key)
    {
        Load(position, withBodies: false);
        var reader = new EventPack.Reader(_range.First, _heads);
        return Seek(ref reader, position) && reader.SourceId == key.SourceId && Encoding.UTF8.GetString(reader.MessageId) == key.MessageId && !IsRetracted(position);
    }

    /// <summary>True when the event is there and was not retracted.</summary>
    public bool IsThere(long position)
    {
        Load(position, withBodies: false);
        var reader = new EventPack.Reader(_range.First, _heads);
        return Seek(ref reader, position) && !IsRetracted(position);
    }

    private bool IsRetracted(long position) => _retracted?.Contains(position) == true;

    private static bool Seek(ref EventPack.Reader reader, long position)
    {
        while (reader.Next())
        {
            if (reader.Position >= position) return reader.Position == position;
        }
        return false;
    }

    private void Load(long position, bool withBodies)
    {
        if (position >= _range.First && position <= _range.Last && (_bodies is not null || !withBodies)) return;
        using var row = database.Use(withBodies ? EventRows.PackAtSql : EventRows.HeadsAtSql).Bind(position);
        (_range, _heads, _bodies) = ((0, -1), [], null);
        if (!row.Step() || row.Number(1) < position) return;
        _range = (row.Number(0), row.Number(1));
        _importId = row.Number(2);
        _heads = EventRows.Heads(row, 3, 4).ToArray();
        if (withBodies) _bodies = EventRows.Bodies(row, 3, 5).ToArray();
        _retracted = EventRows.RetractedIn(database, _range.First, _range.Last);
    }
}
