using Kartoteka.Domain.Identity;
using Kartoteka.Storage.Matching;

namespace Kartoteka.Storage.Contract.Matching;

/// <summary>Decisions on pairs over a ledger: what they part stays apart, they outlive rebuilds, and taking one back is exact.</summary>
public abstract class MatchStewardContract : LedgerBench
{
    private static readonly Author Ada = new("user:1", "Ada");
    private static readonly Author Machine = new("matching", "matching");
    private static readonly MatchPopulation People = new(1, ProfileKind.Person);

    private static MatchSide Side(ProfileState profile, ulong fingerprint = 7) => new(profile.Id, [.. profile.Records.Select(record => record.Id).Order()], profile.Records[0].Id, fingerprint);

    private static async Task<MatchDone> DecideAsync(
        ILedger ledger, ProfileState first, ProfileState second, MatchVerdict verdict, long? lastSeen = null, bool automatic = false, double? seconds = 2.5, long? sample = null)
    {
        var draft = new MatchDraft(
            People, verdict, automatic, Side(first), Side(second), new MatchEvidence(4.5, 0.957, ulong.MaxValue - 3, """[{"Name":"surname"}]""", 3), automatic ? Machine : Ada, "why", seconds, sample, lastSeen);
        return await new MatchSteward(ledger, TimeProvider.System).DecideAsync(draft, Make.Unlimited, Stop);
    }

    private static Task<MatchDone> UndoAsync(ILedger ledger, long id) => new MatchSteward(ledger, TimeProvider.System).UndoAsync(id, Ada, "undo", Make.Unlimited, Stop);

    private async Task<(ILedger Ledger, ProfileState Ada, ProfileState Bob)> TwoAsync()
    {
        var ledger = await OpenEmptyAsync();
        await SayAsync(ledger, Make.Event("m1", user: "ada"), Make.Event("m2", user: "bob"));
        return (ledger, await ReadAsync(ledger, Make.User("ada")), await ReadAsync(ledger, Make.User("bob")));
    }

    // Profiles with their records, and what binds and parts these.
    private static async Task<string> DescribeAsync(ILedger ledger) => string.Join('\n', (await ReadAllAsync(ledger)).Select(profile =>
        $"{profile.Id}: {string.Join(' ', profile.Records.OrderBy(record => record.Id).Select(record => $"{record.Id}[{string.Join(',', record.Decisions.OrderBy(tag => tag.DecisionId).Select(tag => $"{tag.DecisionId}:{tag.Side}"))}]"))}"));

    [Fact]
    public async Task What_was_decided_is_read_as_it_was_written()
    {
        var (ledger, ada, bob) = await TwoAsync();
        var done = await DecideAsync(ledger, ada, bob, MatchVerdict.Later, sample: 12);
        Assert.Null(done.Profile);
        ledger = await ReopenAsync(ledger);
        var read = (await ledger.FindMatchDecisionAsync(done.Decision!.Id, Stop))!;
        Assert.Equal(done.Decision with { First = read.First, Second = read.Second, Changes = read.Changes }, read);
        Assert.Equal((Side(ada).Records.Single(), Side(bob).Records.Single(), 7UL, ulong.MaxValue - 3, 12L, 2.5), (read.First.Records.Single(), read.Second.Records.Single(), read.First.Fingerprint, read.Evidence.Pattern, read.SampleId, read.Seconds));
        Assert.Equal([read.Id], (await ledger.FindMatchDecisionsAsync([bob.Records[0].Id], Stop)).Select(one => one.Id));
        Assert.Empty(await ledger.FindMatchDecisionsAsync([999], Stop));
        Assert.Null(await ledger.FindMatchDecisionAsync(999, Stop));
    }

    [Fact]
    public async Task Decisions_are_listed_newest_first_by_all_that_they_are_asked_by()
    {
        var (ledger, ada, bob) = await TwoAsync();
        var later = (await DecideAsync(ledger, ada, bob, MatchVerdict.Later, sample: 5)).Decision!;
        var different = (await DecideAsync(ledger, ada, bob, MatchVerdict.Different, later.Id)).Decision!;
        await UndoAsync(ledger, different.Id);
        var same = (await DecideAsync(ledger, ada, bob, MatchVerdict.Same, later.Id, automatic: true, seconds: null)).Decision!;
        async Task<long[]> ListAsync(MatchDecisionFilter filter) => [.. (await ledger.ListMatchDecisionsAsync(filter, Stop)).Select(one => one.Id)];
        Assert.Equal([same.Id, different.Id, later.Id], await ListAsync(new MatchDecisionFilter()));
        Assert.Equal([different.Id], await ListAsync(new MatchDecisionFilter { Before = same.Id, Limit = 1 }));
        Assert.Equal([same.Id, later.Id], await ListAsync(new MatchDecisionFilter { Population = People, Active = true }));
        Assert.Equal([different.Id, later.Id], await ListAsync(new MatchDecisionFilter { WhoId = Ada.Id }));
        Assert.Equal([same.Id], await ListAsync(new MatchDecisionFilter { Automatic = true }));
        Assert.Equal([different.Id], await ListAsync(new MatchDecisionFilter { Verdict = MatchVerdict.Different }));
        Assert.Equal([later.Id], await ListAsync(new MatchDecisionFilter { SampleId = 5 }));
        Assert.Equal([same.Id, different.Id, later.Id], await ListAsync(new MatchDecisionFilter { Profile = bob.Id }));
        Assert.Empty(await ListAsync(new MatchDecisionFilter { Population = new MatchPopulation(2, ProfileKind.Person) }));
        Assert.Empty(await ListAsync(new MatchDecisionFilter { ToUs = later.AtUs }));
        Assert.Equal(3, (await ListAsync(new MatchDecisionFilter { FromUs = later.AtUs })).Length);
        Assert.Equal(
            [(MatchVerdict.Same, true, true, 1L, 0.0), (MatchVerdict.Different, false, false, 1, 2.5), (MatchVerdict.Later, false, true, 1, 2.5)],
            (await ledger.CountMatchDecisionsAsync(People, Stop)).Select(count => (count.Verdict, count.Automatic, count.Active, count.Count, count.Seconds)).Order());
        Assert.Equal([MatchVerdict.Later, MatchVerdict.Different], (await ledger.ReadMatchActsAsync(0, Stop)).Select(act => act.Verdict));
    }

    [Fact]
    public async Task A_pair_that_is_not_as_it_was_shown_is_refused()
    {
        var (ledger, ada, bob) = await TwoAsync();
        await SayAsync(ledger, Make.Unlimited, Make.Event("m3", user: "eve", ids: [Make.Email("e@x.ru")]), Make.Event("m4", user: "bob", ids: [Make.Email("e@x.ru")]));
        Assert.Equal("pair_changed", (await DecideAsync(ledger, ada, bob, MatchVerdict.Same)).Refusal);
        var now = (await ledger.ReadProfileAsync(bob.Id, Stop))!;
        var done = await DecideAsync(ledger, ada, now, MatchVerdict.Different);
        Assert.Null(done.Refusal);
        // Whoever did not see that decision is told so.
        Assert.Equal("pair_changed", (await DecideAsync(ledger, ada, now, MatchVerdict.Same)).Refusal);
        Assert.Null((await DecideAsync(ledger, ada, now, MatchVerdict.Same, done.Decision!.Id)).Refusal);
        Assert.Equal("unknown_decision", (await UndoAsync(ledger, 999)).Refusal);
    }

    [Fact]
    public async Task A_merge_is_taken_back_exactly_unless_records_have_joined_since()
    {
        var (ledger, ada, bob) = await TwoAsync();
        var before = await DescribeAsync(ledger);
        var merged = await DecideAsync(ledger, ada, bob, MatchVerdict.Same, automatic: true);
        Assert.Equal(ada.Id, merged.Profile);
        var line = (await ledger.ReadHistoryAsync(ada.Id, Stop))[0];
        Assert.Equal((HistoryKind.Merge, "matching", "why"), (line.Kind, line.Who, line.Why));
        ledger = await ReopenAsync(ledger);
        Assert.Null((await UndoAsync(ledger, merged.Decision!.Id)).Refusal);
        Assert.Equal(before, await DescribeAsync(ledger));
        Assert.Equal("undone", (await UndoAsync(ledger, merged.Decision.Id)).Refusal);

        merged = await DecideAsync(ledger, ada, bob, MatchVerdict.Same);
        await SayAsync(ledger, Make.Unlimited, Make.Event("m3", user: "bob", ids: [Make.Email("e@x.ru")]), Make.Event("m4", user: "eve", ids: [Make.Email("e@x.ru")]));
        Assert.Equal("records_joined", (await UndoAsync(ledger, merged.Decision!.Id)).Refusal);
        await new IdentitySteward(ledger, TimeProvider.System).UnmergeAsync(ada.Id, [bob.Records[0].Key], Make.Unlimited, "s", "w", Stop);
        Assert.Equal("records_moved", (await UndoAsync(ledger, merged.Decision.Id)).Refusal);
        await AssertBalancedAsync(ledger);
    }

    [Fact]
    public async Task A_merged_pair_that_is_declared_different_comes_apart_and_the_word_can_be_taken_back()
    {
        var (ledger, ada, bob) = await TwoAsync();
        var merged = (await DecideAsync(ledger, ada, bob, MatchVerdict.Same, automatic: true)).Decision!;
        var whole = await DescribeAsync(ledger);
        var parted = await DecideAsync(ledger, ada, bob, MatchVerdict.Different, merged.Id);
        Assert.Equal((null, MatchEffect.Parted), (parted.Refusal, parted.Decision!.Effect));
        Assert.Equal(bob.Id, (await ledger.ReadProfileAsync(bob.Id, Stop))!.Id);
        Assert.Equal("decided_since", (await UndoAsync(ledger, merged.Id)).Refusal);
        await SayAsync(ledger, Make.Unlimited, Make.Event("m3", user: "bob", ids: [Make.Phone("+7")]), Make.Event("m4", user: "ada", ids: [Make.Phone("+7")]));
        Assert.Equal(2, (await ReadAllAsync(ledger)).Count);
        Assert.Null((await UndoAsync(ledger, parted.Decision.Id)).Refusal);
        Assert.Equal(whole, await DescribeAsync(ledger));
        await AssertBalancedAsync(ledger);
    }

    [Fact]
    public async Task Each_decision_says_in_the_change_feed_which_profiles_to_look_at()
    {
        var (ledger, ada, bob) = await TwoAsync();
        foreach (var verdict in new[] { MatchVerdict.Later, MatchVerdict.Different, MatchVerdict.Same })
        {
            var head = ledger.HeadPosition;
            var id = (await DecideAsync(ledger, ada, bob, verdict)).Decision!.Id;
            Assert.Equal([ada.Id, bob.Id], (await ledger.ReadChangesAsync(head, 10, Stop)).Select(change => change.Profile).Distinct().Order());
            head = ledger.HeadPosition;
            await UndoAsync(ledger, id);
            Assert.Equal([ada.Id, bob.Id], (await ledger.ReadChangesAsync(head, 10, Stop)).Select(change => change.Profile).Distinct().Order());
        }
    }

    [Fact]
    public void What_was_declared_different_is_never_joined_again_by_identifiers_nor_by_rebuilds() => Genes.Check(cases: 60, lengthMax: 30, genes =>
        StayApartAsync(genes).GetAwaiter().GetResult());

    private async Task StayApartAsync(int[] genes)
    {
        var (ledger, decided) = (await OpenEmptyAsync(), new List<MatchDecision>());
        foreach (var (step, gene) in genes.Index())
        {
            var rest = gene;
            var (operation, all) = (Genes.Take(ref rest, 12), await ReadAllAsync(ledger));
            if (operation == 0) ledger = await ReopenAsync(ledger);
            else if (operation == 1) await new IdentityRebuild(ledger, TimeProvider.System).RebuildAsync([.. all.Select(profile => profile.Id)], Make.Unlimited, "rules", "test", Stop);
            else if (operation == 2 && decided.Count > 0)
            {
                var undone = decided[Genes.Take(ref rest, decided.Count)];
                if ((await UndoAsync(ledger, undone.Id)).Refusal is null) decided.Remove(undone);
            }
            else if (operation is 3 or 4 && all.Count > 1)
            {
                var (first, second) = (all[Genes.Take(ref rest, all.Count)], all[Genes.Take(ref rest, all.Count)]);
                var known = await ledger.FindMatchDecisionsAsync([.. first.Records.Select(record => record.Id)], Stop);
                var last = MatchSteward.LastOf(known, [.. first.Records.Select(record => record.Id)], [.. second.Records.Select(record => record.Id)]);
                if (first.Id != second.Id && await DecideAsync(ledger, first, second, MatchVerdict.Different, last?.Id) is { Decision: { } made }) decided.Add(made);
            }
            else await SayAsync(ledger, Make.Unlimited, RandomEvents.One(gene / 60, $"m{step:000}") with { ReceivedAtUs = 10_000_000L + step });
            var holder = (await ReadAllAsync(ledger)).SelectMany(profile => profile.Records).ToDictionary(record => record.Id, record => record.Profile);
            foreach (var decision in decided) Assert.Empty(decision.First.Records.Select(id => holder[id]).Intersect(decision.Second.Records.Select(id => holder[id])));
        }
        await AssertBalancedAsync(ledger);
    }

    [Fact]
    public void A_decision_and_its_undoing_leave_everything_as_it_was() => Genes.Check(cases: 60, lengthMax: 25, genes => UndoneAsync(genes).GetAwaiter().GetResult());

    private async Task UndoneAsync(int[] genes)
    {
        var ledger = await OpenEmptyAsync();
        foreach (var (step, gene) in genes.Index())
        {
            var rest = gene;
            var (operation, all) = (Genes.Take(ref rest, 3), await ReadAllAsync(ledger));
            if (operation == 0 || all.Count < 2)
            {
                await SayAsync(ledger, Make.Unlimited, RandomEvents.One(gene / 60, $"m{step:000}") with { ReceivedAtUs = 10_000_000L + step });
                continue;
            }
            var (first, second, verdict) = (all[Genes.Take(ref rest, all.Count)], all[Genes.Take(ref rest, all.Count)], (MatchVerdict)(1 + Genes.Take(ref rest, 3)));
            if (first.Id == second.Id) continue;
            var before = await DescribeAsync(ledger);
            var last = MatchSteward.LastOf(
                await ledger.FindMatchDecisionsAsync([.. first.Records.Select(record => record.Id)], Stop), [.. first.Records.Select(record => record.Id)], [.. second.Records.Select(record => record.Id)]);
            var made = await DecideAsync(ledger, first, second, verdict, last?.Id);
            Assert.Null(made.Refusal);
            // Half of the decisions stay, and the next ones build on them.
            if (Genes.Take(ref rest, 2) == 0) continue;
            Assert.Null((await UndoAsync(ledger, made.Decision!.Id)).Refusal);
            Assert.Equal(before, await DescribeAsync(ledger));
            foreach (var profile in all) Assert.Equal(profile.Id, (await ledger.ReadProfileAsync(profile.Id, Stop))!.Id);
        }
        await AssertBalancedAsync(ledger);
    }
}
