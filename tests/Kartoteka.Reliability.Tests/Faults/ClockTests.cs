using System.Globalization;
using System.Net;
using Kartoteka.Reliability.Tests.Rig;

namespace Kartoteka.Reliability.Tests.Faults;

/// <summary>The wall clock jumps forwards and back under load, as it does when somebody sets it or a virtual machine wakes up.</summary>
public sealed class ClockTests
{
    private static readonly TimeSpan[] Offsets = [TimeSpan.FromHours(1), TimeSpan.FromHours(-1), TimeSpan.FromDays(10), TimeSpan.FromDays(-10), TimeSpan.Zero];

    [Fact]
    public async Task Jumps_of_the_clock_lose_nothing_and_stop_nothing()
    {
        var folder = Repo.NewFolder();
        if (await CompileShimAsync(folder) is not { } shim) return;
        var offset = Path.Combine(folder, "offset");
        await File.WriteAllTextAsync(offset, "0");
        var variables = new Dictionary<string, string> { ["LD_PRELOAD"] = shim, ["CLOCK_OFFSET_FILE"] = offset };
        await using var server = await ServerProcess.StartAsync(ServerSetup.Product() with { Variables = variables });
        var client = new LoadClient(server, folder, "clock", Seeds.Run);
        using var stop = new CancellationTokenSource();
        var load = client.RunAsync(stop.Token);
        foreach (var jump in Offsets)
        {
            await File.WriteAllTextAsync(offset + ".next", ((long)jump.TotalSeconds).ToString(CultureInfo.InvariantCulture));
            File.Move(offset + ".next", offset, overwrite: true);
            var acked = client.Acked;
            Assert.True(await Means.WaitAsync(() => client.Acked >= acked + 10, TimeSpan.FromSeconds(20)), $"Nothing was acknowledged after a jump to {jump}.");
            Assert.Equal(HttpStatusCode.OK, await server.ReadyAsync());
            // Without this the test would pass when nothing had jumped.
            Assert.True(await Means.WaitAsync(async () => Math.Abs((await ClockOfAsync(server) - TimeProvider.System.GetUtcNow() - jump).TotalMinutes) < 1, TimeSpan.FromSeconds(20)), $"The server's clock did not jump to {jump}.");
        }
        await stop.CancelAsync();
        await load;
        Seeds.AssertKept(await LedgerCheck.FinishAsync(server, [client]));
        Figures.Note($"clock jumps by {string.Join(", ", Offsets)}: 0 lost, profiles equal");
    }

    private static async Task<DateTimeOffset> ClockOfAsync(ServerProcess server)
    {
        using var answer = await server.Client.GetAsync("/health/live");
        return answer.Headers.Date!.Value;
    }

    private static async Task<string?> CompileShimAsync(string folder)
    {
        if (Means.Tool("cc") is not { } compiler) return null;
        var shim = Path.Combine(folder, "clockshim.so");
        var source = Path.Combine(Repo.Root, "tests", "Kartoteka.Reliability.Tests", "Rig", "clockshim.c");
        Assert.Equal(0, await Means.RunAsync(compiler, "-shared", "-fPIC", "-O1", "-o", shim, source, "-ldl"));
        return shim;
    }
}
