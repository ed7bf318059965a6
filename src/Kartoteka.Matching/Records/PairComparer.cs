namespace Kartoteka.Matching.Records;

/// <summary>
/// Compares two records field by field into a pattern: four bits a field, the field's level or <see cref="Field.Missing"/>. Settles what fields say
/// twice: an address tells its town, a given name tells the gender.
/// </summary>
internal sealed class PairComparer
{
    /// <summary>Fields with more values than this do not stay near the processor.</summary>
    private const int LargeMin = 20_000;

    private readonly Field[] _fields;
    private readonly int _given;
    private readonly int _surname;
    private readonly int _gender;
    private readonly int _email;
    private readonly int _address;
    private readonly int[] _within;
    private readonly int[] _givenAsSurname = [];
    private readonly int[] _codes;
    private readonly int[] _firstSlot;
    private readonly int _stride;
    private readonly (int Slot, FieldComparer Comparer)[] _large;

    public PairComparer(EncodedRecords records)
    {
        Records = records;
        _fields = records.Fields;
        _given = Index(FieldKind.Given);
        _surname = Index(FieldKind.Surname);
        _gender = Index(FieldKind.Gender);
        _email = Index(FieldKind.Email);
        _address = Array.FindIndex(_fields, field => field.Comparer is AddressComparer);
        _within = [Index(FieldKind.City), Index(FieldKind.Postcode)];
        (_codes, _firstSlot, _stride) = Packed(records);
        _large = [.. _fields.SelectMany((field, f) => field.Slots.Select((_, i) => (Slot: _firstSlot[f] + i, field.Comparer))).Where(slot => slot.Comparer.Values.Count > LargeMin)];
        if (_given < 0 || _surname < 0) return;
        var (givens, surnames) = (_fields[_given].Comparer.Values, _fields[_surname].Comparer.Values);
        _givenAsSurname = new int[givens.Count];
        for (var code = 0; code < givens.Count; code++) _givenAsSurname[code] = givens.Text(code).Length > 1 ? surnames.Find(givens.Text(code)) : -1;
    }

    public EncodedRecords Records { get; }

    /// <summary>The pattern of two records.</summary>
    /// <param name="frequencies">One for each field: the frequency that the level goes with, or 0.</param>
    public ulong Compare(int first, int second, Span<double> frequencies)
    {
        var pattern = 0UL;
        var left = _codes.AsSpan(first * _stride, _stride);
        var right = _codes.AsSpan(second * _stride, _stride);
        for (var i = 0; i < _fields.Length; i++)
        {
            var (from, to) = (_firstSlot[i], _firstSlot[i + 1]);
            var level = to - from == 1
                ? CompareOne(_fields[i].Comparer, left[from], right[from], out frequencies[i])
                : CompareBest(_fields[i].Comparer, left[from..to], right[from..to], out frequencies[i]);
            pattern |= (ulong)level << (4 * i);
        }
        if (_given >= 0 && _surname >= 0) pattern = Exchanged(pattern, first, second, frequencies);
        if (_gender >= 0 && _given >= 0 && LevelOf(pattern, _given) is not (Field.Missing or GivenComparer.Initial)) pattern |= 15UL << (4 * _gender);
        // Mailboxes are made of names: where those agree, a likeness of mailboxes is to be expected.
        if (_email >= 0 && _given >= 0 && LevelOf(pattern, _email) == 1 && LevelOf(pattern, _given) is not Field.Missing and >= GivenComparer.Close) pattern |= 15UL << (4 * _email);
        if (_address >= 0 && LevelOf(pattern, _address) is not Field.Missing and >= 3)
            foreach (var field in _within)
                if (field >= 0) pattern |= 15UL << (4 * field);
        return pattern;
    }

    /// <summary>
    /// Brings what comparing some pairs will need nearer to the processor. One after the other, pairs would wait for memory a dozen times each; looked
    /// at without a need of one for the other, they wait together.
    /// </summary>
    /// <returns>Nothing of meaning: kept by who calls, lest the looking be left out as useless.</returns>
    public int Fetch(ReadOnlySpan<(int First, int Second)> pairs)
    {
        var touched = 0;
        foreach (var (first, second) in pairs) touched ^= _codes[first * _stride] ^ _codes[second * _stride] ^ _codes[second * _stride + _stride - 1];
        foreach (var (_, second) in pairs)
        {
            var codes = _codes.AsSpan(second * _stride, _stride);
            for (var i = 0; i < _large.Length; i++)
                if (codes[_large[i].Slot] is >= 0 and var code) touched ^= _large[i].Comparer.Touch(code);
        }
        return touched;
    }

    public static int LevelOf(ulong pattern, int field) => (int)(pattern >> (4 * field)) & 15;

    /// <summary>Codes of all fields of a record side by side: two records are two places of memory, however many fields there are.</summary>
    private static (int[] Codes, int[] FirstSlot, int Stride) Packed(EncodedRecords records)
    {
        var firstSlot = new int[records.Fields.Length + 1];
        for (var f = 0; f < records.Fields.Length; f++) firstSlot[f + 1] = firstSlot[f] + records.Fields[f].Slots.Length;
        var stride = firstSlot[^1];
        var codes = new int[(long)records.Count * stride];
        var at = 0;
        foreach (var slot in records.Fields.SelectMany(field => field.Slots))
        {
            for (var record = 0; record < slot.Length; record++) codes[record * stride + at] = slot[record];
            at++;
        }
        return (codes, firstSlot, stride);
    }

    private static int CompareOne(FieldComparer comparer, int first, int second, out double frequency)
    {
        frequency = 0;
        if (first < 0 || second < 0) return Field.Missing;
        var level = comparer.Compare(first, second);
        if (level > 0) frequency = comparer.Frequency(first, second, level);
        return level;
    }

    /// <summary>The nearest of several values; of equally near ones the rarer.</summary>
    private static int CompareBest(FieldComparer comparer, ReadOnlySpan<int> first, ReadOnlySpan<int> second, out double frequency)
    {
        frequency = 0;
        var best = Field.Missing;
        foreach (var a in first)
        {
            foreach (var b in second)
            {
                var level = CompareOne(comparer, a, b, out var chance);
                if (level == Field.Missing || (best != Field.Missing && level < best)) continue;
                if (best == Field.Missing || level > best || chance < frequency) frequency = chance;
                best = level;
            }
        }
        return best;
    }

    private int Index(FieldKind kind) => Array.FindIndex(_fields, field => field.Kind == kind);

    /// <summary>Given name and surname in each other's place count as another form of the one and a near spelling of the other.</summary>
    private ulong Exchanged(ulong pattern, int first, int second, Span<double> frequencies)
    {
        if (LevelOf(pattern, _given) is not (GivenComparer.Different or Field.Missing) || LevelOf(pattern, _surname) is not (0 or Field.Missing)) return pattern;
        var (givenA, givenB) = (_fields[_given].Slots[0][first], _fields[_given].Slots[0][second]);
        var (surnameA, surnameB) = (_fields[_surname].Slots[0][first], _fields[_surname].Slots[0][second]);
        var one = givenA >= 0 && surnameB >= 0 && _givenAsSurname[givenA] == surnameB;
        var two = givenB >= 0 && surnameA >= 0 && _givenAsSurname[givenB] == surnameA;
        if (!one && !two) return pattern;
        pattern &= ~((15UL << (4 * _given)) | (15UL << (4 * _surname)));
        frequencies[_given] = frequencies[_surname] = 0;
        if (one && two) return pattern | ((ulong)GivenComparer.Form << (4 * _given)) | (2UL << (4 * _surname));
        // One word in the other's column, with nothing beside it that says more.
        var bothFilled = one ? givenB >= 0 && surnameA >= 0 : givenA >= 0 && surnameB >= 0;
        return bothFilled ? pattern : pattern | (15UL << (4 * _given)) | (2UL << (4 * _surname));
    }
}
