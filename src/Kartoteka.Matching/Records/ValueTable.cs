using Kartoteka.Matching.Tables;
using Kartoteka.Matching.Text;

namespace Kartoteka.Matching.Records;

/// <summary>Normalised values of a field: text, encoded letters and how many records have each.</summary>
/// <param name="capacity">Values to make room for.</param>
internal sealed class ValueTable(int capacity = TextDictionary.CapacityDefault)
{
    private readonly TextDictionary _texts = new(capacity);
    private byte[] _letters = [];
    private Shape[] _shapes = [];

    /// <summary>What comparing two values needs first, in one place of memory.</summary>
    private readonly record struct Shape(ulong Mask, int Start, byte Length, byte First);

    public int Count => _texts.Count;

    public int[] Counts { get; private set; } = [];

    /// <summary>Records in which the field is filled.</summary>
    public int Filled { get; private set; }

    public ReadOnlySpan<char> Text(int code) => _texts[code];

    public ulong HashOf(int code) => _texts.HashOf(code);

    public int Add(ReadOnlySpan<char> text) => text.IsEmpty ? -1 : _texts.Add(text);

    public int Find(ReadOnlySpan<char> text) => _texts.Find(text);

    /// <summary>Counts values and encodes their letters; no value may be added afterwards.</summary>
    /// <param name="slots">Codes by record.</param>
    /// <param name="known">Counts of the table that is learned from, if it is another one; null to count here.</param>
    public void Seal(ReadOnlySpan<int[]> slots, FieldFacts? known = null)
    {
        Counts = new int[Count];
        if (known is null) CountHere(slots);
        else CountThere(known);
        _shapes = new Shape[Count];
        var total = 0;
        for (var code = 0; code < Count; code++) total += Math.Min(_texts[code].Length, Similarity.LengthMax);
        _letters = new byte[total];
        var used = 0;
        for (var code = 0; code < Count; code++)
        {
            var length = Similarity.Encode(_texts[code], _letters.AsSpan(used));
            var mask = 0UL;
            foreach (var letter in _letters.AsSpan(used, length)) mask |= 1UL << (letter & 63);
            _shapes[code] = new Shape(mask, used, (byte)length, length == 0 ? (byte)0 : _letters[used]);
            used += length;
        }
    }

    /// <summary>Values that are met twice and more.</summary>
    public ValueCounts Repeated() => new([.. Enumerable.Range(0, Count).Where(code => Counts[code] > 1).Select(code => (HashOf(code), Counts[code]))]);

    public ReadOnlySpan<byte> Letters(int code) => _letters.AsSpan(_shapes[code].Start, _shapes[code].Length);

    /// <summary>The first letter as it is encoded.</summary>
    public byte FirstLetter(int code) => _shapes[code].First;

    public int LengthOf(int code) => _shapes[code].Length;

    public bool BeginAlike(int first, int second) => _shapes[first].First == _shapes[second].First;

    /// <summary>At most so similar (Jaro-Winkler) two values are, by the letters that only one of them has.</summary>
    public double SimilarityMax(int first, int second)
    {
        var (left, right) = (_shapes[first], _shapes[second]);
        var common = Math.Min(left.Length - System.Numerics.BitOperations.PopCount(left.Mask & ~right.Mask), right.Length - System.Numerics.BitOperations.PopCount(right.Mask & ~left.Mask));
        if (common <= 0) return 0;
        var jaro = ((double)common / left.Length + (double)common / right.Length + 1) / 3;
        return jaro + 0.4 * (1 - jaro);
    }

    /// <summary>False when one value cannot be a part of the other, by their letters.</summary>
    public bool MayContain(int first, int second)
    {
        var (left, right) = (_shapes[first].Mask, _shapes[second].Mask);
        return (left & ~right) == 0 || (right & ~left) == 0;
    }

    /// <summary>At least so many edits part two values: letters that only one of them has, by two.</summary>
    public int DistanceMin(int first, int second)
    {
        var (left, right) = (_shapes[first], _shapes[second]);
        var different = System.Numerics.BitOperations.PopCount(left.Mask ^ right.Mask);
        return Math.Max((different + 1) / 2, Math.Abs(left.Length - right.Length));
    }

    /// <summary>Share of filled records that have the value.</summary>
    public double Frequency(int code) => (double)Counts[code] / Math.Max(Filled, 1);

    private void CountHere(ReadOnlySpan<int[]> slots)
    {
        _texts.Trim();
        foreach (var slot in slots)
        {
            foreach (var code in slot)
            {
                if (code < 0) continue;
                Counts[code]++;
                Filled++;
            }
        }
    }

    private void CountThere(FieldFacts known)
    {
        for (var code = 0; code < Count; code++) Counts[code] = known.Counts[HashOf(code)];
        Filled = known.Filled;
    }
}
