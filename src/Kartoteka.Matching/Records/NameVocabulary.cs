using Kartoteka.Matching.Tables;
using Kartoteka.Matching.Text;

namespace Kartoteka.Matching.Records;

/// <summary>Words of names in a table: how often each stands as what, and which of them a word in the other script means.</summary>
internal sealed class NameVocabulary
{
    /// <summary>Roles of words: 0 given, 1 surname, 2 middle, 3 whole names.</summary>
    public const int Roles = 4;

    private readonly TextDictionary _words;
    private readonly List<int> _times;
    private readonly Dictionary<ulong, int> _bySkeleton = [];
    private int _ownCount;

    /// <summary>Wraps words and counts that go on growing.</summary>
    /// <param name="words">By number.</param>
    /// <param name="times">How often each stands in each role: <see cref="Roles"/> numbers a word.</param>
    public NameVocabulary(TextDictionary words, List<int> times) => (_words, _times) = (words, times);

    /// <summary>Whether most names are in Cyrillic letters, so that Latin ones are to be read in them.</summary>
    public bool IsRussian { get; set; }

    public int Count => _words.Count;

    public ReadOnlySpan<char> Text(int word) => _words[word];

    /// <summary>The number of a word, or -1.</summary>
    public int Find(ReadOnlySpan<char> text) => _words.Find(text);

    public int Times(int word, int role) => _times[word * Roles + role];

    /// <summary>True for a word that stands in the table's own script.</summary>
    public bool IsOwn(ReadOnlySpan<char> text) => _words.Find(text) is >= 0 and var word && word < _ownCount;

    /// <summary>The most frequent word of the table's own script that sounds so in any scheme of transliteration, or -1.</summary>
    public int BySkeleton(ReadOnlySpan<char> text) => _bySkeleton.GetValueOrDefault(NameText.Hash(Transliteration.Skeleton(text)), -1);

    /// <summary>All words until now are in the table's own script: from here on they tell what others mean.</summary>
    public void EndOwn()
    {
        _ownCount = Count;
        for (var word = 0; word < _ownCount && IsRussian; word++)
        {
            var skeleton = Transliteration.Skeleton(_words[word]);
            if (skeleton.Length < 2) continue;
            var key = NameText.Hash(skeleton);
            if (!_bySkeleton.TryGetValue(key, out var other) || IsOftener(word, other)) _bySkeleton[key] = word;
        }
    }

    /// <summary>Gives back what growing took in advance. From now on any number of threads may look words up, and none may be added.</summary>
    public NameVocabulary Seal()
    {
        _words.Trim();
        _words.Find("");
        _times.TrimExcess();
        _bySkeleton.TrimExcess();
        return this;
    }

    public void Write(BinaryWriter writer)
    {
        writer.Write(IsRussian);
        writer.Write(_ownCount);
        writer.Write(Count);
        var heads = _bySkeleton.Values.ToHashSet();
        for (var word = 0; word < Count; word++)
        {
            writer.Write(_words[word].ToString());
            writer.Write(heads.Contains(word));
            for (var role = 0; role < Roles; role++) writer.Write7BitEncodedInt(Times(word, role));
        }
    }

    public static NameVocabulary Read(BinaryReader reader)
    {
        var vocabulary = new NameVocabulary(new TextDictionary(), []) { IsRussian = reader.ReadBoolean(), _ownCount = reader.ReadInt32() };
        var count = reader.ReadInt32();
        for (var word = 0; word < count; word++)
        {
            var text = reader.ReadString();
            vocabulary._words.Add(text);
            if (reader.ReadBoolean()) vocabulary._bySkeleton[NameText.Hash(Transliteration.Skeleton(text))] = word;
            for (var role = 0; role < Roles; role++) vocabulary._times.Add(reader.Read7BitEncodedInt());
        }
        return vocabulary.Seal();
    }

    private bool IsOftener(int word, int other)
    {
        var (mine, its) = (Sum(word), Sum(other));
        return mine != its ? mine > its : _words[word].SequenceCompareTo(_words[other]) < 0;
    }

    private int Sum(int word) => Times(word, 0) + Times(word, 1) + Times(word, 2) + Times(word, 3);
}
