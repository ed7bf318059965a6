using Kartoteka.Matching.Normalizing;
using Kartoteka.Matching.Text;

namespace Kartoteka.Matching.Records;

/// <summary>Given names and patronymics: short forms, initials, slips of the hand. Two names that many people bear are two names, however near their letters.</summary>
internal sealed class GivenComparer : FieldComparer
{
    public const int Different = 0, Similar = 1, Initial = 2, Close = 3, Form = 4, Exact = 5;

    private readonly ushort[][] _groups;
    private readonly ulong[] _groupBits;
    private readonly bool[] _established;
    private readonly bool[] _initial;
    private readonly double[] _initialShare;
    private readonly FieldFacts? _known;

    /// <summary>Makes a comparer.</summary>
    /// <param name="known">What another table tells of names; null to ask this one's values.</param>
    public GivenComparer(ValueTable values, FieldFacts? known) : base(values, ["different", "similar", "initial", "close", "another form", "exact"])
    {
        _known = known;
        _initialShare = known?.InitialShares ?? new double[128];
        _groups = new ushort[values.Count][];
        _groupBits = new ulong[values.Count];
        _established = new bool[values.Count];
        _initial = new bool[values.Count];
        var often = Math.Max(4, values.Filled / 4000);
        for (var code = 0; code < values.Count; code++)
        {
            var text = values.Text(code).ToString();
            _groups[code] = [.. GivenNames.GroupsOf(text).ToArray().Select(group => (ushort)group)];
            foreach (var group in _groups[code]) _groupBits[code] |= 1UL << (group & 63);
            _initial[code] = text.Length == 1;
            _established[code] = _groups[code].Length > 0 || values.Counts[code] >= often;
            if (known is null) _initialShare[values.FirstLetter(code)] += values.Frequency(code);
        }
    }

    public bool IsInitial(int code) => _initial[code];

    /// <summary>Names that rare ones may be slips of.</summary>
    public NearNames Near() => _known?.Near
        ?? new NearNames([.. Enumerable.Range(0, Values.Count).Where(code => _established[code] && !_initial[code]).Select(code => (Values.Text(code).ToString(), Values.Counts[code]))]);

    public override FieldFacts Facts() => base.Facts() with { InitialShares = _initialShare, Near = Near() };

    public bool IsEstablished(int code) => _established[code];

    public ReadOnlySpan<ushort> GroupsOf(int code) => _groups[code];

    public override int Compare(int first, int second)
    {
        if (first == second) return _initial[first] ? Initial : Exact;
        if (_initial[first] || _initial[second]) return Values.BeginAlike(first, second) ? Initial : Different;
        if ((_groupBits[first] & _groupBits[second]) != 0)
            foreach (var group in _groups[first])
                if (_groups[second].AsSpan().Contains(group)) return Form;
        if (Values.MayContain(first, second) && IsPart(Values.Letters(first), Values.Letters(second))) return Close;
        if (_established[first] && _established[second]) return Different;
        var shorter = Math.Min(Values.LengthOf(first), Values.LengthOf(second));
        if (shorter >= 3 && Values.DistanceMin(first, second) <= 2)
        {
            var edits = Similarity.Distance(Values.Letters(first), Values.Letters(second));
            if (edits <= 1 || (edits == 2 && shorter >= 6)) return Close;
        }
        var similarity = Values.SimilarityMax(first, second) < 0.82 ? 0 : Similarity.JaroWinkler(Values.Letters(first), Values.Letters(second));
        return similarity >= 0.93 ? Close : similarity >= 0.82 ? Similar : Different;
    }

    public override double Frequency(int first, int second, int level) => level switch
    {
        Exact => Values.Frequency(first),
        Initial => _initialShare[Values.FirstLetter(first)],
        _ => 0,
    };

    /// <summary>One of two names of several words has all words of the other: <c>anna</c> and <c>anna maria</c>.</summary>
    private static bool IsPart(ReadOnlySpan<byte> left, ReadOnlySpan<byte> right)
    {
        var space = Similarity.EncodeLetter(' ');
        if (left.Length > right.Length) return IsPart(right, left);
        return left.Length >= 3 && right.Length > left.Length && ((right.StartsWith(left) && right[left.Length] == space) || (right.EndsWith(left) && right[^(left.Length + 1)] == space));
    }
}

/// <summary>Surnames, in the masculine form where there are two.</summary>
internal sealed class SurnameComparer(ValueTable values) : FieldComparer(values, ["different", "similar", "close", "exact"])
{
    public override int Compare(int first, int second)
    {
        if (first == second) return Values.LengthOf(first) == 1 ? 1 : 3;
        var shorter = Math.Min(Values.LengthOf(first), Values.LengthOf(second));
        if (shorter == 1) return Values.BeginAlike(first, second) ? 1 : 0;
        if (shorter >= 4 && Values.DistanceMin(first, second) <= 2)
        {
            var edits = Similarity.Distance(Values.Letters(first), Values.Letters(second));
            if (edits <= 1 || (edits == 2 && shorter >= 7)) return 2;
        }
        if (shorter >= 4 && Values.MayContain(first, second) && SharesWord(Values.Letters(first), Values.Letters(second))) return 2;
        var similarity = Values.SimilarityMax(first, second) < 0.86 ? 0 : Similarity.JaroWinkler(Values.Letters(first), Values.Letters(second));
        return similarity >= 0.94 ? 2 : similarity >= 0.86 ? 1 : 0;
    }

    private static bool SharesWord(ReadOnlySpan<byte> left, ReadOnlySpan<byte> right)
    {
        var space = Similarity.EncodeLetter(' ');
        if (left.Length > right.Length) return SharesWord(right, left);
        return right.Length > left.Length && ((right.StartsWith(left) && right[left.Length] == space) || (right.EndsWith(left) && right[^(left.Length + 1)] == space));
    }
}
