using Kartoteka.Domain.Events;
using Kartoteka.Modules.Ingest.Contracts;
using Kartoteka.Modules.Workspace.Contracts;
using Kartoteka.Protocol.Ingest;
using Kartoteka.Storage.Followers;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Kartoteka.Modules.Ingest;

/// <summary>Takes events in: the routes of the SDKs, quarantine, counters, the live debugger.</summary>
public static class IngestModule
{
    private static readonly string[] SegmentCalls = ["identify", "track", "page", "screen", "group", "alias", "merge", "i", "t", "p", "s", "g", "a"];

    extension(IServiceCollection services)
    {
        /// <summary>Adds the module's services.</summary>
        public IServiceCollection AddIngest()
        {
            services.AddOptions<IngestOptions>().BindConfiguration("Ingest").ValidateDataAnnotations().ValidateOnStart();
            return services
                .AddSingleton(new EventReader(() => Guid.CreateVersion7()))
                .AddSingleton<CurrentRules>().AddSingleton<IngestMetrics>().AddSingleton<EventIntake>().AddSingleton<IngestGuard>().AddSingleton(new BodyBudget())
                .AddSingleton<CommitQueue>().AddHostedService(provider => provider.GetRequiredService<CommitQueue>())
                .AddSingleton<ReceiveEvents>().AddSingleton<ReceivePixel>().AddSingleton<QuarantineReplay>()
                .AddSingleton<FollowerRegistry>().AddSingleton<LiveFeed>().AddHostedService(provider => provider.GetRequiredService<LiveFeed>())
                .AddSingleton<IMetricSource, IngestMetricSource>();
        }
    }

    extension(IEndpointRouteBuilder routes)
    {
        /// <summary>Maps the SDKs' routes at the root; they take a write key, not a token.</summary>
        public void MapIngest()
        {
            var ingest = routes.MapGroup("").WithTags("Ingest").AllowAnonymous().WithMetadata(new RequestSizeLimitAttribute(IngestLimits.BodyBytesMax + 1)).DisableAntiforgery();
            foreach (var call in SegmentCalls)
            {
                var kind = KindOf(call);
                Post(ingest, $"/v1/{call}", new IngestRoute(RouteCall.Of(kind), kind.ToString().ToLowerInvariant(), Dialect.Segment));
            }
            foreach (var path in new[] { "/v1/batch", "/v1/import", "/v1/b", "/beacon/v1/batch" }) Post(ingest, path, new IngestRoute(RouteCall.Batch, "batch", Dialect.Segment));
            Post(ingest, "/v1/webhook", new IngestRoute(RouteCall.Event, "event", Dialect.Rudder));
            MapJitsu(ingest);
            MapDocuments(ingest);
        }

        /// <summary>Maps quarantine, counters and the live debugger under <c>/api</c>.</summary>
        public void MapIngestManagement()
        {
            Quarantine.Map(routes);
            Stats.Map(routes);
            Activity.Map(routes);
            Live.Map(routes);
        }
    }

    private static EventKind KindOf(string call) => RouteCall.TryParseKind(call, out var kind) ? kind : throw new ArgumentException($"'{call}' is no call.", nameof(call));

    private static void MapJitsu(RouteGroupBuilder ingest)
    {
        foreach (var (prefix, fromBrowser) in new[] { ("/api/s", true), ("/api/s/s2s", false) })
        {
            Post(ingest, $"{prefix}/batch", new IngestRoute(RouteCall.JitsuBatch(fromBrowser), "batch", Dialect.Jitsu));
            foreach (var call in new[] { "identify", "track", "page", "screen", "group", "alias" })
            {
                var kind = KindOf(call);
                Post(ingest, $"{prefix}/{call}", new IngestRoute(RouteCall.JitsuSingle(kind, fromBrowser), call, Dialect.Jitsu));
            }
            Post(ingest, $"{prefix}/event", new IngestRoute(RouteCall.JitsuSingle(null, fromBrowser), "event", Dialect.Jitsu));
        }
    }

    private static void MapDocuments(RouteGroupBuilder ingest)
    {
        Get(ingest, "/v1/projects/{key}/settings", SdkDocuments.SegmentSettings);
        Get(ingest, "/analytics.js/v1/{key}/analytics.min.js", SdkDocuments.AnalyticsScript);
        Get(ingest, "/analytics-next/bundles/{file:regex(^[A-Za-z0-9-]+[.]bundle[.][0-9a-f]+[.]js$)}", SdkDocuments.AnalyticsPart);
        Get(ingest, "/p.js", SdkDocuments.JitsuScript);
        Get(ingest, "/sourceConfig/", SdkDocuments.RudderSourceConfig);
        Get(ingest, "/pixel/v1/{call:regex(^(track|page)$)}", SdkDocuments.PixelAsync);
        // analytics-next's own metrics: taken so that it does not retry, and not kept.
        ingest.MapPost("/v1/m", (HttpContext context) =>
        {
            IngestAnswers.AllowOrigin(context);
            return Results.Bytes(SdkAnswers.SegmentSuccess, "application/json");
        }).ExcludeFromDescription();
        Preflight(ingest, "/v1/m");
    }

    private static void Post(RouteGroupBuilder ingest, string path, IngestRoute route)
    {
        ingest.MapPost(path, (HttpContext context, ReceiveEvents receive) => receive.HandleAsync(context, route))
            // Without Accepts: it would make routing refuse the types that browsers and SDKs send (text/plain, a form's).
            .Produces(StatusCodes.Status200OK, contentType: "application/json")
            .ProducesProblem(StatusCodes.Status400BadRequest).ProducesProblem(StatusCodes.Status401Unauthorized).ProducesProblem(StatusCodes.Status413PayloadTooLarge)
            .ProducesProblem(StatusCodes.Status429TooManyRequests).ProducesProblem(StatusCodes.Status503ServiceUnavailable)
            .WithSummary($"Takes {(route.Call.IsBatch ? "a batch of events" : $"one {route.Name} event")}; see the documentation of the SDK in use.")
            .WithExample(
                route.Call.IsBatch
                    ? """{"batch":[{"type":"track","messageId":"m-1","userId":"42","event":"Order Completed","timestamp":"2026-11-22T09:00:00Z","properties":{"order_id":"536365","total":139.12}}],"sentAt":"2026-11-22T09:00:01Z"}"""
                    : """{"messageId":"m-1","userId":"42","anonymousId":"9f3c","timestamp":"2026-11-22T09:00:00Z","traits":{"email":"anna@shop.ru"}}""",
                route.Dialect == Dialect.Jitsu ? """{"ok":true}""" : """{"success":true}""");
        Preflight(ingest, path);
    }

    private static void Get(RouteGroupBuilder ingest, string path, Delegate handler)
    {
        ingest.MapGet(path, handler).ExcludeFromDescription();
        Preflight(ingest, path);
    }

    private static void Preflight(RouteGroupBuilder ingest, string path) =>
        ingest.MapMethods(path, [HttpMethods.Options], (RequestDelegate)IngestAnswers.PreflightAsync).ExcludeFromDescription();
}
