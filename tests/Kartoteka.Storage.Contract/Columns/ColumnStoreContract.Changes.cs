using Kartoteka.Domain.Identity;
using Kartoteka.Storage.Segments;

namespace Kartoteka.Storage.Contract.Columns;

// Who changed since a position, which is what memberships follow by.
public abstract partial class ColumnStoreContract
{
    private static async Task<List<ProfileId>> IdsAsync(Storage.Columns.ColumnReplica replica, Storage.Columns.ColumnQuery query, int column)
    {
        await using var rows = await replica.QueryAsync(query, Stop);
        var ids = new List<ProfileId>();
        while (await rows.ReadAsync(Stop))
        {
            for (var row = 0; row < rows.Count; row++) ids.Add(new ProfileId(rows.Uuid(column, row)));
        }
        return [.. ids.Order()];
    }

    [Fact]
    public async Task Who_changed_since_a_position_is_known_and_who_went()
    {
        var ledger = await OpenEmptyAsync();
        await using var following = new Following(ledger, Opener(ledger));
        await SayAsync(ledger, Make.Event("m1", user: "ada"), Make.Event("m2", user: "bob"), Make.Event("m3", anonymous: "x"));
        var replica = await following.LevelAsync();
        var (ada, bob, visitor) = ((await ReadAsync(ledger, Make.User("ada"))).Id, (await ReadAsync(ledger, Make.User("bob"))).Id, (await ReadAsync(ledger, Make.Anonymous("x"))).Id);
        Assert.Equal(new[] { ada, bob, visitor }.Order(), await IdsAsync(replica, MembershipQueries.Changed(0), 1));
        var before = replica.Position;
        Assert.Empty(await IdsAsync(replica, MembershipQueries.Changed(before), 1));

        // An event changes nothing of the profile itself, and is something that happened to it.
        await SayAsync(ledger, Track("m4", "ada", "A"));
        await following.LevelAsync();
        Assert.Equal([ada], await IdsAsync(replica, MembershipQueries.Changed(before), 1));
        var (afterEvent, importedAt) = (replica.Position, replica.Position);

        await SayAsync(ledger, Make.Event("m5", user: "bob", anonymous: "x"));
        await following.LevelAsync();
        var (kept, gone) = (await ReadAsync(ledger, Make.User("bob"))).Id == bob ? (bob, visitor) : (visitor, bob);
        Assert.Equal([kept], await IdsAsync(replica, MembershipQueries.Changed(afterEvent), 1));
        Assert.Equal([gone], await IdsAsync(replica, MembershipQueries.Gone(afterEvent), 0));
        Assert.Empty(await IdsAsync(replica, MembershipQueries.Gone(replica.Position), 0));

        // Of an event that is taken back only its profile is left to tell.
        var last = replica.Position;
        await using (var transaction = await ledger.BeginAsync(Stop))
        {
            await transaction.RetractEventsAsync([(await ledger.ReadEventsAsync(importedAt - 1, 1, Stop))[0].Position], Stop);
            await transaction.CommitAsync(Stop);
        }
        await following.LevelAsync();
        Assert.Equal([ada], await IdsAsync(replica, MembershipQueries.Changed(last), 1));
    }

    [Fact]
    public async Task An_order_that_another_profile_speaks_of_is_a_change_of_whose_it_was_and_whose_it_is()
    {
        var ledger = await OpenEmptyAsync();
        await using var following = new Following(ledger, Opener(ledger));
        await SayAsync(ledger, Track("m1", "ada", "Order Completed", """{"order_id":"A","revenue":10}""", at: 5_000_000), Make.Event("m2", user: "bob"), Make.Event("m3", user: "eve"));
        var replica = await following.LevelAsync();
        var (ada, bob) = ((await ReadAsync(ledger, Make.User("ada"))).Id, (await ReadAsync(ledger, Make.User("bob"))).Id);
        var before = replica.Position;
        await SayAsync(ledger, Track("m4", "bob", "Order Refunded", """{"order_id":"A"}""", at: 6_000_000));
        await following.LevelAsync();
        Assert.Equal(new[] { ada, bob }.Order(), await IdsAsync(replica, MembershipQueries.Changed(before), 1));

        // Completed by another before: it is another's order from now on.
        before = replica.Position;
        await SayAsync(ledger, Track("m5", "bob", "Order Completed", """{"order_id":"A","revenue":10}""", at: 4_000_000));
        await following.LevelAsync();
        Assert.Equal([$"{bob}"], await AskAsync(replica, "select p.id from orders o join profile p on p.number = o.profile"));
        Assert.Equal(new[] { ada, bob }.Order(), await IdsAsync(replica, MembershipQueries.Changed(before), 1));

        // Undone, it goes back: nothing was said by the one to whom it goes.
        before = replica.Position;
        await RetractAsync(ledger, 4);
        await following.LevelAsync();
        Assert.Equal([$"{ada}"], await AskAsync(replica, "select p.id from orders o join profile p on p.number = o.profile"));
        Assert.Equal(new[] { ada, bob }.Order(), await IdsAsync(replica, MembershipQueries.Changed(before), 1));
    }

    [Fact]
    public async Task Each_reading_of_all_profiles_has_a_higher_epoch()
    {
        var ledger = await OpenEmptyAsync();
        await using var following = new Following(ledger, Opener(ledger));
        await SayAsync(ledger, Make.Event("m1", user: "ada"));
        var replica = await following.LevelAsync();
        var first = await EpochAsync();
        replica.Refresh();
        await following.EventuallyAsync(() => EpochAsync().GetAwaiter().GetResult() > first && !replica.IsBuilding);

        async Task<long> EpochAsync()
        {
            await using var rows = await replica.QueryAsync(MembershipQueries.Nothing, Stop);
            return rows.Epoch;
        }
    }
}
