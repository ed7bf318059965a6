using System.Text;
using System.Text.Json;
using Kartoteka.Protocol.Import;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;

namespace Kartoteka.Modules.Imports;

/// <summary>What a request says beside the file: in its query, and in the fields of a form.</summary>
internal sealed class ImportForm(IQueryCollection query)
{
    private const int FieldsMax = 5_000;
    private const int FieldBytesMax = 64 * 1024;
    private readonly Dictionary<string, List<string>> _fields = query.ToDictionary(pair => pair.Key, pair => pair.Value.OfType<string>().ToList(), StringComparer.Ordinal);
    private ImportSettings? _settings;
    private string? _fileName;

    /// <summary>Mappings <c>column=trait</c>.</summary>
    public IReadOnlyList<string> Map => _fields.GetValueOrDefault("map") ?? [];

    public static bool IsMultipart(HttpRequest request) =>
        MediaTypeHeaderValue.TryParse(request.ContentType, out var type) && type.MediaType.Equals("multipart/form-data", StringComparison.OrdinalIgnoreCase);

    /// <summary>Reads the file, and the form's fields if there is one.</summary>
    /// <returns>The file; null when a form has none.</returns>
    /// <exception cref="InvalidDataException">The form cannot be read.</exception>
    public async Task<Upload?> ReadAsync(HttpRequest request, ImportFiles files, CancellationToken ct)
    {
        if (!IsMultipart(request)) return await files.ReceiveAsync(request.Body, ct);
        var boundary = HeaderUtilities.RemoveQuotes(MediaTypeHeaderValue.Parse(request.ContentType).Boundary).Value;
        if (string.IsNullOrEmpty(boundary)) throw new InvalidDataException("The form does not name its boundary.");
        var parts = new MultipartReader(boundary, request.Body);
        Upload? upload = null;
        try
        {
            for (var count = 0; await parts.ReadNextSectionAsync(ct) is { } part; count++)
            {
                if (count > FieldsMax) throw new InvalidDataException("The form has too many fields.");
                if (!ContentDispositionHeaderValue.TryParse(part.ContentDisposition, out var disposition)) continue;
                var name = HeaderUtilities.RemoveQuotes(disposition.Name).Value ?? "";
                if (name == "file" && upload is null)
                {
                    _fileName = HeaderUtilities.RemoveQuotes(disposition.FileNameStar.HasValue ? disposition.FileNameStar : disposition.FileName).Value;
                    upload = await files.ReceiveAsync(part.Body, ct);
                }
                else
                {
                    await TakeFieldAsync(name, part, ct);
                }
            }
        }
        catch
        {
            if (upload is not null) ImportFiles.Drop(upload);
            throw;
        }
        return upload;
    }

    private async Task TakeFieldAsync(string name, MultipartSection part, CancellationToken ct)
    {
        var buffer = new byte[FieldBytesMax + 1];
        var length = await part.Body.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, ct);
        if (length > FieldBytesMax) throw new InvalidDataException($"The field '{name}' is longer than {FieldBytesMax} bytes.");
        if (!_fields.TryGetValue(name, out var values)) _fields[name] = values = [];
        values.Add(Encoding.UTF8.GetString(buffer, 0, length));
    }

    public string? One(string name) => _fields.TryGetValue(name, out var values) && values.Count > 0 ? values[^1] : null;

    public bool IsSet(string name) => One(name) is "true" or "1";

    /// <summary>The file's name without a path.</summary>
    public string Name()
    {
        var name = Path.GetFileName((One("name") ?? _fileName ?? "").Replace('\\', '/'));
        return name.Length is > 0 and <= 255 ? name : "file";
    }

    public ImportKind Kind() => Enum.Parse<ImportKind>(One("kind") ?? nameof(ImportKind.People), ignoreCase: true);

    public ImportSettings Settings() => _settings ??= ImportSettings.Read(One, One("options") is { } json
        ? JsonSerializer.Deserialize<ImportSettings>(json, JsonSerializerOptions.Web) ?? new ImportSettings()
        : new ImportSettings());

    /// <summary>The first field that cannot be used; null when all can.</summary>
    public (string Field, string Detail)? Problem()
    {
        if (One("kind") is { } kind && kind.ToLowerInvariant() is not ("people" or "orders" or "events")) return ("kind", "'kind' is people, orders or events.");
        if (Map.Count > ImportLimits.ColumnsMax) return ("map", $"'map' has at most {ImportLimits.ColumnsMax} entries.");
        try
        {
            return Settings().Problem();
        }
        catch (Exception error) when (error is FormatException or JsonException)
        {
            return ("options", error.Message);
        }
    }
}
