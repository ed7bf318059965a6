using System.Security.Claims;
using Kartoteka.Modules.Profiles.Contracts;
using Kartoteka.Modules.Workspace.Contracts;
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
        public IServiceCollection AddSegments() => services
            .AddSingleton<RuleChecks>().AddSingleton<SegmentQuestions>().AddSingleton<MemberAnswers>().AddSingleton<PreviewSegment>()
            .AddSingleton<ReadSegments>().AddSingleton<ChangeSegments>().AddSingleton<WhyMember>().AddSingleton<ReadSeen>();
    }

    extension(IEndpointRouteBuilder routes)
    {
        /// <summary>Maps the module under the prefix that the host gives.</summary>
        public void MapSegments()
        {
            var segments = routes.MapGroup("").WithTags("Segments").RequireAuthorization(Scopes.SegmentsRead);
            segments.MapGet("", ReadSegments.ListAsync).WithSummary("All segments, by key.").WithExample(response: $$"""{"segments":[{{ReadSegments.Example}}]}""");
            segments.MapGet("/schema", RuleSchema.Read).WithSummary("The JSON schema of a rule.");
            segments.MapGet("/seen", (ReadSeen slice, HttpContext http, CancellationToken ct) => slice.HandleAsync(http, ct)).Produces<SeenEvents>()
                .WithSummary("Events that the base holds, the most frequent first, with their properties: what a rule may name.").WithExample(response: ReadSeen.Example);
            segments.MapGet("/{key}", ReadSegments.ReadAsync).WithSummary("A segment.").WithExample(response: ReadSegments.Example);
            segments.MapGet("/{key}/members", (string key, ReadSegments slice, ClaimsPrincipal user, HttpContext http, CancellationToken ct, string? cursor = null, int? limit = null) =>
                    slice.MembersAsync(key, cursor, limit, user, http, ct))
                .RequireAuthorization(Scopes.ProfilesRead).WithSummary("The members, a page at a time.")
                .WithDescription($"Worked out when asked, as of the position that is said. 'limit' is clamped to 1 to {ReadSegments.LimitMax}; default {ReadSegments.LimitDefault}.").WithExample(response: ReadSegments.MembersExample);
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
        }
    }
}
