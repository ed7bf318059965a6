using System.Runtime.InteropServices;
using Kartoteka.Storage.Embedded.Sqlite;
using Microsoft.Win32.SafeHandles;

namespace Kartoteka.Storage.Embedded.Ledger;

/// <summary>
/// The base's file, to be brought to the disk beside SQLite. It must outlive every connection: a process that closes one descriptor of a
/// file loses its locks on it (POSIX, close).
/// </summary>
internal sealed class LedgerFile(string path) : IDisposable
{
    private readonly SafeFileHandle _file = File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);

    /// <summary>Waits until what was written is on the disk. Does nothing on Windows, where a file opened to be read cannot be synced.</summary>
    /// <exception cref="SqliteException">It is not, or it is unknown whether it is; a later fsync would not say so again.</exception>
    public void Sync()
    {
        if (OperatingSystem.IsWindows() || fsync((int)_file.DangerousGetHandle()) == 0) return;
        throw new SqliteException(SQLitePCL.raw.SQLITE_IOERR_FSYNC, "the base could not be brought to the disk");
    }

    public void Dispose() => _file.Dispose();

    [DllImport("libc", EntryPoint = "fsync"), DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int fsync(int descriptor);
}
