using Kartoteka.Domain.Events;
using Kartoteka.Domain.Identity;

namespace Kartoteka.Storage.Contract.Identity;

public abstract partial class IdentityContract
{
    private static readonly IdentityRules EmailShared = Shared(IdentifierTypes.Email);
    private static readonly IdentityRules PhoneShared = Shared(IdentifierTypes.Phone);

    private static IdentityRules Shared(string name) => new(Make.Unlimited.Types.Select(type => type with { Shared = type.Name == name }), [], 1_000_000);

    private async Task<RebuildOutcome> RebuildAsync(ILedger ledger, IdentityRules rules) =>
        await new IdentityRebuild(ledger, Clock).RebuildAsync([.. (await ReadAllAsync(ledger)).Select(profile => profile.Id)], rules, "rules", "test", Stop);

    private static Task<CommitResult[]> SayAtAsync(ILedger ledger, IdentityRules rules, string user, long receivedAt, params Identifier[] ids) =>
        SayAsync(ledger, rules, Make.Event($"{user}-{receivedAt}", user: user, ids: ids) with { ReceivedAtUs = receivedAt });

    [Fact]
    public void A_rebuild_under_unchanged_rules_changes_nothing() => Genes.Check(cases: 30, lengthMax: 25, genes => UnchangedAsync(genes).GetAwaiter().GetResult());

    private async Task UnchangedAsync(int[] genes)
    {
        var ledger = await OpenEmptyAsync();
        await SayAsync(ledger, Make.Unlimited, RandomEvents.From(genes));
        var all = await ReadAllAsync(ledger);
        if (all.Count > 2) await new IdentitySteward(ledger, Clock).MergeAsync(all[0].Id, all[^1].Id, Make.Unlimited, "s", "w", Stop);
        var (before, head) = (await DescribeAsync(ledger), ledger.HeadPosition);
        var outcome = await RebuildAsync(ledger, Make.Unlimited);
        Assert.Equal((0, 0, 0, 0), (outcome.RecordsMoved, outcome.ProfilesMerged, outcome.ProfilesAdded, outcome.ClaimsChanged));
        Assert.Equal((before, head), (await DescribeAsync(ledger), ledger.HeadPosition));
    }

    [Fact]
    public void Rules_changed_and_changed_back_give_the_same_customers_and_every_id_leads_to_its_own() => Genes.Check(cases: 40, lengthMax: 25, genes =>
        ToAndFroAsync(genes).GetAwaiter().GetResult());

    private async Task ToAndFroAsync(int[] genes)
    {
        var ledger = await OpenEmptyAsync();
        foreach (var said in RandomEvents.From(genes)) await SayAsync(ledger, Make.Unlimited, said);
        var before = await DescribeAsync(ledger, withIds: false);
        var first = await ReadAllAsync(ledger);
        await RebuildAsync(ledger, EmailShared);
        await AssertLeadAsync(ledger, first);
        var second = await ReadAllAsync(ledger);
        Assert.Equal(IdentityPartition.Compute([.. second.SelectMany(profile => profile.Records)], EmailShared).Groups, Groups(second));
        ledger = await ReopenAsync(ledger);
        await RebuildAsync(ledger, Make.Unlimited);
        await AssertLeadAsync(ledger, first);
        await AssertLeadAsync(ledger, second);
        Assert.Equal(before, await DescribeAsync(ledger, withIds: false));
        Assert.Equal(Groups(first), Groups(await ReadAllAsync(ledger)));
        await AssertBalancedAsync(ledger);
    }

    private static IEnumerable<IEnumerable<long>> Groups(IEnumerable<ProfileState> profiles) =>
        profiles.Select(profile => profile.Records.Select(record => record.Id).Order().ToArray()).OrderBy(group => group[0]);

    // A live id keeps its oldest record, or leads to the profile that has most of the records it had.
    private static async Task AssertLeadAsync(ILedger ledger, IReadOnlyList<ProfileState> former)
    {
        var holder = (await ReadAllAsync(ledger)).SelectMany(profile => profile.Records).ToDictionary(record => record.Id, record => record.Profile);
        foreach (var profile in former)
        {
            var now = (await ledger.ReadProfileAsync(profile.Id, Stop))!.Id;
            var had = profile.Records.Select(record => record.Id).ToArray();
            if (now == profile.Id) Assert.Equal(profile.Id, holder[had.Min()]);
            else Assert.Equal(had.GroupBy(id => holder[id]).OrderByDescending(part => part.Count()).ThenBy(part => part.Min()).First().Key, now);
        }
    }

    [Fact]
    public async Task A_type_marked_shared_parts_a_family_and_an_id_that_was_merged_away_lives_again()
    {
        var ledger = await OpenEmptyAsync();
        await SayAtAsync(ledger, Make.Unlimited, "ada", 1);
        await SayAtAsync(ledger, Make.Unlimited, "bob", 2);
        var (ada, bob) = ((await ReadAsync(ledger, Make.User("ada"))).Id, (await ReadAsync(ledger, Make.User("bob"))).Id);
        foreach (var (i, user) in new[] { "ada", "bob", "eve" }.Index()) await SayAtAsync(ledger, Make.Unlimited, user, 10 + i, Make.Email("home@x.ru"));
        Assert.Equal(ada, Assert.Single(await ReadAllAsync(ledger)).Id);

        var outcome = await RebuildAsync(ledger, EmailShared);
        Assert.Equal((2, 0, 2, 0), (outcome.RecordsMoved, outcome.ProfilesMerged, outcome.ProfilesAdded, outcome.ClaimsChanged));
        ledger = await ReopenAsync(ledger);
        Assert.Equal(ada, (await ReadAsync(ledger, Make.User("ada"))).Id);
        Assert.Equal(bob, (await ReadAsync(ledger, Make.User("bob"))).Id);
        var eve = (await ReadAsync(ledger, Make.User("eve"))).Id;
        Assert.DoesNotContain(eve, new[] { ada, bob });
        Assert.Equal(3, (await ledger.FindProfilesAsync(null, Make.Email("home@x.ru"), 10, Stop)).Count);
        Assert.Equal((HistoryKind.Unmerge, ada, eve, "rules", "test"), (await ledger.ReadHistoryAsync(eve, Stop)).Select(line => (line.Kind, line.From, line.To, line.Who, line.Why)).Single());
        await AssertBalancedAsync(ledger);

        Assert.Equal(2, (await RebuildAsync(ledger, Make.Unlimited)).ProfilesMerged);
        foreach (var id in new[] { ada, bob, eve }) Assert.Equal(ada, (await ledger.ReadProfileAsync(id, Stop))!.Id);
        await AssertBalancedAsync(ledger);
    }

    [Fact]
    public async Task An_id_left_without_records_leads_to_most_of_them_and_one_merged_long_ago_to_its_own()
    {
        // Under the first rules phones join. x1 is the oldest record of a profile that x2 gave its id to and x3 joined.
        var ledger = await OpenEmptyAsync();
        await SayAtAsync(ledger, EmailShared, "x1", 900, Make.Email("e@x.ru"));
        await SayAtAsync(ledger, EmailShared, "x2", 500, Make.Email("f@x.ru"), Make.Phone("+7"));
        await SayAtAsync(ledger, EmailShared, "x3", 950, Make.Email("f@x.ru"));
        var (q, p2, r) = ((await ReadAsync(ledger, Make.User("x1"))).Id, (await ReadAsync(ledger, Make.User("x2"))).Id, (await ReadAsync(ledger, Make.User("x3"))).Id);
        await SayAtAsync(ledger, EmailShared, "x1", 1_000, Make.Phone("+7"));
        await SayAtAsync(ledger, EmailShared, "x3", 1_000, Make.Phone("+7"));
        await SayAtAsync(ledger, EmailShared, "y", 100, Make.Email("e@x.ru"));
        var p1 = (await ReadAsync(ledger, Make.User("y"))).Id;
        Assert.Equal(p2, (await ledger.ReadProfileAsync(q, Stop))!.Id);
        Assert.Equal(2, (await ReadAllAsync(ledger)).Count);

        // Under the second e-mails do: x1 goes to y, whose profile is the older one; x2 and x3 stay together, but not under x1's id.
        var outcome = await RebuildAsync(ledger, PhoneShared);
        Assert.Equal((3, 1, 1), (outcome.RecordsMoved, outcome.ProfilesMerged, outcome.ProfilesAdded));
        ledger = await ReopenAsync(ledger);
        var rest = (await ReadAsync(ledger, Make.User("x2"))).Id;
        Assert.Equal(["x1", "y"], (await ledger.ReadProfileAsync(p1, Stop))!.Records.Select(record => record.Key.ExternalId).Order());
        Assert.Equal(["x2", "x3"], (await ledger.ReadProfileAsync(rest, Stop))!.Records.Select(record => record.Key.ExternalId).Order());
        Assert.Equal(rest, (await ledger.ReadProfileAsync(p2, Stop))!.Id);
        Assert.Equal(p1, (await ledger.ReadProfileAsync(q, Stop))!.Id);
        Assert.Equal(rest, (await ledger.ReadProfileAsync(r, Stop))!.Id);
        Assert.Equal([HistoryKind.Merge, HistoryKind.Unmerge, HistoryKind.Merge, HistoryKind.Merge], (await ledger.ReadHistoryAsync(p2, Stop)).OrderBy(line => line.To == rest ? 0 : line.To == p1 ? 1 : 2).Select(line => line.Kind));
        await AssertBalancedAsync(ledger);

        // A redirect that was moved can be undone like any other merge.
        Assert.Equal([p1, q], (await new IdentitySteward(ledger, Clock).UnmergeAsync(p1, [new(1, "x1")], PhoneShared, "s", "w", Stop)).Profiles);
        await AssertBalancedAsync(ledger);
    }

    [Fact]
    public async Task A_lower_limit_refuses_claims_with_a_conflict_and_a_higher_one_ends_it()
    {
        var ledger = await OpenEmptyAsync();
        await SayAtAsync(ledger, Make.Unlimited, "ada", 1, Make.Email("1@x.ru"));
        await SayAsync(ledger, Make.Unlimited, Make.Event("m2", user: "ada", at: 2_000_000, anonymous: "a", ids: [Make.Email("2@x.ru")]));
        await SayAsync(ledger, Make.Unlimited, Make.Event("m3", user: "bob", at: 1_500_000, ids: [Make.Email("2@x.ru")]));
        var ada = Assert.Single(await ReadAllAsync(ledger));
        var oneEach = new IdentityRules(Make.Unlimited.Types.Select(type => type.Name == IdentifierTypes.Email ? type with { LimitPerProfile = 1 } : type), [], 500);
        Assert.Equal(1, (await RebuildAsync(ledger, oneEach)).ClaimsChanged);
        var bob = await ReadAsync(ledger, Make.User("bob"));
        Assert.Equal(bob.Id, Assert.Single(await ledger.FindProfilesAsync(null, Make.Email("2@x.ru"), 10, Stop)));
        var conflict = Assert.Single(await ledger.ReadConflictsAsync(ada.Id, null, 10, Stop));
        Assert.Equal((ConflictReason.Limit, "open", bob.Id), (conflict.Conflict.Reason, conflict.State, Assert.Single(conflict.Conflict.Others)));
        // What the transaction knows in memory is what it wrote: the next event under these rules finds the same owner.
        await SayAsync(ledger, oneEach, Make.Event("m4", anonymous: "b", ids: [Make.Email("2@x.ru")]));
        Assert.Equal(bob.Id, (await ReadAsync(ledger, Make.Anonymous("b"))).Id);
        Assert.Equal(1, (await RebuildAsync(ledger, Make.Unlimited)).ClaimsChanged);
        Assert.Equal("resolved", Assert.Single(await ledger.ReadConflictsAsync(ada.Id, null, 10, Stop)).State);
        Assert.Equal(ada.Id, Assert.Single(await ReadAllAsync(ledger)).Id);
        await AssertBalancedAsync(ledger);
    }
}
