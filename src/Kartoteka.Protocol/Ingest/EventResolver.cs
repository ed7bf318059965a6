using System.Text.Json;
using Kartoteka.Domain.Events;
using Kartoteka.Domain.Identity;

namespace Kartoteka.Protocol.Ingest;

/// <summary>
/// Turns the fields of an event into an event, or into the reason for refusing it. Times wait for the body's <c>sentAt</c>.
/// </summary>
internal sealed class EventResolver(SourceContext source, Func<Guid> newId)
{
    private readonly List<Identifier> _person = [];
    private readonly List<Identifier> _account = [];

    /// <summary>How many values were in the place of an identifier and were none, over all events so far.</summary>
    public int InvalidIdentifiers { get; set; }

    /// <summary>Decides about one event.</summary>
    /// <param name="fields">As scanned.</param>
    /// <param name="routeKind">The route's kind, which wins over the event's <c>type</c>.</param>
    /// <param name="draft">The event without its times.</param>
    /// <returns>Null, or why the event is refused.</returns>
    public string? Resolve(EventFields fields, EventKind? routeKind, out EventDraft draft)
    {
        draft = default;
        if (routeKind is not { } kind && !TryParseKind(fields.Type, out kind)) return RefusalReasons.UnknownType;
        var name = kind == EventKind.Track ? fields.Event : kind is EventKind.Page or EventKind.Screen ? fields.Name ?? NameInProperties(fields.Properties) : null;
        if (kind == EventKind.Track && name is null) return RefusalReasons.EventNameMissing;
        if (name?.Length > IngestLimits.EventNameLengthMax) return RefusalReasons.EventNameTooLong;
        if (fields.MessageId?.Length > IngestLimits.MessageIdLengthMax) return RefusalReasons.MessageIdTooLong;

        _person.Clear();
        _account.Clear();
        var hasUser = Add(_person, IdentifierTypes.UserId, fields.UserId);
        var hasAnonymous = Add(_person, IdentifierTypes.AnonymousId, fields.AnonymousId);
        if (kind == EventKind.Group && !Add(_account, IdentifierTypes.GroupId, fields.GroupId)) return RefusalReasons.GroupIdMissing;
        AddRest(fields, kind);

        var aliasOf = kind == EventKind.Alias ? AliasOf(fields.PreviousId) : [];
        if (kind == EventKind.Alias && (aliasOf.Length == 0 || !hasUser)) return RefusalReasons.AliasIdMissing;
        if (kind == EventKind.Merge && _person.Count < 2) return RefusalReasons.MergeIdentifiersMissing;
        if (Math.Max(_person.Count, _account.Count) > IngestLimits.IdentifiersMax) return RefusalReasons.TooManyIdentifiers;
        if (_person.Count == 0) return RefusalReasons.NoIdentifier;

        draft = new EventDraft
        {
            Kind = kind,
            MessageId = fields.MessageId ?? $"auto-{newId():D}",
            Name = name,
            UserId = hasUser ? fields.UserId : null,
            AnonymousId = hasAnonymous ? fields.AnonymousId : null,
            Identifiers = [.. _person],
            AliasOf = aliasOf,
            Traits = PersonTraits(fields, kind),
            Account = kind == EventKind.Group ? new AccountStatement(fields.GroupId!, [.. _account], [.. fields.Traits]) : null,
            OriginalAtUs = fields.OriginalAtUs ?? fields.TimestampUs,
            SentAtUs = fields.SentAtUs,
            Body = fields.Raw,
        };
        return null;
    }

    // Segment's and RudderStack's clients name a page in both places, @jitsu/js in this one only. The scanner has checked these bytes.
    private static string? NameInProperties(ReadOnlyMemory<byte> properties)
    {
        var reader = new Utf8JsonReader(properties.Span);
        if (properties.IsEmpty || !reader.Read() || reader.TokenType != JsonTokenType.StartObject) return null;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var isName = JsonText.Is(ref reader, "name"u8);
            reader.Read();
            if (isName) return JsonText.Scalar(ref reader) is { Length: <= IngestLimits.EventNameLengthMax } name ? name : null;
            reader.Skip();
        }
        return null;
    }

    private static bool TryParseKind(string? type, out EventKind kind)
    {
        kind = default;
        return type?.Length > 1 && RouteCall.TryParseKind(type, out kind); // The letters are names of routes, not types.
    }

    private void AddRest(EventFields fields, EventKind kind)
    {
        foreach (var (type, text, ofTraits) in fields.TraitIds)
            Add(kind == EventKind.Group && ofTraits ? _account : _person, type, text);
        Add(_person, IdentifierTypes.DeviceId, fields.DeviceId);
        foreach (var (type, value) in fields.ExternalIds) AddNamed(type, value);
        if (kind != EventKind.Merge) return;
        foreach (var (type, value) in fields.MergePairs) AddNamed(type, value);
    }

    private void AddNamed(string? sentType, string? value)
    {
        // A group's id does not name a person.
        if (IdentifierKeys.TypeNamed(sentType) is { } type and not IdentifierTypes.GroupId) Add(_person, type, value);
        else InvalidIdentifiers++;
    }

    private bool Add(List<Identifier> list, string type, string? raw)
    {
        if (raw is null || list.Count > IngestLimits.IdentifiersMax) return false; // One too many is enough to refuse the event.
        if (!TryIdentify(type, raw, ofPerson: ReferenceEquals(list, _person), out var identifier))
        {
            InvalidIdentifiers++;
            return false;
        }
        if (!list.Contains(identifier)) list.Add(identifier);
        return true;
    }

    private bool TryIdentify(string type, string raw, bool ofPerson, out Identifier identifier)
    {
        identifier = default;
        if (!IdentifierNormalizer.TryNormalize(type, raw, out var value, out _)) return false;
        if (IdentifierTypes.IsNamespaced(type)) value = string.Concat(source.IdNamespace, ":", value);
        // A taxpayer's number of 10 digits is a company's: that of a person's employer, say.
        if (value.Length > Identifier.ValueLengthMax || (ofPerson && type == IdentifierTypes.Inn && !TaxpayerNumber.IsPerson(value))) return false;
        identifier = new Identifier(type, value);
        return true;
    }

    private Identifier[] AliasOf(string? previous)
    {
        if (previous is null) return [];
        var isUser = TryIdentify(IdentifierTypes.UserId, previous, ofPerson: true, out var user);
        var isAnonymous = TryIdentify(IdentifierTypes.AnonymousId, previous, ofPerson: true, out var anonymous);
        if (!isUser && !isAnonymous) InvalidIdentifiers++;
        return isUser && isAnonymous ? [user, anonymous] : isUser ? [user] : isAnonymous ? [anonymous] : [];
    }

    /// <summary><c>traits</c> of an <c>identify</c>, then those of <c>context.traits</c> that it does not state.</summary>
    private static TraitStatement[] PersonTraits(EventFields fields, EventKind kind)
    {
        var (own, context) = (fields.Traits, fields.ContextTraits);
        if (kind != EventKind.Identify || own.Count == 0) return context.Count == 0 ? [] : [.. context];
        if (context.Count == 0) return [.. own];
        var stated = own.Select(trait => trait.Name).ToHashSet(StringComparer.Ordinal);
        return [.. own, .. context.Where(trait => !stated.Contains(trait.Name))];
    }
}
