using System.CommandLine;
using Kartoteka.Server.Http;
using Kartoteka.Server.Imports;
using Kartoteka.Server.Settings;

namespace Kartoteka.Server.Verbs;

/// <summary>
/// <c>kartoteka import FILE --source KEY</c>: through the running server of the data folder if there is one, else by itself. Exit codes: 0 all
/// rows accepted, 1 not finished, 5 finished with refused rows.
/// </summary>
internal static class Import
{
    private static readonly Argument<string?> File = new("FILE") { Description = "CSV, TSV, JSON lines, XLSX or Parquet, plain or in gzip.", Arity = ArgumentArity.ZeroOrOne };
    private static readonly Option<string?> Source = new("--source") { Description = "Key of the source that the rows come from." };
    private static readonly Option<string?> CreateSource = new("--create-source") { Description = "Make the source, with this name, if there is none." };
    private static readonly Option<string> Kind = new("--kind") { Description = "What the rows are: people, orders or events.", DefaultValueFactory = _ => "people" };
    private static readonly Option<string[]> Map = new("--map")
    {
        Description = "column=trait, or column= to leave a column out; may be repeated.", AllowMultipleArgumentsPerToken = true, DefaultValueFactory = _ => [],
    };
    private static readonly Option<bool> DryRun = new("--dry-run") { Description = "Say what the import would do, and do nothing." };
    private static readonly Option<bool> New = new("--new") { Description = "Import the file from its start, also when an import of it was interrupted." };
    private static readonly Option<long?> Resume = new("--resume") { Description = "Go on with the import of this number." };
    private static readonly Option<long?> Undo = new("--undo") { Description = "Take back the import of this number." };
    private static readonly Option<string?> Data = new("--data") { Description = "Folder of all data. Default ./data." };

    private static readonly (string Name, Option<string?> Option)[] Settings =
    [
        ("dateOrder", new("--date-order") { Description = "dayFirst or monthFirst, for dates such as 03/04/2025." }),
        ("timeZone", new("--time-zone") { Description = "Zone of times without an offset, such as Europe/Moscow. Default UTC." }),
        ("decimalSeparator", new("--decimal-separator") { Description = ". or ," }),
        ("currency", new("--currency") { Description = "Currency of orders that name none, such as RUB." }),
        ("skipAnonymous", new("--skip-anonymous") { Description = "true: leave orders of nobody out instead of refusing them." }),
        ("cancellationPrefix", new("--cancellation-prefix") { Description = "How the id of a cancelled order begins. Default C." }),
        ("occurredAt", new("--occurred-at") { Description = "When rows without a time of their own were true. Default: now." }),
        ("encoding", new("--encoding") { Description = "utf-8, windows-1251, …" }),
        ("separator", new("--separator") { Description = "Separator of a CSV file: a character, or tab." }),
        ("sheet", new("--sheet") { Description = "Sheet of a workbook. Default: the first." }),
    ];

    public static Command Create()
    {
        var verb = new Command("import", "Imports a file of people, orders or events. Run again after an interruption, it goes on where it was.");
        verb.Arguments.Add(File);
        foreach (var option in (Option[])[Source, CreateSource, Kind, Map, DryRun, New, Resume, Undo, Data, .. Settings.Select(setting => setting.Option)]) verb.Options.Add(option);
        verb.SetAction(RunAsync);
        return verb;
    }

    private static async Task<int> RunAsync(ParseResult parsed, CancellationToken ct)
    {
        var options = SettingsReader.Read(
            new Dictionary<string, string?> { ["data"] = parsed.GetValue(Data) }, Environment.GetEnvironmentVariables(), Directory.GetCurrentDirectory());
        var (output, file) = (parsed.InvocationConfiguration.Output, parsed.GetValue(File));
        var number = parsed.GetValue(Undo) ?? parsed.GetValue(Resume);
        if (number is null && file is null) throw new SettingException("Name the file to import.");
        if (number is null && parsed.GetValue(Source) is null) throw new SettingException("Say with --source which system the rows come from.");
        if (file is not null && !System.IO.File.Exists(file)) throw new SettingException($"There is no file '{file}'.");
        await using var session = await FolderApi.OpenAsync(options, ct);
        var run = new ImportCommand(session.Client, new ImportProgressLine(output, isTerminal: ReferenceEquals(output, Console.Out) && !Console.IsOutputRedirected), output);
        if (parsed.GetValue(Undo) is { } undone) return await run.UndoAsync(undone, ct);
        if (parsed.GetValue(Resume) is { } resumed) return await run.ResumeAsync(resumed, ct);
        var query = new List<(string, string)> { ("source", parsed.GetValue(Source)!), ("kind", parsed.GetValue(Kind)!), ("name", Path.GetFileName(file!)) };
        query.AddRange(parsed.GetValue(Map)!.Select(map => ("map", map)));
        query.AddRange(Settings.Where(setting => parsed.GetValue(setting.Option) is not null).Select(setting => (setting.Name, parsed.GetValue(setting.Option)!)));
        await run.EnsureSourceAsync(parsed.GetValue(Source)!, parsed.GetValue(CreateSource), ct);
        return await run.ImportAsync(file!, query, parsed.GetValue(DryRun), parsed.GetValue(New), ct);
    }
}
