namespace Kartoteka.Storage.Columns;

/// <summary>
/// Tells of most keys that were never added that they were not, in three bytes a key: a Bloom filter of one word a key (Putze, Sanders, Singler: Cache-, Hash- and
/// Space-Efficient Bloom Filters, 2007). Keys must be spread evenly over all 64 bits, as hashes are. Not thread-safe.
/// </summary>
/// <param name="capacity">Keys for which it is made. One or two of a thousand that were not added then seem to have been; with more keys, more.</param>
public sealed class KeyFilter(long capacity)
{
    private const int BitsOfKey = 24, BitsSet = 6, BitsOfIndex = 6;

    private readonly ulong[] _words = new ulong[Math.Max(1, capacity * BitsOfKey / 64)];

    /// <summary>Keys for which it is made.</summary>
    public long Capacity => capacity;

    /// <summary>Keys that were added, each as often as it was.</summary>
    public long Count { get; private set; }

    /// <summary>Adds a key.</summary>
    public void Add(long key)
    {
        _words[Word(key)] |= Mask(key);
        Count++;
    }

    /// <summary>False for a key that was surely not added.</summary>
    public bool MayHave(long key) => Mask(key) is var mask && (_words[Word(key)] & mask) == mask;

    private long Word(long key) => (long)Math.BigMul((ulong)key, (ulong)_words.LongLength, out _);

    // The word goes by the highest bits of the key, and its bits by the lowest.
    private static ulong Mask(long key)
    {
        var mask = 0UL;
        for (var bit = 0; bit < BitsSet; bit++) mask |= 1UL << (int)(key >> (bit * BitsOfIndex) & 63);
        return mask;
    }
}
