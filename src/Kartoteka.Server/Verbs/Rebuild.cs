using System.CommandLine;
using Kartoteka.Server.Demo;
using Kartoteka.Server.Http;
using Kartoteka.Server.Settings;

namespace Kartoteka.Server.Verbs;

/// <summary>
/// <c>kartoteka rebuild [columns|search]</c>: makes what follows the ledger anew, through the running server of the data folder if there is one,
/// else by itself. Cut off, it goes on at the next start. Exit codes: 0 done, 1 it failed, 2 an option is wrong, 4 another process has the folder.
/// </summary>
internal static class Rebuild
{
    private static readonly string[] Followers = ["columns", "search"];
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);

    private static readonly Argument<string[]> What = new("WHAT")
    {
        Description = $"{string.Join(", ", Followers)}. Default all.", Arity = ArgumentArity.ZeroOrMore,
    };

    private static readonly Option<string?> Data = new("--data") { Description = "Folder of all data. Default ./data." };

    public static Command Create()
    {
        var verb = new Command("rebuild", "Makes the replica for questions anew from the ledger and the archive, and the search index from the ledger.") { What, Data };
        verb.SetAction(RunAsync);
        return verb;
    }

    private static async Task<int> RunAsync(ParseResult parsed, CancellationToken ct)
    {
        var asked = parsed.GetValue(What) is { Length: > 0 } named ? named : Followers;
        if (asked.FirstOrDefault(name => !Followers.Contains(name)) is { } unknown) throw new SettingException($"There is no '{unknown}' to rebuild: {string.Join(", ", Followers)}.");
        var settings = SettingsReader.Read(
            new Dictionary<string, string?> { ["data"] = parsed.GetValue(Data) }, Environment.GetEnvironmentVariables(), Directory.GetCurrentDirectory());
        await using var api = await FolderApi.OpenAsync(settings, ct);
        foreach (var name in asked.Distinct()) await RunOneAsync(api.Client, name, parsed.InvocationConfiguration.Output, settings.Time, ct);
        return ExitCodes.Good;
    }

    private static async Task RunOneAsync(HttpClient client, string name, TextWriter output, TimeProvider time, CancellationToken ct)
    {
        var start = time.GetTimestamp();
        var progress = await FolderApi.ReadAsync(await client.PostAsync($"/api/followers/{name}/rebuild", null, ct), ct);
        var line = new ProgressLine(output, name, Math.Max(1, progress.GetProperty("head").GetInt64()), time);
        while (progress.GetProperty("rebuilding").GetBoolean())
        {
            if (!progress.GetProperty("available").GetBoolean()) throw new IOException(progress.GetProperty("error").GetString());
            await line.ReportAsync(progress.GetProperty("position").GetInt64());
            await Task.Delay(Pause, time, ct);
            progress = await FolderApi.ReadAsync(await client.GetAsync($"/api/followers/{name}", ct), ct);
        }
        await line.EndAsync($"{name}: built anew from the ledger, as of position {progress.GetProperty("position").GetInt64()}, in {time.GetElapsedTime(start).TotalSeconds:F1} s.");
    }
}
