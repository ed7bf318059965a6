using Kartoteka.Matching.Normalizing;
using Kartoteka.Matching.Tables;

namespace Kartoteka.Matching.Records;

/// <summary>
/// Gives each record its given name, surname and middle name from the words of its columns: exchanged columns, a whole name in one column,
/// a patronymic beside the given name, initials.
/// </summary>
internal sealed class NameReader
{
    private const double SwapMin = 2.5;

    private readonly NameWords _words;
    private readonly int[][] _columnCodes;
    private readonly int[] _columnRoles;
    private readonly int[][][] _columnWords;
    private readonly double[] _asGiven;
    private readonly bool[] _patronymic;
    private readonly byte[] _kind;
    private readonly int[][] _codeOf;
    private readonly NameGender[][] _genderOf;

    /// <summary>Makes ready to read.</summary>
    /// <param name="known">Words of names that were learned of another table; null to learn them of this one.</param>
    public NameReader(RecordTable table, IReadOnlyList<ColumnMeaning> columns, IReadOnlyList<int> rows, NameVocabulary? known)
    {
        _words = new NameWords(table, columns, rows, known);
        _columnCodes = [.. columns.Select(column => table.Codes(column.Column).ToArray())];
        _columnRoles = [.. columns.Select(column => column.Role switch { ColumnRole.GivenName => 0, ColumnRole.Surname => 1, ColumnRole.MiddleName => 2, _ => 3 })];
        _columnWords = _words.Columns;
        _asGiven = new double[_words.Count];
        _patronymic = new bool[_words.Count];
        _kind = new byte[_words.Count];
        for (var word = 0; word < _words.Count; word++)
        {
            var text = _words.Text(word);
            _patronymic[word] = _words.IsRussian && RussianNames.IsPatronymic(text) && _words.Times(word, 1) <= 2 * (_words.Times(word, 2) + _words.Times(word, 0) + _words.Times(word, 3) + 1);
            var listed = GivenNames.IsKnown(text.ToString()) ? 3 : 0;
            _asGiven[word] = Math.Log2((_words.Times(word, 0) + 0.3 + listed) / (_words.Times(word, 1) + 0.3));
            _kind[word] = (byte)(text.Length == 1 ? 1 : 0);
        }
        _codeOf = [Filled(_words.Count), Filled(_words.Count), Filled(_words.Count)];
        _genderOf = [new NameGender[_words.Count], new NameGender[_words.Count], new NameGender[_words.Count]];
        for (var word = 0; word < _words.Count && _words.IsRussian; word++)
        {
            var text = _words.Text(word);
            (_genderOf[0][word], _genderOf[1][word], _genderOf[2][word]) =
                (GivenNames.GenderOf(text.ToString()), RussianNames.GenderOfSurname(text), RussianNames.GenderOfPatronymic(text));
        }
        Given = Filled(rows.Count);
        Surname = Filled(rows.Count);
        Middle = Filled(rows.Count);
        Gender = new byte[rows.Count];
    }

    public ValueTable Givens { get; } = new();

    public ValueTable Surnames { get; } = new();

    public ValueTable Middles { get; } = new();

    public int[] Given { get; }

    public int[] Surname { get; }

    public int[] Middle { get; }

    /// <summary>Gender that names tell: 0 unknown, 1 male, 2 female.</summary>
    public byte[] Gender { get; }

    public bool IsRussian => _words.IsRussian;

    public NameVocabulary Vocabulary => _words.Vocabulary;

    private readonly List<int> _given = [];
    private readonly List<int> _surname = [];
    private readonly List<int> _middle = [];
    private readonly List<int> _loose = [];

    /// <summary>Reads a record's names.</summary>
    /// <param name="record">Its index among the encoded.</param>
    /// <param name="row">Its row in the table.</param>
    public void Read(int record, int row)
    {
        _given.Clear();
        _surname.Clear();
        _middle.Clear();
        _loose.Clear();
        for (var column = 0; column < _columnCodes.Length; column++)
        {
            var words = _columnWords[column][_columnCodes[column][row]];
            (_columnRoles[column] switch { 0 => _given, 1 => _surname, 2 => _middle, _ => _loose }).AddRange(words);
        }
        if (_loose.Count > 0) ReadLoose();
        if (_words.IsRussian) ReadRussian();
        else ReadOther();
        Given[record] = Add(Givens, _given, 0);
        Surname[record] = Add(Surnames, _surname, 1);
        Middle[record] = Add(Middles, _middle, 2);
        Gender[record] = (byte)GenderOf();
    }

    private static int[] Filled(int length)
    {
        var codes = new int[length];
        Array.Fill(codes, -1);
        return codes;
    }

    /// <summary>A whole name: all there is, or what it has besides the columns of parts.</summary>
    private void ReadLoose()
    {
        // A column that held a title alone ("Sir", "Baronet") has left nothing: then the whole name tells more.
        if (_given.Count > 0 && _surname.Count > 0 || _loose.Count < 2 && _given.Count + _surname.Count > 0)
        {
            foreach (var word in _loose)
                if (!Holds(_given, word) && !Holds(_surname, word) && !Holds(_middle, word) && _words.Text(word).Length > 1) _middle.Add(word);
            return;
        }
        _given.Clear();
        _surname.Clear();
        if (_words.IsRussian)
        {
            _given.AddRange(_loose);
            return;
        }
        // "Given Middle Surname" or "Surname, Given": commas are folded away, so the words themselves must tell.
        var first = _loose[0];
        var last = _loose[^1];
        if (_loose.Count == 1) _surname.Add(first);
        else if (GivenNames.IsKnown(_words.Text(last).ToString()) && !GivenNames.IsKnown(_words.Text(first).ToString()))
        {
            _surname.Add(first);
            _given.Add(_loose[1]);
            _middle.AddRange(_loose.Skip(2));
        }
        else
        {
            _given.Add(first);
            _surname.Add(last);
            _middle.AddRange(_loose.Skip(1).Take(_loose.Count - 2));
        }
    }

    private bool Holds(List<int> words, int word)
    {
        foreach (var other in words)
            if (other == word || _words.Text(other).SequenceEqual(_words.Text(word))) return true;
        return false;
    }

    private void ReadRussian()
    {
        MovePatronymics(_given);
        MovePatronymics(_surname);
        if (_given.Count > 1 && _surname.Count == 0) PartAll(_given);
        else if (_surname.Count > 1 && _given.Count == 0) PartAll(_surname);
        else if (_given.Count == 0 && _surname.Count == 1 && _kind[_surname[0]] == 0 && _asGiven[_surname[0]] > SwapMin) Exchange();
        else if (_surname.Count == 0 && _given.Count == 1 && _kind[_given[0]] == 0 && _asGiven[_given[0]] < -SwapMin) Exchange();
        else if (_given.Count > 0 && _surname.Count > 0 && Lean(_surname) - Lean(_given) > 2 * SwapMin) Exchange();
    }

    private void ReadOther()
    {
        if (_given.Count == 1 && _surname.Count == 1 && _middle.Count == 0 && Lean(_surname) - Lean(_given) > 4 * SwapMin) Exchange();
    }

    private double Lean(List<int> words)
    {
        double sum = 0;
        foreach (var word in words) sum += _kind[word] == 1 ? SwapMin : _asGiven[word];
        return sum / words.Count;
    }

    /// <summary>A name in one column: the word that leans most to being given is, initials follow it, the rest is the surname.</summary>
    private void PartAll(List<int> words)
    {
        var all = words.ToArray();
        _given.Clear();
        _surname.Clear();
        var best = all[0];
        foreach (var word in all)
            if (Score(word) > Score(best)) best = word;
        foreach (var word in all)
        {
            if (word == best && _given.Count == 0) _given.Add(word);
            else if (_kind[word] == 1) (_given.Contains(best) && _middle.Count == 0 ? _middle : _given).Add(word);
            else _surname.Add(word);
        }
        double Score(int word) => _kind[word] == 1 ? -1 : _asGiven[word];
    }

    private void Exchange()
    {
        var given = _given.ToArray();
        _given.Clear();
        _given.AddRange(_surname);
        _surname.Clear();
        _surname.AddRange(given);
    }

    private void MovePatronymics(List<int> from)
    {
        for (var i = 0; i < from.Count; i++)
        {
            if (!_patronymic[from[i]] || from.Count + _middle.Count < 2) continue;
            if (_middle.Count == 0) _middle.Add(from[i]);
            from.RemoveAt(i--);
        }
    }

    private int Add(ValueTable values, List<int> words, int part)
    {
        if (words.Count == 0) return -1;
        if (words.Count == 1 && _codeOf[part][words[0]] is >= 0 and var known) return known;
        var text = words.Count == 1 ? _words.Text(words[0]).ToString() : string.Join(' ', words.Select(word => _words.Text(word).ToString()));
        var code = values.Add(part == 1 && _words.IsRussian ? RussianNames.Masculine(text) : text);
        if (words.Count == 1) _codeOf[part][words[0]] = code;
        return code;
    }

    private NameGender GenderOf()
    {
        if (!_words.IsRussian) return NameGender.Unknown;
        if (_middle.Count > 0 && _genderOf[2][_middle[0]] is not NameGender.Unknown and var byMiddle) return byMiddle;
        if (_surname.Count > 0 && _genderOf[1][_surname[0]] is not NameGender.Unknown and var bySurname) return bySurname;
        return _given.Count > 0 ? _genderOf[0][_given[0]] : NameGender.Unknown;
    }
}
