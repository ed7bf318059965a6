using Kartoteka.Matching.Normalizing;
using Kartoteka.Matching.Records;
using Kartoteka.Matching.Text;

namespace Kartoteka.Matching.Blocking;

/// <summary>A key that every record may have: records with the same key may be the same. 0 stands for none.</summary>
/// <param name="name">For a person.</param>
/// <param name="kind">Field it is made of.</param>
/// <param name="make">Makes the hash of the key by record.</param>
internal sealed class Atom(string name, FieldKind kind, Func<ulong[]> make)
{
    private readonly Lazy<ulong[]> _keys = new(make);

    public string Name => name;

    public FieldKind Kind => kind;

    /// <summary>Hash of the key by record; made when it is first asked for, since a judge asks for few.</summary>
    public ulong[] Keys => _keys.Value;
}

/// <summary>Makes keys of fields.</summary>
internal static class Atoms
{
    public static List<Atom> Make(EncodedRecords records)
    {
        var atoms = new List<Atom>();
        foreach (var field in records.Fields)
        {
            switch (field.Kind)
            {
                case FieldKind.Given:
                    Add("given name", (_, _) => 0);
                    break;
                case FieldKind.Surname:
                    Add("surname", (text, _) => text.Length > 1 ? NameText.Hash(text) : 0);
                    Add("surname by sound", (text, _) => text.Length > 1 ? NameText.Hash(Phonetic.Key(text)) : 0);
                    break;
                case FieldKind.Middle:
                    Add("middle name", (text, _) => text.Length > 1 ? NameText.Hash(text) : 0);
                    break;
                case FieldKind.BirthDate:
                    Add("birth date", (text, _) => NameText.Hash(text));
                    Add("birth year", (text, _) => NameText.Hash(text[..4]));
                    Add("birth day", (text, _) => text[4..] is "0101" or "0000" ? 0 : NameText.Hash(text[4..]));
                    break;
                case FieldKind.Phone:
                    Add("phone", (text, _) => NameText.Hash(text));
                    Add("phone's end", (text, _) => NameText.Hash(text[^6..]));
                    break;
                case FieldKind.Email:
                    Add("e-mail", (text, _) => NameText.Hash(text));
                    Add("mailbox name", (text, _) => text.IndexOf(' ') is var at and >= 4 ? NameText.Hash(text[..at]) : 0);
                    break;
                case FieldKind.Address when field.Comparer is AddressComparer address:
                    atoms.Add(Of(field, "house", (text, code) => address.HouseOf(code) < 0 ? 0 : NameText.Hash(text[..text.LastIndexOf('|')])));
                    break;
                case FieldKind.City or FieldKind.Gender:
                    if (field.Kind == FieldKind.City) Add("town", (text, _) => NameText.Hash(text));
                    break;
                case FieldKind.Postcode:
                    Add("postcode", (text, _) => NameText.Hash(text));
                    break;
                case FieldKind.Company or FieldKind.Address or FieldKind.Text:
                    Add(field.Name, (text, _) => NameText.Hash(text));
                    Add($"{field.Name}, first letters", (text, _) => text.Length >= 6 ? NameText.Hash(text[..6]) : 0);
                    break;
                default:
                    Add(field.Name, (text, _) => NameText.Hash(text));
                    break;
            }
            void Add(string name, KeyOf key) => atoms.Add(field.Comparer is GivenComparer given && field.Kind == FieldKind.Given ? Given(field, given) : Of(field, name, key));
        }
        return atoms;
    }

    private delegate ulong KeyOf(ReadOnlySpan<char> text, int code);

    private static Atom Of(Field field, string name, KeyOf key) => new(name, field.Kind, () =>
    {
        var values = field.Comparer.Values;
        var byCode = new ulong[values.Count];
        for (var code = 0; code < byCode.Length; code++) byCode[code] = key(values.Text(code), code);
        return Mapped(field, byCode);
    });

    private static ulong[] Mapped(Field field, ulong[] byCode)
    {
        var keys = new ulong[field.Slots[0].Length];
        for (var record = 0; record < keys.Length; record++)
        {
            // Of several values the first that is there makes the key.
            foreach (var slot in field.Slots)
            {
                if (slot[record] < 0) continue;
                keys[record] = byCode[slot[record]];
                break;
            }
        }
        return keys;
    }

    /// <summary>Forms of one name have one key; a rare name one letter away from an established one has that one's.</summary>
    private static Atom Given(Field field, GivenComparer comparer) => new("given name", field.Kind, () =>
    {
        var values = field.Comparer.Values;
        var near = comparer.Near();
        var byCode = new ulong[values.Count];
        for (var code = 0; code < byCode.Length; code++)
        {
            if (comparer.IsInitial(code)) continue;
            var text = values.Text(code).ToString();
            var meant = comparer.IsEstablished(code) ? text : near.Meant(text);
            byCode[code] = NameText.Hash(GivenNames.GroupsOf(meant) is [var group, ..] ? RussianNames.Masculine(Stem(GivenNames.Head(group))) : meant);
        }
        return Mapped(field, byCode);
    });

    /// <summary>Александр and Александра have one key, since Саша may be either.</summary>
    private static string Stem(string name) => name.Length > 4 && name[^1] is 'а' or 'я' or 'й' ? name.TrimEnd('а', 'я', 'й', 'и') : name;
}
