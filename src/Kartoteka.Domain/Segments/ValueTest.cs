namespace Kartoteka.Domain.Segments;

/// <summary>
/// What a value must be. A value that is of no fitting type passes no test. Texts are compared without regard to case, with ё as е
/// (<see cref="RuleText"/>). A text that reads as a plain decimal number counts as a number too, since some sources write numbers so.
/// </summary>
public abstract record ValueTest;

/// <summary>There is a value (of a list, some element), and it is not null.</summary>
public sealed record ExistsTest : ValueTest;

/// <summary>The text is one of these.</summary>
public sealed record TextInTest(IReadOnlyList<string> Values) : ValueTest;

/// <summary>How a text is looked for in another.</summary>
public enum TextPlace
{
    /// <summary>Anywhere.</summary>
    Within,

    /// <summary>At its beginning.</summary>
    AtStart,

    /// <summary>At its end.</summary>
    AtEnd,
}

/// <summary>The text holds another.</summary>
public sealed record TextPartTest(TextPlace Place, string Value) : ValueTest;

/// <summary>The truth value is this one.</summary>
public sealed record BooleanTest(bool Value) : ValueTest;

/// <summary>The number is one of these.</summary>
public sealed record NumberInTest(IReadOnlyList<double> Values) : ValueTest;

/// <summary>The number lies between two bounds.</summary>
/// <param name="From">Lower bound; null for none.</param>
/// <param name="To">Upper bound; null for none.</param>
/// <param name="FromIncluded">Whether the lower bound itself passes.</param>
/// <param name="ToIncluded">Whether the upper bound itself passes.</param>
public sealed record NumberTest(double? From, double? To, bool FromIncluded, bool ToIncluded) : ValueTest
{
    /// <summary>At least this.</summary>
    public static NumberTest AtLeast(double value) => new(value, null, true, false);

    /// <summary>Whether a number passes.</summary>
    public bool Passes(double value) =>
        (From is not { } from || value > from || (FromIncluded && value == from)) && (To is not { } to || value < to || (ToIncluded && value == to));
}

/// <summary>
/// The day or moment lies in a window. A window of days asks for the day in the company's time zone; one of moments takes a mere date for its midnight there.
/// </summary>
public sealed record TimeTest(TimeWindow Window) : ValueTest;

/// <summary>
/// The anniversary of the date falls on a day counted from today: 0 to 7 is "a birthday within a week". The 29th of February is kept on the 28th where there is none.
/// </summary>
/// <param name="FromDays">First day, today being 0: at least -<see cref="DaysMax"/>.</param>
/// <param name="ToDays">Last day, itself included: at most <see cref="DaysMax"/>.</param>
public sealed record AnniversaryTest(int FromDays, int ToDays) : ValueTest
{
    /// <summary>Farthest day: a year holds each anniversary once.</summary>
    public const int DaysMax = 365;
}
