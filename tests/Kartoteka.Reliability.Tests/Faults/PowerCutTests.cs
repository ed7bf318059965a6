using System.Diagnostics;
using Kartoteka.Reliability.Tests.Rig;

namespace Kartoteka.Reliability.Tests.Faults;

/// <summary>
/// kill -9 leaves the page cache to the kernel, so it says nothing of fsync. Here the data folder is on a file system inside a file whose
/// outer file system is frozen and copied (bench/powercut): the copy has only what had really been sent to the device.
/// </summary>
public sealed class PowerCutTests
{
    private static readonly int Cuts = Repo.IsLong ? 10 : 1;

    [Fact]
    public async Task A_power_cut_loses_nothing_acknowledged()
    {
        var acked = 0;
        for (var cut = 0; cut < Cuts; cut++)
        {
            if (await CutAsync(ServerSetup.Product(), new Random(Seeds.Run + cut)) is not { } run) return;
            Seeds.AssertKept(run.Broken);
            Assert.True(run.Acked > 0, "Nothing was acknowledged before the cut.");
            acked += run.Acked;
        }
        Figures.Note($"power cut: {Cuts} cuts, {acked} events acknowledged before them, 0 lost");
    }

    [Fact]
    public async Task The_check_finds_a_server_that_does_not_sync()
    {
        if (await CutAsync(ServerSetup.Defective("AcksWithoutSync"), new Random(Seeds.Run)) is { } run) AssertFound(run);
    }

    // The product itself on a device that only says that it synced: what the check looks for can be lost from our own files too.
    [Fact]
    public async Task The_check_finds_that_the_products_own_syncs_did_nothing()
    {
        if (Means.Tool("strace") is { } strace && await CutAsync(ServerSetup.Product(), new Random(Seeds.Run), strace) is { } run) AssertFound(run);
    }

    private static void AssertFound((List<string> Broken, int Acked) run)
    {
        Assert.Contains(run.Broken, line => line.Contains("acknowledged before the cut are lost", StringComparison.Ordinal));
        Figures.Note($"power cut without syncs, as it must: {run.Broken[0]}");
    }

    /// <summary>Load, a cut at a random moment, and what the device has. Null where power cuts cannot be made.</summary>
    private static async Task<(List<string> Broken, int Acked)?> CutAsync(ServerSetup setup, Random random, string? strace = null)
    {
        if (await CutDisk.MountAsync(256) is not { } disk) return null;
        await using var unmounting = disk;
        await using var server = await ServerProcess.StartAsync(setup with { DataFolder = Path.Combine(disk.Mounted, "data") });
        using var tracer = strace is null ? null : await DropSyncsAsync(strace, server.Id);
        var client = new LoadClient(server, Repo.NewFolder(), $"cut{random.Next()}", random.Next());
        using var stop = new CancellationTokenSource();
        var load = client.RunAsync(stop.Token);
        Assert.True(await Means.WaitAsync(() => client.Acked >= 3, TimeSpan.FromSeconds(20)), "Nothing was acknowledged.");
        await Task.Delay(random.Next(500, 1_500)); // The moment of the fault, drawn from the seed.
        // What is acknowledged before the cut begins must be in it; what comes later need not.
        var acked = SentTotals.Read([client.Ledger.Path]).Acked;
        await disk.CutAsync();
        await stop.CancelAsync();
        await load;
        await server.KillAsync();
        client.Dispose();
        return (await CompareAsync(acked, server.Setup, Path.Combine(disk.After, "data")), acked.Count);
    }

    private static async Task<List<string>> CompareAsync(IReadOnlySet<string> acked, ServerSetup setup, string folder)
    {
        var image = await ReadAsync(setup, folder);
        var stored = image.Stored.Select(item => item.MessageId).ToHashSet(StringComparer.Ordinal);
        var lost = acked.Where(id => !stored.Contains(id)).ToArray();
        var broken = new List<string>();
        if (lost.Length > 0) broken.Add($"{lost.Length} of {acked.Count} events acknowledged before the cut are lost, such as {string.Join(' ', lost.Take(5))}");
        broken.AddRange(image.Totals.Where(total => total.Value != total.Rows).Select(total => total.ToString()));
        if (!setup.IsStandIn) broken.AddRange(await Recomputation.CompareAsync(folder));
        return broken;
    }

    // A stand-in has no file of ours: it is started on what the device has, and asked.
    private static async Task<LedgerImage> ReadAsync(ServerSetup setup, string folder)
    {
        if (!setup.IsStandIn) return LedgerImage.FromFolder(folder);
        await using var again = await ServerProcess.StartAsync(setup with { DataFolder = folder });
        return await LedgerImage.FromDumpAsync(again);
    }

    // strace answers in the kernel's place that all went well, and the kernel hears of no sync. Attached to a server that has started, so
    // that the base itself is on the device.
    private static async Task<Process> DropSyncsAsync(string strace, int server)
    {
        var tracer = Process.Start(new ProcessStartInfo(strace, ["-f", "-qq", "-o", "/dev/null", "-e", "trace=fsync,fdatasync", "-e", "inject=fsync,fdatasync:retval=0", "-p", $"{server}"]))!;
        bool AllTraced() => Directory.GetDirectories($"/proc/{server}/task").All(thread => !File.ReadLines(Path.Combine(thread, "status")).Contains("TracerPid:\t0", StringComparer.Ordinal));
        Assert.True(await Means.WaitAsync(AllTraced, TimeSpan.FromSeconds(10)), "strace did not take hold of the server.");
        return tracer;
    }
}
