using System.Globalization;

namespace Kartoteka.Reliability.Tests.Rig;

/// <summary>
/// A run is random and can be repeated: the seed comes from <c>KARTOTEKA_SEED</c> or the process, and stands in every failure's text.
/// </summary>
internal static class Seeds
{
    public static int Run { get; } = int.TryParse(Environment.GetEnvironmentVariable("KARTOTEKA_SEED"), NumberStyles.None, CultureInfo.InvariantCulture, out var seed)
        ? seed
        : Environment.ProcessId;

    /// <summary>Fails with the seed and all that was broken.</summary>
    public static void AssertKept(IReadOnlyCollection<string> broken) =>
        Assert.True(broken.Count == 0, $"Seed {Run} (repeat with KARTOTEKA_SEED={Run}):\n{string.Join('\n', broken)}");
}

/// <summary>One line per figure of the long programme, for docs/RELIABILITY.md.</summary>
internal static class Figures
{
    private static readonly Lock Turn = new();

    public static void Note(string line)
    {
        Console.WriteLine($"[figure] {line} (seed {Seeds.Run})");
        if (Environment.GetEnvironmentVariable("KARTOTEKA_FIGURES") is not { Length: > 0 } path) return;
        lock (Turn) File.AppendAllText(path, $"{line} (seed {Seeds.Run})\n");
    }
}
