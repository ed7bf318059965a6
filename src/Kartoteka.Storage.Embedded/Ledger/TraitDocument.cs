using System.Text.Json;
using Kartoteka.Domain.Identity;

namespace Kartoteka.Storage.Embedded.Ledger;

/// <summary>A trait definition as one JSON document: the column <c>trait_definition.json</c>. Kind and name are the row's key.</summary>
internal static class TraitDocument
{
    private sealed record Body(
        string Type, string PrivacyClass, bool Declared, IReadOnlyDictionary<string, string> Label, string? Purpose, int? RetentionDays, string? MasterSource, long FirstSeenUs);

    /// <summary>The document of a definition.</summary>
    public static string Write(TraitDefinition trait) => JsonSerializer.Serialize(new Body(
        trait.Type, trait.PrivacyClass, trait.Declared, trait.Label, trait.Purpose, trait.RetentionDays, trait.MasterSource, trait.FirstSeenUs));

    /// <summary>The definition of a document.</summary>
    public static TraitDefinition Read(ProfileKind kind, string name, string json)
    {
        var body = JsonSerializer.Deserialize<Body>(json) ?? throw new InvalidDataException($"The definition of trait {name} is empty.");
        return new TraitDefinition(
            kind, name, body.Type, body.PrivacyClass, body.Declared, body.Label, body.Purpose, body.RetentionDays, body.MasterSource, body.FirstSeenUs);
    }
}
