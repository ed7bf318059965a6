using System.Security.Claims;
using Kartoteka.Modules.Sources.Contracts;
using Kartoteka.Modules.Workspace.Contracts;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Results = Microsoft.AspNetCore.Http.HttpResults.Results<
    Microsoft.AspNetCore.Http.HttpResults.Ok<Kartoteka.Modules.Imports.ImportView>, Microsoft.AspNetCore.Http.HttpResults.ProblemHttpResult>;

namespace Kartoteka.Modules.Imports;

/// <summary>What may be done to an import, and when.</summary>
internal sealed class ChangeImport(ImportReading reading, ImportStore store, ImportFiles files, ImportRunner runner, SourceDirectory sources, AuditLog audit)
{
    public const string MappingExample = """{"map":["Тел.=phone","Комментарий="],"options":{"dateOrder":"dayFirst","timeZone":"Europe/Moscow"}}""";

    /// <param name="Map">Mappings <c>column=trait</c> in place of those there; null leaves them.</param>
    /// <param name="Options">Settings in place of those there; null leaves them.</param>
    public sealed record MappingBody(IReadOnlyList<string>? Map, ImportSettings? Options);

    public async Task<Results> MapAsync(long id, MappingBody body, ClaimsPrincipal user)
    {
        if (body.Options?.Problem() is { } wrong) return Problems.Invalid(wrong.Field, wrong.Detail);
        if (body.Map?.Count > Protocol.Import.ImportLimits.ColumnsMax) return Problems.Invalid("map", $"'map' has at most {Protocol.Import.ImportLimits.ColumnsMax} entries.");
        ProblemHttpResult? refused = null;
        var changed = await store.ChangeAsync(id, import =>
        {
            if (!IsUntouched(import)) return null;
            try
            {
                var document = reading.Analyse(
                    import.Document with { Map = body.Map ?? import.Document.Map, Settings = body.Options ?? import.Document.Settings, DryRun = null }, files.FileOf(id));
                if (document.MappingErrors.Count > 0) refused = MappingProblem(document);
                return refused is null ? import with { State = ImportStates.Ready, Document = document } : null;
            }
            catch (ImportFailedException error)
            {
                refused = Problems.Invalid("options", error.Message);
                return null;
            }
        }, CancellationToken.None);
        if (refused is not null) return refused;
        return await AnswerAsync(id, changed, "mapping", "import.map", "The mapping can be changed before any row is imported.", user);
    }

    public Task<Results> StartAsync(long id, ClaimsPrincipal user) => BeginAsync(id, ImportTask.Import, user);

    public Task<Results> DryRunAsync(long id, ClaimsPrincipal user) => BeginAsync(id, ImportTask.DryRun, user);

    public Task<Results> UndoAsync(long id, ClaimsPrincipal user) => BeginAsync(id, ImportTask.Undo, user);

    /// <summary>Stops after the running chunk; the answer does not wait for it.</summary>
    public async Task<Results> CancelAsync(long id, ClaimsPrincipal user)
    {
        // Queued ones are taken back at once; the runner finds them changed and passes on.
        var changed = await store.ChangeAsync(
            id, import => import.State != ImportStates.Queued ? null : import with { State = import.Document.Task == ImportTask.DryRun ? ImportStates.Ready : ImportStates.Cancelled },
            CancellationToken.None);
        if (changed is { Changed: false, Now: var now } && ImportStates.IsActive(now.State) && runner.TryStop(id)) changed = (now, true);
        return await AnswerAsync(id, changed, "cancel", "import.cancel", "Only an import that waits or runs can be cancelled.", user);
    }

    /// <summary>Removes what is kept of an import outside the ledger; what it brought in stays, and can still be undone.</summary>
    public async Task<Results> DeleteAsync(long id, ClaimsPrincipal user)
    {
        // Said before it is done: a file that outlives a crash is deleted by the next call, one that is missed is looked for in vain.
        var changed = await store.ChangeAsync(id, import => ImportStates.IsActive(import.State) ? null : import with
        {
            Document = import.Document with
            {
                FilesDeleted = true,
                RefusedBytes = 0,
                Columns = [.. import.Document.Columns.Select(column => column with { Samples = [] })],
            },
        }, CancellationToken.None);
        if (changed is { Changed: true }) files.DeleteAll(id);
        return await AnswerAsync(id, changed, "state", "import.delete", "Cancel it first.", user);
    }

    /// <summary>Puts a task into the runner's queue; null when the state does not allow it.</summary>
    public static async Task<Import?> QueueAsync(Import import, ImportTask task, ImportStore store, ImportRunner runner, AuditLog audit, ClaimsPrincipal user)
    {
        var changed = await store.ChangeAsync(import.Id, now => Queue(now, task), CancellationToken.None);
        if (changed is not { Changed: true, Now: var queued }) return null;
        runner.Enqueue(queued.Id);
        await audit.AppendAsync(user, ActionOf(task), $"import/{queued.Id}", "");
        return queued;
    }

    public static ProblemHttpResult MappingProblem(ImportDocument document) =>
        Problems.Invalid("map", string.Join(" ", document.MappingErrors.Select(error => error.Detail)));

    private async Task<Results> BeginAsync(long id, ImportTask task, ClaimsPrincipal user)
    {
        if (await store.FindAsync(id, CancellationToken.None) is not { } import) return Problems.NotFound("import", id);
        if (task != ImportTask.Undo && import.Document.MappingErrors.Count > 0) return Problems.Conflict("import-mapping", MappingProblem(import.Document).ProblemDetails.Detail!);
        if (await QueueAsync(import, task, store, runner, audit, user) is { } queued) return TypedResults.Ok(ImportView.Of(queued, sources, runner, files, user));
        return Problems.Conflict("import-state", task switch
        {
            ImportTask.Undo => $"The import is {import.State}; only one that was run and does not run now can be undone.",
            ImportTask.DryRun => $"The import is {import.State}; a dry run is for one of which no row was imported.",
            _ => $"The import is {import.State}; only one with its file that is ready, cancelled or failed can be started.",
        });
    }

    private static Import? Queue(Import import, ImportTask task)
    {
        var document = import.Document;
        var (state, undoing) = (import.State, import.Document.Task == ImportTask.Undo);
        var allowed = task switch
        {
            not ImportTask.Undo when document.FilesDeleted => false,
            ImportTask.DryRun => IsUntouched(import),
            ImportTask.Undo => state == ImportStates.Done || (state is ImportStates.Failed or ImportStates.Cancelled && document.Task != ImportTask.DryRun),
            _ => state == ImportStates.Ready || (state is ImportStates.Failed or ImportStates.Cancelled && !undoing),
        };
        return allowed ? import with { State = ImportStates.Queued, Document = document with { Task = task, Error = null } } : null;
    }

    private static bool IsUntouched(Import import) =>
        import.State is ImportStates.Ready or ImportStates.Failed or ImportStates.Cancelled && import.Document is { Position: null, Task: not ImportTask.Undo, FilesDeleted: false };

    private async Task<Results> AnswerAsync(long id, (Import Now, bool Changed)? changed, string type, string action, string refusal, ClaimsPrincipal user)
    {
        if (changed is not { } answer) return Problems.NotFound("import", id);
        if (!answer.Changed) return Problems.Conflict($"import-{type}", $"The import is {answer.Now.State}. {refusal}");
        await audit.AppendAsync(user, action, $"import/{id}", "");
        return TypedResults.Ok(ImportView.Of(answer.Now, sources, runner, files, user));
    }

    private static string ActionOf(ImportTask task) => task switch { ImportTask.Undo => "import.undo", ImportTask.DryRun => "import.dry_run", _ => "import.start" };
}
