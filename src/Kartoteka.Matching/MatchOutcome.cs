using Kartoteka.Matching.Blocking;
using Kartoteka.Matching.Clustering;
using Kartoteka.Matching.Learning;
using Kartoteka.Matching.Records;
using Kartoteka.Matching.Tables;

namespace Kartoteka.Matching;

/// <summary>A union of clusters that was refused although a pair spoke for it.</summary>
/// <param name="First">Row of the one cluster.</param>
/// <param name="Second">Row of the other.</param>
/// <param name="Probability">Of the pair, 0 to 1.</param>
public readonly record struct CutPair(int First, int Second, double Probability);

/// <summary>What a threshold would give, as the model sees it.</summary>
/// <param name="Threshold">Probability.</param>
/// <param name="Pairs">Pairs at or above it.</param>
/// <param name="Precision">Expected share of them that is right.</param>
/// <param name="Recall">Expected share of all matching pairs that is among them, those lost in blocking counted.</param>
public readonly record struct ThresholdPoint(double Threshold, long Pairs, double Precision, double Recall);

/// <summary>What a run found.</summary>
public sealed class MatchOutcome
{
    private readonly PairComparer _comparer;
    private readonly PairScorer _scorer;

    internal MatchOutcome(PairComparer comparer, PairScorer scorer, ScoredPair[] pairs) => (_comparer, _scorer, Pairs) = (comparer, scorer, pairs);

    /// <summary>For each row the first row of its cluster: rows with one number are one person.</summary>
    public required int[] ClusterOfRow { get; init; }

    /// <summary>What was learned, or was given.</summary>
    public MatchModel Model => _scorer.Model;

    /// <summary>What columns mean.</summary>
    public required IReadOnlyList<ColumnMeaning> Columns { get; init; }

    /// <summary>Blocking rules that were chosen.</summary>
    public required IReadOnlyList<BlockingRule> Rules { get; init; }

    /// <summary>Estimated share of matching pairs that no rule brings, 0 to 1.</summary>
    public required double RecallGivenUp { get; init; }

    /// <summary>How many pairs were compared.</summary>
    public required long PairsCompared { get; init; }

    /// <summary>Unions that were refused because the rest of the two clusters was against them.</summary>
    public required IReadOnlyList<CutPair> Cuts { get; init; }

    /// <summary>Decisions that contradict others (the same and different by a chain), which could not be honoured.</summary>
    public required IReadOnlyList<Decision> Contradictions { get; init; }

    /// <summary>Probability above which records were put together.</summary>
    public required double Threshold { get; init; }

    /// <summary>Quality on the decisions given; null when there were none.</summary>
    public LabelledQuality? Labelled { get; init; }

    internal ScoredPair[] Pairs { get; }

    internal EncodedRecords Records => _comparer.Records;

    /// <summary>Pairs of rows that were compared and may matter (a probability of about 0.01 and more), surest first; repeated rows stand once.</summary>
    public IEnumerable<(int First, int Second, double Probability)> ScoredPairs() =>
        Pairs.Select(pair => (Records.RowOfRecord[pair.First], Records.RowOfRecord[pair.Second], 1 / (1 + double.Exp2(-pair.Weight))));

    /// <summary>Why two rows are, or are not, thought one person; any two, compared before or not.</summary>
    /// <param name="firstRow">From 0.</param>
    /// <param name="secondRow">From 0.</param>
    public PairExplanation Explain(int firstRow, int secondRow)
    {
        var (first, second) = (Records.RecordOfRow[firstRow], Records.RecordOfRow[secondRow]);
        var whole = new Whole(_comparer, _scorer).Compare([first], [second]);
        return Explaining.Explain(Records, _scorer, whole, [first], [second]);
    }

    /// <summary>Expected precision and recall at thresholds from 0.01 to 0.999.</summary>
    public IReadOnlyList<ThresholdPoint> Thresholds()
    {
        double[] levels = [0.01, 0.05, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 0.98, 0.99, 0.999];
        var all = Pairs.Sum(pair => 1 / (1 + double.Exp2(-pair.Weight))) / Math.Max(1 - RecallGivenUp, 0.01);
        return [.. levels.Select(level =>
        {
            double right = 0;
            long pairs = 0;
            foreach (var pair in Pairs)
            {
                var probability = 1 / (1 + double.Exp2(-pair.Weight));
                if (probability < level) break;
                (right, pairs) = (right + probability, pairs + 1);
            }
            return new ThresholdPoint(level, pairs, pairs == 0 ? 1 : right / pairs, all == 0 ? 1 : right / all);
        })];
    }

    /// <summary>Precision and recall on labelled pairs at the threshold, and the threshold at which the labels are met best.</summary>
    /// <param name="labels">Pairs of rows and what they are.</param>
    public LabelledQuality Measure(IReadOnlyCollection<Decision> labels) => LabelledQuality.Of(_comparer, _scorer, labels, Threshold);
}
