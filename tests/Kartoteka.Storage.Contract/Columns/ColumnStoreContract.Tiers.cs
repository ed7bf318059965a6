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

    /// <summary>Takes from the ledger, behind its back, all events up to a position and nothing else: histories and profiles stay.</summary>
    protected abstract ValueTask LoseEventsAsync(ILedger ledger, long through);

    [Fact]
    public async Task What_is_built_anew_from_archive_and_ledger_gives_equal_answers_when_the_ledger_no_longer_holds_what_the_archive_does()
    {
        var ledger = await OpenEmptyAsync();
        await SayAsync(ledger, Days("m", 5));
        // An order that is archived whole, one that goes on after that, and one that is undone; people who are merged before the archive and after it.
        await SayAsync(
            ledger,
            Track("o1", "u0", "Order Completed", """{"order_id":"A","revenue":10,"products":[{"product_id":"p","quantity":1,"price":10}]}""", at: 1_000_000), Track("o2", "u1", "Order Completed", """{"order_id":"B","revenue":20}""", at: 2_000_000),
            Track("o3", "u2", "Order Completed", """{"order_id":"C","revenue":30}""", at: 3_000_000), Make.Event("a1", user: "u3", anonymous: "x"), Make.Event("a2", anonymous: "y"));
        List<string> before;
        await using (var following = new Following(ledger, Opener(ledger), tiers: Tiers(30)))
        {
            await following.LevelAsync();
            await SettleAsync(following);
            var lost = ledger.HeadPosition;
            await RetractAsync(ledger, 12);
            await SayAsync(ledger, Make.Event("a3", user: "u4", anonymous: "y"), Track("o4", "u4", "Order Refunded", """{"order_id":"B","total":5}""", at: TimeProvider.System.NowUs()), Track("n", "u4", "A", at: TimeProvider.System.NowUs()));
            var (one, other) = (await ReadAsync(ledger, Make.User("u0")), await ReadAsync(ledger, Make.User("u1")));
            await new IdentitySteward(ledger, TimeProvider.System).MergeAsync(one.Id, other.Id, IdentityRules.Default, "steward", "same", Stop);
            var replica = await following.LevelAsync();
            await SettleAsync(following);
            before = await EverythingAsync(replica);
            Assert.Contains("B 20 5 15", string.Join('\n', before), StringComparison.Ordinal);
            await LoseEventsAsync(ledger, lost);
            replica.Rebuild();
            await following.EventuallyAsync(() => replica.Position == 0 || replica.IsBuilding);
            await following.LevelAsync();
            Assert.Equal(before, await EverythingAsync(replica));
            Assert.Empty(await AskAsync(replica, "select position from event group by position having count(*) > 1 union all select position from order_step group by position having count(*) > 1"));
        }
        // And where the replica itself is gone: what is left is the archive.
        await LoseReplicaAsync(ledger);
        await using (var anew = new Following(ledger, Opener(ledger), tiers: Tiers(30))) Assert.Equal(before, await EverythingAsync(await anew.LevelAsync()));
        // By itself the ledger would answer otherwise.
        await using var bare = new Following(ledger, EmptyOpener());
        Assert.Equal(["A 1 -"], await AskAsync(await bare.LevelAsync(), "select name, count(*), sum(revenue) from event where name = 'A' group by name"));
    }

    /// <summary>Takes away the replica of a ledger and leaves its archive.</summary>
    protected abstract ValueTask LoseReplicaAsync(ILedger ledger);

    private static async Task<List<string>> EverythingAsync(ColumnReplica replica) =>
    [
        .. await AskAsync(replica, "select e.position, p.id, e.kind, e.name, e.revenue, e.occurred_at, e.received_at, e.properties from event e join profile p on p.number = e.profile order by e.position"),
        .. await AskAsync(replica, "select p.id, o.order_id, o.gross, o.returned, o.net, o.status, o.lines from orders o join profile p on p.number = o.profile order by o.order_id"),
        .. await AskAsync(replica, "select p.id, l.order_id, l.line, l.product_id, l.net from order_line l join profile p on p.number = l.profile order by l.order_id, l.line"),
        .. await AskAsync(replica, "select id, records, traits, identifiers from profile order by id"), .. await AskAsync(replica, "select s.position, s.message_id, p.id from order_step s join profile p on p.number = s.profile order by s.position"),
    ];

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
