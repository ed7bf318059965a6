using Kartoteka.Domain.Identity;

namespace Kartoteka.Storage.Contract;

// Looks over the whole base: activity, profiles, counts.
public abstract partial class LedgerContract
{
    private const long HourUs = 3_600_000_000;

    private static CommitItem At(string messageId, long receivedAtUs, int source = 1) => Item(Make.Event(messageId, user: messageId, source: source) with { ReceivedAtUs = receivedAtUs });

    [Fact]
    public async Task Activity_counts_each_event_in_the_hour_in_which_it_came_and_sums_up_to_the_counters()
    {
        var ledger = await OpenEmptyAsync();
        var committer = new EventCommitter(ledger);
        // One batch across the turn of an hour, of two sources, with a repetition and a refusal.
        CommitItem[] batch = [At("a", HourUs - 1), At("b", HourUs), At("b", HourUs + 1), At("c", HourUs, source: 2), new CommitItem(null, Refused("{").Refused! with { ReceivedAtUs = 2 * HourUs })];
        await committer.CommitAsync(batch, IdentityRules.Default, CommitExtras.None, Stop);
        await committer.CommitAsync([At("d", HourUs + 5)], IdentityRules.Default, CommitExtras.None, Stop);
        ledger = await ReopenAsync(ledger);
        Assert.Equal(
            [new SourceHour(0, 1, 1, 0, 0), new SourceHour(HourUs, 3, 2, 1, 0), new SourceHour(2 * HourUs, 1, 0, 0, 1)], await ledger.ReadActivityAsync(1, 0, Stop));
        Assert.Equal([HourUs, 2 * HourUs], (await ledger.ReadActivityAsync(1, HourUs + 7, Stop)).Select(hour => hour.HourUs));
        Assert.Equal([new SourceHour(HourUs, 1, 1, 0, 0)], await ledger.ReadActivityAsync(2, 0, Stop));
        Assert.Empty(await ledger.ReadActivityAsync(3, 0, Stop));
        var counters = await AssertBalancedAsync(ledger);
        Assert.Equal(counters.Received, (await ledger.ReadActivityAsync(1, 0, Stop)).Sum(hour => hour.Received));
    }

    [Fact]
    public async Task A_replay_moves_what_was_quarantined_within_the_hour_in_which_it_came()
    {
        var ledger = await OpenEmptyAsync();
        var committer = new EventCommitter(ledger);
        await committer.CommitAsync([new CommitItem(null, Refused("{").Refused! with { ReceivedAtUs = HourUs })], IdentityRules.Default, CommitExtras.None, Stop);
        var entry = Assert.Single(await ledger.ReadQuarantineAsync(new QuarantineFilter(null, null, "open", null, 10), Stop));
        await committer.CommitAsync([At("mended", entry.ReceivedAtUs)], IdentityRules.Default, new CommitExtras([], ReplayedQuarantineId: entry.Id), Stop);
        Assert.Equal([new SourceHour(HourUs, 1, 1, 0, 0)], await ledger.ReadActivityAsync(1, 0, Stop));
    }

    [Fact]
    public async Task A_scan_gives_each_live_profile_once_whole_with_traits_in_order()
    {
        var ledger = await OpenEmptyAsync();
        // More records than are read at once, and one profile across the seam.
        for (var batch = 0; batch < 3; batch++)
        {
            await SayAsync(ledger, Make.Unlimited, [.. Enumerable.Range(batch * 400, 400).Select(i => Make.Event($"m{i}", user: $"u{i}", ids: i is > 900 and < 1_100 ? [Make.Email("seam@x.ru")] : [], traits: [("n", $"{i}")]))]);
        }
        var scanned = new List<IReadOnlyList<RecordState>>();
        await foreach (var profile in ledger.ScanProfilesAsync(Stop)) scanned.Add(profile);
        var all = await ReadAllAsync(ledger);
        Assert.Equal(all.Select(profile => profile.Id).Order(), scanned.Select(records => records[0].Profile));
        Assert.Equal(all.OrderBy(profile => profile.Id).Select(profile => profile.Records.Count), scanned.Select(records => records.Count));
        Assert.Contains(scanned, records => records.Count == 199);
        Assert.All(scanned, records => Assert.All(records, record => Assert.Equal((records[0].Profile, 1), (record.Profile, record.Traits.Count))));
        Assert.Equal(1_200, scanned.Sum(records => records.Count));
    }

    [Fact]
    public async Task Open_conflicts_and_quarantined_entries_are_counted_by_source_and_filter()
    {
        var ledger = await OpenEmptyAsync();
        await SayAsync(ledger, Make.Event("m1", user: "ada", ids: [Make.Email("a@x.ru")]), Make.Event("m2", user: "bob", source: 2, ids: [Make.Email("a@x.ru")], at: 2_000_000));
        Assert.Equal([KeyValuePair.Create(2, 1L)], await ledger.CountConflictsAsync(Stop));
        await new EventCommitter(ledger).CommitAsync([Refused("1"), Refused("2", reason: "other"), Refused("3"), Refused("4", source: 2)], IdentityRules.Default, CommitExtras.None, Stop);
        Assert.Equal(4, await CountAsync(new QuarantineFilter(null, null, "open", null, 1)));
        Assert.Equal(2, await CountAsync(new QuarantineFilter(1, "bad_json", "open", null, 1)));
        var newest = (await ledger.ReadQuarantineAsync(new QuarantineFilter(1, "bad_json", "open", null, 1), Stop))[0].Id;
        Assert.Equal(1, await CountAsync(new QuarantineFilter(1, "bad_json", "open", newest, 1)));
        Assert.Equal(0, await CountAsync(new QuarantineFilter(3, null, null, null, 1)));

        async Task<long> CountAsync(QuarantineFilter filter) => await ledger.CountQuarantineAsync(filter, Stop);
    }
}
