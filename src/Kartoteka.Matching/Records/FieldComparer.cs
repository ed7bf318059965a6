namespace Kartoteka.Matching.Records;

/// <summary>Compares two values of a field and says how near they are.</summary>
internal abstract class FieldComparer(ValueTable values, string[] levels)
{
    /// <summary>Names of levels, from "different" (0) to "exact" (the last).</summary>
    public string[] Levels => levels;

    public ValueTable Values => values;

    /// <summary>The level of two codes, both filled. Symmetric; allocates nothing.</summary>
    public abstract int Compare(int first, int second);

    /// <summary>Looks at what comparing a code looks at first; the answer means nothing.</summary>
    public virtual int Touch(int code) => values.FirstLetter(code);

    /// <summary>Frequency that the level's chance agreement goes with, or 0 when the mean of the level says all.</summary>
    public virtual double Frequency(int first, int second, int level) => level == levels.Length - 1 ? values.Frequency(first) : 0;

    /// <summary>What of the values depends on the whole table, for judging records by themselves later.</summary>
    public virtual FieldFacts Facts() => new() { Filled = values.Filled, Counts = values.Repeated() };

    public virtual string Show(int code) => values.Text(code).ToString();
}

/// <summary>A field of encoded records.</summary>
/// <param name="name">For a person: the column's name, or the role.</param>
/// <param name="comparer">How its values are compared.</param>
/// <param name="slots">Codes by record; several when a record may have several values; -1 where there is none.</param>
/// <param name="shared">Whether relatives or colleagues share its values.</param>
/// <param name="column">The first column that it is made of; -1 for names and gender, which are made of several.</param>
internal sealed class Field(string name, FieldKind kind, FieldComparer comparer, int[][] slots, bool shared, int column = -1)
{
    /// <summary>Stands for a level where one of the records has no value.</summary>
    public const int Missing = 15;

    public string Name => name;

    public FieldKind Kind => kind;

    public int Column => column;

    public FieldComparer Comparer => comparer;

    public int[][] Slots => slots;

    public bool Shared => shared;

    public int LevelCount => comparer.Levels.Length;
}

/// <summary>What a field is, for blocking and for guards.</summary>
internal enum FieldKind
{
    Text,
    Given,
    Surname,
    Middle,
    BirthDate,
    Phone,
    Email,
    Address,
    House,
    City,
    Postcode,
    Document,
    Company,
    Gender,
}
