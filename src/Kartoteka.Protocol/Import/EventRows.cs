using System.Text.Json;

namespace Kartoteka.Protocol.Import;

/// <summary>
/// One event a row. JSON lines in Segment's form pass through byte for byte; where they lack a <c>messageId</c> or a <c>type</c> these are put
/// in front. Rows of a table become <c>track</c>: <c>event</c>, <c>userId</c>, <c>anonymousId</c>, <c>timestamp</c>, <c>messageId</c> by name,
/// <c>email</c>, <c>phone</c> and other identifiers in <c>context.traits</c>, any other column a property.
/// </summary>
public sealed class EventRows : ImportRows
{
    private readonly RowFields _properties = new();
    private readonly List<RowField> _identifiers = [];
    private readonly Dictionary<string, int> _columns = new(StringComparer.Ordinal);

    /// <summary>See <see cref="ImportRows.Create"/>.</summary>
    /// <param name="reader">At the row to start with.</param>
    /// <param name="mapping">May be null for JSON lines.</param>
    /// <param name="options">How rows become events.</param>
    public EventRows(TableReader reader, ImportMapping? mapping, ImportOptions options) : base(reader, mapping, options)
    {
        if (reader.Format == ImportFormat.JsonLines) return;
        ArgumentNullException.ThrowIfNull(mapping);
        for (var i = 0; i < mapping.Targets.Count; i++)
        {
            if (mapping.Targets[i] is not { } target) continue;
            if (target is ImportFields.Event or ImportFields.UserId or ImportFields.AnonymousId or ImportFields.Timestamp or ImportFields.MessageId)
                _columns[target] = i;
            else if (ImportFields.IsIdentifier(target)) _identifiers.Add(new RowField(i, target, JsonEncodedText.Encode(target), false));
            else _properties.Add(i, target, mapping.IsNumeric(i));
        }
    }

    /// <inheritdoc />
    public override ImportPosition Checkpoint => Reader.Next;

    /// <inheritdoc />
    public override bool Read()
    {
        (Event, Refused) = (default, null);
        if (!Reader.ReadRow()) return false;
        RowsRead++;
        var row = Reader.Row;
        var problem = row.Problem ?? (Reader.Format == ImportFormat.JsonLines ? PassThrough(row) : Write(row));
        if (problem is null)
        {
            RowsAccepted++;
            return true;
        }
        RowsRefused++;
        Event = default;
        Refused = row.Refuse(problem.Reason, problem.Detail);
        return true;
    }

    private RowProblem? PassThrough(TableRow row)
    {
        var shape = EventShape.Of(row.Json.Span);
        if (shape.Type is null)
            return new RowProblem(RefusalReasons.NoEvent, "The object has neither an event's name nor a type of identify, track, page, screen, group or alias.");
        if (!shape.HasId) return new RowProblem(RefusalReasons.NoIdentifier, "The event has neither userId nor anonymousId, nor traits to know its sender by.");
        if (shape is { HasType: true, HasMessageId: true })
        {
            Event = row.Json;
            return null;
        }
        BeginEvent();
        if (!shape.HasMessageId) Json.WriteString(JsonNames.MessageId, $"import:{Options.ImportId}:{row.Number}");
        if (!shape.HasType) Json.WriteString(JsonNames.Type, shape.Type);
        using var document = JsonDocument.Parse(row.Json);
        foreach (var property in document.RootElement.EnumerateObject())
        {
            if (!shape.HasMessageId && property.NameEquals("messageId"u8) || !shape.HasType && property.NameEquals("type"u8)) continue;
            property.WriteTo(Json);
        }
        Event = EndEvent();
        return null;
    }

    private RowProblem? Write(TableRow row)
    {
        var name = Cell(row, ImportFields.Event);
        if (name.IsEmpty) return new RowProblem(RefusalReasons.NoEvent, "The row does not name its event.");
        var userId = CleanId(Cell(row, ImportFields.UserId));
        var anonymousId = Cell(row, ImportFields.AnonymousId);
        var identified = _identifiers.Exists(field => !row[field.Column].IsWhiteSpace());
        if (userId.IsEmpty && anonymousId.IsEmpty && !identified)
            return new RowProblem(RefusalReasons.NoIdentifier, "The row has neither userId nor anonymousId nor another identifier.");
        BeginEvent();
        Json.WriteString(JsonNames.Type, "track"u8);
        var messageId = Cell(row, ImportFields.MessageId);
        if (messageId.IsEmpty) Json.WriteString(JsonNames.MessageId, $"import:{Options.ImportId}:{row.Number}");
        else Json.WriteString(JsonNames.MessageId, messageId);
        if (!userId.IsEmpty) Json.WriteString(JsonNames.UserId, userId);
        if (!anonymousId.IsEmpty) Json.WriteString(JsonNames.AnonymousId, anonymousId);
        Json.WriteString(JsonNames.Event, name);
        var reading = DateText.TryReadUtc(Cell(row, ImportFields.Timestamp), Options, out var utc);
        if (reading is DateReading.Bad or DateReading.Ambiguous)
            return RowProblems.Date(reading, Reader.Columns[_columns[ImportFields.Timestamp]], Cell(row, ImportFields.Timestamp));
        if (reading == DateReading.Good) WriteUtc(JsonNames.Timestamp, utc);
        if (identified) WriteContext(row);
        Json.WriteStartObject(JsonNames.Properties);
        foreach (var field in _properties.Plain)
            if (row[field.Column].Trim() is { IsEmpty: false } text) RowFields.Write(Json, field, text, row.IsJson(field.Column));
        _properties.WriteNested(Json, row);
        Json.WriteEndObject();
        Event = EndEvent();
        return null;
    }

    private void WriteContext(TableRow row)
    {
        Json.WriteStartObject(JsonNames.Context);
        Json.WriteStartObject(JsonNames.Traits);
        var written = new HashSet<string>(StringComparer.Ordinal);
        foreach (var field in _identifiers)
            if (row[field.Column].Trim() is { IsEmpty: false } text && written.Add(field.Target)) Json.WriteString(field.Name, text);
        Json.WriteEndObject();
        Json.WriteEndObject();
    }

    private ReadOnlySpan<char> Cell(TableRow row, string field) => _columns.TryGetValue(field, out var column) ? row[column].Trim() : [];
}

/// <summary>What a JSON event says of itself at its top level.</summary>
internal readonly record struct EventShape(string? Type, bool HasType, bool HasMessageId, bool HasId)
{
    /// <summary>Looks at an object that is known to be valid JSON.</summary>
    public static EventShape Of(ReadOnlySpan<byte> json)
    {
        string? type = null;
        bool hasType = false, hasMessageId = false, hasId = false, hasEvent = false, hasTraits = false;
        var reader = new Utf8JsonReader(json);
        reader.Read();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var isType = reader.ValueTextEquals("type"u8);
            var isMessageId = reader.ValueTextEquals("messageId"u8);
            var isEvent = reader.ValueTextEquals("event"u8);
            var isTraits = reader.ValueTextEquals("traits"u8);
            var isContext = reader.ValueTextEquals("context"u8);
            var isId = reader.ValueTextEquals("userId"u8) || reader.ValueTextEquals("anonymousId"u8) || reader.ValueTextEquals("previousId"u8);
            reader.Read();
            var hasText = reader.TokenType == JsonTokenType.String && !reader.ValueTextEquals(""u8);
            var isObject = reader.TokenType == JsonTokenType.StartObject;
            if (isType) (type, hasType) = TypeOf(ref reader, hasText);
            hasMessageId = isMessageId ? hasText : hasMessageId;
            hasEvent |= isEvent && hasText;
            hasTraits |= isTraits && isObject;
            hasId |= isId && (hasText || reader.TokenType == JsonTokenType.Number) || (isTraits || isContext) && isObject;
            reader.Skip();
        }
        if (!hasType && type is null) type = hasEvent ? "track" : hasTraits ? "identify" : null;
        return new EventShape(type, hasType, hasMessageId, hasId);
    }

    private static (string? Type, bool Has) TypeOf(ref Utf8JsonReader reader, bool hasText)
    {
        if (!hasText) return (null, false);
        foreach (var known in (ReadOnlySpan<string>)["track", "identify", "page", "screen", "group", "alias"])
            if (reader.ValueTextEquals(known)) return (known, true);
        return (null, true);
    }
}
