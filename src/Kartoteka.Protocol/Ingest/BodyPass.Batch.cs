using System.Buffers;
using System.Text.Json;

namespace Kartoteka.Protocol.Ingest;

internal sealed partial class BodyPass
{
    private const int DraftsAtFirst = 64;

    private EventDraft[] _drafts = [];
    private int _count;
    private ReadOnlyMemory<byte> _context;
    private ReadOnlyMemory<byte> _integrations;
    private long? _sentAtUs;
    private string? _writeKey;
    private bool _hasBatch;

    /// <summary>
    /// The body is <c>{batch:[…], context?, integrations?, sentAt?, writeKey?}</c>, or a bare array where the route takes one.
    /// </summary>
    public IngestBody ReadBatch(ref Utf8JsonReader reader)
    {
        _drafts = ArrayPool<EventDraft>.Shared.Rent(DraftsAtFirst);
        try
        {
            reader.Read();
            var refusal = reader.TokenType switch
            {
                JsonTokenType.StartObject => ReadEnvelope(ref reader),
                JsonTokenType.StartArray when _call.AllowsBareArray => ReadItems(ref reader),
                _ => NotAnObject(ref reader),
            };
            if (refusal is not null) return refusal;
            reader.Read(); // Throws when something stands behind the batch.
            if (!_hasBatch) return EventReader.Refuse(400, RefusalReasons.BatchMissing, "There is no array 'batch'.");
            if (_count == 0) return EventReader.Refuse(400, RefusalReasons.BatchEmpty, "The batch has no events.");
            if ((long)_count * (_context.Length + _integrations.Length) > IngestLimits.SharedBytesMax)
                return EventReader.Refuse(413, RefusalReasons.BatchContextTooLarge, "The batch's context, once in each event, is too large.");
            if (!_context.IsEmpty || !_integrations.IsEmpty) MergeIntoItems();
            return Finish();
        }
        finally
        {
            ArrayPool<EventDraft>.Shared.Return(_drafts, clearArray: true);
        }
    }

    private IngestBody Finish()
    {
        var items = new IngestItem[_count];
        for (var i = 0; i < items.Length; i++) items[i] = Complete(_drafts[i], _sentAtUs);
        return new IngestBody
        {
            WriteKey = _writeKey,
            SentAtUs = _sentAtUs,
            Items = items,
            InvalidIdentifiers = _resolver.InvalidIdentifiers,
        };
    }

    private IngestBody? ReadEnvelope(ref Utf8JsonReader reader)
    {
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            bool isBatch = JsonText.Is(ref reader, "batch"u8), isContext = JsonText.Is(ref reader, "context"u8);
            bool isIntegrations = JsonText.Is(ref reader, "integrations"u8), isSentAt = JsonText.Is(ref reader, "sentAt"u8);
            var isKey = JsonText.Is(ref reader, "writeKey"u8);
            reader.Read();
            if (isBatch && reader.TokenType == JsonTokenType.StartArray)
            {
                if (_hasBatch) return EventReader.Refuse(400, RefusalReasons.DuplicateKey, "There are two arrays 'batch'.");
                if (ReadItems(ref reader) is { } refusal) return refusal;
            }
            else if (isContext)
            {
                if (ReadShared(ref reader, "context", ref _context) is { } refusal) return refusal;
            }
            else if (isIntegrations)
            {
                if (ReadShared(ref reader, "integrations", ref _integrations) is { } refusal) return refusal;
            }
            else if (isSentAt) _sentAtUs = EventScanner.TryReadTime(ref reader, out var us) ? us : null;
            else if (isKey) _writeKey = EventReader.IsKey(JsonText.UncheckedScalar(ref reader), out var key) ? key : null;
            if (reader.TokenType is JsonTokenType.StartObject or JsonTokenType.StartArray) reader.Skip();
        }
        return null;
    }

    /// <summary>
    /// Reads an object that every item will take part in; a poisoned one spoils them all, so it is the body that is refused.
    /// </summary>
    private IngestBody? ReadShared(ref Utf8JsonReader reader, string name, ref ReadOnlyMemory<byte> shared)
    {
        var start = (int)reader.TokenStartIndex;
        var isObject = reader.TokenType == JsonTokenType.StartObject;
        if (!_scanner.CheckAlone(ref reader))
            return EventReader.Refuse(400, _scanner.Problem!, $"In the batch's '{name}', byte {_scanner.ProblemAt}.");
        var json = _body[start..(int)reader.BytesConsumed];
        if (!shared.IsEmpty) return EventReader.Refuse(400, RefusalReasons.DuplicateKey, $"There are two '{name}'.");
        if (isObject && json.Span[1..^1].IndexOfAnyExcept(" \t\r\n"u8) >= 0) shared = json;
        return null;
    }

    private IngestBody? ReadItems(ref Utf8JsonReader reader)
    {
        _hasBatch = true;
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            if (_count == IngestLimits.BatchEventsMax)
                return EventReader.Refuse(413, RefusalReasons.BatchTooLarge, $"More than {IngestLimits.BatchEventsMax} events.");
            if (_count == _drafts.Length) Grow();
            _drafts[_count++] = reader.TokenType == JsonTokenType.StartObject ? ReadEvent(ref reader, out _) : ReadOther(ref reader);
        }
        return null;
    }

    private EventDraft ReadOther(ref Utf8JsonReader reader)
    {
        var start = (int)reader.TokenStartIndex;
        reader.Skip();
        return Refused(_body[start..(int)reader.BytesConsumed], RefusalReasons.NotAnObject, 0);
    }

    /// <summary>Reads each item again with the batch's context, which may bring what it lacks: an identifier, say.</summary>
    private void MergeIntoItems()
    {
        _resolver.InvalidIdentifiers = 0; // They are counted again.
        foreach (ref var draft in _drafts.AsSpan(0, _count))
        {
            if (draft.Refused is { Reason: not RefusalReasons.NoIdentifier }) continue;
            var item = draft.Refused?.Raw ?? draft.Body;
            ReadOnlyMemory<byte> merged = EventRewriter.Merge(item.Span, _context.Span, _integrations.Span, patchWins: false);
            _scanner.Use(merged);
            var reader = new Utf8JsonReader(merged.Span, EventReader.Options);
            reader.Read();
            draft = ReadEvent(ref reader, out _);
        }
    }

    private void Grow()
    {
        var larger = ArrayPool<EventDraft>.Shared.Rent(_drafts.Length * 2);
        _drafts.CopyTo(larger, 0);
        ArrayPool<EventDraft>.Shared.Return(_drafts, clearArray: true);
        _drafts = larger;
    }
}
