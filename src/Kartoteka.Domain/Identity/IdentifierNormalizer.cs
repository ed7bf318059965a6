namespace Kartoteka.Domain.Identity;

/// <summary>Brings an identifier of any type to its one canonical form, so that equal identifiers are equal strings.</summary>
public static class IdentifierNormalizer
{
    /// <summary>Longest name of an identifier type, in UTF-16 units.</summary>
    public const int TypeNameLengthMax = 40;

    // Telegram Bot API, object User: an id "has at most 52 significant bits".
    private const long TelegramIdMax = (1L << 52) - 1;

    /// <summary>Normalises <paramref name="raw"/> by the rules of its type.</summary>
    /// <param name="type">A name of <see cref="IdentifierTypes"/>, or a custom one that <see cref="IsTypeName"/> accepts.</param>
    /// <param name="raw">The value as it came: any text; null counts as empty.</param>
    /// <param name="value">
    /// 1 to <see cref="Identifier.ValueLengthMax"/> UTF-16 units; empty when refused. Ids keep their case, lose invisible characters
    /// and spaces at the ends. The namespace of <c>user_id</c> and <c>group_id</c> is the caller's to add. A phone's extension is
    /// left out; <see cref="PhoneNumber.TryNormalize"/> tells it.
    /// </param>
    /// <param name="problem">
    /// Null, or a short stable code: those of the type's own class, or <c>id_empty</c>, <c>id_too_long</c>,
    /// <c>id_control_character</c>, <c>id_broken_text</c>, <c>telegram_id_not_digits</c>, <c>telegram_id_range</c>, <c>type_name</c>.
    /// </param>
    /// <returns>True when the value may identify a customer. Never throws. Normalising a result again returns it unchanged.</returns>
    public static bool TryNormalize(string type, string? raw, out string value, out string? problem)
    {
        switch (type)
        {
            case IdentifierTypes.Email:
                return EmailAddress.TryNormalize(raw, out value, out problem);
            case IdentifierTypes.Phone:
                return PhoneNumber.TryNormalize(raw, out value, out _, out problem);
            case IdentifierTypes.Card:
                return CardNumber.TryNormalize(raw, out value, out problem);
            case IdentifierTypes.Inn:
                return TaxpayerNumber.TryNormalize(raw, out value, out problem);
            case IdentifierTypes.TelegramId:
                return TryNormalizeTelegramId(raw, out value, out problem);
            case var _ when IsTypeName(type):
                return TryNormalizeId(raw, out value, out problem);
            default:
                value = string.Empty;
                problem = "type_name";
                return false;
        }
    }

    /// <summary>True for the name of a type: a small Latin letter, then up to 39 of <c>a-z</c>, <c>0-9</c> and <c>_</c>.</summary>
    public static bool IsTypeName(string? name)
    {
        if (name is null || name.Length is 0 or > TypeNameLengthMax || !char.IsAsciiLetterLower(name[0]))
            return false;
        foreach (var unit in name)
        {
            if (!char.IsAsciiLetterLower(unit) && !char.IsAsciiDigit(unit) && unit != '_')
                return false;
        }
        return true;
    }

    private static bool TryNormalizeId(string? raw, out string value, out string? problem)
    {
        value = string.Empty;
        if (raw is null || raw.Length > TextFolding.RawLengthMax)
        {
            problem = raw is null ? "id_empty" : "id_too_long";
            return false;
        }
        var plain = TextFolding.IsVisibleAscii(raw);
        Span<char> folded = stackalloc char[plain ? 0 : raw.Length];
        // Full-width forms stay: two ids that differ in them may be two customers of a system we know nothing of.
        ReadOnlySpan<char> text = plain ? raw : folded[..TextFolding.Fold(raw, folded, FoldOptions.None)].Trim();
        problem = text.IsEmpty ? "id_empty"
            : text.Length > Identifier.ValueLengthMax ? "id_too_long"
            : plain ? null
            : TextFolding.IsBroken(text) ? "id_broken_text"
            : HasControlCharacter(text) ? "id_control_character"
            : null;
        if (problem is null)
            value = raw.AsSpan().SequenceEqual(text) ? raw : text.ToString();
        return problem is null;
    }

    private static bool HasControlCharacter(ReadOnlySpan<char> text)
    {
        foreach (var unit in text)
        {
            if (char.IsControl(unit))
                return true;
        }
        return false;
    }

    private static bool TryNormalizeTelegramId(string? raw, out string value, out string? problem)
    {
        if (!TryNormalizeId(raw, out value, out problem))
            return false;
        Span<char> digits = stackalloc char[20];
        var length = NumberText.Read(value.ToLowerInvariant(), digits);
        var text = length > 0 ? digits[..length] : value.AsSpan();
        problem = length < 0 || text.ContainsAnyExceptInRange('0', '9') ? "telegram_id_not_digits"
            : !long.TryParse(text, out var id) || id is 0 or > TelegramIdMax ? "telegram_id_range"
            : null;
        var canonical = text.TrimStart('0');
        value = problem is not null ? string.Empty : canonical.Length == value.Length ? value : canonical.ToString();
        return problem is null;
    }
}
