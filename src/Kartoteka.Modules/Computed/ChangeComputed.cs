using System.Security.Claims;
using System.Text.Json;
using Kartoteka.Domain.Computed;
using Kartoteka.Domain.Segments;
using Kartoteka.Modules.Computed.Contracts;
using Kartoteka.Modules.Workspace.Contracts;
using Kartoteka.Storage.Segments;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Kartoteka.Modules.Computed;

/// <summary>Reading, making, changing and removing computed traits.</summary>
internal sealed class ChangeComputed(IComputedStore store, ISegmentStore segments, ComputedTraits computed, AuditLog audit, CompanyClock clock)
{
    /// <summary>Most computed traits that are defined.</summary>
    public const int ComputedMax = 200;

    /// <summary>Longest name, in UTF-16 units.</summary>
    public const int NameLengthMax = 200;

    public const string Example = """{"key":"spent-on-shoes","name":"Потрачено на обувь","builtIn":false,"type":"number","formula":{"event":"Order Completed","where":[{"property":"category","equals":"Обувь"}],"within":{"last":{"days":365}},"sum":"revenue"},"version":1,"updatedAt":"2026-03-15T09:00:00Z","updatedBy":"desk"}""";
    public const string RequestExample = """{"key":"spent-on-shoes","name":"Потрачено на обувь","formula":{"event":"Order Completed","where":[{"property":"category","equals":"Обувь"}],"within":{"last":{"days":365}},"sum":"revenue"}}""";
    public const string ChangeExample = """{"name":"Потрачено на обувь за год","formula":{"event":"Order Completed","within":{"last":{"days":365}},"sum":"revenue"},"version":1}""";

    private static readonly string[] Types = [.. Enum.GetNames<ComputedType>().Select(type => type.ToLowerInvariant())];

    public static async Task<Ok<ComputedList>> ListAsync(IComputedStore store, CancellationToken ct) =>
        TypedResults.Ok(new ComputedList([.. BuiltInTrait.All.Select(ComputedView.Of), .. (await store.ListComputedAsync(ct)).Select(ComputedView.Of)]));

    public async Task<Results<Ok<ComputedView>, ProblemHttpResult>> ReadAsync(string key, CancellationToken ct)
    {
        if (BuiltInTrait.Find(key) is { } builtIn) return TypedResults.Ok(ComputedView.Of(builtIn));
        return await FindAsync(key, ct) is { } trait ? TypedResults.Ok(ComputedView.Of(trait)) : Problems.NotFound("computed trait", key);
    }

    public async Task<Results<Created<ComputedView>, ProblemHttpResult>> AddAsync(NewComputedBody body, ClaimsPrincipal user, CancellationToken ct)
    {
        if (Problems.KeyProblem("key", body.Key) is { } wrong) return wrong;
        var (formula, type, refusal) = Check(body.Name, body.Formula, body.Type);
        if (formula is null) return refusal!;
        if (BuiltInTrait.Find(body.Key!) is not null) return Problems.Conflict("computed-exists", $"Computed trait '{body.Key}' is built in.");
        var trait = new ComputedTrait(body.Key!, body.Name!, RuleWriter.Write(formula).ToJsonString(), type, 1, clock.NowUs, user.ActorName, clock.NowUs, user.ActorName);
        switch (await store.AddComputedAsync(trait, ComputedMax, ct))
        {
            case SegmentWrite.Exists: return Problems.Conflict("computed-exists", $"Computed trait '{body.Key}' exists.");
            case SegmentWrite.TooMany: return Problems.Conflict("too-many-computed", $"There are {ComputedMax} computed traits already.");
        }
        computed.Change();
        await audit.AppendAsync(user, "computed.create", $"computed/{trait.Key}", trait.Name);
        return TypedResults.Created($"/api/computed/{trait.Key}", ComputedView.Of(trait));
    }

    public async Task<Results<Ok<ComputedView>, ProblemHttpResult>> ChangeAsync(string key, ComputedBody body, ClaimsPrincipal user, CancellationToken ct)
    {
        if (BuiltInTrait.Find(key) is not null) return Problems.Conflict("computed-built-in", $"Computed trait '{key}' is built in.");
        if (await FindAsync(key, ct) is not { } known) return Problems.NotFound("computed trait", key);
        var (formula, type, refusal) = Check(body.Name, body.Formula, body.Type);
        if (formula is null) return refusal!;
        var changed = known with
        {
            Name = body.Name!,
            FormulaJson = RuleWriter.Write(formula).ToJsonString(),
            Type = type,
            Version = (body.Version ?? known.Version) + 1,
            UpdatedAtUs = clock.NowUs,
            UpdatedBy = user.ActorName,
        };
        if (await store.ChangeComputedAsync(changed, ct) == SegmentWrite.Changed)
            return Problems.Conflict("computed-changed", $"Computed trait '{key}' was changed by {known.UpdatedBy} meanwhile; read it again.");
        computed.Change();
        await audit.AppendAsync(user, "computed.change", $"computed/{key}", changed.Name);
        return TypedResults.Ok(ComputedView.Of(changed));
    }

    public async Task<Results<NoContent, ProblemHttpResult>> RemoveAsync(string key, ClaimsPrincipal user, CancellationToken ct)
    {
        if (BuiltInTrait.Find(key) is not null) return Problems.Conflict("computed-built-in", $"Computed trait '{key}' is built in.");
        var users = (await segments.ListSegmentsAsync(ct)).Where(segment => IsUsedBy(segment, key)).Select(segment => segment.Key).ToArray();
        if (users.Length > 0) return Problems.Conflict("computed-used", $"Computed trait '{key}' is part of the rules of {string.Join(", ", users)}.");
        if (!await store.RemoveComputedAsync(key, ct)) return Problems.NotFound("computed trait", key);
        computed.Change();
        await audit.AppendAsync(user, "computed.remove", $"computed/{key}", "");
        return TypedResults.NoContent();
    }

    private static bool IsUsedBy(Segment segment, string key)
    {
        using var json = JsonDocument.Parse(segment.RuleJson);
        return RuleReader.Read(json.RootElement, out _) is { } rule && RuleNames.Of(rule).Computed.Contains(key);
    }

    private async ValueTask<ComputedTrait?> FindAsync(string key, CancellationToken ct) => (await store.ListComputedAsync(ct)).FirstOrDefault(trait => trait.Key == key);

    private static (EventFormula? Formula, string Type, ProblemHttpResult? Refusal) Check(string? name, JsonElement json, string? type)
    {
        if (Problems.TextProblem("name", name, NameLengthMax) is { } unnamed) return (null, "", unnamed);
        if (RuleReader.ReadFormula(json, out var problems) is not { } formula) return (null, "", Wrong(problems));
        var known = formula.Measure is not null ? "number" : type ?? "text";
        if (!Types.Contains(known) || (type is not null && type != known)) return (null, "", Problems.Invalid("type", $"'type' is {(formula.Measure is null ? string.Join(", ", Types) : "number, since it is counted")}."));
        return (formula, known, null);
    }

    private static ProblemHttpResult Wrong(IReadOnlyList<RuleProblem> problems) => TypedResults.Problem(
        string.Join(' ', problems.Take(3).Select(problem => problem.Pointer.Length > 0 ? $"{problem.Pointer}: {problem.Detail}" : problem.Detail)),
        statusCode: StatusCodes.Status400BadRequest, type: "/problems/invalid-formula", title: "The formula is not valid.",
        extensions: new Dictionary<string, object?> { ["field"] = "formula", ["problems"] = problems });
}
