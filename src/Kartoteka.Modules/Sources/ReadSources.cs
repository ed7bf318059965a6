using Kartoteka.Modules.Sources.Contracts;
using Kartoteka.Modules.Workspace.Contracts;
using Kartoteka.Storage;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Kartoteka.Modules.Sources;

/// <summary>Lists sources or shows one; write keys are not kept, so they are not shown.</summary>
internal static class ReadSources
{
    public static async Task<Ok<IEnumerable<SourceView>>> List(SourceDirectory directory, IWorkspaceStore store, CancellationToken ct)
    {
        var brands = await store.ListBrandsAsync(ct);
        return TypedResults.Ok(directory.All.Select(source => SourceView.Of(source, brands)));
    }

    public static async Task<Results<Ok<SourceView>, ProblemHttpResult>> One(string key, SourceDirectory directory, IWorkspaceStore store, CancellationToken ct) =>
        directory.ByKey(key) is { } source ? TypedResults.Ok(SourceView.Of(source, await store.ListBrandsAsync(ct))) : Problems.NotFound("source", key);
}
