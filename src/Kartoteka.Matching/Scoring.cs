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
        pairs.ForEach(threads, () => new Kept(), (kept, first, second) =>
        {
            kept.Compared++;
            var weight = scorer.Weight(comparer.Compare(first, second, kept.Frequencies), kept.Frequencies);
            if (weight >= weightMin) kept.Pairs.Add(new ScoredPair(Math.Min(first, second), Math.Max(first, second), (float)weight));
        }, kept =>
        {
            lock (all)
            {
                all.AddRange(kept.Pairs);
                compared += kept.Compared;
            }
        }, ct);
        var sorted = all.ToArray();
        Array.Sort(sorted, (a, b) => a.Weight != b.Weight ? b.Weight.CompareTo(a.Weight) : a.First != b.First ? a.First.CompareTo(b.First) : a.Second.CompareTo(b.Second));
        return (sorted, compared);
    }

    private sealed class Kept
    {
        public double[] Frequencies { get; } = new double[16];

        public List<ScoredPair> Pairs { get; } = [];

        public long Compared { get; set; }
    }
}
