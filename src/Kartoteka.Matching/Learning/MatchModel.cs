namespace Kartoteka.Matching.Learning;

/// <summary>
/// What was learned: for each field and level its probability among pairs of one person (m), among strangers (u) and among people of one
/// household (h), and how frequent each of the three is among all pairs.
/// </summary>
/// <remarks>
/// Fellegi and Sunter's weights (JASA 1969) with a third class: a pair of relatives shares surname, phone or address not by chance, so in one class
/// of strangers these would count as independent evidence. See docs/MATCHING.md.
/// </remarks>
public sealed record MatchModel
{
    /// <summary>Version of the saved form that this code reads and writes.</summary>
    public const int FormatVersion = 1;

    /// <summary>Version of the saved form.</summary>
    public int Version { get; init; } = FormatVersion;

    /// <summary>Probability that two records taken at random are the same.</summary>
    public required double Match { get; init; }

    /// <summary>Probability that two records taken at random are of different people of one household (or of one firm).</summary>
    public required double Household { get; init; }

    /// <summary>Fields in the order in which patterns hold them.</summary>
    public required IReadOnlyList<FieldModel> Fields { get; init; }
}

/// <summary>A field of a <see cref="MatchModel"/>.</summary>
public sealed record FieldModel
{
    /// <summary>Name of the field.</summary>
    public required string Name { get; init; }

    /// <summary>Whether a household shares it.</summary>
    public required bool Shared { get; init; }

    /// <summary>Levels from "different" to "exact".</summary>
    public required IReadOnlyList<LevelModel> Levels { get; init; }
}

/// <summary>A level of a <see cref="FieldModel"/>.</summary>
public sealed record LevelModel
{
    /// <summary>Name of the level.</summary>
    public required string Name { get; init; }

    /// <summary>Probability of the level when both records are one person's.</summary>
    public required double M { get; init; }

    /// <summary>Probability of the level for strangers.</summary>
    public required double U { get; init; }

    /// <summary>Probability of the level for different people of one household.</summary>
    public required double H { get; init; }

    /// <summary>Mean frequency of values that meet at this level; 0 when frequencies say nothing.</summary>
    public required double MeanFrequency { get; init; }

    /// <summary>The weight of the level against strangers, in bits, for a value of mean frequency.</summary>
    public double Weight => Math.Log2(M / U);
}
