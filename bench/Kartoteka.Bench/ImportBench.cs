using System.Diagnostics;
using System.Globalization;
using System.Text;
using Kartoteka.Protocol.Import;

namespace Kartoteka.Bench;

/// <summary>
/// <c>kartoteka import</c> of people into an empty folder, from the start of the process to its end. The baseline reads the same file into the
/// same events and drops them: what an import could never go below.
/// </summary>
internal static class ImportBench
{
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
        var (count, reading) = Read(file, map);
        report.Line("| what | rows | s | rows/s | CPU s | peak MB |");
        report.Line("|---|---|---|---|---|---|");
        report.Line(string.Create(CultureInfo.InvariantCulture, $"| reading alone | {count} | {reading:F1} | {count / reading:F0} | | |"));
        var (seconds, cpu, peak) = await ImportAsync(file, map, Path.Combine(folder, "data"));
        report.Line(string.Create(CultureInfo.InvariantCulture, $"| import | {count} | {seconds:F1} | {count / seconds:F0} | {cpu:F1} | {peak / 1_048_576} |"));
        Directory.Delete(folder, recursive: true);
    }

    private static (long Rows, double Seconds) Read(string file, string[] map)
    {
        var watch = Stopwatch.StartNew();
        using var sample = TableReader.Open(file).Reader!;
        var mapping = ImportMapping.Create(ImportKind.People, ColumnGuesser.Guess(ImportKind.People, sample), map).Mapping!;
        using var reader = TableReader.Open(file).Reader!;
        var rows = ImportRows.Create(reader, mapping, new ImportOptions { ImportId = 1 });
        while (rows.Read())
        {
        }
        return (rows.RowsRead, watch.Elapsed.TotalSeconds);
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
