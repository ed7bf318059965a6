using System.Text;
using Kartoteka.Domain.Events;
using Kartoteka.Domain.Identity;

namespace Kartoteka.Storage.Contract;

public abstract partial class LedgerContract
{
    private static readonly QuarantineFilter AllQuarantine = new(null, null, null, null, 100);

    [Fact]
    public async Task Quarantine_keeps_a_body_once_and_another_source_may_send_the_same()
    {
        var ledger = await OpenEmptyAsync();
        await using (var transaction = await ledger.BeginAsync(Stop))
        {
            var drafts = new[] { Refused("{").Refused!, Refused("{").Refused!, Refused("{", source: 2).Refused!, Refused("[", reason: "no_id").Refused! };
            Assert.Equal([true, false, true, true], await transaction.QuarantineAsync(drafts, Stop));
            await transaction.CommitAsync(Stop);
        }
        ledger = await ReopenAsync(ledger);
        var entries = await ledger.ReadQuarantineAsync(AllQuarantine, Stop);
        Assert.Equal(["[", "{", "{"], entries.Select(entry => Encoding.UTF8.GetString(entry.Raw)));
        var expected = new QuarantineEntry(entries[0].Id, 1, "no_id", "line 1", null, null, entries[0].Raw, "/v1/track", 7, "open");
        Assert.Equal(expected, entries[0]);
        Assert.Equal([(1, "bad_json", 1L), (1, "no_id", 1L), (2, "bad_json", 1L)], await ledger.CountQuarantineAsync(Stop));
        Assert.Equal([entries[0].Id], await IdsAsync(ledger, AllQuarantine with { Reason = "no_id" }));
        Assert.Equal([entries[1].Id], await IdsAsync(ledger, AllQuarantine with { SourceId = 2 }));
        Assert.Equal([entries[1].Id], await IdsAsync(ledger, AllQuarantine with { Before = entries[0].Id, Limit = 1 }));
        Assert.Empty(await IdsAsync(ledger, AllQuarantine with { State = "replayed" }));
        Assert.Null(await ledger.FindQuarantineAsync(999, Stop));
        Assert.Equal("no_id", (await ledger.FindQuarantineAsync(entries[0].Id, Stop))!.Reason);
    }

    private static async Task<IEnumerable<long>> IdsAsync(ILedger ledger, QuarantineFilter filter) => (await ledger.ReadQuarantineAsync(filter, Stop)).Select(entry => entry.Id);

    [Fact]
    public async Task A_quarantine_entry_is_closed_once()
    {
        var ledger = await OpenEmptyAsync();
        await CommitAsync(ledger, CommitExtras.None, Refused("{"));
        var id = Assert.Single(await ledger.ReadQuarantineAsync(AllQuarantine, Stop)).Id;
        await using (var transaction = await ledger.BeginAsync(Stop))
        {
            Assert.True(await transaction.CloseQuarantineAsync(id, "discarded", Stop));
            Assert.False(await transaction.CloseQuarantineAsync(id, "replayed", Stop));
            Assert.False(await transaction.CloseQuarantineAsync(id + 1, "replayed", Stop));
            await transaction.CommitAsync(Stop);
        }
        Assert.Equal("discarded", (await ledger.FindQuarantineAsync(id, Stop))!.State);
        Assert.Empty(await ledger.CountQuarantineAsync(Stop));
    }

    [Fact]
    public async Task Received_is_stored_duplicate_and_quarantined_after_every_step_with_replays()
    {
        var ledger = await OpenEmptyAsync();
        await CommitAsync(ledger, CommitExtras.None, Item(Make.Event("m1", user: "ada")), Refused("{"), Refused("{"), Refused("{", source: 2));
        Assert.Equal((3L, 1L, 1L, 1L), Numbers(await AssertBalancedAsync(ledger)));
        var id = (await ledger.ReadQuarantineAsync(AllQuarantine with { SourceId = 1 }, Stop)).Single().Id;
        var replay = CommitExtras.None with { ReplayedQuarantineId = id };

        // Replayed unchanged it is refused again, and stays where it is.
        Assert.Equal(Outcome.Quarantined, Assert.Single(await CommitAsync(ledger, replay, Refused("{"))).Outcome);
        Assert.Equal((3L, 1L, 1L, 1L), Numbers(await AssertBalancedAsync(ledger)));
        Assert.Equal("open", (await ledger.FindQuarantineAsync(id, Stop))!.State);

        // Edited it is stored: the same receipt, counted as stored now.
        Assert.Equal(Outcome.Stored, Assert.Single(await CommitAsync(ledger, replay, Item(Make.Event("m2", user: "ada")))).Outcome);
        Assert.Equal((3L, 2L, 1L, 0L), Numbers(await AssertBalancedAsync(ledger)));
        Assert.Equal("replayed", (await ledger.FindQuarantineAsync(id, Stop))!.State);

        // Replayed twice, it finds the entry closed: nothing is counted and nothing new stored.
        ledger = await ReopenAsync(ledger);
        Assert.Equal(Outcome.Duplicate, Assert.Single(await CommitAsync(ledger, replay, Item(Make.Event("m2", user: "ada")))).Outcome);
        var late = Assert.Single(await CommitAsync(ledger, replay, Item(Make.Event("m3", user: "ada"))));
        Assert.Equal((Outcome.Quarantined, "quarantine_closed"), (late.Outcome, late.Reason));
        Assert.Equal((3L, 2L, 1L, 0L), Numbers(await AssertBalancedAsync(ledger)));
        Assert.Equal((1L, 0L, 0L, 1L), Numbers(await AssertBalancedAsync(ledger, source: 2)));
    }

    [Theory, InlineData(false), InlineData(true)]
    public async Task A_replay_of_which_anything_is_refused_leaves_the_entry_open_and_adds_none(bool byTheStore)
    {
        var ledger = await OpenEmptyAsync();
        await CommitAsync(ledger, CommitExtras.None, Refused("{"));
        var id = Assert.Single(await ledger.ReadQuarantineAsync(AllQuarantine, Stop)).Id;
        var many = Enumerable.Range(0, RecordState.TraitsMax + 1).Select(i => ($"t{i}", "1")).ToArray();
        var bad = byTheStore ? Item(Make.Event(new string('x', 5_000), user: "ada")) : Item(Make.Event("m2", user: "bob", traits: many));
        var replay = CommitExtras.None with { ReplayedQuarantineId = id };
        var results = await CommitAsync(ledger, replay, Item(Make.Event("m1", user: "ada")), bad);
        Assert.All(results, result => Assert.Equal((Outcome.Quarantined, byTheStore ? "commit_refused" : "trait_limit"), (result.Outcome, result.Reason)));
        await CommitAsync(ledger, replay, Refused("["));
        Assert.Equal((1L, 0L, 0L, 1L), Numbers(await AssertBalancedAsync(ledger)));
        Assert.Equal((id, "open"), (Assert.Single(await ledger.ReadQuarantineAsync(AllQuarantine, Stop)).Id, (await ledger.FindQuarantineAsync(id, Stop))!.State));
    }

    [Fact]
    public async Task Of_two_replays_at_once_one_counts()
    {
        var ledger = await OpenEmptyAsync();
        await CommitAsync(ledger, CommitExtras.None, Refused("{"));
        var replay = CommitExtras.None with { ReplayedQuarantineId = Assert.Single(await ledger.ReadQuarantineAsync(AllQuarantine, Stop)).Id };
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => CommitAsync(ledger, replay, Item(Make.Event("m1", user: "ada"))))));
        Assert.Equal((1L, 1L, 0L, 0L), Numbers(await AssertBalancedAsync(ledger)));
    }

    [Fact]
    public async Task Refused_input_that_the_store_refuses_too_is_kept_as_bytes_and_hinders_no_one()
    {
        var ledger = await OpenEmptyAsync();
        // No store takes an entry without a reason.
        var results = await CommitAsync(ledger, CommitExtras.None, Item(Make.Event("m1", user: "ada")), Refused("{", reason: null!), Item(Make.Event("m2", user: "bob")));
        Assert.Equal([Outcome.Stored, Outcome.Quarantined, Outcome.Stored], results.Select(result => result.Outcome));
        var entry = Assert.Single(await ledger.ReadQuarantineAsync(AllQuarantine, Stop));
        Assert.Equal(("commit_refused", "{"), (entry.Reason, Encoding.UTF8.GetString(entry.Raw)));
        Assert.Equal((3L, 2L, 0L, 1L), Numbers(await AssertBalancedAsync(ledger)));
    }

    [Fact]
    public async Task A_batch_with_an_item_at_fault_is_committed_at_once()
    {
        var ledger = await OpenEmptyAsync();
        var commits = 0;
        ledger.Committed += _ => commits++;
        var poison = Make.Event(new string('x', 5_000), user: "poison");
        await SayAsync(ledger, [.. Enumerable.Range(0, 20).Select(i => i == 13 ? poison : Make.Event($"m{i}", user: "ada"))]);
        Assert.Equal(1, commits);
    }

    [Fact]
    public async Task A_replay_that_holds_several_events_of_two_sources_stays_balanced()
    {
        var ledger = await OpenEmptyAsync();
        await CommitAsync(ledger, CommitExtras.None, Refused("{"));
        var id = Assert.Single(await ledger.ReadQuarantineAsync(AllQuarantine, Stop)).Id;
        var events = new[] { Make.Event("m1", user: "ada"), Make.Event("m2", user: "bob", source: 2), Make.Event("m3", user: "eve") };
        await CommitAsync(ledger, CommitExtras.None with { ReplayedQuarantineId = id }, [.. events.Select(incoming => Item(incoming))]);
        Assert.Equal((2L, 2L, 0L, 0L), Numbers(await AssertBalancedAsync(ledger)));
        Assert.Equal((1L, 1L, 0L, 0L), Numbers(await AssertBalancedAsync(ledger, source: 2)));
    }

    [Theory, InlineData(0), InlineData(17), InlineData(49)]
    public async Task One_event_that_the_store_refuses_goes_to_quarantine_alone(int poisoned)
    {
        var ledger = await OpenEmptyAsync();
        // No store can hold this one: a message id is at most 255 long, and validation, which says so earlier, is not asked here.
        var poison = Make.Event(new string('x', 5_000), user: "poison");
        var events = Enumerable.Range(0, 50).Select(i => i == poisoned ? poison : Make.Event($"m{i}", user: $"u{i % 7}")).ToArray();
        var results = await SayAsync(ledger, events);
        Assert.Equal([poisoned], results.Index().Where(result => result.Item.Outcome != Outcome.Stored).Select(result => result.Index));
        Assert.Equal((Outcome.Quarantined, "commit_refused"), (results[poisoned].Outcome, results[poisoned].Reason));
        Assert.Equal((50L, 49L, 0L, 1L), Numbers(await AssertBalancedAsync(ledger)));
        Assert.Equal(poison.Body.ToArray(), Assert.Single(await ledger.ReadQuarantineAsync(AllQuarantine, Stop)).Raw);

        // The same batch again, after a restart: nothing stands still and nothing is counted twice.
        ledger = await ReopenAsync(ledger);
        Assert.All(await SayAsync(ledger, events), result => Assert.Equal(Outcome.Duplicate, result.Outcome));
        Assert.Equal((100L, 49L, 50L, 1L), Numbers(await AssertBalancedAsync(ledger)));
    }

    [Fact]
    public async Task An_import_s_progress_is_saved_once_and_knows_what_all_items_became()
    {
        var ledger = await OpenEmptyAsync();
        var job = await ledger.AddJobAsync("import", "running", "{}", Stop);
        var poison = Make.Event(new string('x', 5_000), user: "poison");
        var extras = CommitExtras.None with { Job = results => job with { Json = $"{{\"stored\":{results.Count(result => result.Outcome == Outcome.Stored)},\"items\":{results.Count}}}" } };
        await CommitAsync(ledger, extras, Item(poison), Item(Make.Event("m1", user: "ada")));
        Assert.Equal("{\"stored\":1,\"items\":2}", (await ledger.FindJobAsync(job.Id, Stop))!.Json);
        Assert.Equal((2L, 1L, 0L, 1L), Numbers(await AssertBalancedAsync(ledger)));
    }

    [Fact]
    public async Task A_passing_failure_is_told_and_quarantines_nothing()
    {
        var ledger = await OpenEmptyAsync();
        using var cancelled = new CancellationTokenSource();
        await cancelled.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => new EventCommitter(ledger).CommitAsync([Item(Make.Event("m1", user: "ada"))], IdentityRules.Default, CommitExtras.None, cancelled.Token));
        Assert.Equal((0L, 0L, 0L, 0L), Numbers(await AssertBalancedAsync(ledger)));
    }

    [Fact]
    public async Task An_event_that_breaks_a_limit_of_its_record_is_quarantined_and_the_rest_is_stored()
    {
        var ledger = await OpenEmptyAsync();
        var many = Enumerable.Range(0, RecordState.TraitsMax + 1).Select(i => ($"t{i}", "1")).ToArray();
        var results = await SayAsync(ledger, Make.Event("m1", user: "ada"), Make.Event("m2", user: "bob", traits: many), Make.Event("m3", user: "ada"));
        Assert.Equal([null, "trait_limit", null], results.Select(result => result.Reason));
        Assert.Equal((3L, 2L, 0L, 1L), Numbers(await AssertBalancedAsync(ledger)));
        Assert.Empty(await ledger.FindProfilesAsync(null, Make.User("bob"), 10, Stop));
    }

    [Fact]
    public async Task A_result_names_a_profile_that_exists_also_when_profiles_of_the_batch_joined()
    {
        var ledger = await OpenEmptyAsync();
        var results = await SayAsync(ledger, Make.Event("m1", anonymous: "a"), Make.Event("m2", user: "ada"), Make.Event("m3", user: "ada", anonymous: "a"));
        var profile = await ReadAsync(ledger, Make.User("ada"));
        Assert.All(results, result => Assert.Equal(profile.Id, result.Profile));
        Assert.All(await ledger.ReadEventsAsync(0, 10, Stop), stored => Assert.Equal(profile.Id, stored.ProfileAtCommit));
        Assert.Equal(1, (await ledger.ReadCountersAsync(Stop)).Totals.Profiles);
    }

    [Theory, InlineData(false), InlineData(true)]
    public async Task A_job_and_a_setting_of_one_transaction_are_there_together_or_not_at_all(bool commit)
    {
        var ledger = await OpenEmptyAsync();
        long id;
        await using (var transaction = await ledger.BeginAsync(Stop))
        {
            var job = await transaction.AddJobAsync("identity", "running", "{}", Stop);
            await transaction.WriteSettingAsync("identity", "[1]", Stop);
            id = job.Id;
            Assert.Equal(job, await transaction.FindJobAsync(id, Stop));
            Assert.Null(await transaction.FindJobAsync(id + 1, Stop));
            Assert.Null(await ledger.FindJobAsync(id, Stop));
            if (commit) await transaction.CommitAsync(Stop);
        }
        ledger = await ReopenAsync(ledger);
        Assert.Equal((commit ? "running" : null, commit ? "[1]" : null), ((await ledger.FindJobAsync(id, Stop))?.State, await ledger.ReadSettingAsync("identity", Stop)));
    }

    [Fact]
    public async Task What_a_transaction_loaded_and_left_unchanged_is_still_loaded_for_the_next()
    {
        var ledger = await OpenEmptyAsync();
        await SayAsync(ledger, Make.Event("m1", user: "ada"));
        var ada = await ReadAsync(ledger, Make.User("ada"));
        Assert.Equal("same_profile", (await new IdentitySteward(ledger, TimeProvider.System).MergeAsync(ada.Id, ada.Id, IdentityRules.Default, "s", "w", Stop)).Refusal);
        await using var transaction = await ledger.BeginAsync(Stop);
        Assert.True(transaction.Set.Records.ContainsKey(new(1, "ada")));
    }

    private static Task<CommitResult[]> CommitAsync(ILedger ledger, CommitExtras extras, params CommitItem[] items) =>
        new EventCommitter(ledger).CommitAsync(items, IdentityRules.Default, extras, Stop);

    private static (long Received, long Stored, long Duplicate, long Quarantined) Numbers(SourceCounters counters) =>
        (counters.Received, counters.Stored, counters.Duplicate, counters.Quarantined);
}
