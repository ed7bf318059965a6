namespace Kartoteka.Matching.Records;

/// <summary>How a table's cells are to be read: what only the whole of it tells.</summary>
/// <param name="Names">Words of names; null when no column holds any.</param>
/// <param name="MonthFirst">Whether dates with slashes have their month first.</param>
/// <param name="Addresses">How columns of addresses are used; null when there are none.</param>
internal sealed record TableReading(NameVocabulary? Names, bool MonthFirst, AddressReading? Addresses);

/// <summary>How columns of addresses are used.</summary>
/// <param name="Main">The column that is filled most.</param>
/// <param name="Columns">It and those that stand in for it where it is empty, in the order of the table.</param>
/// <param name="HasHouses">Whether it is taken apart; words otherwise.</param>
internal sealed record AddressReading(int Main, IReadOnlyList<int> Columns, bool HasHouses);

/// <summary>What judging a few records needs of the table that was learned from.</summary>
internal sealed record TableFacts(TableReading Reading, FieldFacts[] Fields)
{
    public static TableFacts Of(EncodedRecords records) => new(records.Reading, [.. records.Fields.Select(field => field.Comparer.Facts() with { Kind = field.Kind, Column = field.Column })]);

    public FieldFacts? Find(FieldKind kind, int column)
    {
        foreach (var field in Fields)
            if (field.Kind == kind && field.Column == column) return field;
        return null;
    }
}

/// <summary>What of a field's values depends on the whole table.</summary>
internal sealed record FieldFacts
{
    public FieldKind Kind { get; init; }

    /// <summary>The first column that the field is made of; -1 for names and gender, which are made of several.</summary>
    public int Column { get; init; }

    /// <summary>How many values there are, repeated ones counted.</summary>
    public required int Filled { get; init; }

    public required ValueCounts Counts { get; init; }

    /// <summary>Of addresses: how many records have a house, by the hash of street and number.</summary>
    public ValueCounts? Buildings { get; init; }

    /// <summary>Of given names: share of records by the encoded first letter.</summary>
    public double[]? InitialShares { get; init; }

    /// <summary>Of given names: those that rarer ones may be slips of.</summary>
    public NearNames? Near { get; init; }

    /// <summary>Of dates: whether the first of January stands for an unknown day.</summary>
    public bool FirstOfYearIsDefault { get; init; }
}
