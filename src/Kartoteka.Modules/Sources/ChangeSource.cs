using System.Security.Claims;
using Kartoteka.Modules.Sources.Contracts;
using Kartoteka.Modules.Workspace.Contracts;
using Kartoteka.Storage;
using Kartoteka.Storage.Columns;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Kartoteka.Modules.Sources;

/// <summary>Changes a source's name, trust rank or switch; fields left out stay. Key, kind, namespace and brand are fixed for life.</summary>
internal static class ChangeSource
{
    public const string RequestExample = """{"name":"Online shop, new site","trustRank":300,"enabled":true}""";

    public sealed record Body(string? Name, int? TrustRank, bool? Enabled);

    public static async Task<Results<Ok<SourceView>, ProblemHttpResult>> Handle(
        string key, Body body, ClaimsPrincipal user, IWorkspaceStore store, SourceDirectory directory, IProfileSearch search, ColumnReplica columns, AuditLog audit,
        CancellationToken ct)
    {
        if (directory.ByKey(key) is not { } source) return Problems.NotFound("source", key);
        var wrong = (body.Name is null ? null : Problems.TextProblem("name", body.Name, 200)) ?? SourceFields.TrustProblem(body.TrustRank);
        if (wrong is not null) return wrong;
        if (BuiltInSource.Is(source) && (body.TrustRank is not null || body.Enabled is not null)) return SourceFields.BuiltIn(key);
        var changed = source with { Name = body.Name ?? source.Name, TrustRank = body.TrustRank ?? source.TrustRank, Enabled = body.Enabled ?? source.Enabled };
        await store.UpdateSourceAsync(changed, ct);
        await directory.ReloadAsync(CancellationToken.None);
        if (changed.TrustRank != source.TrustRank)
        {
            // Other values survive now.
            search.Refresh();
            columns.Refresh();
        }
        await audit.AppendAsync(
            user, "source.change", $"source/{key}", $"{changed.Name}, trust {changed.TrustRank}, {(changed.Enabled ? "enabled" : "disabled")}");
        return TypedResults.Ok(SourceView.Of(changed, await store.ListBrandsAsync(CancellationToken.None)));
    }
}
