using Kartoteka.Matching.Text;

namespace Kartoteka.Matching.Records;

/// <summary>Texts of some words: towns, companies, occupations. Words may be left out, exchanged or mistyped.</summary>
internal sealed class WordsComparer : FieldComparer
{
    private const int RememberedMax = 2048;
    private const int WordsMax = 12;
    private const ulong LongWord = 1;

    // Where values are few, such as towns, each two of them are compared once. Threads may do it twice, with one result.
    private readonly byte[] _remembered;

    // Hashes of words, the lowest bit telling those of more than two letters; a value's words stand from its start to that of the next.
    private readonly ulong[] _words;
    private readonly int[] _starts;

    public WordsComparer(ValueTable values) : base(values, ["different", "some words", "close", "exact"])
    {
        _remembered = values.Count <= RememberedMax ? new byte[values.Count * values.Count] : [];
        var words = new List<ulong>(values.Count);
        _starts = new int[values.Count + 1];
        Span<Range> ranges = stackalloc Range[WordsMax];
        for (var code = 0; code < values.Count; code++)
        {
            var text = values.Text(code);
            foreach (var range in ranges[..text.Split(ranges, ' ')]) words.Add((NameText.Hash(text[range]) & ~LongWord) | (text[range].Length > 2 ? LongWord : 0));
            _starts[code + 1] = words.Count;
        }
        _words = [.. words];
    }

    public override int Compare(int first, int second)
    {
        if (first == second) return 3;
        if (_remembered.Length == 0) return Level(first, second);
        ref var remembered = ref _remembered[first * Values.Count + second];
        if (remembered == 0) remembered = (byte)(Level(first, second) + 1);
        return remembered - 1;
    }

    private int Level(int first, int second)
    {
        var shorter = Math.Min(Values.LengthOf(first), Values.LengthOf(second));
        if (shorter >= 4 && Values.DistanceMin(first, second) <= 2)
        {
            var edits = Similarity.Distance(Values.Letters(first), Values.Letters(second));
            if (edits <= 1 || (edits == 2 && shorter >= 8)) return 2;
        }
        var similarityMax = Values.SimilarityMax(first, second);
        if (similarityMax < 0.6) return 0;
        var (common, fewer, more) = Words(first, second);
        if (common > 0 && common * 3 >= more * 2) return 2;
        if (common > 0 && common * 2 >= fewer) return 1;
        var similarity = similarityMax < 0.85 ? 0 : Similarity.JaroWinkler(Values.Letters(first), Values.Letters(second));
        return similarity >= 0.93 ? 2 : similarity >= 0.85 ? 1 : 0;
    }

    /// <summary>How many longer words two values share, and how many words each has.</summary>
    private (int Common, int Fewer, int More) Words(int first, int second)
    {
        var left = _words.AsSpan(_starts[first].._starts[first + 1]);
        var right = _words.AsSpan(_starts[second].._starts[second + 1]);
        var (common, taken) = (0, 0);
        foreach (var word in left)
        {
            for (var k = 0; k < right.Length; k++)
            {
                if (right[k] != word || (taken >> k & 1) != 0) continue;
                common += (int)(word & LongWord);
                taken |= 1 << k;
                break;
            }
        }
        return (common, Math.Min(left.Length, right.Length), Math.Max(left.Length, right.Length));
    }
}
