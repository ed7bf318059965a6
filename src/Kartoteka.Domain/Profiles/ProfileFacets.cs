using System.Globalization;
using System.Text;
using System.Text.Json;
using Kartoteka.Domain.Identity;

namespace Kartoteka.Domain.Profiles;

/// <summary>
/// The form in which a list of profiles is filtered: words <c>trait=value</c> parted and surrounded by single spaces. The name is
/// percent-encoded, so that it holds neither a space nor <c>=</c>; the value is a number, or a text folded as for search with its words
/// joined by <c>_</c>.
/// </summary>
public static class ProfileFacets
{
    /// <summary>Longest value kept, in UTF-16 units: longer ones are alike if they begin alike.</summary>
    public const int ValueLengthMax = 64;

    /// <summary>Most values kept of one profile.</summary>
    public const int ValuesMax = 200;

    /// <summary>The word that says what a profile is: <c>:kind=person</c>. No trait's encoded name begins with a colon.</summary>
    public static string KindWord(ProfileKind kind) => kind == ProfileKind.Person ? ":kind=person" : ":kind=account";

    /// <summary>The facets of a profile with these surviving traits; objects are left out, of arrays each scalar counts.</summary>
    public static string Of(ProfileKind kind, IEnumerable<SurvivingTrait> traits)
    {
        var text = new StringBuilder(" ").Append(KindWord(kind)).Append(' ');
        var count = 0;
        foreach (var trait in traits)
        {
            var prefix = Prefix(trait.Name);
            foreach (var value in Values(trait.Value.Json))
            {
                if (++count > ValuesMax) return text.ToString();
                text.Append(prefix).Append(value).Append(' ');
            }
        }
        return text.ToString();
    }

    /// <summary>The beginning of a trait's words: its encoded name and <c>=</c>.</summary>
    public static string Prefix(string trait) => $"{Uri.EscapeDataString(trait)}=";

    /// <summary>A text as facets hold it.</summary>
    public static string Fold(string text)
    {
        var folded = SearchText.Fold(text.Length > ValueLengthMax ? text[..ValueLengthMax] : text);
        return folded.Replace(' ', '_');
    }

    /// <summary>A number as facets hold it: the shortest text that reads back as the same double.</summary>
    public static string Fold(double number) => number.ToString("R", CultureInfo.InvariantCulture);

    private static IEnumerable<string> Values(byte[] json)
    {
        using var document = JsonDocument.Parse(json);
        if (document.RootElement.ValueKind != JsonValueKind.Array) return Scalar(document.RootElement) is { } only ? [only] : [];
        return [.. document.RootElement.EnumerateArray().Select(Scalar).OfType<string>().Distinct()];
    }

    private static string? Scalar(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => Fold(value.GetString()!),
        JsonValueKind.Number => Fold(value.GetDouble()),
        JsonValueKind.True => "true",
        JsonValueKind.False => "false",
        _ => null,
    };
}
