using Kartoteka.Matching.Judging;
using Kartoteka.Matching.Tables;

namespace Kartoteka.Matching.Tests;

/// <summary>Tables for tests, and how well an outcome meets the truth.</summary>
internal static class Samples
{
    /// <summary>A labelled file of this folder: the table without its column <c>cluster_id</c>, and that column.</summary>
    public static (RecordTable Table, string[] Truth) Read(string name, int rowsMax = int.MaxValue)
    {
        var lines = File.ReadLines(Path.Combine(AppContext.BaseDirectory, "Data", name)).Take(rowsMax == int.MaxValue ? int.MaxValue : rowsMax + 1).Select(Split).ToArray();
        var label = Array.IndexOf(lines[0], "cluster_id");
        var table = new RecordTable([.. lines[0].Where((_, i) => i != label)]);
        foreach (var line in lines.Skip(1)) table.Add([.. line.Where((_, i) => i != label)]);
        return (table, [.. lines.Skip(1).Select(line => line[label])]);
    }

    public static RecordTable Table(RecordTable like, IEnumerable<int> rows)
    {
        var table = new RecordTable(like.Columns);
        foreach (var row in rows)
        {
            for (var column = 0; column < like.Columns.Count; column++) table.SetCell(column, like[row, column]);
            table.EndRecord();
        }
        return table;
    }

    /// <summary>The cells of a row.</summary>
    public static string?[] Cells(RecordTable table, int row) => [.. Enumerable.Range(0, table.Columns.Count).Select(column => table[row, column].ToString())];

    /// <summary>A side of some rows.</summary>
    public static Side Side(RecordTable table, params int[] rows) => new([.. rows.Select(row => Cells(table, row))]);

    /// <summary>Pairs of ids that stand in one cluster.</summary>
    public static HashSet<(string, string)> Together(RecordTable table, MatchOutcome outcome)
    {
        var pairs = new HashSet<(string, string)>();
        foreach (var cluster in Enumerable.Range(0, table.Count).GroupBy(row => outcome.ClusterOfRow[row]))
        {
            var ids = cluster.Select(row => table[row, 0].ToString()).Order(StringComparer.Ordinal).ToArray();
            for (var a = 0; a < ids.Length; a++)
                for (var b = a + 1; b < ids.Length; b++) pairs.Add((ids[a], ids[b]));
        }
        return pairs;
    }

    public static double F1(string[] truth, int[] clusters)
    {
        double Pairs<T>(IEnumerable<T> keys) where T : notnull => keys.CountBy(key => key).Sum(pair => pair.Value * (pair.Value - 1) / 2.0);
        return 2 * Pairs(truth.Zip(clusters)) / (Pairs(truth) + Pairs(clusters));
    }

    private static string[] Split(string line)
    {
        var cells = new List<string>();
        var cell = new System.Text.StringBuilder();
        var quoted = false;
        foreach (var letter in line)
        {
            if (letter == '"') quoted = !quoted;
            else if (letter == ',' && !quoted)
            {
                cells.Add(cell.ToString());
                cell.Clear();
            }
            else cell.Append(letter);
        }
        cells.Add(cell.ToString());
        return [.. cells];
    }
}
