namespace Kartoteka.Domain.Reports;

/// <summary>What is classed.</summary>
public enum AbcSubject
{
    /// <summary>People, by net revenue.</summary>
    Customers,

    /// <summary>Products by their id.</summary>
    Products,

    /// <summary>Categories of products.</summary>
    Categories,

    /// <summary>Brands of products.</summary>
    Brands,
}

/// <summary>
/// Bounds of classes. A and B: the share of revenue *before* an item, in order of revenue, is under the bound, so that the item that crosses it
/// is of the better class. X and Y: the coefficient of variation of whole months is at most the bound.
/// </summary>
/// <param name="A">Percent; 80 as usual.</param>
/// <param name="B">Percent, over <paramref name="A"/>; 95 as usual.</param>
/// <param name="X">Percent; 10 as usual.</param>
/// <param name="Y">Percent, over <paramref name="X"/>; 25 as usual.</param>
public sealed record AbcScale(double A, double B, double X, double Y)
{
    /// <summary>Fewest whole months that a variation is told from.</summary>
    public const int MonthsMin = 3;

    /// <summary>80, 95, 10 and 25 percent.</summary>
    public static AbcScale Usual { get; } = new(80, 95, 10, 25);

    /// <summary>True when the bounds are in order.</summary>
    public bool IsValid => A is > 0 and <= 100 && B > A && B <= 100 && X > 0 && Y > X && Y <= 10_000;
}
