using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Unicode;
using Kartoteka.Domain.Identity;

namespace Kartoteka.Modules.Profiles.Embedding;

/// <summary>A line of the card.</summary>
/// <param name="Type">An identifier's type.</param>
/// <param name="Text">What stands beside it.</param>
internal readonly record struct CardLine(string Type, string Text);

/// <summary>What the card shows of a profile, masked already.</summary>
internal sealed record Card(
    ProfileId Id, ProfileKind Kind, string? Name, IReadOnlyList<CardLine> Contacts, IReadOnlyList<CardLine> Identifiers, (DateTimeOffset At, string Event)? LastActivity);

/// <summary>Writes the card as HTML. Every text passes the encoder; there is no script, and the one style is named by its hash.</summary>
internal static class CardPage
{
    private const string Style = """
        :root{color-scheme:light dark}body{margin:0;padding:12px 16px;font:14px/1.45 system-ui,sans-serif}article+article{margin-top:16px;padding-top:16px;border-top:1px solid #8884}
        h1{margin:0;font-size:18px;overflow-wrap:anywhere}p{margin:2px 0 8px}dl{margin:0;display:grid;grid-template-columns:max-content 1fr;gap:2px 12px}
        dt{opacity:.7}dd{margin:0;overflow-wrap:anywhere}h2{margin:10px 0 2px;font-size:13px;font-weight:600}
        """;

    private static readonly HtmlEncoder Encoder = HtmlEncoder.Create(UnicodeRanges.All);

    /// <summary>The page's policy without the frames it may stand in.</summary>
    public static string Policy { get; } =
        $"default-src 'none'; base-uri 'none'; form-action 'none'; style-src 'sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(Style)))}'";

    /// <summary>A page that says one thing.</summary>
    public static string Message(CardWords words, string text) => Page(words, $"<p role=\"status\">{Encode(text)}</p>");

    /// <summary>A card for each candidate, of which there is one as a rule.</summary>
    public static string Of(CardWords words, IReadOnlyList<Card> cards)
    {
        var body = new StringBuilder();
        if (cards.Count > 1) body.Append(CultureInfo.InvariantCulture, $"<p role=\"status\">{Encode(words.Several)}</p>");
        foreach (var card in cards) Write(body, words, card);
        return Page(words, body.ToString());
    }

    private static void Write(StringBuilder body, CardWords words, Card card)
    {
        body.Append(CultureInfo.InvariantCulture, $"<article><h1>{Encode(card.Name ?? words.NoName)}</h1><p>{Encode(card.Kind == ProfileKind.Person ? words.Person : words.Account)}</p>");
        Lines(body, words.Contacts, card.Contacts, words);
        if (card.LastActivity is { } last)
        {
            body.Append(CultureInfo.InvariantCulture, $"<h2>{Encode(words.LastActivity)}</h2><p><time datetime=\"{last.At.UtcDateTime:yyyy-MM-ddTHH:mm:ssZ}\">{Encode(words.Time(last.At))}</time> · {Encode(last.Event)}</p>");
        }
        Lines(body, words.Identifiers, card.Identifiers, words);
        body.Append("</article>");
    }

    private static void Lines(StringBuilder body, string title, IReadOnlyList<CardLine> lines, CardWords words)
    {
        if (lines.Count == 0) return;
        body.Append(CultureInfo.InvariantCulture, $"<h2>{Encode(title)}</h2><dl>");
        foreach (var line in lines) body.Append(CultureInfo.InvariantCulture, $"<dt>{Encode(words.TypeOf(line.Type))}</dt><dd>{Encode(line.Text)}</dd>");
        body.Append("</dl>");
    }

    private static string Page(CardWords words, string body) => $"""
        <!doctype html><html lang="{words.Language}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>{Encode(words.Title)}</title><style>{Style}</style></head><body>{body}</body></html>
        """;

    private static string Encode(string text) => Encoder.Encode(text);
}
