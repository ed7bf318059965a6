using Kartoteka.Matching.Normalizing;
using Kartoteka.Matching.Tables;
using Kartoteka.Matching.Text;

namespace Kartoteka.Matching.Records;

/// <summary>
/// Words of the columns that hold names: how often each stands as a given name, a surname or a middle name, and what a word in the wrong
/// script or with the wrong keyboard layout means.
/// </summary>
internal sealed class NameWords
{
    private const int WordsMax = 8;

    private readonly TextDictionary _words;
    private readonly List<int> _times = [];
    private readonly Dictionary<string, int[]> _resolved = [];
    private readonly NameVocabulary _vocabulary;
    private readonly List<bool> _isKnown = [];
    private readonly bool _learning;
    private readonly bool _russian;

    /// <summary>Reads the words of a table.</summary>
    /// <param name="known">What was learned of another table, which then tells all that depends on the whole; null to learn it of this one.</param>
    public NameWords(RecordTable table, IReadOnlyList<ColumnMeaning> columns, IReadOnlyList<int> rows, NameVocabulary? known)
    {
        _learning = known is null;
        _words = new TextDictionary(_learning ? TextDictionary.CapacityDefault : rows.Count * 4);
        int[][] weights = _learning ? [.. columns.Select(column => Weights(table, column.Column, rows))] : [];
        _vocabulary = known ?? new NameVocabulary(_words, _times) { IsRussian = CountScripts(table, columns, weights) };
        _russian = _vocabulary.IsRussian;
        Columns = [.. columns.Select(column => new int[table.Values(column.Column).Count][])];
        foreach (var own in (bool[])[true, false])
        {
            // What is written in the main script is read first: it tells what the rest can mean.
            for (var i = 0; i < columns.Count; i++) ReadColumn(table, columns[i], Columns[i], _learning ? weights[i] : [], own);
            if (own && _learning) _vocabulary.EndOwn();
        }
    }

    /// <summary>What was learned, or was given.</summary>
    public NameVocabulary Vocabulary => _vocabulary;

    /// <summary>Words of each value: by the position of its column among those that hold names, then by the value's code.</summary>
    public int[][][] Columns { get; }

    public bool IsRussian => _russian;

    public ReadOnlySpan<char> Text(int word) => _words[word];

    public int Count => _words.Count;

    /// <summary>How often a word stands in columns of a role: 0 given, 1 surname, 2 middle, 3 whole names.</summary>
    public int Times(int word, int role) => _times[word * NameVocabulary.Roles + role];

    /// <summary>The role of words in a column: 0 given, 1 surname, 2 middle, 3 whole names.</summary>
    public static int RoleOf(ColumnRole role) => role switch { ColumnRole.GivenName => 0, ColumnRole.Surname => 1, ColumnRole.MiddleName => 2, _ => 3 };

    private static int[] Weights(RecordTable table, int column, IReadOnlyList<int> rows)
    {
        var weights = new int[table.Values(column).Count];
        var codes = table.Codes(column);
        foreach (var row in rows) weights[codes[row]]++;
        return weights;
    }

    private static bool CountScripts(RecordTable table, IReadOnlyList<ColumnMeaning> columns, int[][] weights)
    {
        long russian = 0, other = 0;
        for (var i = 0; i < columns.Count; i++)
        {
            var values = table.Values(columns[i].Column);
            for (var code = 1; code < values.Count; code++)
            {
                if (NameText.HasCyrillic(values[code])) russian += weights[i][code];
                else other += weights[i][code];
            }
        }
        return russian > other;
    }

    private void ReadColumn(RecordTable table, ColumnMeaning column, int[][] wordsOf, int[] weights, bool own)
    {
        var values = table.Values(column.Column);
        var role = RoleOf(column.Role);
        for (var code = 0; code < values.Count; code++)
        {
            var text = values[code];
            var foreign = _russian && NameText.HasLatin(text);
            if (foreign == own) continue;
            var folded = NameText.Fold(text);
            int[] words = JunkValues.IsJunk(folded) && folded.Length != 1 ? [] : foreign ? Resolve(text.ToString(), folded, role) : Split(folded);
            wordsOf[code] = words;
            CountRoles(words, role, _learning ? weights[code] : 1);
        }
    }

    /// <summary>
    /// A column tells the role of its words. In a whole Russian name the patronymic tells it: the given name stands before it, in either order.
    /// </summary>
    private void CountRoles(int[] words, int role, int weight)
    {
        var patronymic = role == 3 && _russian ? Array.FindLastIndex(words, word => RussianNames.IsPatronymic(_words[word])) : -1;
        for (var i = 0; i < words.Length; i++)
        {
            var own = patronymic < 1 ? role : i == patronymic ? 2 : i == patronymic - 1 ? 0 : 1;
            if (_learning || !_isKnown[words[i]]) _times[words[i] * NameVocabulary.Roles + own] += weight;
        }
    }

    private int[] Split(string folded)
    {
        var words = new List<int>(4);
        foreach (var part in folded.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            if (!Titles.IsTitle(part) && words.Count < WordsMax) words.Add(Add(part));
        return [.. words];
    }

    private int Add(ReadOnlySpan<char> text)
    {
        if (_learning)
        {
            var word = _words.Add(text);
            if (word * NameVocabulary.Roles == _times.Count) _times.AddRange([0, 0, 0, 0]);
            return word;
        }
        // A word that was not met counts once, as what it stands for here; so each value has words of its own, lest one record tell of another's.
        var known = _vocabulary.Find(text);
        _isKnown.Add(known >= 0);
        for (var role = 0; role < NameVocabulary.Roles; role++) _times.Add(known < 0 ? 0 : _vocabulary.Times(known, role));
        return _words.Append(text);
    }

    /// <summary>Latin text among Russian names: another layout, a transliteration, or a foreign form.</summary>
    private int[] Resolve(string text, string folded, int role)
    {
        var key = $"{role} {text}";
        if (_resolved.TryGetValue(key, out var words)) return words;
        var typed = NameText.Fold(Transliteration.FromLatinLayout(text));
        var parts = folded.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        words = KnownShare(typed) > SkeletonShare(parts) ? Split(typed) : [.. parts.Take(WordsMax).Select(part => Add(ToRussian(part)))];
        return _resolved[key] = words;
    }

    private double KnownShare(string typed)
    {
        var parts = typed.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return parts.Length == 0 ? 0 : parts.Count(part => _vocabulary.IsOwn(part) || GivenNames.IsKnown(part) || RussianNames.IsPatronymic(part)
            || (part.Length > 4 && RussianNames.GenderOfSurname(part) != NameGender.Unknown)) / (double)parts.Length;
    }

    private double SkeletonShare(string[] parts) =>
        parts.Length == 0 ? 0 : parts.Count(part => part.Length == 1 || GivenNames.IsKnown(part) || _vocabulary.BySkeleton(part) >= 0
            || RussianNames.GenderOfSurname(Transliteration.ToCyrillic(part)) != NameGender.Unknown || RussianNames.IsPatronymic(Transliteration.ToCyrillic(part))) / (double)parts.Length;

    private string ToRussian(string part)
    {
        if (part.Length == 1) return Transliteration.ToCyrillic(part);
        if (_vocabulary.BySkeleton(part) is >= 0 and var word) return _vocabulary.Text(word).ToString();
        foreach (var group in GivenNames.GroupsOf(part))
            if (NameText.HasCyrillic(GivenNames.Head(group))) return GivenNames.Head(group);
        return Transliteration.ToCyrillic(part);
    }
}
