using System.Text;
using Kartoteka.Domain.Identity;

namespace Kartoteka.Modules.Catalogue.Contracts;

/// <summary>How masked values look: enough to tell two apart or to check one that a caller has said, and too little to use.</summary>
public static class Masks
{
    /// <summary>What stands for a value of which nothing is shown.</summary>
    public const string Hidden = "•••";

    // ITU-T E.164: at most 15 digits; ten are a number without its country's code.
    private const int PhoneDigitsMin = 10, PhoneDigitsMax = 15;

    /// <summary>A masked value: an e-mail keeps its first letter and its domain, a phone its code and its last two digits.</summary>
    public static string Value(string value)
    {
        if (EmailAddress.TryNormalize(value, out var email, out _)) return Email(email);
        return PhoneNumber.TryNormalize(value, out var phone, out _, out _) ? Phone(phone) : Hidden;
    }

    /// <summary>A card keeps its last four characters, as on a receipt.</summary>
    public static string Card(string value) => value.Length >= 8 ? $"{Hidden}{value[^4..]}" : Hidden;

    /// <summary>The text with every e-mail and phone in it masked; the same object when there is none.</summary>
    public static string InText(string text) => PhonesIn(EmailsIn(text));

    private static string Email(string email) => $"{First(email)}{Hidden}@{email[(email.LastIndexOf('@') + 1)..]}";

    private static string First(string text) => Rune.DecodeFromUtf16(text, out var rune, out _) == System.Buffers.OperationStatus.Done ? rune.ToString() : "";

    private static string Phone(string e164) => e164.Length == 12 && e164.StartsWith("+7", StringComparison.Ordinal)
        ? $"+7 {e164[2..5]} {Hidden}-••-{e164[^2..]}"
        : $"{e164[..Math.Min(3, e164.Length - 2)]} {Hidden} {e164[^2..]}";

    private static string EmailsIn(string text)
    {
        if (!text.Contains('@') && !text.Contains("%40", StringComparison.Ordinal)) return text;
        var shown = new StringBuilder(text.Length);
        var done = 0;
        for (var at = NextAt(text, 0, out var width); at >= 0; at = NextAt(text, at + width, out width))
        {
            var (start, end) = (at, at + width);
            while (start > done && IsOfLocalPart(text[start - 1])) start--;
            while (end < text.Length && IsOfDomain(text[end])) end++;
            var domain = text[(at + width)..end].TrimEnd('.', '-');
            if (start == at || !domain.Contains('.')) continue;
            shown.Append(text, done, start - done).Append(First(text[start..at])).Append(Hidden).Append(text, at, width).Append(domain);
            done = at + width + domain.Length;
        }
        return done == 0 ? text : shown.Append(text, done, text.Length - done).ToString();
    }

    // Addresses in links are encoded.
    private static int NextAt(string text, int from, out int width)
    {
        var (plain, encoded) = (text.IndexOf('@', from), text.IndexOf("%40", from, StringComparison.Ordinal));
        width = encoded >= 0 && (plain < 0 || encoded < plain) ? 3 : 1;
        return width == 3 ? encoded : plain;
    }

    private static bool IsOfLocalPart(char c) => char.IsLetterOrDigit(c) || c is '.' or '_' or '-' or '+' or '!' or '#' or '$' or '*' or '~' or '\'' or '%';

    private static bool IsOfDomain(char c) => char.IsLetterOrDigit(c) || c is '.' or '-';

    private static string PhonesIn(string text)
    {
        StringBuilder? shown = null;
        var done = 0;
        for (var start = 0; start < text.Length; start++)
        {
            if (!IsStart(text, start) || PhoneAt(text, start, out var masked) is not { } end) continue;
            (shown ??= new StringBuilder(text.Length)).Append(text, done, start - done).Append(masked);
            done = end;
            start = end - 1;
        }
        return shown is null ? text : shown.Append(text, done, text.Length - done).ToString();
    }

    // A digit inside a word or a longer number begins no phone, or half of all ids would; a plus does, and so does an encoded one.
    private static bool IsStart(string text, int at)
    {
        if (text[at] == '+') return true;
        if (!char.IsAsciiDigit(text[at]) && text[at] != '(') return false;
        if (at == 0) return true;
        return !char.IsLetterOrDigit(text[at - 1]) || (at >= 3 && text.AsSpan(at - 3, 3).Equals("%2B", StringComparison.OrdinalIgnoreCase));
    }

    // The longest run from here that is a number, so that one with an extension or a neighbour is found too.
    private static int? PhoneAt(string text, int start, out string masked)
    {
        var (digits, found) = (0, (int?)null);
        masked = "";
        for (var i = start; i < text.Length && digits <= PhoneDigitsMax; i++)
        {
            if (char.IsAsciiDigit(text[i])) digits++;
            else if (!(text[i] is ' ' or '-' or '(' or ')' or '.' or '\u00a0' or '\u2011' or '\u2013' || (text[i] == '+' && i == start))) break;
            var ends = char.IsAsciiDigit(text[i]) && (i + 1 == text.Length || !char.IsLetterOrDigit(text[i + 1]));
            if (!ends || digits is < PhoneDigitsMin or > PhoneDigitsMax) continue;
            if (!PhoneNumber.TryNormalize(text[start..(i + 1)], out var e164, out _, out _)) continue;
            (found, masked) = (i + 1, Phone(e164));
        }
        return found;
    }
}
