using System.Globalization;
using Kartoteka.Matching;

namespace Kartoteka.Server.Matching;

/// <summary>Outcome as CSV.</summary>
internal static class DedupeOutput
{
    /// <summary><c>record_id,cluster_id</c> in the order of the file; clusters are numbered from 1 as they come. With two files a column tells which.</summary>
    public static void WriteClusters(TextWriter writer, DedupeInput input, MatchOutcome outcome)
    {
        writer.Write(input.FileOfRow is null ? "record_id,cluster_id\n" : "record_id,cluster_id,file\n");
        var numbers = new int[input.Table.Count];
        var count = 0;
        for (var row = 0; row < input.Table.Count; row++)
        {
            var number = outcome.ClusterOfRow[row] == row ? numbers[row] = ++count : numbers[outcome.ClusterOfRow[row]];
            WriteCell(writer, input.Table[row, input.IdColumn]);
            writer.Write(',');
            writer.Write(number);
            if (input.FileOfRow is { } files) writer.Write(files[row] == 0 ? ",1" : ",2");
            writer.Write('\n');
        }
    }

    /// <summary>Pairs, surest first: ids, probability, weight in bits, and what it is the sum of.</summary>
    public static void WritePairs(TextWriter writer, DedupeInput input, MatchOutcome outcome)
    {
        writer.Write("id_l,id_r,match_probability,match_weight,prior,household");
        foreach (var field in outcome.Model.Fields)
        {
            writer.Write(',');
            WriteCell(writer, field.Name);
        }
        writer.Write('\n');
        foreach (var (first, second, _) in outcome.ScoredPairs())
        {
            var explained = outcome.Explain(first, second);
            WriteCell(writer, input.Table[first, input.IdColumn]);
            writer.Write(',');
            WriteCell(writer, input.Table[second, input.IdColumn]);
            writer.Write(string.Create(CultureInfo.InvariantCulture, $",{explained.Probability:0.######},{explained.Weight:0.###},{explained.Prior:0.###},{explained.Household:0.###}"));
            foreach (var field in explained.Fields) writer.Write(string.Create(CultureInfo.InvariantCulture, $",{field.Weight:0.###}"));
            writer.Write('\n');
        }
    }

    private static void WriteCell(TextWriter writer, ReadOnlySpan<char> text)
    {
        if (text.IndexOfAny(",\"\r\n") < 0)
        {
            writer.Write(text);
            return;
        }
        writer.Write('"');
        writer.Write(text.ToString().Replace("\"", "\"\"", StringComparison.Ordinal));
        writer.Write('"');
    }
}
