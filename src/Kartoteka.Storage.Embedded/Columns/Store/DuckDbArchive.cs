using System.Globalization;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text.Json;

namespace Kartoteka.Storage.Embedded.Columns.Store;

/// <summary>An archived file as the manifest names it.</summary>
/// <param name="Path">From the archive's folder: <c>2026/11/2026-11-20.track.parquet</c>.</param>
/// <param name="Kind">Kind of its events.</param>
/// <param name="Day">The day on which they were received, UTC.</param>
/// <param name="Part">1, or more for what was received for that day after it had been archived.</param>
/// <param name="Rows">How many events it holds.</param>
/// <param name="First">Ledger position of its first event.</param>
/// <param name="Last">Ledger position of its last event.</param>
/// <param name="Sha256">Of its bytes, in hexadecimal digits; empty until it is whole.</param>
/// <param name="Version">Of its columns.</param>
internal sealed record ArchiveFile(string Path, string Kind, DateOnly Day, int Part, long Rows, long First, long Last, string Sha256 = "", int Version = 0);

/// <summary>
/// The folder <c>archive</c> beside the replica: Parquet files by month and day, and <c>manifest.json</c> with rows and checksums for whoever
/// reads them with other tools. Which of them the replica counts on is a matter of its own table.
/// </summary>
internal sealed class DuckDbArchive(string dataFolder, Action<string, string> onSetAside)
{
    /// <summary>Of the columns that files have now.</summary>
    private const int Version = 1;

    private const string ManifestName = "manifest.json", AsideEnding = ".aside";
    private static readonly JsonSerializerOptions Readable = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    public static string FolderIn(string dataFolder) => Path.Combine(Path.GetFullPath(dataFolder), "archive") + Path.DirectorySeparatorChar;

    private string Folder { get; } = FolderIn(dataFolder);

    public string FullPath(string path) => Path.Combine(Folder, path);

    public static string PathOf(string kind, DateOnly day, int part) => string.Create(
        CultureInfo.InvariantCulture, $"{day:yyyy}/{day:MM}/{day:yyyy-MM-dd}.{kind}{(part > 1 ? $"-{part}" : "")}.parquet");

    /// <summary>Makes room for a file, and gives the name under which it is written until it is whole.</summary>
    public string Begin(string path)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(FullPath(path))!);
        return FullPath(path) + ".next";
    }

    /// <summary>Brings a whole file to the disk and under its name, and into the manifest.</summary>
    public ArchiveFile Finish(ArchiveFile written)
    {
        var next = FullPath(written.Path) + ".next";
        string sha256;
        using (var file = new FileStream(next, FileMode.Open, FileAccess.ReadWrite))
        {
            // The events leave the table next.
            sha256 = Convert.ToHexStringLower(SHA256.HashData(file));
            Sync(file);
        }
        System.IO.File.Move(next, FullPath(written.Path), overwrite: true);
        var archived = written with { Sha256 = sha256, Version = Version };
        WriteManifest([.. ReadManifest().Where(file => file.Path != written.Path), archived]);
        return archived;
    }

    /// <summary>Drops a file for good.</summary>
    public void Drop(string path)
    {
        System.IO.File.Delete(FullPath(path));
        WriteManifest([.. ReadManifest().Where(file => file.Path != path)]);
    }

    /// <summary>Drops files that were set aside, which nobody counts, when they are past their end.</summary>
    /// <param name="isPastItsEnd">Says so of a kind and the beginning of a day, in microseconds.</param>
    public void DropAside(Func<string, long, bool> isPastItsEnd)
    {
        if (!Directory.Exists(Folder)) return;
        foreach (var path in Directory.EnumerateFiles(Folder, $"*{AsideEnding}", SearchOption.AllDirectories))
        {
            if (Path.GetFileName(path).Split('.') is not [var date, var part, ..] || !DateOnly.TryParseExact(date, "yyyy-MM-dd", out var day)) continue;
            var beginning = new DateTimeOffset(day.ToDateTime(TimeOnly.MinValue), TimeSpan.Zero);
            if (isPastItsEnd(part.Split('-')[0], Times.ToUs(beginning))) System.IO.File.Delete(path);
        }
    }

    /// <summary>The files of the manifest that may be counted on. The others are set aside under another name, since nobody knows what else has their events.</summary>
    /// <param name="objection">Why a file may not be counted on; null when it may.</param>
    public IReadOnlyList<ArchiveFile> TakeUp(Func<ArchiveFile, string?> objection)
    {
        var all = ReadManifest();
        var whole = all.Where(file => IsGood(file, objection(file))).ToArray();
        if (whole.Length < all.Length) WriteManifest(whole);
        return whole;
    }

    private bool IsGood(ArchiveFile file, string? objection)
    {
        var path = FullPath(file.Path);
        if (!System.IO.File.Exists(path)) return false;
        var reason = file.Version != Version ? "it has the columns of another version" : objection;
        if (reason is null) return true;
        System.IO.File.Move(path, path + AsideEnding, overwrite: true);
        onSetAside(file.Path + AsideEnding, reason);
        return false;
    }

    /// <summary>What is wrong with a file's bytes; null when they are those that were written, or when there is no file.</summary>
    public string? Damage(ArchiveFile file)
    {
        if (!System.IO.File.Exists(FullPath(file.Path))) return null;
        using var bytes = System.IO.File.OpenRead(FullPath(file.Path));
        return Convert.ToHexStringLower(SHA256.HashData(bytes)) == file.Sha256 ? null : "its bytes are not those that were written";
    }

    private ArchiveFile[] ReadManifest()
    {
        var path = Path.Combine(Folder, ManifestName);
        try
        {
            return System.IO.File.Exists(path) ? JsonSerializer.Deserialize<ArchiveFile[]>(System.IO.File.ReadAllBytes(path), Readable) ?? [] : [];
        }
        catch (JsonException error)
        {
            throw new IOException($"{path} cannot be read: {error.Message}", error);
        }
    }

    private void WriteManifest(IEnumerable<ArchiveFile> files)
    {
        var next = Path.Combine(Folder, ManifestName + ".next");
        using (var stream = new FileStream(next, FileMode.Create, FileAccess.Write))
        {
            JsonSerializer.Serialize(stream, files.OrderBy(file => file.Path, StringComparer.Ordinal), Readable);
            stream.Flush();
            Sync(stream);
        }
        System.IO.File.Move(next, Path.Combine(Folder, ManifestName), overwrite: true);
    }

    private static void Sync(FileStream file)
    {
        if (!OperatingSystem.IsWindows() && fsync((int)file.SafeFileHandle.DangerousGetHandle()) != 0) throw new IOException($"{file.Name} could not be brought to the disk (fsync failed).");
    }

    [DllImport("libc", EntryPoint = "fsync"), DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int fsync(int descriptor);
}
