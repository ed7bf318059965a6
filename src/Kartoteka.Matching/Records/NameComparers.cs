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
    private readonly double[] _initialShare = new double[128];
    private readonly Dictionary<int, double> _groupShare = [];

    public GivenComparer(ValueTable values) : base(values, ["different", "similar", "initial", "close", "another form", "exact"])
    {
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
            _initialShare[values.Letters(code)[0]] += values.Frequency(code);
            foreach (var group in _groups[code]) _groupShare[group] = _groupShare.GetValueOrDefault(group) + values.Frequency(code);
        }
    }

    public bool IsInitial(int code) => _initial[code];

    public bool IsEstablished(int code) => _established[code];

    public ReadOnlySpan<ushort> GroupsOf(int code) => _groups[code];

    public override int Compare(int first, int second)
    {
        if (first == second) return _initial[first] ? Initial : Exact;
        var left = Values.Letters(first);
        var right = Values.Letters(second);
        if (_initial[first] || _initial[second]) return left[0] == right[0] ? Initial : Different;
        if ((_groupBits[first] & _groupBits[second]) != 0)
            foreach (var group in _groups[first])
                if (_groups[second].AsSpan().Contains(group)) return Form;
        if (Values.MayContain(first, second) && IsPart(left, right)) return Close;
        if (_established[first] && _established[second]) return Different;
        var shorter = Math.Min(left.Length, right.Length);
        if (Values.DistanceMin(first, second) <= 2 && shorter >= 3)
        {
            var edits = Similarity.Distance(left, right);
            if (edits <= 1 || (edits == 2 && shorter >= 6)) return Close;
        }
        var similarity = Values.SimilarityMax(first, second) < 0.82 ? 0 : Similarity.JaroWinkler(left, right);
        return similarity >= 0.93 ? Close : similarity >= 0.82 ? Similar : Different;
    }

    public override double Frequency(int first, int second, int level) => level switch
    {
        Exact => Values.Frequency(first),
        Initial => _initialShare[Values.Letters(first)[0]],
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
        var left = Values.Letters(first);
        var right = Values.Letters(second);
        if (first == second) return left.Length == 1 ? 1 : 3;
        var shorter = Math.Min(left.Length, right.Length);
        if (shorter == 1) return left[0] == right[0] ? 1 : 0;
        if (shorter >= 4 && Values.DistanceMin(first, second) <= 2)
        {
            var edits = Similarity.Distance(left, right);
            if (edits <= 1 || (edits == 2 && shorter >= 7)) return 2;
        }
        if (shorter >= 4 && Values.MayContain(first, second) && SharesWord(left, right)) return 2;
        var similarity = Values.SimilarityMax(first, second) < 0.86 ? 0 : Similarity.JaroWinkler(left, right);
        return similarity >= 0.94 ? 2 : similarity >= 0.86 ? 1 : 0;
    }

    private static bool SharesWord(ReadOnlySpan<byte> left, ReadOnlySpan<byte> right)
    {
        var space = Similarity.EncodeLetter(' ');
        if (left.Length > right.Length) return SharesWord(right, left);
        return right.Length > left.Length && ((right.StartsWith(left) && right[left.Length] == space) || (right.EndsWith(left) && right[^(left.Length + 1)] == space));
    }
}

/// <summary>Addresses taken apart: street, house and flat.</summary>
internal sealed class AddressComparer : FieldComparer
{
    private readonly ValueTable _streets;
    private readonly int[] _street;
    private readonly int[] _house;
    private readonly int[] _flat;
    private readonly double[] _building;

    /// <summary>Makes a comparer of values whose parts stand in arrays by code; -1 for a part that is missing.</summary>
    public AddressComparer(ValueTable values, ValueTable streets, int[] street, int[] house, int[] flat)
        : base(values, ["different", "same street", "same house, other flat", "nearly", "same house", "exact"])
    {
        (_streets, _street, _house, _flat) = (streets, street, house, flat);
        var buildings = new Dictionary<long, int>();
        for (var code = 0; code < values.Count; code++)
        {
            ref var count = ref System.Runtime.InteropServices.CollectionsMarshal.GetValueRefOrAddDefault(buildings, Building(code), out _);
            count += values.Counts[code];
        }
        _building = new double[values.Count];
        for (var code = 0; code < values.Count; code++) _building[code] = (double)buildings[Building(code)] / Math.Max(values.Filled, 1);
    }

    public int StreetOf(int code) => _street[code];

    public int HouseOf(int code) => _house[code];

    public override int Compare(int first, int second)
    {
        if (first == second) return 5;
        var street = Streets(_street[first], _street[second]);
        if (street == 0) return 0;
        var house = Part(_house[first], _house[second]);
        var flat = Part(_flat[first], _flat[second]);
        if (street == 2)
        {
            if (house == 1) return flat == 1 ? 5 : flat == 0 ? 4 : 2;
            if (house == 0) return flat == 1 ? 3 : 1;
            return flat == 1 ? 3 : 1;
        }
        return house == 1 && flat >= 0 ? 3 : house == 1 ? 2 : 0;
    }

    public override double Frequency(int first, int second, int level) => level switch
    {
        5 => Values.Frequency(first),
        4 => Math.Min(_building[first], _building[second]),
        _ => 0,
    };

    private long Building(int code) => ((long)_street[code] << 32) | (uint)_house[code];

    private static int Part(int first, int second) => first < 0 || second < 0 ? 0 : first == second ? 1 : -1;

    private int Streets(int first, int second)
    {
        if (first < 0 || second < 0) return 0;
        if (first == second) return 2;
        var left = _streets.Letters(first);
        var right = _streets.Letters(second);
        var shorter = Math.Min(left.Length, right.Length);
        if (shorter >= 4 && _streets.DistanceMin(first, second) <= 2)
        {
            var edits = Similarity.Distance(left, right);
            if (edits <= 1 || (edits == 2 && shorter >= 8)) return 1;
        }
        if (shorter < 5) return 0;
        if (_streets.MayContain(first, second) && (left.StartsWith(right) || right.StartsWith(left) || left.EndsWith(right) || right.EndsWith(left))) return 1;
        return _streets.SimilarityMax(first, second) >= 0.93 && Similarity.JaroWinkler(left, right) >= 0.93 ? 1 : 0;
    }
}
