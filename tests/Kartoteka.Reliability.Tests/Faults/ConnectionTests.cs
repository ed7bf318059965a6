using System.Net;
using Kartoteka.Reliability.Tests.Rig;

namespace Kartoteka.Reliability.Tests.Faults;

/// <summary>Too many connections, slow ones and idle ones.</summary>
public sealed class ConnectionTests
{
    private static readonly TimeSpan GoodRequestMax = TimeSpan.FromSeconds(8);

    /// <summary>Requests of a good sender after which many connections have been taken, too.</summary>
    private const int AckedBeside = 50;

    [Fact]
    public async Task Six_hundred_connections_under_a_limit_of_512_descriptors_do_not_end_the_server() =>
        Seeds.AssertKept(await ExhaustAsync(ServerSetup.Product() with { Prefix = ["/bin/bash", "-c", "ulimit -n 512; exec \"$@\"", "--"] }));

    [Fact]
    public async Task The_check_finds_a_server_that_ends_when_connections_are_many() => Assert.NotEmpty(await ExhaustAsync(ServerSetup.Defective("AbortsOnManyConnections")));

    private static async Task<List<string>> ExhaustAsync(ServerSetup setup)
    {
        var broken = new List<string>();
        await using var server = await ServerProcess.StartAsync(setup);
        var client = new LoadClient(server, Repo.NewFolder(), "fd", Seeds.Run);
        using var stop = new CancellationTokenSource();
        var load = client.RunAsync(stop.Token);
        var sockets = await RawClient.ConnectManyAsync(server.Address, 600);
        foreach (var socket in sockets) await socket.TrySendAsync("POST /v1/batch HTTP/1.1\r\n");
        // The kernel has taken them; the server has not yet, and would never know of those that close before.
        var open = client.Acked;
        await Means.WaitAsync(() => server.HasExited || client.Acked > open + AckedBeside, TimeSpan.FromSeconds(3));
        if (server.HasExited) broken.Add("the server ended");
        foreach (var socket in sockets) socket.Dispose();
        var before = client.Acked;
        var recovered = await Means.WaitAsync(() => server.HasExited || client.Acked > before + 10, TimeSpan.FromSeconds(20));
        if (!recovered || server.HasExited) broken.Add("it did not recover after the connections were closed");
        await stop.CancelAsync();
        await load;
        broken.AddRange(await LedgerCheck.FinishAsync(server, [client]));
        return broken;
    }

    [Fact]
    public async Task Slow_senders_do_not_hold_up_good_ones() => Seeds.AssertKept(await SlowlorisAsync(ServerSetup.Product()));

    [Fact]
    public async Task The_check_finds_a_server_that_waits_for_slow_senders() => Assert.NotEmpty(await SlowlorisAsync(ServerSetup.Defective("HangsOnSlowClients")));

    private static async Task<List<string>> SlowlorisAsync(ServerSetup setup)
    {
        var broken = new List<string>();
        await using var server = await ServerProcess.StartAsync(setup);
        var slow = await RawClient.ConnectManyAsync(server.Address, 300);
        // Half of them never end their headers, half never end their bodies.
        for (var i = 0; i < slow.Count; i++)
        {
            await slow[i].TrySendAsync(i % 2 == 0 ? "POST /v1/batch HTTP/1.1\r\nX-Slow: " : RawClient.Head("/v1/batch", "Content-Length: 100000") + "{\"batch\":[");
        }
        var client = new LoadClient(server, Repo.NewFolder(), "good", Seeds.Run);
        var maker = new EventMaker(Seeds.Run, "good-slow");
        for (var i = 0; i < 20 && broken.Count == 0; i++)
        {
            foreach (var socket in slow) await socket.TrySendAsync(" ");
            var batch = maker.Batch(10);
            var sending = client.SendAsync(batch, EventMaker.Body(batch));
            if (await Task.WhenAny(sending, Task.Delay(GoodRequestMax)) != sending || await sending != HttpStatusCode.OK) broken.Add("a good sender was held up");
        }
        foreach (var socket in slow) socket.Dispose();
        if (broken.Count == 0) broken.AddRange(await LedgerCheck.FinishAsync(server, [client]));
        return broken;
    }

    [Fact]
    public async Task Ten_thousand_idle_connections_cost_little_memory_and_stop_nobody()
    {
        var (broken, opened, growth) = await IdleAsync(ServerSetup.Product(), 10_000);
        Seeds.AssertKept(broken);
        Assert.True(opened == 10_000, $"Only {opened} connections could be opened; 'ulimit -Hn' must allow some 11,000 files.");
        Figures.Note($"{opened} idle connections: +{growth >> 20} MB resident");
    }

    [Fact]
    public async Task The_check_finds_a_server_that_hoards_memory_for_connections() => Assert.NotEmpty((await IdleAsync(ServerSetup.Defective("HoardsMemory"), 500)).Broken);

    // Generous: four times what was measured. A server that keeps a request buffer for each goes far above it.
    private const long BytesPerConnectionMax = 64 * 1024;

    private static async Task<(List<string> Broken, int Opened, long Growth)> IdleAsync(ServerSetup setup, int count)
    {
        var broken = new List<string>();
        await using var server = await ServerProcess.StartAsync(setup);
        var maker = new EventMaker(Seeds.Run, "idle");
        await SendAsync();
        var before = server.ResidentBytes();
        var sockets = await RawClient.ConnectManyAsync(server.Address, count);
        await SendAsync(); // Behind the last of them in the queue of connections, so all have been taken in.
        var growth = server.ResidentBytes() - before;
        if (growth > sockets.Count * BytesPerConnectionMax) broken.Add($"{sockets.Count} idle connections cost {growth >> 20} MB");
        foreach (var socket in sockets) socket.Dispose();
        return (broken, sockets.Count, growth);

        async Task SendAsync()
        {
            using var fresh = new LoadClient(server, Repo.NewFolder(), "fresh", Seeds.Run);
            var batch = maker.Batch(10);
            if (await fresh.SendAsync(batch, EventMaker.Body(batch)) is var status && status != HttpStatusCode.OK) broken.Add($"a good batch was answered {status}");
        }
    }
}
