using Kartoteka.Modules.Sources.Contracts;
using Kartoteka.Modules.Workspace.Contracts;
using Kartoteka.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Kartoteka.Modules.Ingest;

/// <summary>What came from a source in one step of time.</summary>
public sealed record ActivityPoint(DateTimeOffset At, long Received, long Stored, long Duplicate, long Quarantined);

/// <summary>What came from a source over time.</summary>
/// <param name="From">Where it begins.</param>
/// <param name="Step"><c>hour</c> or <c>day</c> (UTC).</param>
/// <param name="Points">In order; steps in which nothing came are left out.</param>
public sealed record ActivityView(DateTimeOffset From, string Step, IReadOnlyList<ActivityPoint> Points);

/// <summary><c>GET /api/sources/{key}/activity?days=</c>.</summary>
internal static class Activity
{
    /// <summary>Most days.</summary>
    public const int DaysMax = 366;

    /// <summary>Up to so many days each hour is a step, beyond them each day.</summary>
    public const int HourlyDaysMax = 7;

    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/api/sources/{key}/activity", HandleAsync).WithTags("Sources").RequireAuthorization(Scopes.StatsRead)
        .WithSummary("What came from a source over time: received, stored, duplicate, quarantined.")
        .WithDescription($"By hours up to {HourlyDaysMax} days, by days beyond. 'days' is clamped to 1 to {DaysMax}; default 30. A replayed quarantine entry moves to what it became, in the step in which it came.")
        .WithExample(response: """{"from":"2026-10-24T00:00:00Z","step":"day","points":[{"at":"2026-11-22T00:00:00Z","received":4,"stored":3,"duplicate":1,"quarantined":0}]}""");

    private static async Task<Results<Ok<ActivityView>, ProblemHttpResult>> HandleAsync(string key, ILedgerReader ledger, SourceDirectory sources, TimeProvider time, CancellationToken ct, int days = 30)
    {
        if (sources.ByKey(key) is not { } source) return Problems.NotFound("source", key);
        days = Math.Clamp(days, 1, DaysMax);
        var byHour = days <= HourlyDaysMax;
        var now = time.GetUtcNow().UtcDateTime;
        var from = byHour ? new DateTimeOffset(now.Date.AddHours(now.Hour + 1 - (24 * days)), TimeSpan.Zero) : new DateTimeOffset(now.Date.AddDays(1 - days), TimeSpan.Zero);
        var points = (await ledger.ReadActivityAsync(source.Id, Times.ToUs(from), ct)).Select(hour => (At: Times.FromUs(hour.HourUs), Hour: hour))
            .GroupBy(pair => byHour ? pair.At : new DateTimeOffset(pair.At.UtcDateTime.Date, TimeSpan.Zero), pair => pair.Hour)
            .Select(step => new ActivityPoint(
                step.Key, step.Sum(hour => hour.Received), step.Sum(hour => hour.Stored), step.Sum(hour => hour.Duplicate), step.Sum(hour => hour.Quarantined)));
        return TypedResults.Ok(new ActivityView(from, byHour ? "hour" : "day", [.. points]));
    }
}
