using System.Globalization;
using System.Security.Claims;
using Kartoteka.Modules.Sources.Contracts;
using Kartoteka.Modules.Workspace.Contracts;
using Kartoteka.Protocol.Import;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Options;
using Results = Microsoft.AspNetCore.Http.HttpResults.Results<
    Microsoft.AspNetCore.Http.HttpResults.Created<Kartoteka.Modules.Imports.ImportView>, Microsoft.AspNetCore.Http.HttpResults.ProblemHttpResult>;

namespace Kartoteka.Modules.Imports;

/// <summary>
/// Takes a file in, as the raw body or as <c>multipart/form-data</c>, streamed to the disk and brought there for good, and answers with what
/// its columns seem to mean.
/// </summary>
internal sealed class CreateImport(ImportReading reading, ImportStore store, ImportFiles files, ImportRunner runner, SourceDirectory sources, AuditLog audit, IOptions<ImportsOptions> options)
{
    /// <summary>What a form adds to the file, in bytes.</summary>
    private const long FormBytesMax = 1 << 20;

    public async Task<Results> HandleAsync(HttpRequest request, ClaimsPrincipal user, CancellationToken ct)
    {
        if (request.HttpContext.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit) limit.MaxRequestBodySize = options.Value.FileBytesMax + FormBytesMax;
        var form = new ImportForm(request.Query);
        // Refused before the upload where possible: nobody likes to send ten gigabytes for nothing.
        if (!ImportForm.IsMultipart(request) && Problem(form) is { } early) return early;
        Upload? upload;
        try
        {
            upload = await form.ReadAsync(request, files, ct);
        }
        catch (UploadTooLongException)
        {
            return TypedResults.Problem($"The file is longer than {options.Value.FileBytesMax} bytes.", statusCode: StatusCodes.Status413PayloadTooLarge, type: "/problems/too-large");
        }
        catch (IOException error) when (DurableFile.IsFull(error))
        {
            return TypedResults.Problem(
                "The disk of the server is full; nothing was kept.", statusCode: StatusCodes.Status507InsufficientStorage, type: "/problems/disk-full");
        }
        catch (InvalidDataException error)
        {
            return Problems.Invalid("file", error.Message);
        }
        if (upload is null || upload.Bytes == 0)
        {
            if (upload is not null) ImportFiles.Drop(upload);
            return Problems.Invalid("file", "Send the file as the body of the request, or as the field 'file' of multipart/form-data.");
        }
        return Problem(form) is { } problem ? Drop(upload, problem) : await AddAsync(form, upload, user);
    }

    private ProblemHttpResult? Problem(ImportForm form)
    {
        if (form.Problem() is { } wrong) return Problems.Invalid(wrong.Field, wrong.Detail);
        var key = form.One("source");
        if (string.IsNullOrEmpty(key)) return Problems.Invalid("source", $"'source' names a source: {Known()}.");
        return sources.ByKey(key) switch
        {
            null => Problems.Invalid("source", $"There is no source '{key}'. There are: {Known()}."),
            { } source when BuiltInSource.Is(source) => Problems.Conflict("source-built-in", $"Source '{key}' is built in and takes no files."),
            { Enabled: false } => Problems.Conflict("source-disabled", $"Source '{key}' is disabled."),
            _ => null,
        };
    }

    private string Known() => sources.All.Count == 0 ? "none" : string.Join(", ", sources.All.Select(source => source.Key));

    // From here on the request may be aborted, and what was begun is finished all the same.
    private async Task<Results> AddAsync(ImportForm form, Upload upload, ClaimsPrincipal user)
    {
        var (start, dryRun) = (form.IsSet("start"), form.IsSet("dryRun"));
        ImportDocument document;
        try
        {
            document = reading.Analyse(new ImportDocument
            {
                Name = form.Name(), SourceId = sources.ByKey(form.One("source")!)!.Id, Kind = form.Kind(), Sha256 = upload.Sha256, Bytes = upload.Bytes,
                ReceivedAtUs = store.NowUs, Map = form.Map, Settings = form.Settings(),
            }, upload.Path);
        }
        catch (ImportFailedException error)
        {
            return Drop(upload, Problems.Invalid("file", error.Message));
        }
        if ((start || dryRun) && document.MappingErrors.Count > 0) return Drop(upload, ChangeImport.MappingProblem(document));
        var import = await store.AddAsync(document, CancellationToken.None);
        try
        {
            files.Adopt(upload, import.Id);
        }
        catch (IOException error)
        {
            // An import without its file could be started and would only fail then.
            await store.ChangeAsync(import.Id, now => now with { State = ImportStates.Failed, Document = now.Document with { Error = $"Its file could not be kept: {error.Message}" } }, CancellationToken.None);
            ImportFiles.Drop(upload);
            throw;
        }
        await audit.AppendAsync(user, "import.create", $"import/{import.Id}", $"{document.Kind} into {form.One("source")}, {document.Bytes} bytes");
        if (start || dryRun) import = await ChangeImport.QueueAsync(import, start ? ImportTask.Import : ImportTask.DryRun, store, runner, audit, user) ?? import;
        return TypedResults.Created($"/api/imports/{import.Id.ToString(CultureInfo.InvariantCulture)}", ImportView.Of(import, sources, runner, files, user));
    }

    private static ProblemHttpResult Drop(Upload upload, ProblemHttpResult problem)
    {
        ImportFiles.Drop(upload);
        return problem;
    }
}
