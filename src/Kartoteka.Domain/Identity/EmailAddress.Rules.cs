using System.Globalization;
using System.Text;

namespace Kartoteka.Domain.Identity;

/// <content>What an address must satisfy, and the one form of its domain.</content>
public static partial class EmailAddress
{
    private const int LabelLengthMax = 63;
    private static readonly IdnMapping Idn = new();

    /// <summary>Says why <paramref name="address"/>, folded and unwrapped, can never receive mail; null when it can.</summary>
    private static string? Problem(ReadOnlySpan<char> address)
    {
        var at = address.IndexOf('@');
        if (at < 0)
            return "email_no_at";
        var local = address[..at];
        var domain = address[(at + 1)..];
        return domain.Contains('@') ? "email_two_at" : LocalProblem(local) ?? DomainProblem(domain)
            ?? (Encoding.UTF8.GetByteCount(local) + 1 + domain.Length > LengthMax ? "email_too_long" : null);
    }

    private static string? LocalProblem(ReadOnlySpan<char> local)
    {
        if (local.IsEmpty)
            return "email_no_local";
        if (local[0] == '.' || local[^1] == '.' || local.Contains("..", StringComparison.Ordinal))
            return "email_dots";
        foreach (var rune in local.EnumerateRunes())
        {
            if (rune.IsAscii ? !IsAtomCharacter((char)rune.Value) : !IsWordCharacter(rune))
                return Rune.IsWhiteSpace(rune) ? "email_space" : "email_local_character";
        }
        return Encoding.UTF8.GetByteCount(local) > LocalPartLengthMax ? "email_local_too_long" : null;
    }

    /// <summary>The <c>atext</c> of RFC 5322 §3.2.3 and the dot.</summary>
    private static bool IsAtomCharacter(char unit) =>
        char.IsAsciiLetterOrDigit(unit) || "!#$%&'*+-/=?^_`{|}~.".Contains(unit, StringComparison.Ordinal);

    /// <summary>RFC 6531 allows any character beyond ASCII; those that no name is written with are a broken encoding, not a name.</summary>
    private static bool IsWordCharacter(Rune rune) => Rune.IsLetterOrDigit(rune)
        || Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark;

    private static string? DomainProblem(ReadOnlySpan<char> domain)
    {
        if (domain.IsEmpty)
            return "email_no_domain";
        if (domain.ContainsAny(" \t\r\n"))
            return "email_space";
        foreach (var unit in domain)
        {
            // Host names hold letters, digits and hyphens only (RFC 1123 §2.1); an underscore never names a mail host.
            if (!char.IsAsciiLetterLower(unit) && !char.IsAsciiDigit(unit) && unit is not ('-' or '.'))
                return "email_domain_character";
        }
        if (!domain.Contains('.'))
            return "email_no_dot";
        var last = default(ReadOnlySpan<char>);
        foreach (var range in domain.Split('.'))
        {
            last = domain[range];
            if (last.IsEmpty)
                return "email_dots";
            if (last.Length > LabelLengthMax || last[0] == '-' || last[^1] == '-')
                return "email_domain_label";
        }
        // The root zone has no numeric name and none of one letter (RFC 3696 §2; ICANN Applicant Guidebook 2.2.1.3.2).
        return last.Length < 2 || !last.ContainsAnyInRange('a', 'z') ? "email_top_level" : null;
    }

    /// <summary>Converts a domain beyond ASCII to punycode; on failure <paramref name="ascii"/> is empty.</summary>
    private static string? TryPunycode(ReadOnlySpan<char> domain, out string ascii)
    {
        ascii = string.Empty;
        // The ideographic full stops part labels as well: RFC 3490 §3.1.
        var text = domain.ToString().Replace('\u3002', '.').Replace('\uFF61', '.').TrimEnd('.');
        if (text.Contains('@', StringComparison.Ordinal))
            return "email_two_at";
        foreach (var rune in text.EnumerateRunes())
        {
            if (Rune.IsWhiteSpace(rune))
                return "email_space";
            if (!rune.IsAscii && !IsWordCharacter(rune))
                return "email_domain_character";
        }
        foreach (var label in text.Split('.'))
        {
            // No registry gives out such a name: it is a typing error or a look-alike (a Cyrillic "а" in "mаil.ru").
            if (label.AsSpan().ContainsAnyInRange('a', 'z') && label.AsSpan().ContainsAnyInRange('\u0400', '\u04FF'))
                return "email_mixed_script";
        }
        try
        {
            ascii = Idn.GetAscii(text).ToLowerInvariant();
            return null;
        }
        catch (ArgumentException)
        {
            return text.Contains("..", StringComparison.Ordinal) || text.StartsWith('.') ? "email_dots" : "email_domain_label";
        }
    }
}
