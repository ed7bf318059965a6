namespace Kartoteka.Matching.Normalizing;

/// <summary>Mailboxes for comparing: what a provider takes for one mailbox becomes one text, known slips in domains are mended.</summary>
/// <remarks>
/// Looser than the product's identifier: a match is weighed with other evidence, so a tag after a plus and Gmail's dots may be dropped here.
/// Source: Google Account Help, "Dots don't matter in Gmail addresses"; Yandex Mail Help on dots, hyphens and domains of one mailbox.
/// </remarks>
public static class EmailNormalizer
{
    private static readonly Dictionary<string, string> Domains = Pairs(
        "googlemail.com gmail.com gmial.com gmail.com gmai.com gmail.com gmail.con gmail.com gmail.co gmail.com gamil.com gmail.com gmal.com gmail.com "
        + "gmail.ru gmail.com gmail.cm gmail.com gmil.com gmail.com hotmial.com hotmail.com hotmai.com hotmail.com yaho.com yahoo.com yahoo.con yahoo.com "
        + "mail.tu mail.ru mail.ry mail.ru mial.ru mail.ru mai.ru mail.ru maill.ru mail.ru mail.r mail.ru meil.ru mail.ru mail.ri mail.ru "
        + "ya.ru yandex.ru yandex.com yandex.ru yandex.by yandex.ru yandex.kz yandex.ru yandex.ua yandex.ru narod.ru yandex.ru yndex.ru yandex.ru "
        + "yandx.ru yandex.ru jandex.ru yandex.ru yandex.tu yandex.ru yadex.ru yandex.ru yandeks.ru yandex.ru outlok.com outlook.com iclod.com icloud.com "
        + "ramler.ru rambler.ru rambler.ry rambler.ru");

    private static readonly HashSet<string> JunkLocals =
        [.. "no none noemail nomail net not test qwerty na null nobody anonymous example email mail user a 1 123 12345 xxx asdf нет неизвестно".Split(' ')];

    /// <summary>Normalises an address.</summary>
    /// <param name="text">As typed.</param>
    /// <returns>Local part and domain in small letters; both empty for what is no address or a placeholder such as <c>no@mail.ru</c>.</returns>
    public static (string Local, string Domain) Normalize(ReadOnlySpan<char> text)
    {
        text = text.Trim(" \t\r\n<>\"';,.");
        if (text.StartsWith("mailto:", StringComparison.OrdinalIgnoreCase)) text = text[7..];
        var at = text.LastIndexOf('@');
        if (at < 1 || at == text.Length - 1) return ("", "");
        Span<char> small = text.Length <= 256 ? stackalloc char[256] : new char[text.Length];
        small = small[..text.ToLowerInvariant(small)];
        var domain = new string(small[(at + 1)..].Trim("."));
        if (Domains.TryGetValue(domain, out var mended)) domain = mended;
        ReadOnlySpan<char> local = small[..at];
        if (local.IndexOf('<') is var opened and >= 0) local = local[(opened + 1)..];
        if (local.IndexOf('+') is var plus and > 0) local = local[..plus];
        var name = local.Trim().ToString();
        if (domain == "gmail.com") name = name.Replace(".", "", StringComparison.Ordinal);
        else if (domain == "yandex.ru") name = name.Replace('-', '.');
        return IsJunk(name, domain) ? ("", "") : (name, domain);
    }

    private static bool IsJunk(string local, string domain) =>
        local.Length == 0 || JunkLocals.Contains(local) || local.AsSpan().IndexOfAnyExcept(local[0]) < 0 || domain is "test.ru" or "test.com" or "example.com" or "1.ru"
        || !domain.Contains('.', StringComparison.Ordinal);

    private static Dictionary<string, string> Pairs(string text)
    {
        var words = text.Split(' ');
        return Enumerable.Range(0, words.Length / 2).ToDictionary(i => words[2 * i], i => words[2 * i + 1]);
    }
}
