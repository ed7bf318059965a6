using System.Diagnostics;
using System.Globalization;
using System.Net;
using Kartoteka.Reliability.Tests.Rig;

namespace Kartoteka.Reliability.Tests.Faults;

/// <summary>fsync fails (strace answers EIO in the kernel's place), once or from then on: what reached the disk is unknown.</summary>
public sealed class FailedSyncTests
{
    [Theory]
    [InlineData("1")]
    [InlineData("1+")]
    public async Task After_a_failed_fsync_nothing_is_acknowledged_any_more(string when)
    {
        if (await RunAsync(ServerSetup.Product(), when) is not { } broken) return;
        Seeds.AssertKept(broken);
        Figures.Note($"fsync error (when={when}): stopped acknowledging at once, 0 lost");
    }

    [Fact]
    public async Task The_check_finds_a_server_that_goes_on_after_a_failed_fsync()
    {
        if (await RunAsync(ServerSetup.Defective("AcksAfterFailedWrite"), "1+") is { } broken) Assert.Contains(broken, line => line.Contains("after the failed fsync", StringComparison.Ordinal));
    }

    private static async Task<List<string>?> RunAsync(ServerSetup setup, string when)
    {
        if (Means.Tool("strace") is not { } strace) return null;
        var broken = new List<string>();
        var folder = Repo.NewFolder();
        await using var server = await ServerProcess.StartAsync(setup);
        var client = new LoadClient(server, folder, "fsync", Seeds.Run);
        using var stop = new CancellationTokenSource();
        var load = client.RunAsync(stop.Token);
        await Means.WaitAsync(() => client.Acked > 20, TimeSpan.FromSeconds(20));

        var trace = Path.Combine(folder, "trace");
        using var tracer = Process.Start(new ProcessStartInfo(
            strace, ["-f", "-y", "-ttt", "-o", trace, "-e", "trace=fsync,fdatasync", "-e", $"inject=fsync,fdatasync:error=EIO:when={when}", "-p", $"{server.Id}"])
        { RedirectStandardError = true })!;
        var failedAt = double.MaxValue;
        if (!await Means.WaitAsync(() => (failedAt = FirstFailure(trace)) < double.MaxValue, TimeSpan.FromSeconds(20))) broken.Add("no fsync was made to fail");
        var acked = client.Acked;
        if (!await Means.WaitAsync(() => client.Refused >= 3 || client.Acked > acked + 20, TimeSpan.FromSeconds(20))) broken.Add("neither refusals nor acknowledgements followed");
        var ready = await server.ReadyAsync();
        if (ready != HttpStatusCode.ServiceUnavailable) broken.Add($"/health/ready after the failed fsync: {ready}");
        await stop.CancelAsync();
        await load;
        tracer.Kill();
        await tracer.WaitForExitAsync();
        var late = SentTotals.AckedOfAttemptsSentAfter(client.Ledger.Path, failedAt);
        if (late > 0) broken.Add($"{late} requests sent after the failed fsync were acknowledged");
        await server.KillAsync();
        broken.AddRange(await LedgerCheck.FinishAsync(server, [client]));
        return broken;
    }

    // Only the ledger's files matter: the search index beside it may lose its last steps and is built again.
    private static double FirstFailure(string trace)
    {
        if (!File.Exists(trace)) return double.MaxValue;
        using var reader = new StreamReader(File.Open(trace, FileMode.Open, FileAccess.Read, FileShare.ReadWrite));
        while (reader.ReadLine() is { } line)
        {
            if (!line.Contains("INJECTED", StringComparison.Ordinal) || line.Contains("search.db", StringComparison.Ordinal)) continue;
            var stamp = line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1];
            return double.Parse(stamp, CultureInfo.InvariantCulture);
        }
        return double.MaxValue;
    }
}
