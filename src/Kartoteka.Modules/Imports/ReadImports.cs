using System.Globalization;
using System.Security.Claims;
using Kartoteka.Modules.Sources.Contracts;
using Kartoteka.Modules.Workspace.Contracts;
using Kartoteka.Protocol.Import;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Kartoteka.Modules.Imports;

/// <summary>Lists and shows imports, and gives out their refused rows.</summary>
internal sealed class ReadImports(ImportStore store, ImportFiles files, ImportRunner runner, SourceDirectory sources)
{
    public async Task<Ok<IReadOnlyList<ImportView>>> ListAsync(ClaimsPrincipal user, int limit, CancellationToken ct)
    {
        var imports = await store.ListAsync(Math.Clamp(limit, 1, ImportStore.ListMax), ct);
        return TypedResults.Ok<IReadOnlyList<ImportView>>([.. imports.Select(import => ImportView.Of(import, sources, runner, files, user))]);
    }

    public async Task<Results<Ok<ImportView>, ProblemHttpResult>> OneAsync(long id, ClaimsPrincipal user, CancellationToken ct) =>
        await store.FindAsync(id, ct) is { } import ? TypedResults.Ok(ImportView.Of(import, sources, runner, files, user)) : Problems.NotFound("import", id);

    /// <summary>The refused rows committed so far, as CSV.</summary>
    public async Task<Results<PushStreamHttpResult, ProblemHttpResult>> RefusedAsync(long id, ClaimsPrincipal user, CancellationToken ct)
    {
        // Rows as they stood in the file: what they hold is in no catalogue, so nothing in them could be masked.
        if (!user.SeesEverything) return Problems.Forbidden("masked-rows", "Rows of a file are shown to those only from whom nothing is masked.");
        if (await store.FindAsync(id, ct) is not { } import) return Problems.NotFound("import", id);
        return TypedResults.Stream(output => WriteAsync(import, output, ct), "text/csv; charset=utf-8", $"import-{id.ToString(CultureInfo.InvariantCulture)}-refused.csv");
    }

    private async Task WriteAsync(Import import, Stream output, CancellationToken ct)
    {
        if (import.Document.RefusedBytes == 0)
        {
            using var header = new MemoryStream();
            using (new RefusedRowsWriter(header, [.. import.Document.Columns.Select(column => column.Column)])) header.Flush();
            await output.WriteAsync(header.ToArray(), ct);
            return;
        }
        await using var file = new FileStream(files.RefusedOf(import.Id), FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        var buffer = new byte[64 * 1024];
        // What lies beyond the committed length belongs to a chunk that may still fail.
        for (var left = import.Document.RefusedBytes; left > 0;)
        {
            var read = await file.ReadAsync(buffer.AsMemory(0, (int)Math.Min(left, buffer.Length)), ct);
            if (read == 0) return;
            await output.WriteAsync(buffer.AsMemory(0, read), ct);
            left -= read;
        }
    }
}
