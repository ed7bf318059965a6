using System.Globalization;
using System.Security.Claims;
using System.Text.Json;
using Kartoteka.Domain.Identity;
using Kartoteka.Modules.Columns.Contracts;
using Kartoteka.Modules.Profiles.Contracts;
using Kartoteka.Modules.Segments.Contracts;
using Kartoteka.Modules.Segments.Live;
using Kartoteka.Modules.Workspace.Contracts;
using Kartoteka.Storage.Segments;
using Kartoteka.Storage;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Http;

namespace Kartoteka.Modules.Segments;

/// <summary>A segment.</summary>
/// <param name="Key">Its key.</param>
/// <param name="Name">For people.</param>
/// <param name="Description">For people; empty for none.</param>
/// <param name="Kind"><c>rule</c>, or <c>list</c>: its members are named one by one.</param>
/// <param name="Rule">Its rule; null for a list.</param>
/// <param name="Version">Sent back with a change, so that two do not overwrite each other.</param>
/// <param name="CreatedAt">When it was made.</param>
/// <param name="CreatedBy">Who made it.</param>
/// <param name="UpdatedAt">When it was changed last.</param>
/// <param name="UpdatedBy">Who changed it last.</param>
/// <param name="State"><c>filling</c>: its members are being found for the first time; <c>live</c>; <c>waiting</c>: the replica cannot be asked now; <c>failed</c>: its rule cannot be asked, see the error.</param>
/// <param name="Error">Why it failed; null when well.</param>
/// <param name="Size">Members.</param>
/// <param name="AsOf">Ledger position that its members are true as of.</param>
/// <param name="EvaluatedAt">When they were looked at last; null for never.</param>
/// <param name="LagSeconds">Age of the oldest event that they do not know yet; 0 when they know all.</param>
/// <param name="Entered24h">Entries of the last 24 hours, to the hour.</param>
/// <param name="Exited24h">Exits of the last 24 hours, to the hour.</param>
/// <param name="LastAudit">When all members were last worked out anew and compared; null for never.</param>
public sealed record SegmentView(
    string Key, string Name, string Description, string Kind, JsonElement Rule, long Version, DateTimeOffset CreatedAt, string CreatedBy, DateTimeOffset UpdatedAt, string UpdatedBy,
    string State, string? Error, long Size, long AsOf, DateTimeOffset? EvaluatedAt, double LagSeconds, long Entered24h, long Exited24h, SegmentAuditView? LastAudit)
{
    internal static SegmentView Of(Segment segment, SegmentLife life)
    {
        using var rule = JsonDocument.Parse(segment.RuleJson);
        return new SegmentView(
            segment.Key, segment.Name, segment.Description, segment.IsList ? "list" : "rule", rule.RootElement.Clone(), segment.Version,
            Times.FromUs(segment.CreatedAtUs), segment.CreatedBy, Times.FromUs(segment.UpdatedAtUs), segment.UpdatedBy,
            life.State, life.Error, life.Size, life.AsOf, life.EvaluatedAt, life.LagSeconds, life.Entered24h, life.Exited24h, life.LastAudit);
    }
}

/// <summary>A comparison of what is kept with what is so.</summary>
/// <param name="At">When.</param>
/// <param name="Differences">Members that were wrong, and were put right.</param>
public sealed record SegmentAuditView(DateTimeOffset At, long Differences);

/// <summary>All segments, by key.</summary>
public sealed record SegmentList(IReadOnlyList<SegmentView> Segments);

/// <summary>Reading segments and their members.</summary>
internal sealed class ReadSegments(ISegmentStore store, SegmentQuestions questions, MemberAnswers members, LiveFigures figures)
{
    /// <summary>Most members of a page.</summary>
    public const int LimitMax = 1_000;

    /// <summary>Members of a page when the request does not say.</summary>
    public const int LimitDefault = 100;

    public const string Example = """{"key":"spent-10k","name":"Потратили 10 тысяч","description":"","kind":"rule","rule":{"event":"Order Completed","sum":{"property":"revenue","atLeast":10000}},"version":1,"createdAt":"2026-03-15T09:00:00Z","createdBy":"desk","updatedAt":"2026-03-15T09:00:00Z","updatedBy":"desk","state":"live","error":null,"size":318,"asOf":120443,"evaluatedAt":"2026-03-15T09:30:00Z","lagSeconds":0.2,"entered24h":12,"exited24h":3,"lastAudit":{"at":"2026-03-15T00:30:00Z","differences":0}}""";
    public const string MembersExample = """{"members":[],"total":318,"next":null,"asOf":120443,"isComplete":true}""";

    public async Task<Ok<SegmentList>> ListAsync(CancellationToken ct)
    {
        var life = await figures.ReadAsync(ct);
        return TypedResults.Ok(new SegmentList([.. (await store.ListSegmentsAsync(ct)).Select(segment => SegmentView.Of(segment, life(segment.Key)))]));
    }

    public async Task<Results<Ok<SegmentView>, ProblemHttpResult>> ReadAsync(string key, CancellationToken ct) =>
        await store.FindSegmentAsync(key, ct) is { } segment ? TypedResults.Ok(SegmentView.Of(segment, await figures.OfAsync(key, ct))) : Problems.NotFound("segment", key);

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
        return await ColumnAnswers.AskAsync(
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
