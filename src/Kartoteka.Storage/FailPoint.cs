using System.Diagnostics;

namespace Kartoteka.Storage;

/// <summary>
/// Named places at which a crash test kills the process: <c>KARTOTEKA_FAIL_AT=after_commit:3</c> ends it, as a power cut would, when
/// <c>after_commit</c> is reached for the third time. Without the variable a call costs one comparison.
/// </summary>
public static class FailPoint
{
    private static readonly (string Name, int Times)? Armed = Parse(Environment.GetEnvironmentVariable("KARTOTEKA_FAIL_AT"));
    private static int _reached;

    /// <summary>Kills the process here if the variable says so.</summary>
    public static void Reach(string name)
    {
        if (Armed is not { } armed || armed.Name != name) return;
        if (Interlocked.Increment(ref _reached) < armed.Times) return;
        Console.Error.WriteLine($"fail point {name} reached");
        Process.GetCurrentProcess().Kill();
        new ManualResetEventSlim().Wait(); // The signal is on its way; nothing after this line may run.
    }

    private static (string, int)? Parse(string? setting)
    {
        if (string.IsNullOrEmpty(setting)) return null;
        var parts = setting.Split(':');
        return (parts[0], parts.Length > 1 && int.TryParse(parts[1], out var times) ? times : 1);
    }
}
