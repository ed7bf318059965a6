using Kartoteka.Matching.Learning;
using Kartoteka.Matching.Records;

namespace Kartoteka.Matching.Clustering;

/// <summary>
/// Two groups of records compared as if each were one record that has the best of its records' values: the best level of each field over pairs across. Used again
/// for the next two; for one thread.
/// </summary>
internal sealed class Whole(PairComparer comparer, PairScorer scorer)
{
    /// <summary>Of very large groups only every so many pairs across are looked at.</summary>
    private const int CrossPairsMax = 144;

    /// <summary>Most that one pair across may say for or against, in bits.</summary>
    private const double AgainstMax = 12;

    /// <summary>Bits against one person that a pair across may have on average: slips in one of several records are no contradiction.</summary>
    private const double Slack = 2;

    private readonly int _fields = comparer.Records.Fields.Length;
    private readonly double[] _met = new double[16];
    private readonly double[] _frequencies = new double[16];

    // Levels are kept one higher, so that a cleared array says that nothing was met.
    private readonly int[] _levels = new int[16];
    private readonly int[] _tries = new int[16];
    private readonly (int First, int Second)[] _between = new (int, int)[16];
    private double _bestWeight;

    /// <summary>For each field the frequency that its best level goes with, or 0.</summary>
    public ReadOnlySpan<double> Frequencies => _frequencies;

    /// <summary>The pair across with the highest weight; of equal ones the first in order.</summary>
    public (int First, int Second) BestPair { get; private set; }

    /// <summary>Sum over pairs across of the evidence for one person against the likelier of strangers and household, in bits, each cut at both ends and eased by <see cref="Slack"/>.</summary>
    public double Support { get; private set; }

    /// <summary>The best levels.</summary>
    public ulong Pattern
    {
        get
        {
            var pattern = 0UL;
            for (var f = 0; f < 16; f++) pattern |= (ulong)(f < _fields && _levels[f] > 0 ? _levels[f] - 1 : Field.Missing) << (4 * f);
            return pattern;
        }
    }

    /// <summary>Bits that several tries are taken off for: half a bit for each doubling, in each field that agrees at all.</summary>
    public double Chances
    {
        get
        {
            double chances = 0;
            for (var f = 0; f < _fields; f++)
                if (_levels[f] > 1) chances += Math.Log2(_tries[f]) / 2;
            return chances;
        }
    }

    /// <summary>Weight of the two as wholes, in bits.</summary>
    public double Weight => scorer.Weight(Pattern, _frequencies) - Chances;

    /// <summary>The records between which a field's best level was met; null where both have no value together.</summary>
    public (int First, int Second)? Between(int field) => _levels[field] > 0 ? _between[field] : null;

    /// <summary>Compares two groups.</summary>
    public Whole Compare(ReadOnlySpan<int> first, ReadOnlySpan<int> second)
    {
        foreach (var array in (ReadOnlySpan<int[]>)[_levels, _tries]) Array.Clear(array);
        Array.Clear(_frequencies);
        (Support, _bestWeight, BestPair) = (0, double.NegativeInfinity, (first[0], second[0]));
        var (every, at) = (Math.Max(1, (int)((long)first.Length * second.Length / CrossPairsMax)), 0);
        foreach (var a in first)
            foreach (var b in second)
                if (at++ % every == 0) Take(a, b);
        return this;
    }

    private void Take(int first, int second)
    {
        var pattern = comparer.Compare(first, second, _met);
        var (weight, evidence) = scorer.WeightAndEvidence(pattern, _met);
        Support += Math.Clamp(evidence, -AgainstMax, AgainstMax) + Slack;
        if (weight > _bestWeight) (_bestWeight, BestPair) = (weight, (first, second));
        for (var f = 0; f < _fields; f++)
        {
            var level = PairComparer.LevelOf(pattern, f) + 1;
            if (level > Field.Missing) continue;
            _tries[f]++;
            if (level < _levels[f] || (level == _levels[f] && _met[f] >= _frequencies[f])) continue;
            (_levels[f], _frequencies[f], _between[f]) = (level, _met[f], (first, second));
        }
    }
}
