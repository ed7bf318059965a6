namespace Kartoteka.Matching.Tables;

/// <summary>Works out what each column of a table means, from its name and its values.</summary>
public static class ColumnReading
{
    private const string Told = "told";
    private const string ByName = "by its name";
    private const double FilledMin = 0.005;
    private const double YearsDeviationMin = 8;

    /// <summary>Understands a table.</summary>
    /// <param name="table">Any table; the more rows, the surer.</param>
    /// <param name="idColumn">Column of record ids, which is never compared; -1 for none.</param>
    /// <param name="told">Roles by column name (any case) that are told and not guessed; may be null.</param>
    /// <returns>One meaning for each column, in their order. The same whatever the order of rows.</returns>
    public static IReadOnlyList<ColumnMeaning> Read(RecordTable table, int idColumn, IReadOnlyDictionary<string, ColumnRole>? told = null)
    {
        var meanings = new List<ColumnMeaning>();
        for (var column = 0; column < table.Columns.Count; column++)
        {
            var name = table.Columns[column];
            var values = new ColumnValues(table, column);
            var filled = table.Count == 0 ? 0 : (double)values.Rows / table.Count;
            var (role, reason) = column == idColumn ? (ColumnRole.Ignored, "id of the record")
                : told?.FirstOrDefault(pair => string.Equals(pair.Key, name, StringComparison.OrdinalIgnoreCase)) is { Key: not null } pair ? (pair.Value, Told)
                : Guess(name, values, filled);
            meanings.Add(new ColumnMeaning(column, name, role, filled, reason));
        }
        // "Name" may be the whole one where no column holds the surname.
        if (meanings.All(meaning => meaning.Role != ColumnRole.Surname))
            for (var i = 0; i < meanings.Count; i++)
                if (meanings[i].Role == ColumnRole.GivenName && meanings[i].Reason != Told && new ColumnValues(table, i).Spaced > 0.5) meanings[i] = meanings[i] with { Role = ColumnRole.FullName };
        return Settle(table, meanings);
    }

    private static (ColumnRole, string) Guess(string name, ColumnValues values, double filled)
    {
        if (values.Distinct < 2) return (ColumnRole.Ignored, values.Distinct == 0 ? "empty" : "one value only");
        if (filled < FilledMin) return (ColumnRole.Ignored, "almost empty");
        var byName = ColumnNames.Find(name);
        var byValues = ByValues(values);
        if (byName is { } role && Agrees(role, values)) return (role, ByName);
        if (byValues is { } seen) return (seen, "by its values");
        var unique = (double)values.Distinct / values.Rows;
        if (byName is ColumnRole.Ignored || ColumnNames.IsRowId(name) || (ColumnNames.IsQuality(name) && values.Distinct < 100)) return (ColumnRole.Ignored, ByName);
        if (unique > 0.98 && values.Rows > 50 && values.Spaced < 0.5) return (ColumnRole.Ignored, "every value another: an id");
        return values.Length > 60 ? (ColumnRole.Ignored, "long text") : (ColumnRole.Text, "a text that may tell records apart");
    }

    /// <summary>Whether values contradict what the name says.</summary>
    private static bool Agrees(ColumnRole role, ColumnValues values) => role switch
    {
        ColumnRole.Email => values.Emails > 0.3,
        ColumnRole.Phone => values.Letters < 0.3 && values.Emails < 0.3 && values.Length >= 5,
        ColumnRole.BirthDate => values.Dates > 0.3,
        ColumnRole.GivenName or ColumnRole.Surname or ColumnRole.MiddleName => values.Letters > 0.5,
        ColumnRole.FullName => values.Letters > 0.5 && (values.Distinct > 0.02 * values.Rows || values.Given > 0.3),
        ColumnRole.Gender => values.Distinct <= 12,
        ColumnRole.Postcode or ColumnRole.House => values.Letters < 0.5,
        ColumnRole.City => values.Digits < 0.5,
        ColumnRole.Document => values.Letters < 0.5,
        _ => true,
    };

    private static ColumnRole? ByValues(ColumnValues values)
    {
        if (values.Emails > 0.5) return ColumnRole.Email;
        if (values.Patronymics > 0.6) return ColumnRole.MiddleName;
        if (values.WithGiven > 0.5 && values.Spaced > 0.6 && values.Letters > 0.7) return ColumnRole.FullName;
        // Of different values many are misspelled or rare, so that the lists of names know less of them than of the rows.
        if (values.Given > 0.35 && values.Letters > 0.7 && values.Spaced < 0.4) return ColumnRole.GivenName;
        if (values.SurnameLike > 0.55 && values.Letters > 0.7) return ColumnRole.Surname;
        if (values.Genders > 0.7 && values.Distinct <= 12) return ColumnRole.Gender;
        if (values.Dates > 0.8) return values.YearsDeviation > YearsDeviationMin ? ColumnRole.BirthDate : ColumnRole.Ignored;
        if (values.Phones > 0.6) return ColumnRole.Phone;
        return values.StreetLike > 0.6 ? ColumnRole.Address : null;
    }

    /// <summary>One column for roles that a record has once: columns that repeat another, and those of a role that is taken, give way.</summary>
    private static List<ColumnMeaning> Settle(RecordTable table, List<ColumnMeaning> meanings)
    {
        foreach (var role in (ColumnRole[])[ColumnRole.GivenName, ColumnRole.Surname, ColumnRole.MiddleName, ColumnRole.BirthDate, ColumnRole.Company, ColumnRole.Gender, ColumnRole.House, ColumnRole.Postcode, ColumnRole.City])
            Demote(meanings, role, meaning => meaning.Filled, role is ColumnRole.Company or ColumnRole.City ? ColumnRole.Text : ColumnRole.Ignored);
        Demote(meanings, ColumnRole.FullName, meaning => meaning.Filled >= 0.5 ? AverageLength(table, meaning.Column) : -1 + meaning.Filled, ColumnRole.Ignored);
        return meanings;
    }

    private static void Demote(List<ColumnMeaning> meanings, ColumnRole role, Func<ColumnMeaning, double> worth, ColumnRole instead)
    {
        var same = meanings.Where(meaning => meaning.Role == role).ToArray();
        if (same.Length < 2) return;
        var best = same.Any(meaning => meaning.Reason == Told) ? same.First(meaning => meaning.Reason == Told) : same.OrderByDescending(meaning => meaning.Reason == ByName).ThenByDescending(worth).First();
        foreach (var other in same.Where(meaning => meaning != best && meaning.Reason != Told))
            meanings[other.Column] = other with { Role = instead, Reason = $"{best.Name} is the {role}" };
    }

    private static double AverageLength(RecordTable table, int column)
    {
        double total = 0, rows = 0;
        var values = table.Values(column);
        foreach (var code in table.Codes(column))
        {
            if (code == 0) continue;
            total += values[code].Length;
            rows++;
        }
        return rows == 0 ? 0 : total / rows;
    }
}
