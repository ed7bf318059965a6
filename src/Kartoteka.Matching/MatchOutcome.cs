using Kartoteka.Matching.Blocking;
using Kartoteka.Matching.Clustering;
using Kartoteka.Matching.Learning;
using Kartoteka.Matching.Records;
using Kartoteka.Matching.Tables;

namespace Kartoteka.Matching;

/// <summary>What a run found.</summary>
public sealed class MatchOutcome
{
    /// <summary>For each row the number of its cluster; rows with one number are one person.</summary>
    public required int[] ClusterOfRow { get; init; }

    /// <summary>What was learned.</summary>
    public required MatchModel Model { get; init; }

    /// <summary>What columns mean.</summary>
    public required IReadOnlyList<ColumnMeaning> Columns { get; init; }

    /// <summary>Blocking rules that were chosen.</summary>
    public required IReadOnlyList<BlockingRule> Rules { get; init; }

    /// <summary>Estimated share of matching pairs that no rule brings, 0 to 1.</summary>
    public required double RecallGivenUp { get; init; }

    /// <summary>How many pairs were compared.</summary>
    public required long PairsCompared { get; init; }

    /// <summary>Pairs of rows that were compared and may matter (a probability of about 0.01 and more), surest first; repeated rows stand once.</summary>
    public IEnumerable<(int First, int Second, double Probability)> ScoredPairs() =>
        Pairs.Select(pair => (Records.RowOfRecord[pair.First], Records.RowOfRecord[pair.Second], 1 / (1 + double.Exp2(-pair.Weight))));

    internal EncodedRecords Records { get; init; } = null!;

    internal ScoredPair[] Pairs { get; init; } = [];
}
