using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Kartoteka.Modules.Workspace.Contracts;

/// <summary>
/// Brings files to the disk for good. The framework's own calls return normally when fsync fails, so the system is asked directly; see
/// docs/adr/0003-durability.md.
/// </summary>
public static class DurableFile
{
    private const int OpenReadOnly = 0;
    private const int NoSpace = 28, OverQuota = 122, WindowsDiskFull = unchecked((int)0x80070070);

    /// <summary>Waits until the content of <paramref name="file"/> is on the disk.</summary>
    /// <exception cref="IOException">It is not, or it is unknown whether it is.</exception>
    public static void Sync(SafeFileHandle file)
    {
        if (OperatingSystem.IsWindows()) Require(FlushFileBuffers(file));
        else Require(fsync((int)file.DangerousGetHandle()) == 0);
    }

    /// <summary>Waits until the names in a folder are on the disk.</summary>
    public static void SyncFolder(string path)
    {
        if (OperatingSystem.IsWindows()) return; // NTFS keeps names in its journal.
        var folder = open(path, OpenReadOnly);
        Require(folder >= 0);
        try
        {
            Require(fsync(folder) == 0);
        }
        finally
        {
            _ = close(folder);
        }
    }

    /// <summary>True when the disk or the account's share of it is full.</summary>
    public static bool IsFull(IOException error) => error.HResult is NoSpace or OverQuota or WindowsDiskFull;

    private static void Require(bool succeeded)
    {
        if (!succeeded) throw new IOException("The file could not be brought to the disk (fsync failed).");
    }

    [DllImport("libc", EntryPoint = "fsync"), DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int fsync(int descriptor);

    [DllImport("libc", EntryPoint = "open"), DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int open([MarshalAs(UnmanagedType.LPUTF8Str)] string path, int flags);

    [DllImport("libc", EntryPoint = "close"), DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int close(int descriptor);

    [DllImport("kernel32"), DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    [return: MarshalAs(UnmanagedType.Bool)]
    private static extern bool FlushFileBuffers(SafeFileHandle file);
}
