using System.Diagnostics;

namespace Kartoteka.Reliability.Tests.Rig;

/// <summary>What a fault needs of the machine. Missing on a desk the test ends early and says so; missing on the build server it fails.</summary>
internal static class Means
{
    /// <summary>Mounts a small disk in memory; null when that takes rights that this account has not.</summary>
    public static async Task<string?> SmallDiskAsync(int megabytes)
    {
        var folder = Repo.NewFolder();
        var mounted = await RunAsync("mount", "-t", "tmpfs", "-o", $"size={megabytes}m", "tmpfs", folder);
        return mounted == 0 ? folder : Missing("mounting a tmpfs needs root");
    }

    public static Task UnmountAsync(string folder) => RunAsync("umount", folder);

    /// <summary>Path of a tool, or null.</summary>
    public static string? Tool(string name) => (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':').Select(folder => Path.Combine(folder, name)).FirstOrDefault(File.Exists)
        ?? Missing($"{name} is not installed");

    public static async Task<int> RunAsync(string command, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(command, arguments) { RedirectStandardError = true })!;
        await process.WaitForExitAsync();
        return process.ExitCode;
    }

    private static string? Missing(string what)
    {
        if (Repo.IsBuildServer) Assert.Fail($"The build server must be able to do this: {what}.");
        Console.WriteLine($"[skipped] {what}");
        return null;
    }

    /// <summary>Waits for a condition; false when it did not come true in time.</summary>
    public static async Task<bool> WaitAsync(Func<Task<bool>> condition, TimeSpan max)
    {
        var watch = Stopwatch.StartNew();
        while (!await condition())
        {
            if (watch.Elapsed > max) return false;
            await Task.Delay(20);
        }
        return true;
    }

    public static Task<bool> WaitAsync(Func<bool> condition, TimeSpan max) => WaitAsync(() => Task.FromResult(condition()), max);
}
