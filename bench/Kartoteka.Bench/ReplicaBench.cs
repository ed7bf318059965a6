using System.Diagnostics;
using System.Globalization;
using Kartoteka.Domain.Identity;
using Kartoteka.Domain.Profiles;
using Kartoteka.Storage;
using Kartoteka.Storage.Columns;
using Kartoteka.Storage.Embedded.Columns.DuckDb;
using Kartoteka.Storage.Embedded.Columns.Store;
using Kartoteka.Storage.Embedded.Ledger;

namespace Kartoteka.Bench;

/// <summary>
/// The replica: how fast it is built from a ledger, beside what the same library takes when the same columns are copied in one go; how soon a
/// commit can be asked while events come at a rate; what memory it takes; and what moves between profiles cost a question.
/// </summary>
internal static class ReplicaBench
{
    private sealed class Trust : ISourceTrust
    {
        public int TrustRank(int sourceId) => 100;

        public int? MasterSource(ProfileKind kind, string trait) => null;
    }

    public static async Task RunAsync(Report report, int profiles, int eventsEach, int rate, int seconds)
    {
        var folder = Directory.CreateTempSubdirectory("kartoteka-bench-").FullName;
        try
        {
            await using (var fresh = SqliteLedger.Open(folder, TimeProvider.System))
            {
                var brand = (await fresh.ListBrandsAsync(default))[0];
                await fresh.AddSourceAsync(new Source(0, "default", "Default", "server", "default", brand.Id, brand.LegalEntityId, 100, true, 0), null, default);
            }
            await Filler.FillAsync(folder, 0, profiles, eventsEach);
            await using var ledger = SqliteLedger.Open(folder, TimeProvider.System);
            report.Line($"\n### The replica of {profiles:N0} profiles and {(long)profiles * eventsEach:N0} events, DuckDB {DuckDbDatabase.LibraryVersion}\n");
            report.Line("| what | s | a second | CPU, s | resident, MB |");
            report.Line("|---|---|---|---|---|");
            await BuildAsync(report, ledger, folder, (long)profiles * eventsEach, profiles);
            Raw(report, folder, (long)profiles * eventsEach);
            await FreshAsync(report, ledger, folder, rate, seconds, profiles);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>Builds the replica of a ledger, alone, as one that has none: events first, and each profile once.</summary>
    public static async Task BuildAsync(string folder)
    {
        foreach (var file in Directory.GetFiles(folder, DuckDbColumnStore.FileName + "*")) File.Delete(file);
        await using var ledger = SqliteLedger.Open(folder, TimeProvider.System);
        using var stop = new CancellationTokenSource();
        await using var replica = Replica(ledger, folder);
        var run = Task.Run(() => replica.RunAsync(stop.Token));
        while ((replica.Position < ledger.HeadPosition || replica.IsBuilding) && !run.IsCompleted) await Task.Delay(50);
        await stop.CancelAsync();
        await Task.WhenAny(run);
        if (run.IsFaulted) await run;
    }

    private static ColumnReplica Replica(SqliteLedger ledger, string folder) => new(
        ledger, (anew, _) => ValueTask.FromResult<IColumnStore>(DuckDbColumnStore.Open(folder, anew, new DuckDbColumnsOptions())), new Trust(), TimeProvider.System, new ColumnReplicaOptions());

    private static async Task BuildAsync(Report report, SqliteLedger ledger, string folder, long events, int profiles)
    {
        using var stop = new CancellationTokenSource();
        await using var replica = Replica(ledger, folder);
        var (watch, cpu) = (Stopwatch.StartNew(), Environment.CpuUsage.TotalTime);
        var run = Task.Run(() => replica.RunAsync(stop.Token));
        while (replica.Position < ledger.HeadPosition && !run.IsCompleted) await Task.Delay(5);
        Line(report, $"{events:N0} events from the ledger into the replica", watch.Elapsed, events, Environment.CpuUsage.TotalTime - cpu);
        var (scan, scanCpu) = (Stopwatch.StartNew(), Environment.CpuUsage.TotalTime);
        while (replica.IsBuilding && !run.IsCompleted) await Task.Delay(5);
        Line(report, $"{profiles:N0} profiles after them", scan.Elapsed, profiles, Environment.CpuUsage.TotalTime - scanCpu);
        await stop.CancelAsync();
        await Task.WhenAny(run);
        if (run.IsFaulted) await run;
        report.Line($"| size of columns.duckdb, MB: {new FileInfo(Path.Combine(folder, DuckDbColumnStore.FileName)).Length >> 20} | | | | |");
    }

    // The floor: the same rows, already columns and already in the library's hands, appended to a table of the same kind in another file.
    private static void Raw(Report report, string folder, long events)
    {
        using var database = DuckDbDatabase.Open(Path.Combine(folder, DuckDbColumnStore.FileName), new DuckDbOptions { MemoryBytesMax = 512 << 20 });
        using var connection = database.Connect();
        using var target = database.Connect();
        target.Execute("create table raw as select * from event_row limit 0");
        var (watch, cpu) = (Stopwatch.StartNew(), Environment.CpuUsage.TotalTime);
        target.Execute("insert into raw select * from event_row");
        Line(report, "the same rows copied by DuckDB itself, within one file and one statement", watch.Elapsed, events, Environment.CpuUsage.TotalTime - cpu);
        target.Execute("drop table raw");
        (watch, cpu) = (Stopwatch.StartNew(), Environment.CpuUsage.TotalTime);
        target.Execute("create table raw as select * from event_row limit 0");
        Append(connection, target);
        Line(report, "the same rows read by chunks and appended by chunks", watch.Elapsed, events, Environment.CpuUsage.TotalTime - cpu);
        target.Execute("drop table raw");
    }

    private static void Append(DuckDbConnection from, DuckDbConnection to)
    {
        const string columns = "position, record, profile, source, occurred_at, received_at, name, kind, product_id, currency, properties, context";
        to.Execute($"drop table raw; create table raw as select {columns} from event_row limit 0");
        using var rows = from.Query($"select {columns} from event_row");
        using var appender = to.Append("raw");
        while (rows.Read())
        {
            for (var column = 0; column < rows.Columns.Count; column++)
            {
                var source = rows.Column(column);
                var target = appender.Column(column);
                if (source.Type.Kind == DuckDbKind.Varchar)
                {
                    for (var row = 0; row < rows.Rows; row++)
                    {
                        if (source.IsNull(row)) target.SetNull(row);
                        else target.Set(row, source.Bytes(row));
                    }
                }
                else
                {
                    source.Values<long>().CopyTo(target.Values<long>());
                }
            }
            appender.Append(rows.Rows);
        }
        appender.Complete();
    }

    private static async Task FreshAsync(Report report, SqliteLedger ledger, string folder, int rate, int seconds, int profiles)
    {
        using var stop = new CancellationTokenSource();
        await using var replica = Replica(ledger, folder);
        var run = Task.Run(() => replica.RunAsync(stop.Token));
        while (replica.IsBuilding && !run.IsCompleted) await Task.Delay(5);
        var commits = new Queue<(long Head, long At)>();
        var latency = new Load.LatencyHistogram();
        var committer = new EventCommitter(ledger);
        var source = new CommitBench.EventSource(profiles);
        const int batch = 100;
        var (watch, cpu) = (Stopwatch.StartNew(), Environment.CpuUsage.TotalTime);
        for (var sent = 0; sent < rate * seconds; sent += batch)
        {
            await committer.CommitAsync(source.Next(batch), IdentityRules.Default, CommitExtras.None, default);
            commits.Enqueue((ledger.HeadPosition, Stopwatch.GetTimestamp()));
            do
            {
                while (commits.TryPeek(out var oldest) && oldest.Head <= replica.Position) latency.RecordUs((long)Stopwatch.GetElapsedTime(commits.Dequeue().At).TotalMicroseconds);
                await Task.Delay(1);
            }
            while (watch.Elapsed.TotalSeconds * rate < sent + batch);
        }
        Line(report, $"{rate:N0} events/s for {seconds} s: commit and replica together", watch.Elapsed, (long)rate * seconds, Environment.CpuUsage.TotalTime - cpu);
        report.Line($"| commit to visible in the replica, p50 / p99 / p99.9 / max, ms: {latency} | | | | |");
        foreach (var (name, sql) in new[]
        {
            ("who did X, of all", "select count(*) from (select profile from event where name = 'Product Viewed' group by profile having count(*) > 3)"),
            ("sum by profile", "select count(*) from (select profile from event group by profile having sum(price) > 1000)"),
        })
        {
            var asked = Stopwatch.StartNew();
            await using (var rows = await replica.QueryAsync(new ColumnQuery(sql), default)) while (await rows.ReadAsync(default)) { }
            Line(report, $"question: {name}", asked.Elapsed, 1, TimeSpan.Zero);
        }
        await stop.CancelAsync();
        await Task.WhenAny(run);
    }

    private static void Line(Report report, string what, TimeSpan time, long count, TimeSpan cpu) => report.Line(string.Create(
        CultureInfo.InvariantCulture, $"| {what} | {time.TotalSeconds:F2} | {count / time.TotalSeconds:N0} | {cpu.TotalSeconds:F1} | {Environment.WorkingSet >> 20} |"));
}
