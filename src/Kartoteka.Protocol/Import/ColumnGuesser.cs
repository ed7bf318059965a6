namespace Kartoteka.Protocol.Import;

/// <summary>Works out what the columns of a file hold from their names and from the first <see cref="ImportLimits.GuessRows"/> rows.</summary>
public static class ColumnGuesser
{
    private const int SamplesMax = 5;

    /// <summary>Share of a column's values that must look alike for a guess by value.</summary>
    private const double ValueShareMin = 0.8;

    /// <summary>Guesses each column; reads rows, so the file is opened again for the import itself.</summary>
    /// <param name="kind">What the rows are.</param>
    /// <param name="reader">A reader at its first row.</param>
    /// <returns>One guess a column, in the order of <see cref="TableReader.Columns"/>.</returns>
    public static IReadOnlyList<ColumnGuess> Guess(ImportKind kind, TableReader reader)
    {
        var values = new List<HashSet<string>>();
        for (var i = 0; i < ImportLimits.GuessRows && reader.ReadRow(); i++)
        {
            while (values.Count < reader.Columns.Count) values.Add([]);
            for (var column = 0; column < reader.Columns.Count && reader.Row.Problem is null; column++)
                if (reader.Row[column].Trim() is { IsEmpty: false } value) values[column].Add(value.ToString());
        }
        while (values.Count < reader.Columns.Count) values.Add([]);
        return Guess(kind, reader.Columns, values);
    }

    private static ColumnGuess[] Guess(ImportKind kind, IReadOnlyList<string> columns, List<HashSet<string>> values)
    {
        var guesses = new ColumnGuess[columns.Count];
        var taken = new HashSet<string>(StringComparer.Ordinal);
        var hasProducts = columns.Any(column => ColumnNames.FieldOf(kind, column) is ImportFields.Sku or ImportFields.ProductName);
        // Names first for all columns: a column that only looks like a phone must not take the place of one that says so.
        for (var i = 0; i < guesses.Length; i++)
        {
            if (ByName(kind, columns[i], hasProducts) is { } field && (taken.Add(field) || ImportFields.IsIdentifier(field)))
                guesses[i] = Make(columns[i], field, GuessBasis.Name, values[i]);
        }
        for (var i = 0; i < guesses.Length; i++)
        {
            if (guesses[i] is not null) continue;
            if (ByValue(kind, values[i]) is { } field && taken.Add(field))
                guesses[i] = Make(columns[i], field, GuessBasis.Value, values[i]);
        }
        for (var i = 0; i < guesses.Length; i++)
            guesses[i] ??= Make(columns[i], ImportMapping.CustomName(columns[i], taken), GuessBasis.None, values[i]);
        return guesses;
    }

    private static ColumnGuess Make(string column, string target, GuessBasis basis, HashSet<string> values) =>
        new(column, target, basis, IsNumeric(column, values), [.. values.Take(SamplesMax)]);

    private static string? ByName(ImportKind kind, string column, bool hasProducts) =>
        // A sum beside products is the line's; alone it is the order's.
        kind == ImportKind.Orders && ColumnNames.Normalise(column) is "сумма" or "amount" or "sum" or "total price"
            ? hasProducts ? ImportFields.LineTotal : ImportFields.Total
            : ColumnNames.FieldOf(kind, column);

    private static string? ByValue(ImportKind kind, HashSet<string> values)
    {
        if (Most(values, LooksLikeEmail)) return "email";
        if (Most(values, LooksLikePhone)) return "phone";
        return kind == ImportKind.People && Most(values, LooksLikeBirthday) ? ImportFields.Birthday : null;
    }

    private static bool Most(HashSet<string> values, Predicate<string> look) =>
        values.Count >= 3 && values.Count(value => look(value)) >= values.Count * ValueShareMin;

    private static bool LooksLikeEmail(string value)
    {
        var at = value.IndexOf('@', StringComparison.Ordinal);
        return at > 0 && at == value.LastIndexOf('@') && value.IndexOf('.', at) > at + 1 && !value.Contains(' ', StringComparison.Ordinal);
    }

    /// <summary>Russian mobile or city numbers, or an international number with its plus; bare digits of other lengths are not told from codes.</summary>
    private static bool LooksLikePhone(string value)
    {
        var digits = value.Count(char.IsAsciiDigit);
        if (value.Any(letter => !char.IsAsciiDigit(letter) && letter is not ('+' or '-' or '(' or ')' or ' '))) return false;
        if (value[0] == '+') return digits is >= 7 and <= 15;
        return digits == 11 && value.First(char.IsAsciiDigit) is '7' or '8';
    }

    /// <summary>A date without a time whose year lies a lifetime back: 1900 to 2015.</summary>
    private static bool LooksLikeBirthday(string value) =>
        !value.Contains(':', StringComparison.Ordinal) && value.Length >= 8 && value.AsSpan().IndexOfAny(".-/") > 0
        && DateText.TryReadDate(value, DateOrder.DayFirst, out var date) == DateReading.Good && date.Year is >= 1900 and <= 2015;

    private static bool IsNumeric(string column, HashSet<string> values)
    {
        if (values.Count == 0 || !values.All(value => NumberText.IsPlain(value))) return false;
        foreach (var word in ColumnNames.Normalise(column).Split(' '))
            if (word is "id" or "ид" or "код" or "code" or "номер" or "number" or "no" or "zip" or "индекс" or "паспорт" or "passport"
                or "снилс" or "ssn" or "огрн" or "кпп" or "бик" or "счет" or "account" or "fax" or "факс" or "phone" or "телефон") return false;
        return true;
    }
}
