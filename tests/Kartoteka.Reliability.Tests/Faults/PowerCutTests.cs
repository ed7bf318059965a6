using Kartoteka.Reliability.Tests.Rig;

namespace Kartoteka.Reliability.Tests.Faults;

/// <summary>
/// kill -9 leaves the page cache to the kernel, so it says nothing of fsync. Here the data folder is on a file system inside a file whose
/// outer file system is frozen and copied: the copy has only what had really been sent to the device. Runs when KARTOTEKA_POWERCUT names
/// the script, as bench/reliability does.
/// </summary>
public sealed class PowerCutTests
{
    private const int Cuts = 10;

    [Fact]
    public async Task A_power_cut_loses_nothing_acknowledged()
    {
        if (Environment.GetEnvironmentVariable("KARTOTEKA_POWERCUT") is not { Length: > 0 } script) return;
        var acked = 0;
        for (var cut = 0; cut < Cuts; cut++) acked += await CutAsync(script, new Random(Seeds.Run + cut));
        Figures.Note($"power cut: {Cuts} cuts, {acked} events acknowledged before them, 0 lost");
    }

    private static async Task<int> CutAsync(string script, Random random)
    {
        var (disk, folder) = (Repo.NewFolder(), Repo.NewFolder());
        var (copy, mount) = (Path.Combine(folder, "copy.img"), Path.Combine(folder, "after"));
        Assert.Equal(0, await Means.RunAsync(script, "up", disk, "256"));
        try
        {
            await using var server = await ServerProcess.StartAsync(ServerSetup.Product() with { DataFolder = Path.Combine(disk, "mnt", "data") });
            var client = new LoadClient(server, folder, $"cut{random.Next()}", random.Next());
            using var stop = new CancellationTokenSource();
            var load = client.RunAsync(stop.Token);
            await Task.Delay(random.Next(500, 1_500)); // The moment of the fault, drawn from the seed.
            // What is acknowledged before the cut begins must be in it; what comes later need not.
            var before = SentTotals.Read([client.Ledger.Path]).Acked;
            Assert.Equal(0, await Means.RunAsync(script, "cut", disk, copy));
            await stop.CancelAsync();
            await load;
            await server.KillAsync();
            client.Dispose();
            Assert.Equal(0, await Means.RunAsync(script, "mountcopy", copy, mount));
            var image = LedgerImage.FromFolder(Path.Combine(mount, "data"));
            var stored = image.Stored.Select(item => item.MessageId).ToHashSet(StringComparer.Ordinal);
            Seeds.AssertKept([.. before.Where(id => !stored.Contains(id)).Select(id => $"{id} is lost"), .. image.Totals.Where(total => total.Value != total.Rows).Select(total => total.ToString())]);
            Seeds.AssertKept([.. await Recomputation.CompareAsync(Path.Combine(mount, "data"))]);
            return before.Count;
        }
        finally
        {
            await Means.UnmountAsync(mount);
            await Means.RunAsync(script, "down", disk);
        }
    }
}
