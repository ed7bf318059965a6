using System.Globalization;
using System.Text.Json;
using Kartoteka.Protocol.Ingest;
using Kartoteka.Storage;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace Kartoteka.Modules.Ingest;

/// <summary>Answers in the manners of each SDK; see the protocol facts of their documentation.</summary>
internal static class IngestAnswers
{
    /// <summary>Tells what the events became, for people with curl; SDKs ignore it.</summary>
    public const string OutcomeHeader = "X-Kartoteka-Outcome";

    /// <summary>When a sender may come again, in seconds since 1970: Segment's clients wait until then.</summary>
    public const string ResetHeader = "X-RateLimit-Reset";

    /// <summary>
    /// Cross-origin headers. The write key names a source and opens nothing, and browsers of any shop must be able to send: so every
    /// origin is echoed. A star is not valid with credentials, which RudderStack's client sends.
    /// </summary>
    public static void AllowOrigin(HttpContext context)
    {
        var headers = context.Response.Headers;
        var origin = context.Request.Headers.Origin;
        if (origin.Count == 0) return;
        headers.AccessControlAllowOrigin = origin;
        headers.AccessControlAllowCredentials = "true";
        // Scripts see no other headers of an answer from elsewhere, and the SDKs look at these to know when to come again.
        headers.AccessControlExposeHeaders = $"{HeaderNames.RetryAfter}, {ResetHeader}, {OutcomeHeader}";
        headers.Vary = "Origin";
    }

    /// <summary>Tells when to come again, as a wait (RFC 9110 §10.2.3) and as a time.</summary>
    public static void RetryAfter(HttpContext context, int seconds, TimeProvider time)
    {
        context.Response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
        context.Response.Headers[ResetHeader] = (time.GetUtcNow().ToUnixTimeSeconds() + seconds).ToString(CultureInfo.InvariantCulture);
    }

    public static Task PreflightAsync(HttpContext context)
    {
        AllowOrigin(context);
        var headers = context.Response.Headers;
        headers.AccessControlAllowMethods = "GET,POST,OPTIONS";
        headers.AccessControlAllowHeaders = context.Request.Headers.AccessControlRequestHeaders is { Count: > 0 } asked ? asked : "authorization,content-type";
        headers.AccessControlMaxAge = "86400";
        context.Response.StatusCode = StatusCodes.Status204NoContent;
        return Task.CompletedTask;
    }

    public static Task AcceptAsync(HttpContext context, Dialect dialect, bool isBatch, IReadOnlyList<CommitItem> items, CommitResult[] results)
    {
        var (stored, duplicate) = (results.Count(result => result.Outcome == Outcome.Stored), results.Count(result => result.Outcome == Outcome.Duplicate));
        context.Response.Headers[OutcomeHeader] = $"stored={stored}, duplicate={duplicate}, quarantined={results.Length - stored - duplicate}";
        switch (dialect)
        {
            case Dialect.Pixel:
                return WriteAsync(context, "image/gif", SdkAnswers.PixelGif);
            case Dialect.Jitsu:
                return WriteAsync(context, "application/json", isBatch ? SdkAnswers.JitsuBatch(items.Count, [.. items.Where(item => item.Refused is not null).Select(item => $"{item.Refused!.Reason}: {item.Refused.Detail}")]) : SdkAnswers.JitsuOk);
            case Dialect.Rudder when items.Count > 0 && items.All(item => item.Refused is not null):
                return RefuseAsync(context, dialect, StatusCodes.Status400BadRequest, items[0].Refused!.Reason, items[0].Refused!.Detail);
            case Dialect.Rudder:
                return WriteAsync(context, "text/plain; charset=utf-8", SdkAnswers.RudderOk);
            default:
                return WriteAsync(context, "application/json", SdkAnswers.SegmentSuccess);
        }
    }

    public static Task RefuseAsync(HttpContext context, Dialect dialect, int status, string code, string detail)
    {
        context.Response.StatusCode = status;
        if (dialect == Dialect.Pixel) return WriteAsync(context, "image/gif", SdkAnswers.PixelGif);
        var answer = JsonSerializer.SerializeToUtf8Bytes(new { success = false, ok = false, code, message = detail });
        return WriteAsync(context, "application/json", answer);
    }

    private static Task WriteAsync(HttpContext context, string contentType, ReadOnlyMemory<byte> body)
    {
        context.Response.ContentType = contentType;
        context.Response.ContentLength = body.Length;
        context.Response.Headers.CacheControl = "no-store";
        return context.Response.Body.WriteAsync(body, context.RequestAborted).AsTask();
    }
}
