using System.Buffers.Binary;
using System.Runtime.InteropServices;
using Kartoteka.Storage.Embedded.Sqlite;

namespace Kartoteka.Storage.Embedded.Ledger;

/// <summary>
/// Finds the position of a message id's event, for the whole retention. Message ids are random, and a B-tree of random keys rewrites a
/// page of 4 KiB for each event once it outgrows the cache. So the newest keys are in memory, appended to a narrow table in the order of
/// events; each <c>keysPerRun</c> of them are sorted and written once as a run of pages, with a Bloom filter that stays in memory
/// (O'Neil et al., The Log-Structured Merge-Tree, 1996, with one level). Memory: 40 bytes a fresh key, 10 to 20 bits a sealed one.
/// A hash that is found is only a candidate; the caller compares the event itself.
/// </summary>
internal sealed class MessageIndex
{
    /// <summary>Keys of a run. 500 thousand seal in about 0.2 s and make 20 runs of 10 million events.</summary>
    public const int KeysPerRunDefault = 500_000;

    /// <summary>Keys of a page: 16 bytes each, so that a page fills about one of SQLite's.</summary>
    private const int KeysPerPage = 250;

    private const int KeyBytes = 16;

    private readonly int _keysPerRun;
    private readonly Dictionary<long, long> _fresh = [];
    private readonly List<(long Hash, long Position)> _colliding = [];
    private readonly List<long> _added = [];
    private readonly List<(long Id, BloomFilter Filter)> _runs = [];

    private int _sealAt;

    private MessageIndex(int keysPerRun) => _sealAt = _keysPerRun = keysPerRun;

    /// <summary>Reads the filters and the fresh keys.</summary>
    public static MessageIndex Open(SqliteDatabase database, int keysPerRun)
    {
        var index = new MessageIndex(keysPerRun);
        using (var runs = database.Use("select id, filter from message_run order by id"))
        {
            while (runs.Step()) index._runs.Add((runs.Number(0), BloomFilter.From(runs.Blob(1))));
        }
        using var keys = database.Use("select position, hash from message_fresh");
        while (keys.Step()) index.Remember(keys.Number(1), keys.Number(0));
        return index;
    }

    private const string AddSql = "insert into message_fresh (position, hash) values (?, ?)";

    /// <summary>Adds a key inside the open transaction.</summary>
    public void Add(SqliteDatabase database, long hash, long position)
    {
        database.Use(AddSql).Bind(position).Bind(hash).Run();
        Remember(hash, position);
        _added.Add(hash);
    }

    private void Remember(long hash, long position)
    {
        if (!_fresh.TryAdd(hash, position)) _colliding.Add((hash, position));
    }

    /// <summary>The transaction's keys stay.</summary>
    public void Commit() => _added.Clear();

    /// <summary>Forgets the keys of a transaction that was undone.</summary>
    public void Undo(long head)
    {
        foreach (var hash in _added)
        {
            if (_fresh.TryGetValue(hash, out var position) && position > head) _fresh.Remove(hash);
        }
        _colliding.RemoveAll(key => key.Position > head);
        _added.Clear();
    }

    private const string PageSql = "select keys from message_page where run_id = ? and first_hash <= ? order by first_hash desc limit 1";

    /// <summary>Positions whose key has <paramref name="hash"/>; nearly always none, or one.</summary>
    public void Find(SqliteDatabase database, long hash, List<long> positions)
    {
        if (_fresh.TryGetValue(hash, out var fresh))
        {
            positions.Add(fresh);
            foreach (var key in _colliding)
            {
                if (key.Hash == hash) positions.Add(key.Position);
            }
        }
        foreach (var (id, filter) in _runs)
        {
            if (!filter.MayHold(hash)) continue;
            using var page = database.Use(PageSql).Bind(id).Bind(hash);
            if (page.Step()) FindInPage(page.Blob(0), hash, positions);
        }
    }

    // A page never ends between two keys of one hash, so the page that begins at or below the hash has all of them.
    private static void FindInPage(ReadOnlySpan<byte> page, long hash, List<long> positions)
    {
        int low = 0, high = page.Length / KeyBytes;
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (HashAt(page, middle) < hash) low = middle + 1;
            else high = middle;
        }
        for (; low < page.Length / KeyBytes && HashAt(page, low) == hash; low++)
        {
            positions.Add(BinaryPrimitives.ReadInt64LittleEndian(page[((low * KeyBytes) + 8)..]));
        }
    }

    private static long HashAt(ReadOnlySpan<byte> page, int index) => BinaryPrimitives.ReadInt64LittleEndian(page[(index * KeyBytes)..]);

    /// <summary>True when the fresh keys are worth a run.</summary>
    public bool IsSealDue => FreshCount >= _sealAt;

    private int FreshCount => _fresh.Count + _colliding.Count;

    /// <summary>Writes the fresh keys as a run, in a transaction of its own. On an error nothing has changed.</summary>
    public void Seal(SqliteDatabase database)
    {
        // Should it fail, as on a full disk, the next try waits for more keys and does not sort all of them after each commit.
        _sealAt = FreshCount + Math.Max(1, _keysPerRun / 10);
        var keys = new List<Key>(FreshCount);
        foreach (var (hash, position) in _fresh) keys.Add(new Key(hash, position));
        foreach (var (hash, position) in _colliding) keys.Add(new Key(hash, position));
        keys.Sort();
        var filter = BloomFilter.For(keys.Count);
        foreach (var key in keys) filter.Add(key.Hash);
        database.Execute("begin immediate");
        database.Use("insert into message_run (keys, filter) values (?, ?)").Bind(keys.Count).Bind(filter.Bytes).Run();
        var run = database.LastInsertRowId;
        WritePages(database, run, CollectionsMarshal.AsSpan(keys));
        database.Execute("delete from message_fresh");
        FailPoint.Reach("mid_seal");
        database.Execute("commit");
        _runs.Add((run, filter));
        _fresh.Clear();
        _colliding.Clear();
        _sealAt = _keysPerRun;
    }

    private static void WritePages(SqliteDatabase database, long run, ReadOnlySpan<Key> keys)
    {
        for (var start = 0; start < keys.Length;)
        {
            var end = Math.Min(start + KeysPerPage, keys.Length);
            while (end < keys.Length && keys[end].Hash == keys[end - 1].Hash) end++;
            database.Use("insert into message_page (run_id, first_hash, keys) values (?, ?, ?)").Bind(run).Bind(keys[start].Hash)
                .Bind(MemoryMarshal.AsBytes(keys[start..end])).Run();
            start = end;
        }
    }

    [StructLayout(LayoutKind.Sequential)]
    private readonly record struct Key(long Hash, long Position) : IComparable<Key>
    {
        public int CompareTo(Key other) => Hash != other.Hash ? Hash.CompareTo(other.Hash) : Position.CompareTo(other.Position);
    }
}
