namespace Kartoteka.Matching.Normalizing;

/// <summary>Endings of Russian surnames and patronymics. All arguments are folded words (small letters, ё as е).</summary>
public static class RussianNames
{
    private static readonly string[] Patronymics = ["ович", "евич", "ьич", "овна", "евна", "ична", "инична", "оглы", "кызы", "улы"];

    /// <summary>True for a word that ends like a patronymic, also with a mistyped letter left out (<c>петрвич</c> is not taken).</summary>
    public static bool IsPatronymic(ReadOnlySpan<char> word)
    {
        if (word.Length < 6) return word is "ильич" or "лукич" or "фомич" or "кузьмич" or "ильична";
        foreach (var ending in Patronymics)
            if (word.EndsWith(ending)) return true;
        return word.EndsWith("мич") || word.EndsWith("кич");
    }

    /// <summary>The gender that a patronymic tells.</summary>
    public static NameGender GenderOfPatronymic(ReadOnlySpan<char> word) =>
        word.EndsWith("на") || word.EndsWith("кызы") ? NameGender.Female : word.EndsWith("ич") || word.EndsWith("оглы") ? NameGender.Male : NameGender.Unknown;

    /// <summary>The gender that a surname's ending tells; unknown for those that do not bend (Шевченко, Черных).</summary>
    public static NameGender GenderOfSurname(ReadOnlySpan<char> word)
    {
        if (EndsWithAny(word, "ова", "ева", "ина", "ына", "ская", "цкая", "ая")) return NameGender.Female;
        return EndsWithAny(word, "ов", "ев", "ин", "ын", "ский", "цкий", "ый", "ой", "ий") ? NameGender.Male : NameGender.Unknown;
    }

    /// <summary>The masculine form of a surname: <c>иванова</c> is иванов, <c>белая</c> is белый; others stay. Each part of a double surname is bent.</summary>
    public static string Masculine(string word)
    {
        if (word.Contains(' ', StringComparison.Ordinal)) return string.Join(' ', word.Split(' ').Select(Masculine));
        if (word.Length < 4) return word;
        if (EndsWithAny(word, "ова", "ева", "ина", "ына")) return word[..^1];
        if (EndsWithAny(word, "ская", "цкая")) return word[..^2] + "ий";
        if (word.EndsWith("яя", StringComparison.Ordinal)) return word[..^2] + "ий";
        if (word.EndsWith("ая", StringComparison.Ordinal)) return word[..^2] + ("гжкхчшщ".Contains(word[^3], StringComparison.Ordinal) ? "ий" : "ый");
        // One form for Толстой and the like, whose feminine is that of Белый.
        if (word.EndsWith("ой", StringComparison.Ordinal)) return word[..^2] + ("гжкхчшщ".Contains(word[^3], StringComparison.Ordinal) ? "ий" : "ый");
        return word;
    }

    private static bool EndsWithAny(ReadOnlySpan<char> word, params ReadOnlySpan<string> endings)
    {
        foreach (var ending in endings)
            if (word.Length > ending.Length && word.EndsWith(ending)) return true;
        return false;
    }
}
