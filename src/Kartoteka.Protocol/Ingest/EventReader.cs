using System.Text.Json;
using Kartoteka.Domain.Events;

namespace Kartoteka.Protocol.Ingest;

/// <summary>
/// Reads the events of a request body, in one pass and mostly without copying: bodies and traits are slices of the input.
/// </summary>
/// <param name="newId">
/// Makes UUIDs of version 7. An event without <c>messageId</c> gets <c>auto-</c> and such an id, which makes it storable but not
/// idempotent: sent twice, it is two events. Idempotency needs the sender's message id.
/// </param>
/// <remarks>Safe for concurrent use when <paramref name="newId"/> is. O(bytes); the limits are in <see cref="IngestLimits"/>.</remarks>
public sealed class EventReader(Func<Guid> newId)
{
    internal static readonly JsonReaderOptions Options = new() { MaxDepth = IngestLimits.BodyDepthMax };

    /// <summary>Reads a body. A bad event is refused alone; only a body that cannot be taken apart is refused as a whole.</summary>
    /// <param name="body">The decoded body: JSON in UTF-8, with or without a byte order mark, whatever its Content-Type.</param>
    /// <param name="call">What the route says.</param>
    /// <param name="source">The source that the write key names.</param>
    /// <param name="receivedAtUs">Our clock at receipt, in microseconds since 1970-01-01 UTC.</param>
    /// <param name="request">What the connection says.</param>
    /// <returns>The events and refusals in order. Never throws on bad input. Its memory is <paramref name="body"/>'s.</returns>
    public IngestBody Read(ReadOnlyMemory<byte> body, RouteCall call, SourceContext source, long receivedAtUs, RequestContext request)
    {
        if (body.Span.StartsWith("\uFEFF"u8)) body = body[3..]; // RFC 8259 §8.1 lets a parser ignore it.
        if (body.Length > IngestLimits.BodyBytesMax)
            return Refuse(413, RefusalReasons.BodyTooLarge, $"More than {IngestLimits.BodyBytesMax} bytes.");
        if (body.Span.IndexOfAnyExcept(" \t\r\n"u8) < 0) return Refuse(400, RefusalReasons.BodyEmpty, "The body is empty.");

        using var pass = new BodyPass(body, call, source, receivedAtUs, request, newId);
        var reader = new Utf8JsonReader(body.Span, Options);
        try
        {
            return call.IsBatch ? pass.ReadBatch(ref reader) : pass.ReadSingle(ref reader);
        }
        catch (JsonException problem) // The reader has no other way to say that the text is not JSON.
        {
            return reader.CurrentDepth >= IngestLimits.BodyDepthMax - 1 // It stands at the last level that it entered.
                ? Refuse(400, RefusalReasons.BodyTooDeep, $"Deeper than {IngestLimits.BodyDepthMax} levels.")
                : Refuse(400, RefusalReasons.JsonMalformed, $"Not JSON: line {problem.LineNumber + 1}, byte {problem.BytePositionInLine}.");
        }
    }

    /// <summary>
    /// Looks for the top-level <c>writeKey</c> of a body when no header has a key. Costs a search; a full pass only if found.
    /// </summary>
    /// <param name="body">The decoded body.</param>
    /// <param name="writeKey">The key; empty when there is none. Jitsu's masked key (<c>id:***</c>) is none.</param>
    /// <returns>False when there is none or the body is no JSON object up to the key. Never throws on bad input.</returns>
    public static bool TryReadWriteKey(ReadOnlySpan<byte> body, out string writeKey)
    {
        writeKey = "";
        if (body.StartsWith("\uFEFF"u8)) body = body[3..];
        if (body.IndexOf("\"writeKey\""u8) < 0) return false;
        var reader = new Utf8JsonReader(body, Options);
        try
        {
            if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject) return false;
            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                var isKey = JsonText.Is(ref reader, "writeKey"u8);
                reader.Read();
                if (isKey) return IsKey(JsonText.UncheckedScalar(ref reader), out writeKey);
                reader.Skip();
            }
        }
        catch (JsonException)
        {
            return false; // Reading the body will say what is wrong with it.
        }
        return false;
    }

    internal static bool IsKey(string? sent, out string writeKey)
    {
        var good = sent is not null && !sent.EndsWith("***", StringComparison.Ordinal);
        writeKey = good ? sent! : "";
        return good;
    }

    internal static IngestBody Refuse(int status, string code, string detail) => new() { Refusal = new BodyRefusal(status, code, detail) };
}
