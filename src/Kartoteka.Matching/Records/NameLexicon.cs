using Kartoteka.Matching.Normalizing;
using Kartoteka.Matching.Tables;

namespace Kartoteka.Matching.Records;

/// <summary>What is known of each word of the columns that hold names. Readers on several threads look things up here.</summary>
internal sealed class NameLexicon
{
    private readonly NameWords _words;
    private readonly double[] _asGiven;
    private readonly bool[] _patronymic;
    private readonly NameGender[][] _genders;
    private readonly int[] _columns;
    private readonly int[] _roles;
    private readonly RecordTable _table;

    /// <summary>Looks at all words of a table.</summary>
    /// <param name="known">Words of names that were learned of another table; null to learn them of this one.</param>
    public NameLexicon(RecordTable table, IReadOnlyList<ColumnMeaning> columns, IReadOnlyList<int> rows, NameVocabulary? known)
    {
        _table = table;
        _words = new NameWords(table, columns, rows, known);
        _columns = [.. columns.Select(column => column.Column)];
        _roles = [.. columns.Select(column => NameWords.RoleOf(column.Role))];
        (_asGiven, _patronymic) = (new double[_words.Count], new bool[_words.Count]);
        _genders = [new NameGender[_words.Count], new NameGender[_words.Count], new NameGender[_words.Count]];
        for (var word = 0; word < _words.Count; word++) Look(word);
    }

    public bool IsRussian => _words.IsRussian;

    public NameVocabulary Vocabulary => _words.Vocabulary;

    public int Count => _words.Count;

    /// <summary>How many columns hold names.</summary>
    public int Columns => _columns.Length;

    /// <summary>The role of a column: 0 given, 1 surname, 2 middle, 3 whole names.</summary>
    public int RoleOf(int column) => _roles[column];

    /// <summary>Words of a cell.</summary>
    /// <param name="column">Position among the columns that hold names.</param>
    /// <param name="row">Row of the table.</param>
    public int[] WordsOf(int column, int row) => _words.Columns[column][_table.Codes(_columns[column])[row]];

    public ReadOnlySpan<char> Text(int word) => _words.Text(word);

    public bool IsInitial(int word) => _words.Text(word).Length == 1;

    public bool IsPatronymic(int word) => _patronymic[word];

    /// <summary>Bits for a word's being a given name rather than a surname.</summary>
    public double AsGiven(int word) => _asGiven[word];

    /// <summary>The gender that a word tells.</summary>
    /// <param name="part">As what it stands: 0 given, 1 surname, 2 middle.</param>
    public NameGender Gender(int word, int part) => _genders[part][word];

    private void Look(int word)
    {
        var text = _words.Text(word);
        var listed = GivenNames.IsKnown(text.ToString()) ? 3 : 0;
        _asGiven[word] = Math.Log2((_words.Times(word, 0) + 0.3 + listed) / (_words.Times(word, 1) + 0.3));
        if (!_words.IsRussian) return;
        _patronymic[word] = RussianNames.IsPatronymic(text) && _words.Times(word, 1) <= 2 * (_words.Times(word, 2) + _words.Times(word, 0) + _words.Times(word, 3) + 1);
        (_genders[0][word], _genders[1][word], _genders[2][word]) = (GivenNames.GenderOf(text.ToString()), RussianNames.GenderOfSurname(text), RussianNames.GenderOfPatronymic(text));
    }
}
