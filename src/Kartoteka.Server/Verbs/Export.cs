using System.CommandLine;
using System.Net.Http.Json;
using Kartoteka.Server.Demo;
using Kartoteka.Server.Http;
using Kartoteka.Server.Settings;

namespace Kartoteka.Server.Verbs;

/// <summary>
/// <c>kartoteka export --segment KEY --out FILE</c>: writes the members of a segment to a file, through the running server of the data folder if there is one,
/// else by itself, after the replica has caught up with the ledger. Exit codes: 0 done, 1 it failed, 2 an option is wrong, 4 another process has the folder.
/// </summary>
internal static class Export
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);

    private static readonly Option<string> Segment = new("--segment") { Description = "Key of the segment.", Required = true };
    private static readonly Option<string> Out = new("--out") { Description = "File to write; replaced if it is there.", Required = true };
    private static readonly Option<string?> Format = new("--format") { Description = "csv, jsonl or parquet. Default by the file's name, else csv." };
    private static readonly Option<string?> Columns = new("--columns") { Description = "Names of traits, id, kind, createdAt, updatedAt, identifiers.TYPE, computed.KEY, parted by commas. Default all." };
    private static readonly Option<string?> Data = new("--data") { Description = "Folder of all data. Default ./data." };

    public static Command Create()
    {
        var verb = new Command("export", "Writes the members of a segment to a CSV, JSON lines or Parquet file.") { Segment, Out, Format, Columns, Data };
        verb.SetAction(RunAsync);
        return verb;
    }

    private static async Task<int> RunAsync(ParseResult parsed, CancellationToken ct)
    {
        var path = parsed.GetValue(Out)!;
        var settings = SettingsReader.Read(new Dictionary<string, string?> { ["data"] = parsed.GetValue(Data) }, Environment.GetEnvironmentVariables(), Directory.GetCurrentDirectory());
        await using var api = await FolderApi.OpenAsync(settings, ct);
        var asked = new
        {
            segment = parsed.GetValue(Segment),
            format = parsed.GetValue(Format) ?? FormatOf(path),
            columns = parsed.GetValue(Columns)?.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries),
        };
        var export = await FolderApi.ReadAsync(await api.Client.PostAsJsonAsync("/api/exports", asked, ct), ct);
        var address = $"/api/exports/{export.GetProperty("id").GetString()}";
        ProgressLine? line = null;
        while (export.GetProperty("state").GetString() is "queued" or "running")
        {
            if (export.GetProperty("total").ValueKind == System.Text.Json.JsonValueKind.Number)
                await (line ??= new ProgressLine(parsed.InvocationConfiguration.Output, "export", Math.Max(1, export.GetProperty("total").GetInt64()), settings.Time)).ReportAsync(export.GetProperty("rows").GetInt64());
            await Task.Delay(Pause, settings.Time, ct);
            export = await FolderApi.ReadAsync(await api.Client.GetAsync(address, ct), ct);
        }
        if (export.GetProperty("state").GetString() != "done") throw new IOException(export.GetProperty("error").GetString() ?? "The export was ended.");
        await using (var file = new FileStream(path, Private(FileMode.Create)))
        {
            using var answer = await api.Client.GetAsync($"{address}/file", HttpCompletionOption.ResponseHeadersRead, ct);
            answer.EnsureSuccessStatusCode();
            await answer.Content.CopyToAsync(file, ct);
        }
        (await api.Client.DeleteAsync(address, ct)).Dispose();
        await parsed.InvocationConfiguration.Output.WriteLineAsync($"{path}: {export.GetProperty("rows").GetInt64()} profiles.");
        return ExitCodes.Good;
    }

    private static string FormatOf(string path) => Path.GetExtension(path).ToLowerInvariant() switch { ".parquet" => "parquet", ".jsonl" or ".ndjson" => "jsonl", _ => "csv" };

    // Personal data stands in it.
    private static FileStreamOptions Private(FileMode mode)
    {
        var options = new FileStreamOptions { Mode = mode, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        return options;
    }
}
