namespace Kartoteka.Domain.Identity;

/// <content>Reads the spelling of one number: labels, separators, extension.</content>
public static partial class PhoneNumber
{
    private const int NumberDigitsMax = 20;
    private const int ExtensionDigitsMax = 10;

    // Longer spellings first, for a shorter one is their beginning.
    private static readonly string[] ExtensionMarks = ["добавочный", "доб", "внутр", "вн", "extension", "ext", "x", "х", "#"];

    private static readonly string[] Labels =
    [
        "телефон", "тел", "мобильный", "моб", "сотовый", "сот", "дом", "раб", "т", "м",
        "telephone", "tel", "phone", "mobile", "mob", "cell", "whatsapp",
    ];

    private static string? TryOne(ReadOnlySpan<char> text, Span<char> number, out int length, out string? extension)
    {
        Span<char> digits = stackalloc char[NumberDigitsMax];
        var (count, plus, eightStandsAlone) = (0, false, false);
        extension = null;
        length = 0;
        text = WithoutComment(WithoutLabel(text));
        for (var i = 0; i < text.Length; i++)
        {
            var unit = text[i];
            if (char.IsAsciiDigit(unit))
            {
                if (count == NumberDigitsMax)
                    return "phone_too_long";
                digits[count++] = unit;
            }
            else if (unit == '+')
            {
                if (plus || count > 0)
                    return "phone_two_plus";
                plus = true;
            }
            else if (plus && text[i..].StartsWith("(0)") && IsCodeWithTrunkZero(digits[..count]))
            {
                // "+44 (0)20 …" shows the trunk 0 that is dropped from abroad.
                i += 2;
            }
            else if (IsNoise(unit))
            {
                eightStandsAlone |= count == 1 && digits[0] == '8';
            }
            else if (TryReadExtension(text[i..], out extension))
            {
                break;
            }
            else
            {
                return "phone_letters";
            }
        }
        return count == 0 ? "phone_empty" : Resolve(digits[..count], plus, eightStandsAlone, number, out length);
    }

    /// <summary>True for a whole country code unless, as in Italy, there is no trunk 0 behind it.</summary>
    private static bool IsCodeWithTrunkZero(ReadOnlySpan<char> digits) => !digits.IsEmpty
        && CallingCodes.CodeLength(digits) == digits.Length && !CallingCodes.NumbersMayBeginWithZero(digits);

    /// <summary>Reads <c>доб. 12</c> or <c>ext=12</c> at the start of what follows the number's own part of a list.</summary>
    private static string? ExtensionAlone(ReadOnlySpan<char> rest)
    {
        var end = rest.IndexOfAny(",;\n\r");
        return TryReadExtension((end < 0 ? rest : rest[..end]).TrimStart(), out var extension) ? extension : null;
    }

    private static bool TryReadExtension(ReadOnlySpan<char> text, out string? extension)
    {
        extension = null;
        foreach (var mark in ExtensionMarks)
        {
            if (!text.StartsWith(mark, StringComparison.Ordinal))
                continue;
            var digits = text[mark.Length..].TrimStart(" .:=#№-(").TrimEnd(" .)");
            if (digits.Length > ExtensionDigitsMax || digits.ContainsAnyExceptInRange('0', '9'))
                return false;
            // A lone "x" masks a digit ("8916123456x"), while a lone "доб." is a form's field left blank.
            if (digits.IsEmpty)
                return mark.Length > 1;
            extension = digits.ToString();
            return true;
        }
        return false;
    }

    private static ReadOnlySpan<char> WithoutLabel(ReadOnlySpan<char> text)
    {
        text = text.Trim();
        var letters = 0;
        while (letters < text.Length && char.IsLetter(text[letters]))
            letters++;
        if (letters == 0)
            return text;
        foreach (var label in Labels)
        {
            if (text[..letters].SequenceEqual(label))
                return text[letters..].TrimStart(".: ");
        }
        return text;
    }

    /// <summary>Drops a last remark in parentheses without digits: <c>8 916 123-45-67 (мама)</c>.</summary>
    private static ReadOnlySpan<char> WithoutComment(ReadOnlySpan<char> text)
    {
        var open = text.LastIndexOf('(');
        return open > 0 && text[^1] == ')' && !text[open..].ContainsAnyInRange('0', '9') ? text[..open] : text;
    }

    // Dashes U+2010 to U+2015 and the minus sign come from word processors; the tilde is the wait for a tone in "8~10".
    private static bool IsNoise(char unit) => unit is ' ' or '\t' or '-' or '.' or '(' or ')' or '/' or '~' or '\u2212'
        or (>= '\u2010' and <= '\u2015');
}
