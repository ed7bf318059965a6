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
/// <param name="Profiles">Newest first. A filtered page may be short and still have a next: it ends where its work was enough.</param>
/// <param name="Next">Opaque cursor; null on the last page.</param>
/// <param name="AsOf">Ledger position that the answer is true as of.</param>
/// <param name="Total">With <c>count=true</c>: how many there are, counted up to 10,000; without a query or filter, all of them.</param>
/// <param name="TotalIsExact">False: there are at least so many.</param>
public sealed record ProfilePage(IReadOnlyList<ProfileSummary> Profiles, string? Next, long AsOf, long? Total, bool? TotalIsExact);

/// <summary>What a list is asked for in the URL; see the route's description.</summary>
internal readonly record struct ListedProfiles(string? Query, string[]? Where, string? Kind, int? Limit, string? Cursor, bool? Count);

/// <summary><c>GET /api/profiles?query=&amp;where=&amp;kind=&amp;limit=&amp;cursor=&amp;count=</c>.</summary>
internal sealed class ListProfiles(ILedger ledger, IProfileSearch search, ProfileReader reader, PersonalDataGate gate)
{
    /// <summary>Most profiles of a page.</summary>
    private const int LimitMax = 500;

    /// <summary>Profiles of a page when the request does not say.</summary>
    private const int LimitDefault = 50;

    /// <summary>Most profiles counted for a query or filter.</summary>
    private const int CountMax = 10_000;

    public async Task<IResult> HandleAsync(ListedProfiles asked, ClaimsPrincipal user, CancellationToken ct)
    {
        var sight = gate.For(user);
        if (ProfileFilter.Read(asked.Query, asked.Where, asked.Kind, sight, out var filter) is { } wrong) return wrong;
        if (ProfileId.TryParse(asked.Query?.Trim(), out var id)) return await AnswerAsync(new SearchPage([id], null, ledger.HeadPosition), null, null, sight, ct);
        var limit = Math.Clamp(asked.Limit ?? LimitDefault, 1, LimitMax);
        if (filter is null) return await AllAsync(limit, asked.Cursor, asked.Count == true, sight, ct);
        if (!TryReadCursor(asked.Cursor, out var before)) return Problems.Invalid("cursor", "It is not a cursor of this search.");
        var page = await search.SearchAsync(filter, before, limit, ct);
        Total? total = asked.Count == true ? await search.CountAsync(filter, CountMax, ct) : null;
        return await AnswerAsync(page, page.Next?.ToString(CultureInfo.InvariantCulture), total, sight, ct);
    }

    private async Task<IResult> AllAsync(int limit, string? cursor, bool count, Sight? sight, CancellationToken ct)
    {
        ProfileId? before = null;
        if (cursor is not null)
        {
            if (!ProfileId.TryParse(cursor, out var from)) return Problems.Invalid("cursor", "It is not a cursor of this list.");
            before = from;
        }
        var asOf = ledger.HeadPosition;
        var ids = await ledger.ListProfilesAsync(before, limit, ct);
        Total? total = count ? new Total((await ledger.ReadCountersAsync(ct)).Totals.Profiles, true) : null;
        return await AnswerAsync(new SearchPage(ids, null, asOf), ids.Count == limit ? ids[^1].ToString() : null, total, sight, ct);
    }

    private static bool TryReadCursor(string? cursor, out long? before)
    {
        before = long.TryParse(cursor, NumberStyles.None, CultureInfo.InvariantCulture, out var from) ? from : null;
        return cursor is null || before is not null;
    }

    private readonly record struct Total(long Profiles, bool IsExact)
    {
        public static implicit operator Total(ProfileCount count) => new(count.Found, count.IsExact);
    }

    private async Task<IResult> AnswerAsync(SearchPage page, string? next, Total? total, Sight? sight, CancellationToken ct)
    {
        var profiles = new List<ProfileState>(page.Profiles.Count);
        foreach (var id in page.Profiles)
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
            json.WriteNumber("asOf"u8, page.AsOf);
            if (total is { } counted)
            {
                json.WriteNumber("total"u8, counted.Profiles);
                json.WriteBoolean("totalIsExact"u8, counted.IsExact);
            }
            json.WriteEndObject();
        });
    }
}
