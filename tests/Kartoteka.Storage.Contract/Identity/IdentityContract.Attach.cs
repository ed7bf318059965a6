using Kartoteka.Domain.Events;
using Kartoteka.Domain.Identity;

namespace Kartoteka.Storage.Contract.Identity;

// Records that are attached to a profile, as a steward's edit is, and found by no identifier.
public abstract partial class IdentityContract
{
    private const int Manual = 9;

    private static Task<CommitResult[]> AttachAsync(ILedger ledger, RecordState anchor, string externalId, IncomingEvent said, IdentityRules? rules = null) =>
        new EventCommitter(ledger).CommitAsync([AttachedItem(anchor, externalId, said, rules)], rules ?? Make.Unlimited, CommitExtras.None, Stop);

    private static CommitItem AttachedItem(RecordState anchor, string externalId, IncomingEvent said, IdentityRules? rules = null) =>
        new(PreparedEvent.Attached(said, anchor.Realm, rules ?? Make.Unlimited, anchor, new RecordKey(Manual, externalId)), null);

    private static IncomingEvent Edit(string messageId, string city, long at = 5_000_000, params Identifier[] ids) =>
        Make.Event(messageId, source: Manual, ids: ids, at: at, traits: [("city", $"\"{city}\"")]);

    // One of the steps of the naive base's property.
    private static async Task AttachAsync(ILedger ledger, NaiveBase naive, int step, int gene)
    {
        gene /= 60;
        if (naive.Live.Count == 0) return;
        var customer = naive.Live[Genes.Take(ref gene, naive.Live.Count)];
        var anchor = customer.Records[Genes.Take(ref gene, customer.Records.Count)];
        var email = Genes.Take(ref gene, 6);
        var said = Edit($"m{step:000}", $"c{step}", 1_000_000L * (1 + (gene % 4)), email < 3 ? [Make.Email($"m{email}@x.ru")] : []) with { ReceivedAtUs = 10_000_000L + step };
        var record = (await ledger.ReadProfileAsync(customer.Id!.Value, Stop))!.Records.Single(known => known.Key == anchor.Key);
        var result = Assert.Single(await AttachAsync(ledger, record, $"e{step:000}", said));
        var attached = naive.Attach(anchor, said, new RecordKey(Manual, $"e{step:000}"));
        Assert.Equal((Outcome.Stored, attached.Id), (result.Outcome, result.Profile));
    }

    [Fact]
    public async Task An_attached_event_makes_one_record_of_the_profile_and_goes_on_in_it()
    {
        var ledger = await OpenEmptyAsync();
        await SayAsync(ledger, Make.Event("m1", user: "ada"), Make.Event("m2", user: "bob"));
        var ada = await ReadAsync(ledger, Make.User("ada"));
        // In one batch and after it: whoever asked first, there is one record.
        var results = await new EventCommitter(ledger).CommitAsync(
            [AttachedItem(ada.Records[0], "e1", Edit("x1", "Omsk")), AttachedItem(ada.Records[0], "e2", Edit("x2", "Tomsk", at: 6_000_000))], Make.Unlimited, CommitExtras.None, Stop);
        Assert.All(results, result => Assert.Equal((Outcome.Stored, ada.Id), (result.Outcome, result.Profile!.Value)));
        ledger = await ReopenAsync(ledger);
        await AttachAsync(ledger, ada.Records[0], "e3", Edit("x3", "Tver", at: 7_000_000));
        var now = (await ledger.ReadProfileAsync(ada.Id, Stop))!;
        Assert.Equal(["ada", "e1"], now.Records.Select(record => record.Key.ExternalId));
        Assert.Equal("\"Tver\""u8.ToArray(), now.Records[1].Traits["city"].Json);
        Assert.Equal(["x3", "x2", "x1", "m1"], await TimelineAsync(ledger, now));
        Assert.Equal([results[0].Position, results[1].Position], (await ledger.ReadEventsAsync(0, 10, Stop)).Where(stored => stored.SourceId == Manual).Take(2).Select(stored => (long?)stored.Position));
        Assert.Empty(await ledger.ReadHistoryAsync(ada.Id, Stop));
        await AssertBalancedAsync(ledger);
    }

    [Fact]
    public async Task What_cannot_be_attached_is_refused_and_kept_nowhere()
    {
        var (ledger, _, ada, _, _) = await ThreeAsync();
        var (before, head) = (await DescribeAsync(ledger), ledger.HeadPosition);
        var gone = new RecordState(999, ada.Records[0].Key, ProfileKind.Person, ada.Realm, 1);
        Assert.Equal("record_gone", Assert.Single(await AttachAsync(ledger, gone, "e1", Edit("x1", "Omsk"))).Reason);
        Assert.Equal("records_cap", Assert.Single(await AttachAsync(ledger, ada.Records[0], "e1", Edit("x1", "Omsk"), new IdentityRules([], [], 1))).Reason);
        var elsewhere = new CommitItem(PreparedEvent.Attached(Edit("x1", "Omsk"), ada.Realm + 1, Make.Unlimited, ada.Records[0], new RecordKey(Manual, "e1")), null);
        var result = Assert.Single(await new EventCommitter(ledger).CommitAsync([elsewhere], Make.Unlimited, CommitExtras.None, Stop));
        Assert.Equal((Outcome.NotKept, "other_legal_entity"), (result.Outcome, result.Reason));
        Assert.Equal((before, head), (await DescribeAsync(ledger), ledger.HeadPosition));
        Assert.Equal(0, (await AssertBalancedAsync(ledger, Manual)).Received);
    }

    [Fact]
    public async Task An_attached_record_stays_with_its_customer_through_unmerges_of_the_records_beside_it_and_rebuilds()
    {
        var ledger = await OpenEmptyAsync();
        // Ada's records of three sources are one customer by identifiers; the oldest is what the edit is bound to.
        await SayAsync(
            ledger, Make.Unlimited, Make.Event("m1", user: "ada1", ids: [Make.Email("a@x.ru")]), Make.Event("m2", user: "ada2", source: 2, ids: [Make.Email("a@x.ru"), Make.Phone("+7")]),
            Make.Event("m3", user: "ada3", source: 3, ids: [Make.Phone("+7")]));
        var ada = Assert.Single(await ReadAllAsync(ledger));
        await AttachAsync(ledger, ada.Records[1], "edit", Edit("x1", "Omsk"));
        var steward = new IdentitySteward(ledger, Clock);
        foreach (var source in new[] { 1, 2 })
        {
            await steward.UnmergeAsync(ada.Id, [new(source, $"ada{source}")], Make.Unlimited, "s", "not hers", Stop);
            Assert.Equal(0, (await RebuildAsync(ledger, Make.Unlimited)).RecordsMoved);
            Assert.Contains("edit", (await ledger.ReadProfileAsync(ada.Id, Stop))!.Records.Select(record => record.Key.ExternalId));
        }
        Assert.Equal(["ada3", "edit"], (await ledger.ReadProfileAsync(ada.Id, Stop))!.Records.Select(record => record.Key.ExternalId));
        // Parted by itself it is nobody's, and merged again and parted from that customer it still is the third's.
        await steward.UnmergeAsync(ada.Id, [new(Manual, "edit")], Make.Unlimited, "s", "nobody's", Stop);
        var alone = (await ReadAllAsync(ledger)).Single(profile => profile.Records.Any(record => record.Key.ExternalId == "edit"));
        var first = await ReadAsync(ledger, new Identifier(IdentifierTypes.UserId, "shop:ada1"));
        await steward.MergeAsync(first.Id, alone.Id, Make.Unlimited, "s", "w", Stop);
        await steward.MergeAsync(first.Id, ada.Id, Make.Unlimited, "s", "w", Stop);
        await steward.UnmergeAsync(first.Id, [new(1, "ada1")], Make.Unlimited, "s", "w", Stop);
        Assert.Equal(0, (await RebuildAsync(ledger, Make.Unlimited)).RecordsMoved);
        await AssertBalancedAsync(ledger);
    }

    [Fact]
    public void After_any_sequence_a_rebuild_leaves_no_attached_record_alone_that_was_not() => Genes.Check(cases: 40, lengthMax: 30, genes =>
        StayAttachedAsync(genes).GetAwaiter().GetResult());

    private async Task StayAttachedAsync(int[] genes)
    {
        var (ledger, naive) = (await OpenEmptyAsync(), new NaiveBase());
        foreach (var (step, gene) in genes.Index())
        {
            var rest = gene;
            var operation = Genes.Take(ref rest, 10);
            if (operation >= 7) await AttachAsync(ledger, naive, step, gene);
            else if (operation < 4) await SayAsync(ledger, naive, RandomEvents.One(gene / 60, $"m{step:000}") with { ReceivedAtUs = 10_000_000L + step });
            else if (operation == 4) await MergeAsync(ledger, naive, rest);
            else await UnmergeAsync(ledger, naive, rest);
        }
        var before = await ReadAllAsync(ledger);
        await RebuildAsync(ledger, Make.Unlimited);
        var now = (await ReadAllAsync(ledger)).SelectMany(profile => profile.Records).ToDictionary(record => record.Key, record => record.Profile);
        foreach (var profile in before.Where(profile => profile.Records.Count > 1))
        {
            foreach (var record in profile.Records.Where(record => record.IsAttached))
            {
                Assert.Contains(profile.Records, other => other.Key != record.Key && now[other.Key] == now[record.Key]);
            }
        }
        await AssertBalancedAsync(ledger);
    }
}
