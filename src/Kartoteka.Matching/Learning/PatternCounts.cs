using Kartoteka.Matching.Blocking;
using Kartoteka.Matching.Records;

namespace Kartoteka.Matching.Learning;

/// <summary>
/// Candidate pairs counted by pattern, with what frequencies say rounded to quarter bits: a sum over it is the same whatever order pairs came in.
/// </summary>
internal sealed class PatternCounts
{
    private const double Steps = 4;

    public required ulong[] Patterns { get; init; }

    /// <summary>Bits that frequencies take from (or give to) the probability of strangers.</summary>
    public required float[] Strangers { get; init; }

    /// <summary>The same for people of one household.</summary>
    public required float[] Households { get; init; }

    public required double[] Counts { get; init; }

    public static PatternCounts Count(CandidatePairs pairs, PairComparer comparer, LevelStatistics statistics, ulong oneIn, int threads, CancellationToken ct)
    {
        var all = new Dictionary<(ulong, sbyte, sbyte), long>();
        var fields = comparer.Records.Fields;
        pairs.ForEach(oneIn, threads, () => new Tally(fields.Length), (tally, some) =>
        {
            tally.Fetched ^= comparer.Fetch(some);
            foreach (var (first, second) in some) tally.Count(comparer, statistics, first, second);
        }, tally =>
        {
            lock (all)
                foreach (var (key, count) in tally.Counts) all[key] = all.GetValueOrDefault(key) + count;
        }, ct);
        var sorted = all.OrderBy(pair => pair.Key).ToArray();
        return new PatternCounts
        {
            Patterns = [.. sorted.Select(pair => pair.Key.Item1)],
            Strangers = [.. sorted.Select(pair => (float)(pair.Key.Item2 / Steps))],
            Households = [.. sorted.Select(pair => (float)(pair.Key.Item3 / Steps))],
            Counts = [.. sorted.Select(pair => (double)pair.Value * oneIn)],
        };
    }

    private static sbyte Round(double bits) => (sbyte)Math.Clamp(Math.Round(bits * Steps), -120, 120);

    private sealed class Tally(int fields)
    {
        public double[] Frequencies { get; } = new double[fields];

        public int Fetched { get; set; }

        public Dictionary<(ulong, sbyte, sbyte), long> Counts { get; } = [];

        public void Count(PairComparer comparer, LevelStatistics statistics, int first, int second)
        {
            var fields = comparer.Records.Fields;
            var pattern = comparer.Compare(first, second, Frequencies);
            double strangers = 0, households = 0;
            for (var f = 0; f < fields.Length; f++)
            {
                var level = PairComparer.LevelOf(pattern, f);
                if (level == Field.Missing || Frequencies[f] <= 0 || statistics.MeanFrequency[f][level] <= 0) continue;
                var bits = Math.Log2(Frequencies[f] / statistics.MeanFrequency[f][level]);
                strangers += bits;
                if (!fields[f].Shared) households += bits;
            }
            var key = (pattern, Round(strangers), Round(households));
            Counts[key] = Counts.GetValueOrDefault(key) + 1;
        }
    }
}
