using System.Buffers;
using System.Text;
using System.Text.Json;
using Kartoteka.Domain.Identity;
using Kartoteka.Storage.Columns;

namespace Kartoteka.Modules.Catalogue.Contracts;

// Values of the views that analysts ask.
public sealed partial class Sight
{
    /// <summary>Masks a value of a view; a <see cref="ValueMask"/>.</summary>
    /// <param name="masking">How.</param>
    /// <param name="isAccount">Of an account, not of a person.</param>
    /// <param name="value">UTF-8. What should be JSON and is none is hidden whole.</param>
    /// <returns>What is shown; null when that is the value itself.</returns>
    public string? Mask(ViewMasking masking, bool isAccount, ReadOnlySpan<byte> value)
    {
        var kind = isAccount ? ProfileKind.Account : ProfileKind.Person;
        return masking switch
        {
            ViewMasking.Text => Shown(value),
            ViewMasking.Body => Body(value),
            ViewMasking.Traits => Members(value, (json, trait) => WriteValue(json, trait.Value, isHidden: !Shows(kind, trait.Name))),
            ViewMasking.Identifiers => Members(value, (json, type) => WriteIdentifiers(json, kind, type)),
            _ => Masks.Value(Encoding.UTF8.GetString(value)),
        };
    }

    // Most texts hold neither a digit nor an address, and are not even decoded.
    private string? Shown(ReadOnlySpan<byte> value)
    {
        if (_visible.Contains(Contact) || !value.ContainsAnyInRange((byte)'0', (byte)'9') && !value.Contains((byte)'@')) return null;
        var text = Encoding.UTF8.GetString(value);
        var shown = Masks.InText(text);
        return ReferenceEquals(shown, text) ? null : shown;
    }

    private static string Members(ReadOnlySpan<byte> value, Action<Utf8JsonWriter, JsonProperty> write)
    {
        try
        {
            var reader = new Utf8JsonReader(value);
            using var document = JsonDocument.ParseValue(ref reader);
            var output = new ArrayBufferWriter<byte>(value.Length + 64);
            using (var json = new Utf8JsonWriter(output, Readable))
            {
                json.WriteStartObject();
                foreach (var member in document.RootElement.EnumerateObject())
                {
                    json.WritePropertyName(member.Name);
                    write(json, member);
                }
                json.WriteEndObject();
            }
            return Encoding.UTF8.GetString(output.WrittenSpan);
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException)
        {
            return HiddenBody;
        }
    }

    private void WriteIdentifiers(Utf8JsonWriter json, ProfileKind kind, JsonProperty type)
    {
        json.WriteStartArray();
        foreach (var value in type.Value.EnumerateArray()) json.WriteStringValue(Identifier(kind, type.Name, value.GetString()!));
        json.WriteEndArray();
    }
}
