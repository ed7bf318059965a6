namespace Kartoteka.Domain.Identity;

/// <summary>
/// Reads whole numbers that spreadsheets and JSON writers spelled as fractions: <c>7.9161234567E10</c>, <c>7707083893.0</c>.
/// </summary>
internal static class NumberText
{
    // Excel's General format keeps six significant digits of a long number; anything with more zeros than this was rounded by somebody.
    private const int RestoredZerosMax = 3;
    private const int DigitsMax = 20;

    /// <summary>Writes the decimal digits of <paramref name="text"/> if it is a number with an exponent or with a zero fraction.</summary>
    /// <param name="text">Trimmed text in lower case; a comma serves as a decimal point too, as in Russian spreadsheets.</param>
    /// <param name="digits">Receives at most 20 digits.</param>
    /// <returns>Digits written; 0 when the text is not such a number; -1 when it is one but digits were rounded away.</returns>
    internal static int Read(ReadOnlySpan<char> text, Span<char> digits)
    {
        var point = text.IndexOfAny('.', ',');
        var exponentMark = text.IndexOf('e');
        if (exponentMark < 0)
            return point > 0 && text[(point + 1)..] is "0" or "00" ? Copy(text[..point], default, digits) : 0;
        var mantissa = text[..exponentMark];
        var whole = point < 0 || point > exponentMark ? mantissa : mantissa[..point];
        var fraction = whole.Length == mantissa.Length ? default : mantissa[(point + 1)..];
        var exponentText = text[(exponentMark + 1)..].TrimStart('+');
        if (whole.Length == 0 || exponentText.Length is 0 or > 2 || exponentText.ContainsAnyExceptInRange('0', '9'))
            return 0;
        var exponent = int.Parse(exponentText);
        fraction = fraction.TrimEnd('0');
        var written = Copy(whole, fraction, digits);
        if (written == 0 || exponent < fraction.Length || written + exponent - fraction.Length > DigitsMax)
            return 0;
        var zeros = exponent - fraction.Length;
        if (zeros > RestoredZerosMax)
            return -1;
        digits.Slice(written, zeros).Fill('0');
        return written + zeros;
    }

    private static int Copy(ReadOnlySpan<char> whole, ReadOnlySpan<char> fraction, Span<char> digits)
    {
        var length = whole.Length + fraction.Length;
        if (length > DigitsMax || whole.ContainsAnyExceptInRange('0', '9') || fraction.ContainsAnyExceptInRange('0', '9'))
            return 0;
        whole.CopyTo(digits);
        fraction.CopyTo(digits[whole.Length..]);
        return length;
    }
}
