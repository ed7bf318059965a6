namespace Kartoteka.Domain.Identity;

/// <summary>Loyalty card numbers: capitals and digits without separators.</summary>
/// <remarks>
/// Not checked by Luhn's formula: most loyalty schemes number cards in a row or by EAN. A number which does look like a payment card
/// (PAN) is refused instead: PCI DSS 4.0, requirement 3, forbids keeping one in the clear, and an identifier is shown and searched.
/// </remarks>
public static class CardNumber
{
    /// <summary>Fewest characters of a number.</summary>
    public const int LengthMin = 3;

    /// <summary>Most characters of a number.</summary>
    public const int LengthMax = 64;

    private const int PaymentCardDigits = 16;
    private const string CyrillicLookAlikes = "АВЕКМНОРСТУХ";
    private const string LatinLookAlikes = "ABEKMHOPCTYX";

    /// <summary>Removes spaces and dashes, capitalises, and writes look-alike letters one way.</summary>
    /// <param name="raw">Any text up to 1024 UTF-16 units.</param>
    /// <param name="value">
    /// 3 to 64 digits and capitals. Cyrillic letters that look Latin become Latin, unless another Cyrillic letter shows that the
    /// number is really in Cyrillic. Empty when refused.
    /// </param>
    /// <param name="problem">
    /// Null, or <c>card_empty</c>, <c>card_too_short</c>, <c>card_too_long</c>, <c>card_character</c>, <c>card_is_payment_card</c>.
    /// </param>
    /// <returns>True when the text is a card number. Never throws.</returns>
    public static bool TryNormalize(string? raw, out string value, out string? problem)
    {
        value = string.Empty;
        if (raw is null || raw.Length > TextFolding.RawLengthMax)
        {
            problem = raw is null ? "card_empty" : "card_too_long";
            return false;
        }
        Span<char> folded = stackalloc char[TextFolding.RawLengthMax];
        var length = Squeeze(folded[..TextFolding.Fold(raw, folded, FoldOptions.FullWidth)]);
        var card = folded[..length];
        problem = length == 0 ? "card_empty"
            : length < LengthMin ? "card_too_short"
            : length > LengthMax ? "card_too_long"
            : HasForeignCharacter(card) ? "card_character"
            : null;
        if (problem is not null)
            return false;
        WriteLookAlikesInLatin(card);
        if (IsPaymentCard(card))
        {
            problem = "card_is_payment_card";
            return false;
        }
        value = raw.AsSpan().SequenceEqual(card) ? raw : card.ToString();
        return true;
    }

    /// <summary>Drops separators and capitalises in place; returns the new length.</summary>
    private static int Squeeze(Span<char> text)
    {
        var length = 0;
        foreach (var unit in text)
        {
            if (!char.IsWhiteSpace(unit) && unit is not ('-' or '\u2212' or (>= '\u2010' and <= '\u2015')))
                text[length++] = char.ToUpperInvariant(unit);
        }
        return length;
    }

    private static bool HasForeignCharacter(ReadOnlySpan<char> card)
    {
        foreach (var unit in card)
        {
            if (!char.IsAsciiDigit(unit) && !char.IsAsciiLetterUpper(unit) && !(IsCyrillic(unit) && char.IsLetter(unit)))
                return true;
        }
        return false;
    }

    private static bool IsCyrillic(char unit) => unit is >= '\u0400' and <= '\u04FF';

    private static void WriteLookAlikesInLatin(Span<char> card)
    {
        foreach (var unit in card)
        {
            if (IsCyrillic(unit) && !CyrillicLookAlikes.Contains(unit, StringComparison.Ordinal))
                return;
        }
        foreach (ref var unit in card)
        {
            var at = CyrillicLookAlikes.IndexOf(unit, StringComparison.Ordinal);
            unit = at < 0 ? unit : LatinLookAlikes[at];
        }
    }

    /// <summary>Sixteen digits with the prefix of Mir, Visa or Mastercard (ISO/IEC 7812) and a valid check digit.</summary>
    private static bool IsPaymentCard(ReadOnlySpan<char> card)
    {
        if (card.Length != PaymentCardDigits || card.ContainsAnyExceptInRange('0', '9'))
            return false;
        var prefix = int.Parse(card[..4]);
        if (prefix is not ((>= 2200 and <= 2204) or (>= 4000 and <= 4999) or (>= 5100 and <= 5599) or (>= 2221 and <= 2720)))
            return false;
        var sum = 0;
        for (var i = 0; i < card.Length; i++)
        {
            var digit = card[i] - '0';
            var doubled = i % 2 == 0 ? digit * 2 : digit;
            sum += doubled > 9 ? doubled - 9 : doubled;
        }
        return sum % 10 == 0;
    }
}
