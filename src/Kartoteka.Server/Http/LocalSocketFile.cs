using System.Text;

namespace Kartoteka.Server.Http;

/// <summary><c>kartoteka.sock</c> in the data folder: the way in for the command line of the same machine and the same account.</summary>
internal static class LocalSocketFile
{
    /// <summary>Longest path that <c>sockaddr_un</c> takes on every system we run on, in bytes: 104 on macOS with its final zero.</summary>
    public const int PathBytesMax = 103;

    /// <summary>Its path; null where the folder's path is too long or the system has no such sockets, and the server goes without.</summary>
    public static string? PathIn(string folder)
    {
        var path = Path.GetFullPath(Path.Combine(folder, "kartoteka.sock"));
        return OperatingSystem.IsWindows() || Encoding.UTF8.GetByteCount(path) > PathBytesMax ? null : path;
    }

    /// <summary>Removes what a killed server left. Safe, since the folder's lock is held.</summary>
    public static void Remove(string folder)
    {
        if (PathIn(folder) is { } path) File.Delete(path);
    }

    /// <summary>Mode 0600. Until then the folder's own 0700 keeps others out.</summary>
    public static void Protect(string folder)
    {
        if (!OperatingSystem.IsWindows() && PathIn(folder) is { } path) File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite);
    }
}
