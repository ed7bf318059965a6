using System.Diagnostics;
using System.Text;
using Kartoteka.Bench.Load;
using Kartoteka.Storage.Embedded.Sqlite;

namespace Kartoteka.Bench;

/// <summary>A base as it grows: reads by identifier and by search while events come in, memory, files, start after kill -9.</summary>
internal static class ProfilesBench
{
    private const int ReadsPerSecond = 2_000;

    public static async Task RunAsync(Report report, int[] sizes, int eventsEach, int seconds)
    {
        var folder = Directory.CreateTempSubdirectory("kartoteka-bench-").FullName;
        await using (await ServerUnderTest.ProductAsync(folder)) { } // Makes the source and its key.
        report.Line($"\n### Profiles, {eventsEach} events each; {ReadsPerSecond:N0} reads a second by e-mail while 10 requests a second of 100 events come in; {seconds} s each\n");
        report.Line("| profiles | filled at, events/s | start after kill -9, s | read p50 / p99 / p99.9 / max, ms | raw SQLite p50 / p99 / p99.9 / max, ms | search for one p50 / p99 / p99.9 / max, ms | for what all share p50 / p99 / p99.9 / max, ms | ingest alone, events/s | resident, MB | ledger, MB | search, MB |");
        report.Line("|---|---|---|---|---|---|---|---|---|---|---|");
        var from = 0;
        foreach (var size in sizes)
        {
            var watch = Stopwatch.StartNew();
            await Filler.FillAsync(folder, from, size, eventsEach);
            var filledAt = (size - (double)from) * eventsEach / watch.Elapsed.TotalSeconds;
            from = size;
            await MeasureAsync(report, folder, size, filledAt, seconds);
        }
        Directory.Delete(folder, recursive: true);
    }

    private static async Task MeasureAsync(Report report, string folder, int size, double filledAt, int seconds)
    {
        await using (var first = await ServerUnderTest.ProductAsync(folder))
        {
            await SearchIsLevelAsync(first);
            await first.KillAsync();
        }
        await using var server = await ServerUnderTest.ProductAsync(folder);
        await SearchIsLevelAsync(server);
        var random = new Random(7);
        var ingest = new EventRequests(new Senders(100, size), 128, seed: 7, ServerUnderTest.WriteKey);
        var duration = TimeSpan.FromSeconds(seconds);
        ReadOnlyMemory<byte> Read(int connection) => Get($"/api/profiles/by/email/visitor{Next():D7}%40mail.example");
        ReadOnlyMemory<byte> Search(int connection) => Get($"/api/profiles?limit=20&query=visitor{Next():D7}");
        ReadOnlyMemory<byte> Common(int connection) => Get($"/api/profiles?limit=20&query={(Next() % 2 == 0 ? "visitor" : "mail.example")}");
        int Next()
        {
            lock (random) return random.Next(size);
        }
        async Task<LoadResult> ReadBesideIngestAsync(TimeSpan time)
        {
            var side = Generator.OpenAsync(server.Port, 16, 10, time, ingest.Next);
            var reads = await Generator.OpenAsync(server.Port, 64, ReadsPerSecond, time, Read);
            await side;
            return reads;
        }
        await ReadBesideIngestAsync(duration / 2); // The first second compiles the way of events, beside all else.
        var reads = await ReadBesideIngestAsync(duration);
        var search = await Generator.OpenAsync(server.Port, 32, 100, duration, Search);
        var common = await Generator.OpenAsync(server.Port, 32, 100, duration, Common);
        var full = await Generator.ClosedAsync(server.Port, 16, duration, ingest.Next);
        var raw = RawLookups(folder, size, ReadsPerSecond * seconds);
        long Megabytes(string name) => Directory.GetFiles(folder, name + "*").Sum(file => new FileInfo(file).Length) >> 20;
        report.Line(
            $"| {size:N0} | {filledAt:N0} | {server.StartTime.TotalSeconds:F2} | {reads.Latency} | {raw} | {search.Latency} | {common.Latency} | {full.PerSecond * 100:N0} | {server.ResidentBytes >> 20} | {Megabytes("ledger.db")} | {Megabytes("search.db")} |");
        if (reads.Failed + search.Failed + common.Failed + full.Failed > 0) report.Line($"\nFailed: {reads.Failed} reads, {search.Failed + common.Failed} searches, {full.Failed} ingests.\n");
    }

    private static byte[] Get(string path) => Encoding.ASCII.GetBytes($"GET {path} HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer {ServerUnderTest.ApiToken}\r\n\r\n");

    // The index is built beside the load; a measurement of reads would otherwise measure its building.
    private static async Task SearchIsLevelAsync(ServerUnderTest server)
    {
        using var client = new HttpClient { DefaultRequestHeaders = { Authorization = new("Bearer", ServerUnderTest.ApiToken) } };
        while (true)
        {
            var page = await client.GetStringAsync(new Uri($"http://127.0.0.1:{server.Port}/metrics"));
            var gap = page.Split('\n').FirstOrDefault(line => line.StartsWith("kartoteka_follower_gap", StringComparison.Ordinal) && line.Contains("search", StringComparison.Ordinal));
            if (gap is null || gap.EndsWith(" 0", StringComparison.Ordinal)) return;
            await Task.Delay(50);
        }
    }

    // The same question by hand: one prepared statement over the same tables, the document handed back as it is.
    private static LatencyHistogram RawLookups(string folder, int size, int count)
    {
        using var database = SqliteDatabase.Open(Path.Combine(folder, "ledger.db"), readOnly: true);
        database.Execute("pragma cache_size = -16384; pragma mmap_size = 268435456");
        const string sql = "select document from claim join record on record.id = record_id where value = ? and claim.type = 'email'";
        var (random, latency, bytes) = (new Random(7), new LatencyHistogram(), 0L);
        for (var i = 0; i < count; i++)
        {
            var start = Stopwatch.GetTimestamp();
            using (var rows = database.Use(sql).Bind($"visitor{random.Next(size):D7}@mail.example"))
            {
                while (rows.Step()) bytes += rows.Blob(0).Length;
            }
            latency.RecordUs((long)(Stopwatch.GetElapsedTime(start).TotalMilliseconds * 1000));
        }
        return bytes > 0 ? latency : throw new InvalidOperationException("The look-ups found nothing.");
    }
}
