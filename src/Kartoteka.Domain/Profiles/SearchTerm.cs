using System.Text;

namespace Kartoteka.Domain.Profiles;

/// <summary>
/// One word of what was typed, with the other spellings that it may stand for: typed in the other keyboard layout (<c>bdfyjd</c>), or in
/// the other alphabet (<c>ivanov</c>, for a record that has <c>Иванов</c>).
/// </summary>
public sealed class SearchTerm
{
    private readonly byte[][] _bytes;

    internal SearchTerm(string text)
    {
        Spellings = [.. new[] { text, Layout(text), Alphabet(text) }.OfType<string>().Where(spelling => spelling.Length > 0).Distinct(StringComparer.Ordinal)];
        _bytes = [.. Spellings.Select(Encoding.UTF8.GetBytes)];
    }

    /// <summary>The word as typed, folded, and then its other spellings.</summary>
    public IReadOnlyList<string> Spellings { get; }

    /// <summary>Whether a profile has it, in some spelling.</summary>
    /// <param name="text">UTF-8 of <see cref="SearchDocument.Of"/>.</param>
    public bool Matches(ReadOnlySpan<byte> text)
    {
        foreach (var spelling in _bytes)
        {
            if (text.IndexOf(spelling) >= 0) return true;
        }
        return false;
    }

    private const string LatinKeys = "qwertyuiopasdfghjklzxcvbnm";
    private const string RussianKeys = "йцукенгшщзфывапролдячсмить";

    private static string? Layout(string text)
    {
        if (IsAll(text, LatinKeys)) return string.Concat(text.Select(letter => RussianKeys[LatinKeys.IndexOf(letter, StringComparison.Ordinal)]));
        if (IsAll(text, RussianKeys)) return string.Concat(text.Select(letter => LatinKeys[RussianKeys.IndexOf(letter, StringComparison.Ordinal)]));
        return null;
    }

    // Russian passports' scheme (ICAO Doc 9303) read backwards, with the older spellings of the same sounds; longest first.
    private static readonly (string Latin, string Russian)[] Sounds =
    [
        ("shch", "щ"), ("sch", "щ"), ("iia", "ия"), ("zh", "ж"), ("kh", "х"), ("ts", "ц"), ("ch", "ч"), ("sh", "ш"), ("yu", "ю"), ("iu", "ю"), ("ya", "я"), ("ia", "я"),
        ("yo", "е"), ("ye", "е"), ("ie", "ие"), ("ey", "ей"), ("iy", "ий"), ("yy", "ый"), ("ay", "ай"), ("oy", "ой"), ("a", "а"), ("b", "б"), ("c", "к"), ("d", "д"), ("e", "е"),
        ("f", "ф"), ("g", "г"), ("h", "х"), ("i", "и"), ("j", "й"), ("k", "к"), ("l", "л"), ("m", "м"), ("n", "н"), ("o", "о"), ("p", "п"), ("q", "к"), ("r", "р"), ("s", "с"),
        ("t", "т"), ("u", "у"), ("v", "в"), ("w", "в"), ("x", "кс"), ("y", "ы"), ("z", "з"),
    ];

    private static readonly string[] Letters =
        ["a", "b", "v", "g", "d", "e", "zh", "z", "i", "i", "k", "l", "m", "n", "o", "p", "r", "s", "t", "u", "f", "kh", "ts", "ch", "sh", "shch", "ie", "y", "", "e", "iu", "ia"];

    private static string? Alphabet(string text)
    {
        if (text.All(letter => letter is >= 'а' and <= 'я')) return string.Concat(text.Select(letter => Letters[letter - 'а']));
        if (!text.All(char.IsAsciiLetterLower)) return null;
        var result = new StringBuilder(text.Length);
        for (var at = 0; at < text.Length;)
        {
            var sound = Sounds.First(entry => text.AsSpan(at).StartsWith(entry.Latin, StringComparison.Ordinal));
            result.Append(sound.Russian);
            at += sound.Latin.Length;
        }
        return result.ToString();
    }

    private static bool IsAll(string text, string letters) => text.All(letter => letters.Contains(letter, StringComparison.Ordinal));
}
