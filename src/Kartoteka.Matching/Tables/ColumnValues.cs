using Kartoteka.Matching.Normalizing;
using Kartoteka.Matching.Text;

namespace Kartoteka.Matching.Tables;

/// <summary>What the values of a column look like: shares of a sample, 0 to 1.</summary>
internal sealed class ColumnValues
{
    private const int SampleMax = 2000;

    private static readonly HashSet<string> GenderWords =
        [.. "m f male female м ж муж жен мужской женский мужчина женщина man woman w".Split(' ')];

    private int _letters;
    private int _dates;
    private int _slashedMonthFirst;
    private int _slashedDayFirst;
    private double _years;
    private double _yearsSquared;

    public ColumnValues(RecordTable table, int column)
    {
        var values = table.Values(column);
        var seen = new bool[values.Count];
        foreach (var code in table.Codes(column))
        {
            if (code == 0) continue;
            Rows++;
            if (seen[code]) continue;
            seen[code] = true;
            Distinct++;
        }
        // The values of the lowest hashes: a sample that does not hang on the order of rows.
        var sample = new PriorityQueue<int, ulong>();
        for (var code = 1; code < values.Count; code++)
        {
            if (!seen[code]) continue;
            if (sample.Count < SampleMax) sample.Enqueue(code, ~values.HashOf(code));
            else sample.EnqueueDequeue(code, ~values.HashOf(code));
        }
        Sampled = sample.Count;
        while (sample.TryDequeue(out var code, out _)) Look(values[code]);
    }

    public int Rows { get; private set; }

    public int Distinct { get; private set; }

    public int Sampled { get; }

    public double Emails { get; private set; }

    public double Phones { get; private set; }

    public double Dates => Share(_dates);

    public double Given { get; private set; }

    /// <summary>Texts of which some word is a given name.</summary>
    public double WithGiven { get; private set; }

    /// <summary>Texts of one word that end like a Russian surname.</summary>
    public double SurnameLike { get; private set; }

    public double Patronymics { get; private set; }

    public double Genders { get; private set; }

    public double Digits { get; private set; }

    public double Spaced { get; private set; }

    public double Letters => Share(_letters);

    public double Length { get; private set; }

    public double StreetLike { get; private set; }

    /// <summary>How far years of dates lie from their mean: births lie decades apart, orders and changes do not.</summary>
    public double YearsDeviation => _dates == 0 ? 0 : Math.Sqrt(Math.Max(0, _yearsSquared / _dates - _years / _dates * (_years / _dates)));

    /// <summary>True when dates with slashes have their month first.</summary>
    public bool MonthFirst => _slashedMonthFirst > _slashedDayFirst;

    private double Share(double count) => Sampled == 0 ? 0 : count / Sampled;

    private void Look(ReadOnlySpan<char> text)
    {
        var one = 1.0 / Sampled;
        Length += text.Length * one;
        if (text.Contains('@')) Emails += one;
        var digits = 0;
        foreach (var unit in text) if (char.IsAsciiDigit(unit)) digits++;
        var folded = NameText.Fold(text);
        var visible = folded.Replace(" ", "", StringComparison.Ordinal).Length;
        if (digits == visible && digits > 0) Digits += one;
        if (digits == 0 && visible > 0) _letters++;
        if (digits is 10 or 11 && digits >= visible - 2) Phones += one;
        else if (digits is 7 && digits == visible) Phones += one / 2;
        if (digits is >= 4 and <= 14 && DateNormalizer.Normalize(text) is > 18000000 and < 20600000 && (text.Length != digits || digits == 8)) LookAtDate(text);
        if (folded.Contains(' ', StringComparison.Ordinal)) Spaced += one;
        if (digits > 0 && visible > digits + 3 && folded.Contains(' ', StringComparison.Ordinal)) StreetLike += one;
        if (GenderWords.Contains(folded)) Genders += one;
        var words = folded.Split(' ');
        if (GivenNames.IsKnown(words[0])) Given += one;
        if (Array.Exists(words, GivenNames.IsKnown)) WithGiven += one;
        if (words.Length == 1 && NameText.HasCyrillic(folded) && RussianNames.GenderOfSurname(folded) != NameGender.Unknown) SurnameLike += one;
        if (RussianNames.IsPatronymic(folded)) Patronymics += one;
    }

    private void LookAtDate(ReadOnlySpan<char> text)
    {
        _dates++;
        var year = DateNormalizer.Normalize(text) / 10000;
        _years += year;
        _yearsSquared += (double)year * year;
        var parts = text.ToString().Split('/', '.', '-');
        if (parts.Length < 3 || !int.TryParse(parts[0], out var first) || !int.TryParse(parts[1], out var second) || parts[0].Length > 2) return;
        if (first > 12 && second <= 12) _slashedDayFirst++;
        if (second > 12 && first <= 12) _slashedMonthFirst++;
    }
}
