using Kartoteka.Matching.Tables;
using Kartoteka.Matching.Text;

namespace Kartoteka.Matching.Records;

/// <summary>Normalised values of a field: text, encoded letters and how many records have each.</summary>
internal sealed class ValueTable
{
    private readonly TextDictionary _texts = new();
    private byte[] _letters = [];
    private int[] _ends = [];
    private ulong[] _masks = [];

    public int Count => _texts.Count;

    public int[] Counts { get; private set; } = [];

    /// <summary>Records in which the field is filled.</summary>
    public int Filled { get; private set; }

    public ReadOnlySpan<char> Text(int code) => _texts[code];

    public ulong HashOf(int code) => _texts.HashOf(code);

    public int Add(ReadOnlySpan<char> text) => text.IsEmpty ? -1 : _texts.Add(text);

    public int Find(ReadOnlySpan<char> text) => _texts.Find(text);

    /// <summary>Counts values and encodes their letters; no value may be added afterwards.</summary>
    public void Seal(ReadOnlySpan<int[]> slots)
    {
        Counts = new int[Count];
        foreach (var slot in slots)
        {
            foreach (var code in slot)
            {
                if (code < 0) continue;
                Counts[code]++;
                Filled++;
            }
        }
        _ends = new int[Count];
        _masks = new ulong[Count];
        var total = 0;
        for (var code = 0; code < Count; code++) total += Math.Min(_texts[code].Length, Similarity.LengthMax);
        _letters = new byte[total];
        var used = 0;
        for (var code = 0; code < Count; code++)
        {
            var length = Similarity.Encode(_texts[code], _letters.AsSpan(used));
            foreach (var letter in _letters.AsSpan(used, length)) _masks[code] |= 1UL << (letter & 63);
            used += length;
            _ends[code] = used;
        }
    }

    public ReadOnlySpan<byte> Letters(int code)
    {
        var start = code == 0 ? 0 : _ends[code - 1];
        return _letters.AsSpan(start, _ends[code] - start);
    }

    /// <summary>At least so many edits part two values: letters that only one of them has, by two.</summary>
    public int DistanceMin(int first, int second)
    {
        var different = System.Numerics.BitOperations.PopCount(_masks[first] ^ _masks[second]);
        return Math.Max((different + 1) / 2, Math.Abs(Letters(first).Length - Letters(second).Length));
    }

    /// <summary>Share of filled records that have the value.</summary>
    public double Frequency(int code) => (double)Counts[code] / Math.Max(Filled, 1);
}
