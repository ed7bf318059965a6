namespace Kartoteka.Domain.Segments;

/// <summary>A unit of a sliding window.</summary>
public enum TimeUnit
{
    /// <summary>60 seconds.</summary>
    Minutes,

    /// <summary>60 minutes.</summary>
    Hours,

    /// <summary>Days of the calendar in the company's time zone.</summary>
    Days,

    /// <summary>Seven days.</summary>
    Weeks,

    /// <summary>Months of the calendar: one before the 31st of March is the last day of February.</summary>
    Months,

    /// <summary>Twelve months.</summary>
    Years,
}

/// <summary>An amount of time. From <see cref="TimeUnit.Days"/> up it counts days of the calendar, below it is a span on the clock.</summary>
/// <param name="Amount">0 to <see cref="AmountMax(TimeUnit)"/>; 0 days is today.</param>
/// <param name="Unit">Its unit.</param>
public readonly record struct TimeAmount(int Amount, TimeUnit Unit)
{
    /// <summary>Largest amount of a unit: a hundred years, of minutes and hours a hundred thousand.</summary>
    public static int AmountMax(TimeUnit unit) => unit switch
    {
        TimeUnit.Days => 36_500,
        TimeUnit.Weeks => 5_200,
        TimeUnit.Months => 1_200,
        TimeUnit.Years => 100,
        _ => 100_000,
    };

    /// <summary>Whether it counts days of the calendar.</summary>
    public bool IsOfCalendar => Unit >= TimeUnit.Days;

    /// <summary>The span on the clock; only where <see cref="IsOfCalendar"/> is false.</summary>
    public TimeSpan Span => Unit == TimeUnit.Minutes ? TimeSpan.FromMinutes(Amount) : TimeSpan.FromHours(Amount);

    /// <summary>The day that lies this amount after a day, or before it.</summary>
    public DateOnly From(DateOnly day, int sign) => Unit switch
    {
        TimeUnit.Weeks => day.AddDays(sign * 7 * Amount),
        TimeUnit.Months => day.AddMonths(sign * Amount),
        TimeUnit.Years => day.AddYears(sign * Amount),
        _ => day.AddDays(sign * Amount),
    };
}

/// <summary>When something is to have happened, or a date to lie.</summary>
public abstract record TimeWindow;

/// <summary>From an amount of time ago until now. The last 30 days are today so far and the 30 whole days before it.</summary>
public sealed record LastWindow(TimeAmount Amount) : TimeWindow;

/// <summary>From now until an amount of time ahead; of days, from the beginning of today to the end of the last.</summary>
public sealed record NextWindow(TimeAmount Amount) : TimeWindow;

/// <summary>Before what <see cref="LastWindow"/> holds: more than 30 whole days ago.</summary>
public sealed record EarlierWindow(TimeAmount Amount) : TimeWindow;

/// <summary>Days of the calendar in the company's time zone, both included; null for no bound.</summary>
public sealed record DaysWindow(DateOnly? From, DateOnly? To) : TimeWindow;

/// <summary>Moments, in microseconds since 1970 (UTC): from the first, included, to the second, not included; null for no bound.</summary>
public sealed record MomentsWindow(long? FromUs, long? ToUs) : TimeWindow;
