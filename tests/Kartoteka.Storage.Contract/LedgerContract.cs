using System.Text;
using Kartoteka.Domain.Events;
using Kartoteka.Domain.Identity;

namespace Kartoteka.Storage.Contract;

/// <summary>What every ledger promises. A store passes when its subclass is green.</summary>
public abstract partial class LedgerContract : LedgerBench
{
    [Fact]
    public async Task What_was_committed_is_there_after_a_restart()
    {
        var ledger = await OpenEmptyAsync();
        var said = Make.Event("m1", user: "ada", anonymous: "a", ids: [Make.Email("a@x.ru")], traits: [("name", "\"Ада\""), ("age", "null")]) with
        {
            Name = "Order Completed",
            SentAtUs = 11,
            OriginalAtUs = 12,
            ImportId = 4,
        };
        await SayAsync(ledger, said);
        var before = await ReadAsync(ledger, Make.User("ada"));
        var head = ledger.HeadPosition;
        ledger = await ReopenAsync(ledger);
        Assert.Equal(head, ledger.HeadPosition);
        var profile = await ReadAsync(ledger, Make.User("ada"));
        Assert.Equal((before.Id, before.CreatedAtUs, said.ReceivedAtUs), (profile.Id, profile.CreatedAtUs, profile.CreatedAtUs));
        var record = Assert.Single(profile.Records);
        Assert.Equal(new RecordKey(1, "ada"), record.Key);
        Assert.Equal(["anonymous_id:a", "email:a@x.ru", "user_id:shop:ada"], record.Claims.Select(claim => claim.Identifier.ToString()).Order());
        Assert.All(record.Claims, claim => Assert.Equal((ClaimState.Active, said.OccurredAtUs), (claim.State, claim.FirstSeenUs)));
        Assert.Equal("\"Ада\"", Encoding.UTF8.GetString(record.Traits["name"].Json));
        Assert.True(record.Traits["age"].IsNull);
        var stored = Assert.Single(await ledger.ReadEventsAsync(0, 10, Stop));
        Assert.Equal(said.Body.ToArray(), stored.Body);
        var expected = new StoredEvent(
            stored.Position, 1, record.Id, profile.Id, EventKind.Identify, "Order Completed", "m1", said.OccurredAtUs, said.ReceivedAtUs, 11, 12, 4, false, stored.Body);
        Assert.Equal(expected, stored);
        await AssertBalancedAsync(ledger);
    }

    [Fact]
    public async Task A_transaction_disposed_without_a_commit_leaves_nothing_also_in_caches()
    {
        var ledger = await OpenEmptyAsync();
        await SayAsync(ledger, Make.Event("m1", user: "ada", traits: [("name", "1")]));
        var head = ledger.HeadPosition;
        await using (var transaction = await ledger.BeginAsync(Stop))
        {
            await ApplyAsync(transaction, Make.Event("m2", user: "ada", ids: [Make.Email("a@x.ru")], traits: [("name", "2")], at: 2_000_000), Make.Event("m3", user: "bob"));
            await transaction.QuarantineAsync([Refused("{").Refused!], Stop);
            await transaction.CountAsync(new SourceCounters(1, 5, 5, 0, 0, 0), Stop);
            await transaction.DisposeAsync();
        }
        Assert.Equal(head, ledger.HeadPosition);
        Assert.Empty(await ledger.FindProfilesAsync(null, Make.User("bob"), 10, Stop));
        Assert.Empty(await ledger.ReadQuarantineAsync(new QuarantineFilter(null, null, null, null, 10), Stop));
        Assert.Equal(1, (await AssertBalancedAsync(ledger)).Received);
        await using (var transaction = await ledger.BeginAsync(Stop))
        {
            Assert.Empty(await transaction.FindStoredAsync([new(1, "m2"), new(1, "m3")], Stop));
            await transaction.LoadAsync(new LoadRequest([new(1, "ada"), new(1, "bob")], [new(1, ProfileKind.Person, Make.Email("a@x.ru"))], [], []), Stop);
            Assert.Equal("1"u8.ToArray(), transaction.Set.Records[new(1, "ada")].Traits["name"].Json);
            Assert.False(transaction.Set.Records.ContainsKey(new(1, "bob")));
            Assert.Empty(transaction.Set.Claimants(new(1, ProfileKind.Person, Make.Email("a@x.ru"))));
        }
    }

    [Fact]
    public async Task A_failed_write_leaves_nothing_and_does_not_stand_in_the_way_of_the_next()
    {
        var ledger = await OpenEmptyAsync();
        await Assert.ThrowsAnyAsync<Exception>(async () =>
        {
            await using var transaction = await ledger.BeginAsync(Stop);
            await ApplyAsync(transaction, Make.Event("m1", user: "ada"));
            // A position is used twice: no store may take both.
            var plan = new CommitPlan();
            var twice = new PlacedEvent(transaction.NextPosition(), 1, transaction.NewProfileId(1), Make.Prepared(Make.Event("m2", user: "ada")));
            plan.Add(twice);
            plan.Add(twice);
            await transaction.WriteAsync(plan, Stop);
        });
        Assert.Empty(await ledger.ReadEventsAsync(0, 10, Stop));
        Assert.Equal(Outcome.Stored, Assert.Single(await SayAsync(ledger, Make.Event("m1", user: "ada"))).Outcome);
        await AssertBalancedAsync(ledger);
    }

    [Fact]
    public async Task A_message_is_stored_once_in_a_batch_across_batches_and_across_a_restart()
    {
        var ledger = await OpenEmptyAsync();
        var said = Make.Event("m1", user: "ada");
        Assert.Equal([Outcome.Stored, Outcome.Duplicate], (await SayAsync(ledger, said, said)).Select(result => result.Outcome));
        Assert.Equal([Outcome.Duplicate, Outcome.Stored], (await SayAsync(ledger, said, Make.Event("m2", user: "ada"))).Select(result => result.Outcome));
        ledger = await ReopenAsync(ledger);
        Assert.Equal([Outcome.Duplicate, Outcome.Duplicate], (await SayAsync(ledger, said, Make.Event("m2", user: "eve"))).Select(result => result.Outcome));
        Assert.Equal(["m1", "m2"], (await ledger.ReadEventsAsync(0, 10, Stop)).Select(stored => stored.MessageId));
        var counters = await AssertBalancedAsync(ledger);
        Assert.Equal((6L, 2L, 4L), (counters.Received, counters.Stored, counters.Duplicate));
    }

    [Fact]
    public async Task Two_sources_may_use_the_same_message_id()
    {
        var ledger = await OpenEmptyAsync();
        var results = await SayAsync(ledger, Make.Event("m1", user: "ada", source: 1), Make.Event("m1", user: "ada", source: 2));
        Assert.All(results, result => Assert.Equal(Outcome.Stored, result.Outcome));
        await using var transaction = await ledger.BeginAsync(Stop);
        Assert.Equal([0, 2], (await transaction.FindStoredAsync([new(1, "m1"), new(3, "m1"), new(2, "m1"), new(1, "M1")], Stop)).Order());
    }

    [Fact]
    public async Task Positions_rise_and_a_reader_that_pages_never_skips()
    {
        var ledger = await OpenEmptyAsync();
        var seen = new List<StoredEvent>();
        long head = 0, announced = 0;
        ledger.Committed += position => announced = position;
        for (var batch = 0; batch < 5; batch++)
        {
            await SayAsync(ledger, [.. Enumerable.Range(0, 4).Select(i => Make.Event($"m{batch}-{i}", user: $"u{i}", at: 1_000_000 - batch))]);
            Assert.True(ledger.HeadPosition > head);
            Assert.Equal(ledger.HeadPosition, announced);
            head = ledger.HeadPosition;
            while (await ledger.ReadEventsAsync(seen.Count == 0 ? 0 : seen[^1].Position, 3, Stop) is { Count: > 0 } page) seen.AddRange(page);
            if (batch == 2)
            {
                ledger = await ReopenAsync(ledger);
                ledger.Committed += position => announced = position;
            }
        }
        Assert.Equal(20, seen.Count);
        Assert.Equal(seen.Select(stored => stored.Position).Distinct().Order(), seen.Select(stored => stored.Position));
        Assert.All(seen, stored => Assert.True(stored.Position <= head));
    }

    [Fact]
    public async Task A_page_of_the_change_feed_never_ends_inside_a_commit()
    {
        var ledger = await OpenEmptyAsync();
        await SayAsync(ledger, [.. Enumerable.Range(0, 5).Select(i => Make.Event($"m{i}", user: $"u{i}"))]);
        await SayAsync(ledger, Make.Event("m9", user: "u0"), Make.Event("m10", user: "u9", ids: [Make.Email("9@x.ru")]));
        var changes = new List<ProfileChange>();
        while (await ledger.ReadChangesAsync(changes.Count == 0 ? 0 : changes[^1].Position, 2, Stop) is { Count: > 0 } page) changes.AddRange(page);
        var live = (await ReadAllAsync(ledger)).Select(profile => profile.Id).Order();
        Assert.Equal(live, changes.Select(change => change.Profile).Distinct().Order());
        Assert.Equal(5, changes.Count(change => change.Position == changes[0].Position));
        Assert.All(changes, change => Assert.True(change.Position <= ledger.HeadPosition));
    }

    [Fact]
    public async Task A_merge_puts_both_profiles_into_the_change_feed()
    {
        var ledger = await OpenEmptyAsync();
        await SayAsync(ledger, Make.Event("m1", user: "ada"), Make.Event("m2", anonymous: "a"));
        var (one, other) = ((await ReadAsync(ledger, Make.User("ada"))).Id, (await ReadAsync(ledger, Make.Anonymous("a"))).Id);
        var after = ledger.HeadPosition;
        await SayAsync(ledger, Make.Event("m3", user: "ada", anonymous: "a"));
        Assert.Equal(new[] { one, other }.Order(), (await ledger.ReadChangesAsync(after, 10, Stop)).Select(change => change.Profile).Order());
    }

    [Fact]
    public async Task Two_transactions_at_once_on_the_same_identifiers_give_one_profile()
    {
        var ledger = await OpenEmptyAsync();
        var batches = Enumerable.Range(0, 8).Select(batch => Task.Run(() => SayAsync(ledger, [.. Enumerable.Range(0, 10)
            .Select(i => Make.Event($"m{batch}-{i}", anonymous: $"a{batch}-{i}", ids: [Make.Email($"m{i}@x.ru")]))]))).ToArray();
        await Task.WhenAll(batches);
        Assert.Equal(10, (await ReadAllAsync(ledger)).Count);
        for (var i = 0; i < 10; i++) Assert.Equal(8, (await ReadAsync(ledger, Make.Email($"m{i}@x.ru"))).Records.Count);
        await AssertBalancedAsync(ledger);
    }

    [Fact]
    public async Task The_same_batch_sent_by_many_at_once_is_stored_once()
    {
        var ledger = await OpenEmptyAsync();
        var events = Enumerable.Range(0, 10).Select(i => Make.Event($"m{i}", user: $"u{i}")).ToArray();
        var results = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => SayAsync(ledger, events))));
        Assert.Equal(10, results.SelectMany(result => result).Count(result => result.Outcome == Outcome.Stored));
        var counters = await AssertBalancedAsync(ledger);
        Assert.Equal((80L, 10L, 70L), (counters.Received, counters.Stored, counters.Duplicate));
    }

    [Fact]
    public async Task A_reader_sees_only_what_is_committed_while_a_transaction_writes()
    {
        var ledger = await OpenEmptyAsync();
        await SayAsync(ledger, Make.Event("m1", user: "ada", traits: [("name", "1")]));
        var head = ledger.HeadPosition;
        await using (var transaction = await ledger.BeginAsync(Stop))
        {
            await ApplyAsync(transaction, Make.Event("m2", user: "ada", traits: [("name", "2")], at: 2_000_000), Make.Event("m3", user: "bob"));
            Assert.Equal("1"u8.ToArray(), Assert.Single((await ReadAsync(ledger, Make.User("ada"))).Records).Traits["name"].Json);
            Assert.Empty(await ledger.FindProfilesAsync(null, Make.User("bob"), 10, Stop));
            Assert.Single(await ledger.ReadEventsAsync(0, 10, Stop));
            Assert.Equal(head, ledger.HeadPosition);
            Assert.Equal(1, (await ledger.ReadCountersAsync(Stop)).Totals.Events);
            await transaction.CommitAsync(Stop);
        }
        Assert.Equal("2"u8.ToArray(), Assert.Single((await ReadAsync(ledger, Make.User("ada"))).Records).Traits["name"].Json);
        Assert.Equal(3, (await ledger.ReadEventsAsync(0, 10, Stop)).Count);
    }

    [Fact]
    public async Task A_transaction_may_be_disposed_twice()
    {
        var ledger = await OpenEmptyAsync();
        var transaction = await ledger.BeginAsync(Stop);
        await transaction.DisposeAsync();
        await transaction.DisposeAsync();
        Assert.All(await SayAsync(ledger, Make.Event("m1", user: "ada")), result => Assert.Equal(Outcome.Stored, result.Outcome));
        Assert.Null(ledger.StoppedBecause);
    }

    /// <summary>Loads, decides and writes, as a commit of events does, without committing.</summary>
    private protected static async Task<CommitPlan> ApplyAsync(ILedgerTransaction transaction, params IncomingEvent[] events)
    {
        var prepared = events.Select(incoming => Make.Prepared(incoming)).ToArray();
        var claims = prepared.SelectMany(one => one.Claims.Concat(one.Event.AliasOf).Select(claim => new ClaimKey(one.Realm, ProfileKind.Person, claim)));
        await transaction.LoadAsync(new LoadRequest([.. prepared.Select(one => one.Subject)], claims.ToHashSet(), [], []), Stop);
        var plan = new CommitPlan();
        var resolver = new IdentityResolver(IdentityRules.Default, transaction.Set, plan, transaction);
        foreach (var one in prepared) Assert.Null(resolver.Apply(one));
        await transaction.WriteAsync(plan, Stop);
        return plan;
    }
}
