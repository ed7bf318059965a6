using System.Text;

namespace Kartoteka.Matching.Text;

/// <summary>Russian words in Latin letters and back, whatever scheme wrote them (passport 2014, BGN, GOST, as one likes).</summary>
public static class Transliteration
{
    private static readonly string[] Letters =
    [
        "a", "b", "v", "g", "d", "e", "zh", "z", "i", "y", "k", "l", "m", "n", "o", "p", "r", "s", "t", "u", "f", "kh", "ts", "ch", "sh", "shch",
        "", "y", "", "e", "yu", "ya",
    ];

    // Longest first: the first that fits is taken.
    private static readonly (string Latin, string Cyrillic)[] Back =
    [
        ("shch", "щ"), ("sch", "щ"), ("zh", "ж"), ("kh", "х"), ("ts", "ц"), ("tz", "ц"), ("ch", "ч"), ("sh", "ш"), ("yu", "ю"), ("iu", "ю"), ("ju", "ю"),
        ("ya", "я"), ("ia", "я"), ("ja", "я"), ("yo", "е"), ("jo", "е"), ("ye", "е"), ("je", "е"), ("yy", "ый"), ("iy", "ий"), ("ij", "ий"), ("ii", "ий"),
        ("yj", "ый"), ("ph", "ф"), ("ck", "к"), ("x", "кс"), ("w", "в"), ("q", "к"), ("c", "ц"), ("h", "х"), ("j", "й"), ("y", "ы"), ("a", "а"), ("b", "б"),
        ("v", "в"), ("g", "г"), ("d", "д"), ("e", "е"), ("z", "з"), ("i", "и"), ("k", "к"), ("l", "л"), ("m", "м"), ("n", "н"), ("o", "о"), ("p", "п"),
        ("r", "р"), ("s", "с"), ("t", "т"), ("u", "у"), ("f", "ф"),
    ];

    /// <summary>A folded Russian text in Latin letters (BGN-like); other letters stay.</summary>
    /// <param name="text">As <see cref="NameText.Fold(ReadOnlySpan{char})"/> gives it.</param>
    public static string ToLatin(ReadOnlySpan<char> text)
    {
        var result = new StringBuilder(text.Length + 8);
        foreach (var unit in text)
        {
            if (unit is >= 'а' and <= 'я') result.Append(Letters[unit - 'а']);
            else result.Append(unit);
        }
        return result.ToString();
    }

    /// <summary>A likely Russian spelling of a folded Latin text: <c>tsvetkova</c> is цветкова. Signs that no scheme writes (ь, ъ) are missing.</summary>
    /// <param name="text">As <see cref="NameText.Fold(ReadOnlySpan{char})"/> gives it.</param>
    public static string ToCyrillic(ReadOnlySpan<char> text)
    {
        var result = new StringBuilder(text.Length);
        for (var at = 0; at < text.Length;)
        {
            var rest = text[at..];
            var taken = 0;
            foreach (var (latin, cyrillic) in Back)
            {
                if (!rest.StartsWith(latin)) continue;
                // A y after a vowel, or at the end after anything but a consonant cluster, is й; at the end alone it stands for ий.
                if (latin is "y" or "i" && rest.Length == 1 && at > 0) result.Append(IsVowel(text[at - 1]) ? "й" : latin == "y" ? "ий" : "и");
                else if (latin == "y" && at > 0 && IsVowel(text[at - 1])) result.Append('й');
                else result.Append(cyrillic);
                taken = latin.Length;
                break;
            }
            if (taken == 0) result.Append(rest[0]);
            at += Math.Max(taken, 1);
        }
        return result.ToString();
    }

    /// <summary>
    /// What is left of a folded word when scripts, schemes and doubled letters are forgotten: <c>щербакова</c>, <c>shcherbakova</c> and
    /// <c>scherbakova</c> have one skeleton. For looking up a spelling, not for showing.
    /// </summary>
    /// <param name="text">As <see cref="NameText.Fold(ReadOnlySpan{char})"/> gives it.</param>
    /// <returns>ASCII letters and digits; empty when there are none.</returns>
    public static string Skeleton(ReadOnlySpan<char> text)
    {
        ReadOnlySpan<char> latin = NameText.HasCyrillic(text) ? ToLatin(text) : text;
        var result = new StringBuilder(latin.Length);
        for (var at = 0; at < latin.Length;)
        {
            var (letter, taken) = Reduce(latin[at..]);
            at += taken;
            if (letter == '\0') continue;
            if (result.Length > 0 && (result[^1] == letter || (letter == 'i' && result[^1] == 'e' && at >= latin.Length))) continue;
            result.Append(letter);
        }
        return result.ToString();
    }

    /// <summary>As typed with the other keyboard layout: <c>Bdfyjd</c> is Иванов. Letters without a counterpart stay.</summary>
    /// <param name="text">Raw text, before folding: punctuation keys carry letters.</param>
    public static string FromLatinLayout(ReadOnlySpan<char> text)
    {
        const string keys = "qwertyuiop[]asdfghjkl;'zxcvbnm,.`{}:\"<>~";
        const string letters = "йцукенгшщзхъфывапролджэячсмитьбюёхъжэбюё";
        var result = new StringBuilder(text.Length);
        foreach (var unit in text)
        {
            var key = keys.IndexOf(char.ToLowerInvariant(unit), StringComparison.Ordinal);
            result.Append(key < 0 ? unit : letters[key]);
        }
        return result.ToString();
    }

    private static (char Letter, int Taken) Reduce(ReadOnlySpan<char> rest)
    {
        if (rest.StartsWith("shch")) return ('w', 4);
        if (rest.StartsWith("sch")) return ('w', 3);
        if (rest.Length > 1)
        {
            switch (rest[..2])
            {
                case "sh": return ('w', 2);
                case "zh": return ('j', 2);
                case "kh": return ('h', 2);
                case "ts" or "tz": return ('c', 2);
                case "ch": return ('q', 2);
                case "ph": return ('f', 2);
                case "ck": return ('k', 2);
                case "ks": return ('x', 2);
                case "yu" or "iu" or "ju": return ('u', 2);
                case "ya" or "ia" or "ja": return ('a', 2);
                case "yo" or "jo" or "ye" or "je" or "ie": return ('e', 2);
                default: break;
            }
        }
        return rest[0] switch
        {
            'y' or 'i' => ('i', 1),
            'j' when rest.Length == 1 => ('i', 1),
            ' ' or '-' => ('\0', 1),
            var letter => (letter, 1),
        };
    }

    private static bool IsVowel(char letter) => letter is 'a' or 'e' or 'i' or 'o' or 'u' or 'y';
}
