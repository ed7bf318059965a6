using System.Security.Claims;
using Kartoteka.Domain.Identity;
using Kartoteka.Modules.Catalogue.Contracts;
using Kartoteka.Modules.Sources.Contracts;
using Kartoteka.Modules.Workspace.Contracts;
using Kartoteka.Storage;
using Microsoft.AspNetCore.Http;

namespace Kartoteka.Modules.Profiles;

/// <summary><c>GET /api/profiles/{id}</c> and <c>/by/{type}/{value}</c>.</summary>
internal static class ReadProfile
{
    /// <summary>Most candidates listed in a 409.</summary>
    private const int CandidatesMax = 20;

    public static async Task<IResult> ByIdAsync(string id, ILedger ledger, ProfileReader reader, PersonalDataGate gate, ClaimsPrincipal user, CancellationToken ct) =>
        ProfileId.TryParse(id, out var profileId) && await ledger.ReadProfileAsync(profileId, ct) is { } profile ? await reader.AnswerAsync(profile, gate.For(user), ct) : Problems.NotFound("profile", id);

    public static async Task<IResult> ByIdentifierAsync(
        string type, string value, ILedger ledger, SourceDirectory sources, ProfileReader reader, PersonalDataGate gate, ClaimsPrincipal user, CancellationToken ct, string? kind = null)
    {
        if (!IdentifierNormalizer.IsTypeName(type)) return Problems.Invalid("type", $"'{type}' is not an identifier type.");
        if (kind is not (null or "person" or "account")) return Problems.Invalid("kind", "It is 'person' or 'account'.");
        var (candidates, problem) = await FindCandidatesAsync(type, value, kind, ledger, sources, ct);
        if (problem is not null) return Problems.Invalid("value", $"The value is not a valid {type}: {problem}.");
        if (candidates.Select(candidate => candidate.Profile).Distinct().Count() > 1) return Ambiguous(candidates);
        if (candidates.Count == 0 || await ledger.ReadProfileAsync(candidates[0].Profile, ct) is not { } found)
        {
            // Without the value: answers are logged on their way, and it may be a person's phone.
            return Results.Problem($"No profile has this {type}.", statusCode: StatusCodes.Status404NotFound, type: "/problems/profile-not-found");
        }
        return await reader.AnswerAsync(found, gate.For(user), ct);
    }

    /// <summary>The profiles that may be meant by an identifier as somebody typed it, or why its value is none of its type.</summary>
    internal static async Task<(List<(Identifier Identifier, ProfileId Profile)> Candidates, string? Problem)> FindCandidatesAsync(
        string type, string value, string? kind, ILedgerReader ledger, SourceDirectory sources, CancellationToken ct)
    {
        if (IdentifierTypes.IsNamespaced(type)) return (await InNamespacesAsync(type, value, kind, ledger, sources, ct), null);
        return IdentifierNormalizer.TryNormalize(type, value, out var normalised, out var problem)
            ? (await FindAsync([new Identifier(type, normalised)], kind, ledger, ct), null)
            : ([], problem);
    }

    private static async Task<List<(Identifier, ProfileId)>> InNamespacesAsync(
        string type, string value, string? kind, ILedgerReader ledger, SourceDirectory sources, CancellationToken ct)
    {
        var namespaces = sources.All.Select(source => source.IdNamespace).Distinct().ToArray();
        // namespace:value as it stands; else the whole is a bare value, which may hold a colon itself.
        if (value.IndexOf(':', StringComparison.Ordinal) is > 0 and var colon && namespaces.Contains(value[..colon])
            && await FindAsync([new Identifier(type, value)], kind, ledger, ct) is { Count: > 0 } exact)
        {
            return exact;
        }
        return await FindAsync(await ledger.FindNamespacesAsync(type, value, namespaces, ct), kind, ledger, ct);
    }

    private static async Task<List<(Identifier, ProfileId)>> FindAsync(IReadOnlyList<Identifier> identifiers, string? kind, ILedgerReader ledger, CancellationToken ct)
    {
        var found = new List<(Identifier, ProfileId)>();
        foreach (var identifier in identifiers)
        {
            foreach (var profile in await ledger.FindProfilesAsync(KindOf(identifier.Type, kind), identifier, CandidatesMax, ct)) found.Add((identifier, profile));
        }
        return found;
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
}
