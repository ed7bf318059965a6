using System.Numerics;

namespace Kartoteka.Storage.Embedded.Ledger;

/// <summary>
/// Says of a set of hashes that one is surely not in it, or may be (Bloom 1970). Ten bits and seven probes a key: one miss in a hundred
/// and twenty. The keys are hashes already, so the probes are taken from them by double hashing (Kirsch and Mitzenmacher 2006).
/// </summary>
internal sealed class BloomFilter
{
    private const int BitsPerKey = 10;
    private const int Probes = 7;

    private readonly byte[] _bits;
    private readonly uint _mask;

    private BloomFilter(byte[] bits) => (_bits, _mask) = (bits, (uint)(bits.Length * 8) - 1);

    /// <summary>The bytes to keep; a power of two of them.</summary>
    public ReadOnlySpan<byte> Bytes => _bits;

    /// <summary>An empty filter for <paramref name="keys"/> keys.</summary>
    public static BloomFilter For(int keys) => new(new byte[BitOperations.RoundUpToPowerOf2((uint)Math.Max(64, keys * BitsPerKey / 8))]);

    /// <summary>A filter as it was kept.</summary>
    public static BloomFilter From(ReadOnlySpan<byte> bytes) => new(bytes.ToArray());

    public void Add(long hash)
    {
        var (at, step) = Start(hash);
        for (var i = 0; i < Probes; i++, at += step) _bits[(at & _mask) >> 3] |= (byte)(1 << (int)(at & 7));
    }

    public bool MayHold(long hash)
    {
        var (at, step) = Start(hash);
        for (var i = 0; i < Probes; i++, at += step)
        {
            if ((_bits[(at & _mask) >> 3] & (1 << (int)(at & 7))) == 0) return false;
        }
        return true;
    }

    private static (uint At, uint Step) Start(long hash) => ((uint)hash, (uint)(hash >> 32) | 1);
}
