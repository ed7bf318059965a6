using System.Security.Claims;
using System.Text.Json;
using Kartoteka.Modules.Catalogue.Contracts;
using Kartoteka.Modules.Profiles.Contracts;
using Kartoteka.Modules.Segments.Contracts;
using Kartoteka.Modules.Workspace.Contracts;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Kartoteka.Modules.Exports.Files;

/// <summary>What to export.</summary>
/// <param name="Segment">Key of a segment; or <paramref name="Rule"/>.</param>
/// <param name="Rule">A rule as docs/segment-rule.schema.json has it; or <paramref name="Segment"/>.</param>
/// <param name="Columns">Names of traits, id, kind, createdAt, updatedAt, identifiers.TYPE, or computed.KEY; without it the profile's own and all traits of persons.</param>
/// <param name="Format">csv, jsonl or parquet; default csv.</param>
public sealed record ExportBody(string? Segment, JsonElement? Rule, IReadOnlyList<string>? Columns, string? Format);

/// <summary>Exports, newest first.</summary>
public sealed record ExportList(IReadOnlyList<Export> Exports);

/// <summary>Files of people: asked for, looked at, taken, removed. Each step stands in the audit log, without values.</summary>
internal sealed class ChangeExports(ExportJobs jobs, ExportRunner runner, SegmentPeople people, ReadColumns known, PersonalDataGate gate, AuditLog audit)
{
    private const int ColumnsMax = 200, QueuedMax = 20;

    public const string RequestExample = """{"segment":"spent-10k","columns":["id","email","city"],"format":"csv"}""";
    public const string Example = """{"id":"5f0c2a9be1d4470a86b3c9d2","segment":"spent-10k","format":"csv","columns":["id","email","city"],"state":"done","rows":318,"total":318,"bytes":20480,"error":null,"by":"desk","createdAt":"2026-03-15T09:00:00Z","expiresAt":"2026-03-22T09:00:00Z"}""";

    public async Task<Results<Accepted<Export>, ProblemHttpResult>> AddAsync(ExportBody body, ClaimsPrincipal user, CancellationToken ct)
    {
        var format = body.Format ?? "csv";
        if (!ExportFile.MediaTypes.ContainsKey(format)) return Problems.Invalid("format", $"'format' is {string.Join(", ", ExportFile.MediaTypes.Keys)}.");
        if (body.Segment is null == (body.Rule is null)) return Problems.Invalid("segment", "Either 'segment' or 'rule' says who is exported.");
        var columns = body.Columns ?? DefaultColumns();
        if (columns.Count is 0 or > ColumnsMax || columns.Any(string.IsNullOrWhiteSpace) || columns.Distinct(StringComparer.OrdinalIgnoreCase).Count() < columns.Count)
            return Problems.Invalid("columns", $"'columns' names 1 to {ColumnsMax} columns, each once.");
        if (jobs.All.Count(export => export.State is "queued" or "running") >= QueuedMax) return Problems.Conflict("too-many-exports", $"{QueuedMax} exports wait already.");
        var sight = gate.For(user);
        var (rule, refusal) = await people.RuleAsync(body.Segment, body.Rule, sight, ct);
        if (rule is null) return refusal!;
        // Before anything is written: what leaves must stand in the log even if the server dies on the way.
        await audit.AppendAsync(user, "export.create", body.Segment is { } key ? $"segment/{key}" : "rule", $"{format}; columns {string.Join(' ', columns)}");
        var export = jobs.Add(body.Segment, format, columns, user.ActorName, user.ActorId);
        runner.Begin(export, rule, sight);
        return TypedResults.Accepted($"/api/exports/{export.Id}", export);
    }

    public Ok<ExportList> List(ClaimsPrincipal user) => TypedResults.Ok(new ExportList([.. jobs.All.Where(export => IsOf(export, user))]));

    /// <summary>Everybody's. A file shows what who asked for it sees, so it is not to be had here; removing one is for who asked for it, too.</summary>
    public Ok<ExportList> ListAll() => TypedResults.Ok(new ExportList([.. jobs.All]));

    public Results<Ok<Export>, ProblemHttpResult> Read(string id, ClaimsPrincipal user) => Find(id, user) is { } export ? TypedResults.Ok(export) : Problems.NotFound("export", id);

    public async Task<IResult> FileAsync(string id, ClaimsPrincipal user)
    {
        if (Find(id, user) is not { } export) return Problems.NotFound("export", id);
        if (export.State != "done" || !File.Exists(jobs.FileOf(export))) return Problems.Conflict("export-not-done", $"The export is {export.State}.");
        await audit.AppendAsync(user, "export.download", $"export/{id}", $"{export.Rows} profiles; {(export.Segment is { } key ? $"segment {key}" : "a rule")}");
        return TypedResults.PhysicalFile(Path.GetFullPath(jobs.FileOf(export)), ExportFile.MediaTypes[export.Format], $"{export.Segment ?? "profiles"}.{export.Format}", enableRangeProcessing: true);
    }

    public async Task<Results<NoContent, ProblemHttpResult>> RemoveAsync(string id, ClaimsPrincipal user)
    {
        if (Find(id, user) is not { } export) return Problems.NotFound("export", id);
        if (export.State is "queued" or "running") runner.Cancel(id);
        else jobs.Remove(export);
        await audit.AppendAsync(user, "export.remove", $"export/{id}", "");
        return TypedResults.NoContent();
    }

    // The file shows what who asked for it sees; the command line has every right.
    private static bool IsOf(Export export, ClaimsPrincipal user) => export.ActorId == user.ActorId || user.IsLocal;

    private Export? Find(string id, ClaimsPrincipal user) => jobs.Find(id) is { } export && IsOf(export, user) ? export : null;

    private string[] DefaultColumns() => [.. ProfileCells.Own, .. known.Traits.Take(ColumnsMax - ProfileCells.Own.Count)];
}
