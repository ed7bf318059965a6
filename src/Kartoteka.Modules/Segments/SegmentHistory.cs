using System.Globalization;
using System.Security.Claims;
using Kartoteka.Domain.Identity;
using Kartoteka.Modules.Profiles.Contracts;
using Kartoteka.Modules.Segments.Live;
using Kartoteka.Modules.Workspace.Contracts;
using Kartoteka.Storage;
using Kartoteka.Storage.Segments;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Kartoteka.Modules.Segments;

/// <summary>A line of a segment's history.</summary>
/// <param name="At">When.</param>
/// <param name="Change"><c>entered</c>, <c>exited</c>, or <c>filled</c> when the segment was made or changed.</param>
/// <param name="Reason"><c>event</c>, <c>time</c>, <c>definition</c>, <c>audit</c>, <c>gone</c> (the profile became part of another) or <c>filled</c>.</param>
/// <param name="ProfileId">Who; null for a filling.</param>
/// <param name="Name">The profile's name for people, as far as the asker may see it; null where none is known.</param>
/// <param name="Count">Of a filling, the members found; else 1.</param>
public sealed record SegmentChangeView(DateTimeOffset At, string Change, string Reason, string? ProfileId, string? Name, long Count);

/// <summary>A page of a segment's history, newest first.</summary>
/// <param name="Changes">Its lines.</param>
/// <param name="Next">Give it as <c>cursor</c> for the next page; null on the last.</param>
public sealed record SegmentChanges(IReadOnlyList<SegmentChangeView> Changes, string? Next);

/// <summary>A segment's size in an hour, or in a day where that is long ago.</summary>
/// <param name="At">Beginning of the hour.</param>
/// <param name="Size">Members at its end.</param>
/// <param name="Entered">Entries in it.</param>
/// <param name="Exited">Exits in it.</param>
public sealed record SegmentSizeView(DateTimeOffset At, long Size, long Entered, long Exited);

/// <summary>A segment's size over time.</summary>
public sealed record SegmentSizes(IReadOnlyList<SegmentSizeView> Sizes);

/// <summary>A segment's size.</summary>
public sealed record SegmentOverlapSize(string Key, long Size);

/// <summary>What two segments share.</summary>
/// <param name="A">A segment.</param>
/// <param name="B">Another.</param>
/// <param name="Both">Members of both.</param>
/// <param name="Jaccard">Members of both over members of either; 0 when there are none.</param>
/// <param name="ShareOfSmaller">Members of both over members of the smaller one; 0 when there are none.</param>
public sealed record SegmentOverlapPair(string A, string B, long Both, double Jaccard, double ShareOfSmaller);

/// <summary>How segments overlap.</summary>
/// <param name="Sizes">Of each.</param>
/// <param name="Pairs">Of each two.</param>
/// <param name="AsOf">Ledger position that it is true as of.</param>
public sealed record SegmentOverlap(IReadOnlyList<SegmentOverlapSize> Sizes, IReadOnlyList<SegmentOverlapPair> Pairs, long AsOf);

/// <summary>Who came and went, sizes over time, what segments share, and an audit on request.</summary>
internal sealed class SegmentHistory(ISegmentStore store, IProfileDerivations derived, SegmentFollower follower, ILedgerReader ledger, ProfileAnswers profiles, AuditLog audit, TimeProvider time)
{
    /// <summary>Lines of a page.</summary>
    public const int PageMax = 100;

    /// <summary>Most segments that are compared with each other.</summary>
    public const int OverlapMax = 20;

    private const int DaysDefault = 30;

    public const string ChangesExample = """{"changes":[{"at":"2026-03-15T09:00:01Z","change":"entered","reason":"event","profileId":"01a20128-79a2-7df7-9ca2-e9766c40a898","name":"Анна","count":1},{"at":"2026-03-14T18:00:00Z","change":"filled","reason":"filled","profileId":null,"name":null,"count":318}],"next":null}""";
    public const string SizesExample = """{"sizes":[{"at":"2026-03-15T08:00:00Z","size":317,"entered":4,"exited":1},{"at":"2026-03-15T09:00:00Z","size":318,"entered":1,"exited":0}]}""";
    public const string OverlapExample = """{"sizes":[{"key":"vip","size":200},{"key":"moscow","size":1000}],"pairs":[{"a":"vip","b":"moscow","both":80,"jaccard":0.0714,"shareOfSmaller":0.4}],"asOf":120443}""";
    public const string AuditExample = """{"at":"2026-03-15T09:30:00Z","differences":0}""";

    public async Task<Results<Ok<SegmentChanges>, ProblemHttpResult>> ChangesAsync(string key, string? cursor, ClaimsPrincipal user, CancellationToken ct)
    {
        if (await store.FindSegmentAsync(key, ct) is null) return Problems.NotFound("segment", key);
        long? before = null;
        if (cursor is not null)
        {
            if (!long.TryParse(cursor, NumberStyles.None, CultureInfo.InvariantCulture, out var line)) return Problems.Invalid("cursor", "It is not a cursor of this list.");
            before = line;
        }
        var lines = await derived.ReadLinesAsync(key, before, PageMax, ct);
        var views = new List<SegmentChangeView>(lines.Count);
        foreach (var line in lines)
        {
            var profile = line.Profile is { } id ? await ledger.ReadProfileAsync(id, ct) : null;
            views.Add(new SegmentChangeView(
                Times.FromUs(line.AtUs), line.Profile is null ? "filled" : line.Entered ? "entered" : "exited", LiveWords.Of(line.Reason), line.Profile?.ToString(),
                profile is null || profiles.NameOf(profile, user) is "" ? null : profiles.NameOf(profile, user), line.Count));
        }
        return TypedResults.Ok(new SegmentChanges(views, lines.Count == PageMax ? lines[^1].Id.ToString(CultureInfo.InvariantCulture) : null));
    }

    public async Task<Results<Ok<SegmentSizes>, ProblemHttpResult>> SizesAsync(string key, DateTimeOffset? from, DateTimeOffset? to, CancellationToken ct)
    {
        if (await store.FindSegmentAsync(key, ct) is null) return Problems.NotFound("segment", key);
        var now = time.GetUtcNow();
        var hours = await derived.ReadHoursAsync(key, Times.ToUs(from ?? now.AddDays(-DaysDefault)), Times.ToUs(to ?? now.AddHours(1)), ct);
        return TypedResults.Ok(new SegmentSizes([.. hours.Select(hour => new SegmentSizeView(Times.FromUs(hour.AtUs), hour.Size, hour.Entered, hour.Exited))]));
    }

    public async Task<Results<Ok<SegmentOverlap>, ProblemHttpResult>> OverlapAsync(string? keys, CancellationToken ct)
    {
        string[] asked = [.. (keys ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Distinct()];
        if (asked.Length is < 2 or > OverlapMax) return Problems.Invalid("keys", $"'keys' names 2 to {OverlapMax} segments, parted by commas.");
        foreach (var key in asked)
        {
            if (await store.FindSegmentAsync(key, ct) is null) return Problems.NotFound("segment", key);
        }
        var position = follower.Position;
        var sizes = (await derived.ListAsync(ct)).ToDictionary(segment => segment.Mark.Key, segment => segment.Size);
        var pairs = (await derived.CountSharedAsync(asked, ct)).Select(pair =>
        {
            var (a, b) = (sizes.GetValueOrDefault(pair.First), sizes.GetValueOrDefault(pair.Second));
            return new SegmentOverlapPair(pair.First, pair.Second, pair.Both, Share(pair.Both, a + b - pair.Both), Share(pair.Both, Math.Min(a, b)));
        });
        return TypedResults.Ok(new SegmentOverlap([.. asked.Select(key => new SegmentOverlapSize(key, sizes.GetValueOrDefault(key)))], [.. pairs], position));
    }

    public async Task<Results<Ok<SegmentAuditView>, ProblemHttpResult>> AuditAsync(string key, ClaimsPrincipal user, CancellationToken ct)
    {
        if (await store.FindSegmentAsync(key, ct) is null) return Problems.NotFound("segment", key);
        if (await follower.AuditAsync(key, ct) is not { } differences) return Problems.Conflict("segment-not-live", $"Segment '{key}' does not follow what happens at the moment: see its state.");
        await audit.AppendAsync(user, "segment.audit", $"segment/{key}", $"{differences} differences");
        return TypedResults.Ok(new SegmentAuditView(time.GetUtcNow(), differences));
    }

    private static double Share(long part, long whole) => whole <= 0 ? 0 : Math.Round((double)part / whole, 4);
}
