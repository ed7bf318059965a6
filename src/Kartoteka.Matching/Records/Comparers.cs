using Kartoteka.Matching.Text;

namespace Kartoteka.Matching.Records;

/// <summary>Codes such as postcodes, document and house numbers.</summary>
internal sealed class CodeComparer(ValueTable values, int editsLengthMin) : FieldComparer(values, ["different", "one edit", "exact"])
{
    public override int Compare(int first, int second)
    {
        if (first == second) return 2;
        if (Values.DistanceMin(first, second) > 1) return 0;
        var left = Values.Letters(first);
        var right = Values.Letters(second);
        return Math.Min(left.Length, right.Length) >= editsLengthMin && Similarity.Distance(left, right) <= 1 ? 1 : 0;
    }
}

/// <summary>Equal or not.</summary>
internal sealed class EqualComparer(ValueTable values) : FieldComparer(values, ["different", "exact"])
{
    public override int Compare(int first, int second) => first == second ? 1 : 0;
}

/// <summary>Phones: a number without its area code is near to the whole one.</summary>
internal sealed class PhoneComparer : FieldComparer
{
    private const int LengthShift = 60;
    private const ulong Digits = (1UL << LengthShift) - 1;

    // A number is one word: four bits a digit, the last digit lowest, and above them how many there are. So numbers are compared without their letters.
    private readonly ulong[] _numbers;

    public PhoneComparer(ValueTable values) : base(values, ["different", "one edit", "exact"])
    {
        _numbers = new ulong[values.Count];
        for (var code = 0; code < values.Count; code++)
        {
            foreach (var digit in values.Text(code)) _numbers[code] = (_numbers[code] << 4) | (uint)(digit - '0');
            _numbers[code] |= (ulong)values.Text(code).Length << LengthShift;
        }
    }

    public override int Compare(int first, int second)
    {
        if (first == second) return 2;
        var (left, right) = (_numbers[first], _numbers[second]);
        var (leftLength, rightLength) = ((int)(left >> LengthShift), (int)(right >> LengthShift));
        if (leftLength == rightLength) return IsOneSlip(left, right) ? 1 : 0;
        var shorter = Math.Min(leftLength, rightLength);
        if (shorter is >= 6 and <= 7) return ((left ^ right) & ((1UL << (4 * shorter)) - 1)) == 0 ? 1 : 0;
        return Math.Abs(leftLength - rightLength) == 1 && Similarity.Distance(Values.Letters(first), Values.Letters(second)) <= 1 ? 1 : 0;
    }

    public override int Touch(int code) => (int)_numbers[code];

    /// <summary>One digit is another, or two neighbours are exchanged.</summary>
    private static bool IsOneSlip(ulong left, ulong right)
    {
        var different = (left ^ right) & Digits;
        var low = System.Numerics.BitOperations.TrailingZeroCount(different) & ~3;
        var rest = different >> low;
        if (rest <= 15) return true;
        return rest <= 255 && ((left >> low) & 15) == ((right >> low >> 4) & 15) && ((right >> low) & 15) == ((left >> low >> 4) & 15);
    }
}

/// <summary>Dates of birth.</summary>
internal sealed class DateComparer : FieldComparer
{
    private readonly int[] _dates;
    private readonly bool _firstOfYearIsDefault;

    /// <summary>Makes a comparer.</summary>
    /// <param name="known">What another table tells of default dates; null to ask this one's values.</param>
    public DateComparer(ValueTable values, FieldFacts? known) : base(values, ["different", "same year", "two parts alike", "one slip", "exact"])
    {
        _dates = new int[values.Count];
        long filled = 0, first = 0;
        for (var code = 0; code < values.Count; code++)
        {
            _dates[code] = int.Parse(values.Text(code));
            filled += values.Counts[code];
            if (_dates[code] % 10000 == 101) first += values.Counts[code];
        }
        _firstOfYearIsDefault = known?.FirstOfYearIsDefault ?? first * 365 > 2 * filled;
    }

    public override FieldFacts Facts() => base.Facts() with { FirstOfYearIsDefault = _firstOfYearIsDefault };

    public override int Compare(int first, int second)
    {
        if (first == second) return 4;
        var (a, b) = (_dates[first], _dates[second]);
        var (yearA, monthA, dayA) = (a / 10000, a / 100 % 100, a % 100);
        var (yearB, monthB, dayB) = (b / 10000, b / 100 % 100, b % 100);
        if (yearA == yearB && monthA == dayB && dayA == monthB) return 3;
        if (yearA == yearB && (IsYearOnly(a) || IsYearOnly(b))) return 2;
        var same = (yearA == yearB ? 1 : 0) + (monthA == monthB ? 1 : 0) + (dayA == dayB ? 1 : 0);
        // A slip of one digit leaves two parts as they were; an exchange of neighbours may touch two.
        if (same > 0 && Similarity.Distance(Values.Letters(first), Values.Letters(second)) <= 1) return 3;
        return same >= 2 ? 2 : yearA == yearB ? 1 : 0;
    }

    /// <summary>True when two dates cannot be one person's: neither a slip nor a default explains the difference.</summary>
    public bool IsYearOnly(int date) => date % 10000 == 0 || (_firstOfYearIsDefault && date % 10000 == 101);

    public override double Frequency(int first, int second, int level) =>
        level == 4 && !IsYearOnly(_dates[first]) ? Values.Frequency(first) : level == 4 ? Math.Max(Values.Frequency(first), 0.002) : 0;

    public override string Show(int code)
    {
        var date = _dates[code];
        return $"{date / 10000:0000}-{date / 100 % 100:00}-{date % 100:00}";
    }
}
