using Kartoteka.Bench.Load;

namespace Kartoteka.Bench;

/// <summary>Ingest over HTTP against the baseline, one after the other in the same run.</summary>
internal static class IngestBench
{
    /// <param name="report">Where figures go.</param>
    /// <param name="seconds">Length of each run; the warm-up takes half as long.</param>
    /// <param name="visitors">Size of the population.</param>
    /// <param name="only">Events a request of the only run, or 0 for both.</param>
    /// <param name="connections">Connections of the closed loop: a group commit serves one half of them while the other half is read.</param>
    public static async Task RunAsync(Report report, int seconds, int visitors, int only, int connections)
    {
        foreach (var (events, budget) in new[] { (100, 20), (1, 50) })
        {
            if (only != 0 && only != events) continue;
            var senders = new Senders(events, visitors);
            report.Line($"\n### Ingest, {events} event{(events > 1 ? "s" : "")} a request\n\n{senders}; {connections} connections, {seconds} s after {seconds / 2} s of warm-up.\n");
            report.Line("| | events/s (closed loop) | server cores | events a core-second | generator cores | at half load: events/s | p50 / p99 / p99.9 / max, ms | failed |");
            report.Line("|---|---|---|---|---|---|---|---|");
            var floor = await MeasureAsync(report, "baseline", senders, connections, seconds, ServerUnderTest.BaselineAsync);
            var ours = await MeasureAsync(report, "Kartoteka", senders, connections, seconds, ServerUnderTest.ProductAsync);
            report.Line($"\n{100 * ours / floor:F0} % of the baseline; the budget is {budget} %.");
        }
    }

    private static async Task<double> MeasureAsync(Report report, string name, Senders senders, int connections, int seconds, Func<string, Task<ServerUnderTest>> start)
    {
        var folder = Directory.CreateTempSubdirectory("kartoteka-bench-").FullName;
        await using var server = await start(folder);
        var requests = new EventRequests(senders, Math.Max(connections, 128), seed: 7, ServerUnderTest.WriteKey);
        await Generator.ClosedAsync(server.Port, connections, TimeSpan.FromSeconds(seconds / 2.0), requests.Next);
        server.CoresSince(1);
        var full = await Generator.ClosedAsync(server.Port, connections, TimeSpan.FromSeconds(seconds), requests.Next);
        var cores = server.CoresSince(full.Seconds);
        var half = await Generator.OpenAsync(server.Port, 128, full.PerSecond / 2, TimeSpan.FromSeconds(seconds), requests.Next);
        var rate = full.PerSecond * senders.EventsPerRequest;
        report.Line($"| {name} | {rate:N0} | {cores:F2} | {rate / cores:N0} | {full.GeneratorCores:F2} | {half.PerSecond * senders.EventsPerRequest:N0} | {half.Latency} | {full.Failed + half.Failed} |");
        Directory.Delete(folder, recursive: true);
        return rate;
    }
}
