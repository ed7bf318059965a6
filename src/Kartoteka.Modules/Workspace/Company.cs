using System.Security.Claims;
using Kartoteka.Modules.Workspace.Contracts;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Kartoteka.Modules.Workspace;

/// <summary><c>/api/company</c>: what holds for all legal entities.</summary>
internal static class Company
{
    public const string Example = """{"timeZone":"Europe/Moscow"}""";

    /// <param name="TimeZone">IANA name of the zone in which days begin and end.</param>
    public sealed record View(string TimeZone);

    /// <param name="TimeZone">As in <see cref="View"/>.</param>
    public sealed record Body(string? TimeZone);

    public static async Task<Ok<View>> ReadAsync(CompanyClock clock, CancellationToken ct) => TypedResults.Ok(new View((await clock.ZoneAsync(ct)).Id));

    public static async Task<Results<Ok<View>, ProblemHttpResult>> ChangeAsync(Body body, CompanyClock clock, ClaimsPrincipal user, AuditLog audit, CancellationToken ct)
    {
        if (body.TimeZone is null || !TimeZoneInfo.TryFindSystemTimeZoneById(body.TimeZone, out var zone) || !zone.HasIanaId)
            return Problems.Invalid("timeZone", "'timeZone' is a name of the IANA time zone database, such as Europe/Moscow.");
        await clock.SetZoneAsync(zone, ct);
        await audit.AppendAsync(user, "company.change", "company", zone.Id);
        return TypedResults.Ok(new View(zone.Id));
    }
}
