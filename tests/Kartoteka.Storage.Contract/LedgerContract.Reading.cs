using Kartoteka.Domain.Events;
using Kartoteka.Domain.Identity;

namespace Kartoteka.Storage.Contract;

public abstract partial class LedgerContract
{
    [Fact]
    public async Task A_timeline_is_newest_first_and_its_pages_split_equal_times_without_loss()
    {
        var ledger = await OpenEmptyAsync();
        long[] times = [5, 7, 7, 7, 2, 7];
        foreach (var (i, at) in times.Index()) await SayAsync(ledger, Make.Event($"m{i}", user: i % 2 == 0 ? "ada" : null, anonymous: "a", at: at));
        var records = (await ReadAsync(ledger, Make.User("ada"))).Records.Select(record => record.Id).ToArray();
        Assert.Equal(2, records.Length);
        foreach (var size in new[] { 1, 2, 4, 100 })
        {
            var read = new List<StoredEvent>();
            TimelineCursor? before = null;
            while (await ledger.ReadTimelineAsync(records, before, size, Stop) is { Count: > 0 } page)
            {
                Assert.True(page.Count <= size);
                read.AddRange(page);
                before = new TimelineCursor(page[^1].OccurredAtUs, page[^1].Position);
            }
            Assert.Equal(["m5", "m3", "m2", "m1", "m0", "m4"], read.Select(stored => stored.MessageId));
        }
        Assert.Empty(await ledger.ReadTimelineAsync([], null, 10, Stop));
    }

    [Fact]
    public async Task Retracted_events_leave_the_timeline_and_the_total_and_their_messages_may_come_again()
    {
        var ledger = await OpenEmptyAsync();
        await SayAsync(ledger, Make.Event("m1", user: "ada") with { ImportId = 3 }, Make.Event("m2", user: "ada", at: 2_000_000) with { ImportId = 3 }, Make.Event("m3", user: "ada"));
        var imported = await ledger.ReadImportEventsAsync(3, 0, 10, Stop);
        Assert.Equal(["m1", "m2"], imported.Select(stored => stored.MessageId));
        Assert.Equal(["m2"], (await ledger.ReadImportEventsAsync(3, imported[0].Position, 10, Stop)).Select(stored => stored.MessageId));
        Assert.Empty(await ledger.ReadImportEventsAsync(0, 0, 10, Stop));
        await using (var transaction = await ledger.BeginAsync(Stop))
        {
            Assert.Equal(1, await transaction.RetractEventsAsync([imported[0].Position], Stop));
            Assert.Equal(0, await transaction.RetractEventsAsync([imported[0].Position, 999_999], Stop));
            await transaction.CommitAsync(Stop);
        }
        ledger = await ReopenAsync(ledger);
        Assert.Equal([true, false, false], (await ledger.ReadEventsAsync(0, 10, Stop)).Select(stored => stored.Retracted));
        Assert.Equal(["m2", "m3"], await TimelineAsync(ledger, await ReadAsync(ledger, Make.User("ada"))));
        await AssertBalancedAsync(ledger);
        Assert.Equal([Outcome.Stored, Outcome.Duplicate], (await SayAsync(ledger, Make.Event("m1", user: "ada"), Make.Event("m2", user: "ada"))).Select(result => result.Outcome));
        await AssertBalancedAsync(ledger);
    }

    [Fact]
    public async Task The_recent_events_of_a_source_are_its_newest_oldest_first_with_their_bodies_cut()
    {
        var ledger = await OpenEmptyAsync();
        for (var i = 1; i <= 5; i++) await SayAsync(ledger, Make.Event($"m{i}", user: "ada"));
        var source = (await ledger.ReadEventsAsync(0, 1, Stop))[0].SourceId;
        var recent = await ledger.ReadRecentAsync(source, 3, bodyBytesMax: 1, Stop);
        Assert.Equal(["m3", "m4", "m5"], recent.Select(stored => stored.MessageId));
        Assert.All(recent, stored => Assert.Equal((byte)'{', Assert.Single(stored.Body)));
        Assert.Equal((await ledger.ReadEventsAsync(0, 10, Stop))[4].Body, (await ledger.ReadRecentAsync(source, 1, 1 << 20, Stop))[0].Body);
        Assert.Empty(await ledger.ReadRecentAsync(source, 0, 1, Stop));
        Assert.Empty(await ledger.ReadRecentAsync(source + 1, 3, 1, Stop));
    }

    [Fact]
    public async Task Jobs_are_numbered_listed_newest_first_and_saved_with_the_data_they_speak_of()
    {
        var ledger = await OpenEmptyAsync();
        var first = await ledger.AddJobAsync("import", "ready", "{}", Stop);
        var second = await ledger.AddJobAsync("import", "ready", "{}", Stop);
        var other = await ledger.AddJobAsync("identity", "ready", "{}", Stop);
        Assert.True(first.Id > 0 && second.Id > first.Id && other.Id > second.Id);
        await using (var transaction = await ledger.BeginAsync(Stop))
        {
            await transaction.SaveJobAsync(first with { State = "failed" }, Stop);
        }
        await using (var transaction = await ledger.BeginAsync(Stop))
        {
            await transaction.SaveJobAsync(second with { State = "running", Json = "{\"line\":7}", UpdatedAtUs = 99 }, Stop);
            await transaction.CommitAsync(Stop);
        }
        ledger = await ReopenAsync(ledger);
        Assert.Equal([second with { State = "running", Json = "{\"line\":7}", UpdatedAtUs = 99 }, first], await ledger.ListJobsAsync("import", 10, Stop));
        Assert.Single(await ledger.ListJobsAsync("import", 1, Stop));
        Assert.Equal(other, await ledger.FindJobAsync(other.Id, Stop));
        Assert.Null(await ledger.FindJobAsync(999, Stop));
    }

    [Fact]
    public async Task A_follower_begins_at_0_and_keeps_its_own_position()
    {
        var ledger = await OpenEmptyAsync();
        Assert.Equal(0, await ledger.ReadFollowerAsync("columns", Stop));
        await ledger.SaveFollowerAsync("columns", 5, Stop);
        await ledger.SaveFollowerAsync("archive", 9, Stop);
        await ledger.SaveFollowerAsync("columns", 7, Stop);
        ledger = await ReopenAsync(ledger);
        Assert.Equal((7L, 9L), (await ledger.ReadFollowerAsync("columns", Stop), await ledger.ReadFollowerAsync("archive", Stop)));
        await ledger.SaveFollowerAsync("columns", 0, Stop);
        Assert.Equal(0, await ledger.ReadFollowerAsync("columns", Stop));
    }

    [Fact]
    public async Task Seen_traits_do_not_replace_what_the_catalogue_says()
    {
        var ledger = await OpenEmptyAsync();
        var seen = new TraitDefinition(ProfileKind.Person, "age", "number", "demographic", false, new Dictionary<string, string>(), null, null, null, 1);
        await CommitAsync(ledger, new CommitExtras([seen, seen with { Type = "string" }]), Item(Make.Event("m1", user: "ada")));
        await CommitAsync(ledger, new CommitExtras([seen with { Type = "date" }]), Item(Make.Event("m2", user: "ada")));
        await AssertBalancedAsync(ledger);
    }

    [Fact]
    public async Task Merged_ids_redirect_through_chains_and_stay_findable_as_they_are()
    {
        var ledger = await OpenEmptyAsync();
        var ids = new List<ProfileId>();
        for (var i = 0; i < 5; i++)
        {
            await SayAsync(ledger, Make.Event($"m{i}", anonymous: $"a{i}", at: 1_000_000 - i));
            ids.Add((await ReadAsync(ledger, Make.Anonymous($"a{i}"))).Id);
        }
        // Each is older by receipt than the one before, so that each merge makes the chain longer.
        for (var i = 1; i < 5; i++) await SayAsync(ledger, Make.Event($"j{i}", anonymous: $"a{i}", ids: [Make.Anonymous($"a{i - 1}")]));
        ledger = await ReopenAsync(ledger);
        foreach (var id in ids) Assert.Equal(ids[4], (await ledger.ReadProfileAsync(id, Stop))!.Id);
        Assert.Equal(5, (await ledger.ReadProfileAsync(ids[0], Stop))!.Records.Count);
        Assert.Null(await ledger.ReadProfileAsync(new ProfileId(Guid.CreateVersion7()), Stop));
        Assert.Equal([ids[4]], await ledger.ListProfilesAsync(null, 10, Stop));
        await using (var transaction = await ledger.BeginAsync(Stop))
        {
            Assert.Equal(ids[1], (await transaction.FindProfileAsync(ids[0], Stop))!.MergedInto);
            Assert.Null(await transaction.FindProfileAsync(new ProfileId(Guid.CreateVersion7()), Stop));
            Assert.Equal([ids[3]], (await transaction.ReadMergesIntoAsync(ids[4], Stop)).Select(line => line.From));
            await transaction.LoadAsync(new LoadRequest([], [], [ids[0]], []), Stop);
            Assert.Equal(5, transaction.Set.Profiles[ids[4]].Records.Count);
        }
        Assert.Equal([(ids[3], ids[4]), (ids[2], ids[3])], (await ledger.ReadHistoryAsync(ids[3], Stop)).Select(line => (line.From, line.To)));
        Assert.All(await ledger.ReadHistoryAsync(ids[3], Stop), line => Assert.Equal((HistoryKind.Merge, "rules", "anonymous_id"), (line.Kind, line.Who, line.Why)));
        await AssertBalancedAsync(ledger);
    }

    [Fact]
    public async Task A_load_brings_whole_profiles_by_record_number_identifier_and_id()
    {
        var ledger = await OpenEmptyAsync();
        await SayAsync(ledger, Make.Event("m1", user: "ada", ids: [Make.Email("a@x.ru")]), Make.Event("m2", user: "ada", source: 2), Make.Event("m3", user: "bob"));
        var ada = await ReadAsync(ledger, Make.User("ada"));
        LoadRequest none = new([], [], [], []);
        LoadRequest[] ways =
        [
            none with { Records = [new(2, "ada")] }, none with { Identifiers = [new(1, ProfileKind.Person, Make.Email("a@x.ru"))] }, none with { Profiles = [ada.Id] },
            none with { RecordIds = [ada.Records[1].Id] },
        ];
        foreach (var way in ways)
        {
            ledger = await ReopenAsync(ledger);
            await using var transaction = await ledger.BeginAsync(Stop);
            await transaction.LoadAsync(way, Stop);
            Assert.Equal([ada.Id], transaction.Set.Profiles.Keys);
            Assert.Equal(ada.Records.Select(record => record.Id).Order(), transaction.Set.Profiles[ada.Id].Records.Select(record => record.Id).Order());
        }
    }

    [Fact]
    public async Task Profiles_are_found_by_identifiers_that_join_in_any_realm()
    {
        var ledger = await OpenEmptyAsync();
        var account = new AccountStatement("acme", [new Identifier(IdentifierTypes.GroupId, "shop:acme"), Make.Email("a@x.ru")], []);
        await SayAsync(ledger, Make.Event("m1", user: "ada", ids: [Make.Email("a@x.ru")], kind: EventKind.Group, account: account));
        var elsewhere = new CommitItem(Make.Prepared(Make.Event("m2", user: "ada", ids: [Make.Email("a@x.ru")], source: 2), realm: 2), null);
        await CommitAsync(ledger, CommitExtras.None, elsewhere);
        Assert.Equal(3, (await ledger.FindProfilesAsync(null, Make.Email("a@x.ru"), 10, Stop)).Count);
        Assert.Equal(2, (await ledger.FindProfilesAsync(ProfileKind.Person, Make.Email("a@x.ru"), 10, Stop)).Count);
        Assert.Single(await ledger.FindProfilesAsync(ProfileKind.Account, Make.Email("a@x.ru"), 10, Stop));
        Assert.Single(await ledger.FindProfilesAsync(null, Make.Email("a@x.ru"), 1, Stop));
        Assert.Empty(await ledger.FindProfilesAsync(null, Make.Phone("a@x.ru"), 10, Stop));
    }

    [Fact]
    public async Task Namespaces_that_hold_a_bare_value_are_told()
    {
        var ledger = await OpenEmptyAsync();
        await SayAsync(ledger, Make.Event("m1", user: "7"), Make.Event("m2", anonymous: "x", ids: [new Identifier(IdentifierTypes.UserId, "till:7")]));
        var found = await ledger.FindNamespacesAsync(IdentifierTypes.UserId, "7", ["shop", "till", "crm"], Stop);
        Assert.Equal(["shop:7", "till:7"], found.Select(identifier => identifier.Value));
        Assert.Empty(await ledger.FindNamespacesAsync(IdentifierTypes.UserId, "8", ["shop"], Stop));
    }

    [Fact]
    public async Task A_conflict_is_kept_once_found_by_profile_and_over_when_the_claim_joins()
    {
        var ledger = await OpenEmptyAsync();
        await SayAsync(ledger, Make.Event("m1", user: "ada", anonymous: "t"), Make.Event("m2", user: "bob", anonymous: "t"), Make.Event("m3", user: "eve", anonymous: "t"));
        await SayAsync(ledger, Make.Event("m4", user: "bob", anonymous: "t"));
        ledger = await ReopenAsync(ledger);
        var (ada, bob) = ((await ReadAsync(ledger, Make.User("ada"))).Id, (await ReadAsync(ledger, Make.User("bob"))).Id);
        var all = await ledger.ReadConflictsAsync(null, null, 10, Stop);
        Assert.Equal(2, all.Count);
        Assert.Equal(2, (await ledger.ReadCountersAsync(Stop)).Totals.Conflicts);
        Assert.Equal([all[1].Id], (await ledger.ReadConflictsAsync(null, all[0].Id, 10, Stop)).Select(entry => entry.Id));
        var entry = Assert.Single(await ledger.ReadConflictsAsync(bob, null, 10, Stop));
        Assert.Equal((bob, "open", Make.Anonymous("t"), ConflictReason.Limit), (entry.Profile, entry.State, entry.Conflict.Identifier, entry.Conflict.Reason));
        Assert.Equal(ada, Assert.Single(entry.Conflict.Others));
        Assert.Single(await ledger.FindProfilesAsync(null, Make.Anonymous("t"), 10, Stop));

        await SayAsync(ledger, Make.Unlimited, Make.Event("m5", user: "bob", anonymous: "t"));
        var joined = (await ReadAsync(ledger, Make.User("ada"))).Id;
        Assert.Equal(["resolved"], (await ledger.ReadConflictsAsync(joined, null, 10, Stop)).Where(found => found.Id == entry.Id).Select(found => found.State));
        Assert.Equal(1, (await ledger.ReadCountersAsync(Stop)).Totals.Conflicts);
        Assert.Equal((await ReadAsync(ledger, Make.User("ada"))).Id, (await ReadAsync(ledger, Make.User("bob"))).Id);
    }

    [Fact]
    public async Task Records_are_read_by_number_and_scanned_in_order_without_traits()
    {
        var ledger = await OpenEmptyAsync();
        await SayAsync(ledger, [.. Enumerable.Range(0, 12).Select(i => Make.Event($"m{i}", user: $"u{i}", traits: [("name", "1")]))]);
        var scanned = new List<RecordState>();
        await foreach (var record in ledger.ScanRecordsAsync(Stop)) scanned.Add(record);
        Assert.Equal(Enumerable.Range(0, 12).Select(i => $"u{i}"), scanned.Select(record => record.Key.ExternalId));
        Assert.All(scanned, record => Assert.Equal((0, 1), (record.Traits.Count, record.Claims.Count)));
        var read = Assert.Single(await ledger.ReadRecordsAsync([scanned[3].Id, 999], Stop));
        Assert.Equal((scanned[3].Key, scanned[3].Profile, 1), (read.Key, read.Profile, read.Traits.Count));
    }

    [Fact]
    public async Task A_removed_record_is_gone_with_its_claims_and_conflicts_and_its_address_is_free()
    {
        var ledger = await OpenEmptyAsync();
        await SayAsync(ledger, Make.Event("m1", user: "ada", ids: [Make.Email("a@x.ru")]), Make.Event("m2", user: "ada", source: 2, anonymous: "t"));
        var profile = await ReadAsync(ledger, Make.User("ada"));
        await using (var transaction = await ledger.BeginAsync(Stop))
        {
            await transaction.LoadAsync(new LoadRequest([new(1, "ada")], [new(1, ProfileKind.Person, Make.Email("a@x.ru"))], [], []), Stop);
            var plan = new CommitPlan();
            plan.RemovedRecords.Add(transaction.Set.Records[new(1, "ada")]);
            plan.RemovedClaims.Add((transaction.Set.Records[new(2, "ada")], Make.Anonymous("t")));
            plan.ChangedProfiles.Add(profile.Id);
            await transaction.WriteAsync(plan, Stop);
            await transaction.CommitAsync(Stop);
        }
        Assert.Equal(2, Assert.Single((await ReadAsync(ledger, Make.User("ada"))).Records).Key.SourceId);
        Assert.Empty(await ledger.FindProfilesAsync(null, Make.Email("a@x.ru"), 10, Stop));
        Assert.Empty(await ledger.FindProfilesAsync(null, Make.Anonymous("t"), 10, Stop));
        await AssertBalancedAsync(ledger);
        await SayAsync(ledger, Make.Event("m3", user: "eve", ids: [Make.Email("a@x.ru")]));
        Assert.Equal("eve", Assert.Single((await ReadAsync(ledger, Make.Email("a@x.ru"))).Records).Key.ExternalId);
        await SayAsync(ledger, Make.Event("m4", user: "ada"));
        Assert.Equal(2, (await ReadAsync(ledger, Make.User("ada"))).Records.Count);
        await AssertBalancedAsync(ledger);
    }

    [Fact]
    public async Task An_identifier_of_many_profiles_joins_none_of_them()
    {
        // The phone was shared by six customers before somebody stopped saying so.
        var ledger = await OpenEmptyAsync();
        var shared = new IdentityRules(Make.Unlimited.Types, [Make.Phone("+7")], 500);
        for (var i = 0; i < 6; i++) await SayAsync(ledger, shared, Make.Event($"m{i}", user: $"u{i}", ids: [Make.Phone("+7")]));
        await SayAsync(ledger, Make.Unlimited, Make.Event("n", user: "new", ids: [Make.Phone("+7")]));
        for (var i = 0; i < 6; i++) await SayAsync(ledger, Make.Unlimited, Make.Event($"o{i}", user: $"u{i}", source: 2, ids: [Make.Phone("+7")]));
        Assert.Equal(7, (await ReadAllAsync(ledger)).Count);
        var conflict = Assert.Single(await ledger.ReadConflictsAsync(null, null, 10, Stop));
        Assert.Equal((ConflictReason.Ambiguous, (await ReadAsync(ledger, Make.User("new"))).Id), (conflict.Conflict.Reason, conflict.Profile));
    }
}
