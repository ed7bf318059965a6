using Kartoteka.Modules.Ingest.Contracts;
using Kartoteka.Modules.Sources.Contracts;
using Kartoteka.Protocol.Ingest;
using Kartoteka.Storage;
using Microsoft.AspNetCore.Http;

namespace Kartoteka.Modules.Ingest;

/// <summary>How a route reads its bodies and answers.</summary>
/// <param name="Call">Single event or batch, and of which kind.</param>
/// <param name="Name">How a replay from quarantine names the route.</param>
/// <param name="Dialect">Whose manners the answer has.</param>
internal sealed record IngestRoute(RouteCall Call, string Name, Dialect Dialect);

/// <summary>The way of a request: read, decode, authorise, split and validate, commit, answer. Nothing is answered before it is durable.</summary>
internal sealed class ReceiveEvents(
    SourceDirectory sources, EventReader reader, EventIntake intake, CommitQueue queue, IngestGuard guard, BodyBudget budget, IngestMetrics metrics, TimeProvider time)
{
    public async Task HandleAsync(HttpContext context, IngestRoute route)
    {
        IngestAnswers.AllowOrigin(context);
        var dialect = IngestRequest.DialectOf(context.Request, route.Dialect);
        // Before the body: whoever shows a key that nobody has is not worth a byte of memory.
        var source = default(Source);
        if (IngestRequest.WriteKey(context.Request) is { } key)
        {
            source = IngestRequest.FindSource(context.Request, key, sources);
            if (await RefuseSenderAsync(context, dialect, source)) return;
        }
        using var raw = new ReceivedBody(budget, isKnown: source is not null);
        var encoding = context.Request.Headers.ContentEncoding.ToString();
        var bytesMax = encoding.Length == 0 ? IngestLimits.BodyBytesMax : IngestLimits.CompressedBytesMax;
        switch (await raw.ReadAsync(context.Request, bytesMax, context.RequestAborted))
        {
            case BodyRead.TooLong:
                metrics.RefusedRequest();
                await IngestAnswers.RefuseAsync(context, dialect, StatusCodes.Status413PayloadTooLarge, RefusalReasons.BodyTooLarge, $"The body is longer than {bytesMax} bytes.");
                return;
            case BodyRead.OutOfBudget:
                await RefuseForMemoryAsync(context, dialect);
                return;
        }
        using var body = BodyDecoder.Decode(raw.Bytes, encoding.Length == 0 ? null : encoding);
        // A body in no encoding is the received memory itself and is counted already.
        if (body.Bytes.Length > 0 && !body.Bytes.Equals(raw.Bytes) && !raw.TryTake(body.Bytes.Length)) await RefuseForMemoryAsync(context, dialect);
        else await HandleBodyAsync(context, route, dialect, source, raw.Bytes, body);
    }

    private async Task HandleBodyAsync(HttpContext context, IngestRoute route, Dialect dialect, Source? source, ReadOnlyMemory<byte> raw, DecodedBody body)
    {
        if (source is null)
        {
            source = IngestRequest.FindSource(body.Bytes.Span, sources);
            if (await RefuseSenderAsync(context, dialect, source)) return;
        }
        var receivedAtUs = time.NowUs();
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
        if (await CommitAsync(context, dialect, items, body.Bytes.Length, seen) is not { } results) return;
        // What even quarantine could not take must not look delivered; sent again, the rest is found to be there already.
        if (results.Any(result => result.Outcome == Outcome.NotKept)) await IngestAnswers.RefuseAsync(context, dialect, StatusCodes.Status503ServiceUnavailable, "not_kept", "Part of the request could not be kept.");
        else await IngestAnswers.AcceptAsync(context, dialect, route.Call.IsBatch, items, results);
    }

    private async Task<bool> RefuseSenderAsync(HttpContext context, Dialect dialect, Source? source)
    {
        if (source is { Enabled: true })
        {
            if (guard.TryEnter(source.Id)) return false;
            IngestAnswers.RetryAfter(context, seconds: 1, time);
            await IngestAnswers.RefuseAsync(context, dialect, StatusCodes.Status429TooManyRequests, "rate_limited", "The source sends more requests than its limit allows.");
            return true;
        }
        metrics.RefusedRequest();
        // A disabled source counts too: its senders come again and again, and nothing of theirs is kept.
        if (!guard.TryFail(context.Connection.RemoteIpAddress))
        {
            IngestAnswers.RetryAfter(context, seconds: 60, time);
            await IngestAnswers.RefuseAsync(context, dialect, StatusCodes.Status429TooManyRequests, "too_many_failures", "Too many requests with an unknown write key or for a disabled source from this address.");
            return true;
        }
        var (status, code, detail) = source is null
            ? (StatusCodes.Status401Unauthorized, "write_key_unknown", "The write key is missing or unknown.")
            : (StatusCodes.Status404NotFound, "source_disabled", "The source is disabled.");
        await IngestAnswers.RefuseAsync(context, dialect, status, code, detail);
        return true;
    }

    private Task RefuseForMemoryAsync(HttpContext context, Dialect dialect)
    {
        metrics.RefusedRequest();
        IngestAnswers.RetryAfter(context, seconds: 1, time);
        return IngestAnswers.RefuseAsync(context, dialect, StatusCodes.Status503ServiceUnavailable, "bodies_in_flight", "The bodies in flight hold all the memory they may. Try again.");
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
            IngestAnswers.RetryAfter(context, error is LedgerStoppedException ? 30 : 1, time);
            var code = error switch { QueueFullException => "queue_full", LedgerStoppedException => "ledger_stopped", _ => "ledger_unavailable" };
            await IngestAnswers.RefuseAsync(context, dialect, StatusCodes.Status503ServiceUnavailable, code, error.Message);
            return null;
        }
    }
}
