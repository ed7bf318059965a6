namespace Kartoteka.Matching.Text;

/// <summary>The form in which texts are compared: small letters without accents, ё as е, single spaces, no punctuation.</summary>
public static class NameText
{
    // Letters of Latin-1 Supplement and Latin Extended-A from U+00E0, as the base letter that ASCII has for them.
    private const string Latin1 = "aaaaaaaceeeeiiiidnooooo/ouuuuyty";
    private const string ExtendedA =
        "aaaaaaccccccccddddeeeeeeeeeegggggggghhhhiiiiiiiiiiiijjkkkllllllllllnnnnnnnnnoooooooorrrrrrssssssssttttttuuuuuuuuuuuuwwyyyzzzzzzs";

    /// <summary>Folds <paramref name="text"/> into <paramref name="destination"/>.</summary>
    /// <param name="text">Any text.</param>
    /// <param name="destination">At least as long as <paramref name="text"/>.</param>
    /// <returns>How many UTF-16 units were written: letters and digits in words parted by single spaces. Folding again changes nothing.</returns>
    public static int Fold(ReadOnlySpan<char> text, Span<char> destination)
    {
        var length = 0;
        var space = false;
        foreach (var unit in text)
        {
            var letter = FoldLetter(unit);
            if (letter == '\0') continue;
            if (letter == ' ')
            {
                space = length > 0;
                continue;
            }
            if (space) destination[length++] = ' ';
            space = false;
            destination[length++] = letter;
        }
        return length;
    }

    /// <summary>As <see cref="Fold(ReadOnlySpan{char}, Span{char})"/>, to a string.</summary>
    public static string Fold(ReadOnlySpan<char> text)
    {
        Span<char> folded = text.Length <= 512 ? stackalloc char[512] : new char[text.Length];
        return new string(folded[..Fold(text, folded)]);
    }

    /// <summary>One letter or digit folded; a space for what parts words; NUL for what is dropped (apostrophes, accents, soft hyphens).</summary>
    internal static char FoldLetter(char unit)
    {
        if (unit < 0x80)
        {
            if (char.IsAsciiLetterLower(unit) || char.IsAsciiDigit(unit)) return unit;
            if (char.IsAsciiLetterUpper(unit)) return (char)(unit | 0x20);
            return unit is '\'' or '`' ? '\0' : ' ';
        }
        if (unit is >= '\u0300' and <= '\u036f' or '\u00ad' or '\u2019' or '\u02bc' or '\ufeff' or '\u200b') return '\0';
        var small = char.ToLowerInvariant(unit);
        if (small == 'ё') return 'е';
        if (small is >= '\u0430' and <= '\u044f') return small;
        if (small == 'ß') return 's';
        if (small is >= '\u00e0' and <= '\u00ff') return small == '\u00f7' ? ' ' : Latin1[small - 0xe0];
        if (small is >= '\u0100' and <= '\u017f') return ExtendedA[small - 0x100];
        return char.IsLetterOrDigit(small) ? small : ' ';
    }

    /// <summary>True when <paramref name="text"/> has a letter of the Russian alphabet.</summary>
    public static bool HasCyrillic(ReadOnlySpan<char> text) => text.IndexOfAnyInRange('\u0400', '\u04ff') >= 0;

    /// <summary>True when <paramref name="text"/> has an ASCII letter.</summary>
    public static bool HasLatin(ReadOnlySpan<char> text)
    {
        foreach (var unit in text)
            if (char.IsAsciiLetter(unit)) return true;
        return false;
    }

    /// <summary>A stable 64-bit hash of a text: FNV-1a over UTF-16 units with a final mix, the same on every machine.</summary>
    public static ulong Hash(ReadOnlySpan<char> text)
    {
        var hash = 0xcbf29ce484222325UL;
        foreach (var unit in text) hash = (hash ^ unit) * 0x100000001b3UL;
        return Mix(hash);
    }

    /// <summary>Spreads the bits of a number (the finaliser of MurmurHash3).</summary>
    public static ulong Mix(ulong value)
    {
        value = (value ^ (value >> 33)) * 0xff51afd7ed558ccdUL;
        value = (value ^ (value >> 33)) * 0xc4ceb9fe1a85ec53UL;
        return value ^ (value >> 33);
    }

    /// <summary>Combines two hashes; the order matters.</summary>
    public static ulong Combine(ulong first, ulong second) => Mix(first * 0x9e3779b97f4a7c15UL + second + 0x632be59bd9b4e019UL);
}
