using System.Globalization;
using System.Text.RegularExpressions;

namespace Kartoteka.Domain.Segments;

/// <summary>
/// What counts as a number, a day or a moment in a text: plain forms that every store can tell by the same pattern, so that all give the same people.
/// </summary>
public static partial class RuleTimes
{
    /// <summary>A decimal number as a text: no exponent, no spaces, no separators.</summary>
    public const string NumberPattern = @"\A-?[0-9]{1,15}(\.[0-9]{1,10})?\z";

    /// <summary>A day: ISO 8601, <c>1990-05-17</c>.</summary>
    public const string DayPattern = @"\A[0-9]{4}-[0-9]{2}-[0-9]{2}\z";

    /// <summary>Letters of a day.</summary>
    public const int DayLength = 10;

    /// <summary>A moment: RFC 3339 with an offset, fractions of a second up to six digits.</summary>
    public const string MomentPattern = @"\A[0-9]{4}-[0-9]{2}-[0-9]{2}[T ][0-9]{2}:[0-9]{2}:[0-9]{2}(\.[0-9]{1,6})?(Z|[+-][0-9]{2}:[0-9]{2})\z";

    /// <summary>The moment that a text says, in microseconds since 1970.</summary>
    public static bool TryReadMoment(string text, out long us)
    {
        us = 0;
        if (!MomentRegex().IsMatch(text) || !DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.None, out var moment)) return false;
        us = (moment.UtcDateTime - DateTime.UnixEpoch).Ticks / TimeSpan.TicksPerMicrosecond;
        return true;
    }

    [GeneratedRegex(MomentPattern, RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex MomentRegex();
}
