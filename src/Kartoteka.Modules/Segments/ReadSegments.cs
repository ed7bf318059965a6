using System.Globalization;
using System.Security.Claims;
using System.Text.Json;
using Kartoteka.Domain.Identity;
using Kartoteka.Modules.Profiles.Contracts;
using Kartoteka.Modules.Segments.Contracts;
using Kartoteka.Modules.Workspace.Contracts;
using Kartoteka.Storage;
using Kartoteka.Storage.Segments;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Kartoteka.Modules.Segments;

/// <summary>A segment.</summary>
/// <param name="Key">Its key.</param>
/// <param name="Name">For people.</param>
/// <param name="Description">For people; empty for none.</param>
/// <param name="Rule">Its rule.</param>
/// <param name="Version">Sent back with a change, so that two do not overwrite each other.</param>
/// <param name="CreatedAt">When it was made.</param>
/// <param name="CreatedBy">Who made it.</param>
/// <param name="UpdatedAt">When it was changed last.</param>
/// <param name="UpdatedBy">Who changed it last.</param>
public sealed record SegmentView(
    string Key, string Name, string Description, JsonElement Rule, long Version, DateTimeOffset CreatedAt, string CreatedBy, DateTimeOffset UpdatedAt, string UpdatedBy)
{
    internal static SegmentView Of(Segment segment)
    {
        using var rule = JsonDocument.Parse(segment.RuleJson);
        return new SegmentView(
            segment.Key, segment.Name, segment.Description, rule.RootElement.Clone(), segment.Version,
            Times.FromUs(segment.CreatedAtUs), segment.CreatedBy, Times.FromUs(segment.UpdatedAtUs), segment.UpdatedBy);
    }
}

/// <summary>All segments, by key.</summary>
public sealed record SegmentList(IReadOnlyList<SegmentView> Segments);

/// <summary>Reading segments and their members.</summary>
internal sealed class ReadSegments(ISegmentStore store, SegmentQuestions questions, MemberAnswers members)
{
    /// <summary>Most members of a page.</summary>
    public const int LimitMax = 1_000;

    /// <summary>Members of a page when the request does not say.</summary>
    public const int LimitDefault = 100;

    public const string Example = """{"key":"spent-10k","name":"Потратили 10 тысяч","description":"","rule":{"event":"Order Completed","sum":{"property":"revenue","atLeast":10000}},"version":1,"createdAt":"2026-03-15T09:00:00Z","createdBy":"desk","updatedAt":"2026-03-15T09:00:00Z","updatedBy":"desk"}""";
    public const string MembersExample = """{"members":[],"total":318,"next":null,"asOf":120443,"isComplete":true}""";

    public static async Task<Ok<SegmentList>> ListAsync(ISegmentStore store, CancellationToken ct) =>
        TypedResults.Ok(new SegmentList([.. (await store.ListSegmentsAsync(ct)).Select(SegmentView.Of)]));

    public static async Task<Results<Ok<SegmentView>, ProblemHttpResult>> ReadAsync(string key, ISegmentStore store, CancellationToken ct) =>
        await store.FindSegmentAsync(key, ct) is { } segment ? TypedResults.Ok(SegmentView.Of(segment)) : Problems.NotFound("segment", key);

    public async Task<IResult> MembersAsync(string key, string? cursor, int? limit, ClaimsPrincipal user, HttpContext http, CancellationToken ct)
    {
        if (await store.FindSegmentAsync(key, ct) is not { } segment) return Problems.NotFound("segment", key);
        ProfileId? after = null;
        if (cursor is not null)
        {
            if (!ProfileId.TryParse(cursor, out var last)) return Problems.Invalid("cursor", "It is not a cursor of this list.");
            after = last;
        }
        var size = Math.Clamp(limit ?? LimitDefault, 1, LimitMax);
        return await MemberAnswers.AskAsync(
            async () =>
            {
                var page = await questions.PageAsync(StoredRule.Of(segment), after, size, ct);
                var found = await members.ReadAsync(page.Ids, ct);
                return ProfileAnswers.Answer(json =>
                {
                    json.WriteStartObject();
                    json.WriteStartArray("members");
                    foreach (var profile in found) members.Write(json, profile, user);
                    json.WriteEndArray();
                    json.WriteNumber("total", page.Total);
                    json.WriteString("next", page.Ids.Count == size ? page.Ids[^1].ToString() : null);
                    json.WriteNumber("asOf", page.AsOf);
                    json.WriteBoolean("isComplete", page.IsComplete);
                    json.WriteEndObject();
                });
            },
            http);
    }
}
