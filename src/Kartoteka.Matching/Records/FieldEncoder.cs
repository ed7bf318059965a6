using Kartoteka.Matching.Normalizing;
using Kartoteka.Matching.Tables;
using Kartoteka.Matching.Text;

namespace Kartoteka.Matching.Records;

/// <summary>Makes fields of columns: normalises each distinct value once.</summary>
internal sealed class FieldEncoder(RecordTable table, IReadOnlyList<ColumnMeaning> columns, IReadOnlyList<int> rows, int threads, CancellationToken ct)
{
    private const int FieldsMax = 15;
    private const int TextsMax = 4;
    private const int PortionLength = 65_536;

    public Field[] Encode()
    {
        var makers = new List<Func<IEnumerable<Field>>> { Names };
        if (One(ColumnRole.BirthDate) is { } date) makers.Add(() => [Dates(date)]);
        AddMany(makers, ColumnRole.Phone, FieldKind.Phone, text => PhoneNormalizer.Normalize(text), values => new PhoneComparer(values));
        AddMany(makers, ColumnRole.Email, FieldKind.Email, Mailbox, values => new EmailComparer(values));
        foreach (var column in Of(ColumnRole.Document)) makers.Add(() => [Simple(column, FieldKind.Document, Document, values => new CodeComparer(values, 6), false)]);
        makers.Add(Addresses);
        AddSimple(makers, ColumnRole.House, FieldKind.House, text => NameText.Fold(text).Replace(" ", "", StringComparison.Ordinal), values => new CodeComparer(values, 3));
        AddSimple(makers, ColumnRole.City, FieldKind.City, City, values => new WordsComparer(values));
        AddSimple(makers, ColumnRole.Postcode, FieldKind.Postcode, Code, values => new CodeComparer(values, 4));
        AddSimple(makers, ColumnRole.Company, FieldKind.Company, text => CompanyNormalizer.Normalize(text), values => new WordsComparer(values));
        foreach (var column in Of(ColumnRole.Text).OrderByDescending(column => column.Filled).ThenBy(column => column.Column).Take(TextsMax))
            makers.Add(() => [Simple(column, FieldKind.Text, Text, values => new WordsComparer(values), true)]);
        // Much of a field's making has to be done in order, so fields are made side by side; they are put together in the order above.
        var made = new Field[makers.Count][];
        Parallel.For(0, makers.Count, new ParallelOptions { MaxDegreeOfParallelism = threads, CancellationToken = ct }, i => made[i] = [.. makers[i]()]);
        return [.. made.SelectMany(fields => fields).Take(FieldsMax)];
    }

    /// <summary>
    /// In a table of organisations branches share a name, and what tells them apart is where they are; in one of people a place is what relatives share.
    /// </summary>
    private bool OfPeople => columns.Any(column => column.Role is ColumnRole.GivenName or ColumnRole.Surname or ColumnRole.FullName or ColumnRole.BirthDate);

    private IEnumerable<ColumnMeaning> Of(ColumnRole role) => columns.Where(column => column.Role == role);

    private ColumnMeaning? One(ColumnRole role) => Of(role).FirstOrDefault();

    private static string Mailbox(ReadOnlySpan<char> text)
    {
        var (local, domain) = EmailNormalizer.Normalize(text);
        return local.Length == 0 ? "" : $"{local} {domain}";
    }

    private static string Document(ReadOnlySpan<char> text)
    {
        var code = Code(text);
        return code.Length < 4 || code.AsSpan().IndexOfAnyExcept(code[0]) < 0 ? "" : code;
    }

    private static string Code(ReadOnlySpan<char> text)
    {
        var folded = NameText.Fold(text);
        return JunkValues.IsJunk(folded) ? "" : folded.Replace(" ", "", StringComparison.Ordinal);
    }

    private static string City(ReadOnlySpan<char> text) => CityNormalizer.Normalize(text);

    private static string Text(ReadOnlySpan<char> text) => NameText.Fold(text) is var folded && JunkValues.IsJunk(folded) ? "" : folded;

    private delegate string Normalizer(ReadOnlySpan<char> text);

    private void AddSimple(List<Func<IEnumerable<Field>>> makers, ColumnRole role, FieldKind kind, Normalizer normalize, Func<ValueTable, FieldComparer> compare)
    {
        if (One(role) is { } column) makers.Add(() => [Simple(column, kind, normalize, compare, true)]);
    }

    private Field Simple(ColumnMeaning column, FieldKind kind, Normalizer normalize, Func<ValueTable, FieldComparer> compare, bool shared)
    {
        var values = new ValueTable();
        var codes = Codes(column, normalize, values);
        values.Seal([codes]);
        return new Field(column.Name, kind, compare(values), [codes], shared);
    }

    /// <summary>Columns of one role, such as several phones, are one field with several values.</summary>
    private void AddMany(List<Func<IEnumerable<Field>>> makers, ColumnRole role, FieldKind kind, Normalizer normalize, Func<ValueTable, FieldComparer> compare)
    {
        var same = Of(role).Take(3).ToArray();
        if (same.Length == 0) return;
        makers.Add(() =>
        {
            var values = new ValueTable();
            int[][] slots = [.. same.Select(column => Codes(column, normalize, values))];
            values.Seal(slots);
            return [new Field(string.Join(", ", same.Select(column => column.Name)), kind, compare(values), slots, kind != FieldKind.Phone || OfPeople)];
        });
    }

    private int[] Codes(ColumnMeaning column, Normalizer normalize, ValueTable values)
    {
        var raw = table.Values(column.Column);
        var map = new int[raw.Count];
        InPortions(raw.Count, code => code == 0 ? "" : normalize(raw[code]), (code, text) => map[code] = values.Add(text));
        return Mapped(column, map);
    }

    /// <summary>Makes values on all threads and takes them in order, a portion at a time, so that few of them live at once.</summary>
    private void InPortions<T>(int count, Func<int, T> make, Action<int, T> take)
    {
        var made = new T[Math.Min(count, PortionLength)];
        for (var start = 0; start < count; start += PortionLength)
        {
            var first = start;
            var length = Math.Min(PortionLength, count - start);
            Work.For(length, threads, (from, to) =>
            {
                for (var i = from; i < to; i++) made[i] = make(first + i);
            }, ct);
            for (var i = 0; i < length; i++) take(first + i, made[i]);
        }
    }

    private int[] Mapped(ColumnMeaning column, int[] map)
    {
        var codes = new int[rows.Count];
        var raws = table.Codes(column.Column);
        for (var record = 0; record < codes.Length; record++) codes[record] = map[raws[rows[record]]];
        return codes;
    }

    private IEnumerable<Field> Names()
    {
        var named = columns.Where(column => column.Role is ColumnRole.GivenName or ColumnRole.Surname or ColumnRole.MiddleName or ColumnRole.FullName).ToArray();
        if (named.Length == 0)
        {
            if (One(ColumnRole.Gender) is { } alone) yield return Genders(alone, null);
            yield break;
        }
        var reader = new NameReader(table, named, rows);
        for (var record = 0; record < rows.Count; record++) reader.Read(record, rows[record]);
        reader.Givens.Seal([reader.Given]);
        reader.Surnames.Seal([reader.Surname]);
        reader.Middles.Seal([reader.Middle]);
        if (reader.Givens.Filled > 0) yield return new Field("given name", FieldKind.Given, new GivenComparer(reader.Givens), [reader.Given], false);
        if (reader.Surnames.Filled > 0) yield return new Field("surname", FieldKind.Surname, new SurnameComparer(reader.Surnames), [reader.Surname], true);
        if (reader.Middles.Filled > 0)
            yield return new Field("middle name", FieldKind.Middle, reader.IsRussian ? new GivenComparer(reader.Middles) : new WordsComparer(reader.Middles), [reader.Middle], true);
        if (reader.IsRussian || One(ColumnRole.Gender) is not null) yield return Genders(One(ColumnRole.Gender), reader);
    }

    private Field Genders(ColumnMeaning? column, NameReader? names)
    {
        var values = new ValueTable();
        int[] codes;
        if (column is null)
        {
            codes = new int[rows.Count];
            Array.Fill(codes, -1);
        }
        else
        {
            codes = Codes(column, text => NameText.Fold(text) is { Length: > 0 } folded ? folded[0] is 'm' or 'м' ? "m" : folded[0] is 'f' or 'ж' or 'w' ? "f" : "" : "", values);
        }
        if (names is not null)
            for (var record = 0; record < codes.Length; record++)
                if (codes[record] < 0 && names.Gender[record] != 0) codes[record] = values.Add(names.Gender[record] == 1 ? "m" : "f");
        values.Seal([codes]);
        return new Field("gender", FieldKind.Gender, new EqualComparer(values), [codes], false);
    }

    private Field Dates(ColumnMeaning column)
    {
        var monthFirst = new ColumnValues(table, column.Column).MonthFirst;
        return Simple(column, FieldKind.BirthDate, text => DateNormalizer.Normalize(text, monthFirst) is var date and > 0 ? $"{date:00000000}" : "", values => new DateComparer(values), false);
    }

    /// <summary>
    /// The first column of addresses is taken apart, with those that are filled where it is empty; the others, and addresses without houses, are words.
    /// </summary>
    private IEnumerable<Field> Addresses()
    {
        var all = Of(ColumnRole.Address).ToList();
        if (all.Count == 0) yield break;
        var main = all.MaxBy(column => column.Filled)!;
        ColumnMeaning[] instead = [.. all.Where(column => column == main || Together(column, main) < 0.2 * Math.Min(column.Filled, main.Filled))];
        yield return Address(main, instead);
        foreach (var column in all.Except(instead)) yield return Simple(column, FieldKind.Text, Text, values => new WordsComparer(values), true);
    }

    /// <summary>Share of records in which both columns are filled.</summary>
    private double Together(ColumnMeaning first, ColumnMeaning second)
    {
        var left = table.Codes(first.Column);
        var right = table.Codes(second.Column);
        var both = 0;
        foreach (var row in rows) if (left[row] != 0 && right[row] != 0) both++;
        return (double)both / Math.Max(1, rows.Count);
    }

    private Field Address(ColumnMeaning main, ColumnMeaning[] columns)
    {
        if (!HasHouses(main)) return Simple(main, FieldKind.Address, Text, values => new WordsComparer(values), true);
        var (values, streets, numbers) = (new ValueTable(), new ValueTable(), new ValueTable());
        var (street, house, flat) = (new List<int>(), new List<int>(), new List<int>());
        var codes = new int[rows.Count];
        Array.Fill(codes, -1);
        foreach (var column in columns)
        {
            var raw = table.Values(column.Column);
            var map = new int[raw.Count];
            InPortions(raw.Count, code => AddressNormalizer.Normalize(raw[code]), (code, part) =>
            {
                map[code] = part.Street.Length == 0 ? -1 : values.Add($"{part.Street}|{part.House}|{part.Flat}");
                if (map[code] != street.Count) return;
                street.Add(streets.Add(part.Street));
                house.Add(numbers.Add(part.House));
                flat.Add(numbers.Add(part.Flat));
            });
            var own = Mapped(column, map);
            for (var record = 0; record < codes.Length; record++)
                if (codes[record] < 0) codes[record] = own[record];
        }
        values.Seal([codes]);
        streets.Seal([]);
        return new Field(main.Name, FieldKind.Address, new AddressComparer(values, streets, [.. street], [.. house], [.. flat]), [codes], OfPeople);
    }

    /// <summary>Whether addresses of a column hold house numbers, by those of the lowest hashes.</summary>
    private bool HasHouses(ColumnMeaning column)
    {
        var raw = table.Values(column.Column);
        var sample = Enumerable.Range(1, raw.Count - 1).Where(code => raw.Count < 20_000 || raw.HashOf(code) % (ulong)(raw.Count / 10_000) == 0).ToArray();
        return sample.Count(code => AddressNormalizer.Normalize(raw[code]).House.Length > 0) * 10 >= sample.Length * 3;
    }
}
