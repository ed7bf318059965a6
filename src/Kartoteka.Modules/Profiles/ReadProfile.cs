using Kartoteka.Domain.Identity;
using Kartoteka.Modules.Sources.Contracts;
using Kartoteka.Storage;
using Microsoft.AspNetCore.Http;

namespace Kartoteka.Modules.Profiles;

/// <summary><c>GET /api/profiles/{id}</c> and <c>/by/{type}/{value}</c>.</summary>
internal static class ReadProfile
{
    /// <summary>Most candidates listed in a 409.</summary>
    private const int CandidatesMax = 20;

    public static async Task<IResult> ByIdAsync(string id, ILedger ledger, ProfileReader reader, CancellationToken ct) =>
        ProfileId.TryParse(id, out var profileId) && await ledger.ReadProfileAsync(profileId, ct) is { } profile ? await reader.AnswerAsync(profile, ct) : Unknown($"There is no profile '{id}'.");

    public static async Task<IResult> ByIdentifierAsync(
        string type, string value, ILedger ledger, SourceDirectory sources, ProfileReader reader, CancellationToken ct, string? kind = null)
    {
        if (!IdentifierNormalizer.IsTypeName(type)) return Invalid("type", $"'{type}' is not an identifier type.");
        if (kind is not (null or "person" or "account")) return Invalid("kind", "It is 'person' or 'account'.");
        IReadOnlyList<Identifier> identifiers;
        if (IdentifierTypes.IsNamespaced(type))
        {
            identifiers = await InNamespacesAsync(type, value, ledger, sources, ct);
        }
        else if (IdentifierNormalizer.TryNormalize(type, value, out var normalised, out var problem))
        {
            identifiers = [new Identifier(type, normalised)];
        }
        else
        {
            return Invalid("value", $"The value is not a valid {type}: {problem}.");
        }
        var candidates = new List<(Identifier Identifier, ProfileId Profile)>();
        foreach (var identifier in identifiers)
        {
            foreach (var profile in await ledger.FindProfilesAsync(KindOf(type, kind), identifier, CandidatesMax, ct)) candidates.Add((identifier, profile));
        }
        if (candidates.Select(candidate => candidate.Profile).Distinct().Count() > 1) return Ambiguous(candidates);
        if (candidates.Count == 0 || await ledger.ReadProfileAsync(candidates[0].Profile, ct) is not { } found) return Unknown($"No profile has this {type}.");
        return await reader.AnswerAsync(found, ct);
    }

    private static async Task<IReadOnlyList<Identifier>> InNamespacesAsync(string type, string value, ILedger ledger, SourceDirectory sources, CancellationToken ct)
    {
        var namespaces = sources.All.Select(source => source.IdNamespace).Distinct().ToArray();
        var colon = value.IndexOf(':', StringComparison.Ordinal);
        // namespace:value as it stands; else the whole is a bare value, which may hold a colon itself.
        if (colon > 0 && namespaces.Contains(value[..colon]) && await ledger.FindNamespacesAsync(type, value[(colon + 1)..], [value[..colon]], ct) is { Count: > 0 } exact) return exact;
        return await ledger.FindNamespacesAsync(type, value, namespaces, ct);
    }

    // A company's address is no person's, so a caller who asks for an e-mail or a phone means a person.
    private static ProfileKind? KindOf(string type, string? asked) => asked switch
    {
        "person" => ProfileKind.Person,
        "account" => ProfileKind.Account,
        _ => type is IdentifierTypes.GroupId ? ProfileKind.Account : type is IdentifierTypes.Inn ? null : ProfileKind.Person,
    };

    private static IResult Ambiguous(List<(Identifier Identifier, ProfileId Profile)> candidates) => Results.Problem(
        "Several profiles have this identifier.", statusCode: StatusCodes.Status409Conflict, type: "/problems/ambiguous-identifier",
        extensions: new Dictionary<string, object?>
        {
            ["candidates"] = candidates.DistinctBy(candidate => candidate.Profile)
                .Select(candidate => new { id = candidate.Profile.ToString(), type = candidate.Identifier.Type, value = candidate.Identifier.Value }).ToArray(),
        });

    internal static IResult Unknown(string detail) => Results.Problem(detail, statusCode: StatusCodes.Status404NotFound, type: "/problems/profile-not-found");

    internal static IResult Invalid(string field, string detail) => Results.Problem(detail, statusCode: StatusCodes.Status400BadRequest, type: "/problems/invalid",
        extensions: new Dictionary<string, object?> { ["field"] = field });
}
