using Kartoteka.Matching.Normalizing;
using Kartoteka.Matching.Tables;

namespace Kartoteka.Matching.Records;

/// <summary>Makes fields of columns: normalises each distinct value once.</summary>
/// <param name="table">The records.</param>
/// <param name="columns">What its columns mean.</param>
/// <param name="rows">A row of the table for each record.</param>
/// <param name="known">What another table tells, of which these records are thought to be; null to learn it of this one.</param>
internal sealed class FieldEncoder(RecordTable table, IReadOnlyList<ColumnMeaning> columns, IReadOnlyList<int> rows, TableFacts? known, int threads, CancellationToken ct)
{
    private const int FieldsMax = 15;
    private const int TextsMax = 4;
    private const int SlotsMax = 3;
    private const int PortionLength = 65_536;

    private NameVocabulary? _names;
    private AddressReading? _addresses;
    private bool _monthFirst;

    /// <summary>How cells were read; after <see cref="Encode"/>.</summary>
    public TableReading Reading => new(_names, _monthFirst, _addresses);

    public Field[] Encode()
    {
        var makers = new List<Func<IEnumerable<Field>>> { Names };
        AddSimple(makers, ColumnRole.BirthDate, FieldKind.BirthDate, (values, facts) => new DateComparer(values, facts), shared: false);
        AddMany(makers, ColumnRole.Phone, FieldKind.Phone, values => new PhoneComparer(values));
        AddMany(makers, ColumnRole.Email, FieldKind.Email, values => new EmailComparer(values));
        foreach (var column in Of(ColumnRole.Document)) makers.Add(() => Simple(column, FieldKind.Document, (values, _) => new CodeComparer(values, 6), shared: false));
        makers.Add(Addresses);
        AddSimple(makers, ColumnRole.House, FieldKind.House, (values, _) => new CodeComparer(values, 3));
        AddSimple(makers, ColumnRole.City, FieldKind.City, Words);
        AddSimple(makers, ColumnRole.Postcode, FieldKind.Postcode, (values, _) => new CodeComparer(values, 4));
        AddSimple(makers, ColumnRole.Company, FieldKind.Company, Words);
        foreach (var column in Of(ColumnRole.Text).OrderByDescending(column => column.Filled).ThenBy(column => column.Column).Take(TextsMax))
            makers.Add(() => Simple(column, FieldKind.Text, Words));
        if (threads == 1) return [.. makers.SelectMany(make => make()).Take(FieldsMax)];
        // Much of a field's making has to be done in order, so fields are made side by side; they are put together in the order above.
        var made = new Field[makers.Count][];
        Parallel.For(0, makers.Count, new ParallelOptions { MaxDegreeOfParallelism = threads, CancellationToken = ct }, i => made[i] = [.. makers[i]()]);
        return [.. made.SelectMany(fields => fields).Take(FieldsMax)];
    }

    /// <summary>
    /// In a table of organisations branches share a name, and what tells them apart is where they are; in one of people a place is what relatives share.
    /// </summary>
    private bool OfPeople => columns.Any(column => column.Role is ColumnRole.GivenName or ColumnRole.Surname or ColumnRole.FullName or ColumnRole.BirthDate);

    private delegate FieldComparer Comparing(ValueTable values, FieldFacts? facts);

    private static FieldComparer Words(ValueTable values, FieldFacts? facts) => new WordsComparer(values);

    private IEnumerable<ColumnMeaning> Of(ColumnRole role) => columns.Where(column => column.Role == role);

    private ColumnMeaning? One(ColumnRole role)
    {
        foreach (var column in columns)
            if (column.Role == role) return column;
        return null;
    }

    private int CapacityOfValues => known is null ? TextDictionary.CapacityDefault : rows.Count;

    private ValueTable Values() => new(CapacityOfValues);

    private void AddSimple(List<Func<IEnumerable<Field>>> makers, ColumnRole role, FieldKind kind, Comparing compare, bool shared = true)
    {
        if (One(role) is { } column) makers.Add(() => Simple(column, kind, compare, shared));
    }

    private Field[] Simple(ColumnMeaning column, FieldKind kind, Comparing compare, bool shared = true)
    {
        var values = Values();
        if (kind == FieldKind.BirthDate) _monthFirst = known?.Reading.MonthFirst ?? new ColumnValues(table, column.Column).MonthFirst;
        return Made(column.Name, kind, column.Column, values, compare, [Codes(column, kind == FieldKind.Text ? ColumnRole.Text : column.Role, values)], shared);
    }

    /// <summary>Columns of one role, such as several phones, are one field with several values.</summary>
    private void AddMany(List<Func<IEnumerable<Field>>> makers, ColumnRole role, FieldKind kind, Func<ValueTable, FieldComparer> compare)
    {
        var same = Of(role).Take(SlotsMax).ToArray();
        if (same.Length == 0) return;
        makers.Add(() =>
        {
            var values = Values();
            int[][] slots = [.. same.Select(column => Codes(column, role, values))];
            return Made(string.Join(", ", same.Select(column => column.Name)), kind, same[0].Column, values, (sealedValues, _) => compare(sealedValues), slots, kind != FieldKind.Phone || OfPeople);
        });
    }

    /// <summary>The field, or none where the table that was learned from had none.</summary>
    private Field[] Made(string name, FieldKind kind, int column, ValueTable values, Comparing compare, int[][] slots, bool shared)
    {
        var facts = known?.Find(kind, column);
        if (known is not null && facts is null) return [];
        values.Seal(slots, facts);
        return [new Field(name, kind, compare(values, facts), slots, shared, column)];
    }

    private int[] Codes(ColumnMeaning column, ColumnRole role, ValueTable values)
    {
        var raw = table.Values(column.Column);
        var map = new int[raw.Count];
        InPortions(raw.Count, code => code == 0 ? "" : CellNormalizer.Normalize(role, raw[code], _monthFirst), (code, text) => map[code] = values.Add(text));
        return Mapped(column.Column, map);
    }

    /// <summary>Makes values on all threads and takes them in order, a portion at a time, so that few of them live at once.</summary>
    private void InPortions<T>(int count, Func<int, T> make, Action<int, T> take) => InPortions(count, () => make, (one, at) => one(at), take);

    /// <summary>As above; what <paramref name="begin"/> gives is used by one thread at a time.</summary>
    private void InPortions<TState, T>(int count, Func<TState> begin, Func<TState, int, T> make, Action<int, T> take)
    {
        var made = new T[Math.Min(count, PortionLength)];
        for (var start = 0; start < count; start += PortionLength)
        {
            var first = start;
            var length = Math.Min(PortionLength, count - start);
            Work.For(length, threads, (from, to) =>
            {
                var state = begin();
                for (var i = from; i < to; i++) made[i] = make(state, first + i);
            }, ct);
            for (var i = 0; i < length; i++) take(first + i, made[i]);
        }
    }

    private int[] Mapped(int column, int[] map)
    {
        var codes = new int[rows.Count];
        var raws = table.Codes(column);
        for (var record = 0; record < codes.Length; record++) codes[record] = map[raws[rows[record]]];
        return codes;
    }

    private IEnumerable<Field> Names()
    {
        var named = columns.Where(column => column.Role is ColumnRole.GivenName or ColumnRole.Surname or ColumnRole.MiddleName or ColumnRole.FullName).ToArray();
        if (named.Length == 0) return One(ColumnRole.Gender) is { } alone ? Genders(alone, null) : [];
        var words = new NameLexicon(table, named, rows, known?.Reading.Names);
        _names = words.Vocabulary;
        var names = new NameColumns(words, rows.Count, CapacityOfValues);
        InPortions(rows.Count, () => new NameReader(words), (reader, record) => reader.Read(rows[record]), (record, name) => names.Take(record, name));
        return
        [
            .. Name("given name", FieldKind.Given, names[0], (values, facts) => new GivenComparer(values, facts), shared: false),
            .. Name("surname", FieldKind.Surname, names[1], (values, _) => new SurnameComparer(values)),
            .. Name("middle name", FieldKind.Middle, names[2], words.IsRussian ? (values, facts) => new GivenComparer(values, facts) : Words),
            .. words.IsRussian || One(ColumnRole.Gender) is not null ? Genders(One(ColumnRole.Gender), names) : [],
        ];
    }

    private Field[] Name(string name, FieldKind kind, (ValueTable Values, int[] Codes) part, Comparing compare, bool shared = true) =>
        known is null && part.Values.Count == 0 ? [] : Made(name, kind, -1, part.Values, compare, [part.Codes], shared);

    private Field[] Genders(ColumnMeaning? column, NameColumns? names)
    {
        var values = Values();
        var codes = column is null ? Nothing() : Codes(column, ColumnRole.Gender, values);
        if (names is not null)
            for (var record = 0; record < codes.Length; record++)
                if (codes[record] < 0 && names.Genders[record] != NameGender.Unknown) codes[record] = values.Add(names.Genders[record] == NameGender.Male ? "m" : "f");
        return Made("gender", FieldKind.Gender, -1, values, (sealedValues, _) => new EqualComparer(sealedValues), [codes], shared: false);
    }

    private int[] Nothing()
    {
        var codes = new int[rows.Count];
        Array.Fill(codes, -1);
        return codes;
    }

    /// <summary>
    /// The first column of addresses is taken apart, with those that are filled where it is empty; the others, and addresses without houses, are words.
    /// </summary>
    private IEnumerable<Field> Addresses()
    {
        var all = Of(ColumnRole.Address).ToArray();
        if (all.Length == 0) return [];
        _addresses = known?.Reading.Addresses ?? Understand(all);
        var main = all.First(column => column.Column == _addresses.Main);
        ColumnMeaning[] used = [.. all.Where(column => _addresses.Columns.Contains(column.Column))];
        return
        [
            .. _addresses.HasHouses ? Address(main, used) : Simple(main, FieldKind.Address, Words),
            .. all.Except(used).SelectMany(column => Simple(column, FieldKind.Text, Words)),
        ];
    }

    private AddressReading Understand(ColumnMeaning[] all)
    {
        var main = all.MaxBy(column => column.Filled)!;
        var used = all.Where(column => column == main || Together(column, main) < 0.2 * Math.Min(column.Filled, main.Filled));
        return new AddressReading(main.Column, [.. used.Select(column => column.Column)], HasHouses(main));
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

    private Field[] Address(ColumnMeaning main, ColumnMeaning[] used)
    {
        var (values, streets, numbers) = (Values(), Values(), Values());
        var parts = new List<AddressCodes>();
        var codes = Nothing();
        foreach (var column in used)
        {
            var raw = table.Values(column.Column);
            var map = new int[raw.Count];
            InPortions(raw.Count, code => AddressNormalizer.Normalize(raw[code]), (code, part) =>
            {
                map[code] = values.Add(CellNormalizer.Joined(part));
                if (map[code] == parts.Count) parts.Add(new AddressCodes(streets.Add(part.Street), numbers.Add(part.House), numbers.Add(part.Flat)));
            });
            var own = Mapped(column.Column, map);
            for (var record = 0; record < codes.Length; record++)
                if (codes[record] < 0) codes[record] = own[record];
        }
        streets.Seal([]);
        return Made(main.Name, FieldKind.Address, main.Column, values, (sealedValues, facts) => new AddressComparer(sealedValues, new AddressValues(streets, numbers, [.. parts]), facts),
            [codes], OfPeople);
    }

    /// <summary>Whether addresses of a column hold house numbers, by those of the lowest hashes.</summary>
    private bool HasHouses(ColumnMeaning column)
    {
        var raw = table.Values(column.Column);
        var sample = Enumerable.Range(1, raw.Count - 1).Where(code => raw.Count < 20_000 || raw.HashOf(code) % (ulong)(raw.Count / 10_000) == 0).ToArray();
        return sample.Count(code => AddressNormalizer.Normalize(raw[code]).House.Length > 0) * 10 >= sample.Length * 3;
    }
}
