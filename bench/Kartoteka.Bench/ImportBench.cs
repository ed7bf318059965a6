using System.Diagnostics;
using System.Globalization;
using System.Text;
using Kartoteka.Domain.Identity;
using Kartoteka.Protocol.Import;
using Kartoteka.Protocol.Ingest;
using Kartoteka.Storage;
using Kartoteka.Storage.Embedded.Ledger;

namespace Kartoteka.Bench;

/// <summary>
/// <c>kartoteka import</c> of people into an empty folder, from the start of the process to its end, and before it the stages of an import one
/// by one, without the search index and HTTP.
/// </summary>
internal static class ImportBench
{
    private const int ChunkRows = 4_000; // As the import cuts them.

    private static readonly string[] Names = ["Анна", "Пётр", "Мария", "Олег", "Ирина", "Тимур"];

    /// <param name="report">Where figures go.</param>
    /// <param name="rows">Rows of a file made here, if <paramref name="file"/> is empty.</param>
    /// <param name="file">A file of people to import instead.</param>
    /// <param name="maps">Its mappings, separated by commas.</param>
    public static async Task RunAsync(Report report, int rows, string file, string maps)
    {
        var folder = Directory.CreateTempSubdirectory("kartoteka-bench-").FullName;
        if (file.Length == 0) await WriteAsync(file = Path.Combine(folder, "people.csv"), rows);
        var map = maps.Split(',', StringSplitOptions.RemoveEmptyEntries);
        var count = await StagesAsync(report, file, map, Path.Combine(folder, "stages"));
        report.Line("\n| what | rows | s | rows/s | CPU s | peak MB |");
        report.Line("|---|---|---|---|---|---|");
        var (seconds, cpu, peak) = await ImportAsync(file, map, Path.Combine(folder, "data"));
        report.Line(string.Create(CultureInfo.InvariantCulture, $"| import | {count} | {seconds:F1} | {count / seconds:F0} | {cpu:F1} | {peak / 1_048_576} |"));
        Directory.Delete(folder, recursive: true);
    }

    // In one process and one after the other, so that each has its own processor time: what the import does at once on two cores.
    private static async Task<long> StagesAsync(Report report, string file, string[] map, string data)
    {
        using var sample = TableReader.Open(file).Reader!;
        var mapping = ImportMapping.Create(ImportKind.People, ColumnGuesser.Guess(ImportKind.People, sample), map).Mapping!;
        using var table = TableReader.Open(file).Reader!;
        var rows = ImportRows.Create(table, mapping, new ImportOptions { ImportId = 1 });
        await using var ledger = SqliteLedger.Open(data, TimeProvider.System);
        var (reader, committer) = (new EventReader(Guid.NewGuid), new EventCommitter(ledger));
        var (bodies, items, receivedAtUs) = (new List<byte[]>(), new List<CommitItem>(), TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds() * 1000);
        Stage reading = new("reading rows"), checking = new("reading and checking events"), committing = new("commit");
        while (true)
        {
            reading.Begin();
            bodies.Clear();
            while (bodies.Count < ChunkRows && rows.Read()) if (rows.Refused is null) bodies.Add(rows.Event.ToArray());
            reading.End(bodies.Count);
            if (bodies.Count == 0) break;
            checking.Begin();
            items = new List<CommitItem>(bodies.Count);
            foreach (var body in bodies)
            {
                var read = reader.Read(body, RouteCall.Event, new SourceContext(1, "default"), receivedAtUs++, new RequestContext(null));
                if (read.Items[0].Event is { } incoming) items.Add(new CommitItem(PreparedEvent.From(incoming with { ImportId = 1 }, 1, IdentityRules.Default), null));
            }
            checking.End(bodies.Count);
            committing.Begin();
            await committer.CommitAsync(items, IdentityRules.Default, CommitExtras.None, default);
            committing.End(items.Count);
        }
        report.Line("| what | rows | CPU, µs a row | of it the collector's pauses | allocated, bytes a row | written, bytes a row |");
        report.Line("|---|---|---|---|---|---|");
        foreach (var stage in (Stage[])[reading, checking, committing]) report.Line(stage.ToString());
        return rows.RowsRead;
    }

    private static async Task<(double Seconds, double CpuSeconds, long PeakBytes)> ImportAsync(string file, string[] map, string data)
    {
        var program = Path.Combine(ServerUnderTest.Root(), "src/Kartoteka.Server/bin/Release/net10.0/kartoteka.dll");
        string[] maps = map.Length == 0 ? [] : ["--map", .. map];
        var watch = Stopwatch.StartNew();
        using var process = Process.Start(new ProcessStartInfo("dotnet", [program, "import", file, "--source", "crm", "--create-source", "CRM", "--data", data, .. maps]) { RedirectStandardOutput = true })!;
        var (peak, cpu) = (0L, TimeSpan.Zero);
        var said = process.StandardOutput.ReadToEndAsync();
        // The system forgets both with the process, so they are asked for while it lives.
        while (!process.HasExited)
        {
            process.Refresh();
            (peak, cpu) = (Math.Max(peak, process.PeakWorkingSet64), process.TotalProcessorTime);
            await Task.WhenAny(process.WaitForExitAsync(), Task.Delay(50));
        }
        if (process.ExitCode is not (0 or 5)) throw new InvalidOperationException($"The import failed: {await said}");
        return (watch.Elapsed.TotalSeconds, cpu.TotalSeconds, peak);
    }

    private static async Task WriteAsync(string path, int rows)
    {
        await using var file = new StreamWriter(path, append: false, Encoding.UTF8);
        await file.WriteLineAsync("id,first_name,last_name,email,phone,birth_date,city");
        for (var i = 0; i < rows; i++)
        {
            var text = string.Create(
                CultureInfo.InvariantCulture, $"{i},{Names[i % Names.Length]},Фамилия{i / 7},person{i}@mail.ru,+79{160_000_000 + i},19{50 + (i % 50)}-0{1 + (i % 9)}-1{i % 9},Омск");
            await file.WriteLineAsync(text);
        }
    }
}
