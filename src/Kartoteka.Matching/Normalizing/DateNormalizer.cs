namespace Kartoteka.Matching.Normalizing;

/// <summary>Dates as numbers that can be compared part by part: year × 10000 + month × 100 + day.</summary>
public static class DateNormalizer
{
    private static readonly string[] Months =
    [
        "янв jan", "фев feb", "мар mar", "апр apr", "май мая may", "июн jun", "июл jul", "авг aug", "сен sep", "окт oct", "ноя nov", "дек dec",
    ];

    /// <summary>Reads a date.</summary>
    /// <param name="text">
    /// Year first (<c>1980-03-12</c>, <c>19800312</c>), year last with dots, slashes or hyphens, or with a month in words, Russian or English; a time after it
    /// is passed over. A day or month that no calendar has is kept: it is a slip that may still be compared.
    /// </param>
    /// <param name="monthFirst">Whether <c>03/12/1980</c> is the 12th of March.</param>
    /// <returns>The date, with month and day 0 where only the year is told; 0 for what is no date or is a default (1900-01-01, 1970-01-01, …).</returns>
    public static int Normalize(ReadOnlySpan<char> text, bool monthFirst = false)
    {
        Span<int> parts = stackalloc int[3];
        Span<int> lengths = stackalloc int[3];
        var count = 0;
        text = text.Trim();
        for (var at = 0; at < text.Length && count < 3;)
        {
            var start = at;
            if (char.IsAsciiDigit(text[at]))
            {
                var value = 0;
                while (at < text.Length && char.IsAsciiDigit(text[at]) && at - start < 9) value = value * 10 + (text[at++] - '0');
                if (at - start == 8 && count == 0) return Checked(value >= 10000000 && value / 10000 > 1300 ? value : Year(value % 10000, value / 10000 % 100, value / 1000000, monthFirst));
                (parts[count], lengths[count]) = (value, at - start);
                count++;
            }
            else if (char.IsLetter(text[at]))
            {
                while (at < text.Length && char.IsLetter(text[at])) at++;
                if (Month(text[start..at]) is var month and > 0) (parts[count], lengths[count++]) = (month, -1);
                else if (count > 0) break;
            }
            else
            {
                at++;
            }
        }
        return Checked(Assemble(parts[..count], lengths[..count], monthFirst));
    }

    private static int Assemble(ReadOnlySpan<int> parts, ReadOnlySpan<int> lengths, bool monthFirst)
    {
        if (parts.Length == 1) return lengths[0] == 4 ? parts[0] * 10000 : 0;
        if (parts.Length < 3) return 0;
        if (lengths[0] >= 3) return parts[0] * 10000 + parts[1] * 100 + parts[2];
        if (lengths[1] < 0) return Full(parts[2], lengths[2]) * 10000 + parts[1] * 100 + parts[0];
        if (lengths[0] < 0) return Full(parts[2], lengths[2]) * 10000 + parts[0] * 100 + parts[1];
        return lengths[2] is 4 or 2 ? Year(Full(parts[2], lengths[2]), parts[1], parts[0], monthFirst) : 0;
    }

    private static int Year(int year, int second, int first, bool monthFirst)
    {
        if (monthFirst ? first > 12 && second <= 12 : second > 12 && first <= 12) monthFirst = !monthFirst;
        return monthFirst ? year * 10000 + first * 100 + second : year * 10000 + second * 100 + first;
    }

    private static int Full(int year, int length) => length >= 4 ? year : year > 29 ? 1900 + year : 2000 + year;

    private static int Checked(int date) =>
        date is 19000101 or 19700101 or 18991230 or 18991231 or 19010101 or < 1000 * 10000 or >= 2200 * 10000 || date / 100 % 100 > 31 || date % 100 > 99 ? 0 : date;

    private static int Month(ReadOnlySpan<char> word)
    {
        if (word.Length < 3) return 0;
        Span<char> small = stackalloc char[3];
        word[..3].ToLowerInvariant(small);
        for (var i = 0; i < Months.Length; i++)
            if (Months[i].AsSpan().IndexOf(small) >= 0) return i + 1;
        return 0;
    }
}
