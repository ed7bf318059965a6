using Kartoteka.Matching.Normalizing;

namespace Kartoteka.Matching.Records;

/// <summary>A part of a name.</summary>
/// <param name="Word">Its word, when it is one; else -1.</param>
/// <param name="Text">Its words parted by spaces, when there are several; else null.</param>
internal readonly record struct NamePart(int Word, string? Text)
{
    public bool IsEmpty => Word < 0 && Text is null;
}

/// <summary>A record's names.</summary>
/// <param name="Gender">What they tell of the gender.</param>
internal readonly record struct NameParts(NamePart Given, NamePart Surname, NamePart Middle, NameGender Gender);

/// <summary>
/// Gives each record its given name, surname and middle name from the words of its columns: exchanged columns, a whole name in one column,
/// a patronymic beside the given name, initials. For one thread.
/// </summary>
internal sealed class NameReader(NameLexicon words)
{
    private const double SwapMin = 2.5;

    private readonly List<int> _given = [];
    private readonly List<int> _surname = [];
    private readonly List<int> _middle = [];
    private readonly List<int> _loose = [];

    /// <summary>Reads a record's names.</summary>
    /// <param name="row">Its row in the table.</param>
    public NameParts Read(int row)
    {
        _given.Clear();
        _surname.Clear();
        _middle.Clear();
        _loose.Clear();
        for (var column = 0; column < words.Columns; column++)
            (words.RoleOf(column) switch { 0 => _given, 1 => _surname, 2 => _middle, _ => _loose }).AddRange(words.WordsOf(column, row).AsSpan());
        if (_loose.Count > 0) ReadLoose();
        if (words.IsRussian) ReadRussian();
        else ReadOther();
        return new NameParts(Part(_given), Part(_surname), Part(_middle), GenderOf());
    }

    /// <summary>A whole name: all there is, or what it has besides the columns of parts.</summary>
    private void ReadLoose()
    {
        // A column that held a title alone ("Sir", "Baronet") has left nothing: then the whole name tells more.
        if (_given.Count > 0 && _surname.Count > 0 || _loose.Count < 2 && _given.Count + _surname.Count > 0)
        {
            foreach (var word in _loose)
                if (!Holds(_given, word) && !Holds(_surname, word) && !Holds(_middle, word) && words.Text(word).Length > 1) _middle.Add(word);
            return;
        }
        _given.Clear();
        _surname.Clear();
        if (words.IsRussian)
        {
            _given.AddRange(_loose);
            return;
        }
        // "Given Middle Surname" or "Surname, Given": commas are folded away, so the words themselves must tell.
        var first = _loose[0];
        var last = _loose[^1];
        if (_loose.Count == 1) _surname.Add(first);
        else if (GivenNames.IsKnown(words.Text(last).ToString()) && !GivenNames.IsKnown(words.Text(first).ToString()))
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

    private bool Holds(List<int> part, int word)
    {
        foreach (var other in part)
            if (other == word || words.Text(other).SequenceEqual(words.Text(word))) return true;
        return false;
    }

    private void ReadRussian()
    {
        MovePatronymics(_given);
        MovePatronymics(_surname);
        if (_given.Count > 1 && _surname.Count == 0) PartAll(_given);
        else if (_surname.Count > 1 && _given.Count == 0) PartAll(_surname);
        else if (_given.Count == 0 && _surname.Count == 1 && !words.IsInitial(_surname[0]) && words.AsGiven(_surname[0]) > SwapMin) Exchange();
        else if (_surname.Count == 0 && _given.Count == 1 && !words.IsInitial(_given[0]) && words.AsGiven(_given[0]) < -SwapMin) Exchange();
        else if (_given.Count > 0 && _surname.Count > 0 && Lean(_surname) - Lean(_given) > 2 * SwapMin) Exchange();
    }

    private void ReadOther()
    {
        if (_given.Count == 1 && _surname.Count == 1 && _middle.Count == 0 && Lean(_surname) - Lean(_given) > 4 * SwapMin) Exchange();
    }

    private double Lean(List<int> part)
    {
        double sum = 0;
        foreach (var word in part) sum += words.IsInitial(word) ? SwapMin : words.AsGiven(word);
        return sum / part.Count;
    }

    /// <summary>A name in one column: the word that leans most to being given is, initials follow it, the rest is the surname.</summary>
    private void PartAll(List<int> whole)
    {
        var all = whole.ToArray();
        _given.Clear();
        _surname.Clear();
        var best = all[0];
        foreach (var word in all)
            if (Score(word) > Score(best)) best = word;
        foreach (var word in all)
        {
            if (word == best && _given.Count == 0) _given.Add(word);
            else if (words.IsInitial(word)) (_given.Contains(best) && _middle.Count == 0 ? _middle : _given).Add(word);
            else _surname.Add(word);
        }
        double Score(int word) => words.IsInitial(word) ? -1 : words.AsGiven(word);
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
            if (!words.IsPatronymic(from[i]) || from.Count + _middle.Count < 2) continue;
            if (_middle.Count == 0) _middle.Add(from[i]);
            from.RemoveAt(i--);
        }
    }

    private NamePart Part(List<int> part) => part.Count switch
    {
        0 => new NamePart(-1, null),
        1 => new NamePart(part[0], null),
        _ => new NamePart(-1, string.Join(' ', part.Select(word => words.Text(word).ToString()))),
    };

    private NameGender GenderOf()
    {
        if (!words.IsRussian) return NameGender.Unknown;
        if (_middle.Count > 0 && words.Gender(_middle[0], 2) is not NameGender.Unknown and var byMiddle) return byMiddle;
        if (_surname.Count > 0 && words.Gender(_surname[0], 1) is not NameGender.Unknown and var bySurname) return bySurname;
        return _given.Count > 0 ? words.Gender(_given[0], 0) : NameGender.Unknown;
    }
}
