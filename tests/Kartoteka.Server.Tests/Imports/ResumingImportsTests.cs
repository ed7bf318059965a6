using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json;
using Kartoteka.Storage.Embedded.Ledger;

namespace Kartoteka.Server.Tests.Imports;

public sealed class ResumingImportsTests
{
    private static readonly string[] PeopleFlags = ["--map", "record_id=externalId", "cluster_id=", "source="];

    [Fact]
    public async Task A_cancelled_import_goes_on_where_it_was_and_counts_every_row_once()
    {
        await using var server = new OwnServer(await ServerFixture.StartAsync());
        var desk = new ImportDesk(server.Value);
        var id = (await desk.UploadAsync(Repeated(4, badEvery: 1_000), $"{ImportDesk.PeopleMap}&start=true")).GetProperty("id").GetInt64();
        while ((await desk.FindAsync(id)).GetProperty("rows").GetInt64() == 0) await Task.Delay(5);
        Assert.Equal(HttpStatusCode.Conflict, (await desk.ActAsync(id, "undo")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await desk.ActAsync(id, "cancel")).StatusCode);
        var cancelled = await desk.RestAsync(id);
        Assert.Equal("cancelled", cancelled.GetProperty("state").GetString());
        Assert.InRange(cancelled.GetProperty("rows").GetInt64(), 1, 39_999);
        Assert.Equal(HttpStatusCode.OK, (await desk.ActAsync(id, "start")).StatusCode);
        var done = await desk.RestAsync(id);
        Assert.Equal((40_040, 40_000, 40, 40_000, 0), (
            done.GetProperty("rows").GetInt64(), done.GetProperty("accepted").GetInt64(), done.GetProperty("refused").GetInt64(), done.GetProperty("stored").GetInt64(),
            done.GetProperty("duplicate").GetInt64()));
        Assert.Equal(40_000, (await desk.TotalsAsync()).Events);
        var lines = (await desk.RefusedAsync(id)).Skip(1).Select(line => long.Parse(line[..line.IndexOf(',')], CultureInfo.InvariantCulture)).ToArray();
        Assert.Equal((40, 40), (lines.Length, lines.Distinct().Count()));
    }

    [Fact]
    public async Task The_command_line_speaks_to_the_server_that_runs_on_the_folder()
    {
        await using var server = new OwnServer(await ServerFixture.StartAsync());
        var file = Path.Combine(server.Value.Folder, "people.csv");
        await File.WriteAllTextAsync(file, "id,email\n1,a@x.ru\n,\n2,b@x.ru\n3,c@x.ru,more\n");
        var (code, text) = await RunAsync(["import", file, "--source", "default", "--map", "id=externalId", "--data", server.Value.Folder]);
        Assert.Equal(ExitCodes.RowsRefused, code);
        Assert.Contains("3 rows, 2 accepted, 1 refused", text, StringComparison.Ordinal);
        Assert.Contains("refused.csv", text, StringComparison.Ordinal);
        Assert.Equal(2, (await new ImportDesk(server.Value).TotalsAsync()).Records);
        (code, text) = await RunAsync(["import", file, "--source", "nobody", "--data", server.Value.Folder]);
        Assert.Equal(ExitCodes.BadOption, code);
        Assert.Contains("There are: default", text, StringComparison.Ordinal);
        (code, _) = await RunAsync(["import", "--undo", "1", "--data", server.Value.Folder]);
        Assert.Equal(ExitCodes.Good, code);
        Assert.Equal(0, (await new ImportDesk(server.Value).TotalsAsync()).Records);
    }

    [Fact]
    public async Task The_command_line_imports_by_itself_when_no_server_runs()
    {
        var folder = Directory.CreateTempSubdirectory("kartoteka-").FullName;
        var (dry, told) = await RunAsync(["import", ImportDesk.People, "--source", "crm", "--create-source", "CRM", "--dry-run", "--data", folder, .. PeopleFlags]);
        Assert.Equal(ExitCodes.Good, dry);
        Assert.Contains("Records: 10000 new, 0 changed, 0 unchanged", told, StringComparison.Ordinal);
        var (code, text) = await RunAsync(["import", ImportDesk.People, "--source", "crm", "--data", folder, .. PeopleFlags]);
        Assert.Equal(ExitCodes.Good, code);
        Assert.Contains("10000 stored, 0 there already", text, StringComparison.Ordinal);
        Directory.Delete(folder, recursive: true);
    }

    [Theory]
    [InlineData(11), InlineData(12), InlineData(13)]
    public async Task A_killed_import_goes_on_when_the_command_is_given_again_and_counts_nothing_twice(int seed)
    {
        var folder = Directory.CreateTempSubdirectory("kartoteka-").FullName;
        var file = Path.Combine(folder, "people.csv");
        await File.WriteAllBytesAsync(file, Repeated(6, badEvery: 700));
        string[] arguments = ["import", file, "--source", "crm", "--create-source", "CRM", "--data", Path.Combine(folder, "data"), .. PeopleFlags];
        var at = new Random(seed).Next(1, 60_000);
        var killed = false;
        using (var process = Start(arguments))
        {
            while (await process.StandardOutput.ReadLineAsync() is { } line)
            {
                if (Rows(line) < at) continue;
                process.Kill();
                killed = true;
                break;
            }
            await process.WaitForExitAsync();
        }
        using var again = Start(arguments);
        var text = await again.StandardOutput.ReadToEndAsync();
        await again.WaitForExitAsync();
        Assert.True(!killed || text.Contains("Going on with import 1", StringComparison.Ordinal) || again.ExitCode == ExitCodes.RowsRefused, text);
        var ledger = SqliteLedger.Open(Path.Combine(folder, "data"), TimeProvider.System);
        var import = JsonDocument.Parse((await ledger.FindJobAsync(1, CancellationToken.None))!.Json).RootElement.GetProperty("counts");
        Assert.Equal((60_000, 85, 60_000, 0), (import.GetProperty("accepted").GetInt64(), import.GetProperty("refused").GetInt64(), import.GetProperty("stored").GetInt64(), import.GetProperty("duplicate").GetInt64()));
        var refused = await File.ReadAllLinesAsync(Path.Combine(folder, "data", "imports", "1", "refused.csv"));
        Assert.Equal(85, refused.Skip(1).Select(line => line.Split(',')[0]).Distinct().Count());
        Assert.Equal(86, refused.Length);
        await ledger.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }

    private static long Rows(string line) => line.EndsWith(" rows", StringComparison.Ordinal)
        ? long.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[^2], NumberStyles.AllowThousands, CultureInfo.InvariantCulture) : 0;

    internal static async Task<(int Code, string Text)> RunAsync(string[] arguments)
    {
        await using var output = new StringWriter();
        var code = await CommandLine.RunAsync(arguments, output, output, CancellationToken.None);
        return (code, output.ToString());
    }

    private static Process Start(string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", [typeof(CommandLine).Assembly.Location, .. arguments]) { RedirectStandardOutput = true };
        start.Environment.Remove("KARTOTEKA_FAIL_AT");
        return Process.Start(start)!;
    }

    /// <summary>The people's file several times over with ids of their own, and every so often a row that names nobody.</summary>
    private static byte[] Repeated(int times, int badEvery)
    {
        var lines = File.ReadAllLines(ImportDesk.People);
        var text = new StringBuilder(lines[0]).Append('\n');
        var count = 0;
        for (var time = 0; time < times; time++)
        {
            foreach (var line in lines.Skip(1))
            {
                text.Append(CultureInfo.InvariantCulture, $"{(char)('a' + time)}{line}\n");
                if (++count % badEvery == 0) text.Append(",,Nobody,,,,,,,,,,,\n");
            }
        }
        return Encoding.UTF8.GetBytes(text.ToString());
    }
}
