namespace Kartoteka.Modules.Reports;

/// <summary>Shares and changes, null where there is nothing to divide by.</summary>
internal static class ReportMath
{
    /// <summary>Decimals of a share.</summary>
    public const int ShareDecimals = 6;

    public static double? Share(decimal part, decimal whole) => whole == 0 ? null : (double)decimal.Round(part / whole, ShareDecimals, MidpointRounding.AwayFromZero);

    /// <summary>What there is more of in percent of what there was.</summary>
    public static double? Percent(decimal now, decimal before) => before == 0 ? null : (double)decimal.Round((now - before) / Math.Abs(before) * 100, 2, MidpointRounding.AwayFromZero);

    public static decimal? Each(decimal sum, decimal count) => count == 0 ? null : decimal.Round(sum / count, 4, MidpointRounding.AwayFromZero);
}
