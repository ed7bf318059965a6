using Kartoteka.Domain.Events;
using Kartoteka.Modules.Sources.Contracts;
using Kartoteka.Protocol.Ingest;
using Microsoft.AspNetCore.Http;

namespace Kartoteka.Modules.Ingest;

/// <summary>What the browser SDKs fetch before they send: settings documents, scripts; and the pixel.</summary>
internal static class SdkDocuments
{
    public static IResult SegmentSettings(string key, HttpContext context, SourceDirectory sources)
    {
        IngestAnswers.AllowOrigin(context);
        if (sources.ByWriteKey(key) is not { Enabled: true }) return Results.NotFound();
        // Short, unlike Segment's day: a source that is disabled should stop loading within minutes.
        // Private, since it names the host it was asked by, which any client may write: a shared cache would hand that to everyone.
        context.Response.Headers.CacheControl = "private,max-age=300";
        return Results.Bytes(SdkAnswers.SegmentSettings(key, context.Request.Host.Value ?? ""), "application/json");
    }

    public static IResult RudderSourceConfig(HttpContext context, SourceDirectory sources)
    {
        IngestAnswers.AllowOrigin(context);
        if (IngestRequest.WriteKey(context.Request) is not { } key || sources.ByWriteKey(key) is not { } source) return Results.Unauthorized();
        if (!source.Enabled) return Results.NotFound();
        return Results.Bytes(SdkAnswers.RudderSourceConfig(source.Key, source.Name, key, "kartoteka"), "application/json");
    }

    public static IResult AnalyticsScript(string key, HttpContext context, SourceDirectory sources) =>
        sources.ByWriteKey(key) is { Enabled: true } ? Script(context, "analytics.min.js") : Results.NotFound();

    public static IResult JitsuScript(HttpContext context) => Script(context, "p.js");

    /// <summary>A part of analytics.js that it loads when a page first needs it, from beside where it takes its settings.</summary>
    public static IResult AnalyticsPart(string file, HttpContext context) => Script(context, Path.Combine("analytics-next", file));

    // Third parties' scripts, unchanged, served from here so that a shop's pages load nothing from elsewhere.
    private static IResult Script(HttpContext context, string name)
    {
        IngestAnswers.AllowOrigin(context);
        var path = Path.Combine(AppContext.BaseDirectory, "sdk", name);
        if (!File.Exists(path)) return Results.NotFound();
        context.Response.Headers.CacheControl = "public,max-age=3600";
        return Results.File(path, "text/javascript; charset=utf-8");
    }

    public static async Task PixelAsync(string call, HttpContext context, ReceivePixel pixel)
    {
        if (RouteCall.TryParseKind(call, out var kind)) await pixel.HandleAsync(context, kind);
        else context.Response.StatusCode = StatusCodes.Status404NotFound;
    }
}
