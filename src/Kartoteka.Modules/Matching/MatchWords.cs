using System.Globalization;
using System.Text.Json;
using Kartoteka.Domain.Identity;
using Kartoteka.Modules.Catalogue.Contracts;
using Kartoteka.Storage.Matching;

namespace Kartoteka.Modules.Matching;

/// <summary>The API's words for what matching keeps, and what of it may be shown.</summary>
internal static class MatchWords
{
    /// <summary>The id of a pair: both profiles' ids without hyphens, the smaller first. It names the same two whatever index holds them.</summary>
    public static string PairId(ProfileId one, ProfileId other) => one < other ? $"{one.Value:N}-{other.Value:N}" : $"{other.Value:N}-{one.Value:N}";

    /// <summary>Reads the id of a pair.</summary>
    public static bool TryPairId(string text, out ProfileId first, out ProfileId second)
    {
        var parts = text.Split('-');
        (first, second) = (default, default);
        if (parts.Length != 2 || !Guid.TryParseExact(parts[0], "N", out var one) || !Guid.TryParseExact(parts[1], "N", out var other)) return false;
        (first, second) = (new ProfileId(one), new ProfileId(other));
        return first < second;
    }

    /// <summary>A pattern as text: it has more bits than a number of JSON keeps in every client.</summary>
    public static string Pattern(ulong pattern) => pattern.ToString("x", CultureInfo.InvariantCulture);

    /// <summary>Reads a pattern.</summary>
    public static bool TryPattern(string text, out ulong pattern) => ulong.TryParse(text, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out pattern);

    /// <summary>The word of a verdict.</summary>
    public static string Verdict(MatchVerdict verdict) => verdict switch { MatchVerdict.Same => "same", MatchVerdict.Different => "different", _ => "later" };

    /// <summary>The verdict of a word, or null.</summary>
    public static MatchVerdict? Verdict(string? word) => word switch { "same" => MatchVerdict.Same, "different" => MatchVerdict.Different, "later" => MatchVerdict.Later, _ => null };

    /// <summary>The word of a state.</summary>
    public static string State(MatchPairState state) => state switch { MatchPairState.Open => "open", MatchPairState.Later => "later", _ => "decided" };

    /// <summary>The fields of a decision's evidence.</summary>
    public static IReadOnlyList<PairField> Fields(MatchEvidence evidence) => evidence.Evidence.Length == 0 ? [] : JsonSerializer.Deserialize<PairField[]>(evidence.Evidence)!;

    /// <summary>A field's name for the API: columns that hold several values of one thing count once.</summary>
    public static string Field(string name) => string.Join(", ", name.Split(", ").Select(column => column.TrimEnd('2', '3', ' ')).Distinct());

    // Fields of the matcher by the trait whose class says who may see them; the rest are documents.
    private static readonly Dictionary<string, string> Traits = new(StringComparer.Ordinal)
    {
        ["surname"] = "lastName", ["given name"] = "firstName", ["middle name"] = "middleName", ["birth date"] = "birthday", ["phone"] = "phone", ["email"] = "email", ["address"] = "address",
        ["house"] = "address", ["city"] = "city", ["postcode"] = "postcode", ["company"] = "company", ["gender"] = "gender",
    };

    /// <summary>A field's value as it may be shown.</summary>
    public static string? Shown(Sight? sight, ProfileKind kind, string field, string? value)
    {
        if (value is null) return null;
        // The matcher parts a mailbox from its domain, and the parts of an address, by signs of its own.
        value = (Field(field) == "email" ? string.Join(", ", value.Split(", ").Select(one => one.Replace(' ', '@'))) : value).Replace("|", ", ", StringComparison.Ordinal);
        if (sight is null) return value;
        var traits = Field(field).Split(", ").Select(name => Traits.GetValueOrDefault(name) ?? "passport").Distinct().ToArray();
        if (traits is ["phone" or "email"]) return string.Join(", ", value.Split(", ").Select(one => sight.Identifier(kind, traits[0], one)));
        return traits.All(trait => sight.Shows(kind, trait)) ? sight.Text(value) : Masks.Hidden;
    }
}
