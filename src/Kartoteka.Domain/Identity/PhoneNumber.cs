namespace Kartoteka.Domain.Identity;

/// <summary>Phone numbers as people type them, brought to E.164 with the habits of Russia for numbers without a country code.</summary>
/// <remarks>
/// A number without plus is taken only where nothing but Russia (or Kazakhstan, which shares +7) can be meant: 8 or 7 and ten digits,
/// ten digits of a mobile or of a known area code, or a number after the prefixes 810 and 00. Sources: ITU-T E.164 and the
/// national numbering plan of +7 as ITU publishes it (https://www.itu.int/oth/T0202.aspx).
/// </remarks>
public static partial class PhoneNumber
{
    /// <summary>Finds the first valid number in <paramref name="raw"/>.</summary>
    /// <param name="raw">
    /// Any text up to 1024 UTF-16 units: separators, labels, <c>tel:</c>, full-width digits, a number spelled as a fraction
    /// (<c>7.9161234567E10</c>), or several numbers parted by a comma, semicolon, slash or line break.
    /// </param>
    /// <param name="e164">The plus sign and 5 to 15 digits; empty when refused.</param>
    /// <param name="extension">1 to 10 digits after <c>доб.</c>, <c>ext</c>, <c>x</c>, <c>#</c>, <c>;ext=</c>; else null.</param>
    /// <param name="problem">
    /// Null, or <c>phone_</c> with <c>empty</c>, <c>too_short</c>, <c>too_long</c>, <c>wrong_length</c>, <c>letters</c>, <c>two_plus</c>,
    /// <c>no_country</c>, <c>unknown_code</c>, <c>unknown_prefix</c>, <c>rounded</c>: of the first number that was refused.
    /// </param>
    /// <returns>True when a number was found. Never throws.</returns>
    public static bool TryNormalize(string? raw, out string e164, out string? extension, out string? problem)
    {
        e164 = string.Empty;
        extension = null;
        if (raw is null || raw.Length > TextFolding.RawLengthMax)
        {
            problem = raw is null ? "phone_empty" : "phone_too_long";
            return false;
        }
        if (IsCanonical(raw))
        {
            e164 = raw;
            problem = null;
            return true;
        }

        Span<char> folded = stackalloc char[TextFolding.RawLengthMax];
        var length = TextFolding.Fold(raw, folded, FoldOptions.FullWidth | FoldOptions.LowerCase);
        ReadOnlySpan<char> text = folded[..length].Trim();
        Span<char> digits = stackalloc char[NumberDigitsMax];
        var numberLength = NumberText.Read(text, digits);
        if (numberLength < 0)
        {
            problem = "phone_rounded";
            return false;
        }
        return TryFirst(numberLength > 0 ? digits[..numberLength] : text, out e164, out extension, out problem);
    }

    private static bool TryFirst(ReadOnlySpan<char> text, out string e164, out string? extension, out string? problem)
    {
        Span<char> number = stackalloc char[CallingCodes.DigitsMax + 1];
        e164 = string.Empty;
        extension = null;
        problem = null;
        while (!text.IsEmpty)
        {
            var end = text.IndexOfAny(",;\n\r");
            var part = end < 0 ? text : text[..end];
            text = end < 0 ? default : text[(end + 1)..];
            if (part.IsWhiteSpace())
                continue;
            var refusal = TryPart(part, number, out var length, out extension);
            if (refusal is null)
            {
                e164 = new string(number[..length]);
                extension ??= ExtensionAlone(text);
                problem = null;
                return true;
            }
            problem ??= refusal;
        }
        problem ??= "phone_empty";
        return false;
    }

    /// <summary>Reads a part which may hold a slash: inside a number it is noise, else it parts two numbers.</summary>
    private static string? TryPart(ReadOnlySpan<char> part, Span<char> number, out int length, out string? extension)
    {
        var refusal = TryOne(part, number, out length, out extension);
        if (refusal is null || !part.Contains('/'))
            return refusal;
        foreach (var range in part.Split('/'))
        {
            if (TryOne(part[range], number, out length, out extension) is null)
                return null;
        }
        return refusal;
    }

    private static bool IsCanonical(string raw)
    {
        if (raw.Length is < 5 or > CallingCodes.DigitsMax + 1 || raw[0] != '+' || raw.AsSpan(1).ContainsAnyExceptInRange('0', '9'))
            return false;
        Span<char> number = stackalloc char[CallingCodes.DigitsMax + 1];
        return ResolveInternational(raw.AsSpan(1), number, out var length) is null && raw.AsSpan().SequenceEqual(number[..length]);
    }
}
