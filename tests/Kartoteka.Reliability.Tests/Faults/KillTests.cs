using Kartoteka.Reliability.Tests.Rig;

namespace Kartoteka.Reliability.Tests.Faults;

/// <summary>The process is killed at random moments and at named ones.</summary>
public sealed class KillTests
{
    private static readonly int Kills = int.TryParse(Environment.GetEnvironmentVariable("KARTOTEKA_KILLS"), out var kills) ? kills : Repo.IsLong ? 500 : 8;
    private static readonly int FailPointTimes = Repo.IsLong ? 20 : 2;

    [Fact]
    public async Task Kills_at_random_moments_under_load_lose_nothing_acknowledged()
    {
        var run = await RandomKillsAsync(ServerSetup.Product(), Kills);
        Seeds.AssertKept(run.Broken);
        Assert.True(run.Acked > Kills * 20, $"Only {run.Acked} events were acknowledged: the kills hit an idle server.");
        Figures.Note($"kill -9 at random moments: {Kills} kills, {run.Acked} events acknowledged, 0 lost; ready again in {run.StartMedian.TotalSeconds:F2} s median, {run.StartMax.TotalSeconds:F2} s at most");
    }

    /// <summary>Three senders, kills between 0.1 and 0.8 s after each start, and the whole check at the end.</summary>
    internal static async Task<(List<string> Broken, int Acked, TimeSpan StartMedian, TimeSpan StartMax)> RandomKillsAsync(ServerSetup setup, int kills)
    {
        var random = new Random(Seeds.Run);
        var folder = Repo.NewFolder();
        await using var server = await ServerProcess.StartAsync(setup);
        LoadClient[] clients = [.. Enumerable.Range(0, 3).Select(i => new LoadClient(server, folder, $"k{i}", Seeds.Run + i))];
        using var stop = new CancellationTokenSource();
        var load = Task.WhenAll(clients.Select(client => client.RunAsync(stop.Token)));
        var starts = new List<TimeSpan>();
        for (var kill = 0; kill < kills; kill++)
        {
            await Task.Delay(random.Next(100, 800)); // The moment of the fault, drawn from the seed.
            await server.KillAsync();
            starts.Add(await server.RestartAsync());
        }
        await stop.CancelAsync();
        await load;
        starts.Sort();
        var broken = await LedgerCheck.FinishAsync(server, clients);
        return (broken, SentTotals.Read(clients.Select(client => client.Ledger.Path)).Acked.Count, starts[starts.Count / 2], starts[^1]);
    }

    [Theory]
    [InlineData("before_commit")]
    [InlineData("after_commit")]
    [InlineData("before_ack")]
    public async Task A_kill_at_a_named_point_of_the_commit_loses_nothing_acknowledged(string point)
    {
        var folder = Repo.NewFolder();
        var setup = ServerSetup.Product();
        await using var server = await ServerProcess.StartAsync(setup);
        var client = new LoadClient(server, folder, point, Seeds.Run);
        var random = new Random(Seeds.Run);
        var reached = 0;
        using var stop = new CancellationTokenSource();
        var load = client.RunAsync(stop.Token);
        for (var time = 0; time < FailPointTimes; time++)
        {
            await server.KillAsync();
            server.Setup = setup with { Variables = FailAt($"{point}:{random.Next(3, 30)}") };
            await server.RestartAsync();
            reached += await WasReachedAsync(server, point, reached) ? 1 : 0;
        }
        await server.RestartDisarmedAsync(setup);
        await stop.CancelAsync();
        await load;

        Assert.Equal(FailPointTimes, reached);
        Seeds.AssertKept(await LedgerCheck.FinishAsync(server, [client]));
        Figures.Note($"fail point {point}: reached {reached} times, 0 lost");
    }

    // A run is written after 500,000 events: the long run waits for that.
    public static TheoryData<string, int> RarePoints => Repo.IsLong ? new() { { "mid_checkpoint", 8_000 }, { "mid_seal", 0 } } : new() { { "mid_checkpoint", 8_000 } };

    [Theory, MemberData(nameof(RarePoints))]
    public async Task A_kill_in_the_middle_of_housekeeping_loses_nothing_acknowledged(string point, int padding)
    {
        var folder = Repo.NewFolder();
        var setup = ServerSetup.Product() with { Variables = FailAt(point) };
        await using var server = await ServerProcess.StartAsync(setup);
        var client = new LoadClient(server, folder, point, Seeds.Run, batchSize: 200, padding: padding); // The log is started over above 128 MiB.
        using var stop = new CancellationTokenSource();
        var load = client.RunAsync(stop.Token);
        Assert.True(await WasReachedAsync(server, point, 0, TimeSpan.FromMinutes(3)));
        await server.RestartDisarmedAsync(setup);
        await stop.CancelAsync();
        await load;
        Seeds.AssertKept(await LedgerCheck.FinishAsync(server, [client]));
        Figures.Note($"fail point {point}: reached, 0 lost");
    }

    [Fact]
    public async Task A_kill_in_the_middle_of_a_migration_leaves_a_base_that_the_next_start_brings_up()
    {
        var setup = ServerSetup.Product();
        await using var server = ServerProcess.Begin(setup with { Variables = FailAt("mid_migration") });
        Assert.True(await WasReachedAsync(server, "mid_migration", 0));
        await server.RestartDisarmedAsync(setup);
        using var client = new LoadClient(server, Repo.NewFolder(), "migration", Seeds.Run);
        var batch = new EventMaker(Seeds.Run, "m").Batch(10);
        Assert.Equal(System.Net.HttpStatusCode.OK, await client.SendAsync(batch, EventMaker.Body(batch)));
    }

    [Fact]
    public async Task The_harness_notices_a_point_that_is_never_reached()
    {
        var setup = ServerSetup.Product() with { Variables = FailAt("no_such_point") };
        await using var server = await ServerProcess.StartAsync(setup);
        Assert.False(await WasReachedAsync(server, "no_such_point", 0, TimeSpan.FromSeconds(1)));
    }

    private static Dictionary<string, string> FailAt(string point) => new() { ["KARTOTEKA_FAIL_AT"] = point };

    // Reached means both: the process is gone, and its last words name the point once more than before.
    private static async Task<bool> WasReachedAsync(ServerProcess server, string point, int before, TimeSpan? max = null)
    {
        try
        {
            await server.WaitForExitAsync(max ?? TimeSpan.FromSeconds(20));
        }
        catch (OperationCanceledException)
        {
            return false;
        }
        return server.Output.Split($"fail point {point} reached").Length - 1 == before + 1;
    }
}
