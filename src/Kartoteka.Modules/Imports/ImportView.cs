using System.Security.Claims;
using Kartoteka.Modules.Sources.Contracts;
using Kartoteka.Modules.Workspace.Contracts;
using Kartoteka.Protocol.Import;
using Kartoteka.Storage;

namespace Kartoteka.Modules.Imports;

/// <summary>A column of the file and where it goes.</summary>
/// <param name="Column">Its name in the file.</param>
/// <param name="Target">The field, trait or property; null for a dropped one.</param>
/// <param name="Guess">What was guessed.</param>
/// <param name="Basis">What the guess rests on: <c>name</c>, <c>value</c> or <c>none</c>.</param>
/// <param name="Samples">Up to five of its values; none without <c>profiles:read</c>, and none for a person from whom some class of traits is masked: nobody knows yet what a column holds.</param>
internal sealed record ImportColumnView(string Column, string? Target, string Guess, GuessBasis Basis, IReadOnlyList<string> Samples);

/// <summary>How far the import, the dry run or the undoing is.</summary>
/// <param name="Rows">Rows, or events of an undoing.</param>
/// <param name="Bytes">Bytes of the file read.</param>
/// <param name="TotalBytes">Bytes of the file.</param>
/// <param name="Percent">0 to 100 by bytes; null for an undoing.</param>
/// <param name="WaitsFor"><c>queue</c>, <c>ledger</c> or null.</param>
internal sealed record ImportProgressView(long Rows, long Bytes, long TotalBytes, double? Percent, string? WaitsFor);

/// <summary>An import as the API shows it. <c>RefusedFile</c> is a path of the server and shown over its unix socket only.</summary>
internal sealed record ImportView(
    long Id, string State, ImportTask Task, string Source, string Kind, string Name, string Format, long Bytes, string Sha256, ImportProgressView Progress, long Rows, long Accepted,
    long Refused, long Skipped, long Stored, long Duplicate, long Quarantined, IReadOnlyList<ImportColumnView> Columns, IReadOnlyList<string> Map,
    IReadOnlyList<MappingError> MappingErrors, ImportSettings Options, ImportDryRunResult? DryRun, long UndoneEvents, string? Error, string? RefusedFile,
    DateTimeOffset CreatedAt, DateTimeOffset? StartedAt, DateTimeOffset? FinishedAt, bool FilesDeleted)
{
    public const string Example = """
        {"id":3,"state":"ready","task":"import","source":"crm","kind":"people","name":"clients.csv","format":"csv","bytes":1451063,
        "columns":[{"column":"Телефон","target":"phone","guess":"phone","basis":"name","samples":["8 916 123-45-67"]}],"rows":0,"refused":0}
        """;

    /// <summary>The import as <paramref name="user"/> may see it: values of the file only with the scope to read profiles, the path only on this machine.</summary>
    public static ImportView Of(Import import, SourceDirectory sources, ImportRunner runner, ImportFiles files, ClaimsPrincipal user)
    {
        var (document, counts) = (import.Document, import.Document.Counts);
        // The commit that ends it comes before the runner hears of it.
        var running = ImportStates.IsActive(import.State) && runner.Current is { } current && current.ImportId == import.Id ? current : null;
        var bytes = running?.Bytes ?? document.BytesRead;
        double? percent = document.Task == ImportTask.Undo || document.Bytes == 0 ? null : Math.Min(100, Math.Round(100.0 * bytes / document.Bytes, 1));
        return new ImportView(
            import.Id, import.State, document.Task, sources.ById(document.SourceId)?.Key ?? "", document.Kind.ToString().ToLowerInvariant(), document.Name,
            document.Format.ToString().ToLowerInvariant(), document.Bytes, document.Sha256,
            new ImportProgressView(running?.Rows ?? counts.Rows, bytes, document.Bytes, percent, running?.WaitsFor), counts.Rows, counts.Accepted, counts.Refused,
            counts.Skipped, counts.Stored, counts.Duplicate, counts.Quarantined, [.. document.Columns.Select((column, i) => Column(document, column, i, user))], document.Map,
            document.MappingErrors, document.Settings, document.DryRun, document.UndoneEvents, document.Error,
            document.RefusedBytes > 0 && user.IsLocal ? files.RefusedOf(import.Id) : null, Times.FromUs(import.CreatedAtUs), Time(document.StartedAtUs), Time(document.FinishedAtUs), document.FilesDeleted);
    }

    private static ImportColumnView Column(ImportDocument document, ColumnGuess guess, int index, ClaimsPrincipal user) =>
        new(guess.Column, index < document.Targets.Count ? document.Targets[index] : null, guess.Target, guess.Basis, user.Holds(Scopes.ProfilesRead) && user.SeesEverything ? guess.Samples : []);

    private static DateTimeOffset? Time(long? us) => us is { } known ? Times.FromUs(known) : null;
}
