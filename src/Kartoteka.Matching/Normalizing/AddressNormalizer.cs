using System.Text;
using Kartoteka.Matching.Text;

namespace Kartoteka.Matching.Normalizing;

/// <summary>An address taken apart.</summary>
/// <param name="Street">Name of the street in folded words, without its type; empty when there is none.</param>
/// <param name="House">Number with its letter or block: <c>12</c>, <c>12а</c>, <c>12к1</c>; empty when there is none.</param>
/// <param name="Flat">Flat, office or unit; empty when there is none.</param>
/// <param name="Rest">What follows the street's own part, such as the town; folded, may be empty.</param>
public readonly record struct AddressParts(string Street, string House, string Flat, string Rest);

/// <summary>Russian and English addresses in one line: types of streets in any abbreviation, house and flat in any order of the usual writing.</summary>
public static class AddressNormalizer
{
    private static readonly HashSet<string> StreetTypes =
    [
        .. ("улица ул у т б р проспект просп пр пркт прт переулок пер проезд шоссе ш площадь пл набережная наб бульвар бул бр тупик туп аллея ал линия микрорайон мкр мкрн квартал "
            + "street st str avenue ave av road rd drive dr lane ln boulevard blvd court ct place pl square sq terrace ter way highway hwy parkway pkwy crescent cres close circuit cct").Split(' '),
    ];

    private static readonly HashSet<string> HouseWords = [.. "дом д house владение вл".Split(' ')];
    private static readonly HashSet<string> BlockWords = [.. "корпус корп к строение стр литера лит block bldg building".Split(' ')];
    private static readonly HashSet<string> FlatWords = [.. "квартира кв офис оф комната ком помещение пом apartment apt flat unit suite ste room rm".Split(' ')];
    private static readonly HashSet<string> PlaceWords = [.. "г гор город область обл край республика респ район р н рн село поселок пос деревня дер russia россия".Split(' ')];
    private static readonly HashSet<string> Directions = [.. "n s e w north south east west ne nw se sw".Split(' ')];

    /// <summary>Takes an address apart.</summary>
    /// <param name="text">As written, one line.</param>
    public static AddressParts Normalize(ReadOnlySpan<char> text)
    {
        var words = Words(text);
        if (words.Count == 0) return new AddressParts("", "", "", "");
        var parts = new Parts();
        var index = words[0].Text.Length == 6 && IsNumber(words[0].Text) ? 1 : 0;
        for (; index < words.Count; index++) index = parts.Take(words, index);
        return parts.Result();
    }

    /// <summary>Words with what parted them from the word before; a digit after a letter (and back) starts a new word only after punctuation.</summary>
    private static List<(string Text, char Before)> Words(ReadOnlySpan<char> text)
    {
        var result = new List<(string, char)>(12);
        var word = new StringBuilder(16);
        var before = ' ';
        foreach (var unit in text)
        {
            var letter = NameText.FoldLetter(unit);
            if (letter == '\0') continue;
            if (letter != ' ')
            {
                word.Append(letter);
                continue;
            }
            if (word.Length > 0)
            {
                result.Add((word.ToString(), before));
                word.Clear();
                before = ' ';
            }
            if (unit is ',' or '-' or '/' or ';' or '\n') before = unit == '\n' ? ',' : unit;
        }
        if (word.Length > 0) result.Add((word.ToString(), before));
        return result;
    }

    private static bool IsNumber(string word) => word.AsSpan().IndexOfAnyExceptInRange('0', '9') < 0;

    private static bool StartsWithDigit(string word) => char.IsAsciiDigit(word[0]);

    private sealed class Parts
    {
        private readonly StringBuilder _street = new();
        private readonly StringBuilder _rest = new();
        private string _house = "";
        private string _flat = "";
        private bool _streetEnded;

        /// <summary>Takes the word at <paramref name="at"/> and what belongs to it; returns the last index taken.</summary>
        public int Take(List<(string Text, char Before)> words, int at)
        {
            var (word, before) = words[at];
            var next = at + 1 < words.Count ? words[at + 1].Text : "";
            if (FlatWords.Contains(word) && next.Length > 0 && StartsWithDigit(next))
            {
                _flat = next;
                return at + 1;
            }
            if (HouseWords.Contains(word) && next.Length > 0 && StartsWithDigit(next))
            {
                SetHouse(next);
                return at + 1;
            }
            if (_house.Length > 0 && _flat.Length == 0 && BlockWords.Contains(word) && next.Length is > 0 and <= 3)
            {
                _house += "к" + next;
                return at + 1;
            }
            if (PlaceWords.Contains(word)) return at;
            if (before == ',' && _street.Length > 0 && _house.Length > 0 && !StartsWithDigit(word)) _streetEnded = true;
            if (_streetEnded) Append(_rest, word);
            else if (StreetTypes.Contains(word) && !(word.Length <= 2 && next.Length > 0 && _street.Length == 0 && StartsWithDigit(word))) return at;
            else if (StartsWithDigit(word)) return TakeNumber(words, at);
            else if (_house.Length > 0 && word.Length == 1 && _flat.Length == 0 && _street.Length > 0 && !Directions.Contains(word)) _house += word;
            else if (!Directions.Contains(word)) Append(_street, word);
            return at;
        }

        public AddressParts Result()
        {
            if (_street.Length == 0 && _rest.Length > 0) return new AddressParts(_rest.ToString(), _house, _flat, "");
            return new AddressParts(_street.ToString(), _house, _flat, _rest.ToString());
        }

        private int TakeNumber(List<(string Text, char Before)> words, int at)
        {
            var (word, before) = words[at];
            // "8 Марта", "40 лет Победы": a number that a word follows, with another number after it, names the street.
            var follows = at + 1 < words.Count && !StartsWithDigit(words[at + 1].Text) && words[at + 1].Before == ' ' && words[at + 1].Text.Length > 2
                && !FlatWords.Contains(words[at + 1].Text) && !BlockWords.Contains(words[at + 1].Text);
            var later = words.Skip(at + 1).Any(other => StartsWithDigit(other.Text) && other.Text.Length <= 5);
            if (_street.Length == 0 && _house.Length == 0 && follows && later && NameText.HasCyrillic(words[at + 1].Text)) Append(_street, word);
            else if (_street.Length == 0 && _house.Length == 0 && word.Length > 2 && !IsNumber(word) && !NameText.HasCyrillic(word)) Append(_street, word); // 51st Street
            else if (_house.Length == 0) SetHouse(word);
            else if (_street.Length == 0 && !IsNumber(word)) Append(_street, word);
            else if (_flat.Length == 0 && (before == '-' || _street.Length > 0) && word.Length <= 4) _flat = word;
            else Append(_rest, word);
            return at;
        }

        private void SetHouse(string word)
        {
            if (_house.Length == 0) _house = word.Length > 1 && word[0] == '0' ? word.TrimStart('0') : word;
        }

        private static void Append(StringBuilder text, string word)
        {
            if (text.Length > 0) text.Append(' ');
            text.Append(word);
        }
    }
}
