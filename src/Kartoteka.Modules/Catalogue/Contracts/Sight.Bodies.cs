using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Kartoteka.Domain.Identity;

namespace Kartoteka.Modules.Catalogue.Contracts;

// JSON: values of traits, and bodies of events, where traits stand in "traits" and anything may stand elsewhere.
public sealed partial class Sight
{
    private const string HiddenBody = $"\"{Masks.Hidden}\"";

    private static readonly JsonWriterOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Writes a trait's value as it may be shown.</summary>
    /// <param name="json">Where to; the property's name is written already.</param>
    /// <param name="kind">Of the profile.</param>
    /// <param name="trait">Name of the trait.</param>
    /// <param name="value">One JSON value.</param>
    /// <returns>True when it was masked.</returns>
    public bool WriteTrait(Utf8JsonWriter json, ProfileKind kind, string trait, ReadOnlySpan<byte> value)
    {
        try
        {
            var reader = new Utf8JsonReader(value);
            using var document = JsonDocument.ParseValue(ref reader);
            return WriteValue(json, document.RootElement, isHidden: !Shows(kind, trait));
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException)
        {
            json.WriteStringValue(Masks.Hidden);
            return true;
        }
    }

    /// <summary>An event's body as it may be shown.</summary>
    /// <param name="body">UTF-8. What is no JSON is hidden whole, for nobody can say what is in it.</param>
    /// <returns>The masked body as JSON, or null when nothing of it is masked.</returns>
    public string? Body(ReadOnlySpan<byte> body)
    {
        var output = new ArrayBufferWriter<byte>(body.Length + 64);
        try
        {
            var reader = new Utf8JsonReader(body);
            using var document = JsonDocument.ParseValue(ref reader);
            if (reader.Read()) return HiddenBody;
            bool masked;
            using (var json = new Utf8JsonWriter(output, Readable)) masked = WriteValue(json, document.RootElement, isHidden: false);
            return masked ? Encoding.UTF8.GetString(output.WrittenSpan) : null;
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException)
        {
            // Half of a character is JSON by its grammar and no text.
            return HiddenBody;
        }
    }

    private bool WriteValue(Utf8JsonWriter json, JsonElement value, bool isHidden)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                return WriteObject(json, value, isHidden);
            case JsonValueKind.Array:
                var masked = false;
                json.WriteStartArray();
                foreach (var one in value.EnumerateArray()) masked |= WriteValue(json, one, isHidden);
                json.WriteEndArray();
                return masked;
            case JsonValueKind.String:
                var text = value.GetString()!;
                var shown = isHidden ? Masks.Value(text) : Text(text);
                json.WriteStringValue(shown);
                return !ReferenceEquals(shown, text);
            case JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False when isHidden:
                json.WriteStringValue(Masks.Value(value.GetRawText()));
                return true;
            default:
                value.WriteTo(json);
                return false;
        }
    }

    private bool WriteObject(Utf8JsonWriter json, JsonElement value, bool isHidden)
    {
        var masked = false;
        var kind = value.TryGetProperty("type", out var type) && type.ValueKind == JsonValueKind.String && type.ValueEquals("group") ? ProfileKind.Account : ProfileKind.Person;
        json.WriteStartObject();
        foreach (var property in value.EnumerateObject())
        {
            json.WritePropertyName(property.Name);
            if (isHidden) masked |= WriteValue(json, property.Value, isHidden: true);
            else if (property is { Name: "traits", Value.ValueKind: JsonValueKind.Object }) masked |= WriteTraits(json, property.Value, kind);
            else if (property is { Name: "externalIds", Value.ValueKind: JsonValueKind.Array }) masked |= WriteIdentifiers(json, property.Value);
            else masked |= WriteValue(json, property.Value, HidesElsewhere(property.Name));
        }
        json.WriteEndObject();
        return masked;
    }

    private bool WriteTraits(Utf8JsonWriter json, JsonElement traits, ProfileKind kind)
    {
        var masked = false;
        json.WriteStartObject();
        foreach (var trait in traits.EnumerateObject())
        {
            json.WritePropertyName(trait.Name);
            masked |= WriteValue(json, trait.Value, isHidden: !Shows(kind, trait.Name));
        }
        json.WriteEndObject();
        return masked;
    }

    // Segment's form: [{ "type": "card", "id": "4600" }].
    private bool WriteIdentifiers(Utf8JsonWriter json, JsonElement identifiers)
    {
        var masked = false;
        json.WriteStartArray();
        foreach (var identifier in identifiers.EnumerateArray())
        {
            if (identifier.ValueKind != JsonValueKind.Object || !identifier.TryGetProperty("type", out var type) || type.ValueKind != JsonValueKind.String)
            {
                masked |= WriteValue(json, identifier, isHidden: true);
                continue;
            }
            json.WriteStartObject();
            foreach (var property in identifier.EnumerateObject())
            {
                json.WritePropertyName(property.Name);
                if (property.Name != "id") masked |= WriteValue(json, property.Value, isHidden: false);
                else masked |= WriteIdentifier(json, type.GetString()!, property.Value);
            }
            json.WriteEndObject();
        }
        json.WriteEndArray();
        return masked;
    }

    private bool WriteIdentifier(Utf8JsonWriter json, string type, JsonElement id)
    {
        var text = id.ValueKind == JsonValueKind.String ? id.GetString()! : id.GetRawText();
        var shown = Identifier(ProfileKind.Person, type, text);
        if (ReferenceEquals(shown, text)) id.WriteTo(json);
        else json.WriteStringValue(shown);
        return !ReferenceEquals(shown, text);
    }

    // Outside of traits a name says less: of an order, "payment_method" is no account, and most names say nothing at all.
    private bool HidesElsewhere(string name)
    {
        var suggested = PrivacyClasses.Suggest(name);
        if (suggested is not ("special" or "financial" or Identity or Contact) || _visible.Contains(suggested) || PrivacyClasses.IsName(name)) return false;
        return suggested != "financial" || !name.StartsWith("payment", StringComparison.OrdinalIgnoreCase);
    }
}
