using System.Buffers;
using System.Text.Json;
using Kartoteka.Domain.Identity;
using Kartoteka.Domain.Profiles;
using Kartoteka.Modules.Catalogue.Contracts;
using Kartoteka.Storage;

namespace Kartoteka.Modules.Profiles.Contracts;

/// <summary>Values of a profile by the names of columns, as they may be shown: for files and other systems.</summary>
/// <param name="columns">Names of traits, <c>id</c>, <c>kind</c>, <c>createdAt</c>, <c>updatedAt</c>, <c>identifiers.TYPE</c>, or <c>computed.KEY</c>.</param>
/// <param name="trust">Which source's word survives.</param>
/// <param name="derived">Computed traits.</param>
/// <param name="sight">What may be shown; null for everything.</param>
public sealed class ProfileCells(IReadOnlyList<string> columns, ISourceTrust trust, DerivedValues derived, Sight? sight)
{
    private const string IdentifierPrefix = "identifiers.", ComputedPrefix = "computed.";

    private readonly bool _hasComputed = columns.Any(column => ComputedOf(column) is not null);

    /// <summary>Columns of a profile that are no traits.</summary>
    public static IReadOnlyList<string> Own { get; } = ["id", "kind", "createdAt", "updatedAt"];

    /// <summary>The columns.</summary>
    public IReadOnlyList<string> Columns => columns;

    private static string? TraitOf(string column) => Own.Contains(column) || IdentifierOf(column) is not null || ComputedOf(column) is not null ? null : column;

    private static string? IdentifierOf(string column) => column.StartsWith(IdentifierPrefix, StringComparison.Ordinal) ? column[IdentifierPrefix.Length..] : null;

    /// <summary>The values in order of the columns; null where the profile has none.</summary>
    public async ValueTask<JsonElement?[]> OfAsync(ProfileState profile, CancellationToken ct)
    {
        var traits = Survivorship.Fold(profile.Records, trust);
        JsonElement? computed = _hasComputed && (await derived.OfAsync(profile.Id, ct)).Computed is { } values ? Parse(values) : null;
        return [.. columns.Select(column => Value(profile, traits, computed, column))];
    }

    /// <summary>The column of a type of identifiers.</summary>
    public static string OfIdentifier(string type) => IdentifierPrefix + type;

    /// <summary>The column of a computed trait.</summary>
    public static string OfComputed(string key) => ComputedPrefix + key;

    /// <summary>Whether a column of a person is shown as it is.</summary>
    /// <param name="sight">What may be shown; null for everything.</param>
    /// <param name="column">The column.</param>
    public static bool Shows(Sight? sight, string column) => sight is null
        || (IdentifierOf(column) is { } type ? sight.ShowsIdentifier(ProfileKind.Person, type) : TraitOf(column) is not { } trait || sight.Shows(ProfileKind.Person, trait));

    private static string? ComputedOf(string column) => column.StartsWith(ComputedPrefix, StringComparison.Ordinal) ? column[ComputedPrefix.Length..] : null;

    private JsonElement? Value(ProfileState profile, SortedDictionary<string, SurvivingTrait> traits, JsonElement? computed, string column) => column switch
    {
        "id" => JsonSerializer.SerializeToElement(profile.Id.ToString()),
        "kind" => JsonSerializer.SerializeToElement(profile.Kind == ProfileKind.Person ? "person" : "account"),
        "createdAt" => JsonSerializer.SerializeToElement(Times.FromUs(profile.CreatedAtUs).UtcDateTime),
        "updatedAt" => JsonSerializer.SerializeToElement(Times.FromUs(profile.UpdatedAtUs).UtcDateTime),
        _ when IdentifierOf(column) is { } type => Identifiers(profile, type),
        _ when ComputedOf(column) is { } key => computed is { } values && values.TryGetProperty(key, out var value) && value.ValueKind != JsonValueKind.Null ? Shown(value) : null,
        _ => traits.TryGetValue(column, out var trait) && !trait.Value.IsNull ? Trait(profile.Kind, trait) : null,
    };

    private JsonElement? Identifiers(ProfileState profile, string type)
    {
        var values = profile.Records.SelectMany(record => record.Claims).Where(claim => claim.State != ClaimState.Refused && claim.Identifier.Type == type)
            .Select(claim => claim.Identifier.Value).Distinct().Order(StringComparer.Ordinal).Select(value => sight is null ? value : sight.Identifier(profile.Kind, type, value)).ToArray();
        return values.Length == 0 ? null : JsonSerializer.SerializeToElement(string.Join(' ', values));
    }

    private JsonElement Shown(JsonElement value) => sight is not null && value.ValueKind == JsonValueKind.String ? JsonSerializer.SerializeToElement(sight.Text(value.GetString()!)) : value;

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
