using System.Net;
using Kartoteka.Reliability.Tests.Rig;

namespace Kartoteka.Reliability.Tests.Faults;

/// <summary>Every batch is sent one to five times by eight senders, with a kill -9 in between.</summary>
public sealed class DuplicateTests
{
    private static readonly int Batches = Repo.IsLong ? 2_000 : 100;
    private const int BatchSize = 20;

    [Fact]
    public async Task A_storm_of_duplicates_across_a_restart_changes_no_total() => Seeds.AssertKept(await StormAsync(ServerSetup.Product()));

    [Theory]
    [InlineData("ForgetsDedupeAfterRestart", "stored twice")]
    [InlineData("Miscounts", "received")]
    public async Task The_check_finds(string defect, string finding) =>
        Assert.Contains(await StormAsync(ServerSetup.Defective(defect)), line => line.Contains(finding, StringComparison.Ordinal));

    private static async Task<List<string>> StormAsync(ServerSetup setup)
    {
        var random = new Random(Seeds.Run);
        var maker = new EventMaker(Seeds.Run, "storm");
        var sendings = Enumerable.Range(0, Batches).Select(_ => maker.Batch(BatchSize)).SelectMany(batch => Enumerable.Repeat(batch, random.Next(1, 6))).ToArray();
        random.Shuffle(sendings);
        var folder = Repo.NewFolder();
        await using var server = await ServerProcess.StartAsync(setup);
        LoadClient[] clients = [.. Enumerable.Range(0, 8).Select(i => new LoadClient(server, folder, $"d{i}", i))];

        var broken = new List<string>();
        await SendAllAsync(sendings[..(sendings.Length / 2)], clients, broken);
        await server.KillAsync();
        await server.RestartAsync();
        await SendAllAsync(sendings[(sendings.Length / 2)..], clients, broken);

        // No request was under way at the kill, so the counts are known to the last one.
        var expected = (sendings.Length * (long)BatchSize, Batches * (long)BatchSize, (sendings.Length - Batches) * (long)BatchSize, 0L);
        var counted = await LedgerCheck.StatsAsync(server);
        if (counted != expected) broken.Add($"received, stored, duplicate, quarantined are {counted} and should be {expected}");
        broken.AddRange(await LedgerCheck.FinishAsync(server, clients));
        if (broken.Count == 0 && !setup.IsStandIn) Figures.Note($"duplicate storm: {expected.Item1} events sent, {expected.Item2} stored, {expected.Item3} duplicates, counts exact");
        return broken;
    }

    private static Task SendAllAsync(List<MadeEvent>[] sendings, LoadClient[] clients, List<string> broken) => Task.WhenAll(clients.Select(async (client, index) =>
    {
        for (var i = index; i < sendings.Length; i += clients.Length)
        {
            if (await client.SendAsync(sendings[i], EventMaker.Body(sendings[i])) is var status && status != HttpStatusCode.OK)
            {
                lock (broken) broken.Add($"a good batch was answered {status}");
            }
        }
    }));
}
