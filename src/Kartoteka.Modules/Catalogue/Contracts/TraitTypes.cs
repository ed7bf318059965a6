using System.Text.Json;

namespace Kartoteka.Modules.Catalogue.Contracts;

/// <summary>The types of traits, and which one a JSON value is of.</summary>
public static class TraitTypes
{
    /// <summary>Any text.</summary>
    public const string Text = "string";

    /// <summary>A number.</summary>
    public const string Number = "number";

    /// <summary><c>true</c> or <c>false</c>.</summary>
    public const string Boolean = "boolean";

    /// <summary>A text that is an ISO 8601 date, with or without a time: <c>1990-05-17</c>.</summary>
    public const string Date = "date";

    /// <summary>A JSON object.</summary>
    public const string Object = "object";

    /// <summary>A JSON array.</summary>
    public const string Array = "array";

    /// <summary>Values of several types are taken.</summary>
    public const string Mixed = "mixed";

    /// <summary>Every type.</summary>
    public static IReadOnlyList<string> All { get; } = [Text, Number, Boolean, Date, Object, Array, Mixed];

    /// <summary>The type of a value.</summary>
    /// <param name="json">One valid UTF-8 JSON value without white space before it.</param>
    /// <returns>A type; null for <c>null</c>, which is of any type, and for what is not JSON.</returns>
    public static string? Infer(ReadOnlySpan<byte> json) => json.IsEmpty
        ? null
        : json[0] switch
        {
            (byte)'"' => IsDate(json) ? Date : Text,
            (byte)'{' => Object,
            (byte)'[' => Array,
            (byte)'t' or (byte)'f' => Boolean,
            (byte)'-' or (>= (byte)'0' and <= (byte)'9') => Number,
            _ => null,
        };

    /// <summary>True when a value inferred as <paramref name="actual"/> may stand where <paramref name="declared"/> is asked for.</summary>
    public static bool Fits(string declared, string actual) => declared == Mixed || declared == actual || (declared == Text && actual == Date);

    // The dash is looked for first: most texts are not dates, and parsing each would cost more than the rest of the look-up.
    private static bool IsDate(ReadOnlySpan<byte> json)
    {
        if (json.Length is < 12 or > 44 || json[5] != (byte)'-' || json[8] != (byte)'-') return false;
        var reader = new Utf8JsonReader(json);
        return reader.Read() && (reader.TryGetDateTimeOffset(out _) || reader.TryGetDateTime(out _));
    }
}
