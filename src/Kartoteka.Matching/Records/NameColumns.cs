using Kartoteka.Matching.Normalizing;
using Kartoteka.Matching.Tables;

namespace Kartoteka.Matching.Records;

/// <summary>Names of records as columns of codes.</summary>
internal sealed class NameColumns
{
    private readonly NameLexicon _words;
    private readonly (ValueTable Values, int[] Codes, int[] CodeOfWord)[] _parts;

    /// <summary>Makes empty columns.</summary>
    /// <param name="count">How many records there are.</param>
    /// <param name="capacity">Values to make room for.</param>
    public NameColumns(NameLexicon words, int count, int capacity)
    {
        _words = words;
        _parts = [.. Enumerable.Range(0, 3).Select(_ => (new ValueTable(capacity), Filled(count), Filled(words.Count)))];
        Genders = new NameGender[count];
    }

    /// <summary>The gender that names tell, by record.</summary>
    public NameGender[] Genders { get; }

    /// <summary>Values and codes by record: 0 given, 1 surname, 2 middle.</summary>
    public (ValueTable Values, int[] Codes) this[int part] => (_parts[part].Values, _parts[part].Codes);

    /// <summary>Takes what was read of a record.</summary>
    public void Take(int record, in NameParts name)
    {
        _parts[0].Codes[record] = Code(0, name.Given);
        _parts[1].Codes[record] = Code(1, name.Surname);
        _parts[2].Codes[record] = Code(2, name.Middle);
        Genders[record] = name.Gender;
    }

    private static int[] Filled(int length)
    {
        var codes = new int[length];
        Array.Fill(codes, -1);
        return codes;
    }

    private int Code(int part, NamePart name)
    {
        if (name.IsEmpty) return -1;
        var (values, _, codeOfWord) = _parts[part];
        if (name.Text is { } several) return values.Add(Form(part, several));
        if (codeOfWord[name.Word] < 0) codeOfWord[name.Word] = values.Add(Form(part, _words.Text(name.Word).ToString()));
        return codeOfWord[name.Word];
    }

    /// <summary>Surnames in the masculine form, where there are two.</summary>
    private string Form(int part, string text) => part == 1 && _words.IsRussian ? RussianNames.Masculine(text) : text;
}
