using Kartoteka.Matching.Blocking;
using Kartoteka.Matching.Clustering;
using Kartoteka.Matching.Learning;
using Kartoteka.Matching.Records;

namespace Kartoteka.Matching;

/// <summary>Scores all candidate pairs and keeps those that may matter.</summary>
internal static class Scoring
{
    public static (ScoredPair[] Pairs, long Compared) Score(CandidatePairs pairs, PairComparer comparer, PairScorer scorer, double weightMin, int threads, CancellationToken ct)
    {
        var all = new List<ScoredPair>();
        long compared = 0;
        pairs.ForEach(1, threads, () => new Kept(), (kept, some) =>
        {
            kept.Compared += some.Length;
            kept.Fetched ^= comparer.Fetch(some);
            foreach (var (first, second) in some)
            {
                var weight = scorer.Weight(comparer.Compare(first, second, kept.Frequencies), kept.Frequencies, weightMin);
                if (weight >= weightMin) kept.Pairs.Add(new ScoredPair(Math.Min(first, second), Math.Max(first, second), (float)weight));
            }
        }, kept =>
        {
            lock (all)
            {
                all.AddRange(kept.Pairs);
                compared += kept.Compared;
            }
        }, ct);
        return (Sorted([.. all]), compared);
    }

    /// <summary>By weight, heaviest first; ties by records, so that the order never hangs on threads.</summary>
    private static ScoredPair[] Sorted(ScoredPair[] pairs)
    {
        var keys = new ulong[pairs.Length];
        for (var i = 0; i < keys.Length; i++)
        {
            var bits = BitConverter.SingleToUInt32Bits(pairs[i].Weight);
            var rising = (bits & 0x8000_0000) != 0 ? ~bits : bits | 0x8000_0000;
            keys[i] = ((ulong)~rising << 32) | (uint)pairs[i].First;
        }
        Array.Sort(keys, pairs);
        for (var from = 0; from < keys.Length;)
        {
            var to = from + 1;
            while (to < keys.Length && keys[to] == keys[from]) to++;
            if (to - from > 1) Array.Sort(pairs, from, to - from, Comparer<ScoredPair>.Create((a, b) => a.Second.CompareTo(b.Second)));
            from = to;
        }
        return pairs;
    }

    private sealed class Kept
    {
        public double[] Frequencies { get; } = new double[16];

        public List<ScoredPair> Pairs { get; } = [];

        public long Compared { get; set; }

        public int Fetched { get; set; }
    }
}
