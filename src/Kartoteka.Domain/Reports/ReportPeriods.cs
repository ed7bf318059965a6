using System.Globalization;
using Kartoteka.Domain.Segments;

namespace Kartoteka.Domain.Reports;

/// <summary>How time is cut.</summary>
public enum PeriodLength
{
    /// <summary>Days.</summary>
    Day,

    /// <summary>Weeks, which begin on Monday (ISO 8601).</summary>
    Week,

    /// <summary>Calendar months.</summary>
    Month,
}

/// <summary>A period of the company's calendar.</summary>
/// <param name="From">Its first day.</param>
/// <param name="To">Its last day.</param>
/// <param name="IsUnfinished">True while its last day is not over, so that its numbers will still grow.</param>
public readonly record struct ReportPeriod(DateOnly From, DateOnly To, bool IsUnfinished)
{
    /// <summary>Its name in addresses: the first day.</summary>
    public string Key => From.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}

/// <summary>
/// Periods that follow each other without a gap. Where each begins is settled here by the company's time zone, so that a store compares
/// moments and knows no calendar.
/// </summary>
public sealed class ReportPeriods
{
    private ReportPeriods(IReadOnlyList<ReportPeriod> all, IReadOnlyList<long> startsUs, long endUs) => (All, StartsUs, EndUs) = (all, startsUs, endUs);

    /// <summary>Most periods that are cut at once: ten years of days.</summary>
    public const int CountMax = 3_700;

    /// <summary>In order of time; at least one.</summary>
    public IReadOnlyList<ReportPeriod> All { get; }

    /// <summary>The first moment of each, in microseconds since 1970.</summary>
    public IReadOnlyList<long> StartsUs { get; }

    /// <summary>The first moment after the last.</summary>
    public long EndUs { get; }

    /// <summary>Cuts days into periods; the first and the last are cut off where the days begin and end.</summary>
    /// <param name="moment">The zone, and what is not over yet.</param>
    /// <param name="length">How long they are.</param>
    /// <param name="from">First day.</param>
    /// <param name="to">Last day, not before <paramref name="from"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException">There would be more than <see cref="CountMax"/>, or none.</exception>
    public static ReportPeriods Of(RuleMoment moment, PeriodLength length, DateOnly from, DateOnly to)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(to, from);
        var (all, starts) = (new List<ReportPeriod>(), new List<long>());
        for (var day = from; day <= to; day = Next(length, day))
        {
            ArgumentOutOfRangeException.ThrowIfEqual(all.Count, CountMax);
            var last = Next(length, day).AddDays(-1);
            all.Add(new ReportPeriod(day, last < to ? last : to, last >= moment.Today));
            starts.Add(moment.StartOf(day));
        }
        return new ReportPeriods(all, starts, moment.StartOf(to.AddDays(1)));
    }

    /// <summary>The same with whole periods: the first begins where the one with <paramref name="from"/> does, and the last ends where its own does.</summary>
    /// <exception cref="ArgumentOutOfRangeException">As <see cref="Of"/>.</exception>
    public static ReportPeriods Whole(RuleMoment moment, PeriodLength length, DateOnly from, DateOnly to) => Of(moment, length, Begin(length, from), Next(length, to).AddDays(-1));

    /// <summary>The first day of the period that a day is in.</summary>
    public static DateOnly Begin(PeriodLength length, DateOnly day) => length switch
    {
        PeriodLength.Month => new DateOnly(day.Year, day.Month, 1),
        PeriodLength.Week => day.AddDays(-(((int)day.DayOfWeek + 6) % 7)),
        _ => day,
    };

    private static DateOnly Next(PeriodLength length, DateOnly day) => length switch
    {
        PeriodLength.Month => Begin(length, day).AddMonths(1),
        PeriodLength.Week => Begin(length, day).AddDays(7),
        _ => day.AddDays(1),
    };
}
