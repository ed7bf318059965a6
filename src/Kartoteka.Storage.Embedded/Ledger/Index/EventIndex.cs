using System.Runtime.InteropServices;
using Kartoteka.Storage.Embedded.Sqlite;

namespace Kartoteka.Storage.Embedded.Ledger;

/// <summary>
/// Finds events by message id and by record, for the whole retention. Both orders are random to that in which events come, and a B-tree of
/// them rewrites a page of 4 KiB for each event once it outgrows the cache. So the newest are in memory only (at a start they are read
/// from the packs), and each <c>eventsPerRun</c> of them are sorted and written once as a run of pages, with a Bloom filter of the message
/// keys that stays in memory (O'Neil et al., The Log-Structured Merge-Tree, 1996, with one level). Memory: 100 bytes a fresh event, 10 to
/// 20 bits a sealed one. A hash that is found is only a candidate; the caller compares the event itself.
/// </summary>
internal sealed class EventIndex
{
    /// <summary>Events of a run: 500 thousand are sorted in about 0.3 s, beside the writer, and make 20 runs of 10 million events.</summary>
    public const int EventsPerRunDefault = 500_000;

    private readonly int _eventsPerRun;
    private readonly List<(long Id, BloomFilter Filter)> _runs = [];
    private readonly List<long> _addedHashes = [];
    private readonly List<TimelinePlace> _addedPlaces = [];

    // What readers of timelines see, changed as one.
    private volatile Newest _newest = new(new FreshPlaces(), null);
    private FreshMessages _messages = new();
    private IndexRun? _sealing;
    private long _lastRun;

    private EventIndex(int eventsPerRun) => _eventsPerRun = eventsPerRun;

    private sealed record Newest(FreshPlaces Fresh, FreshPlaces? Frozen);

    private const string FreshSql = "select first, last, import_id, checksum, heads from event_pack where first > ? order by first";

    /// <summary>Reads the filters, drops what a crash left half written, and takes the events above the last run into memory.</summary>
    public static EventIndex Open(SqliteDatabase database, int eventsPerRun)
    {
        var index = new EventIndex(eventsPerRun);
        var through = 0L;
        using (var runs = database.Use("select id, through, filter from index_run order by id"))
        {
            while (runs.Step())
            {
                index._runs.Add((index._lastRun = runs.Number(0), BloomFilter.From(runs.Blob(2))));
                through = runs.Number(1);
            }
        }
        database.Use("delete from message_keys where run_id > ?").Bind(index._lastRun).Run();
        database.Use("delete from timeline_places where run_id > ?").Bind(index._lastRun).Run();
        index.ReadFresh(database, through);
        return index;
    }

    private void ReadFresh(SqliteDatabase database, long through)
    {
        using var packs = database.Use(FreshSql).Bind(through);
        while (packs.Step())
        {
            var reader = new EventPack.Reader(packs.Number(0), EventRows.Heads(packs, 3, 4));
            while (reader.Next()) Add(MessageHash.Of(reader.SourceId, reader.MessageId), new TimelinePlace(reader.RecordId, reader.OccurredAtUs, reader.Position));
            KeepAdded();
        }
    }

    /// <summary>Adds an event of the open transaction; its message is found at once, its place once it is committed.</summary>
    public void Add(long hash, TimelinePlace place)
    {
        _messages.Add(hash, place.Position);
        _addedHashes.Add(hash);
        _addedPlaces.Add(place);
    }

    /// <summary>Writes pages of a run that is due; called in a transaction before its commit.</summary>
    public void Write(SqliteDatabase database) => _sealing?.Write(database, _addedPlaces.Count);

    /// <summary>Keeps what the transaction added and wrote.</summary>
    /// <param name="head">Its last position.</param>
    public void Commit(long head)
    {
        KeepAdded();
        _sealing?.Commit();
        if (_sealing is { IsWritten: true } written)
        {
            _runs.Add((written.Id, written.Filter));
            // A reader whose snapshot is older has taken the places already; see PlacesOf.
            _newest = new Newest(_newest.Fresh, null);
            _sealing = null;
        }
        if (_sealing is null && _messages.Count >= _eventsPerRun) Freeze(head);
    }

    /// <summary>Forgets what the transaction added and wrote.</summary>
    /// <param name="head">The last position before it.</param>
    public void Undo(long head)
    {
        _messages.Undo(_addedHashes, head);
        _addedHashes.Clear();
        _addedPlaces.Clear();
        _sealing?.Undo();
    }

    /// <summary>Writes all that is in memory as a run, inside the open transaction; for a base that is made anew.</summary>
    public void Seal(SqliteDatabase database, long head)
    {
        KeepAdded();
        if (_messages.Count == 0) return;
        Freeze(head);
        _sealing!.WriteAll(database);
        Commit(head);
    }

    private void KeepAdded()
    {
        _newest.Fresh.Add(_addedPlaces);
        _addedHashes.Clear();
        _addedPlaces.Clear();
    }

    private void Freeze(long head)
    {
        _sealing = new IndexRun(++_lastRun, head, _messages, _newest.Fresh);
        _newest = new Newest(new FreshPlaces(), _sealing.Places);
        _messages = new FreshMessages();
    }

    /// <summary>
    /// The places of a record among the newest events, newest first. Taken before a snapshot's first read, it has with the runs of that
    /// snapshot every place of it: some perhaps twice, some perhaps of events that the snapshot does not have yet.
    /// </summary>
    public List<TimelineCursor> PlacesOf(long recordId, TimelineCursor before, long fromUs)
    {
        var newest = _newest;
        var places = new List<TimelineCursor>();
        newest.Fresh.Find(recordId, before, fromUs, places);
        newest.Frozen?.Find(recordId, before, fromUs, places);
        places.Sort(TimelinePlaces.NewestFirst);
        return places;
    }

    private const string PageSql = "select keys from message_keys where run_id = ? and first_hash <= ? order by first_hash desc limit 1";

    /// <summary>Positions whose message key has <paramref name="hash"/>; nearly always none, or one.</summary>
    public void Find(SqliteDatabase database, long hash, List<long> positions)
    {
        _messages.Find(hash, positions);
        _sealing?.Messages.Find(hash, positions);
        foreach (var (id, filter) in _runs)
        {
            if (!filter.MayHold(hash)) continue;
            using var page = database.Use(PageSql).Bind(id).Bind(hash);
            if (page.Step()) FindInPage(MemoryMarshal.Cast<byte, MessagePlace>(page.Blob(0)), hash, positions);
        }
    }

    private static void FindInPage(ReadOnlySpan<MessagePlace> keys, long hash, List<long> positions)
    {
        var at = keys.BinarySearch(new MessagePlace(hash, long.MinValue));
        for (at = at < 0 ? ~at : at; at < keys.Length && keys[at].Hash == hash; at++) positions.Add(keys[at].Position);
    }
}
