using System.Collections.Frozen;
using Kartoteka.Matching.Text;

namespace Kartoteka.Matching.Normalizing;

/// <summary>Names of towns: types dropped, the usual abbreviations of Russian cities written out.</summary>
public static class CityNormalizer
{
    private static readonly HashSet<string> Types =
        [.. "г гор город пгт пос поселок село деревня дер рп ст станица аул хутор city town of".Split(' ')];

    private static readonly FrozenDictionary<string, string> Short = new Dictionary<string, string>
    {
        ["спб"] = "санкт петербург", ["с петербург"] = "санкт петербург", ["питер"] = "санкт петербург", ["ленинград"] = "санкт петербург", ["петербург"] = "санкт петербург",
        ["мск"] = "москва", ["нн"] = "нижний новгород", ["н новгород"] = "нижний новгород", ["екб"] = "екатеринбург", ["ебург"] = "екатеринбург", ["нск"] = "новосибирск",
        ["ростов на дону"] = "ростов на дону", ["рнд"] = "ростов на дону", ["ростов"] = "ростов на дону", ["наб челны"] = "набережные челны", ["челны"] = "набережные челны",
        ["н тагил"] = "нижний тагил", ["комсомольск н а"] = "комсомольск на амуре", ["крск"] = "красноярск", ["чел"] = "челябинск", ["влад"] = "владивосток",
        ["й ола"] = "йошкар ола", ["nyc"] = "new york", ["sf"] = "san francisco", ["la"] = "los angeles",
    }.ToFrozenDictionary();

    /// <summary>Normalises a name.</summary>
    /// <param name="text">As written: <c>г. Санкт-Петербург</c>, <c>СПб</c>.</param>
    /// <returns>Folded words; empty for junk.</returns>
    public static string Normalize(ReadOnlySpan<char> text)
    {
        var folded = NameText.Fold(text);
        if (JunkValues.IsJunk(folded)) return "";
        if (folded.Contains(' ', StringComparison.Ordinal))
        {
            var kept = string.Join(' ', folded.Split(' ').Where(word => !Types.Contains(word)));
            if (kept.Length > 0) folded = kept;
        }
        return Short.GetValueOrDefault(folded, folded);
    }
}
