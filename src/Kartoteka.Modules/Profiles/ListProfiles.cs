using System.Globalization;
using System.Security.Claims;
using System.Text.Json;
using Kartoteka.Domain.Identity;
using Kartoteka.Modules.Catalogue.Contracts;
using Kartoteka.Modules.Workspace.Contracts;
using Kartoteka.Storage;
using Microsoft.AspNetCore.Http;

namespace Kartoteka.Modules.Profiles;

/// <summary>A profile in a list. <c>Masked</c> is as in a profile.</summary>
public sealed record ProfileSummary(
    string Id, string Kind, DateTimeOffset CreatedAt, DateTimeOffset UpdatedAt, IReadOnlyDictionary<string, JsonElement> Traits, IReadOnlyList<IdentifierView> Identifiers, IReadOnlyList<string>? Masked);

/// <summary>A page of profiles.</summary>
/// <param name="Profiles">Newest first.</param>
/// <param name="Next">Opaque cursor; null on the last page.</param>
/// <param name="AsOf">Ledger position that the answer is true as of.</param>
public sealed record ProfilePage(IReadOnlyList<ProfileSummary> Profiles, string? Next, long AsOf);

/// <summary><c>GET /api/profiles?query=&amp;limit=&amp;cursor=</c>.</summary>
internal static class ListProfiles
{
    /// <summary>Most profiles of a page.</summary>
    private const int LimitMax = 500;

    /// <summary>Longest query taken.</summary>
    private const int QueryLengthMax = 200;

    public static async Task<IResult> HandleAsync(
        ILedger ledger, IProfileSearch search, ProfileReader reader, PersonalDataGate gate, ClaimsPrincipal user, CancellationToken ct, string? query = null, int limit = 50, string? cursor = null)
    {
        limit = Math.Clamp(limit, 1, LimitMax);
        var sight = gate.For(user);
        if (query?.Length > QueryLengthMax) return Problems.Invalid("query", $"It is longer than {QueryLengthMax} characters.");
        if (ProfileId.TryParse(query?.Trim(), out var asked)) return await AnswerAsync(ledger, reader, sight, [asked], null, ledger.HeadPosition, ct);
        if (string.IsNullOrWhiteSpace(query))
        {
            ProfileId? before = null;
            if (cursor is not null)
            {
                if (!ProfileId.TryParse(cursor, out var from)) return Problems.Invalid("cursor", "It is not a cursor of this list.");
                before = from;
            }
            var asOf = ledger.HeadPosition;
            var ids = await ledger.ListProfilesAsync(before, limit, ct);
            return await AnswerAsync(ledger, reader, sight, ids, ids.Count == limit ? ids[^1].ToString() : null, asOf, ct);
        }
        long? after = null;
        if (cursor is not null)
        {
            if (!long.TryParse(cursor, NumberStyles.None, CultureInfo.InvariantCulture, out var from)) return Problems.Invalid("cursor", "It is not a cursor of this search.");
            after = from;
        }
        var page = await search.SearchAsync(query, after, limit, ct);
        return await AnswerAsync(ledger, reader, sight, page.Profiles, page.Next?.ToString(CultureInfo.InvariantCulture), page.AsOf, ct);
    }

    private static async Task<IResult> AnswerAsync(
        ILedger ledger, ProfileReader reader, Sight? sight, IReadOnlyList<ProfileId> ids, string? next, long asOf, CancellationToken ct)
    {
        var profiles = new List<ProfileState>(ids.Count);
        foreach (var id in ids)
        {
            // The index may still hold a profile that was merged away a moment ago.
            if (await ledger.ReadProfileAsync(id, ct) is { } profile && profiles.All(known => known.Id != profile.Id)) profiles.Add(profile);
        }
        return ProfileReader.Answer(json =>
        {
            json.WriteStartObject();
            json.WriteStartArray("profiles"u8);
            foreach (var profile in profiles) reader.WriteSummary(json, profile, sight);
            json.WriteEndArray();
            json.WriteString("next"u8, next);
            json.WriteNumber("asOf"u8, asOf);
            json.WriteEndObject();
        });
    }
}
