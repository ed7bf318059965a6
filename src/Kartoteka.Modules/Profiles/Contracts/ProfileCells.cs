using System.Buffers;
using System.Text.Json;
using Kartoteka.Domain.Identity;
using Kartoteka.Domain.Profiles;
using Kartoteka.Modules.Catalogue.Contracts;
using Kartoteka.Storage;

namespace Kartoteka.Modules.Profiles.Contracts;

/// <summary>Values of a profile by the names of columns, as they may be shown: for files and other systems.</summary>
/// <param name="columns">Names of traits, <c>id</c>, <c>kind</c>, <c>createdAt</c>, <c>updatedAt</c>, or <c>identifiers.TYPE</c>.</param>
/// <param name="trust">Which source's word survives.</param>
/// <param name="sight">What may be shown; null for everything.</param>
public sealed class ProfileCells(IReadOnlyList<string> columns, ISourceTrust trust, Sight? sight)
{
    private const string IdentifierPrefix = "identifiers.";

    /// <summary>Columns of a profile that are no traits.</summary>
    public static IReadOnlyList<string> Own { get; } = ["id", "kind", "createdAt", "updatedAt"];

    /// <summary>The columns.</summary>
    public IReadOnlyList<string> Columns => columns;

    /// <summary>The trait that a column shows; null for a column that is of no trait.</summary>
    public static string? TraitOf(string column) => Own.Contains(column) || column.StartsWith(IdentifierPrefix, StringComparison.Ordinal) ? null : column;

    /// <summary>The type of identifiers that a column shows; null for another column.</summary>
    public static string? IdentifierOf(string column) => column.StartsWith(IdentifierPrefix, StringComparison.Ordinal) ? column[IdentifierPrefix.Length..] : null;

    /// <summary>The values in order of the columns; null where the profile has none.</summary>
    public JsonElement?[] Of(ProfileState profile)
    {
        var traits = Survivorship.Fold(profile.Records, trust);
        return [.. columns.Select(column => Value(profile, traits, column))];
    }

    private JsonElement? Value(ProfileState profile, SortedDictionary<string, SurvivingTrait> traits, string column) => column switch
    {
        "id" => JsonSerializer.SerializeToElement(profile.Id.ToString()),
        "kind" => JsonSerializer.SerializeToElement(profile.Kind == ProfileKind.Person ? "person" : "account"),
        "createdAt" => JsonSerializer.SerializeToElement(Times.FromUs(profile.CreatedAtUs).UtcDateTime),
        "updatedAt" => JsonSerializer.SerializeToElement(Times.FromUs(profile.UpdatedAtUs).UtcDateTime),
        _ when IdentifierOf(column) is { } type => Identifiers(profile, type),
        _ => traits.TryGetValue(column, out var trait) && !trait.Value.IsNull ? Trait(profile.Kind, trait) : null,
    };

    private JsonElement? Identifiers(ProfileState profile, string type)
    {
        var values = profile.Records.SelectMany(record => record.Claims).Where(claim => claim.State != ClaimState.Refused && claim.Identifier.Type == type)
            .Select(claim => claim.Identifier.Value).Distinct().Order(StringComparer.Ordinal).Select(value => sight is null ? value : sight.Identifier(profile.Kind, type, value)).ToArray();
        return values.Length == 0 ? null : JsonSerializer.SerializeToElement(string.Join(' ', values));
    }

    private JsonElement Trait(ProfileKind kind, SurvivingTrait trait)
    {
        if (sight is null) return Parse(trait.Value.Json);
        var output = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(output)) sight.WriteTrait(json, kind, trait.Name, trait.Value.Json);
        return Parse(output.WrittenSpan);
    }

    private static JsonElement Parse(ReadOnlySpan<byte> json)
    {
        var reader = new Utf8JsonReader(json);
        return JsonElement.ParseValue(ref reader);
    }
}
