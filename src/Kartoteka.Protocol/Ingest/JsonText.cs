using System.Buffers.Text;
using System.Text;
using System.Text.Json;
using System.Text.Unicode;

namespace Kartoteka.Protocol.Ingest;

/// <summary>
/// Checks that System.Text.Json leaves to the day the value is read, and the reading of text once it is known to be safe.
/// </summary>
internal static class JsonText
{
    /// <summary>What is wrong with the escapes of a string, or null. <paramref name="text"/> is what stands between the quotes.</summary>
    public static string? EscapeProblem(ReadOnlySpan<byte> text)
    {
        while (text.IndexOf((byte)'\\') is var at && at >= 0)
        {
            text = text[at..];
            if (text[1] != 'u')
            {
                text = text[2..];
                continue;
            }
            var unit = Hex(text);
            if (unit == 0) return RefusalReasons.NulCharacter;
            text = text[6..];
            if (!char.IsSurrogate((char)unit)) continue;
            var isHigh = char.IsHighSurrogate((char)unit);
            var isPaired = isHigh && text.Length >= 6 && text.StartsWith(@"\u"u8) && char.IsLowSurrogate((char)Hex(text));
            if (!isPaired) return RefusalReasons.LoneSurrogate;
            text = text[6..];
        }
        return null;
    }

    /// <summary>True when a number is finite as a double, is 0 only if written as 0, and has no more than the allowed digits.</summary>
    public static bool IsNumberInRange(ReadOnlySpan<byte> text)
    {
        if (text.Length > IngestLimits.NumberBytesMax) return false;
        // Below 300 characters and without an exponent a number lies between 1e-300 and 1e300, or is 0.
        if (text.Length < 300 && !text.ContainsAny((byte)'e', (byte)'E')) return true;
        if (!Utf8Parser.TryParse(text, out double value, out _) || !double.IsFinite(value)) return false;
        if (value != 0) return true;
        var mantissa = text.IndexOfAny((byte)'e', (byte)'E') is var e && e >= 0 ? text[..e] : text;
        return !mantissa.ContainsAnyInRange((byte)'1', (byte)'9');
    }

    /// <summary>The token's text if it is a non-blank string or a number, else null. Only for tokens that passed the checks.</summary>
    public static string? Scalar(ref Utf8JsonReader reader)
    {
        if (reader.TokenType == JsonTokenType.Number) return Encoding.UTF8.GetString(reader.ValueSpan);
        if (reader.TokenType != JsonTokenType.String) return null;
        var text = reader.ValueIsEscaped ? reader.GetString()! : Encoding.UTF8.GetString(reader.ValueSpan);
        return string.IsNullOrWhiteSpace(text) ? null : text;
    }

    /// <summary>As <see cref="Scalar"/> for tokens that nothing has checked: null as well when the text is no valid text.</summary>
    public static string? UncheckedScalar(ref Utf8JsonReader reader)
    {
        var safe = Utf8.IsValid(reader.ValueSpan) && (!reader.ValueIsEscaped || EscapeProblem(reader.ValueSpan) is null);
        return safe ? Scalar(ref reader) : null;
    }

    /// <summary>True when the property name or string is <paramref name="text"/>, escaped or not; never throws.</summary>
    public static bool Is(ref Utf8JsonReader reader, ReadOnlySpan<byte> text) =>
        reader.ValueIsEscaped
            ? EscapeProblem(reader.ValueSpan) is null && reader.ValueTextEquals(text)
            : reader.ValueSpan.SequenceEqual(text);

    private static int Hex(ReadOnlySpan<byte> escape)
    {
        var value = 0;
        foreach (var digit in escape.Slice(2, 4)) value = (value << 4) | (digit <= '9' ? digit - '0' : (digit | 0x20) - 'a' + 10);
        return value;
    }
}
