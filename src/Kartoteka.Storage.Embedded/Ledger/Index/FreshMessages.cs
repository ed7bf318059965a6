namespace Kartoteka.Storage.Embedded.Ledger;

/// <summary>The message keys of the newest events, by hash; for one thread at a time. 32 bytes a key.</summary>
internal sealed class FreshMessages
{
    private readonly Dictionary<long, long> _positions = [];
    private readonly List<(long Hash, long Position)> _colliding = [];

    /// <summary>Keys kept.</summary>
    public int Count => _positions.Count + _colliding.Count;

    /// <summary>Adds a key.</summary>
    public void Add(long hash, long position)
    {
        if (!_positions.TryAdd(hash, position)) _colliding.Add((hash, position));
    }

    /// <summary>Adds the positions of events whose key has <paramref name="hash"/> to <paramref name="positions"/>.</summary>
    public void Find(long hash, List<long> positions)
    {
        if (!_positions.TryGetValue(hash, out var fresh)) return;
        positions.Add(fresh);
        foreach (var key in _colliding)
        {
            if (key.Hash == hash) positions.Add(key.Position);
        }
    }

    /// <summary>Forgets those of <paramref name="hashes"/> that were added above <paramref name="head"/>.</summary>
    public void Undo(List<long> hashes, long head)
    {
        foreach (var hash in hashes)
        {
            if (_positions.TryGetValue(hash, out var position) && position > head) _positions.Remove(hash);
        }
        _colliding.RemoveAll(key => key.Position > head);
    }

    /// <summary>All keys in order of hash.</summary>
    public MessagePlace[] Sorted()
    {
        var keys = new MessagePlace[Count];
        var at = 0;
        foreach (var (hash, position) in _positions) keys[at++] = new MessagePlace(hash, position);
        foreach (var (hash, position) in _colliding) keys[at++] = new MessagePlace(hash, position);
        Array.Sort(keys);
        return keys;
    }
}
