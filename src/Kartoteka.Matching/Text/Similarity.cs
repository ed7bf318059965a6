using System.Numerics;

namespace Kartoteka.Matching.Text;

/// <summary>Similarity of short texts given as bytes (<see cref="Encode"/>), at most <see cref="LengthMax"/> of each counted. Allocates nothing.</summary>
public static class Similarity
{
    /// <summary>Letters that are compared; the rest of a longer text is not looked at.</summary>
    public const int LengthMax = 64;

    private const int Alphabet = 128;

    [ThreadStatic] private static ulong[]? s_places;

    /// <summary>One byte for a folded letter: equal for equal letters; 1 to 127.</summary>
    public static byte EncodeLetter(char letter) => letter switch
    {
        >= 'a' and <= 'z' => (byte)(1 + letter - 'a'),
        >= 'а' and <= 'я' => (byte)(32 + letter - 'а'),
        >= '0' and <= '9' => (byte)(70 + letter - '0'),
        ' ' => 81,
        _ => (byte)(82 + (letter % 45)),
    };

    /// <summary>Encodes a folded text.</summary>
    /// <param name="text">Any text.</param>
    /// <param name="destination">At least as long as <paramref name="text"/> or <see cref="LengthMax"/>.</param>
    /// <returns>Bytes written, at most <see cref="LengthMax"/>.</returns>
    public static int Encode(ReadOnlySpan<char> text, Span<byte> destination)
    {
        var length = Math.Min(text.Length, LengthMax);
        for (var i = 0; i < length; i++) destination[i] = EncodeLetter(text[i]);
        return length;
    }

    /// <summary>Jaro-Winkler similarity of two texts (Winkler 1990; prefix of 4, scale 0.1): 0 to 1, 1 for equal ones.</summary>
    public static double JaroWinkler(ReadOnlySpan<char> first, ReadOnlySpan<char> second)
    {
        Span<byte> left = stackalloc byte[LengthMax], right = stackalloc byte[LengthMax];
        return JaroWinkler(left[..Encode(first, left)], right[..Encode(second, right)]);
    }

    /// <summary>Jaro-Winkler similarity of encoded texts: 0 to 1.</summary>
    public static double JaroWinkler(ReadOnlySpan<byte> first, ReadOnlySpan<byte> second)
    {
        if (first.SequenceEqual(second)) return 1;
        if (first.Length > second.Length)
        {
            var swap = first;
            first = second;
            second = swap;
        }
        if (first.IsEmpty) return 0;
        var range = Math.Max(0, second.Length / 2 - 1);
        // Where each letter stands in the second text, as bits: the first free place in reach is the lowest of them.
        var places = s_places ??= new ulong[Alphabet];
        for (var k = 0; k < second.Length; k++) places[second[k]] |= 1UL << k;
        ulong inFirst = 0, inSecond = 0;
        for (var i = 0; i < first.Length; i++)
        {
            var upTo = i + range >= 63 ? ~0UL : (2UL << (i + range)) - 1;
            var reach = i > range ? upTo & (~0UL << (i - range)) : upTo;
            var place = places[first[i]] & reach & ~inSecond;
            if (place == 0) continue;
            inFirst |= 1UL << i;
            inSecond |= place & (0 - place);
        }
        foreach (var letter in second) places[letter] = 0;
        var matches = BitOperations.PopCount(inFirst);
        if (matches == 0) return 0;
        var swapped = 0;
        for (ulong left = inFirst, right = inSecond; left != 0; left &= left - 1, right &= right - 1)
            if (first[BitOperations.TrailingZeroCount(left)] != second[BitOperations.TrailingZeroCount(right)]) swapped++;
        var jaro = ((double)matches / first.Length + (double)matches / second.Length + (matches - swapped / 2.0) / matches) / 3;
        var prefix = 0;
        while (prefix < Math.Min(4, first.Length) && first[prefix] == second[prefix]) prefix++;
        return jaro + prefix * 0.1 * (1 - jaro);
    }

    /// <summary>Edits (insertion, deletion, substitution, exchange of neighbours) between two texts.</summary>
    public static int Distance(ReadOnlySpan<char> first, ReadOnlySpan<char> second)
    {
        Span<byte> left = stackalloc byte[LengthMax], right = stackalloc byte[LengthMax];
        return Distance(left[..Encode(first, left)], right[..Encode(second, right)]);
    }

    /// <summary>Edits between encoded texts: optimal string alignment, bit-parallel (Hyyrö 2003), O(second) word operations.</summary>
    public static int Distance(ReadOnlySpan<byte> first, ReadOnlySpan<byte> second)
    {
        if (first.IsEmpty) return second.Length;
        var places = s_places ??= new ulong[Alphabet];
        for (var i = 0; i < first.Length; i++) places[first[i]] |= 1UL << i;
        ulong positive = ~0UL, negative = 0, diagonal = 0, before = 0;
        var last = 1UL << (first.Length - 1);
        var distance = first.Length;
        foreach (var letter in second)
        {
            var here = places[letter];
            var exchanged = ((~diagonal & here) << 1) & before;
            diagonal = (((here & positive) + positive) ^ positive) | here | negative | exchanged;
            var up = negative | ~(diagonal | positive);
            var down = diagonal & positive;
            if ((up & last) != 0) distance++;
            else if ((down & last) != 0) distance--;
            up = (up << 1) | 1;
            positive = (down << 1) | ~(diagonal | up);
            negative = up & diagonal;
            before = here;
        }
        foreach (var letter in first) places[letter] = 0;
        return distance;
    }
}
