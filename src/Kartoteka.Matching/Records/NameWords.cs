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

    private readonly TextDictionary _words = new();
    private readonly List<int[]> _counts = [];
    private readonly Dictionary<string, int> _bySkeleton = [];
    private readonly Dictionary<string, int[]> _resolved = [];
    private bool _russian;

    /// <summary>Words of each value: by column of the table, then by the value's code.</summary>
    public Dictionary<int, int[][]> Columns { get; } = [];

    public bool IsRussian => _russian;

    public ReadOnlySpan<char> Text(int word) => _words[word];

    public int Count => _words.Count;

    /// <summary>How often a word stands in columns of a role: 0 given, 1 surname, 2 middle, 3 whole names.</summary>
    public int Times(int word, int role) => _counts[word][role];

    public static NameWords Read(RecordTable table, IReadOnlyList<ColumnMeaning> columns, IReadOnlyList<int> rows)
    {
        var names = new NameWords();
        var weights = columns.ToDictionary(column => column.Column, column => Weights(table, column.Column, rows));
        names.CountScripts(table, columns, weights);
        foreach (var column in columns) names.Columns[column.Column] = new int[table.Values(column.Column).Count][];
        foreach (var own in (bool[])[true, false])
        {
            // What is written in the main script is read first: it tells what the rest can mean.
            foreach (var column in columns) names.ReadColumn(table, column, weights[column.Column], own);
            if (own) names.IndexSkeletons();
        }
        return names;
    }

    private static int[] Weights(RecordTable table, int column, IReadOnlyList<int> rows)
    {
        var weights = new int[table.Values(column).Count];
        var codes = table.Codes(column);
        foreach (var row in rows) weights[codes[row]]++;
        return weights;
    }

    private void CountScripts(RecordTable table, IReadOnlyList<ColumnMeaning> columns, Dictionary<int, int[]> weights)
    {
        long russian = 0, other = 0;
        foreach (var column in columns)
        {
            for (var code = 1; code < table.Values(column.Column).Count; code++)
            {
                if (NameText.HasCyrillic(table.Values(column.Column)[code])) russian += weights[column.Column][code];
                else other += weights[column.Column][code];
            }
        }
        _russian = russian > other;
    }

    private void ReadColumn(RecordTable table, ColumnMeaning column, int[] weights, bool own)
    {
        var values = table.Values(column.Column);
        var role = column.Role switch { ColumnRole.GivenName => 0, ColumnRole.Surname => 1, ColumnRole.MiddleName => 2, _ => 3 };
        for (var code = 0; code < values.Count; code++)
        {
            var text = values[code];
            var foreign = _russian && NameText.HasLatin(text);
            if (foreign == own) continue;
            var folded = NameText.Fold(text);
            int[] words = JunkValues.IsJunk(folded) && folded.Length != 1 ? [] : foreign ? Resolve(text.ToString(), folded, role) : Split(folded);
            Columns[column.Column][code] = words;
            CountRoles(words, role, weights[code]);
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
            _counts[words[i]][own] += weight;
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
        var word = _words.Add(text);
        if (word == _counts.Count) _counts.Add(new int[4]);
        return word;
    }

    private void IndexSkeletons()
    {
        if (!_russian) return;
        for (var word = 0; word < _words.Count; word++)
        {
            var skeleton = Transliteration.Skeleton(_words[word]);
            if (skeleton.Length < 2) continue;
            if (_bySkeleton.TryGetValue(skeleton, out var other) && !IsOftener(word, other)) continue;
            _bySkeleton[skeleton] = word;
        }
    }

    private bool IsOftener(int word, int other)
    {
        var (mine, its) = (_counts[word].Sum(), _counts[other].Sum());
        return mine != its ? mine > its : _words[word].SequenceCompareTo(_words[other]) < 0;
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
        return parts.Length == 0 ? 0 : parts.Count(part => _words.Find(part) is var word && (word >= 0 && _counts[word].Sum() > 0) || GivenNames.IsKnown(part) || RussianNames.IsPatronymic(part)
            || (part.Length > 4 && RussianNames.GenderOfSurname(part) != NameGender.Unknown)) / (double)parts.Length;
    }

    private double SkeletonShare(string[] parts) =>
        parts.Length == 0 ? 0 : parts.Count(part => part.Length == 1 || GivenNames.IsKnown(part) || _bySkeleton.ContainsKey(Transliteration.Skeleton(part))
            || RussianNames.GenderOfSurname(Transliteration.ToCyrillic(part)) != NameGender.Unknown || RussianNames.IsPatronymic(Transliteration.ToCyrillic(part))) / (double)parts.Length;

    private string ToRussian(string part)
    {
        if (part.Length == 1) return Transliteration.ToCyrillic(part);
        if (_bySkeleton.TryGetValue(Transliteration.Skeleton(part), out var word)) return _words[word].ToString();
        foreach (var group in GivenNames.GroupsOf(part))
            if (NameText.HasCyrillic(GivenNames.Head(group))) return GivenNames.Head(group);
        return Transliteration.ToCyrillic(part);
    }
}
