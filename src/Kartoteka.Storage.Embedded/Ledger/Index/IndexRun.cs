using System.Runtime.InteropServices;
using Kartoteka.Storage.Embedded.Sqlite;

namespace Kartoteka.Storage.Embedded.Ledger;

/// <summary>
/// Writes the keys and places of frozen events as a run of sorted pages, some pages with each commit, so that no request waits for
/// all of them. The run counts once its own row is there, with the last page; pages of one that a crash cut short are dropped at the next start.
/// </summary>
internal sealed class IndexRun
{
    /// <summary>Keys of a page: 16 bytes each, so that a page fills about one of SQLite's.</summary>
    private const int KeysPerPage = 250;

    /// <summary>Places of a page: 24 bytes each.</summary>
    private const int PlacesPerPage = 160;

    /// <summary>Pages that any commit writes.</summary>
    private const int PagesPerCommit = 4;

    /// <summary>Events of a commit for each further page: a run is written in the time in which half of the next one's events come.</summary>
    private const int EventsPerPage = 40;

    /// <summary>Events that are sorted at once by the writer itself; more go to another thread.</summary>
    private const int SortedInPlaceMax = 10_000;

    private readonly long _through;
    private readonly Task<(MessagePlace[] Keys, TimelinePlace[] Places, BloomFilter Filter)> _sorted;
    private (int Keys, int Places) _written;
    private (int Keys, int Places) _committed;

    /// <param name="id">The run's number.</param>
    /// <param name="through">Position of the last event in it.</param>
    /// <param name="messages">The events' message keys; nothing is added any more.</param>
    /// <param name="places">The events' places; nothing is added any more.</param>
    public IndexRun(long id, long through, FreshMessages messages, FreshPlaces places)
    {
        (Id, _through, Messages, Places) = (id, through, messages, places);
        _sorted = messages.Count <= SortedInPlaceMax ? Task.FromResult(Sort(messages, places)) : Task.Run(() => Sort(messages, places));
    }

    /// <summary>The run's number.</summary>
    public long Id { get; }

    /// <summary>Its message keys, which are searched here until all is written.</summary>
    public FreshMessages Messages { get; }

    /// <summary>Its places, which are searched here until all is written.</summary>
    public FreshPlaces Places { get; }

    /// <summary>Its filter once <see cref="IsWritten"/>.</summary>
    public BloomFilter Filter => _sorted.Result.Filter;

    /// <summary>True when the last page and the run's own row were written; they count with the commit.</summary>
    public bool IsWritten { get; private set; }

    private static (MessagePlace[] Keys, TimelinePlace[] Places, BloomFilter Filter) Sort(FreshMessages messages, FreshPlaces places)
    {
        var keys = messages.Sorted();
        var filter = BloomFilter.For(keys.Length);
        foreach (var key in keys) filter.Add(key.Hash);
        return (keys, places.Sorted(), filter);
    }

    /// <summary>Writes the next pages inside the open transaction of so many <paramref name="events"/>, once they are sorted.</summary>
    public void Write(SqliteDatabase database, int events)
    {
        if (_sorted.IsCompleted) Write(database, (long)PagesPerCommit + (events / EventsPerPage));
    }

    /// <summary>Writes all pages inside the open transaction.</summary>
    public void WriteAll(SqliteDatabase database) => Write(database, long.MaxValue);

    private void Write(SqliteDatabase database, long pages)
    {
        if (IsWritten) return;
        var (keys, places, filter) = _sorted.GetAwaiter().GetResult();
        for (; pages > 0 && _written.Keys < keys.Length; pages--) _written.Keys += WriteKeys(database, keys.AsSpan(_written.Keys));
        for (; pages > 0 && _written.Places < places.Length; pages--) _written.Places += WritePlaces(database, places.AsSpan(_written.Places));
        FailPoint.Reach("mid_seal");
        if (_written.Keys < keys.Length || _written.Places < places.Length) return;
        database.Use("insert into index_run (id, through, events, filter) values (?, ?, ?, ?)").Bind(Id).Bind(_through).Bind(keys.Length).Bind(filter.Bytes).Run();
        IsWritten = true;
    }

    /// <summary>The transaction's pages stay.</summary>
    public void Commit() => _committed = _written;

    /// <summary>The transaction's pages are gone and will be written again.</summary>
    public void Undo() => (_written, IsWritten) = (_committed, false);

    private int WriteKeys(SqliteDatabase database, ReadOnlySpan<MessagePlace> keys)
    {
        var count = Math.Min(KeysPerPage, keys.Length);
        // A page never ends between two keys of one hash, so the page that begins at or below the hash has all of them.
        while (count < keys.Length && keys[count].Hash == keys[count - 1].Hash) count++;
        database.Use("insert into message_keys (run_id, first_hash, keys) values (?, ?, ?)").Bind(Id).Bind(keys[0].Hash).Bind(MemoryMarshal.AsBytes(keys[..count])).Run();
        return count;
    }

    private int WritePlaces(SqliteDatabase database, ReadOnlySpan<TimelinePlace> places)
    {
        var count = Math.Min(PlacesPerPage, places.Length);
        database.Use("insert into timeline_places (run_id, record_id, occurred_at_us, position, places) values (?, ?, ?, ?, ?)")
            .Bind(Id).Bind(places[0].RecordId).Bind(places[0].OccurredAtUs).Bind(places[0].Position).Bind(MemoryMarshal.AsBytes(places[..count])).Run();
        return count;
    }
}
