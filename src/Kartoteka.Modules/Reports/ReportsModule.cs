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
    private const string ListRequestExample = """{"key":"champions-march","name":"Чемпионы марта"}""";
    private const string ListExample = """{"key":"champions-march","name":"Чемпионы марта","added":324,"asOf":120443}""";
    private const string Common = "Days are days of the company's time zone, both ends included. docs/REPORTS.md defines each number. 'format=csv' gives the table as a file.";

    extension(IServiceCollection services)
    {
        /// <summary>Adds the module's services; the host adds the spelling of its column store, a <c>ReportDialect</c>.</summary>
        public IServiceCollection AddReports() => services
            .AddSingleton<ReportDesk>().AddSingleton<RfmSettings>().AddSingleton<RfmReport>().AddSingleton<AbcReport>().AddSingleton<CohortReport>().AddSingleton<RevenueReport>()
            .AddSingleton<TransitionsReport>().AddSingleton<FunnelReport>().AddSingleton<OverlapReport>().AddSingleton<GrowthReport>().AddSingleton<CampaignReport>()
            .AddSingleton<CampaignCosts>().AddSingleton<Dashboards>();
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
            Map<RfmAsk, TransitionCellAsk, TransitionsView, TransitionsReport>(reports, "/rfm/transitions", "From which named group to which people went between two days.", TransitionsReport.Example);
            Map<FunnelAsk, FunnelCellAsk, FunnelView, FunnelReport>(reports, "/funnel", "How many people go on from step to step, how long it takes them, and where they stop.", FunnelReport.Example);
            Map<OverlapAsk, OverlapCellAsk, OverlapsView, OverlapReport>(reports, "/overlap", "Customers that brands or sources share, before and after matching.", OverlapReport.Example);
            Map<GrowthAsk, GrowthCellAsk, GrowthView, GrowthReport>(reports, "/growth", "New profiles and what is known of them.", GrowthReport.Example);
            Map<CampaignAsk, CampaignCellAsk, CampaignsView, CampaignReport>(reports, "/campaigns", "Visits, orders and money by where they came from, and what it cost.", CampaignReport.Example);

            reports.MapGet("/rfm/names", (RfmSettings slice, CancellationToken ct) => slice.ReadNamesAsync(ct)).WithSummary("Named groups of levels.").WithExample(response: RfmSettings.Example);
            reports.MapGet("/costs", (CampaignCosts slice, CancellationToken ct, string? from = null, string? to = null) => slice.ListAsync(from, to, ct))
                .WithSummary("Costs of campaigns, of the last 30 days or of those named.").WithExample(response: CampaignCosts.ListExample);
            var writing = routes.MapGroup("").WithTags("Reports").RequireAuthorization(Scopes.ReportsWrite);
            writing.MapPut("/rfm/names", (RfmNamesBody body, RfmSettings slice, ClaimsPrincipal user, CancellationToken ct) => slice.ChangeAsync(body, user, ct))
                .WithSummary("Replaces the named groups; of those that hold for a person the first counts.").WithExample(RfmSettings.Example, RfmSettings.Example);
            writing.MapDelete("/rfm/names", (RfmSettings slice, ClaimsPrincipal user, CancellationToken ct) => slice.ResetAsync(user, ct))
                .WithSummary("Goes back to the published groups.").WithExample(response: RfmSettings.Example);
            writing.MapPost("/costs", (CampaignCosts slice, HttpRequest request, ClaimsPrincipal user, CancellationToken ct, string? key = null) => slice.AddAsync(key, request, user, ct))
                .WithSummary("Takes in what campaigns cost.").WithExample(response: CampaignCosts.Example)
                .WithDescription("The body is CSV with the columns day, utm_source, cost and currency, and maybe utm_medium, utm_campaign, clicks and impressions. 'key' names the import: the same one again takes the place of itself, line by line.");
            writing.MapDelete("/costs/{key}", (string key, CampaignCosts slice, ClaimsPrincipal user, CancellationToken ct) => slice.RemoveAsync(key, user, ct))
                .WithSummary("Removes an import of costs.").WithExample(response: """{"removed":310}""");
        }

        /// <summary>Maps dashboards under the prefix that the host gives.</summary>
        public void MapDashboards()
        {
            var reading = routes.MapGroup("").WithTags("Reports").RequireAuthorization(Scopes.ReportsRead);
            reading.MapGet("", (Dashboards slice, CancellationToken ct) => slice.ListAsync(ct)).WithSummary("All dashboards, the built-in one first.").WithExample(response: $$"""{"dashboards":[{{Dashboards.Example}}]}""");
            reading.MapGet("/{key}", (string key, Dashboards slice, CancellationToken ct) => slice.ReadAsync(key, ct)).WithSummary("A dashboard.").WithExample(response: Dashboards.Example);
            var writing = routes.MapGroup("").WithTags("Reports").RequireAuthorization(Scopes.ReportsWrite);
            writing.MapPost("", (NewDashboardBody body, Dashboards slice, ClaimsPrincipal user, CancellationToken ct) => slice.AddAsync(body, user, ct))
                .WithSummary("Makes a dashboard.").WithExample(Dashboards.RequestExample, Dashboards.Example);
            writing.MapPut("/{key}", (string key, DashboardBody body, Dashboards slice, ClaimsPrincipal user, CancellationToken ct) => slice.ChangeAsync(key, body, user, ct))
                .WithSummary("Changes a dashboard; its key stays.").WithDescription("With 'version' it is refused when somebody else has changed the dashboard since.").WithExample(Dashboards.ChangeExample, Dashboards.Example);
            writing.MapDelete("/{key}", (string key, Dashboards slice, ClaimsPrincipal user, CancellationToken ct) => slice.RemoveAsync(key, user, ct)).WithSummary("Removes a dashboard.");
        }
    }

    private static void Map<TAsk, TCell, TView, TReport>(RouteGroupBuilder group, string path, string summary, string example)
        where TAsk : ReportAsk where TCell : TAsk where TView : ReportView where TReport : Report<TAsk, TCell, TView>
    {
        // As values: the analyzer of route handlers falls over a parameter object whose type is a parameter itself.
        Delegate table = ([AsParameters] TAsk ask, TReport report, HttpContext http, CancellationToken ct) => report.HandleAsync(ask, http, ct);
        Delegate people = ([AsParameters] TCell cell, TReport report, ClaimsPrincipal user, HttpContext http, CancellationToken ct, string? cursor = null, int? limit = null) =>
            report.PeopleAsync(cell, cursor, limit, user, http, ct);
        Delegate list = ([AsParameters] TCell cell, PeopleListBody body, TReport report, ClaimsPrincipal user, HttpContext http, CancellationToken ct) => report.SaveAsync(cell, body, user, http, ct);
        group.MapGet(path, table).Produces<TView>().WithSummary(summary).WithDescription(Common).WithExample(response: example);
        group.MapGet($"{path}/people", people)
            .RequireAuthorization(Scopes.ProfilesRead).WithSummary("The people behind a number of the report, a page at a time.")
            .WithDescription($"The report's own parameters and those that name a number in it. 'limit' is clamped to 1 to {ReportDesk.PeopleMax}; default {ReportDesk.PeopleDefault}.").WithExample(response: PeopleExample);
        group.MapPost($"{path}/list", list).Produces<PeopleListView>(StatusCodes.Status201Created).RequireAuthorization(Scopes.ProfilesRead).RequireAuthorization(Scopes.SegmentsWrite)
            .WithSummary("Saves the people behind a number as a static list.").WithDescription("The query is that of the list of people; the people are those of this moment.").WithExample(ListRequestExample, ListExample);
    }
}
