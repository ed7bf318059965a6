using System.Text;
using Kartoteka.Matching.Text;

namespace Kartoteka.Matching.Normalizing;

/// <summary>Folded words of one address, and the parts that are being made of them; used again for the next one.</summary>
internal sealed class AddressWords
{
    private readonly List<(int Start, int Length, char Before)> _words = [];
    private char[] _letters = new char[128];

    public int Count => _words.Count;

    public ReadOnlySpan<char> this[int at] => _letters.AsSpan(_words[at].Start, _words[at].Length);

    public StringBuilder Street { get; } = new();

    public StringBuilder House { get; } = new();

    public StringBuilder Flat { get; } = new();

    public StringBuilder Rest { get; } = new();

    public bool StreetEnded { get; set; }

    /// <summary>What stood before a word: a comma, hyphen, slash or semicolon, or a space.</summary>
    public char Before(int at) => _words[at].Before;

    public void Read(ReadOnlySpan<char> text)
    {
        _words.Clear();
        foreach (var part in (ReadOnlySpan<StringBuilder>)[Street, House, Flat, Rest]) part.Clear();
        StreetEnded = false;
        if (_letters.Length < text.Length) _letters = new char[text.Length * 2];
        var (used, start, before) = (0, 0, ' ');
        foreach (var unit in text)
        {
            var letter = NameText.FoldLetter(unit);
            if (letter == '\0') continue;
            if (letter != ' ')
            {
                _letters[used++] = letter;
                continue;
            }
            if (used > start)
            {
                _words.Add((start, used - start, before));
                (start, before) = (used, ' ');
            }
            if (unit is ',' or '-' or '/' or ';' or '\n') before = unit == '\n' ? ',' : unit;
        }
        if (used > start) _words.Add((start, used - start, before));
    }
}
