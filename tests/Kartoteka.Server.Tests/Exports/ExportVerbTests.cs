using System.Net.Http.Json;
using System.Text.Json;
using Kartoteka.Server.Tests.Segments;

namespace Kartoteka.Server.Tests.Exports;

/// <summary>kartoteka export, over the running server and by itself.</summary>
public sealed class ExportVerbTests
{
    private static async Task<(int Code, string Output, string Error)> RunAsync(params string[] arguments)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        var code = await CommandLine.RunAsync(["export", .. arguments], output, error, default);
        return (code, output.ToString(), error.ToString());
    }

    [Fact]
    public async Task It_writes_the_members_of_a_segment_through_the_server_and_without_it()
    {
        var server = await ServerFixture.StartAsync();
        var desk = new LiveDesk(server);
        await desk.SendAsync(
            new { type = "identify", userId = "ada", traits = new { city = "Омск" } }, new { type = "identify", userId = "bob", traits = new { city = "Тула" } }, new { type = "track", userId = "ada", @event = "Bought" });
        await server.Full.PostAsJsonAsync("/api/segments", new { key = "buyers", name = "Купили", rule = JsonDocument.Parse("""{"event":"Bought"}""").RootElement });
        var file = Path.Combine(server.Folder, "buyers.csv");
        foreach (var isStopped in new[] { false, true })
        {
            if (isStopped)
            {
                // The replica by itself knows nothing: what the ledger has is taken in first.
                await server.StopAsync();
                File.Delete(Path.Combine(server.Folder, "columns.duckdb"));
            }
            var (code, output, error) = await RunAsync("--segment", "buyers", "--out", file, "--columns", "city", "--data", server.Folder);
            Assert.Equal((0, ""), (code, error));
            Assert.Contains("1 profiles", output, StringComparison.Ordinal);
            Assert.Equal(["city", "Омск"], (await File.ReadAllLinesAsync(file)).Select(line => line.TrimStart('\uFEFF')));
            File.Delete(file);
        }
        var (refused, _, why) = await RunAsync("--segment", "nobody", "--out", file, "--data", server.Folder);
        Assert.Equal((1, true), (refused, why.Contains("There is no segment 'nobody'.", StringComparison.Ordinal)));
        Assert.False(File.Exists(file));
        Directory.Delete(server.Folder, recursive: true);
    }
}
