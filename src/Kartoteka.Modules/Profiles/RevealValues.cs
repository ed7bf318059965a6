using System.Security.Claims;
using System.Text.Json;
using Kartoteka.Domain.Identity;
using Kartoteka.Domain.Profiles;
using Kartoteka.Modules.Catalogue.Contracts;
using Kartoteka.Modules.Workspace.Contracts;
using Kartoteka.Storage;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Kartoteka.Modules.Profiles;

/// <summary>Masked values to be shown.</summary>
/// <param name="Fields">Names of traits and types of identifiers; 1 to 50.</param>
/// <param name="Reason">Why, for the audit log; 3 to 200 characters.</param>
public sealed record RevealBody(IReadOnlyList<string>? Fields, string? Reason);

/// <summary>An identifier as it is.</summary>
public sealed record RevealedIdentifier(string Type, string Value);

/// <summary>What was asked for and is there.</summary>
public sealed record RevealedValues(IReadOnlyDictionary<string, JsonElement> Traits, IReadOnlyList<RevealedIdentifier> Identifiers);

/// <summary><c>POST /api/profiles/{id}/reveal</c>: single values of one profile, each time with a reason that the audit log keeps.</summary>
internal static class RevealValues
{
    public const string RequestExample = """{"fields":["phone"],"reason":"перезвонить по заказу 536365"}""";
    public const string Example = """{"traits":{"phone":"+79161234567"},"identifiers":[{"type":"phone","value":"+79161234567"}]}""";

    private const int FieldsMax = 50, FieldLengthMax = 200, ReasonLengthMin = 3, ReasonLengthMax = 200;

    public static async Task<Results<Ok<RevealedValues>, ProblemHttpResult>> HandleAsync(
        string id, RevealBody body, ILedger ledger, ISourceTrust trust, AuditLog audit, ClaimsPrincipal user, CancellationToken ct)
    {
        if (body.Fields is not { Count: >= 1 and <= FieldsMax } fields || fields.Any(field => string.IsNullOrWhiteSpace(field) || field.Length > FieldLengthMax))
        {
            return Problems.Invalid("fields", $"'fields' names 1 to {FieldsMax} traits or types of identifiers.");
        }
        var reason = body.Reason?.Trim() ?? "";
        if (reason.Length is < ReasonLengthMin or > ReasonLengthMax) return Problems.Invalid("reason", $"'reason' is a text of {ReasonLengthMin} to {ReasonLengthMax} characters.");
        if (!ProfileId.TryParse(id, out var profileId) || await ledger.ReadProfileAsync(profileId, ct) is not { } profile) return Problems.NotFound("profile", id);
        // Before the answer: what was shown without a line in the log cannot be taken back. And without values, which a reason may quote.
        await audit.AppendAsync(user, "profile.reveal", $"profile/{profile.Id}", $"{string.Join(", ", fields.Distinct())}: {Masks.InText(reason)}");
        var traits = Survivorship.Fold(profile.Records, trust).Values.Where(trait => fields.Contains(trait.Name)).ToDictionary(trait => trait.Name, trait => Parse(trait.Value.Json));
        var identifiers = profile.Records.SelectMany(record => record.Claims).Where(claim => claim.State == ClaimState.Active && fields.Contains(claim.Identifier.Type))
            .Select(claim => claim.Identifier).Distinct().Select(identifier => new RevealedIdentifier(identifier.Type, identifier.Value));
        return TypedResults.Ok(new RevealedValues(traits, [.. identifiers.OrderBy(one => one.Type, StringComparer.Ordinal).ThenBy(one => one.Value, StringComparer.Ordinal)]));
    }

    private static JsonElement Parse(byte[] json)
    {
        var reader = new Utf8JsonReader(json);
        return JsonElement.ParseValue(ref reader);
    }
}
