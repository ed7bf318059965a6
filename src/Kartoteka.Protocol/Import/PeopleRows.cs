using System.Text.Json;

namespace Kartoteka.Protocol.Import;

/// <summary>
/// One <c>identify</c> a row. <c>userId</c> is the column mapped to <c>externalId</c>; without it the identifiers recognise the customer,
/// and a row with none of either is refused as <c>no_identifier</c>. The message id is <c>import:{import}:{row}</c>. Where several columns
/// give one identifier (two phones), the first with a value is the trait and the others go to <c>context.externalIds</c>. Identifiers,
/// names and addresses stay text with their leading zeros; a custom trait is a number only where its whole column is plain numbers.
/// A birthday or time that cannot be read refuses the row; zeros (<c>00.00.0000</c>) count as empty.
/// </summary>
public sealed class PeopleRows : ImportRows
{
    private readonly RowFields _traits = new();
    private readonly List<RowField> _identifiers = [];
    private int _planned;
    private int _externalId = -1;
    private int _anonymousId = -1;
    private int _updatedAt = -1;

    /// <summary>See <see cref="ImportRows.Create"/>.</summary>
    public PeopleRows(TableReader reader, ImportMapping mapping, ImportOptions options) : base(reader, mapping, options) => Plan();

    /// <inheritdoc />
    public override ImportPosition Checkpoint => Reader.Next;

    /// <inheritdoc />
    public override bool Read()
    {
        (Event, Refused) = (default, null);
        if (!Reader.ReadRow()) return false;
        RowsRead++;
        if (Reader.Columns.Count > _planned) Plan();
        if ((Reader.Row.Problem ?? Write(Reader.Row)) is { } problem)
        {
            RowsRefused++;
            Refused = Reader.Row.Refuse(problem.Reason, problem.Detail);
            return true;
        }
        RowsAccepted++;
        Event = EndEvent();
        return true;
    }

    private void Plan()
    {
        Mapping.Extend(Reader.Columns);
        for (; _planned < Mapping.Targets.Count; _planned++)
        {
            var target = Mapping.Targets[_planned];
            if (target == ImportFields.ExternalId) _externalId = _planned;
            else if (target == ImportFields.AnonymousId) _anonymousId = _planned;
            else if (target == ImportFields.UpdatedAt) _updatedAt = _planned;
            else if (target is not null && ImportFields.IsIdentifier(target))
                _identifiers.Add(new RowField(_planned, target, JsonEncodedText.Encode(target), false));
            else if (target is not null) _traits.Add(_planned, target, Mapping.IsNumeric(_planned) && !ImportFields.IsText(target));
        }
    }

    private RowProblem? Write(TableRow row)
    {
        var userId = CleanId(row[_externalId]);
        var anonymousId = row[_anonymousId].Trim();
        if (userId.IsEmpty && anonymousId.IsEmpty && !HasIdentifier(row))
            return new RowProblem(RefusalReasons.NoIdentifier, "The row has neither an id nor an e-mail, phone, card or other identifier.");
        BeginEvent();
        Json.WriteString(JsonNames.Type, "identify"u8);
        WriteMessageId(row.Number);
        if (!userId.IsEmpty) Json.WriteString(JsonNames.UserId, userId);
        if (!anonymousId.IsEmpty) Json.WriteString(JsonNames.AnonymousId, anonymousId);
        if (WriteTimestamp(row) is { } badTime) return badTime;
        Json.WriteStartObject(JsonNames.Traits);
        var further = WriteIdentifiers(row);
        foreach (var field in _traits.Plain)
            if (WriteTrait(row, field) is { } problem) return problem;
        _traits.WriteNested(Json, row);
        Json.WriteEndObject();
        if (further) WriteFurtherIdentifiers(row);
        return null;
    }

    private bool HasIdentifier(TableRow row)
    {
        foreach (var field in _identifiers)
            if (!row[field.Column].IsWhiteSpace()) return true;
        return false;
    }

    private void WriteMessageId(long number)
    {
        Span<char> id = stackalloc char[64];
        id.TryWrite($"import:{Options.ImportId}:{number}", out var length);
        Json.WriteString(JsonNames.MessageId, id[..length]);
    }

    private RowProblem? WriteTimestamp(TableRow row)
    {
        var reading = DateText.TryReadUtc(row[_updatedAt], Options, out var utc);
        if (reading is DateReading.Bad or DateReading.Ambiguous) return BadDate(reading, _updatedAt, row);
        if (reading == DateReading.Good) WriteUtc(JsonNames.Timestamp, utc);
        else if (Options.OccurredAt is { } time) WriteUtc(JsonNames.Timestamp, time.UtcDateTime);
        return null;
    }

    private RowProblem? WriteTrait(TableRow row, RowField field)
    {
        var text = row[field.Column].Trim();
        if (text.IsEmpty) return null;
        switch (field.Target)
        {
            case ImportFields.Birthday:
                var reading = DateText.TryReadDate(text, Options.DateOrder, out var date);
                if (reading is DateReading.Bad or DateReading.Ambiguous) return BadDate(reading, field.Column, row);
                Span<char> iso = stackalloc char[10];
                date.TryFormat(iso, out _, "yyyy-MM-dd");
                if (reading == DateReading.Good) Json.WriteString(field.Name, iso);
                return null;
            case ImportFields.CreatedAt:
                reading = DateText.TryReadUtc(text, Options, out var utc);
                if (reading is DateReading.Bad or DateReading.Ambiguous) return BadDate(reading, field.Column, row);
                if (reading == DateReading.Good) WriteUtc(field.Name, utc);
                return null;
            case ImportFields.Gender:
                Json.WriteString(field.Name, GenderOf(text));
                return null;
            default:
                RowFields.Write(Json, field, text, row.IsJson(field.Column));
                return null;
        }
    }

    /// <summary>Writes the first value of each type; true when values of a type already written are left over.</summary>
    private bool WriteIdentifiers(TableRow row)
    {
        var further = false;
        for (var i = 0; i < _identifiers.Count; i++)
        {
            var text = row[_identifiers[i].Column].Trim();
            if (text.IsEmpty) continue;
            if (IsFirst(row, i)) Json.WriteString(_identifiers[i].Name, text);
            else further = true;
        }
        return further;
    }

    private bool IsFirst(TableRow row, int index)
    {
        for (var i = 0; i < index; i++)
            if (_identifiers[i].Target == _identifiers[index].Target && !row[_identifiers[i].Column].IsWhiteSpace()) return false;
        return true;
    }

    private void WriteFurtherIdentifiers(TableRow row)
    {
        Json.WriteStartObject(JsonNames.Context);
        Json.WriteStartArray(JsonNames.ExternalIds);
        for (var i = 0; i < _identifiers.Count; i++)
        {
            var text = row[_identifiers[i].Column].Trim();
            if (text.IsEmpty || IsFirst(row, i)) continue;
            Json.WriteStartObject();
            Json.WriteString(JsonNames.Type, _identifiers[i].Target);
            Json.WriteString(JsonNames.Id, text);
            Json.WriteEndObject();
        }
        Json.WriteEndArray();
        Json.WriteEndObject();
    }

    private RowProblem BadDate(DateReading reading, int column, TableRow row) => RowProblems.Date(reading, Reader.Columns[column], row[column]);

    private static ReadOnlySpan<char> GenderOf(ReadOnlySpan<char> text)
    {
        Span<char> lower = stackalloc char[16];
        if (text.Length > lower.Length) return text;
        return lower[..text.ToLowerInvariant(lower)] switch
        {
            "м" or "муж" or "муж." or "мужской" or "мужчина" or "m" or "male" => "male",
            "ж" or "жен" or "жен." or "женский" or "женщина" or "f" or "female" => "female",
            _ => text,
        };
    }
}

/// <summary>Problems of a cell, in words.</summary>
internal static class RowProblems
{
    private const int ShownCharsMax = 40;

    public static RowProblem Date(DateReading reading, string column, ReadOnlySpan<char> text) => reading == DateReading.Ambiguous
        ? new RowProblem(RefusalReasons.AmbiguousDate, $"{column}: '{Shown(text)}' may be read two ways; say whether the day or the month comes first.")
        : new RowProblem(RefusalReasons.BadDate, $"{column}: '{Shown(text)}' is not a date.");

    public static RowProblem Number(NumberReading reading, string column, ReadOnlySpan<char> text) => reading == NumberReading.Ambiguous
        ? new RowProblem(RefusalReasons.AmbiguousNumber, $"{column}: the comma of '{Shown(text)}' may part decimals or thousands; say which separator the file uses.")
        : new RowProblem(RefusalReasons.BadNumber, $"{column}: '{Shown(text)}' is not a number.");

    private static string Shown(ReadOnlySpan<char> text) => text.Length <= ShownCharsMax ? text.ToString() : $"{text[..ShownCharsMax]}…";
}
