namespace Kartoteka.Matching.Normalizing;

/// <summary>Phones as digits that can be compared: the trunk prefix and the country code of Russia and of North America are taken off.</summary>
/// <remarks>
/// Not a check of validity: a number with a mistyped digit must still meet its twin. Seven digits are a local number and are kept as they are.
/// </remarks>
public static class PhoneNormalizer
{
    /// <summary>Most digits of a number: ITU-T E.164 allows 15.</summary>
    public const int DigitsMax = 15;

    /// <summary>Reads the first number of <paramref name="text"/>.</summary>
    /// <param name="text">As typed: any separators, an extension, several numbers parted by a comma, semicolon or slash.</param>
    /// <param name="digits">Room for <see cref="DigitsMax"/>.</param>
    /// <returns>How many digits there are (6 to 15), or 0 for what is no number: too short, too long, or a placeholder such as 0000000.</returns>
    public static int Normalize(ReadOnlySpan<char> text, Span<char> digits)
    {
        Span<char> found = stackalloc char[DigitsMax + 4];
        var count = 0;
        foreach (var unit in text)
        {
            if (char.IsAsciiDigit(unit))
            {
                if (count == found.Length) return 0;
                found[count++] = unit;
            }
            else if (count >= 6 && (unit is ',' or ';' or '/' or '#' or '\n' || char.IsLetter(unit)))
            {
                break;
            }
        }
        ReadOnlySpan<char> number = found[..count];
        if (number.StartsWith("810") && count > 11) number = number[3..];
        else if (number.StartsWith("00") && count > 10) number = number[2..];
        if (number.Length == 11 && number[0] is '7' or '8' or '1') number = number[1..];
        if (number.Length is < 6 or > DigitsMax || IsPlaceholder(number)) return 0;
        number.CopyTo(digits);
        return number.Length;
    }

    /// <summary>As <see cref="Normalize(ReadOnlySpan{char}, Span{char})"/>, to a string; empty for no number.</summary>
    public static string Normalize(ReadOnlySpan<char> text)
    {
        Span<char> digits = stackalloc char[DigitsMax];
        return new string(digits[..Normalize(text, digits)]);
    }

    private static bool IsPlaceholder(ReadOnlySpan<char> number)
    {
        var subscriber = number.Length > 7 ? number[^7..] : number;
        if (subscriber.IndexOfAnyExcept(subscriber[0]) < 0) return true;
        return "1234567".AsSpan().EndsWith(subscriber) || "7654321".AsSpan().StartsWith(subscriber);
    }
}
