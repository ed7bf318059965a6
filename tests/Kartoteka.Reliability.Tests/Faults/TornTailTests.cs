using Kartoteka.Reliability.Tests.Rig;

namespace Kartoteka.Reliability.Tests.Faults;

/// <summary>
/// The end of the write-ahead log is damaged after a kill. What a store can survive is damage behind the last acknowledged commit; damage
/// before it takes acknowledged events from any store, and then the loss must be exact: whole transactions from the end, nothing else.
/// </summary>
public sealed class TornTailTests
{
    private static readonly int Rounds = Repo.IsLong ? 50 : 1;

    [Theory]
    [InlineData("cut")]
    [InlineData("garbage over")]
    [InlineData("garbage behind")]
    public async Task A_tail_damaged_behind_the_last_acknowledged_commit_loses_nothing_acknowledged(string damage)
    {
        for (var round = 0; round < Rounds; round++)
        {
            var random = new Random(HashCode(damage, round));
            await using var server = await KilledAfterCommitAsync(random);
            var (client, wal) = (server.Client, server.Wal);
            var ends = WalFile.CommitEnds(wal);
            // The last transaction was committed and not acknowledged: the fail point is between the two, and there is one sender. After a
            // checkpoint it may be the only one in the log.
            Damage(damage, wal, ends.Count > 1 ? ends[^2] : WalFile.HeaderBytes, ends[^1], random);
            Seeds.AssertKept(await LedgerCheck.FinishAsync(server.Process, [client]));
        }
        Figures.Note($"log tail, {damage}: {Rounds} times, 0 acknowledged lost");
    }

    [Fact]
    public async Task A_cut_into_acknowledged_commits_is_found_by_the_check_and_takes_whole_transactions()
    {
        var random = new Random(Seeds.Run);
        var killed = await KilledAfterCommitAsync(random);
        var ends = WalFile.CommitEnds(killed.Wal);
        // A checkpoint may have begun the log anew just before.
        while (ends.Count < 4)
        {
            await killed.DisposeAsync();
            killed = await KilledAfterCommitAsync(random);
            ends = WalFile.CommitEnds(killed.Wal);
        }
        await using var server = killed;
        using (var file = File.OpenWrite(server.Wal)) file.SetLength(ends[^4] - 1);

        await server.Process.RestartDisarmedAsync(server.Process.Setup);
        await server.Process.KillAsync();
        server.Client.Dispose();
        var sent = SentTotals.Read([server.Client.Ledger.Path]);
        var image = LedgerImage.FromFolder(server.Process.Setup.DataFolder);
        var finding = Assert.Single(LedgerCheck.Compare(sent, image), line => line.Contains("acknowledged but lost", StringComparison.Ordinal));
        // Four transactions were cut, the last of them not acknowledged: three batches of 20 are gone, and no part of a fourth.
        Assert.StartsWith("60 ", finding, StringComparison.Ordinal);
        Assert.DoesNotContain(image.Totals, total => total.Value != total.Rows);
    }

    private static int HashCode(string damage, int round) => Seeds.Run + (damage.Length * 1000) + round;

    private static void Damage(string damage, string wal, long start, long end, Random random)
    {
        using var file = File.Open(wal, FileMode.Open, FileAccess.ReadWrite);
        var at = random.NextInt64(start, end);
        if (damage == "cut")
        {
            file.SetLength(at);
            return;
        }
        file.Position = damage == "garbage over" ? at : end;
        var garbage = new byte[damage == "garbage over" ? end - at : random.Next(1, 20_000)];
        random.NextBytes(garbage);
        file.Write(garbage);
    }

    private static async Task<Killed> KilledAfterCommitAsync(Random random)
    {
        var setup = ServerSetup.Product();
        var server = await ServerProcess.StartAsync(setup);
        await server.KillAsync(); // The first start made the base; the next one only takes events.
        server.Setup = setup with { Variables = new Dictionary<string, string> { ["KARTOTEKA_FAIL_AT"] = $"after_commit:{random.Next(20, 40)}" } };
        await server.RestartAsync();
        var client = new LoadClient(server, Repo.NewFolder(), "torn", random.Next());
        using var stop = new CancellationTokenSource();
        var load = client.RunAsync(stop.Token);
        await server.WaitForExitAsync(TimeSpan.FromSeconds(20));
        await stop.CancelAsync();
        await load;
        server.Setup = setup;
        return new Killed(server, client, Path.Combine(setup.DataFolder, "ledger.db-wal"));
    }

    private sealed record Killed(ServerProcess Process, LoadClient Client, string Wal) : IAsyncDisposable
    {
        public ValueTask DisposeAsync() => Process.DisposeAsync();
    }
}
