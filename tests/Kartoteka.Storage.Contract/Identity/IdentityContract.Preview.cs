using Kartoteka.Domain.Identity;

namespace Kartoteka.Storage.Contract.Identity;

public abstract partial class IdentityContract
{
    [Fact]
    public void Previews_between_the_steps_change_nothing_of_what_follows() => Genes.Check(cases: 40, lengthMax: 25, genes => PreviewAsync(genes).GetAwaiter().GetResult());

    private async Task PreviewAsync(int[] genes)
    {
        var (ledger, naive) = (await OpenEmptyAsync(), new NaiveBase());
        foreach (var (step, gene) in genes.Index())
        {
            var said = RandomEvents.One(gene / 48, $"m{step:000}") with { ReceivedAtUs = 10_000_000L + step };
            var head = ledger.HeadPosition;
            await new EventCommitter(ledger).PreviewAsync([Item(RandomEvents.One(gene / 7, "p1"), Make.Unlimited), Item(said, Make.Unlimited)], Make.Unlimited, Stop);
            if (naive.Live.Count > 1)
            {
                var (one, other) = (naive.Live[gene % naive.Live.Count], naive.Live[gene / 5 % naive.Live.Count]);
                var steward = new IdentitySteward(ledger, TimeProvider.System);
                await steward.PreviewMergeAsync(one.Id!.Value, other.Id!.Value, Make.Unlimited, Stop);
                await steward.PreviewUnmergeAsync(one.Id!.Value, [one.Records[0].Key], Make.Unlimited, Stop);
            }
            Assert.Equal(head, ledger.HeadPosition);
            if (gene % 6 == 0 && naive.Live.Count > 1) await MergeAsync(ledger, naive, gene / 6);
            else if (gene % 6 == 1) await UnmergeAsync(ledger, naive, gene / 6);
            else await SayAsync(ledger, naive, said);
            Assert.Equal(naive.Describe(), await DescribeAsync(ledger));
        }
        await AssertBalancedAsync(ledger);
    }

    [Fact]
    public async Task A_preview_says_what_the_call_then_does()
    {
        var (ledger, steward, ada, bob, _) = await ThreeAsync();
        var (before, head) = (await DescribeAsync(ledger), ledger.HeadPosition);
        var merge = await steward.PreviewMergeAsync(ada.Id, bob.Id, IdentityRules.Default, Stop);
        Assert.Equal((ada.Id, 2, 0), (Assert.Single(merge.Profiles).Id, merge.Profiles[0].Records.Count, merge.New.Count));
        Assert.Equal("same_profile", (await steward.PreviewMergeAsync(ada.Id, ada.Id, IdentityRules.Default, Stop)).Refusal);
        Assert.Equal((before, head), (await DescribeAsync(ledger), ledger.HeadPosition));
        await steward.MergeAsync(ada.Id, bob.Id, IdentityRules.Default, "s", "w", Stop);

        var back = await steward.PreviewUnmergeAsync(ada.Id, Keys(bob), IdentityRules.Default, Stop);
        Assert.Equal([ada.Id, bob.Id], back.Profiles.Select(profile => profile.Id));
        Assert.Empty(back.New);
        Assert.Equal("all_records", (await steward.PreviewUnmergeAsync(ada.Id, Keys(ada, bob), IdentityRules.Default, Stop)).Refusal);
        Assert.Equal(ada.Id, (await ledger.ReadProfileAsync(bob.Id, Stop))!.Id);
        // The other way round the one that leaves was no profile of its own, so it would be a new one.
        var fresh = await steward.PreviewUnmergeAsync(ada.Id, Keys(ada), IdentityRules.Default, Stop);
        Assert.Equal(fresh.Profiles[1].Id, Assert.Single(fresh.New));
        Assert.Null(await ledger.ReadProfileAsync(fresh.New[0], Stop));
    }
}
