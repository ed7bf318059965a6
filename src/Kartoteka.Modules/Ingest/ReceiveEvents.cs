using System.Buffers;
using Kartoteka.Modules.Ingest.Contracts;
using Kartoteka.Modules.Sources.Contracts;
using Kartoteka.Protocol.Ingest;
using Kartoteka.Storage;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace Kartoteka.Modules.Ingest;

/// <summary>How a route reads its bodies and answers.</summary>
/// <param name="Call">Single event or batch, and of which kind.</param>
/// <param name="Name">How a replay from quarantine names the route.</param>
/// <param name="Dialect">Whose manners the answer has.</param>
internal sealed record IngestRoute(RouteCall Call, string Name, Dialect Dialect);

/// <summary>The way of a request: read, decode, authorise, split and validate, commit, answer. Nothing is answered before it is durable.</summary>
internal sealed class ReceiveEvents(
    SourceDirectory sources, EventReader reader, EventIntake intake, CommitQueue queue, IngestGuard guard, IngestMetrics metrics, TimeProvider time)
{
    public async Task HandleAsync(HttpContext context, IngestRoute route)
    {
        IngestAnswers.AllowOrigin(context);
        var dialect = IngestRequest.DialectOf(context.Request, route.Dialect);
        var encoding = context.Request.Headers.ContentEncoding.ToString();
        var bytesMax = encoding.Length == 0 ? IngestLimits.BodyBytesMax : IngestLimits.CompressedBytesMax;
        if (await IngestRequest.ReadAsync(context.Request, bytesMax, context.RequestAborted) is not { } raw)
        {
            metrics.RefusedRequest();
            await IngestAnswers.RefuseAsync(context, dialect, StatusCodes.Status413PayloadTooLarge, RefusalReasons.BodyTooLarge, $"The body is longer than {bytesMax} bytes.");
            return;
        }
        try
        {
            using var body = BodyDecoder.Decode(raw.Rented.AsMemory(0, raw.Length), encoding.Length == 0 ? null : encoding);
            await HandleBodyAsync(context, route, dialect, raw.Rented.AsMemory(0, raw.Length), body);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(raw.Rented);
        }
    }

    private async Task HandleBodyAsync(HttpContext context, IngestRoute route, Dialect dialect, ReadOnlyMemory<byte> raw, DecodedBody body)
    {
        var source = IngestRequest.FindSource(context.Request, body.Bytes.Span, sources);
        if (await RefuseSenderAsync(context, dialect, source)) return;
        var receivedAtUs = time.GetUtcNow().ToUnixTimeMilliseconds() * 1000;
        var request = new RequestContext(context.Connection.RemoteIpAddress?.ToString());
        var read = body.Refusal is { } undecoded
            ? new IngestBody { Refusal = undecoded }
            : reader.Read(body.Bytes, route.Call, new SourceContext(source!.Id, source.IdNamespace), receivedAtUs, request);
        if (read.Refusal is { } refusal)
        {
            await RefuseBodyAsync(context, route, dialect, source!, body.Refusal is null ? body.Bytes : raw, refusal, receivedAtUs);
            return;
        }
        var name = route.Call.IsBatch ? "event" : route.Name;
        var (items, seen) = intake.Prepare(read.Items, source!, name, receivedAtUs);
        if (await CommitAsync(context, dialect, items, body.Bytes.Length, seen) is { } results) await IngestAnswers.AcceptAsync(context, dialect, route.Call.IsBatch, items, results);
    }

    private async Task<bool> RefuseSenderAsync(HttpContext context, Dialect dialect, Source? source)
    {
        if (source is { Enabled: true })
        {
            if (guard.TryEnter(source.Id)) return false;
            context.Response.Headers.RetryAfter = "1";
            await IngestAnswers.RefuseAsync(context, dialect, StatusCodes.Status429TooManyRequests, "rate_limited", "The source sends more requests than its limit allows.");
            return true;
        }
        metrics.RefusedRequest();
        if (source is null && !guard.TryFail(context.Connection.RemoteIpAddress))
        {
            context.Response.Headers.RetryAfter = "60";
            await IngestAnswers.RefuseAsync(context, dialect, StatusCodes.Status429TooManyRequests, "too_many_failures", "Too many requests with an unknown write key from this address.");
            return true;
        }
        var (status, code, detail) = source is null
            ? (StatusCodes.Status401Unauthorized, "write_key_unknown", "The write key is missing or unknown.")
            : (StatusCodes.Status404NotFound, "source_disabled", "The source is disabled.");
        await IngestAnswers.RefuseAsync(context, dialect, status, code, detail);
        return true;
    }

    // The body as a whole is one refused item: it is kept, counted and shown like a refused event.
    private async Task RefuseBodyAsync(
        HttpContext context, IngestRoute route, Dialect dialect, Source source, ReadOnlyMemory<byte> raw, BodyRefusal refusal, long receivedAtUs)
    {
        var draft = new QuarantineDraft(source.Id, refusal.Code, refusal.Detail, null, null, raw, route.Name, receivedAtUs);
        if (await CommitAsync(context, dialect, [new CommitItem(null, draft)], raw.Length, []) is null) return;
        await IngestAnswers.RefuseAsync(context, dialect, refusal.Status, refusal.Code, refusal.Detail);
    }

    private async Task<CommitResult[]?> CommitAsync(
        HttpContext context, Dialect dialect, IReadOnlyList<CommitItem> items, int bytes, IReadOnlyList<TraitDefinition> seen)
    {
        try
        {
            return await queue.SubmitAsync(new CommitRequest(items, bytes, new CommitExtras(seen)));
        }
        catch (Exception error) when (error is QueueFullException or LedgerUnavailableException or LedgerStoppedException)
        {
            context.Response.Headers[HeaderNames.RetryAfter] = error is LedgerStoppedException ? "30" : "1";
            var code = error switch { QueueFullException => "queue_full", LedgerStoppedException => "ledger_stopped", _ => "ledger_unavailable" };
            await IngestAnswers.RefuseAsync(context, dialect, StatusCodes.Status503ServiceUnavailable, code, error.Message);
            return null;
        }
    }
}
