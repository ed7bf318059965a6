namespace Kartoteka.Domain.Reports;

/// <summary>A group of people that marketers have a name for: those whose levels lie in three intervals, both ends included.</summary>
/// <param name="Key">Its name in addresses.</param>
/// <param name="Name">For people; null for the screen's own word.</param>
/// <param name="Recency">Interval of levels of recency.</param>
/// <param name="Frequency">Interval of levels of frequency.</param>
/// <param name="Monetary">Interval of levels of money.</param>
public sealed record RfmGroup(string Key, string? Name, (int From, int To) Recency, (int From, int To) Frequency, (int From, int To) Monetary)
{
    /// <summary>True when the levels lie in the intervals.</summary>
    public bool Holds(RfmLevels levels) => In(Recency, levels.R) && In(Frequency, levels.F) && In(Monetary, levels.M);

    private static bool In((int From, int To) interval, int level) => level >= interval.From && level <= interval.To;
}

/// <summary>Names of groups; of those that hold, the first counts.</summary>
public static class RfmNames
{
    /// <summary>Who is in no group.</summary>
    public const string Others = "others";

    /// <summary>Who had no order at the time; in reports of transitions alone.</summary>
    public const string None = "none";

    /// <summary>The names are for so many levels.</summary>
    public const int Levels = 5;

    /// <summary>The groups and intervals that the R package rfm publishes (0.3.0, https://search.r-project.org/CRAN/refmans/rfm/html/rfm_segment.html).</summary>
    public static IReadOnlyList<RfmGroup> Published { get; } =
    [
        new("champions", null, (5, 5), (5, 5), (5, 5)), new("potential_loyalist", null, (3, 5), (3, 5), (2, 5)), new("loyal", null, (2, 4), (2, 4), (2, 4)),
        new("promising", null, (3, 4), (1, 3), (3, 5)), new("new", null, (4, 5), (1, 3), (1, 5)), new("cant_lose", null, (1, 2), (3, 4), (4, 5)),
        new("at_risk", null, (1, 2), (2, 5), (4, 5)), new("need_attention", null, (1, 3), (3, 5), (3, 5)), new("about_to_sleep", null, (2, 3), (1, 3), (1, 4)),
        new("lost", null, (1, 1), (1, 5), (1, 5)),
    ];

    /// <summary>The key of the first group that holds; <see cref="Others"/> for none.</summary>
    public static string Of(RfmLevels levels, IReadOnlyList<RfmGroup> groups) => groups.FirstOrDefault(group => group.Holds(levels))?.Key ?? Others;
}
