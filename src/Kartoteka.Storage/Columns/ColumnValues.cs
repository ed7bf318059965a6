using System.Buffers.Text;
using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Kartoteka.Storage.Columns;

/// <summary>Brings JSON values to the types of columns: the one meaning of "fits".</summary>
internal static class ColumnValues
{
    private const decimal MoneyUnit = 10_000m;

    /// <summary>
    /// Adds the value that <paramref name="reader"/> is at; null where it is null or does not fit. Numbers may stand in quotes, with a point; a
    /// text may be any scalar; a date without a time is its midnight in UTC, as is a time without a zone.
    /// </summary>
    /// <returns>False when it does not fit.</returns>
    public static bool Add(ref Utf8JsonReader reader, ColumnBuffer column)
    {
        if (reader.TokenType == JsonTokenType.Null)
        {
            column.AddNull();
            return true;
        }
        switch (column.Type)
        {
            case ColumnType.Text when AddText(ref reader, column):
                return true;
            case ColumnType.Boolean when reader.TokenType is JsonTokenType.True or JsonTokenType.False:
                column.Add(reader.TokenType == JsonTokenType.True);
                return true;
            case ColumnType.Fraction when Fraction(ref reader) is { } fraction:
                column.Add(fraction);
                return true;
            case ColumnType.Money when Money(ref reader) is { } money:
                column.Add(money);
                return true;
            case ColumnType.Time when Time(ref reader) is { } us:
                column.Add(us);
                return true;
            default:
                column.AddNull();
                return false;
        }
    }

    /// <summary>Adds the value as an element of the list being made; false, and nothing added, when it is null or no scalar.</summary>
    public static bool AddElement(ref Utf8JsonReader reader, ColumnBuffer column)
    {
        if (!TryText(ref reader, out var text)) return false;
        column.AddElement(text);
        return true;
    }

    private static bool AddText(ref Utf8JsonReader reader, ColumnBuffer column)
    {
        if (!TryText(ref reader, out var text)) return false;
        column.Add(text);
        return true;
    }

    private static bool TryText(ref Utf8JsonReader reader, out ReadOnlySpan<byte> text)
    {
        text = reader.ValueSpan;
        if (reader.TokenType is JsonTokenType.Number or JsonTokenType.True or JsonTokenType.False) return true;
        if (reader.TokenType != JsonTokenType.String) return false;
        if (!reader.ValueIsEscaped) return true;
        var unescaped = new byte[text.Length];
        try
        {
            text = unescaped.AsSpan(0, reader.CopyString(unescaped));
            return true;
        }
        catch (InvalidOperationException)
        {
            return false; // Half of a surrogate pair: valid JSON, and no text.
        }
    }

    private static double? Fraction(ref Utf8JsonReader reader)
    {
        double value;
        if (reader.TokenType == JsonTokenType.Number) return reader.TryGetDouble(out value) && double.IsFinite(value) ? value : null;
        return reader.TokenType == JsonTokenType.String && Utf8Parser.TryParse(reader.ValueSpan, out value, out var read) && read == reader.ValueSpan.Length && double.IsFinite(value)
            ? value
            : null;
    }

    private static long? Money(ref Utf8JsonReader reader)
    {
        decimal value;
        if (reader.TokenType == JsonTokenType.Number)
        {
            if (!reader.TryGetDecimal(out value)) return null;
        }
        else if (reader.TokenType != JsonTokenType.String || !decimal.TryParse(Encoding.UTF8.GetString(reader.ValueSpan), NumberStyles.Number & ~NumberStyles.AllowThousands, CultureInfo.InvariantCulture, out value))
        {
            return null;
        }
        // 18 digits in all: a sum beyond is no price of anything.
        if (Math.Abs(value) >= 1e14m) return null;
        return (long)(decimal.Round(value, ColumnTable.MoneyScale, MidpointRounding.AwayFromZero) * MoneyUnit);
    }

    private static long? Time(ref Utf8JsonReader reader)
    {
        // Not as an offset time: what names no zone would be taken for the machine's.
        if (reader.TokenType != JsonTokenType.String || !reader.TryGetDateTime(out var time)) return null;
        if (time.Kind == DateTimeKind.Local) time = time.ToUniversalTime();
        return (time.Ticks - DateTime.UnixEpoch.Ticks) / TimeSpan.TicksPerMicrosecond;
    }
}
