using System.Text;

namespace Kartoteka.Domain.Identity;

/// <summary>E-mail addresses in one canonical form: lower case, ASCII domain (punycode), nothing around them.</summary>
/// <remarks>
/// The local part is lower-cased although RFC 5321 §2.4 lets a server tell cases apart: none in use does, and people mix them. Plus
/// tags and Gmail's dots stay: only the mailbox's own server may say they mean nothing, and some people keep two accounts apart by a
/// tag on purpose; joining profiles by a guess is worse than a second profile. The domain is ASCII since that form is what DNS and
/// servers without SMTPUTF8 take. Quoted local parts, comments and address literals of RFC 5322 are refused: no provider issues them.
/// </remarks>
public static partial class EmailAddress
{
    /// <summary>Longest address, in octets: RFC 5321 §4.5.3.1.3 less the angle brackets.</summary>
    public const int LengthMax = 254;

    /// <summary>Longest local part, in octets of UTF-8: RFC 5321 §4.5.3.1.1.</summary>
    public const int LocalPartLengthMax = 64;

    private const string Wrapping = " \t\r\n,;'\"";
    private const string WrappingAtEnd = Wrapping + ".";

    /// <summary>Reads an address as people type it: with <c>mailto:</c>, <c>Name &lt;a@b.c&gt;</c>, quotes, a last comma.</summary>
    /// <param name="raw">Any text up to 1024 UTF-16 units.</param>
    /// <param name="value">The address, at most 254 octets; empty when refused.</param>
    /// <param name="problem">
    /// Null, or <c>email_</c> with <c>empty</c>, <c>too_long</c>, <c>no_at</c>, <c>two_at</c>, <c>no_local</c>, <c>local_character</c>,
    /// <c>local_too_long</c>, <c>dots</c>, <c>space</c>, <c>no_domain</c>, <c>no_dot</c>, <c>domain_character</c>, <c>domain_label</c>,
    /// <c>top_level</c>, <c>mixed_script</c>.
    /// </param>
    /// <returns>True when the text is an address that mail could be delivered to. Never throws.</returns>
    public static bool TryNormalize(string? raw, out string value, out string? problem)
    {
        value = string.Empty;
        if (raw is null || raw.Length > TextFolding.RawLengthMax)
        {
            problem = raw is null ? "email_empty" : "email_too_long";
            return false;
        }
        // An apostrophe is allowed in a local part, but at the start it is what spreadsheets mark a text cell with.
        var small = TextFolding.IsVisibleAscii(raw) && !raw.AsSpan().ContainsAnyInRange('A', 'Z');
        if (small && !raw.StartsWith('\'') && Problem(raw) is null)
        {
            value = raw;
            problem = null;
            return true;
        }
        return TryReadTyped(raw, out value, out problem);
    }

    private static bool TryReadTyped(string raw, out string value, out string? problem)
    {
        Span<char> folded = stackalloc char[TextFolding.RawLengthMax];
        var length = TextFolding.Fold(raw, folded, FoldOptions.FullWidth | FoldOptions.LowerCase);
        var text = Unwrap(folded[..length]);
        value = string.Empty;
        if (text.IsEmpty)
        {
            problem = "email_empty";
            return false;
        }
        var at = text.IndexOf('@');
        if (at >= 0 && !Ascii.IsValid(text[(at + 1)..]))
        {
            problem = TryPunycode(text[(at + 1)..], out var domain);
            if (problem is not null)
                return false;
            value = string.Concat(text[..(at + 1)], domain);
        }
        else
        {
            value = text.ToString();
        }
        problem = Problem(value);
        if (problem is not null)
            value = string.Empty;
        return problem is null;
    }

    /// <summary>Takes off what people and spreadsheets put around an address.</summary>
    private static ReadOnlySpan<char> Unwrap(ReadOnlySpan<char> text)
    {
        text = text.Trim();
        var open = text.LastIndexOf('<');
        if (open >= 0 && text.TrimEnd(" .,;") is [.., '>'] closed)
            text = closed[(open + 1)..^1];
        text = text.Trim(Wrapping).TrimEnd(WrappingAtEnd);
        if (text.StartsWith("mailto:"))
        {
            text = text["mailto:".Length..];
            var query = text.LastIndexOf('?');
            // A question mark may stand in a local part; after the at sign it begins mailto's headers (RFC 6068).
            if (query > text.IndexOf('@'))
                text = text[..query];
        }
        return text.Trim(Wrapping).TrimEnd(WrappingAtEnd);
    }
}
