using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Kartoteka.Storage.Embedded.Ledger;

/// <summary>
/// Asks the kernel to begin writing a file's changed pages to the disk, without waiting: what is under way already, a later fsync need not
/// begin. A hint for Linux (sync_file_range(2)) and nothing elsewhere; durability stays with SQLite's own fsync.
/// </summary>
internal sealed class WriteBehind(string path) : IDisposable
{
    private const uint BeginWriting = 2; // SYNC_FILE_RANGE_WRITE

    private readonly SafeFileHandle? _file = OperatingSystem.IsLinux() ? File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite) : null;

    /// <summary>Begins.</summary>
    public void Begin()
    {
        // A refusal costs nothing but the hint: a file system that does not know the call writes as it would have.
        if (_file is not null) _ = sync_file_range(_file, 0, 0, BeginWriting);
    }

    /// <inheritdoc />
    public void Dispose() => _file?.Dispose();

    [DllImport("libc", EntryPoint = "sync_file_range", SetLastError = false)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int sync_file_range(SafeFileHandle file, long offset, long bytes, uint flags);
}
