using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text.Json;

namespace Kartoteka.Modules.Exports.Files;

/// <summary>An export and how far it is.</summary>
/// <param name="Id">Random, not to be guessed.</param>
/// <param name="Segment">Key of the segment; null for a rule.</param>
/// <param name="Format">csv, jsonl or parquet.</param>
/// <param name="Columns">Columns of the file.</param>
/// <param name="State">queued, running, done, failed or cancelled.</param>
/// <param name="Rows">Profiles written so far.</param>
/// <param name="Total">Profiles to write; null until it is known.</param>
/// <param name="Bytes">Size of the file; null until it is done.</param>
/// <param name="Error">Why it failed.</param>
/// <param name="By">Who asked for it.</param>
/// <param name="CreatedAt">When it was asked for.</param>
/// <param name="ExpiresAt">When the file is removed.</param>
public sealed record Export(
    string Id, string? Segment, string Format, IReadOnlyList<string> Columns, string State, long Rows, long? Total, long? Bytes, string? Error, string By, DateTimeOffset CreatedAt, DateTimeOffset ExpiresAt)
{
    /// <summary>Who asked for it, as <c>ActorId</c>: nobody else takes the file, for it shows what that one sees.</summary>
    internal string ActorId { get; init; } = "";
}

/// <summary>Exports as documents beside their files in the folder <c>exports</c>, so that a file that is whole is found again after a restart.</summary>
internal sealed class ExportJobs
{
    /// <summary>How long a file is kept.</summary>
    public static readonly TimeSpan Kept = TimeSpan.FromDays(7);

    private sealed record Document(Export Export, string ActorId);

    private readonly ConcurrentDictionary<string, Export> _all = new();
    private readonly string _folder;
    private readonly TimeProvider _time;

    public ExportJobs(string dataFolder, TimeProvider time)
    {
        (_folder, _time) = (Path.Combine(dataFolder, "exports"), time);
        if (!Directory.Exists(_folder)) return;
        foreach (var path in Directory.EnumerateFiles(_folder, "*.json"))
        {
            if (JsonSerializer.Deserialize<Document>(File.ReadAllBytes(path), JsonSerializerOptions.Web) is not { } found) continue;
            var export = found.Export with { ActorId = found.ActorId };
            // What ran when the server ended was not written to its end.
            _all[export.Id] = export.State is "queued" or "running" ? export with { State = "failed", Error = "The server was stopped." } : export;
        }
        foreach (var path in Directory.EnumerateFiles(_folder).Where(path => !_all.ContainsKey(Path.GetFileName(path).Split('.')[0]) || path.EndsWith(".part", StringComparison.Ordinal)))
            File.Delete(path);
    }

    /// <summary>All, newest first.</summary>
    public IEnumerable<Export> All => _all.Values.OrderByDescending(export => export.CreatedAt);

    /// <summary>One, or null.</summary>
    public Export? Find(string id) => _all.GetValueOrDefault(id);

    /// <summary>A new one.</summary>
    public Export Add(string? segment, string format, IReadOnlyList<string> columns, string by, string actorId)
    {
        var now = _time.GetUtcNow();
        var export = new Export(Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(12)), segment, format, columns, "queued", 0, null, null, null, by, now, now + Kept) { ActorId = actorId };
        Put(export);
        return export;
    }

    /// <summary>Keeps what changed.</summary>
    /// <param name="export">As it is now.</param>
    /// <param name="isProgress">True for progress alone, which the disk need not know.</param>
    public void Put(Export export, bool isProgress = false)
    {
        _all[export.Id] = export;
        if (isProgress) return;
        var options = OperatingSystem.IsWindows() ? (UnixFileMode?)null : UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
        if (options is { } mode && !OperatingSystem.IsWindows()) Directory.CreateDirectory(_folder, mode);
        else Directory.CreateDirectory(_folder);
        var next = Path.Combine(_folder, $"{export.Id}.part");
        File.WriteAllBytes(next, JsonSerializer.SerializeToUtf8Bytes(new Document(export, export.ActorId), JsonSerializerOptions.Web));
        File.Move(next, Path.Combine(_folder, $"{export.Id}.json"), overwrite: true);
    }

    /// <summary>Where the file of an export is, once it is done.</summary>
    public string FileOf(Export export) => Path.Combine(_folder, $"{export.Id}.{export.Format}");

    /// <summary>Forgets one with its file.</summary>
    public void Remove(Export export)
    {
        if (!_all.TryRemove(export.Id, out _)) return;
        File.Delete(Path.Combine(_folder, $"{export.Id}.json"));
        File.Delete(FileOf(export));
    }

    /// <summary>Removes those whose time is over.</summary>
    public void RemoveExpired()
    {
        foreach (var export in _all.Values.Where(export => export.ExpiresAt <= _time.GetUtcNow() && export.State is not ("queued" or "running"))) Remove(export);
    }
}
