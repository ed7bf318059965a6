using System.Net;
using System.Text.Json.Nodes;
using Kartoteka.Reliability.Tests.Rig;
using Kartoteka.Storage.Embedded.Ledger;

namespace Kartoteka.Reliability.Tests.Faults;

/// <summary>A week of events arrives in order, and shuffled with repetitions: the profiles must be the same.</summary>
public sealed class ShuffledTests
{
    private static readonly int Events = Repo.IsLong ? 50_000 : 3_000;

    [Fact]
    public async Task A_shuffled_week_gives_the_profiles_of_the_week_in_order()
    {
        var week = new EventMaker(Seeds.Run, "week").Batch(Events);
        Seeds.AssertKept([.. Recomputation.Differences(await ProfilesAfterAsync(week), await ProfilesAfterAsync(Shuffle(week)))]);
        Figures.Note($"shuffled and repeated week of {Events} events: profiles equal to the run in order");
    }

    [Fact]
    public async Task The_check_finds_a_server_for_which_the_last_arrival_wins()
    {
        // Without the sender's time the server goes by its own: what such a defect would do. Only values are compared, since the times
        // of two runs would differ by themselves.
        var week = new EventMaker(Seeds.Run, "week").Batch(1_000).Select(made => made with { Json = WithoutTime(made.Json) }).ToList();
        Assert.NotEmpty(Recomputation.Differences(await ProfilesAfterAsync(week, withTimes: false), await ProfilesAfterAsync(Shuffle(week), withTimes: false)));
    }

    private static byte[] WithoutTime(byte[] json)
    {
        var node = JsonNode.Parse(json)!.AsObject();
        node.Remove("timestamp");
        return System.Text.Encoding.UTF8.GetBytes(node.ToJsonString());
    }

    private static List<MadeEvent> Shuffle(List<MadeEvent> week)
    {
        var random = new Random(Seeds.Run);
        var shuffled = week.Concat(week.Where(_ => random.Next(5) == 0)).ToArray();
        random.Shuffle(shuffled);
        return [.. shuffled];
    }

    private static async Task<IReadOnlySet<string>> ProfilesAfterAsync(List<MadeEvent> events, bool withTimes = true)
    {
        await using var server = await ServerProcess.StartAsync(ServerSetup.Product());
        using var client = new LoadClient(server, Repo.NewFolder(), "week", 0);
        foreach (var batch in events.Chunk(100)) Assert.Equal(HttpStatusCode.OK, await client.SendAsync(batch, EventMaker.Body(batch)));
        await server.KillAsync();
        await using var ledger = SqliteLedger.Open(LedgerImage.Copy(server.Setup.DataFolder), TimeProvider.System);
        return await Recomputation.ProfilesAsync(ledger, withTimes);
    }
}
