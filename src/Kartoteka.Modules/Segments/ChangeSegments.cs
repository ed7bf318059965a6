using System.Security.Claims;
using System.Text.Json;
using Kartoteka.Domain.Segments;
using Kartoteka.Modules.Catalogue.Contracts;
using Kartoteka.Modules.Segments.Contracts;
using Kartoteka.Modules.Segments.Live;
using Kartoteka.Modules.Workspace.Contracts;
using Kartoteka.Storage.Segments;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Kartoteka.Modules.Segments;

/// <summary>A segment to make.</summary>
/// <param name="Key">1 to 63 Latin lower-case letters, digits, <c>-</c> and <c>_</c>; fixed for life.</param>
/// <param name="Name">For people.</param>
/// <param name="Description">For people; may be left out.</param>
/// <param name="Rule">As docs/segment-rule.schema.json has it; a list has none.</param>
/// <param name="Kind"><c>rule</c>, the default, or <c>list</c>: its members are named one by one.</param>
public sealed record NewSegmentBody(string? Key, string? Name, string? Description, JsonElement? Rule = null, string? Kind = null);

/// <summary>A segment as it is to be.</summary>
/// <param name="Name">As in <see cref="NewSegmentBody"/>.</param>
/// <param name="Description">As in <see cref="NewSegmentBody"/>.</param>
/// <param name="Rule">As in <see cref="NewSegmentBody"/>.</param>
/// <param name="Version">The version that it was read at.</param>
public sealed record SegmentBody(string? Name, string? Description, JsonElement? Rule = null, long? Version = null);

/// <summary>Making, changing and removing segments.</summary>
internal sealed class ChangeSegments(ISegmentStore store, RuleChecks checks, PersonalDataGate gate, AuditLog audit, CompanyClock clock, LiveDefinitions live, LiveFigures figures, StaticLists lists)
{
    /// <summary>Most segments.</summary>
    public const int SegmentsMax = 1_000;

    /// <summary>Longest name, in UTF-16 units.</summary>
    public const int NameLengthMax = 200;

    /// <summary>Longest description, in UTF-16 units.</summary>
    public const int DescriptionLengthMax = 2_000;

    public const string RequestExample = """{"key":"spent-10k","name":"Потратили 10 тысяч","rule":{"event":"Order Completed","sum":{"property":"revenue","atLeast":10000}}}""";
    public const string ChangeExample = """{"name":"Потратили 10 тысяч","description":"за всё время","rule":{"event":"Order Completed","sum":{"property":"revenue","atLeast":10000}},"version":1}""";

    public async Task<Results<Created<SegmentView>, ProblemHttpResult>> AddAsync(NewSegmentBody body, ClaimsPrincipal user, CancellationToken ct)
    {
        if (body.Kind is not (null or "rule" or "list")) return Problems.Invalid("kind", "'kind' is rule or list.");
        if (body.Kind == "list") return await AddListAsync(body, user, ct);
        if ((KeyProblem(body.Key) ?? TextProblem(body.Name, body.Description)) is { } wrong) return wrong;
        var (rule, refusal) = await checks.ReadAsync(body.Rule ?? default, body.Key, gate.For(user), ct);
        if (rule is null) return refusal!;
        var segment = new Segment(body.Key!, body.Name!, body.Description ?? "", RuleWriter.Write(rule).ToJsonString(), 1, clock.NowUs, user.ActorName, clock.NowUs, user.ActorName);
        if (Refusal(await live.AddAsync(segment, ct), segment.Key) is { } notAdded) return notAdded;
        await audit.AppendAsync(user, "segment.create", $"segment/{segment.Key}", segment.Name);
        return TypedResults.Created($"/api/segments/{segment.Key}", SegmentView.Of(segment, await figures.OfAsync(segment.Key, ct)));
    }

    /// <summary>Why a segment was not added; null when it was.</summary>
    public static ProblemHttpResult? Refusal(SegmentWrite written, string key) => written switch
    {
        SegmentWrite.Exists => Problems.Conflict("segment-exists", $"Segment '{key}' exists."),
        SegmentWrite.TooMany => Problems.Conflict("too-many-segments", $"There are {SegmentsMax} segments already."),
        _ => null,
    };

    private async Task<Results<Created<SegmentView>, ProblemHttpResult>> AddListAsync(NewSegmentBody body, ClaimsPrincipal user, CancellationToken ct)
    {
        if (HasRule(body.Rule)) return Problems.Invalid("rule", "A list has no rule: its members are named one by one.");
        if (await lists.CreateAsync(body.Key, body.Name, body.Description, user, ct) is { } refusal) return refusal;
        return TypedResults.Created($"/api/segments/{body.Key}", SegmentView.Of((await store.FindSegmentAsync(body.Key!, ct))!, await figures.OfAsync(body.Key!, ct)));
    }

    private static bool HasRule(JsonElement? rule) => rule is { ValueKind: not (JsonValueKind.Undefined or JsonValueKind.Null) };

    public async Task<Results<Ok<SegmentView>, ProblemHttpResult>> ChangeAsync(string key, SegmentBody body, ClaimsPrincipal user, CancellationToken ct)
    {
        if (TextProblem(body.Name, body.Description) is { } wrong) return wrong;
        if (await store.FindSegmentAsync(key, ct) is not { } known) return Problems.NotFound("segment", key);
        if (known.IsList && HasRule(body.Rule)) return Problems.Invalid("rule", "A list has no rule: its members are named one by one.");
        var (rule, refusal) = known.IsList ? (null, null) : await checks.ReadAsync(body.Rule ?? default, key, gate.For(user), ct);
        if (refusal is not null) return refusal;
        var changed = known with
        {
            Name = body.Name!,
            Description = body.Description ?? "",
            RuleJson = rule is null ? known.RuleJson : RuleWriter.Write(rule).ToJsonString(),
            Version = (body.Version ?? known.Version) + 1,
            UpdatedAtUs = clock.NowUs,
            UpdatedBy = user.ActorName,
        };
        if (await store.ChangeSegmentAsync(changed, ct) == SegmentWrite.Changed)
            return Problems.Conflict("segment-changed", $"Segment '{key}' was changed by {known.UpdatedBy} meanwhile; read it again.");
        live.Change();
        await audit.AppendAsync(user, "segment.change", $"segment/{key}", changed.Name);
        return TypedResults.Ok(SegmentView.Of(changed, await figures.OfAsync(key, ct)));
    }

    public async Task<Results<NoContent, ProblemHttpResult>> RemoveAsync(string key, ClaimsPrincipal user, CancellationToken ct)
    {
        var users = (await store.ListSegmentsAsync(ct)).Where(segment => segment.Key != key && RuleNames.Of(StoredRule.Of(segment)).Segments.Contains(key)).Select(segment => segment.Key).ToArray();
        if (users.Length > 0) return Problems.Conflict("segment-used", $"Segment '{key}' is part of the rules of {string.Join(", ", users)}.");
        if (!await store.RemoveSegmentAsync(key, ct)) return Problems.NotFound("segment", key);
        live.Change();
        await audit.AppendAsync(user, "segment.remove", $"segment/{key}", "");
        return TypedResults.NoContent();
    }

    // Words that stand where a key does in addresses of the API and, of the last, of the screens.
    private static readonly string[] Taken = ["overlap", "preview", "schema", "seen", "why", "new"];

    internal static ProblemHttpResult? KeyProblem(string? key) => Problems.KeyProblem("key", key, Taken);

    internal static ProblemHttpResult? TextProblem(string? name, string? description) => Problems.TextProblem("name", name, NameLengthMax)
        ?? (description?.Length > DescriptionLengthMax ? Problems.Invalid("description", $"'description' is a text of at most {DescriptionLengthMax} characters.") : null);
}
