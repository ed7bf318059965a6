namespace Kartoteka.Storage.Embedded.Ledger;

/// <summary>
/// The places of the newest events in the timelines of their records: each record's are a chain from the last added to the first. Locked, since
/// timelines are read beside the writer. 28 bytes a place and 30 a record.
/// </summary>
internal sealed class FreshPlaces
{
    private const int FirstCapacity = 1024;

    private readonly Lock _gate = new();
    private readonly Dictionary<long, int> _last = [];
    private TimelinePlace[] _places = new TimelinePlace[FirstCapacity];
    private int[] _before = new int[FirstCapacity];
    private int _count;

    /// <summary>Adds places, all at once.</summary>
    public void Add(List<TimelinePlace> places)
    {
        lock (_gate)
        {
            foreach (var place in places) Add(place);
        }
    }

    private void Add(in TimelinePlace place)
    {
        if (_count == _places.Length)
        {
            Array.Resize(ref _places, 2 * _count);
            Array.Resize(ref _before, 2 * _count);
        }
        _places[_count] = place;
        _before[_count] = _last.TryGetValue(place.RecordId, out var last) ? last : -1;
        _last[place.RecordId] = _count++;
    }

    /// <summary>Adds to <paramref name="found"/> the record's places strictly before <paramref name="before"/> and not before <paramref name="fromUs"/>, in no order.</summary>
    public void Find(long recordId, TimelineCursor before, long fromUs, List<TimelineCursor> found)
    {
        lock (_gate)
        {
            if (!_last.TryGetValue(recordId, out var at)) return;
            for (; at >= 0; at = _before[at])
            {
                var place = _places[at].Cursor;
                if (place.OccurredAtUs >= fromUs && TimelinePlaces.NewestFirst.Compare(place, before) > 0) found.Add(place);
            }
        }
    }

    /// <summary>All places in order of record, time and position. Nothing may be added any more.</summary>
    public TimelinePlace[] Sorted()
    {
        var places = _places.AsSpan(0, _count).ToArray();
        Array.Sort(places);
        return places;
    }
}
