using System.Globalization;
using System.Text.Json;
using Kartoteka.Domain.Identity;
using Kartoteka.Domain.Profiles;
using Kartoteka.Modules.Workspace.Contracts;
using Kartoteka.Storage;
using Microsoft.AspNetCore.Http;

namespace Kartoteka.Modules.Profiles;

/// <summary>A profile in a list.</summary>
public sealed record ProfileSummary(
    string Id, string Kind, DateTimeOffset CreatedAt, DateTimeOffset UpdatedAt, IReadOnlyDictionary<string, JsonElement> Traits, IReadOnlyList<IdentifierView> Identifiers);

/// <summary>A page of profiles.</summary>
/// <param name="Profiles">Newest first. A filtered page may be short and still have a next: it ends where its work was enough.</param>
/// <param name="Next">Opaque cursor; null on the last page.</param>
/// <param name="AsOf">Ledger position that the answer is true as of.</param>
/// <param name="Total">With <c>count=true</c>: how many there are, counted up to 10,000; without a query or filter, all of them.</param>
/// <param name="TotalIsExact">False: there are at least so many.</param>
public sealed record ProfilePage(IReadOnlyList<ProfileSummary> Profiles, string? Next, long AsOf, long? Total, bool? TotalIsExact);

/// <summary><c>GET /api/profiles?query=&amp;where=&amp;kind=&amp;limit=&amp;cursor=&amp;count=</c>.</summary>
internal static class ListProfiles
{
    /// <summary>Most profiles of a page.</summary>
    private const int LimitMax = 500;

    /// <summary>Most profiles counted for a query or filter.</summary>
    private const int CountMax = 10_000;

    public static async Task<IResult> HandleAsync(
        ILedger ledger, IProfileSearch search, ProfileReader reader, CancellationToken ct, string? query = null, string[]? where = null, string? kind = null,
        int limit = 50, string? cursor = null, bool count = false)
    {
        limit = Math.Clamp(limit, 1, LimitMax);
        if (ProfileFilter.Read(query, where, kind, out var filter) is { } wrong) return wrong;
        if (ProfileId.TryParse(query?.Trim(), out var asked)) return await AnswerAsync(ledger, reader, new SearchPage([asked], null, ledger.HeadPosition), null, null, ct);
        if (filter is null) return await AllAsync(ledger, reader, limit, cursor, count, ct);
        if (!TryReadCursor(cursor, out var before)) return Problems.Invalid("cursor", "It is not a cursor of this search.");
        var page = await search.SearchAsync(filter, before, limit, ct);
        return await AnswerAsync(
            ledger, reader, page, page.Next?.ToString(CultureInfo.InvariantCulture), count ? await search.CountAsync(filter, CountMax, ct) : null, ct);
    }

    private static async Task<IResult> AllAsync(ILedger ledger, ProfileReader reader, int limit, string? cursor, bool count, CancellationToken ct)
    {
        ProfileId? before = null;
        if (cursor is not null)
        {
            if (!ProfileId.TryParse(cursor, out var from)) return Problems.Invalid("cursor", "It is not a cursor of this list.");
            before = from;
        }
        var asOf = ledger.HeadPosition;
        var ids = await ledger.ListProfilesAsync(before, limit, ct);
        var total = count ? (await ledger.ReadCountersAsync(ct)).Totals.Profiles : (long?)null;
        return await AnswerAsync(ledger, reader, new SearchPage(ids, null, asOf), ids.Count == limit ? ids[^1].ToString() : null, total is { } all ? new Total(all, true) : null, ct);
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

    private static async Task<IResult> AnswerAsync(ILedger ledger, ProfileReader reader, SearchPage page, string? next, Total? total, CancellationToken ct)
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
            foreach (var profile in profiles) reader.WriteSummary(json, profile);
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
