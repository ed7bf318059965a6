using System.Buffers.Binary;
using Kartoteka.Domain.Identity;
using Kartoteka.Matching;

namespace Kartoteka.Modules.Matching;

/// <summary>A band of probability: all pairs in it, and those that were labelled.</summary>
/// <param name="From">Least probability.</param>
/// <param name="To">First probability left out.</param>
/// <param name="Pairs">Pairs in it when the sample was drawn.</param>
/// <param name="Labelled">Of those drawn, how many have a label.</param>
/// <param name="Same">Labelled as one customer.</param>
internal readonly record struct Stratum(double From, double To, long Pairs, int Labelled, int Same);

/// <summary>What labels say of all pairs.</summary>
internal readonly record struct SampleEstimate(MeasuredShare Precision, MeasuredShare Recall);

/// <summary>
/// Precision and recall of all pairs from labels of a sample that was drawn band by band: each label stands for as many pairs as its band has for
/// each that was labelled (Cochran, Sampling Techniques, 5.3). Intervals are Wilson's, with the number of labels that would vary as much if they were
/// drawn at random from all.
/// </summary>
internal static class SampleMath
{
    private const double Z = 1.959964;

    /// <summary>Least precision, by the lower end of its interval, of a threshold that labels speak for.</summary>
    private const double PrecisionWanted = 0.95;

    private static readonly double[] Edges = [PairFinder.ProbabilityMin, 0.1, 0.3, 0.5, 0.7, 0.9, 0.95, 0.98, 0.99, 0.999];

    /// <summary>Edges of bands: the usual ones, with the two thresholds among them, so that none reaches across.</summary>
    public static IReadOnlyList<double> EdgesWith(double lower, double upper) => [.. Edges.Append(lower).Append(upper).Where(edge => edge >= PairFinder.ProbabilityMin).Distinct().Order()];

    /// <summary>How many to draw of each band: the same of each as far as it has so many, and what is left over of the others.</summary>
    public static int[] Allocate(IReadOnlyList<long> pairs, int size)
    {
        var drawn = new int[pairs.Count];
        for (var left = size; left > 0;)
        {
            var open = Enumerable.Range(0, pairs.Count).Where(i => drawn[i] < pairs[i]).ToArray();
            if (open.Length == 0) break;
            var each = Math.Max(1, left / open.Length);
            foreach (var i in open)
            {
                var more = (int)Math.Min(Math.Min(each, left), pairs[i] - drawn[i]);
                (drawn[i], left) = (drawn[i] + more, left - more);
            }
        }
        return drawn;
    }

    /// <summary>Precision and recall at a threshold that is an edge of bands; null while one side of it has pairs and no label.</summary>
    /// <remarks>A band without a label is taken together with the nearest on its side that has one.</remarks>
    /// <param name="strata">All bands.</param>
    /// <param name="threshold">The threshold.</param>
    /// <param name="recallGivenUp">Share of matching pairs that are in no band.</param>
    public static SampleEstimate? Estimate(IReadOnlyList<Stratum> strata, double threshold, double recallGivenUp)
    {
        var (above, below) = (Collapse(strata.Where(stratum => stratum.From >= threshold)), Collapse(strata.Where(stratum => stratum.From < threshold)));
        if (above is null || below is null || above.Count + below.Count == 0) return null;
        var (right, rightVariance) = Matches(above);
        var (missed, missedVariance) = Matches(below);
        var all = above.Sum(stratum => (double)stratum.Pairs);
        var precision = all == 0 ? new MeasuredShare(double.NaN, 0, 1) : Interval(right / all, rightVariance / (all * all));
        var matches = right + missed;
        if (matches == 0) return new SampleEstimate(precision, new MeasuredShare(double.NaN, 0, 1));
        // Of a ratio whose parts vary by themselves (the delta method).
        var variance = ((missed * missed * rightVariance) + (right * right * missedVariance)) / Math.Pow(matches, 4);
        // With nothing missed, or nothing but missed, the formula says that nothing varies; one pair more would.
        variance = Math.Max(variance, (right + missed - Math.Max(right, missed) == 0 ? Math.Max(missedVariance, rightVariance) : 0) / (matches * matches));
        var recall = Interval(right / matches, variance);
        var met = 1 - recallGivenUp;
        return new SampleEstimate(precision, new MeasuredShare(recall.Value * met, recall.Low * met, recall.High * met));
    }

    private static List<Stratum>? Collapse(IEnumerable<Stratum> strata)
    {
        var (whole, waiting) = (new List<Stratum>(), 0L);
        foreach (var stratum in strata.Where(stratum => stratum.Pairs > 0).OrderBy(stratum => stratum.From))
        {
            if (stratum.Labelled > 0)
            {
                whole.Add(stratum with { Pairs = stratum.Pairs + waiting });
                waiting = 0;
            }
            else if (whole.Count == 0) waiting += stratum.Pairs;
            else whole[^1] = whole[^1] with { Pairs = whole[^1].Pairs + stratum.Pairs };
        }
        return waiting > 0 ? null : whole;
    }

    /// <summary>The lowest edge from 0.5 on at which precision is good enough by the lower end of its interval; null for none.</summary>
    public static double? Suggest(IReadOnlyList<Stratum> strata)
    {
        foreach (var edge in strata.Select(stratum => stratum.From).Where(edge => edge >= 0.5).Order())
        {
            if (Estimate(strata, edge, 0) is { Precision: { Low: >= PrecisionWanted } }) return edge;
        }
        return null;
    }

    // How many match, and how much that varies. In the variance a band of which all, or none, were the same still varies a little.
    private static (double Count, double Variance) Matches(IEnumerable<Stratum> strata)
    {
        var (count, variance) = (0.0, 0.0);
        foreach (var stratum in strata)
        {
            count += stratum.Pairs * (double)stratum.Same / stratum.Labelled;
            var share = (stratum.Same + 1.0) / (stratum.Labelled + 2.0);
            var rest = 1 - ((double)stratum.Labelled / stratum.Pairs);
            variance += (double)stratum.Pairs * stratum.Pairs * share * (1 - share) / stratum.Labelled * Math.Max(0, rest);
        }
        return (count, variance);
    }

    private static MeasuredShare Interval(double value, double variance)
    {
        if (variance <= 0) return new MeasuredShare(value, value, value);
        var spread = Math.Clamp(value, 0.02, 0.98);
        var labels = Math.Max(1, spread * (1 - spread) / variance);
        var middle = (value + (Z * Z / (2 * labels))) / (1 + (Z * Z / labels));
        var half = Z / (1 + (Z * Z / labels)) * Math.Sqrt((value * (1 - value) / labels) + (Z * Z / (4 * labels * labels)));
        return new MeasuredShare(value, Math.Max(0, middle - half), Math.Min(1, middle + half));
    }

    /// <summary>A number that is as good as random, the same for the same seed and profile on every machine.</summary>
    public static ulong Draw(ProfileId profile, ulong seed)
    {
        Span<byte> bytes = stackalloc byte[16];
        profile.Value.TryWriteBytes(bytes, bigEndian: true, out _);
        return Mix(Mix(BinaryPrimitives.ReadUInt64LittleEndian(bytes) + seed) ^ BinaryPrimitives.ReadUInt64LittleEndian(bytes[8..]));
    }

    /// <summary>As the other, for a pair.</summary>
    public static ulong Draw(ProfileId first, ProfileId second, ulong seed) => Mix(Draw(first, seed) ^ Mix(Draw(second, seed + 1)));

    // SplitMix64's finish (Steele, Lea, Flood, OOPSLA 2014).
    private static ulong Mix(ulong value)
    {
        value += 0x9e3779b97f4a7c15;
        value = (value ^ (value >> 30)) * 0xbf58476d1ce4e5b9;
        value = (value ^ (value >> 27)) * 0x94d049bb133111eb;
        return value ^ (value >> 31);
    }
}
