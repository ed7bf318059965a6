using System.Text;
using System.Text.Json;
using Kartoteka.Domain.Events;
using Kartoteka.Domain.Identity;

namespace Kartoteka.Protocol.Ingest;

internal sealed partial class EventScanner
{
    private readonly EventFields _fields = new();
    private readonly string?[] _cache = new string?[64];

    /// <summary>The bytes of the last object scanned, refused or not.</summary>
    public ReadOnlyMemory<byte> Raw => _fields.Raw;

    /// <summary>Reads the object at whose <c>{</c> the reader stands, and moves to its <c>}</c>.</summary>
    /// <returns>The fields, to be used before the next call, or null with <see cref="Problem"/> set.</returns>
    public EventFields? Scan(ref Utf8JsonReader reader)
    {
        Begin(ref reader);
        _fields.Clear();
        var start = reader.TokenStartIndex;
        var good = CheckToken(ref reader) && ReadEvent(ref reader);
        if (!good) SkipToEnd(ref reader);
        _fields.Raw = Slice(start, ref reader);
        if (good && _fields.Raw.Length > IngestLimits.EventBytesMax)
        {
            _problem = RefusalReasons.EventTooLarge;
            _problemAt = start;
        }
        return _problem is null ? _fields : null;
    }

    private bool ReadEvent(ref Utf8JsonReader reader)
    {
        while (Next(ref reader))
        {
            if (reader.TokenType == JsonTokenType.EndObject) return true;
            var field = FieldOf(ref reader);
            if (!Next(ref reader) || !ReadField(ref reader, field)) return false;
        }
        return false;
    }

    private bool ReadField(ref Utf8JsonReader reader, EventField field)
    {
        switch (field)
        {
            case EventField.Context: return ReadContext(ref reader);
            case EventField.Traits: return ReadTraits(ref reader, _fields.Traits, ofTraits: true);
            case EventField.MergeProperties: return ReadPairs(ref reader, _fields.MergePairs);
            case EventField.Properties: return ReadProperties(ref reader);
            case EventField.Timestamp: return ReadTime(ref reader, ref _fields.TimestampUs, mustParse: true);
            case EventField.OriginalTimestamp: return ReadTime(ref reader, ref _fields.OriginalAtUs, mustParse: true);
            case EventField.SentAt: return ReadTime(ref reader, ref _fields.SentAtUs, mustParse: false);
            case EventField.Type: _fields.Type = TypeText(ref reader); break;
            case EventField.UserId: _fields.UserId = JsonText.Scalar(ref reader); break;
            case EventField.AnonymousId: _fields.AnonymousId = JsonText.Scalar(ref reader); break;
            case EventField.GroupId: _fields.GroupId = JsonText.Scalar(ref reader); break;
            case EventField.PreviousId: _fields.PreviousId = JsonText.Scalar(ref reader); break;
            case EventField.MessageId: _fields.MessageId = JsonText.Scalar(ref reader); break;
            case EventField.Event: _fields.Event = CachedScalar(ref reader); break;
            case EventField.Name: _fields.Name = CachedScalar(ref reader); break;
            case EventField.WriteKey: _fields.WriteKey = JsonText.Scalar(ref reader); break;
        }
        return SkipValue(ref reader);
    }

    private bool ReadContext(ref Utf8JsonReader reader)
    {
        if (reader.TokenType != JsonTokenType.StartObject) return SkipValue(ref reader);
        while (Next(ref reader))
        {
            if (reader.TokenType == JsonTokenType.EndObject) return true;
            var name = NameOf(ref reader);
            bool isTraits = name.SequenceEqual("traits"u8), isDevice = name.SequenceEqual("device"u8);
            var isPairs = name.SequenceEqual("externalIds"u8);
            bool isDirect = name.SequenceEqual("direct"u8), isIp = name.SequenceEqual("ip"u8);
            if (!Next(ref reader)) return false;
            if (isDirect) _fields.IsDirect = reader.TokenType == JsonTokenType.True;
            if (isIp) _fields.HasIp = reader.TokenType == JsonTokenType.String && reader.ValueSpan.Length > 0;
            var good = isTraits ? ReadTraits(ref reader, _fields.ContextTraits, ofTraits: false)
                : isDevice ? ReadDevice(ref reader)
                : isPairs ? ReadPairs(ref reader, _fields.ExternalIds)
                : SkipValue(ref reader);
            if (!good) return false;
        }
        return false;
    }

    private bool ReadProperties(ref Utf8JsonReader reader)
    {
        var start = reader.TokenStartIndex;
        if (!SkipValue(ref reader)) return false;
        _fields.Properties = Slice(start, ref reader);
        return true;
    }

    private bool ReadDevice(ref Utf8JsonReader reader)
    {
        if (reader.TokenType != JsonTokenType.StartObject) return SkipValue(ref reader);
        while (Next(ref reader))
        {
            if (reader.TokenType == JsonTokenType.EndObject) return true;
            var isId = NameOf(ref reader).SequenceEqual("id"u8);
            if (!Next(ref reader)) return false;
            if (isId) _fields.DeviceId = JsonText.Scalar(ref reader);
            if (!SkipValue(ref reader)) return false;
        }
        return false;
    }

    private bool ReadTraits(ref Utf8JsonReader reader, List<TraitStatement> traits, bool ofTraits)
    {
        if (reader.TokenType != JsonTokenType.StartObject) return SkipValue(ref reader);
        while (Next(ref reader))
        {
            if (reader.TokenType == JsonTokenType.EndObject) return true;
            var name = NameText(ref reader);
            var type = IdentifierKeys.TypeOfTrait(NameOf(ref reader));
            if (!Next(ref reader)) return false;
            var start = reader.TokenStartIndex;
            if (type is not null && !ReadIdentifiers(ref reader, type, ofTraits)) return false;
            if (!SkipValue(ref reader)) return false;
            // A trait without a name can be neither shown nor chosen; it stays in the body.
            if (!string.IsNullOrWhiteSpace(name)) traits.Add(new TraitStatement(name, Slice(start, ref reader)));
        }
        return false;
    }

    /// <summary>Takes a scalar, or each scalar of an array; stands at the value's last token afterwards.</summary>
    private bool ReadIdentifiers(ref Utf8JsonReader reader, string type, bool ofTraits)
    {
        if (reader.TokenType != JsonTokenType.StartArray)
        {
            if (JsonText.Scalar(ref reader) is { } single) _fields.TraitIds.Add((type, single, ofTraits));
            return SkipValue(ref reader);
        }
        while (Next(ref reader))
        {
            if (reader.TokenType == JsonTokenType.EndArray) return true;
            if (JsonText.Scalar(ref reader) is { } item) _fields.TraitIds.Add((type, item, ofTraits));
            if (!SkipValue(ref reader)) return false;
        }
        return false;
    }

    /// <summary>
    /// Reads <c>[{type,id}]</c> (Segment's <c>externalIds</c>) or <c>[{type,value}]</c> (RudderStack's <c>mergeProperties</c>).
    /// </summary>
    private bool ReadPairs(ref Utf8JsonReader reader, List<(string? Type, string? Value)> pairs)
    {
        if (reader.TokenType != JsonTokenType.StartArray) return SkipValue(ref reader);
        while (Next(ref reader))
        {
            if (reader.TokenType == JsonTokenType.EndArray) return true;
            if (reader.TokenType == JsonTokenType.StartObject ? !ReadPair(ref reader, pairs) : !SkipValue(ref reader)) return false;
        }
        return false;
    }

    private bool ReadPair(ref Utf8JsonReader reader, List<(string? Type, string? Value)> pairs)
    {
        string? type = null, value = null;
        while (Next(ref reader))
        {
            if (reader.TokenType == JsonTokenType.EndObject)
            {
                pairs.Add((type, value));
                return true;
            }
            var name = NameOf(ref reader);
            bool isType = name.SequenceEqual("type"u8), isValue = name.SequenceEqual("id"u8) || name.SequenceEqual("value"u8);
            if (!Next(ref reader)) return false;
            if (isType) type = JsonText.Scalar(ref reader);
            else if (isValue) value = JsonText.Scalar(ref reader);
            if (!SkipValue(ref reader)) return false;
        }
        return false;
    }

    private bool ReadTime(ref Utf8JsonReader reader, ref long? us, bool mustParse)
    {
        if (reader.TokenType == JsonTokenType.Null) return true;
        var known = TryReadTime(ref reader, out var value);
        if (known) us = value;
        return known || !mustParse ? SkipValue(ref reader) : Refuse(ref reader, RefusalReasons.TimestampInvalid);
    }

    /// <summary>Reads a time that is a string or a number, checked or not; never throws.</summary>
    internal static bool TryReadTime(ref Utf8JsonReader reader, out long us)
    {
        us = 0;
        if (reader.TokenType == JsonTokenType.Number) return EventTime.TryParseUnix(reader.ValueSpan, out us);
        if (reader.TokenType != JsonTokenType.String) return false;
        // Writers that escape for HTML make a plus of an offset \u002B.
        return reader.ValueIsEscaped
            ? JsonText.UncheckedScalar(ref reader) is { } text && EventTime.TryParse(Encoding.UTF8.GetBytes(text), out us)
            : EventTime.TryParse(reader.ValueSpan, out us);
    }

    private string? CachedScalar(ref Utf8JsonReader reader)
    {
        if (reader.TokenType != JsonTokenType.String || reader.ValueIsEscaped) return JsonText.Scalar(ref reader);
        var text = Cached(reader.ValueSpan, Hash(reader.ValueSpan));
        return string.IsNullOrWhiteSpace(text) ? null : text;
    }

    private string NameText(ref Utf8JsonReader reader) =>
        reader.ValueIsEscaped ? reader.GetString()! : Cached(reader.ValueSpan, _nameHashes[_names - 1]);

    /// <summary>The same few names return in each event: this keeps their strings instead of making them anew.</summary>
    private string Cached(ReadOnlySpan<byte> utf8, int hash)
    {
        if (utf8.Length > CachedBytesMax) return Encoding.UTF8.GetString(utf8);
        ref var slot = ref _cache[hash & (_cache.Length - 1)];
        return slot is not null && Ascii.Equals(utf8, slot) ? slot : slot = Encoding.UTF8.GetString(utf8);
    }

    private string? TypeText(ref Utf8JsonReader reader) => reader.TokenType == JsonTokenType.String ? CachedScalar(ref reader) : null;

    private EventField FieldOf(ref Utf8JsonReader reader)
    {
        var name = NameOf(ref reader);
        return name.Length switch
        {
            4 when name.SequenceEqual("type"u8) => EventField.Type,
            4 when name.SequenceEqual("name"u8) => EventField.Name,
            5 when name.SequenceEqual("event"u8) => EventField.Event,
            6 when name.SequenceEqual("userId"u8) => EventField.UserId,
            6 when name.SequenceEqual("traits"u8) => EventField.Traits,
            6 when name.SequenceEqual("sentAt"u8) => EventField.SentAt,
            7 when name.SequenceEqual("context"u8) => EventField.Context,
            7 when name.SequenceEqual("groupId"u8) => EventField.GroupId,
            8 when name.SequenceEqual("writeKey"u8) => EventField.WriteKey,
            9 when name.SequenceEqual("messageId"u8) => EventField.MessageId,
            9 when name.SequenceEqual("timestamp"u8) => EventField.Timestamp,
            10 when name.SequenceEqual("previousId"u8) => EventField.PreviousId,
            10 when name.SequenceEqual("properties"u8) => EventField.Properties,
            11 when name.SequenceEqual("anonymousId"u8) => EventField.AnonymousId,
            15 when name.SequenceEqual("mergeProperties"u8) => EventField.MergeProperties,
            17 when name.SequenceEqual("originalTimestamp"u8) => EventField.OriginalTimestamp,
            _ => EventField.Other,
        };
    }

    private enum EventField
    {
        Other, Type, Name, Event, UserId, AnonymousId, GroupId, PreviousId, MessageId, WriteKey, Traits, Context, Properties,
        MergeProperties, Timestamp, OriginalTimestamp, SentAt,
    }
}
