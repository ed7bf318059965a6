using Kartoteka.Domain.Identity;

namespace Kartoteka.Storage.Contract.Identity;

public abstract partial class IdentityContract
{
    [Fact]
    public void Any_sequence_of_events_merges_and_unmerges_is_as_the_naive_base_says() => Genes.Check(cases: 80, lengthMax: 35, genes =>
        FollowAsync(genes).GetAwaiter().GetResult());

    private async Task FollowAsync(int[] genes)
    {
        var (ledger, naive) = (await OpenEmptyAsync(), new NaiveBase());
        foreach (var (step, gene) in genes.Index())
        {
            var rest = gene;
            if (Genes.Take(ref rest, 6) == 0) ledger = await ReopenAsync(ledger);
            var operation = Genes.Take(ref rest, 10);
            if (operation >= 8) await AttachAsync(ledger, naive, step, gene);
            else if (operation < 5) await SayAsync(ledger, naive, RandomEvents.One(gene / 60, $"m{step:000}") with { ReceivedAtUs = 10_000_000L + step });
            else if (operation == 5) await MergeAsync(ledger, naive, rest);
            else await UnmergeAsync(ledger, naive, rest);
            Assert.Equal(naive.Describe(), await DescribeAsync(ledger));
            foreach (var customer in naive.Customers) Assert.Equal(NaiveBase.Follow(customer).Id, (await ledger.ReadProfileAsync(customer.Id!.Value, Stop))!.Id);
        }
        await AssertBalancedAsync(ledger);
    }

    private static async Task SayAsync(ILedger ledger, NaiveBase naive, Domain.Events.IncomingEvent said)
    {
        var result = Assert.Single(await SayAsync(ledger, Make.Unlimited, said));
        var customer = naive.Say(said);
        customer.Id ??= result.Profile;
        Assert.Equal(customer.Id, result.Profile);
    }

    private async Task MergeAsync(ILedger ledger, NaiveBase naive, int gene)
    {
        if (naive.Live.Count < 2) return;
        var survivor = naive.Live[Genes.Take(ref gene, naive.Live.Count)];
        var absorbed = naive.Live[Genes.Take(ref gene, naive.Live.Count)];
        var outcome = await new IdentitySteward(ledger, Clock).MergeAsync(survivor.Id!.Value, absorbed.Id!.Value, Make.Unlimited, "steward", "test", Stop);
        if (survivor == absorbed)
        {
            Assert.Equal("same_profile", outcome.Refusal);
            return;
        }
        Assert.Null(outcome.Refusal);
        Assert.Equal(survivor.Id, Assert.Single(outcome.Profiles));
        naive.Merge(survivor, absorbed);
    }

    private async Task UnmergeAsync(ILedger ledger, NaiveBase naive, int gene)
    {
        var several = naive.Live.Where(customer => customer.Records.Count > 1).ToArray();
        if (several.Length == 0) return;
        var stayed = several[Genes.Take(ref gene, several.Length)];
        // Half of the time just what a merge brought in, since a random subset is seldom that.
        var brought = naive.Customers.Where(customer => customer.MergedInto is not null && NaiveBase.Follow(customer) == stayed).Select(customer => customer.Brought)
            .Where(records => records.All(stayed.Records.Contains) && records.Count < stayed.Records.Count).ToArray();
        var mask = 1 + Genes.Take(ref gene, (1 << Math.Min(stayed.Records.Count, 10)) - 2);
        var leaving = brought.Length > 0 && gene % 2 == 0 ? brought[gene / 2 % brought.Length] : [.. stayed.Records.Where((_, i) => i < 10 && (mask >> i & 1) == 1)];
        var outcome = await new IdentitySteward(ledger, Clock).UnmergeAsync(
            stayed.Id!.Value, [.. leaving.Select(record => record.Key)], Make.Unlimited, "steward", "test", Stop);
        Assert.Null(outcome.Refusal);
        Assert.Equal(stayed.Id, outcome.Profiles[0]);
        // The clock has moved once for this call.
        var left = naive.Unmerge(stayed, [.. leaving], atUs: (Clock.GetUtcNow().ToUnixTimeSeconds() - 1) * 1_000_000);
        left.Id ??= outcome.Profiles[1];
        Assert.Equal(left.Id, outcome.Profiles[1]);
    }

    [Fact]
    public async Task Merge_then_unmerge_is_the_identity_function_also_nested()
    {
        var ledger = await OpenEmptyAsync();
        var steward = new IdentitySteward(ledger, Clock);
        var events = RandomEvents.From([.. Enumerable.Range(0, 30).Select(i => i * 7_919)]);
        await SayAsync(ledger, [.. events.Select(said => said with { Identifiers = [said.Identifiers[0]], SourceId = 1 })]);
        var all = await ReadAllAsync(ledger);
        Assert.True(all.Count > 3);
        var (a, b, c) = (all[0], all[1], all[2]);
        var before = await DescribeAsync(ledger);
        await steward.MergeAsync(a.Id, b.Id, IdentityRules.Default, "steward", "same", Stop);
        var inner = await DescribeAsync(ledger);
        await steward.MergeAsync(c.Id, b.Id, IdentityRules.Default, "steward", "same", Stop);
        Assert.Equal(c.Id, (await ledger.ReadProfileAsync(b.Id, Stop))!.Id);
        Assert.Equal([c.Id, a.Id], (await steward.UnmergeAsync(c.Id, Keys(a, b), IdentityRules.Default, "steward", "not so", Stop)).Profiles);
        Assert.Equal(inner, await DescribeAsync(ledger));
        Assert.Equal(a.Id, (await ledger.ReadProfileAsync(b.Id, Stop))!.Id);
        Assert.Equal([a.Id, b.Id], (await steward.UnmergeAsync(a.Id, Keys(b), IdentityRules.Default, "steward", "not so", Stop)).Profiles);
        Assert.Equal(before, await DescribeAsync(ledger));
        Assert.Equal([HistoryKind.Unmerge, HistoryKind.Merge], (await ledger.ReadHistoryAsync(b.Id, Stop)).Select(line => line.Kind));
        await AssertBalancedAsync(ledger);
    }

    private protected static RecordKey[] Keys(params ProfileState[] profiles) => [.. profiles.SelectMany(profile => profile.Records).Select(record => record.Key)];

    [Fact]
    public async Task An_inner_profile_lives_again_when_taken_out_of_the_outer_one()
    {
        var (ledger, steward, ada, bob, eve) = await ThreeAsync();
        await steward.MergeAsync(ada.Id, bob.Id, IdentityRules.Default, "s", "w", Stop);
        await steward.MergeAsync(eve.Id, ada.Id, IdentityRules.Default, "s", "w", Stop);
        Assert.Equal([eve.Id, bob.Id], (await steward.UnmergeAsync(eve.Id, Keys(bob), IdentityRules.Default, "s", "w", Stop)).Profiles);
        Assert.Equal(eve.Id, (await ledger.ReadProfileAsync(ada.Id, Stop))!.Id);
    }

    [Fact]
    public async Task After_an_unmerge_an_identifier_of_both_sides_does_not_join_them_again()
    {
        var ledger = await OpenEmptyAsync();
        await SayAsync(ledger, Make.Unlimited, Make.Event("m1", user: "ada", ids: [Make.Phone("+7")]), Make.Event("m2", user: "bob", ids: [Make.Phone("+7")]));
        var both = await ReadAsync(ledger, Make.User("ada"));
        Assert.Equal(2, both.Records.Count);
        await new IdentitySteward(ledger, Clock).UnmergeAsync(both.Id, [new(1, "bob")], Make.Unlimited, "steward", "a family's phone", Stop);
        var apart = await DescribeAsync(ledger, withIds: false);
        ledger = await ReopenAsync(ledger);
        await SayAsync(ledger, Make.Unlimited, Make.Event("m3", user: "ada", ids: [Make.Phone("+7")]), Make.Event("m4", user: "bob", ids: [Make.Phone("+7")]));
        Assert.Equal(apart, await DescribeAsync(ledger, withIds: false));
        // A third who claims it joins neither, and one who is surely the first does not bring in the second.
        await SayAsync(ledger, Make.Unlimited, Make.Event("m5", user: "eve", ids: [Make.Phone("+7")]), Make.Event("m6", user: "ada", source: 2, ids: [Make.Phone("+7")]));
        await SayAsync(ledger, Make.Unlimited, Make.Event("m7", user: "ada", source: 2, anonymous: "x"), Make.Event("m8", user: "bob", anonymous: "x"));
        Assert.Equal(2, (await ReadAsync(ledger, Make.User("ada"))).Records.Count);
        Assert.Single((await ReadAsync(ledger, Make.User("bob"))).Records);
        Assert.Single((await ReadAsync(ledger, Make.User("eve"))).Records);
    }

    [Fact]
    public async Task A_refused_operation_changes_nothing()
    {
        var (ledger, steward, ada, bob, _) = await ThreeAsync();
        var unknown = new ProfileId(Guid.CreateVersion7());
        var (before, head, rules) = (await DescribeAsync(ledger), ledger.HeadPosition, IdentityRules.Default);
        Assert.Equal("unknown_profile", (await steward.MergeAsync(unknown, ada.Id, rules, "s", "w", Stop)).Refusal);
        Assert.Equal("unknown_profile", (await steward.MergeAsync(ada.Id, unknown, rules, "s", "w", Stop)).Refusal);
        Assert.Equal("same_profile", (await steward.MergeAsync(ada.Id, ada.Id, rules, "s", "w", Stop)).Refusal);
        Assert.Equal("records_cap", (await steward.MergeAsync(ada.Id, bob.Id, new IdentityRules(rules.Types, [], 1), "s", "w", Stop)).Refusal);
        Assert.Equal("unknown_profile", (await steward.UnmergeAsync(unknown, Keys(ada), rules, "s", "w", Stop)).Refusal);
        Assert.Equal("unknown_record", (await steward.UnmergeAsync(ada.Id, Keys(bob), rules, "s", "w", Stop)).Refusal);
        Assert.Equal("no_records", (await steward.UnmergeAsync(ada.Id, [], rules, "s", "w", Stop)).Refusal);
        Assert.Equal("all_records", (await steward.UnmergeAsync(ada.Id, Keys(ada), rules, "s", "w", Stop)).Refusal);
        Assert.Equal((before, head), (await DescribeAsync(ledger), ledger.HeadPosition));
    }

    private protected async Task<(ILedger Ledger, IdentitySteward Steward, ProfileState Ada, ProfileState Bob, ProfileState Eve)> ThreeAsync()
    {
        var ledger = await OpenEmptyAsync();
        foreach (var user in new[] { "ada", "bob", "eve" }) await SayAsync(ledger, Make.Event(user, user: user, at: 1_000_000 + user[0]));
        return (ledger, new IdentitySteward(ledger, Clock), await ReadAsync(ledger, Make.User("ada")), await ReadAsync(ledger, Make.User("bob")), await ReadAsync(ledger, Make.User("eve")));
    }
}
