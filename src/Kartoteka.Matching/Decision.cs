using Kartoteka.Matching.Learning;
using Kartoteka.Matching.Records;

namespace Kartoteka.Matching;

/// <summary>What a steward said of two rows. It is always honoured, and the model learns from it.</summary>
/// <param name="First">A row, from 0.</param>
/// <param name="Second">Another row.</param>
/// <param name="Same">True for one person, false for two.</param>
public readonly record struct Decision(int First, int Second, bool Same);

/// <summary>A share with the interval that holds it with 95 % (Wilson's score interval).</summary>
/// <param name="Value">0 to 1; NaN when nothing was counted.</param>
/// <param name="Low">Lower end.</param>
/// <param name="High">Upper end.</param>
public readonly record struct MeasuredShare(double Value, double Low, double High)
{
    private const double Z = 1.959964;

    /// <summary>The share of <paramref name="good"/> in <paramref name="all"/>.</summary>
    public static MeasuredShare Of(long good, long all)
    {
        if (all == 0) return new MeasuredShare(double.NaN, 0, 1);
        var share = (double)good / all;
        var middle = (share + Z * Z / (2 * all)) / (1 + Z * Z / all);
        var half = Z / (1 + Z * Z / all) * Math.Sqrt(share * (1 - share) / all + Z * Z / (4.0 * all * all));
        return new MeasuredShare(share, Math.Max(0, middle - half), Math.Min(1, middle + half));
    }
}

/// <summary>How well a model agrees with labelled pairs.</summary>
/// <param name="Precision">Of labelled pairs that it would put together, the share that are the same.</param>
/// <param name="Recall">Of labelled pairs that are the same, the share that it would put together.</param>
/// <param name="Threshold">The probability, between 0.5 and 0.999, at which F1 on the labels is best; the one in use when labels are too few.</param>
public sealed record LabelledQuality(MeasuredShare Precision, MeasuredShare Recall, double Threshold)
{
    private const int LabelsMin = 50;

    internal static LabelledQuality Of(PairComparer comparer, PairScorer scorer, IReadOnlyCollection<Decision> labels, double threshold)
    {
        var (records, frequencies) = (comparer.Records, new double[16]);
        var scored = labels.Select(label => (label.Same, Probability: Probability(label))).OrderByDescending(pair => pair.Probability).ToArray();
        var (together, right, same) = (scored.Count(pair => pair.Probability >= threshold), scored.Count(pair => pair.Same && pair.Probability >= threshold), scored.Count(pair => pair.Same));
        var (best, fitting, found) = (-1.0, threshold, 0);
        for (var i = 0; i < scored.Length && scored.Length >= LabelsMin; i++)
        {
            if (scored[i].Same) found++;
            // Labels of one probability stand on one side of any threshold.
            if (i + 1 < scored.Length && scored[i + 1].Probability == scored[i].Probability) continue;
            var f1 = 2.0 * found / (i + 1 + same);
            if (f1 > best) (best, fitting) = (f1, Math.Clamp(scored[i].Probability, 0.5, 0.999));
        }
        return new LabelledQuality(MeasuredShare.Of(right, together), MeasuredShare.Of(right, same), fitting);

        double Probability(Decision label) =>
            1 / (1 + double.Exp2(-scorer.Weight(comparer.Compare(records.RecordOfRow[label.First], records.RecordOfRow[label.Second], frequencies), frequencies)));
    }
}
