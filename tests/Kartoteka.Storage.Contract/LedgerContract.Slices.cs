using Kartoteka.Domain.Identity;

namespace Kartoteka.Storage.Contract;

// What a replica reads.
public abstract partial class LedgerContract
{
    [Fact]
    public async Task Slices_of_any_size_give_every_event_once_and_where_each_record_is_part_of_now()
    {
        var ledger = await OpenEmptyAsync();
        for (var i = 0; i < 5; i++)
        {
            await SayAsync(ledger, [.. Enumerable.Range(0, 4).Select(n => Make.Event($"m{i}-{n}", user: $"u{n}", at: 1_000_000 + i))]);
            await SayAsync(ledger, Make.Event($"a{i}", anonymous: $"a{i}"));
            await SayAsync(ledger, Make.Event($"b{i}", user: $"u{i % 4}", anonymous: $"a{i}"));
        }
        foreach (var (eventsMax, changesMax) in new[] { (1, 1), (3, 2), (3, 1_000), (1_000, 3), (1_000, 1_000) })
        {
            var (events, owner, states) = (new List<long>(), new Dictionary<long, ProfileId>(), new Dictionary<ProfileId, ProfileState?>());
            for (long after = 0; after < ledger.HeadPosition;)
            {
                var slice = await ledger.ReadSliceAsync(new SliceRequest(after, WithProfiles: true, eventsMax, changesMax), Stop);
                Assert.True(slice.Position > after);
                Assert.Equal(slice.Position >= ledger.HeadPosition, slice.IsWhole);
                Assert.All(slice.Events, stored => Assert.InRange(stored.Position, after + 1, slice.Position));
                Assert.Equal(slice.Profiles.Count, slice.Profiles.Select(profile => profile.Id).Distinct().Count());
                events.AddRange(slice.Events.Select(stored => stored.Position));
                foreach (var stored in slice.Events) owner.TryAdd(stored.RecordId, stored.ProfileAtCommit);
                foreach (var move in slice.Moves) owner[move.RecordId] = move.Profile;
                foreach (var profile in slice.Profiles) states[profile.Id] = profile.State;
                after = slice.Position;
            }
            Assert.Equal((await ledger.ReadEventsAsync(0, 1_000, Stop)).Select(stored => stored.Position), events);
            var live = await ReadAllAsync(ledger);
            Assert.Equal(live.SelectMany(profile => profile.Records.Select(record => (record.Id, profile.Id))).Order(), owner.Select(pair => (pair.Key, pair.Value)).Order());
            Assert.Equal(live.Select(profile => profile.Id).Order(), states.Where(pair => pair.Value is not null).Select(pair => pair.Key).Order());
            Assert.Equal(9, live.Count + states.Count(pair => pair.Value is null));
        }
    }

    [Fact]
    public async Task A_slice_tells_of_events_undone_after_they_were_read()
    {
        var ledger = await OpenEmptyAsync();
        await SayAsync(ledger, Make.Event("m1", user: "ada"), Make.Event("m2", user: "ada"));
        var first = await ledger.ReadSliceAsync(new SliceRequest(0, false, 100, 100), Stop);
        await using (var transaction = await ledger.BeginAsync(Stop))
        {
            await transaction.RetractEventsAsync([first.Events[0].Position], Stop);
            await transaction.CommitAsync(Stop);
        }
        Assert.True(ledger.HeadPosition > first.Position);
        var second = await ledger.ReadSliceAsync(new SliceRequest(first.Position, false, 100, 100), Stop);
        Assert.Equal([first.Events[0].Position], second.Retracted);
        Assert.Empty(second.Events);
        Assert.Empty((await ledger.ReadSliceAsync(new SliceRequest(second.Position, false, 100, 100), Stop)).Retracted);
        Assert.True((await ledger.ReadSliceAsync(new SliceRequest(0, false, 100, 100), Stop)).Events[0].Retracted);
    }

    [Fact]
    public async Task Profiles_are_read_in_order_of_id_each_whole_and_once()
    {
        var ledger = await OpenEmptyAsync();
        await SayAsync(ledger, [.. Enumerable.Range(0, 30).Select(i => Make.Event($"m{i}", user: $"u{i % 25}", source: 1 + (i / 25), ids: [Make.Email($"{i % 25}@x.ru")]))]);
        var read = new List<ProfileState>();
        while (await ledger.ReadProfilesAsync(read.Count > 0 ? read[^1].Id : default, Stop) is { Count: > 0 } page) read.AddRange(page);
        var all = (await ReadAllAsync(ledger)).OrderBy(profile => profile.Id).ToArray();
        Assert.Equal(all.Select(profile => (profile.Id, profile.CreatedAtUs, profile.Records.Count)), read.Select(profile => (profile.Id, profile.CreatedAtUs, profile.Records.Count)));
    }
}
