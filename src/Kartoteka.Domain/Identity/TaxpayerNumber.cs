namespace Kartoteka.Domain.Identity;

/// <summary>The Russian taxpayer's number (INN): 10 digits of a company, 12 of a person.</summary>
/// <remarks>Source: order ММВ-7-6/435@ of the Federal Tax Service, 29 June 2012: structure and control digits.</remarks>
public static class TaxpayerNumber
{
    private const int CompanyDigits = 10;
    private const int PersonDigits = 12;

    // The weights of the second control digit of a person; the others are tails of the same row.
    private static ReadOnlySpan<byte> Weights => [3, 7, 2, 4, 10, 3, 5, 9, 4, 6, 8];

    /// <summary>Reads a number, also one a spreadsheet spelled as a fraction (<c>7707083893.0</c>).</summary>
    /// <param name="raw">Any text up to 1024 UTF-16 units; spaces are dropped.</param>
    /// <param name="value">10 or 12 digits; empty when refused.</param>
    /// <param name="problem">
    /// Null, or <c>inn_empty</c>, <c>inn_not_digits</c>, <c>inn_length</c>, <c>inn_region</c>, <c>inn_checksum</c>, <c>inn_rounded</c>.
    /// A number whose first zero a spreadsheet dropped is refused: every tenth wrong number would pass the checksum by chance.
    /// </param>
    /// <returns>True when the text is a number with valid control digits. Never throws.</returns>
    public static bool TryNormalize(string? raw, out string value, out string? problem)
    {
        value = string.Empty;
        if (raw is null || raw.Length > TextFolding.RawLengthMax)
        {
            problem = raw is null ? "inn_empty" : "inn_length";
            return false;
        }
        Span<char> folded = stackalloc char[TextFolding.RawLengthMax];
        var length = TextFolding.Fold(raw, folded, FoldOptions.FullWidth | FoldOptions.LowerCase);
        ReadOnlySpan<char> text = folded[..WithoutSpaces(folded[..length])];
        Span<char> digits = stackalloc char[20];
        var numberLength = NumberText.Read(text, digits);
        if (numberLength > 0)
            text = digits[..numberLength];
        problem = numberLength < 0 ? "inn_rounded" : Problem(text);
        if (problem is null)
            value = raw.AsSpan().SequenceEqual(text) ? raw : text.ToString();
        return problem is null;
    }

    /// <summary>True when <paramref name="value"/>, a normalised number, is a person's: a citizen's or a sole trader's.</summary>
    public static bool IsPerson(string value) => value.Length == PersonDigits;

    private static string? Problem(ReadOnlySpan<char> text)
    {
        if (text.IsEmpty)
            return "inn_empty";
        if (text.ContainsAnyExceptInRange('0', '9'))
            return "inn_not_digits";
        if (text.Length is not (CompanyDigits or PersonDigits))
            return "inn_length";
        if (text[..2] is "00")
            return "inn_region";
        var valid = text.Length == CompanyDigits ? IsControlled(text, 9) : IsControlled(text, 10) && IsControlled(text, 11);
        return valid ? null : "inn_checksum";
    }

    /// <summary>Checks the digit at <paramref name="at"/> against the weighted sum of those before it.</summary>
    private static bool IsControlled(ReadOnlySpan<char> text, int at)
    {
        var weights = Weights[^at..];
        var sum = 0;
        for (var i = 0; i < at; i++)
            sum += weights[i] * (text[i] - '0');
        return sum % 11 % 10 == text[at] - '0';
    }

    private static int WithoutSpaces(Span<char> text)
    {
        var length = 0;
        foreach (var unit in text)
        {
            if (!char.IsWhiteSpace(unit))
                text[length++] = unit;
        }
        return length;
    }
}
