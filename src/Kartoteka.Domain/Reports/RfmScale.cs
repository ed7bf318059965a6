namespace Kartoteka.Domain.Reports;

/// <summary>By what values become levels.</summary>
public enum RfmMode
{
    /// <summary>Equal shares of people, cut between values: who has the same value has the same level, so levels may be of unequal size.</summary>
    Quintiles,

    /// <summary>Equal shares of people to the person: who has the same value may have another level (ties are cut by the number of the profile).</summary>
    Ranks,

    /// <summary>Steps of equal width between the 2nd and the 98th percentile, as REES46 has it (https://rees46.ru/docs/ru/guide/cdp/rfm.html).</summary>
    Width,

    /// <summary>Bounds that somebody states.</summary>
    Fixed,
}

/// <summary>
/// How people are given levels of recency (days since the last order), frequency (orders) and money (net revenue). The highest level is the
/// best: the latest, the most. A value that equals a bound is below it.
/// </summary>
/// <param name="Mode">By what.</param>
/// <param name="Levels">How many levels, 2 to <see cref="LevelsMax"/>.</param>
public sealed record RfmScale(RfmMode Mode, int Levels)
{
    /// <summary>Most levels.</summary>
    public const int LevelsMax = 10;

    /// <summary>What is usual: 5.</summary>
    public const int LevelsDefault = 5;

    /// <summary>The share that is cut off at each end for <see cref="RfmMode.Width"/>.</summary>
    public const double WidthTrim = 0.02;

    /// <summary>Bounds for <see cref="RfmMode.Fixed"/>: ascending, one fewer than levels; empty otherwise.</summary>
    public IReadOnlyList<double> Recency { get; init; } = [];

    /// <summary>As <see cref="Recency"/>.</summary>
    public IReadOnlyList<double> Frequency { get; init; } = [];

    /// <summary>As <see cref="Recency"/>.</summary>
    public IReadOnlyList<double> Monetary { get; init; } = [];

    /// <summary>Reads bounds: three ascending lists parted by <c>;</c>, the numbers by <c>,</c>.</summary>
    /// <returns>The scale with them; null when they are not of that form or not one fewer than levels.</returns>
    public RfmScale? WithBounds(string? text)
    {
        if (text?.Split(';') is not { Length: 3 } lists) return null;
        var read = lists.Select(Read).ToArray();
        return read is [{ } recency, { } frequency, { } monetary] ? this with { Recency = recency, Frequency = frequency, Monetary = monetary } : null;
    }

    private double[]? Read(string list)
    {
        var bounds = new List<double>();
        foreach (var part in list.Split(','))
        {
            if (!double.TryParse(part, System.Globalization.NumberStyles.Float, System.Globalization.CultureInfo.InvariantCulture, out var bound) || !double.IsFinite(bound)) return null;
            if (bounds.Count > 0 && bound <= bounds[^1]) return null;
            bounds.Add(bound);
        }
        return bounds.Count == Levels - 1 ? [.. bounds] : null;
    }
}

/// <summary>A person's levels.</summary>
public readonly record struct RfmLevels(int R, int F, int M);
