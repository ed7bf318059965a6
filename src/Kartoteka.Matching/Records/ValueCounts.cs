namespace Kartoteka.Matching.Records;

/// <summary>How often values stand in a table that is not at hand: hashes of those met twice and more. Any other is taken to be met once.</summary>
internal sealed class ValueCounts
{
    // Open addresses, at most two thirds of them taken; 0 is a free place.
    private readonly ulong[] _hashes;
    private readonly int[] _counts;

    /// <summary>Keeps the counts of values that are met twice and more.</summary>
    public ValueCounts(IReadOnlyList<(ulong Hash, int Count)> values)
    {
        Count = values.Count(value => value.Count > 1);
        _hashes = new ulong[Math.Max(2, Count + Count / 2 + 1)];
        _counts = new int[_hashes.Length];
        foreach (var (hash, count) in values)
        {
            if (count < 2) continue;
            var at = Place(hash);
            // Two values of one hash, of which there is next to no chance, count as one.
            (_hashes[at], _counts[at]) = (Taken(hash), _counts[at] + count);
        }
    }

    /// <summary>How many values are kept.</summary>
    public int Count { get; }

    /// <summary>How often the value of a hash is met: at least 1.</summary>
    public int this[ulong hash] => Math.Max(1, _counts[Place(hash)]);

    public void Write(BinaryWriter writer)
    {
        var kept = Enumerable.Range(0, _hashes.Length).Where(at => _hashes[at] != 0).OrderBy(at => _hashes[at]).ToArray();
        writer.Write(kept.Length);
        foreach (var at in kept)
        {
            writer.Write(_hashes[at]);
            writer.Write7BitEncodedInt(_counts[at]);
        }
    }

    public static ValueCounts Read(BinaryReader reader)
    {
        var values = new (ulong, int)[reader.ReadInt32()];
        for (var i = 0; i < values.Length; i++) values[i] = (reader.ReadUInt64(), reader.Read7BitEncodedInt());
        return new ValueCounts(values);
    }

    private static ulong Taken(ulong hash) => Math.Max(1, hash);

    /// <summary>Where the hash stands, or the free place where it would.</summary>
    private int Place(ulong hash)
    {
        hash = Taken(hash);
        // The upper half of the product is a place for any length, without a division.
        var at = (int)Math.BigMul(hash, (ulong)_hashes.Length, out _);
        while (_hashes[at] != 0 && _hashes[at] != hash) at = at + 1 == _hashes.Length ? 0 : at + 1;
        return at;
    }
}
