using System.Numerics;

namespace Kartoteka.Bench.Load;

/// <summary>
/// Counts latencies in buckets whose width grows with the value (64 to each doubling, so a figure is at most 1.6 % off), as
/// HdrHistogram does: recording costs one increment, and no value is lost as in a sample. Safe for concurrent use.
/// </summary>
internal sealed class LatencyHistogram
{
    private const int SubBits = 6;
    private readonly long[] _counts = new long[(64 - SubBits + 1) << SubBits];
    private long _max;

    public long Count => _counts.Sum();

    public double MaxMs => _max / 1000.0;

    public void RecordUs(long us)
    {
        us = Math.Max(0, us);
        Interlocked.Increment(ref _counts[Index(us)]);
        for (var max = Volatile.Read(ref _max); us > max; max = Volatile.Read(ref _max)) Interlocked.CompareExchange(ref _max, us, max);
    }

    /// <summary>The latency in milliseconds that <paramref name="percent"/> of all stayed at or under.</summary>
    public double PercentileMs(double percent)
    {
        var rank = (long)Math.Ceiling(Count * percent / 100);
        long seen = 0;
        for (var i = 0; i < _counts.Length; i++)
        {
            seen += _counts[i];
            if (seen >= rank && seen > 0) return Math.Min(Upper(i) / 1000.0, MaxMs);
        }
        return 0;
    }

    public override string ToString() => $"{PercentileMs(50):F2} / {PercentileMs(99):F2} / {PercentileMs(99.9):F2} / {MaxMs:F1}";

    private static int Index(long us)
    {
        if (us < 1 << (SubBits + 1)) return (int)us;
        var shift = BitOperations.Log2((ulong)us) - SubBits;
        return ((shift + 1) << SubBits) + (int)((us >> shift) - (1 << SubBits));
    }

    private static long Upper(int index)
    {
        if (index < 1 << (SubBits + 1)) return index;
        var shift = (index >> SubBits) - 1;
        return (((long)(index & ((1 << SubBits) - 1)) + (1 << SubBits) + 1) << shift) - 1;
    }
}
