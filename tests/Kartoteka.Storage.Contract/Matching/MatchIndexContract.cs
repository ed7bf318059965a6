using Kartoteka.Domain.Identity;
using Kartoteka.Storage.Matching;

namespace Kartoteka.Storage.Contract.Matching;

/// <summary>What every <see cref="IMatchIndex"/> must do.</summary>
public abstract class MatchIndexContract
{
    private static readonly MatchPopulation People = new(1, ProfileKind.Person);

    /// <summary>An empty index of its own; the subclass disposes of what it opened.</summary>
    protected abstract IMatchIndex OpenEmpty();

    /// <summary>Closes the index as a restart would, and opens the same one again.</summary>
    protected abstract IMatchIndex Reopen(IMatchIndex index);

    private static CancellationToken Stop => CancellationToken.None;

    private static ProfileId Id(int number) => new(new Guid(number, 0, 0, new byte[8]));

    private static MatchProfile Profile(int number, int source = 1, params (string Name, string Value)[] cells) => new(
        Id(number), People, (ulong)number * 3, [new MatchRecord(number * 10, source, [.. (cells.Length == 0 ? [("last name", $"name {number}")] : cells).Select(cell => KeyValuePair.Create(cell.Item1, cell.Item2))])]);

    private static MatchPair Pair(int first, int second, double probability, ulong pattern = 1, MatchPairState state = MatchPairState.Open, long at = 5) =>
        new(Id(first), Id(second), Math.Log2(probability / (1 - probability)), probability, pattern, 1.5, first * 10, second * 10, state, at);

    private static async Task<int> PutAsync(IMatchIndex index, params (MatchProfile Profile, ulong[] Keys)[] profiles)
    {
        var generation = await index.BeginModelAsync(People, Stop);
        await index.PutProfilesAsync([.. profiles.Select(entry => new MatchEntry(entry.Profile.Id, entry.Profile, [new MatchKeys(generation, entry.Keys)]))], Stop);
        return generation;
    }

    private static async Task<string> CandidatesAsync(IMatchIndex index, int generation, int of, ulong[] keys, int blockMax = 100, int most = 100) =>
        string.Join(' ', (await index.FindCandidatesAsync(generation, Id(of), keys, blockMax, most, Stop)).Profiles.Select(profile => profile.Records[0].Id / 10));

    [Fact]
    public async Task Profiles_are_read_as_they_were_put_and_counted()
    {
        var index = OpenEmpty();
        var odd = Profile(1, 7, ("city", "Омск"), ("last name", "О’Нил \"Ё\"")) with { Fingerprint = ulong.MaxValue };
        await PutAsync(index, (odd, []), (Profile(2), []));
        index = Reopen(index);
        var read = (await index.FindProfileAsync(Id(1), Stop))!;
        Assert.Equal((odd.Id, odd.Population, odd.Fingerprint, 10L, 7), (read.Id, read.Population, read.Fingerprint, read.Records[0].Id, read.Records[0].SourceId));
        Assert.Equal(odd.Records[0].Cells, read.Records[0].Cells);
        Assert.Equal([new MatchExtent(People, 2, 2)], await index.CountAsync(Stop));
        await index.PutProfilesAsync([new MatchEntry(Id(1), null, []), new MatchEntry(Id(9), null, [])], Stop);
        Assert.Null(await index.FindProfileAsync(Id(1), Stop));
        var scanned = new List<MatchProfile>();
        await foreach (var page in index.ScanProfilesAsync(People, Stop)) scanned.AddRange(page);
        Assert.Equal([Id(2)], scanned.Select(profile => profile.Id));
    }

    [Fact]
    public async Task Candidates_share_a_key_that_is_not_too_common_and_those_of_rare_keys_come_first()
    {
        var index = OpenEmpty();
        var generation = await PutAsync(index, (Profile(1), [1, 2, 3]), (Profile(2), [1]), (Profile(3), [2]), (Profile(4), [2]), (Profile(5), [9]));
        Assert.Equal("2 3 4", await CandidatesAsync(index, generation, 1, [1, 2, 3]));
        Assert.Equal("2 3", await CandidatesAsync(index, generation, 1, [1, 2, 3], most: 2));
        var rare = await index.FindCandidatesAsync(generation, Id(1), [1, 2], 2, 100, Stop);
        Assert.Equal((1, 1), (rare.Profiles.Count, rare.BlocksSkipped));
        Assert.Empty(await CandidatesAsync(index, generation + 1, 1, [1]));
        // Keys that a profile no longer has lead to it no longer.
        await index.PutProfilesAsync([new MatchEntry(Id(3), Profile(3), [new MatchKeys(generation, [7, ulong.MaxValue])])], Stop);
        Assert.Equal("2 4", await CandidatesAsync(index, generation, 1, [1, 2]));
        Assert.Equal("3", await CandidatesAsync(index, generation, 1, [ulong.MaxValue]));
        await index.PutProfilesAsync([new MatchEntry(Id(2), null, [])], Stop);
        Assert.Empty(await CandidatesAsync(index, generation, 1, [1]));
        await index.AddKeysAsync(generation, [(Id(5), [1, 2]), (Id(77), [1])], Stop);
        Assert.Equal("5", await CandidatesAsync(index, generation, 1, [1]));
    }

    [Fact]
    public async Task All_pairs_of_a_profile_take_the_place_of_those_before_and_go_with_it()
    {
        var index = OpenEmpty();
        var generation = await PutAsync(index, (Profile(1), []), (Profile(2), []), (Profile(3), []));
        await index.PutPairsAsync(generation, [new MatchPairsOf(Id(1), [Pair(1, 2, 0.5), Pair(1, 3, 0.9), Pair(1, 99, 0.9)])], 41, Stop);
        await index.PutPairsAsync(generation, [new MatchPairsOf(Id(2), [Pair(1, 2, 0.6, at: 9)])], null, Stop);
        index = Reopen(index);
        Assert.Equal(41, await index.ReadPositionAsync(Stop));
        Assert.Equal(Pair(1, 2, 0.6, at: 5), await index.FindPairAsync(generation, Id(2), Id(1), Stop));
        await index.PutPairsAsync(generation, [new MatchPairsOf(Id(3), [Pair(2, 3, 0.7)], Adds: true)], null, Stop);
        Assert.Equal(0.9, (await index.FindPairAsync(generation, Id(1), Id(3), Stop))!.Probability);
        await index.PutPairsAsync(generation, [new MatchPairsOf(Id(3), [Pair(2, 3, 0.8)])], null, Stop);
        Assert.Null(await index.FindPairAsync(generation, Id(1), Id(3), Stop));
        await index.PutProfilesAsync([new MatchEntry(Id(2), null, [])], Stop);
        Assert.Equal(0, (await index.CountQueueAsync(generation, 0, 1, Stop)).Kept);
    }

    [Fact]
    public async Task Pairs_are_listed_in_order_page_by_page_and_by_what_is_asked()
    {
        var index = OpenEmpty();
        var generation = await PutAsync(index, (Profile(1, source: 1), []), (Profile(2, source: 2), []), (Profile(3, source: 12), []), (Profile(4, source: 1), []));
        await index.PutPairsAsync(
            generation,
            [
                new MatchPairsOf(Id(1), [Pair(1, 2, 0.9, 5, at: 1), Pair(1, 3, 0.9, 6, at: 2), Pair(1, 4, 0.4, 5, at: 3)]),
                new MatchPairsOf(Id(2), [Pair(1, 2, 0.9, 5, at: 1), Pair(2, 4, 0.99, ulong.MaxValue, at: 4), Pair(2, 3, 0.7, 5, MatchPairState.Later, 5)]),
            ],
            null, Stop);
        async Task<string> ListAsync(MatchPairFilter filter, MatchOrder order = MatchOrder.Surest)
        {
            var (found, after) = (new List<string>(), (MatchCursor?)null);
            while (await index.ListPairsAsync(generation, filter, order, after, 1, Stop) is [var pair])
            {
                found.Add($"{(int)(pair.FirstRecord / 10)}-{(int)(pair.SecondRecord / 10)}");
                after = new MatchCursor(order == MatchOrder.Newest ? pair.FoundAtUs : pair.Probability, pair.First, pair.Second);
                if (filter.Profile is not null) break;
            }
            Assert.True(filter.Profile is not null || found.Count == await index.CountPairsAsync(generation, filter, Stop));
            return string.Join(' ', found);
        }
        var open = new MatchPairFilter { State = MatchPairState.Open };
        Assert.Equal("2-4 1-3 1-2 1-4", await ListAsync(open));
        Assert.Equal("1-4 1-2 1-3 2-4", await ListAsync(open, MatchOrder.LeastSure));
        Assert.Equal("2-4 1-4 1-3 1-2", await ListAsync(open, MatchOrder.Newest));
        Assert.Equal("1-3 1-2", await ListAsync(open with { Min = 0.9, Max = 0.99 }));
        Assert.Equal("1-2 1-4", await ListAsync(open with { Pattern = 5 }));
        Assert.Equal("2-4 1-2", await ListAsync(open with { SourceId = 2 }));
        Assert.Equal("2-3", await ListAsync(open with { State = MatchPairState.Later }));
        Assert.Equal("2-4", await ListAsync(open with { Profile = Id(4) }));
        Assert.Equal("", await ListAsync(open with { Profile = Id(77) }));
        Assert.Equal([new MatchGroup(5, 2, 0.4, 0.9), new MatchGroup(ulong.MaxValue, 1, 0.99, 0.99), new MatchGroup(6, 1, 0.9, 0.9)], await index.GroupPairsAsync(generation, open, 10, Stop));
        Assert.Equal(new MatchQueue(2, 1, 1, 5), await index.CountQueueAsync(generation, 0.5, 0.95, Stop));
        Assert.True(await index.SetStateAsync(generation, Id(2), Id(4), MatchPairState.Different, Stop));
        Assert.False(await index.SetStateAsync(generation, Id(3), Id(4), MatchPairState.Different, Stop));
        Assert.Equal("1-3 1-2 1-4", await ListAsync(open));
    }

    [Fact]
    public async Task A_model_is_in_force_whole_and_what_the_one_before_left_is_swept_away()
    {
        var index = OpenEmpty();
        var first = await PutAsync(index, (Profile(1), [1]), (Profile(2), [1]));
        await index.PutPairsAsync(first, [new MatchPairsOf(Id(1), [Pair(1, 2, 0.5)])], null, Stop);
        Assert.Empty(await index.ListModelsAsync(Stop));
        await index.PutInForceAsync(new MatchModelRow(first, People, 1, 10, 20, 30, new byte[] { 1, 2 }), Stop);
        var second = await index.BeginModelAsync(People, Stop);
        await index.AddKeysAsync(second, [(Id(1), [5]), (Id(2), [5])], Stop);
        // One that is being made is left alone; one that a crash left is not.
        Assert.False(await index.SweepAsync(second, Stop));
        index = Reopen(index);
        var now = Assert.Single(await index.ListModelsAsync(Stop));
        Assert.Equal((first, 1, 10L, 20L, 30L), (now.Generation, now.Version, now.LearnedAtUs, now.AsOf, now.Records));
        Assert.Equal([1, 2], now.Judge.ToArray());
        await index.PutInForceAsync(now with { Generation = second, Version = 2 }, Stop);
        while (await index.SweepAsync(null, Stop)) { }
        Assert.Equal(second, Assert.Single(await index.ListModelsAsync(Stop)).Generation);
        Assert.Null(await index.FindPairAsync(first, Id(1), Id(2), Stop));
        Assert.Empty(await CandidatesAsync(index, first, 1, [1]));
        Assert.Equal("2", await CandidatesAsync(index, second, 1, [5]));
        await index.ForgetAsync(Stop);
        Assert.Equal(0, await index.ReadPositionAsync(Stop));
        Assert.Empty(await index.ListModelsAsync(Stop));
        Assert.Empty(await index.CountAsync(Stop));
    }
}
