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
public sealed record LabelledQuality(MeasuredShare Precision, MeasuredShare Recall, double Threshold);
