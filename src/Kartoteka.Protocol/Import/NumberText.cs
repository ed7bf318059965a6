using System.Globalization;

namespace Kartoteka.Protocol.Import;

/// <summary>How reading a number ended.</summary>
internal enum NumberReading
{
    /// <summary>It is a number.</summary>
    Good,

    /// <summary>The cell is blank.</summary>
    Empty,

    /// <summary>It is no number.</summary>
    Bad,

    /// <summary>Its comma may part decimals or thousands.</summary>
    Ambiguous,
}

/// <summary>Reads numbers of Russian and English files.</summary>
internal static class NumberText
{
    private const int PlainDigitsMax = 15;

    /// <summary>
    /// Takes spaces of any width and apostrophes for thousands; of a comma and a point the last parts decimals, of one sign alone seen once
    /// likewise. Only <c>1,234</c> (one to three digits, comma, three digits) is ambiguous, unless <paramref name="separator"/> is told.
    /// </summary>
    public static NumberReading TryRead(ReadOnlySpan<char> text, char? separator, out decimal number)
    {
        number = 0;
        text = text.Trim();
        if (text.IsEmpty) return NumberReading.Empty;
        if (text.Length > 40) return NumberReading.Bad;
        Span<char> kept = stackalloc char[40];
        var length = 0;
        foreach (var letter in text)
            if (!char.IsWhiteSpace(letter) && letter is not ('\'' or '’')) kept[length++] = letter == '−' ? '-' : letter;
        var digits = kept[..length];
        var reading = Separator(digits, separator, out var decimals);
        if (reading != NumberReading.Good) return reading;
        var written = 0;
        foreach (var letter in digits)
        {
            if (letter == decimals) digits[written++] = '.';
            else if (letter is not (',' or '.')) digits[written++] = letter;
        }
        const NumberStyles style = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint;
        return decimal.TryParse(digits[..written], style, CultureInfo.InvariantCulture, out number) ? NumberReading.Good : NumberReading.Bad;
    }

    /// <summary>True for a number that has one spelling only: it may change from text to JSON number without losing anything.</summary>
    public static bool IsPlain(ReadOnlySpan<char> text)
    {
        var digits = text.StartsWith('-') ? text[1..] : text;
        var point = digits.IndexOf('.');
        var whole = point < 0 ? digits : digits[..point];
        if (whole.IsEmpty || whole.Length > 1 && whole[0] == '0' || whole.IndexOfAnyExceptInRange('0', '9') >= 0) return false;
        if (point < 0) return whole.Length <= PlainDigitsMax && text is not "-0";
        var fraction = digits[(point + 1)..];
        return !fraction.IsEmpty && fraction.IndexOfAnyExceptInRange('0', '9') < 0 && whole.Length + fraction.Length <= PlainDigitsMax;
    }

    private static NumberReading Separator(ReadOnlySpan<char> digits, char? told, out char decimals)
    {
        int commas = digits.Count(','), points = digits.Count('.');
        decimals = told ?? '.';
        if (told is { } sign) return digits.Count(sign) <= 1 ? NumberReading.Good : NumberReading.Bad;
        if (commas > 0 && points > 0)
        {
            decimals = digits.LastIndexOf(',') > digits.LastIndexOf('.') ? ',' : '.';
            return digits.Count(decimals) == 1 ? NumberReading.Good : NumberReading.Bad;
        }
        if (points > 1) decimals = ','; // 1.234.567
        if (commas != 1) return NumberReading.Good;
        var comma = digits.IndexOf(',');
        var before = digits[..comma].TrimStart("+-");
        // 0,125 cannot be thousands.
        if (before.Length is >= 1 and <= 3 && before[0] != '0' && digits.Length - comma - 1 == 3) return NumberReading.Ambiguous;
        decimals = ',';
        return NumberReading.Good;
    }
}
