using System.Text.Json;
using Kartoteka.Domain.Identity;
using Kartoteka.Domain.Profiles;
using Kartoteka.Modules.Catalogue.Contracts;
using Kartoteka.Modules.Sources.Contracts;
using Kartoteka.Storage;
using Kartoteka.Storage.Segments;

namespace Kartoteka.Modules.Profiles;

/// <summary>Where a trait's value comes from.</summary>
/// <param name="Source">The source's key.</param>
/// <param name="ExternalId">The record in it.</param>
/// <param name="At">When it was stated there.</param>
/// <param name="Rule">Why it won: <c>only</c>, <c>master</c>, <c>trust</c> or <c>recency</c>.</param>
public sealed record ProvenanceView(string Source, string ExternalId, DateTimeOffset At, string Rule);

/// <summary>An identifier of a profile.</summary>
/// <param name="Type">Its type.</param>
/// <param name="Value">Its normalised value, with the namespace where the type has one.</param>
/// <param name="Sources">Keys of the sources that state it.</param>
/// <param name="FirstSeen">Earliest statement.</param>
/// <param name="LastSeen">Latest statement, to the hour.</param>
/// <param name="Masked">True when the value is masked for who asks; else left out.</param>
public sealed record IdentifierView(string Type, string Value, IReadOnlyList<string> Sources, DateTimeOffset FirstSeen, DateTimeOffset LastSeen, bool? Masked);

/// <summary>What one source says.</summary>
public sealed record RecordView(string Source, string ExternalId, IReadOnlyDictionary<string, JsonElement> Traits, DateTimeOffset CreatedAt, DateTimeOffset UpdatedAt);

/// <summary>An account that a person belongs to, or a person who belongs to an account.</summary>
public sealed record RelationView(string ProfileId, DateTimeOffset Since);

/// <summary>A segment that a profile is in.</summary>
/// <param name="Key">Its key.</param>
/// <param name="Name">Its name for people.</param>
/// <param name="Since">Since when.</param>
public sealed record SegmentOfProfile(string Key, string Name, DateTimeOffset Since);

/// <summary>A profile. <c>Masked</c> names the traits whose values are masked for who asks, and is left out for those who see everything.</summary>
public sealed record ProfileView(
    string Id, string Kind, DateTimeOffset CreatedAt, DateTimeOffset UpdatedAt, IReadOnlyDictionary<string, JsonElement> Traits,
    IReadOnlyDictionary<string, ProvenanceView> Provenance, IReadOnlyList<IdentifierView> Identifiers, IReadOnlyList<RecordView> Records,
    IReadOnlyList<RelationView> Accounts, IReadOnlyDictionary<string, JsonElement> Computed, IReadOnlyList<SegmentOfProfile> Segments, IReadOnlyList<JsonElement> Consents, IReadOnlyList<string>? Masked);

/// <summary>Writes a profile as JSON straight from its records: the traits are JSON already, and parsing them to write them again would cost most of the time of a read.</summary>
internal static class ProfileJson
{
    /// <param name="json">Takes it.</param>
    /// <param name="profile">The profile.</param>
    /// <param name="accounts">Its accounts.</param>
    /// <param name="sources">All sources.</param>
    /// <param name="trust">Which source wins.</param>
    /// <param name="sight">What the asker may see; null for everything.</param>
    /// <param name="derived">What was worked out of it; null for a summary, without records and provenance.</param>
    public static void Write(Utf8JsonWriter json, ProfileState profile, IReadOnlyList<(ProfileId Account, long SinceUs)> accounts, SourceDirectory sources, ISourceTrust trust, Sight? sight, ProfileDerived? derived)
    {
        var traits = Survivorship.Fold(profile.Records, trust);
        json.WriteStartObject();
        json.WriteString("id"u8, profile.Id.Value);
        json.WriteString("kind"u8, profile.Kind == ProfileKind.Person ? "person"u8 : "account"u8);
        WriteTime(json, "createdAt"u8, profile.CreatedAtUs);
        WriteTime(json, "updatedAt"u8, profile.UpdatedAtUs);
        if (sight is null) WriteTraits(json, traits.Values);
        else WriteTraits(json, traits.Values, profile.Kind, sight);
        if (derived is not null) WriteProvenance(json, traits.Values, sources, sight);
        WriteIdentifiers(json, profile, sources, sight);
        if (derived is not null)
        {
            WriteRecords(json, profile, sources, sight);
            json.WriteStartArray("accounts"u8);
            foreach (var (account, sinceUs) in accounts)
            {
                json.WriteStartObject();
                json.WriteString("profileId"u8, account.Value);
                WriteTime(json, "since"u8, sinceUs);
                json.WriteEndObject();
            }
            json.WriteEndArray();
            json.WritePropertyName("computed"u8);
            json.WriteRawValue(derived.Computed ?? "{}"u8, skipInputValidation: true);
            json.WriteStartArray("segments"u8);
            foreach (var (key, name, sinceUs) in derived.Segments)
            {
                json.WriteStartObject();
                json.WriteString("key"u8, key);
                json.WriteString("name"u8, name);
                WriteTime(json, "since"u8, sinceUs);
                json.WriteEndObject();
            }
            json.WriteEndArray();
            json.WriteStartArray("consents"u8);
            json.WriteEndArray();
        }
        json.WriteEndObject();
    }

    private static void WriteTraits(Utf8JsonWriter json, IEnumerable<SurvivingTrait> traits)
    {
        json.WriteStartObject("traits"u8);
        foreach (var trait in traits) WriteTrait(json, trait.Name, trait.Value.Json);
        json.WriteEndObject();
    }

    private static void WriteTraits(Utf8JsonWriter json, IEnumerable<SurvivingTrait> traits, ProfileKind kind, Sight sight)
    {
        var masked = new List<string>();
        json.WriteStartObject("traits"u8);
        foreach (var trait in traits)
        {
            json.WritePropertyName(trait.Name);
            if (sight.WriteTrait(json, kind, trait.Name, trait.Value.Json)) masked.Add(trait.Name);
        }
        json.WriteEndObject();
        json.WriteStartArray("masked"u8);
        foreach (var name in masked) json.WriteStringValue(name);
        json.WriteEndArray();
    }

    private static void WriteProvenance(Utf8JsonWriter json, IEnumerable<SurvivingTrait> traits, SourceDirectory sources, Sight? sight)
    {
        json.WriteStartObject("provenance"u8);
        foreach (var trait in traits)
        {
            json.WriteStartObject(trait.Name);
            json.WriteString("source"u8, KeyOf(sources, trait.Record));
            json.WriteString("externalId"u8, sight is null ? trait.Record.Key.ExternalId : sight.ExternalId(trait.Record.Key.ExternalId));
            WriteTime(json, "at"u8, trait.Value.AtUs);
            json.WriteString("rule"u8, trait.Rule);
            json.WriteEndObject();
        }
        json.WriteEndObject();
    }

    private static void WriteIdentifiers(Utf8JsonWriter json, ProfileState profile, SourceDirectory sources, Sight? sight)
    {
        json.WriteStartArray("identifiers"u8);
        var claims = profile.Records.SelectMany(record => record.Claims, (record, claim) => (record, claim)).Where(pair => pair.claim.State != ClaimState.Refused)
            .GroupBy(pair => pair.claim.Identifier).Where(IsStated).OrderBy(group => group.Key.Type, StringComparer.Ordinal).ThenBy(group => group.Key.Value, StringComparer.Ordinal);
        foreach (var group in claims)
        {
            json.WriteStartObject();
            json.WriteString("type"u8, group.Key.Type);
            var shown = sight is null ? group.Key.Value : sight.Identifier(profile.Kind, group.Key.Type, group.Key.Value);
            json.WriteString("value"u8, shown);
            if (!ReferenceEquals(shown, group.Key.Value)) json.WriteBoolean("masked"u8, true);
            json.WriteStartArray("sources"u8);
            foreach (var key in group.Select(pair => KeyOf(sources, pair.record)).Distinct().Order(StringComparer.Ordinal)) json.WriteStringValue(key);
            json.WriteEndArray();
            var first = group.Min(pair => pair.claim.FirstSeenUs);
            WriteTime(json, "firstSeen"u8, first);
            WriteTime(json, "lastSeen"u8, Math.Max(first, group.Max(pair => pair.claim.LastSeenUs)));
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    // An alias call claims the former id as a user id and as an anonymous id, since it may be either; only what somebody used is shown.
    private static bool IsStated(IGrouping<Identifier, (RecordState Record, Claim Claim)> group) => group.Any(pair => pair.Claim.State == ClaimState.Active);

    private static void WriteRecords(Utf8JsonWriter json, ProfileState profile, SourceDirectory sources, Sight? sight)
    {
        json.WriteStartArray("records"u8);
        foreach (var record in profile.Records)
        {
            json.WriteStartObject();
            json.WriteString("source"u8, KeyOf(sources, record));
            json.WriteString("externalId"u8, sight is null ? record.Key.ExternalId : sight.ExternalId(record.Key.ExternalId));
            json.WriteStartObject("traits"u8);
            foreach (var (name, value) in record.Traits.OrderBy(pair => pair.Key, StringComparer.Ordinal))
            {
                if (value.IsNull) continue;
                if (sight is null)
                {
                    WriteTrait(json, name, value.Json);
                    continue;
                }
                json.WritePropertyName(name);
                sight.WriteTrait(json, profile.Kind, name, value.Json);
            }
            json.WriteEndObject();
            WriteTime(json, "createdAt"u8, record.CreatedAtUs);
            WriteTime(json, "updatedAt"u8, record.UpdatedAtUs);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    private static void WriteTrait(Utf8JsonWriter json, string name, byte[] value)
    {
        json.WritePropertyName(name);
        json.WriteRawValue(value, skipInputValidation: true);
    }

    internal static void WriteTime(Utf8JsonWriter json, ReadOnlySpan<byte> name, long us) => json.WriteString(name, Times.FromUs(us).UtcDateTime);

    private static string KeyOf(SourceDirectory sources, RecordState record) => sources.ById(record.Key.SourceId)?.Key ?? $"#{record.Key.SourceId}";
}
