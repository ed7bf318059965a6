using Kartoteka.Matching.Records;

namespace Kartoteka.Matching.Learning;

/// <summary>What is believed before anything is learned: m by habit, u as measured.</summary>
internal static class DefaultModel
{
    private const double ExactShare = 0.8;
    private const double HouseholdShare = 0.45;

    public static MatchModel Make(EncodedRecords records, LevelStatistics statistics) => new()
    {
        Match = 0.5 / Math.Max(2, records.Count),
        Household = HasPersonal(records) ? 0.5 / Math.Max(2, records.Count) : 0,
        Fields = [.. records.Fields.Select((field, f) => new FieldModel
        {
            Name = field.Name,
            Shared = field.Shared,
            Levels = [.. Enumerable.Range(0, field.LevelCount).Select(k => new LevelModel
            {
                Name = field.Comparer.Levels[k],
                M = M(field, k),
                U = statistics.Shares[f][k],
                H = field.Shared ? H(field, k) : statistics.Shares[f][k],
                MeanFrequency = statistics.MeanFrequency[f][k],
            })],
        })],
    };

    /// <summary>Without a field that is one person's own there is nothing by which relatives could be told from one person.</summary>
    public static bool HasPersonal(EncodedRecords records) => records.Fields.Any(field => !field.Shared && field.Kind is not (FieldKind.Gender or FieldKind.Document));

    private static double M(Field field, int level)
    {
        var top = field.LevelCount - 1;
        var exact = field.Kind switch
        {
            FieldKind.Phone or FieldKind.Email or FieldKind.Address or FieldKind.Text or FieldKind.Company => 0.6,
            FieldKind.Gender => 0.97,
            _ => ExactShare,
        };
        return Spread(exact, level, top);
    }

    private static double H(Field field, int level) => Spread(field.Kind == FieldKind.Surname ? 0.6 : HouseholdShare, level, field.LevelCount - 1);

    /// <summary>The exact level, half of the rest for the lowest, the other half for those between.</summary>
    private static double Spread(double exact, int level, int top)
    {
        if (level == top) return exact;
        if (top == 1) return 1 - exact;
        return level == 0 ? (1 - exact) / 2 : (1 - exact) / 2 / (top - 1);
    }
}
