using System.Security.Claims;
using Kartoteka.Modules.Workspace.Contracts;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Kartoteka.Modules.Reports;

/// <summary>Reports over the whole base, each with the people behind its numbers.</summary>
public static class ReportsModule
{
    private const string PeopleExample = """{"people":[],"total":318,"next":null,"asOf":120443,"isComplete":true}""";
    private const string Common = "Days are days of the company's time zone, both ends included. docs/REPORTS.md defines each number. 'format=csv' gives the table as a file.";

    extension(IServiceCollection services)
    {
        /// <summary>Adds the module's services; the host adds the spelling of its column store, a <c>ReportDialect</c>.</summary>
        public IServiceCollection AddReports() => services
            .AddSingleton<ReportDesk>().AddSingleton<RfmSettings>().AddSingleton<RfmReport>().AddSingleton<AbcReport>().AddSingleton<CohortReport>().AddSingleton<RevenueReport>();
    }

    extension(IEndpointRouteBuilder routes)
    {
        /// <summary>Maps the module under the prefix that the host gives.</summary>
        public void MapReports()
        {
            var reports = routes.MapGroup("").WithTags("Reports").RequireAuthorization(Scopes.ReportsRead);
            Map<RfmAsk, RfmCellAsk, RfmView, RfmReport>(reports, "/rfm", "Levels of recency, frequency and money, and how many people have them.", RfmReport.Example);
            Map<AbcAsk, AbcCellAsk, AbcView, AbcReport>(reports, "/abc", "What brings most of the revenue (A, B, C) and how evenly (X, Y, Z).", AbcReport.Example);
            Map<CohortAsk, CohortCellAsk, CohortsView, CohortReport>(reports, "/cohorts", "People by when they bought first, and how many came back.", CohortReport.Example);
            Map<RevenueAsk, RevenueCellAsk, RevenueView, RevenueReport>(reports, "/revenue", "Net revenue by parts that add up to all of it, beside another time.", RevenueReport.Example);

            reports.MapGet("/rfm/names", RfmSettings.ReadAsync).WithSummary("Named groups of levels.").WithExample(response: RfmSettings.Example);
            var writing = routes.MapGroup("").WithTags("Reports").RequireAuthorization(Scopes.ReportsWrite);
            writing.MapPut("/rfm/names", (RfmNamesBody body, RfmSettings slice, ClaimsPrincipal user, CancellationToken ct) => slice.ChangeAsync(body, user, ct))
                .WithSummary("Replaces the named groups; of those that hold for a person the first counts.").WithExample(RfmSettings.Example, RfmSettings.Example);
            writing.MapDelete("/rfm/names", (RfmSettings slice, ClaimsPrincipal user, CancellationToken ct) => slice.ResetAsync(user, ct))
                .WithSummary("Goes back to the published groups.").WithExample(response: RfmSettings.Example);
        }
    }

    private static void Map<TAsk, TCell, TView, TReport>(RouteGroupBuilder group, string path, string summary, string example)
        where TAsk : ReportAsk where TCell : TAsk where TView : ReportView where TReport : Report<TAsk, TCell, TView>
    {
        group.MapGet(path, ([AsParameters] TAsk ask, TReport report, HttpContext http, CancellationToken ct) => report.HandleAsync(ask, http, ct))
            .Produces<TView>().WithSummary(summary).WithDescription(Common).WithExample(response: example);
        group.MapGet($"{path}/people", ([AsParameters] TCell cell, TReport report, ClaimsPrincipal user, HttpContext http, CancellationToken ct, string? cursor = null, int? limit = null) =>
                report.PeopleAsync(cell, cursor, limit, user, http, ct))
            .RequireAuthorization(Scopes.ProfilesRead).WithSummary("The people behind a number of the report, a page at a time.")
            .WithDescription($"The report's own parameters and those that name a number in it. 'limit' is clamped to 1 to {ReportDesk.PeopleMax}; default {ReportDesk.PeopleDefault}.").WithExample(response: PeopleExample);
    }
}
