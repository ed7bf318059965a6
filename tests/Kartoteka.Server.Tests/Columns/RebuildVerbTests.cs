namespace Kartoteka.Server.Tests.Columns;

/// <summary>kartoteka rebuild, over the running server and by itself.</summary>
public sealed class RebuildVerbTests
{
    private static async Task<(int Code, string Output, string Error)> RunAsync(params string[] arguments)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        var code = await CommandLine.RunAsync(["rebuild", .. arguments], output, error, default);
        return (code, output.ToString(), error.ToString());
    }

    [Fact]
    public async Task It_makes_replica_and_search_anew_through_the_server_and_without_it()
    {
        var server = await ServerFixture.StartAsync();
        foreach (var isStopped in new[] { false, true })
        {
            if (isStopped) await server.StopAsync();
            var (code, output, error) = await RunAsync("--data", server.Folder);
            Assert.Equal((0, ""), (code, error));
            Assert.Contains("columns: built anew from the ledger", output, StringComparison.Ordinal);
            Assert.Contains("search: built anew from the ledger", output, StringComparison.Ordinal);
            Assert.True(File.Exists(Path.Combine(server.Folder, "columns.duckdb")));
        }
        Directory.Delete(server.Folder, recursive: true);
    }

    [Fact]
    public async Task It_knows_what_can_be_rebuilt()
    {
        var (code, _, error) = await RunAsync("ledger");
        Assert.Equal(2, code);
        Assert.Contains("columns, search", error, StringComparison.Ordinal);
    }
}
