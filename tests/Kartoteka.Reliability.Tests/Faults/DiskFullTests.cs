using System.Net;
using Kartoteka.Reliability.Tests.Rig;

namespace Kartoteka.Reliability.Tests.Faults;

/// <summary>The disk under the data folder fills up while clients send, and is freed later.</summary>
public sealed class DiskFullTests
{
    // The stand-in with the defect never gets to the next phase: there is no need to wait long for it.
    private static TimeSpan PhaseMax(ServerSetup setup) => TimeSpan.FromSeconds(setup.IsStandIn ? 3 : 30);

    [Fact]
    public async Task A_full_disk_refuses_writes_serves_reads_and_recovers_by_itself() => await RunOnSmallDiskAsync(folder => ServerSetup.Product() with { DataFolder = folder }, Seeds.AssertKept);

    [Fact]
    public async Task The_check_finds_a_server_that_acknowledges_what_it_could_not_write() =>
        await RunOnSmallDiskAsync(folder => ServerSetup.Defective("AcksAfterFailedWrite") with { DataFolder = folder }, Assert.NotEmpty);

    private static async Task RunOnSmallDiskAsync(Func<string, ServerSetup> setup, Action<IReadOnlyCollection<string>> verdict)
    {
        if (await Means.SmallDiskAsync(megabytes: 48) is not { } disk) return;
        try
        {
            var ballast = Path.Combine(disk, "ballast");
            await File.WriteAllBytesAsync(ballast, new byte[24 << 20]);
            verdict(await FillAndFreeAsync(setup(Path.Combine(disk, "data")), ballast));
        }
        finally
        {
            await Means.UnmountAsync(disk);
        }
    }

    private static async Task<List<string>> FillAndFreeAsync(ServerSetup setup, string ballast)
    {
        var broken = new List<string>();
        var folder = Repo.NewFolder();
        await using var server = await ServerProcess.StartAsync(setup);
        LoadClient[] clients = [.. Enumerable.Range(0, 2).Select(i => new LoadClient(server, folder, $"f{i}", Seeds.Run + i, batchSize: 50, padding: 500))];
        using var stop = new CancellationTokenSource();
        var load = Task.WhenAll(clients.Select(client => client.RunAsync(stop.Token)));

        if (!await Means.WaitAsync(() => clients.Sum(client => client.Refused) >= 10, PhaseMax(setup))) broken.Add("a full disk refused nothing");
        using (var stats = await server.Client.GetAsync("/api/stats"))
        {
            if (stats.StatusCode != HttpStatusCode.OK) broken.Add($"reading while the disk is full: {stats.StatusCode}");
        }
        if (!setup.IsStandIn)
        {
            using var list = await server.Client.GetAsync("/api/profiles?limit=5");
            if (list.StatusCode != HttpStatusCode.OK) broken.Add($"reading profiles while the disk is full: {list.StatusCode}");
        }
        if (clients.Any(client => client.MissedRetryAfter)) broken.Add("503 without Retry-After");
        var before = clients.Sum(client => client.Acked);

        File.Delete(ballast);
        if (!await Means.WaitAsync(() => clients.Sum(client => client.Acked) > before + 10, PhaseMax(setup))) broken.Add($"it did not recover after space was freed: {await server.ReadyAsync()}");
        await stop.CancelAsync();
        await load;
        broken.AddRange(await LedgerCheck.FinishAsync(server, clients));
        if (broken.Count == 0) Figures.Note($"disk full: {clients.Sum(client => client.Refused)} requests refused with 503, {clients.Sum(client => client.Acked)} acknowledged, 0 lost, recovered by itself");
        return broken;
    }
}
