using Kartoteka.Domain.Identity;
using Kartoteka.Modules.Matching;
using Kartoteka.Storage;
using Kartoteka.Storage.Matching;

namespace Kartoteka.Server.Tests.Matching;

/// <summary>The index is a view of the ledger and of nothing else.</summary>
public sealed class MatchIndexTests
{
    private static readonly Author Steward = new("user:1", "Ada");

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(6)]
    public async Task After_any_sequence_of_events_merges_decisions_and_losses_it_is_what_a_rebuild_makes_of_the_ledger(int seed)
    {
        await using var bench = new MatchBench();
        var random = new Random(seed);
        var desk = bench.Open();
        await bench.SayAsync([.. Enumerable.Range(0, 40).Select(i => MatchBench.Event(random.Next(), $"a{i}"))]);
        await bench.LevelAsync(desk);
        await bench.PutAsync(desk);
        var decided = new List<long>();
        for (var step = 0; step < 60; step++)
        {
            switch (random.Next(12))
            {
                case 0:
                    MatchBench.Close(desk, delete: random.Next(2) == 0);
                    desk = bench.Open(desk.Folder);
                    await bench.LevelAsync(desk);
                    if (desk.Models.All.Count == 0) await bench.PutAsync(desk);
                    break;
                case 1:
                    await bench.PutAsync(desk);
                    break;
                case 2 or 3:
                    await bench.LevelAsync(desk);
                    if (await DecideAsync(bench, desk, (MatchVerdict)random.Next(1, 4), random) is { } id) decided.Add(id);
                    break;
                case 4 when decided.Count > 0:
                    await new MatchSteward(bench.Ledger, TimeProvider.System).UndoAsync(decided[random.Next(decided.Count)], Steward, "undo", IdentityRules.Default, default);
                    break;
                case 5:
                    await UnmergeAsync(bench, random);
                    break;
                default:
                    await bench.SayAsync(MatchBench.Event(random.Next(), $"b{step}"));
                    break;
            }
        }
        await bench.LevelAsync(desk);
        var fresh = bench.Open();
        await bench.LevelAsync(fresh);
        await bench.PutAsync(fresh);
        var expected = await MatchBench.DescribeAsync(fresh);
        Assert.Contains("Open", expected, StringComparison.Ordinal);
        Assert.Equal(expected, await MatchBench.DescribeAsync(desk));
        MatchBench.Close(desk, delete: false);
        MatchBench.Close(fresh, delete: false);
    }

    private static async Task<long?> DecideAsync(MatchBench bench, MatchBench.Desk desk, MatchVerdict verdict, Random random)
    {
        var model = desk.Models.Find(MatchBench.People)!;
        var open = await desk.Index.ListPairsAsync(model.Generation, new MatchPairFilter { State = MatchPairState.Open }, MatchOrder.Surest, null, 50, default);
        if (open.Count == 0) return null;
        var cases = new PairCases(bench.Ledger, desk.Index, desk.Models);
        var pair = open[random.Next(open.Count)];
        if (await cases.FindAsync(MatchWords.PairId(pair.First, pair.Second), default) is not { IsOpen: true } found) return null;
        var draft = new MatchDraft(
            found.Population, verdict, false, PairCases.Side(found.First, pair.FirstRecord), PairCases.Side(found.Second, pair.SecondRecord), PairCases.Evidence(found), Steward, "why", 1, null, found.Decision?.Id);
        return (await new MatchSteward(bench.Ledger, TimeProvider.System).DecideAsync(draft, IdentityRules.Default, default)).Decision?.Id;
    }

    private static async Task UnmergeAsync(MatchBench bench, Random random)
    {
        var several = new List<ProfileState>();
        foreach (var id in await bench.Ledger.ListProfilesAsync(null, 1_000, default))
        {
            if (await bench.Ledger.ReadProfileAsync(id, default) is { Records.Count: > 1 } profile) several.Add(profile);
        }
        if (several.Count == 0) return;
        var chosen = several[random.Next(several.Count)];
        await new IdentitySteward(bench.Ledger, TimeProvider.System).UnmergeAsync(chosen.Id, [chosen.Records[random.Next(chosen.Records.Count)].Key], IdentityRules.Default, "s", "w", default);
    }

    [Theory]
    [InlineData("keys")]
    [InlineData("pairs")]
    public async Task A_learning_run_that_fails_leaves_the_old_model_in_force_and_the_next_one_succeeds(string stage)
    {
        await using var bench = new MatchBench();
        var desk = bench.Open();
        await bench.SayAsync([.. Enumerable.Range(0, 80).Select(i => MatchBench.Event(i * 7_919_123, $"a{i}"))]);
        await bench.LevelAsync(desk);
        await bench.PutAsync(desk);
        var before = await MatchBench.DescribeAsync(desk);
        await Assert.ThrowsAsync<IOException>(() => desk.Run.PutInForceAsync(MatchBench.People, MatchBench.Judge, 1, 1, now => { if (now == stage) throw new IOException("disk"); }, default));
        Assert.Equal(1, desk.Models.Find(MatchBench.People)!.Version);
        Assert.Equal(before, await MatchBench.DescribeAsync(desk));
        // As after a kill: the process comes back, and what the run left is swept away.
        MatchBench.Close(desk, delete: false);
        desk = bench.Open(desk.Folder);
        await bench.LevelAsync(desk);
        while (await desk.Index.SweepAsync(null, default)) { }
        Assert.Equal(before, await MatchBench.DescribeAsync(desk));
        await bench.SayAsync(MatchBench.Event(12_345_678, "late"));
        await bench.LevelAsync(desk);
        await bench.PutAsync(desk);
        Assert.Equal(2, desk.Models.Find(MatchBench.People)!.Version);
        MatchBench.Close(desk, delete: false);
    }

    [Fact]
    public async Task What_changes_while_a_model_is_made_is_under_it_when_it_is_in_force()
    {
        await using var bench = new MatchBench();
        var desk = bench.Open();
        await bench.SayAsync([.. Enumerable.Range(0, 60).Select(i => MatchBench.Event(i * 7_919_123, $"a{i}"))]);
        await bench.LevelAsync(desk);
        await desk.Run.PutInForceAsync(
            MatchBench.People, MatchBench.Judge, 1, 1,
            stage =>
            {
                bench.SayAsync([.. Enumerable.Range(0, 20).Select(i => MatchBench.Event((i * 104_729_003) + stage.Length, $"{stage}{i}"))]).GetAwaiter().GetResult();
                bench.LevelAsync(desk).GetAwaiter().GetResult();
            },
            default);
        var fresh = bench.Open();
        await bench.LevelAsync(fresh);
        await bench.PutAsync(fresh);
        Assert.Equal(await MatchBench.DescribeAsync(fresh), await MatchBench.DescribeAsync(desk));
        MatchBench.Close(desk, delete: false);
        MatchBench.Close(fresh, delete: false);
    }

    [Fact]
    public void What_records_say_is_one_column_for_all_systems_and_its_fingerprint_forgets_how_it_was_written()
    {
        static RecordState Record(params (string Name, string Json)[] traits)
        {
            var record = new RecordState(1, new RecordKey(1, "x"), ProfileKind.Person, 1, 1);
            foreach (var (name, json) in traits) record.Traits[name] = new TraitValue(System.Text.Encoding.UTF8.GetBytes(json), 1, "m");
            return record;
        }
        var crm = MatchCells.Of(Record(("Фамилия", "\"Ёлкин\""), ("address", """{"city":"Омск","street":"Ленина, 3"}"""), ("passport", "\"5204 111222\""), ("orders", "7"), ("driverLicence", "\"AB 1\"")));
        Assert.Equal([("address", "Ленина, 3"), ("city", "Омск"), ("driverlicence", "AB 1"), ("last name", "Ёлкин"), ("passport number", "5204 111222")], crm.Select(cell => (cell.Key, cell.Value)));
        Assert.Equal("company", MatchCells.ColumnOf(ProfileKind.Account, "name"));
        Assert.Equal("full name", MatchCells.ColumnOf(ProfileKind.Person, "name"));
        Assert.Null(MatchCells.ColumnOf(ProfileKind.Person, "lastOrderDate"));
        static ulong Print(params (string, string)[] traits) => MatchCells.Fingerprint([new MatchRecord(1, 1, MatchCells.Of(Record(traits)))]);
        Assert.Equal(Print(("last_name", "\"ЕЛКИН \""), ("city", "\"омск\"")), Print(("city", "\"Омск\""), ("surname", "\"Ёлкин\"")));
        Assert.NotEqual(Print(("surname", "\"Ёлкин\"")), Print(("surname", "\"Ёлкина\"")));
    }
}
