using Kartoteka.Matching.Records;

namespace Kartoteka.Matching.Learning;

/// <summary>Scores patterns by a model: logarithms looked up by field and level, nothing allocated.</summary>
internal sealed class PairScorer
{
    private readonly double[] _match = new double[16 * 16];
    private readonly double[] _stranger = new double[16 * 16];
    private readonly double[] _household = new double[16 * 16];
    private readonly double[] _meanFrequency = new double[16 * 16];
    private readonly double[] _floor = new double[16 * 16];
    private readonly bool[] _shared = new bool[16];
    private readonly int[] _top = new int[16];
    private readonly int _fields;
    private readonly double _matchPrior;
    private readonly double _strangerPrior;
    private readonly double _householdPrior;

    public PairScorer(MatchModel model)
    {
        Model = model;
        _fields = model.Fields.Count;
        _matchPrior = Math.Log2(model.Match);
        _householdPrior = Math.Log2(Math.Max(model.Household, 1e-300));
        _strangerPrior = Math.Log2(1 - model.Match - model.Household);
        for (var f = 0; f < _fields; f++)
        {
            _shared[f] = model.Fields[f].Shared;
            _top[f] = model.Fields[f].Levels.Count - 1;
            var below = double.NegativeInfinity;
            for (var k = 0; k < model.Fields[f].Levels.Count; k++)
            {
                var level = model.Fields[f].Levels[k];
                var at = f * 16 + k;
                (_match[at], _stranger[at], _household[at]) = (Math.Log2(level.M), Math.Log2(level.U), Math.Log2(level.H));
                _meanFrequency[at] = level.MeanFrequency;
                // Chance may not make a nearer level weigh less than the one below it, nor than a missing value.
                _floor[at] = below;
                below = Math.Max(below, level.Weight);
            }
        }
    }

    public MatchModel Model { get; }

    /// <summary>Weight of a pattern, in bits: the logarithm of the odds that the pair is one person. Prior included.</summary>
    public double Weight(ulong pattern, ReadOnlySpan<double> frequencies)
    {
        var (match, stranger, household) = Logs(pattern, frequencies);
        return match - Sum(stranger, household);
    }

    /// <summary>
    /// As <see cref="Weight(ulong, ReadOnlySpan{double})"/>, but a weight that is under <paramref name="least"/> may come out too high, though still under it: most
    /// pairs are strangers by far, and of them the last logarithm need not be known.
    /// </summary>
    public double Weight(ulong pattern, ReadOnlySpan<double> frequencies, double least)
    {
        var (match, stranger, household) = Logs(pattern, frequencies);
        var most = match - Math.Max(stranger, household);
        return most < least ? most : match - Sum(stranger, household);
    }

    /// <summary>
    /// The weight, and bits for one person against the likelier of strangers and one household, without priors: below 0 is evidence against.
    /// </summary>
    public (double Weight, double Evidence) WeightAndEvidence(ulong pattern, ReadOnlySpan<double> frequencies)
    {
        var (match, stranger, household) = Logs(pattern, frequencies);
        var others = Model.Household > 0 ? Math.Max(stranger - _strangerPrior, household - _householdPrior) : stranger - _strangerPrior;
        return (match - Sum(stranger, household), match - _matchPrior - others);
    }

    /// <summary>Logarithms of the three likelihoods, priors included.</summary>
    public (double Match, double Stranger, double Household) Logs(ulong pattern, ReadOnlySpan<double> frequencies)
    {
        var (match, stranger, household) = (_matchPrior, _strangerPrior, _householdPrior);
        for (var f = 0; f < _fields; f++)
        {
            var level = PairComparer.LevelOf(pattern, f);
            if (level == Field.Missing) continue;
            var at = f * 16 + level;
            var chance = Chance(at, level, frequencies[f]);
            match += _match[at];
            stranger += chance;
            household += _shared[f] ? _household[at] : _household[at] + (chance - _stranger[at]);
        }
        return (match, stranger, household);
    }

    /// <summary>The weight of one field against strangers, in bits.</summary>
    public double FieldWeight(int field, int level, double frequency) => level == Field.Missing ? 0 : _match[field * 16 + level] - Chance(field * 16 + level, level, frequency);

    /// <summary>Logarithm of a sum of two numbers given by their logarithms.</summary>
    public static double Sum(double first, double second)
    {
        var (more, less) = first > second ? (first, second) : (second, first);
        return less < more - 40 ? more : more + Math.Log2(1 + double.Exp2(less - more));
    }

    private double Chance(int at, int level, double frequency)
    {
        if (frequency <= 0 || _meanFrequency[at] <= 0) return _stranger[at];
        var chance = _stranger[at] + Math.Log2(frequency / _meanFrequency[at]);
        // A rare value makes agreement on it weigh more, and a near miss no more than near misses do: so nearer is never less.
        return level == _top[at >> 4] ? Math.Min(chance, _match[at] - Math.Max(0, _floor[at])) : Math.Max(chance, _stranger[at]);
    }
}
