using Kartoteka.Domain.Events;
using Kartoteka.Protocol.Ingest;
using Microsoft.AspNetCore.Http;

namespace Kartoteka.Modules.Ingest;

/// <summary>The pixel: an event in a query string, answered with a picture.</summary>
internal sealed class ReceivePixel(ReceiveEvents events)
{
    public async Task HandleAsync(HttpContext context, EventKind kind)
    {
        if ((context.Request.QueryString.Value?.Length ?? 0) > IngestLimits.PixelQueryLengthMax)
        {
            await IngestAnswers.RefuseAsync(context, Dialect.Pixel, StatusCodes.Status414UriTooLong, RefusalReasons.BodyTooLarge, "The query is too long.");
            return;
        }
        var pairs = context.Request.Query.SelectMany(pair => pair.Value, (pair, value) => KeyValuePair.Create(pair.Key, value));
        context.Request.Body = new MemoryStream(PixelQuery.ToEventJson(pairs, kind));
        context.Request.ContentLength = null;
        context.Request.Headers.ContentEncoding = default;
        await events.HandleAsync(context, new IngestRoute(RouteCall.Of(kind), kind.ToString().ToLowerInvariant(), Dialect.Pixel));
    }
}
