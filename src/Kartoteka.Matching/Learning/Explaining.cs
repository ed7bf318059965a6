using Kartoteka.Matching.Clustering;
using Kartoteka.Matching.Records;

namespace Kartoteka.Matching.Learning;

/// <summary>Tells a weight field by field.</summary>
internal static class Explaining
{
    /// <summary>Explains what <paramref name="whole"/> compared last.</summary>
    /// <param name="first">Records of the first group.</param>
    /// <param name="second">Records of the second.</param>
    public static PairExplanation Explain(EncodedRecords records, PairScorer scorer, Whole whole, ReadOnlySpan<int> first, ReadOnlySpan<int> second)
    {
        var pattern = whole.Pattern;
        var fields = new FieldExplanation[records.Fields.Length];
        double sum = 0;
        for (var f = 0; f < fields.Length; f++)
        {
            var (field, level, frequency) = (records.Fields[f], PairComparer.LevelOf(pattern, f), whole.Frequencies[f]);
            var between = whole.Between(f);
            var (left, right) = (Shown(field, between?.First, first), Shown(field, between?.Second, second));
            var name = level != Field.Missing ? field.Comparer.Levels[level] : left is null || right is null ? "missing" : "told by another field";
            fields[f] = new FieldExplanation(field.Name, left, right, name, level != Field.Missing && frequency > 0 ? frequency : null, scorer.FieldWeight(f, level, frequency));
            sum += fields[f].Weight;
        }
        var weight = whole.Weight;
        var prior = Math.Log2(scorer.Model.Match / (1 - scorer.Model.Match - scorer.Model.Household));
        var tries = 0 - whole.Chances;
        return new PairExplanation(1 / (1 + double.Exp2(-weight)), weight, prior, weight - prior - sum - tries, fields, tries);
    }

    /// <summary>The value of the record by which the level was met, or else of the first that has one.</summary>
    private static string? Shown(Field field, int? by, ReadOnlySpan<int> records)
    {
        if (by is { } record) return Shown(field, record);
        foreach (var other in records)
            if (Shown(field, other) is { } shown) return shown;
        return null;
    }

    private static string? Shown(Field field, int record)
    {
        var values = field.Slots.Where(slot => slot[record] >= 0).Select(slot => field.Comparer.Show(slot[record])).ToArray();
        return values.Length == 0 ? null : string.Join(", ", values);
    }
}
