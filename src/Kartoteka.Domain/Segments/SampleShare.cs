namespace Kartoteka.Domain.Segments;

/// <summary>
/// Which profiles a random share holds: those whose number is below it. The number is the first 32 bits of the MD5 of <c>seed:profile id</c>, which each store computes; a larger
/// share of one seed holds the smaller one.
/// </summary>
public static class SampleShare
{
    /// <summary>Numbers are below this.</summary>
    public const long Numbers = 1L << 32;

    /// <summary>The first number that is not in a share.</summary>
    /// <param name="percent">0 to 100.</param>
    public static long End(double percent) => (long)Math.Round(percent / 100 * Numbers);
}
