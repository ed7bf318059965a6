using System.Collections.Frozen;

namespace Kartoteka.Domain.Identity;

/// <summary>
/// Values that forms, test runs and broken exports put where an identifier should be. One of them would join thousands of strangers,
/// so they identify nobody. The settings add to this list by <see cref="BlockedPatterns"/>.
/// </summary>
public static class BlockedValues
{
    // A shop's customer 111 or 9999 is real; from six equal characters on, a filled-in field is likelier than that very customer.
    private const int RepeatedCharactersMin = 6;
    private const int SubscriberDigits = 7;
    private const int SequentialDigits = 9;
    private const int SharedNameLengthMax = 3;

    private static readonly FrozenSet<string> Words = FrozenSet.Create(
        StringComparer.OrdinalIgnoreCase,
        "null", "(null)", "nil", "undefined", "nan", "none", "unknown", "anonymous", "guest", "n/a", "n.a.", "empty",
        "not set", "(not set)", "true", "false", "-1", "[object object]", "нет", "неизвестно", "неизвестен", "не указан", "не указано",
        "отсутствует", "гость", "аноним");

    // Names of RFC 2142 and those that shops and forms add to them: a desk reads such a mailbox, not one customer.
    private static readonly FrozenSet<string> RoleMailboxes = FrozenSet.Create(
        StringComparer.Ordinal,
        "info", "marketing", "sales", "sale", "support", "abuse", "noc", "security", "postmaster", "hostmaster", "webmaster",
        "www", "usenet", "news", "newsletter", "noreply", "no-reply", "no_reply", "no.reply", "donotreply", "do-not-reply",
        "mailer-daemon", "root", "admin", "administrator", "office", "contact", "contacts", "help", "helpdesk",
        "service", "reception", "zakaz", "order", "orders",
        "инфо", "заказ", "админ", "почта");

    /// <summary>True when the identifier is junk by its type's rules and must neither find nor join profiles.</summary>
    /// <param name="identifier">
    /// A normalised identifier. Of <c>user_id</c> and <c>group_id</c> only the part after the first colon counts.
    /// </param>
    public static bool IsBlocked(Identifier identifier)
    {
        var value = WithoutNamespace(identifier);
        return identifier.Type switch
        {
            IdentifierTypes.Email => IsBlockedEmail(value),
            IdentifierTypes.Phone => IsBlockedPhone(value),
            IdentifierTypes.Card or IdentifierTypes.Inn => IsJunkId(value) || IsOneCharacter(value),
            _ => IsJunkId(value),
        };
    }

    /// <summary>The value without <c>namespace:</c> where its type has one.</summary>
    internal static ReadOnlySpan<char> WithoutNamespace(Identifier identifier) =>
        IdentifierTypes.IsNamespaced(identifier.Type) && identifier.Value.IndexOf(':', StringComparison.Ordinal) is >= 0 and var colon
            ? identifier.Value.AsSpan(colon + 1)
            : identifier.Value;

    private static bool IsJunkId(ReadOnlySpan<char> value)
    {
        value = value.Trim();
        if (Words.GetAlternateLookup<ReadOnlySpan<char>>().Contains(value))
            return true;
        var first = '\0';
        var count = 0;
        foreach (var unit in value)
        {
            if (!char.IsLetterOrDigit(unit) && !char.IsSurrogate(unit))
                continue;
            if (count++ > 0 && unit != first)
                return false;
            first = unit;
        }
        // Nothing but separators, nothing but zeros (the nil UUID among them), or one character over and over.
        return count == 0 || first == '0' || count >= RepeatedCharactersMin;
    }

    private static bool IsBlockedEmail(ReadOnlySpan<char> address)
    {
        var at = address.IndexOf('@');
        if (at < 0)
            return true;
        var local = address[..at];
        var domain = address[(at + 1)..];
        var dot = domain.IndexOf('.');
        var name = dot < 0 ? domain : domain[..dot];
        return RoleMailboxes.GetAlternateLookup<ReadOnlySpan<char>>().Contains(local)
            || IsJunkId(local)
            // "a@a.ru", "123@123.ru", "test@test.com"; a longer name may be a family's own domain, as in "ivanov@ivanov.ru".
            || (local.SequenceEqual(name) && (local.Length <= SharedNameLengthMax || local is "test" or "mail" or "email"));
    }

    private static bool IsBlockedPhone(ReadOnlySpan<char> e164) => e164.Length > SubscriberDigits
        && (IsOneCharacter(e164[^SubscriberDigits..]) || (e164.Length > SequentialDigits && IsSequence(e164[^SequentialDigits..])));

    private static bool IsOneCharacter(ReadOnlySpan<char> value) => !value.IsEmpty && !value.ContainsAnyExcept(value[0]);

    /// <summary>True for digits that count up or down, 0 following 9: <c>234567890</c>, <c>987654321</c>.</summary>
    private static bool IsSequence(ReadOnlySpan<char> digits)
    {
        var step = (digits[1] - digits[0] + 10) % 10;
        if (step is not (1 or 9))
            return false;
        for (var i = 2; i < digits.Length; i++)
        {
            if ((digits[i] - digits[i - 1] + 10) % 10 != step)
                return false;
        }
        return true;
    }
}
