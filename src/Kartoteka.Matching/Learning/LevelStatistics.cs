using Kartoteka.Matching.Records;
using Kartoteka.Matching.Text;

namespace Kartoteka.Matching.Learning;

/// <summary>How often levels are met by two records taken at random: shares by field and level, and the frequency that each level goes with on average.</summary>
internal sealed class LevelStatistics
{
    public required double[][] Shares { get; init; }

    /// <summary>Mean frequency by field and level (Σp² for an exact level); 0 where a level has none.</summary>
    public required double[][] MeanFrequency { get; init; }

    /// <summary>Share of random pairs in which both records have the field.</summary>
    public required double[] Present { get; init; }

    private const int PairsMax = 600_000;
    private const int Batches = 64;

    public static LevelStatistics Measure(PairComparer comparer, int threads, CancellationToken ct)
    {
        var records = comparer.Records;
        var fields = records.Fields;
        var total = (long)records.Count * (records.Count - 1) / 2;
        var exhaustive = total <= PairsMax;
        var parts = new Tally[Batches];
        Parallel.For(0, Batches, new ParallelOptions { MaxDegreeOfParallelism = threads, CancellationToken = ct }, batch =>
        {
            var tally = parts[batch] = new Tally(fields.Length);
            if (exhaustive) CountAll(comparer, tally, batch);
            else CountSample(comparer, tally, batch);
        });
        var sum = new Tally(fields.Length);
        foreach (var part in parts) sum.Add(part);
        return Summed(fields, sum);
    }

    private static void CountAll(PairComparer comparer, Tally tally, int batch)
    {
        for (var first = batch; first < comparer.Records.Count; first += Batches)
            for (var second = first + 1; second < comparer.Records.Count; second++) tally.Count(comparer, first, second);
    }

    private static void CountSample(PairComparer comparer, Tally tally, int batch)
    {
        // A generator of its own: what a library's gives may change with its version, and the outcome must not.
        var state = NameText.Mix((ulong)batch + 1);
        var count = (uint)comparer.Records.Count;
        for (var i = 0; i < PairsMax / Batches; i++)
        {
            state = NameText.Mix(state + 0x9e3779b97f4a7c15UL);
            var first = (int)(((state >> 32) * count) >> 32);
            var second = (int)(((state & 0xffffffff) * count) >> 32);
            if (first != second) tally.Count(comparer, first, second);
        }
    }

    private static LevelStatistics Summed(Field[] fields, Tally sum)
    {
        var shares = new double[fields.Length][];
        var means = new double[fields.Length][];
        var present = new double[fields.Length];
        for (var f = 0; f < fields.Length; f++)
        {
            var levels = fields[f].LevelCount;
            (shares[f], means[f]) = (new double[levels], new double[levels]);
            long seen = 0;
            for (var k = 0; k < levels; k++) seen += sum.Levels[f * 16 + k];
            present[f] = sum.Pairs == 0 ? 0 : (double)seen / sum.Pairs;
            for (var k = 0; k < levels; k++)
            {
                var met = sum.Levels[f * 16 + k];
                shares[f][k] = (met + 0.5) / (seen + 0.5 * levels);
                means[f][k] = sum.Inverse[f * 16 + k] > 0 ? met / sum.Inverse[f * 16 + k] : 0;
            }
            ExactLevel(fields[f], shares[f], means[f]);
        }
        return new LevelStatistics { Shares = shares, MeanFrequency = means, Present = present };
    }

    /// <summary>Agreement on a value is counted, not sampled: two records share the value v with probability p(v)².</summary>
    private static void ExactLevel(Field field, double[] shares, double[] means)
    {
        var values = field.Comparer.Values;
        double squares = 0;
        for (var code = 0; code < values.Count; code++)
        {
            var (count, filled) = ((double)values.Counts[code], (double)values.Filled);
            if (field.Comparer is GivenComparer given && given.IsInitial(code)) continue;
            squares += count * (count - 1) / Math.Max(1, filled * (filled - 1));
        }
        var top = shares.Length - 1;
        var exact = Math.Max(squares, 0.5 / Math.Max(1, (double)values.Filled * values.Filled));
        var rest = 1 - shares[top];
        for (var k = 0; k < top; k++) shares[k] *= rest > 0 ? (1 - exact) / rest : 1;
        shares[top] = exact;
        double mean = 0;
        for (var code = 0; code < values.Count; code++) mean += values.Frequency(code) * values.Frequency(code);
        means[top] = mean;
    }

    private sealed class Tally(int fields)
    {
        private readonly double[] _frequencies = new double[fields];

        public long[] Levels { get; } = new long[fields * 16];

        public double[] Inverse { get; } = new double[fields * 16];

        public long Pairs { get; private set; }

        public void Count(PairComparer comparer, int first, int second)
        {
            var pattern = comparer.Compare(first, second, _frequencies);
            Pairs++;
            for (var f = 0; f < _frequencies.Length; f++)
            {
                var level = f * 16 + PairComparer.LevelOf(pattern, f);
                Levels[level]++;
                if (_frequencies[f] > 0) Inverse[level] += 1 / _frequencies[f];
            }
        }

        public void Add(Tally other)
        {
            for (var i = 0; i < Levels.Length; i++)
            {
                Levels[i] += other.Levels[i];
                Inverse[i] += other.Inverse[i];
            }
            Pairs += other.Pairs;
        }
    }
}
