using System.Runtime.InteropServices;

namespace Kartoteka.Bench;

/// <summary>Markdown on the console and, if asked for, in a file.</summary>
internal sealed class Report(string? path)
{
    public void Line(string text)
    {
        Console.WriteLine(text);
        if (path is not null) File.AppendAllText(path, text + "\n");
    }

    /// <summary>What the figures were measured on.</summary>
    public void Machine()
    {
        string Field(string file, string name) => File.Exists(file) ? File.ReadLines(file).FirstOrDefault(line => line.StartsWith(name, StringComparison.Ordinal))?.Split(':')[1].Trim() ?? "?" : "?";
        var load = File.Exists("/proc/loadavg") ? File.ReadAllText("/proc/loadavg").Split(' ')[0] : "?";
        Line($"Machine: {Environment.ProcessorCount} cores of {Field("/proc/cpuinfo", "model name")}, {Field("/proc/meminfo", "MemTotal")}, {RuntimeInformation.OSDescription}, .NET {Environment.Version}. Load average at the start {load}.");
    }
}
