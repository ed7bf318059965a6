using Kartoteka.Matching;
using Kartoteka.Matching.Tables;

namespace Kartoteka.Quality;

/// <summary>What was understood and learned, and the worst mistakes.</summary>
internal static class Details
{
    private const int MistakesMax = 25;

    public static void Write(MatchOutcome outcome, LabelledFile file)
    {
        foreach (var column in outcome.Columns) Console.WriteLine($"  {column.Name}: {column.Role} ({column.Filled:0.00}, {column.Reason})");
        foreach (var rule in outcome.Rules) Console.WriteLine($"  rule {rule.Name}: {rule.Pairs} pairs, gain {rule.Gain:0.0000}");
        Console.WriteLine($"  given up {outcome.RecallGivenUp:0.0000}; match {outcome.Model.Match:0.00e0} household {outcome.Model.Household:0.00e0}");
        foreach (var field in outcome.Model.Fields)
            Console.WriteLine($"  {field.Name}: {string.Join("; ", field.Levels.Select(level => $"{level.Name} m {level.M:0.0000} u {level.U:0.0e0} h {level.H:0.000} w {level.Weight:0.0}"))}");
        Mistakes(outcome, file);
    }

    private static void Mistakes(MatchOutcome outcome, LabelledFile file)
    {
        var (wrong, missed) = (0, 0);
        var random = new Random(1);
        foreach (var pair in outcome.ScoredPairs().OrderBy(_ => random.Next()))
        {
            var same = file.Truth[pair.First] == file.Truth[pair.Second];
            var together = outcome.ClusterOfRow[pair.First] == outcome.ClusterOfRow[pair.Second];
            if (same == together || (same ? missed++ : wrong++) >= MistakesMax) continue;
            Console.WriteLine($"  {(same ? "MISSED" : "WRONG ")} {pair.Probability:0.000}\n    {Row(file.Table, pair.First)}\n    {Row(file.Table, pair.Second)}");
        }
    }

    private static string Row(RecordTable table, int row) => string.Join(" | ", Enumerable.Range(0, table.Columns.Count).Select(column => table[row, column].ToString()));
}
