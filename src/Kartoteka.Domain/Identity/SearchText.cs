using System.Text;

namespace Kartoteka.Domain.Identity;

/// <summary>The form in which profile search compares texts: any case, any spelling of ё, any punctuation.</summary>
public static class SearchText
{
    /// <summary>Folds <paramref name="text"/> to words of small letters and digits parted by single spaces.</summary>
    /// <param name="text">Any text, of any length.</param>
    /// <returns>
    /// At most as long as <paramref name="text"/>: ё is е, й is one letter, full-width forms are ASCII, stress marks are gone, anything
    /// but letters and digits is a space. Folding the result again returns it unchanged. Never throws.
    /// </returns>
    public static string Fold(string text)
    {
        var folded = new char[text.Length];
        var length = TextFolding.Fold(text, folded, FoldOptions.FullWidth | FoldOptions.LowerCase);
        var result = new StringBuilder(length);
        var spaceIsDue = false;
        foreach (var rune in folded.AsSpan(0, length).EnumerateRunes())
        {
            // Marks which no composition took are stresses over vowels, as dictionaries and some forms write them.
            if (rune.Value is >= 0x0300 and <= 0x036F)
                continue;
            if (!Rune.IsLetterOrDigit(rune))
            {
                spaceIsDue = result.Length > 0;
                continue;
            }
            if (spaceIsDue)
                result.Append(' ');
            spaceIsDue = false;
            result.Append((rune.Value == 'ё' ? new Rune('е') : Rune.ToLowerInvariant(rune)).ToString());
        }
        return result.ToString();
    }

    /// <summary>The decimal digits of <paramref name="text"/> as ASCII, full-width ones included; empty when it has none.</summary>
    public static string Digits(string text)
    {
        var result = new StringBuilder(text.Length);
        foreach (var unit in text)
        {
            if (char.IsAsciiDigit(unit))
                result.Append(unit);
            else if (unit is >= '\uFF10' and <= '\uFF19')
                result.Append((char)(unit - '\uFF10' + '0'));
        }
        return result.ToString();
    }
}
