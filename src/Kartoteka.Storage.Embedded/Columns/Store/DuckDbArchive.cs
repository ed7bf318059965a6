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
/// <param name="Sha256">Of its bytes, in hexadecimal digits.</param>
internal sealed record ArchiveFile(string Path, string Kind, DateOnly Day, int Part, long Rows, string Sha256);

/// <summary>
/// The folder <c>archive</c> beside the replica: Parquet files by month and day, and <c>manifest.json</c> with rows and checksums for whoever
/// reads them with other tools. Which of them the replica counts on is a matter of its own table.
/// </summary>
internal sealed class DuckDbArchive(string dataFolder)
{
    private const string ManifestName = "manifest.json";
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
    public ArchiveFile Finish(string path, string kind, DateOnly day, int part, long rows)
    {
        var next = FullPath(path) + ".next";
        string sha256;
        using (var file = new FileStream(next, FileMode.Open, FileAccess.ReadWrite))
        {
            // The events leave the table next. Should the disk lose the file after all, the ledger has them.
            sha256 = Convert.ToHexStringLower(SHA256.HashData(file));
            Sync(file);
        }
        System.IO.File.Move(next, FullPath(path), overwrite: true);
        var archived = new ArchiveFile(path, kind, day, part, rows, sha256);
        WriteManifest([.. ReadManifest().Where(file => file.Path != path), archived]);
        return archived;
    }

    /// <summary>Drops a file for good.</summary>
    public void Drop(string path)
    {
        System.IO.File.Delete(FullPath(path));
        WriteManifest([.. ReadManifest().Where(file => file.Path != path)]);
    }

    public IReadOnlyList<ArchiveFile> ReadManifest()
    {
        var path = Path.Combine(Folder, ManifestName);
        return System.IO.File.Exists(path) ? JsonSerializer.Deserialize<ArchiveFile[]>(System.IO.File.ReadAllBytes(path), Readable) ?? [] : [];
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
