namespace Kartoteka.Storage.Columns;

/// <summary>Types of columns: few, and the same in every store.</summary>
public enum ColumnType : byte
{
    /// <summary>True or false.</summary>
    Boolean = 1,

    /// <summary>A whole number of 64 bits.</summary>
    Whole = 2,

    /// <summary>A floating number of 64 bits.</summary>
    Fraction = 3,

    /// <summary>A decimal of 18 digits, <see cref="ColumnTable.MoneyScale"/> of them behind the point: sums of it are exact.</summary>
    Money = 4,

    /// <summary>Text.</summary>
    Text = 5,

    /// <summary>Microseconds since 1970-01-01 UTC, as a timestamp without a zone.</summary>
    Time = 6,

    /// <summary>A UUID.</summary>
    Uuid = 7,

    /// <summary>A list of texts, none of them null.</summary>
    TextList = 8,
}

/// <summary>A column.</summary>
/// <param name="Name">Its name: <c>[a-z][a-z0-9_]*</c>, so that every dialect takes it unquoted as well as quoted.</param>
/// <param name="Type">Its type. Every column may be null.</param>
public readonly record struct ColumnDefinition(string Name, ColumnType Type);

/// <summary>A table of a column store.</summary>
/// <param name="Name">Its name, as a column's.</param>
/// <param name="Columns">In order.</param>
public sealed record ColumnTable(string Name, IReadOnlyList<ColumnDefinition> Columns)
{
    /// <summary>Digits of money behind the point.</summary>
    public const int MoneyScale = 4;

    /// <summary>The index of a column.</summary>
    /// <exception cref="ArgumentException">There is none of that name.</exception>
    public int IndexOf(string column)
    {
        for (var i = 0; i < Columns.Count; i++)
        {
            if (Columns[i].Name == column) return i;
        }
        throw new ArgumentException($"Table {Name} has no column {column}.", nameof(column));
    }
}
