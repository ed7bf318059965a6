namespace Kartoteka.Domain.Segments;

/// <summary>A window with its bounds settled.</summary>
/// <param name="FromUs">First moment, in microseconds since 1970; null for none.</param>
/// <param name="ToUs">First moment after it; null for none.</param>
/// <param name="Days">The same in days of the company's time zone, both included, when the window is one of days; null when it is one of moments.</param>
public readonly record struct WindowBounds(long? FromUs, long? ToUs, (DateOnly? From, DateOnly? To)? Days);

/// <summary>The moment as of which a rule is answered. All that a rule says of time is settled here, so that stores compare numbers and nothing else.</summary>
/// <param name="NowUs">Microseconds since 1970 (UTC); what happened at it counts, what happens later does not.</param>
/// <param name="Zone">The company's time zone.</param>
public sealed record RuleMoment(long NowUs, TimeZoneInfo Zone)
{
    private const long TicksPerUs = TimeSpan.TicksPerMicrosecond;

    /// <summary>The day at the moment.</summary>
    public DateOnly Today => DayOf(NowUs);

    /// <summary>The day of a moment in the company's time zone.</summary>
    public DateOnly DayOf(long us) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTimeFromUtc(DateTime.UnixEpoch.AddTicks(us * TicksPerUs), Zone));

    /// <summary>The first moment of a day in the company's time zone. Where clocks go forward over midnight, that is the hour they go to.</summary>
    public long StartOf(DateOnly day)
    {
        var midnight = day.ToDateTime(TimeOnly.MinValue);
        while (Zone.IsInvalidTime(midnight)) midnight = midnight.AddMinutes(15);
        // Where clocks go back over midnight it comes twice, and the day begins with the first.
        var offset = Zone.IsAmbiguousTime(midnight) ? Zone.GetAmbiguousTimeOffsets(midnight).Max() : Zone.GetUtcOffset(midnight);
        return ((midnight - DateTime.UnixEpoch).Ticks - offset.Ticks) / TicksPerUs;
    }

    /// <summary>The bounds of a window.</summary>
    public WindowBounds Settle(TimeWindow window) => window switch
    {
        LastWindow { Amount: { IsOfCalendar: true } amount } => OfDays(amount.From(Today, -1), Today),
        LastWindow { Amount: var amount } => new WindowBounds(NowUs - Us(amount), NowUs + 1, null),
        NextWindow { Amount: { IsOfCalendar: true } amount } => OfDays(Today, amount.From(Today, 1)),
        NextWindow { Amount: var amount } => new WindowBounds(NowUs, NowUs + Us(amount), null),
        EarlierWindow { Amount: { IsOfCalendar: true } amount } => OfDays(null, amount.From(Today, -1).AddDays(-1)),
        EarlierWindow { Amount: var amount } => new WindowBounds(null, NowUs - Us(amount), null),
        DaysWindow days => OfDays(days.From, days.To),
        MomentsWindow moments => new WindowBounds(moments.FromUs, moments.ToUs, null),
        _ => throw new ArgumentOutOfRangeException(nameof(window), window, "No such window."),
    };

    /// <summary>The days on which an anniversary that passes a test falls, as month × 100 + day, in order.</summary>
    public IReadOnlyList<int> Anniversaries(AnniversaryTest test)
    {
        var days = new SortedSet<int>();
        for (var shift = test.FromDays; shift <= test.ToDays; shift++)
        {
            var day = Today.AddDays(shift);
            days.Add(day.Month * 100 + day.Day);
            if (day is { Month: 2, Day: 28 } && !DateTime.IsLeapYear(day.Year)) days.Add(229);
        }
        return [.. days];
    }

    private static long Us(TimeAmount amount) => amount.Span.Ticks / TicksPerUs;

    private WindowBounds OfDays(DateOnly? from, DateOnly? to) =>
        new(from is { } first ? StartOf(first) : null, to is { } last ? StartOf(last.AddDays(1)) : null, (from, to));
}
