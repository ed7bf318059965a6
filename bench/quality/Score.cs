using System.Runtime.InteropServices;
using Kartoteka.Matching;

namespace Kartoteka.Quality;

/// <summary>Pairwise F1 of an outcome: of pairs at the best threshold (the labels choose it) and at the default one, and of clusters.</summary>
internal sealed record Score(double PairsBest, double PairsDefault, double Clusters, double Precision, double Recall)
{
    public static Score Of(MatchOutcome outcome, string[] truth)
    {
        var labels = new Dictionary<string, int>();
        var label = truth.Select(text => { ref var code = ref CollectionsMarshal.GetValueRefOrAddDefault(labels, text, out var known); if (!known) code = labels.Count; return code; }).ToArray();
        double actual = Pairs(label), found = Pairs(outcome.ClusterOfRow);
        double both = Pairs(label.Select((code, row) => ((long)code << 32) | (uint)outcome.ClusterOfRow[row]));
        double taken = 0, right = 0, best = 0, atDefault = 0;
        foreach (var pair in outcome.ScoredPairs())
        {
            taken++;
            if (label[pair.First] == label[pair.Second]) right++;
            var f1 = 2 * right / (taken + actual);
            best = Math.Max(best, f1);
            if (pair.Probability >= 0.95) atDefault = f1;
        }
        return new Score(best, atDefault, 2 * both / (actual + found), both / found, both / actual);
    }

    private static double Pairs<T>(IEnumerable<T> codes) where T : notnull
    {
        var counts = new Dictionary<T, long>();
        foreach (var code in codes) CollectionsMarshal.GetValueRefOrAddDefault(counts, code, out _)++;
        return counts.Values.Sum(count => count * (count - 1) / 2.0);
    }
}
