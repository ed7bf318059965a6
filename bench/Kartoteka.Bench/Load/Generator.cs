using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Threading.Channels;

namespace Kartoteka.Bench.Load;

/// <summary>What a run gave.</summary>
/// <param name="Requests">Requests answered 200.</param>
/// <param name="Failed">Requests answered otherwise.</param>
/// <param name="Seconds">Duration.</param>
/// <param name="Latency">Latencies.</param>
/// <param name="GeneratorCores">Cores that the generator itself used.</param>
internal sealed record LoadResult(long Requests, long Failed, double Seconds, LatencyHistogram Latency, double GeneratorCores)
{
    public double PerSecond => Requests / Seconds;
}

/// <summary>Makes the next request; called by one connection at a time, which hands in its own buffer to fill.</summary>
internal delegate ReadOnlyMemory<byte> RequestMaker(int connection);

/// <summary>Loads a server, as fast as it answers or on a schedule.</summary>
internal static partial class Generator
{
    /// <summary>Closed loop: each connection sends when its last request is answered. Finds the rate of saturation, says little of latency.</summary>
    public static Task<LoadResult> ClosedAsync(int port, int connections, TimeSpan duration, RequestMaker make) => RunAsync(port, connections, async (link, index, note) =>
    {
        var watch = Stopwatch.StartNew();
        while (watch.Elapsed < duration)
        {
            var start = Stopwatch.GetTimestamp();
            note(await link.SendAsync(make(index)), start);
        }
    });

    /// <summary>
    /// Open loop: requests fall due at a fixed rate, whether or not earlier ones were answered, and latency counts from the moment a
    /// request fell due. A closed loop would stop sending while the server stalls and so leave out just the requests that the stall would
    /// have hurt ("coordinated omission"): its p99 looks good because the slow second holds one sample and not a thousand.
    /// </summary>
    public static async Task<LoadResult> OpenAsync(int port, int connections, double perSecond, TimeSpan duration, RequestMaker make)
    {
        var due = Channel.CreateUnbounded<long>(new UnboundedChannelOptions { SingleWriter = true });
        var clock = new Thread(() => Schedule(due.Writer, perSecond, duration)) { IsBackground = true, Priority = ThreadPriority.Highest };
        clock.Start();
        return await RunAsync(port, connections, async (link, index, note) =>
        {
            await foreach (var moment in due.Reader.ReadAllAsync()) note(await link.SendAsync(make(index)), moment);
        });
    }

    private static void Schedule(ChannelWriter<long> due, double perSecond, TimeSpan duration)
    {
        var start = Stopwatch.GetTimestamp();
        var count = (long)(perSecond * duration.TotalSeconds);
        for (long i = 0; i < count; i++)
        {
            var moment = start + (long)(i / perSecond * Stopwatch.Frequency);
            // The kernel's own timer: .NET's are coarse to a millisecond, which is a fifth of the latency budget of a read.
            while (moment - Stopwatch.GetTimestamp() is > 0 and var left) _ = USleep((uint)Math.Clamp(left * 1_000_000 / Stopwatch.Frequency, 1, 100_000));
            due.TryWrite(moment);
        }
        due.Complete();
    }

    private static async Task<LoadResult> RunAsync(int port, int connections, Func<Connection, int, Action<int, long>, Task> drive)
    {
        var latency = new LatencyHistogram();
        long good = 0, failed = 0;
        var links = new List<Connection>();
        for (var i = 0; i < connections; i++) links.Add(await Connection.OpenAsync(port));
        var cpu = Environment.CpuUsage.TotalTime;
        var watch = Stopwatch.StartNew();
        await Task.WhenAll(links.Select((link, index) => Task.Run(() => drive(link, index, (status, from) =>
        {
            latency.RecordUs((long)(Stopwatch.GetElapsedTime(from).TotalMilliseconds * 1000));
            if (status == 200) Interlocked.Increment(ref good);
            else Interlocked.Increment(ref failed);
        }))));
        var seconds = watch.Elapsed.TotalSeconds;
        var cores = (Environment.CpuUsage.TotalTime - cpu).TotalSeconds / seconds;
        foreach (var link in links) link.Dispose();
        return new LoadResult(good, failed, seconds, latency, cores);
    }

    [LibraryImport("libc", EntryPoint = "usleep")]
    private static partial int USleep(uint microseconds);
}
