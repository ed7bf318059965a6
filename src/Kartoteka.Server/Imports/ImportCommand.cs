using System.Globalization;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text.Json;
using Kartoteka.Server.Http;

namespace Kartoteka.Server.Imports;

/// <summary>What <c>kartoteka import</c> does, over the API.</summary>
internal sealed class ImportCommand(HttpClient client, ImportProgressLine progress, TextWriter output)
{
    private static readonly TimeSpan PollInterval = TimeSpan.FromMilliseconds(100);

    /// <summary>Checks that the source exists, or makes it if a name for it is given.</summary>
    public async Task EnsureSourceAsync(string key, string? name, CancellationToken ct)
    {
        var sources = await FolderApi.ReadAsync(await client.GetAsync("/api/sources", ct), ct);
        var keys = sources.EnumerateArray().Select(source => source.GetProperty("key").GetString()!).ToArray();
        if (keys.Contains(key)) return;
        if (name is null)
        {
            throw new SettingException(
                $"There is no source '{key}'. There are: {(keys.Length == 0 ? "none" : string.Join(", ", keys))}. Use one of them, or give --create-source NAME.");
        }
        await FolderApi.ReadAsync(await client.PostAsJsonAsync("/api/sources", new { key, name, kind = "file" }, ct), ct);
        await output.WriteLineAsync($"Source '{key}' was made.");
    }

    /// <summary>Imports a file, or goes on with an import of the same content that did not end.</summary>
    public async Task<int> ImportAsync(string path, IReadOnlyList<(string Name, string Value)> query, bool dryRun, bool anew, CancellationToken ct)
    {
        if (!dryRun && !anew && await FindBegunAsync(path, query, ct) is { } begun)
        {
            await output.WriteLineAsync($"Going on with import {begun} of this file.");
            return await ResumeAsync(begun, ct);
        }
        var address = $"/api/imports?{string.Join('&', query.Append((dryRun ? "dryRun" : "start", "true")).Select(pair => $"{pair.Item1}={Uri.EscapeDataString(pair.Item2)}"))}";
        JsonElement import;
        await using (var file = File.OpenRead(path))
        {
            using var content = new StreamContent(file, 256 * 1024);
            import = await FolderApi.ReadAsync(await client.PostAsync(address, content, ct), ct);
        }
        await WriteMappingAsync(import);
        return await FollowAsync(import.GetProperty("id").GetInt64(), dryRun, ct);
    }

    /// <summary>Goes on with an import, or follows it if it runs.</summary>
    public async Task<int> ResumeAsync(long id, CancellationToken ct)
    {
        var import = await FindAsync(id, ct);
        if (StateOf(import) is not ("queued" or "running" or "done")) await FolderApi.ReadAsync(await client.PostAsync($"/api/imports/{Text(id)}/start", null, ct), ct);
        return await FollowAsync(id, dryRun: false, ct);
    }

    /// <summary>Takes an import back.</summary>
    public async Task<int> UndoAsync(long id, CancellationToken ct)
    {
        if (StateOf(await FindAsync(id, ct)) is not "undoing") await FolderApi.ReadAsync(await client.PostAsync($"/api/imports/{Text(id)}/undo", null, ct), ct);
        return await FollowAsync(id, dryRun: false, ct);
    }

    private async Task<long?> FindBegunAsync(string path, IReadOnlyList<(string Name, string Value)> query, CancellationToken ct)
    {
        var imports = await FolderApi.ReadAsync(await client.GetAsync("/api/imports?limit=1000", ct), ct);
        var begun = imports.EnumerateArray().Where(import => StateOf(import) is "queued" or "running" or "cancelled" or "failed"
            && import.GetProperty("task").GetString() == "import" && import.GetProperty("bytes").GetInt64() == new FileInfo(path).Length
            && query.Contains(("source", import.GetProperty("source").GetString()!)) && query.Contains(("kind", import.GetProperty("kind").GetString()!))).ToArray();
        if (begun.Length == 0) return null;
        await using var file = File.OpenRead(path);
        var hash = Convert.ToHexStringLower(await SHA256.HashDataAsync(file, ct));
        var same = begun.Where(import => import.GetProperty("sha256").GetString() == hash).ToArray();
        return same.Length == 0 ? null : same[0].GetProperty("id").GetInt64();
    }

    private async Task<int> FollowAsync(long id, bool dryRun, CancellationToken ct)
    {
        var asked = false;
        while (true)
        {
            var import = await FindAsync(id, CancellationToken.None);
            progress.Show(import);
            if (StateOf(import) is not ("queued" or "checking" or "running" or "undoing"))
            {
                progress.End();
                return await EndAsync(import, dryRun);
            }
            if (ct.IsCancellationRequested && !asked)
            {
                asked = true;
                // A conflict means that it came to its end meanwhile, which the next look shows.
                using var answer = await client.PostAsync($"/api/imports/{Text(id)}/cancel", null, CancellationToken.None);
            }
            await Task.Delay(PollInterval, CancellationToken.None);
        }
    }

    private async Task<int> EndAsync(JsonElement import, bool dryRun)
    {
        var (id, state) = (import.GetProperty("id").GetInt64(), StateOf(import));
        if (state == "failed")
        {
            throw new ApiRefusedException($"Import {Text(id)} failed: {import.GetProperty("error").GetString()} Go on with: kartoteka import --resume {Text(id)}");
        }
        if (state == "cancelled")
        {
            var verb = import.GetProperty("task").GetString() == "undo" ? "--undo" : "--resume";
            await output.WriteLineAsync($"Stopped after {Number(import, "rows")} rows. Go on with: kartoteka import {verb} {Text(id)}");
            return ExitCodes.Failed;
        }
        if (state == "undone")
        {
            await output.WriteLineAsync($"Import {Text(id)} is undone: {Number(import, "undoneEvents")} events taken back.");
            return ExitCodes.Good;
        }
        if (dryRun) return await WriteDryRunAsync(import);
        await output.WriteLineAsync(
            $"Import {Text(id)}: {Number(import, "rows")} rows, {Number(import, "accepted")} accepted, {Number(import, "refused")} refused, {Number(import, "skipped")} skipped.");
        await output.WriteLineAsync(
            $"Events: {Number(import, "stored")} stored, {Number(import, "duplicate")} there already, {Number(import, "quarantined")} in quarantine.");
        if (import.GetProperty("refusedFile").GetString() is { } refused) await output.WriteLineAsync($"Refused rows with line and reason: {refused}");
        return import.GetProperty("refused").GetInt64() > 0 ? ExitCodes.RowsRefused : ExitCodes.Good;
    }

    private async Task<int> WriteDryRunAsync(JsonElement import)
    {
        if (import.GetProperty("dryRun") is not { ValueKind: JsonValueKind.Object } result)
        {
            await output.WriteLineAsync("The dry run was stopped.");
            return ExitCodes.Failed;
        }
        await output.WriteLineAsync($"Dry run, nothing was stored: {Number(result, "rows")} rows, {Number(result, "refused")} would be refused.");
        await output.WriteLineAsync($"Events: {Number(result, "stored")} would be stored, {Number(result, "duplicate")} are there already.");
        await output.WriteLineAsync(
            $"Records: {Number(result, "newRecords")} new, {Number(result, "changedRecords")} changed, {Number(result, "unchangedRecords")} unchanged. "
            + $"Profiles merged: {Number(result, "merges")}.");
        await output.WriteLineAsync($"The file is kept as import {Number(import, "id")}; import it with: kartoteka import --resume {Number(import, "id")}");
        return result.GetProperty("refused").GetInt64() > 0 ? ExitCodes.RowsRefused : ExitCodes.Good;
    }

    private async Task WriteMappingAsync(JsonElement import)
    {
        var columns = import.GetProperty("columns").EnumerateArray().Select(column => $"{column.GetProperty("column")} → {column.GetProperty("target").GetString() ?? "(left out)"}");
        await output.WriteLineAsync($"Import {Number(import, "id")} ({import.GetProperty("format")}): {string.Join(", ", columns)}");
    }

    private async Task<JsonElement> FindAsync(long id, CancellationToken ct) => await FolderApi.ReadAsync(await client.GetAsync($"/api/imports/{Text(id)}", ct), ct);

    private static string StateOf(JsonElement import) => import.GetProperty("state").GetString()!;

    private static string Number(JsonElement json, string name) => Text(json.GetProperty(name).GetInt64());

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}
