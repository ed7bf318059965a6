using System.Diagnostics;
using System.Globalization;

namespace Kartoteka.Bench;

/// <summary>
/// What one stage costs the whole process, the first <see cref="WarmUp"/> items left out: until then much of it is compiling. Stages of one
/// process must not overlap.
/// </summary>
internal sealed class Stage(string name)
{
    private const int WarmUp = 40_000;

    private TimeSpan _cpu, _cpuAt, _paused, _pausedAt;
    private long _allocated, _allocatedAt, _written, _writtenAt;
    private long _seen, _counted;

    public void Begin() => (_cpuAt, _pausedAt, _allocatedAt, _writtenAt) = (Environment.CpuUsage.TotalTime, GC.GetTotalPauseDuration(), GC.GetTotalAllocatedBytes(), Written());

    public void End(int items)
    {
        _seen += items;
        if (_seen <= WarmUp) return;
        _counted += items;
        _cpu += Environment.CpuUsage.TotalTime - _cpuAt;
        _paused += GC.GetTotalPauseDuration() - _pausedAt;
        _allocated += GC.GetTotalAllocatedBytes() - _allocatedAt;
        _written += Written() - _writtenAt;
    }

    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"| {name} | {_seen} | {_cpu.TotalMicroseconds / Math.Max(1, _counted):F1} | {_paused.TotalMicroseconds / Math.Max(1, _counted):F1} | {_allocated / Math.Max(1, _counted)} | {_written / Math.Max(1, _counted)} |");

    /// <summary>Bytes that this process has handed to the system to write, since its start.</summary>
    public static long Written() => long.Parse(File.ReadLines("/proc/self/io").First(line => line.StartsWith("wchar", StringComparison.Ordinal)).Split(' ')[1], CultureInfo.InvariantCulture);
}
