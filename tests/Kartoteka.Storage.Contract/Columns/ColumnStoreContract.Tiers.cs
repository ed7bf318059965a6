using Kartoteka.Domain.Events;
using Kartoteka.Domain.Identity;
using Kartoteka.Storage.Columns;

namespace Kartoteka.Storage.Contract.Columns;

// Where events stand is nobody's business who asks.
public abstract partial class ColumnStoreContract
{
    private const long Day = 86_400_000_000;
    private const string All = "select name, count(*), sum(revenue) from event group by name order by name";

    private static IncomingEvent[] Days(string prefix, int days) => [.. Enumerable.Range(0, days).SelectMany(day => new[]
    {
        Track($"{prefix}{day}a", $"u{day % 3}", "A", """{"revenue":1.5}""", at: (day * Day) + 1_000_000),
        Track($"{prefix}{day}p", $"u{day % 2}", "P", at: (day * Day) + 2_000_000) with { Kind = EventKind.Page },
    })];

    // How many events stand in the store's own tables is what the adapter's own tests look at; here only answers count.
    private static async Task SettleAsync(Following following) => await following.EventuallyAsync(() => following.Replica.IsTidy);

    [Fact]
    public async Task A_question_over_all_time_sees_archived_and_fresh_events_exactly_once()
    {
        var ledger = await OpenEmptyAsync();
        await SayAsync(ledger, Days("m", 6));
        await using var following = new Following(ledger, Opener(ledger), tiers: Tiers(30));
        var replica = await following.LevelAsync();
        await SettleAsync(following);
        Assert.Equal(["A 6 9", "P 6 -"], await AskAsync(replica, All));
        // What comes for a day that is archived already, and for one that is not.
        await SayAsync(ledger, Days("late", 3));
        await SayAsync(ledger, Track("now", "u0", "A", """{"revenue":100}""", at: TimeProvider.System.NowUs()));
        await following.LevelAsync();
        await SettleAsync(following);
        Assert.Equal(["A 10 113.5", "P 9 -"], await AskAsync(replica, All));
        Assert.Equal(["2"], await AskAsync(replica, "select count(*) from event where received_at >= $1 and received_at < $2 and name = 'A'", DateTimeOffset.UnixEpoch.AddDays(1), DateTimeOffset.UnixEpoch.AddDays(2)));
    }

    [Fact]
    public async Task Archived_events_move_with_their_records_and_go_with_their_import()
    {
        var ledger = await OpenEmptyAsync();
        await SayAsync(ledger, Days("m", 4));
        await using var following = new Following(ledger, Opener(ledger), tiers: Tiers(30));
        var replica = await following.LevelAsync();
        await SettleAsync(following);
        var (one, other) = (await ReadAsync(ledger, Make.User("u0")), await ReadAsync(ledger, Make.User("u1")));
        await new IdentitySteward(ledger, TimeProvider.System).MergeAsync(one.Id, other.Id, IdentityRules.Default, "steward", "same", Stop);
        await RetractAsync(ledger, 0);
        await following.LevelAsync();
        await SettleAsync(following);
        Assert.Equal([$"{one.Id} 6"], await AskAsync(replica, "select p.id, count(*) from event e join profile p on p.number = e.profile group by p.id having count(*) > 1"));
        await using var anew = new Following(ledger, EmptyOpener());
        Assert.Equal(await AskAsync(await anew.LevelAsync(), PerProfile), await AskAsync(replica, PerProfile));
    }

    [Fact]
    public async Task Each_kind_has_its_own_ages_and_what_is_past_its_end_is_dropped_and_does_not_come_back()
    {
        var ledger = await OpenEmptyAsync();
        await SayAsync(ledger, Days("m", 4));
        await using (var first = new Following(ledger, Opener(ledger), tiers: Tiers(30)))
        {
            await first.LevelAsync();
            await SettleAsync(first);
        }
        var rules = Tiers(30, keepDays: 60, kind: "page");
        await using var following = new Following(ledger, Opener(ledger), tiers: rules);
        var replica = await following.LevelAsync();
        await SettleAsync(following);
        Assert.Equal(["A 4 6"], await AskAsync(replica, All));
        await using var anew = new Following(ledger, EmptyOpener(), tiers: rules);
        Assert.Equal(["A 4 6"], await AskAsync(await anew.LevelAsync(), All));
    }
}
