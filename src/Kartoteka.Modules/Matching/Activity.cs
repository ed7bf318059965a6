using Kartoteka.Modules.Workspace.Contracts;
using Kartoteka.Storage;
using Kartoteka.Storage.Matching;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Kartoteka.Modules.Matching;

/// <summary>What people decided in an hour.</summary>
/// <param name="At">Its beginning.</param>
/// <param name="Same">Decided in it, as for the others; what was taken back counts still.</param>
/// <param name="Different">Declared different.</param>
/// <param name="Later">Put off.</param>
/// <param name="Undone">Decisions that were taken back in it.</param>
public sealed record ActivityHour(DateTimeOffset At, int Same, int Different, int Later, int Undone);

/// <summary>What a person decided.</summary>
/// <param name="Id">Who.</param>
/// <param name="Who">The name.</param>
/// <param name="Decisions">How many.</param>
/// <param name="PerHour">A working hour: the time from one decision to the next counts where it is under ten minutes.</param>
/// <param name="MedianSeconds">Time told for a pair; null when none was.</param>
public sealed record ActivityPerson(string Id, string Who, int Decisions, double PerHour, double? MedianSeconds);

/// <summary>What people decided.</summary>
public sealed record MatchActivity(IReadOnlyList<ActivityHour> Hours, IReadOnlyList<ActivityPerson> People);

/// <summary><c>GET /api/matching/activity</c>.</summary>
internal static class Activity
{
    private const long HourUs = 3_600_000_000;
    private const long DayUs = 24 * HourUs;

    /// <summary>A longer time between two decisions is no work on pairs.</summary>
    private const long PauseUs = 600_000_000;

    public static async Task<Results<Ok<MatchActivity>, ProblemHttpResult>> HandleAsync(ILedger ledger, TimeProvider time, CancellationToken ct, int days = 1)
    {
        if (days is not (1 or 7 or 30)) return Problems.Invalid("days", "It is 1, 7 or 30.");
        return TypedResults.Ok(Of(await ledger.ReadMatchActsAsync(time.NowUs() - (days * DayUs), ct)));
    }

    /// <summary>Figures of work.</summary>
    public static MatchActivity Of(IReadOnlyList<MatchAct> acts)
    {
        var hours = new SortedDictionary<long, ActivityHour>();
        ActivityHour Hour(long us) => hours.TryGetValue(us - (us % HourUs), out var hour) ? hour : new ActivityHour(Times.FromUs(us - (us % HourUs)), 0, 0, 0, 0);
        foreach (var act in acts)
        {
            var hour = Hour(act.AtUs);
            hours[act.AtUs - (act.AtUs % HourUs)] = act.Verdict switch
            {
                MatchVerdict.Same => hour with { Same = hour.Same + 1 },
                MatchVerdict.Different => hour with { Different = hour.Different + 1 },
                _ => hour with { Later = hour.Later + 1 },
            };
            if (act.UndoneAtUs is not { } undone) continue;
            hour = Hour(undone);
            hours[undone - (undone % HourUs)] = hour with { Undone = hour.Undone + 1 };
        }
        return new MatchActivity([.. hours.Values], [.. acts.GroupBy(act => act.Who.Id).Select(Person).OrderByDescending(person => person.Decisions)]);
    }

    private static ActivityPerson Person(IGrouping<string, MatchAct> acts)
    {
        var times = acts.Select(act => act.AtUs).Order().ToArray();
        var told = acts.Select(act => act.Seconds).OfType<double>().Order().ToArray();
        double? median = told.Length == 0 ? null : told[told.Length / 2];
        // The first of a run took as long as they usually do.
        var usual = median ?? 0;
        var workedUs = 0.0;
        for (var i = 0; i < times.Length; i++)
        {
            var gap = i == 0 ? long.MaxValue : times[i] - times[i - 1];
            workedUs += gap < PauseUs ? gap : usual * 1_000_000;
        }
        return new ActivityPerson(acts.Key, acts.Last().Who.Name, times.Length, workedUs <= 0 ? 0 : Math.Round(times.Length * HourUs / workedUs, 1), median);
    }
}
