using System.Text.Json;
using Kartoteka.Domain.Events;

namespace Kartoteka.Protocol.Ingest;

/// <summary>One pass over one body.</summary>
internal sealed partial class BodyPass : IDisposable
{
    private readonly ReadOnlyMemory<byte> _body;
    private readonly RouteCall _call;
    private readonly SourceContext _source;
    private readonly long _receivedAtUs;
    private readonly RequestContext _request;
    private readonly EventScanner _scanner = EventScanner.Take();
    private readonly EventResolver _resolver;

    public BodyPass(
        ReadOnlyMemory<byte> body, RouteCall call, SourceContext source, long receivedAtUs, RequestContext request, Func<Guid> newId)
    {
        (_body, _call, _source, _receivedAtUs, _request) = (body, call, source, receivedAtUs, request);
        _resolver = new EventResolver(source, newId);
        _scanner.Use(body);
    }

    public void Dispose() => _scanner.GiveBack();

    /// <summary>The body is one event.</summary>
    public IngestBody ReadSingle(ref Utf8JsonReader reader)
    {
        reader.Read();
        if (reader.TokenType != JsonTokenType.StartObject) return NotAnObject(ref reader);
        var draft = ReadEvent(ref reader, out var fields);
        reader.Read(); // Throws when something stands behind the event.
        EventReader.IsKey(fields?.WriteKey, out var key);
        return new IngestBody
        {
            WriteKey = key.Length > 0 ? key : null,
            SentAtUs = draft.SentAtUs,
            Items = [Complete(draft, null)],
            InvalidIdentifiers = _resolver.InvalidIdentifiers,
        };
    }

    private static IngestBody NotAnObject(ref Utf8JsonReader reader)
    {
        while (reader.Read()) { } // What is not JSON at all is told so.
        return EventReader.Refuse(400, RefusalReasons.NotAnObject, "The body is not a JSON object.");
    }

    private EventDraft ReadEvent(ref Utf8JsonReader reader, out EventFields? fields)
    {
        var start = (int)reader.TokenStartIndex;
        fields = _scanner.Scan(ref reader);
        var raw = _scanner.Raw;
        if (fields is null) return Refused(raw, _scanner.Problem!, _scanner.ProblemAt - start);
        if (_resolver.Resolve(fields, _call.Kind, out var draft) is { } reason) return Refused(raw, reason, 0);
        if (_request.Ip is { } ip && (_call.OverwritesIp || (fields.IsDirect && !fields.HasIp))) draft.Body = WithIp(raw, ip);
        return draft;
    }

    private static byte[] WithIp(ReadOnlyMemory<byte> raw, string ip)
    {
        var patch = System.Text.Encoding.UTF8.GetBytes($$"""{"ip":"{{JsonEncodedText.Encode(ip)}}"}""");
        return EventRewriter.Merge(raw.Span, patch, default, patchWins: true);
    }

    private EventDraft Refused(ReadOnlyMemory<byte> raw, string reason, long at)
    {
        var (messageId, type) = PeekNames(raw.Span);
        var kind = _call.Kind?.ToString().ToLowerInvariant() ?? type;
        var detail = $"{JsonPath.At(raw.Span, at)}, byte {at}: {reason}";
        return new EventDraft { Refused = new RefusedEvent(reason, detail, raw, messageId, kind) };
    }

    /// <summary>Message id and type of an event that may be poisoned anywhere.</summary>
    private static (string? MessageId, string? Type) PeekNames(ReadOnlySpan<byte> json)
    {
        string? messageId = null, type = null;
        var reader = new Utf8JsonReader(json, EventReader.Options);
        if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject) return default;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            bool isId = JsonText.Is(ref reader, "messageId"u8), isType = JsonText.Is(ref reader, "type"u8);
            reader.Read();
            if (isId) messageId ??= Shortened(JsonText.UncheckedScalar(ref reader), IngestLimits.MessageIdLengthMax);
            else if (isType) type ??= Shortened(JsonText.UncheckedScalar(ref reader), 100);
            reader.Skip();
        }
        return (messageId, type);
    }

    private static string? Shortened(string? text, int length)
    {
        if (text is null || text.Length <= length) return text;
        return text[..(char.IsHighSurrogate(text[length - 1]) ? length - 1 : length)];
    }

    private IngestItem Complete(in EventDraft draft, long? bodySentAtUs)
    {
        if (draft.Refused is not null) return new IngestItem(null, draft.Refused);
        var sentAtUs = draft.SentAtUs ?? bodySentAtUs;
        var occurredAtUs = EventClock.OccurredAt(draft.OriginalAtUs, sentAtUs, _receivedAtUs);
        if (!EventClock.IsPlausible(occurredAtUs, _receivedAtUs))
            return new IngestItem(null, Refused(draft.Body, RefusalReasons.TimestampOutOfRange, 0).Refused);
        return new IngestItem(new IncomingEvent
        {
            Kind = draft.Kind,
            SourceId = _source.SourceId,
            MessageId = draft.MessageId,
            Name = draft.Name,
            UserId = draft.UserId,
            AnonymousId = draft.AnonymousId,
            Identifiers = draft.Identifiers,
            AliasOf = draft.AliasOf,
            Traits = draft.Traits,
            Account = draft.Account,
            OccurredAtUs = occurredAtUs,
            ReceivedAtUs = _receivedAtUs,
            SentAtUs = sentAtUs,
            OriginalAtUs = draft.OriginalAtUs,
            Body = draft.Body,
        }, null);
    }
}
