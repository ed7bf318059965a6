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
    private static readonly HashSet<string>.AlternateLookup<ReadOnlySpan<char>> StreetTypes = Set("улица ул у т б р проспект просп пр пркт прт переулок пер проезд шоссе ш площадь пл набережная наб бульвар бул бр тупик туп аллея ал линия микрорайон мкр мкрн квартал "
            + "street st str avenue ave av road rd drive dr lane ln boulevard blvd court ct place pl square sq terrace ter way highway hwy parkway pkwy crescent cres close circuit cct");

    private static readonly HashSet<string>.AlternateLookup<ReadOnlySpan<char>> HouseWords = Set("дом д house владение вл");
    private static readonly HashSet<string>.AlternateLookup<ReadOnlySpan<char>> BlockWords = Set("корпус корп к строение стр литера лит block bldg building");
    private static readonly HashSet<string>.AlternateLookup<ReadOnlySpan<char>> FlatWords = Set("квартира кв офис оф комната ком помещение пом apartment apt flat unit suite ste room rm");
    private static readonly HashSet<string>.AlternateLookup<ReadOnlySpan<char>> PlaceWords = Set("г гор город область обл край республика респ район р н рн село поселок пос деревня дер russia россия");
    private static readonly HashSet<string>.AlternateLookup<ReadOnlySpan<char>> Directions = Set("n s e w north south east west ne nw se sw");

    [ThreadStatic] private static AddressWords? s_words;

    /// <summary>Takes an address apart.</summary>
    /// <param name="text">As written, one line.</param>
    public static AddressParts Normalize(ReadOnlySpan<char> text)
    {
        var words = s_words ??= new AddressWords();
        words.Read(text);
        if (words.Count == 0) return new AddressParts("", "", "", "");
        var index = words[0].Length == 6 && IsNumber(words[0]) ? 1 : 0;
        for (; index < words.Count; index++) index = Take(words, index);
        return words.Street.Length == 0 && words.Rest.Length > 0
            ? new AddressParts(words.Rest.ToString(), words.House.ToString(), words.Flat.ToString(), "")
            : new AddressParts(words.Street.ToString(), words.House.ToString(), words.Flat.ToString(), words.Rest.ToString());
    }

    private static HashSet<string>.AlternateLookup<ReadOnlySpan<char>> Set(string words) => new HashSet<string>(words.Split(' ')).GetAlternateLookup<ReadOnlySpan<char>>();

    private static bool IsNumber(ReadOnlySpan<char> word) => word.IndexOfAnyExceptInRange('0', '9') < 0;

    private static bool IsNumbered(ReadOnlySpan<char> word) => !word.IsEmpty && char.IsAsciiDigit(word[0]);

    /// <summary>Takes the word at <paramref name="at"/> and what belongs to it; returns the last index taken.</summary>
    private static int Take(AddressWords words, int at)
    {
        var word = words[at];
        var next = at + 1 < words.Count ? words[at + 1] : [];
        if (FlatWords.Contains(word) && IsNumbered(next))
        {
            words.Flat.Clear().Append(next);
            return at + 1;
        }
        if (HouseWords.Contains(word) && IsNumbered(next))
        {
            SetHouse(words, next);
            return at + 1;
        }
        var hasHouse = words.House.Length > 0;
        if (hasHouse && words.Flat.Length == 0 && BlockWords.Contains(word) && next.Length is > 0 and <= 3)
        {
            words.House.Append('к').Append(next);
            return at + 1;
        }
        if (PlaceWords.Contains(word)) return at;
        var hasStreet = words.Street.Length > 0;
        if (words.Before(at) == ',' && hasStreet && hasHouse && !IsNumbered(word)) words.StreetEnded = true;
        if (words.StreetEnded) Append(words.Rest, word);
        else if (StreetTypes.Contains(word)) return at;
        else if (IsNumbered(word)) TakeNumber(words, at);
        else if (hasHouse && word.Length == 1 && words.Flat.Length == 0 && hasStreet && !Directions.Contains(word)) words.House.Append(word);
        else if (!Directions.Contains(word)) Append(words.Street, word);
        return at;
    }

    private static void TakeNumber(AddressWords words, int at)
    {
        var word = words[at];
        var nothingYet = words.Street.Length == 0 && words.House.Length == 0;
        if (nothingYet && NamesTheStreet(words, at)) Append(words.Street, word);
        else if (nothingYet && word.Length > 2 && !IsNumber(word) && !NameText.HasCyrillic(word)) Append(words.Street, word); // 51st Street
        else if (words.House.Length == 0) SetHouse(words, word);
        else if (words.Street.Length == 0 && !IsNumber(word)) Append(words.Street, word);
        else if (words.Flat.Length == 0 && (words.Before(at) == '-' || words.Street.Length > 0) && word.Length <= 4) words.Flat.Append(word);
        else Append(words.Rest, word);
    }

    /// <summary>"8 Марта", "40 лет Победы": a number that a word follows, with another number after it, names the street.</summary>
    private static bool NamesTheStreet(AddressWords words, int at)
    {
        if (at + 1 >= words.Count || words.Before(at + 1) != ' ') return false;
        var next = words[at + 1];
        if (next.Length <= 2 || IsNumbered(next) || FlatWords.Contains(next) || BlockWords.Contains(next) || !NameText.HasCyrillic(next)) return false;
        for (var later = at + 2; later < words.Count; later++)
            if (IsNumbered(words[later]) && words[later].Length <= 5) return true;
        return false;
    }

    private static void SetHouse(AddressWords words, ReadOnlySpan<char> word)
    {
        if (words.House.Length == 0) words.House.Append(word.Length > 1 && word[0] == '0' ? word.TrimStart('0') : word);
    }

    private static void Append(StringBuilder text, ReadOnlySpan<char> word)
    {
        if (text.Length > 0) text.Append(' ');
        text.Append(word);
    }
}
