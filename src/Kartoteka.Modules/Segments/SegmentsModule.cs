using System.Security.Claims;
using Kartoteka.Modules.Profiles.Contracts;
using Kartoteka.Modules.Segments.Contracts;
using Kartoteka.Modules.Segments.Live;
using Kartoteka.Modules.Workspace.Contracts;
using Kartoteka.Storage;
using Kartoteka.Storage.Columns;
using Kartoteka.Storage.Segments;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Kartoteka.Modules.Segments;

/// <summary>Segments: who meets a rule.</summary>
public static class SegmentsModule
{
    private const string RuleWords = "The form of a rule is docs/segment-rule.schema.json, also at GET /api/segments/schema. Days are days of the company's time zone (/api/company).";

    extension(IServiceCollection services)
    {
        /// <summary>Adds the module's services; the host adds the spelling of its column store, a <c>RuleDialect</c>.</summary>
        /// <param name="runs">False where the program works for its own process alone: then nobody's membership is followed.</param>
        public IServiceCollection AddSegments(bool runs)
        {
            services.AddSingleton<LiveDefinitions>().AddSingleton<MembershipQuestions>().AddSingleton<MembershipStatements>().AddSingleton<SegmentFollower>().AddSingleton<ValueKeeper>()
            .AddSingleton<LiveFigures>().AddSingleton<SegmentHistory>().AddSingleton<ChangeList>().AddSingleton<IMetricSource, SegmentMetricSource>()
            .AddSingleton(provider => new StaticLists(
                provider.GetRequiredService<ISegmentStore>(), provider.GetRequiredService<LiveDefinitions>(), provider.GetRequiredService<SegmentFollower>(), provider.GetRequiredService<IProfileDerivations>(),
                provider.GetRequiredService<MembershipStatements>(), provider.GetRequiredService<ILedgerReader>(), provider.GetRequiredService<AuditLog>(), provider.GetRequiredService<TimeProvider>()))
            .AddSingleton<RuleChecks>().AddSingleton<SegmentQuestions>().AddSingleton<MemberAnswers>().AddSingleton<PreviewSegment>()
            .AddSingleton<ReadSegments>().AddSingleton<ChangeSegments>().AddSingleton<WhyMember>().AddSingleton<ReadSeen>()
            .AddSingleton(provider => new SegmentPeople(provider.GetRequiredService<SegmentQuestions>(), provider.GetRequiredService<ISegmentStore>(), provider.GetRequiredService<RuleChecks>(), provider.GetRequiredService<ColumnReplica>()));
            services.AddSingleton(provider => new FirstSegments(provider.GetRequiredService<LiveDefinitions>(), provider.GetRequiredService<CompanyClock>()));
            return runs ? services.AddHostedService<SegmentRunner>().AddHostedService(provider => provider.GetRequiredService<ValueKeeper>()) : services;
        }
    }

    extension(IEndpointRouteBuilder routes)
    {
        /// <summary>Maps the module under the prefix that the host gives.</summary>
        public void MapSegments()
        {
            var segments = routes.MapGroup("").WithTags("Segments").RequireAuthorization(Scopes.SegmentsRead);
            segments.MapGet("", (ReadSegments slice, CancellationToken ct) => slice.ListAsync(ct)).WithSummary("All segments, by key.").WithExample(response: $$"""{"segments":[{{ReadSegments.Example}}]}""");
            segments.MapGet("/schema", RuleSchema.Read).WithSummary("The JSON schema of a rule.");
            segments.MapGet("/seen", (ReadSeen slice, HttpContext http, CancellationToken ct) => slice.HandleAsync(http, ct)).Produces<SeenEvents>()
                .WithSummary("Events that the base holds, the most frequent first, with their properties: what a rule may name.").WithExample(response: ReadSeen.Example);
            segments.MapGet("/{key}", (string key, ReadSegments slice, CancellationToken ct) => slice.ReadAsync(key, ct)).WithSummary("A segment.").WithExample(response: ReadSegments.Example);
            segments.MapGet("/{key}/members", (string key, ReadSegments slice, ClaimsPrincipal user, HttpContext http, CancellationToken ct, string? cursor = null, int? limit = null) =>
                    slice.MembersAsync(key, cursor, limit, user, http, ct))
                .RequireAuthorization(Scopes.ProfilesRead).WithSummary("The members, a page at a time.")
                .WithDescription($"Worked out when asked, as of the position that is said. 'limit' is clamped to 1 to {ReadSegments.LimitMax}; default {ReadSegments.LimitDefault}.").WithExample(response: ReadSegments.MembersExample);
            MapHistory(segments);
            segments.MapPost("/preview", (PreviewBody body, PreviewSegment slice, ClaimsPrincipal user, HttpContext http, CancellationToken ct) => slice.HandleAsync(body, user, http, ct))
                .RequireAuthorization(Scopes.ProfilesRead).WithSummary("How many people a rule holds for, and some of them.").WithDescription(RuleWords).WithExample(PreviewSegment.RequestExample, PreviewSegment.Example);
            segments.MapPost("/why", (WhyBody body, WhyMember slice, ClaimsPrincipal user, HttpContext http, CancellationToken ct) => slice.HandleAsync(body, user, http, ct))
                .RequireAuthorization(Scopes.ProfilesRead).Produces<WhyAnswer>().WithSummary("Why a profile is in a segment or not, condition by condition.").WithDescription(RuleWords).WithExample(WhyMember.RequestExample, WhyMember.Example);

            var writing = routes.MapGroup("").WithTags("Segments").RequireAuthorization(Scopes.SegmentsWrite);
            writing.MapPost("", (NewSegmentBody body, ChangeSegments slice, ClaimsPrincipal user, CancellationToken ct) => slice.AddAsync(body, user, ct))
                .WithSummary("Makes a segment.").WithDescription(RuleWords).WithExample(ChangeSegments.RequestExample, ReadSegments.Example);
            writing.MapPut("/{key}", (string key, SegmentBody body, ChangeSegments slice, ClaimsPrincipal user, CancellationToken ct) => slice.ChangeAsync(key, body, user, ct))
                .WithSummary("Changes a segment; its key stays.").WithDescription($"{RuleWords} With 'version' it is refused when somebody else has changed the segment since.").WithExample(ChangeSegments.ChangeExample, ReadSegments.Example);
            writing.MapDelete("/{key}", (string key, ChangeSegments slice, ClaimsPrincipal user, CancellationToken ct) => slice.RemoveAsync(key, user, ct))
                .WithSummary("Removes a segment that no other refers to.");
            writing.MapPost("/{key}/list", (string key, ChangeList slice, HttpRequest request, ClaimsPrincipal user, CancellationToken ct) => slice.HandleAsync(key, request, user, ct)).RequireAuthorization(Scopes.ProfilesRead)
                .Accepts<ListBody>("application/json", "text/csv").Produces<ListAnswer>().WithSummary("Puts people on a list and takes others off it.")
                .WithDescription($"Of JSON at most {ChangeList.NamedMax} each. A file as text/csv may be of any size; its first line names in the first column the type of identifiers, or 'profile', and all of it is added.")
                .WithExample(ChangeList.RequestExample, ChangeList.Example);
            writing.MapPost("/{key}/audit", (string key, SegmentHistory slice, ClaimsPrincipal user, CancellationToken ct) => slice.AuditAsync(key, user, ct))
                .WithSummary("Works all members out anew now, compares them with those that are kept, and puts right what is wrong.").WithExample(response: SegmentHistory.AuditExample);
        }
    }

    private static void MapHistory(RouteGroupBuilder segments)
    {
        segments.MapGet("/overlap", (string? keys, SegmentHistory slice, CancellationToken ct) => slice.OverlapAsync(keys, ct))
            .WithSummary("How many members segments share, for each two of them.").WithDescription($"'keys' names 2 to {SegmentHistory.OverlapMax} segments, parted by commas.").WithExample(response: SegmentHistory.OverlapExample);
        segments.MapGet("/{key}/sizes", (string key, SegmentHistory slice, CancellationToken ct, DateTimeOffset? from = null, DateTimeOffset? to = null) => slice.SizesAsync(key, from, to, ct))
            .WithSummary("The size over time: by hour for 30 days, by day before that.").WithDescription("'from' is 30 days ago and 'to' now when left out; the last known hour before 'from' comes first.").WithExample(response: SegmentHistory.SizesExample);
        segments.MapGet("/{key}/changes", (string key, SegmentHistory slice, ClaimsPrincipal user, CancellationToken ct, string? cursor = null) => slice.ChangesAsync(key, cursor, user, ct)).RequireAuthorization(Scopes.ProfilesRead)
            .WithSummary("Who entered and who left, when and why; newest first.").WithDescription($"Kept for {SegmentFollower.HistoryDays} days; the events themselves stay in the ledger.").WithExample(response: SegmentHistory.ChangesExample);
    }
}
