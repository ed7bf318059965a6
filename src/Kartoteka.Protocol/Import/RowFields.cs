using System.Text.Json;

namespace Kartoteka.Protocol.Import;

/// <summary>Names of the JSON written for each row, encoded once.</summary>
internal static class JsonNames
{
    public static readonly JsonEncodedText Type = JsonEncodedText.Encode("type"), MessageId = JsonEncodedText.Encode("messageId"),
        UserId = JsonEncodedText.Encode("userId"), AnonymousId = JsonEncodedText.Encode("anonymousId"), Event = JsonEncodedText.Encode("event"),
        Timestamp = JsonEncodedText.Encode("timestamp"), Context = JsonEncodedText.Encode("context"), Traits = JsonEncodedText.Encode("traits"),
        Properties = JsonEncodedText.Encode("properties"), ExternalIds = JsonEncodedText.Encode("externalIds"), Id = JsonEncodedText.Encode("id"),
        Birthday = JsonEncodedText.Encode("birthday"), CreatedAt = JsonEncodedText.Encode("createdAt"), Gender = JsonEncodedText.Encode("gender"),
        Products = JsonEncodedText.Encode("products"), OrderId = JsonEncodedText.Encode("order_id"), Total = JsonEncodedText.Encode("total"),
        Revenue = JsonEncodedText.Encode("revenue"), Currency = JsonEncodedText.Encode("currency"), Partial = JsonEncodedText.Encode("partial"),
        Sku = JsonEncodedText.Encode("sku"), Name = JsonEncodedText.Encode("name"), Quantity = JsonEncodedText.Encode("quantity"),
        Price = JsonEncodedText.Encode("price"), Category = JsonEncodedText.Encode("category"), Brand = JsonEncodedText.Encode("brand");
}

/// <summary>One column's place in the JSON.</summary>
/// <param name="Column">Its index in the file.</param>
/// <param name="Target">The full target.</param>
/// <param name="Name">The name inside its object.</param>
/// <param name="Numeric">Whether plain numbers are sent as numbers.</param>
internal sealed record RowField(int Column, string Target, JsonEncodedText Name, bool Numeric);

/// <summary>Columns of one JSON object, those with a dot gathered into nested objects.</summary>
internal sealed class RowFields
{
    private readonly List<RowField> _plain = [];
    private readonly List<(JsonEncodedText Name, List<RowField> Fields)> _nested = [];

    public IReadOnlyList<RowField> Plain => _plain;

    public void Add(int column, string target, bool numeric)
    {
        var dot = target.IndexOf('.', StringComparison.Ordinal);
        if (dot < 0)
        {
            _plain.Add(new RowField(column, target, JsonEncodedText.Encode(target, System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping), numeric));
            return;
        }
        var outer = JsonEncodedText.Encode(target[..dot]);
        var field = new RowField(column, target, JsonEncodedText.Encode(target[(dot + 1)..]), numeric);
        var known = _nested.Find(nested => nested.Name.Equals(outer)).Fields;
        if (known is null) _nested.Add((outer, [field]));
        else known.Add(field);
    }

    /// <summary>Writes the nested objects that have at least one value.</summary>
    public void WriteNested(Utf8JsonWriter json, TableRow row)
    {
        foreach (var (name, fields) in _nested)
        {
            var open = false;
            foreach (var field in fields)
            {
                var text = row[field.Column].Trim();
                if (text.IsEmpty) continue;
                if (!open) json.WriteStartObject(name);
                open = true;
                Write(json, field, text, row.IsJson(field.Column));
            }
            if (open) json.WriteEndObject();
        }
    }

    public static void Write(Utf8JsonWriter json, RowField field, ReadOnlySpan<char> text, bool isJson)
    {
        if (isJson && !ImportFields.IsText(field.Target) || field.Numeric && NumberText.IsPlain(text))
        {
            json.WritePropertyName(field.Name);
            json.WriteRawValue(text, skipInputValidation: true); // JSON that was parsed already, or a plain number.
        }
        else
        {
            json.WriteString(field.Name, text);
        }
    }
}
