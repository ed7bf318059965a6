using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Kartoteka.Domain.Identity;
using Kartoteka.Modules.Catalogue.Contracts;
using Kartoteka.Storage.Matching;

namespace Kartoteka.Modules.Matching;

/// <summary>
/// What of a record takes part in matching: names, dates of birth, contacts, addresses and documents under whichever names sources state them,
/// brought under one name each, so that a column holds what all systems say of the same thing.
/// </summary>
internal static class MatchCells
{
    /// <summary>Longest value that takes part, in UTF-16 units; longer ones are cut.</summary>
    public const int ValueLengthMax = 200;

    /// <summary>Most documents under names of their own.</summary>
    private const int OtherDocumentsMax = 4;

    private const string FullName = "full name", Company = "company", Phone = "phone", Email = "email", Inn = "inn";

    /// <summary>Columns that hold several values of one record, each in a column of its own: <c>phone</c>, <c>phone 2</c>, …</summary>
    private const int RepeatsMax = 3;

    // A name as sources write it, without case and punctuation, and below it the way through an object.
    private static readonly Dictionary<string, string> Columns = Table(
        ("last name", "lastname surname familyname фамилия"),
        ("first name", "firstname givenname forename имя"),
        ("patronymic", "middlename patronymic secondname отчество"),
        (FullName, "name fullname фио"),
        ("birth date", "birthday birthdate dateofbirth dob датарождения деньрождения"),
        (Phone, "phone phones mobile telephone tel phonenumber телефон"),
        (Email, "email emails mail emailaddress почта"),
        ("gender", "gender sex пол"),
        ("city", "city addresscity town город addresstown"),
        ("postcode", "postcode postalcode zip zipcode addresspostalcode addresspostcode addresszip индекс"),
        ("address", "address street addressstreet addressline address1 streetaddress addressline1 адрес улица addressaddress"),
        ("house", "house housenumber addresshouse дом"),
        (Inn, "inn инн"),
        ("snils", "snils снилс"),
        ("passport number", "passport passportnumber паспорт"),
        (Company, "company companyname organization organisation компания организация"),
        ("ogrn", "ogrn огрн"));

    private static Dictionary<string, string> Table(params (string Column, string Names)[] rows) =>
        rows.SelectMany(row => row.Names.Split(' '), (row, name) => (name, row.Column)).ToDictionary(pair => pair.name, pair => pair.Column, StringComparer.Ordinal);

    /// <summary>The column that a trait's values stand in, or null when it takes no part.</summary>
    public static string? ColumnOf(ProfileKind kind, string path)
    {
        var name = Bare(path);
        if (Columns.TryGetValue(name, out var column)) return column == FullName && kind == ProfileKind.Account ? Company : column;
        // A document under a name of its own: what identifies a person and is no name.
        return PrivacyClasses.Suggest(path) == "identity" && !PrivacyClasses.IsName(path) ? name : null;
    }

    /// <summary>A profile as the index keeps it; null when no record of it has anything to compare.</summary>
    public static MatchProfile? Of(ProfileState profile)
    {
        var records = profile.Records.OrderBy(record => record.Id).Select(record => new MatchRecord(record.Id, record.Key.SourceId, Of(record))).Where(record => record.Cells.Count > 0).ToArray();
        return records.Length == 0 ? null : new MatchProfile(profile.Id, new MatchPopulation(profile.Realm, profile.Kind), Fingerprint(records), records);
    }

    /// <summary>The cells of one record, by column; empty when it has nothing to compare.</summary>
    public static IReadOnlyList<KeyValuePair<string, string>> Of(RecordState record)
    {
        var cells = new SortedDictionary<string, List<string>>(StringComparer.Ordinal);
        // What was understood as an identifier has one form already, and stands before what is only stated.
        foreach (var identifier in record.Claims.Select(claim => claim.Identifier).OrderBy(identifier => identifier.Value, StringComparer.Ordinal))
        {
            if (identifier.Type is IdentifierTypes.Phone or IdentifierTypes.Email or IdentifierTypes.Inn) Add(cells, identifier.Type, identifier.Value);
        }
        var known = cells.Keys.ToHashSet();
        var others = 0;
        foreach (var (name, value) in record.Traits.OrderBy(trait => trait.Key, StringComparer.Ordinal))
        {
            if (value.IsNull) continue;
            foreach (var (path, text) in Flat(name, value.Json))
            {
                if (ColumnOf(record.Kind, path) is not { } column || known.Contains(column)) continue;
                if (!Columns.ContainsValue(column) && !cells.ContainsKey(column) && ++others > OtherDocumentsMax) continue;
                Add(cells, column, text);
            }
        }
        return [.. cells.SelectMany(pair => pair.Value.Select((value, i) => new KeyValuePair<string, string>(i == 0 ? pair.Key : $"{pair.Key} {i + 1}", value)))];
    }

    private static void Add(SortedDictionary<string, List<string>> cells, string column, string value)
    {
        value = value.Trim();
        if (value.Length == 0) return;
        if (value.Length > ValueLengthMax) value = value[..ValueLengthMax];
        if (!cells.TryGetValue(column, out var values)) cells[column] = values = [];
        var most = column is Phone or Email ? RepeatsMax : 1;
        if (values.Count < most && !values.Contains(value)) values.Add(value);
    }

    /// <summary>A hash of all that records say: their order, repetition, case, spaces and punctuation do not matter.</summary>
    public static ulong Fingerprint(IReadOnlyList<MatchRecord> records)
    {
        var said = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var record in records)
        {
            foreach (var (column, value) in record.Cells) said.Add($"{column.TrimEnd('2', '3', ' ')}={SearchText.Fold(value).Replace(" ", "", StringComparison.Ordinal)}");
        }
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', said)), hash);
        return BinaryPrimitives.ReadUInt64LittleEndian(hash);
    }

    // Scalars of a trait with the way to each: {"address":{"city":"Омск"}} is address.city.
    private static IEnumerable<(string Path, string Text)> Flat(string name, byte[] json)
    {
        using var document = JsonDocument.Parse(json);
        return [.. Flat(name, document.RootElement)];
    }

    private static IEnumerable<(string Path, string Text)> Flat(string path, JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => [(path, value.GetString()!)],
        JsonValueKind.Number => [(path, value.GetRawText())],
        JsonValueKind.Array => value.EnumerateArray().SelectMany(one => Flat(path, one)),
        JsonValueKind.Object => value.EnumerateObject().SelectMany(property => Flat($"{path}.{property.Name}", property.Value)),
        _ => [],
    };

    private static string Bare(string path) => string.Concat(path.Where(char.IsLetterOrDigit)).ToLowerInvariant().Replace('ё', 'е');
}
