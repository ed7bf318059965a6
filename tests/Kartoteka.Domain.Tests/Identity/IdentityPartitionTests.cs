using Kartoteka.Domain.Identity;

namespace Kartoteka.Domain.Tests.Identity;

public class IdentityPartitionTests
{
    [Fact]
    public void With_the_same_rules_and_no_protection_it_is_the_live_partition() => Genes.Check(cases: 300, lengthMax: 40, genes =>
    {
        var bench = Random(genes);
        if (genes.Length > 3) MergeTwo(bench, genes[0]);
        var live = bench.Set.Profiles.Values.Select(profile => profile.Records.Select(record => record.Id).Order().ToArray()).OrderBy(group => group[0]);
        var computed = IdentityPartition.Compute(bench.Records, bench.Rules);
        Assert.Equal(live, computed.Groups);
        foreach (var record in bench.Records)
        {
            Assert.Equal(record.Claims.Select(claim => new ClaimOutcome(claim.State, claim.Reason)), computed.Claims[record.Id]);
        }
    });

    [Fact]
    public void The_order_of_the_records_does_not_matter_whatever_the_rules() => Genes.Check(cases: 300, lengthMax: 40, genes =>
    {
        var records = Random(genes).Records.ToArray();
        var limited = Limited(IdentityRules.Default.Types, IdentifierTypes.Email, 1, recordsMax: 4);
        var expected = IdentityPartition.Compute(records, limited);
        new Random(genes.Length).Shuffle(records);
        var shuffled = IdentityPartition.Compute(records, limited);
        Assert.Equal(expected.Groups, shuffled.Groups);
        foreach (var record in records) Assert.Equal(expected.Claims[record.Id], shuffled.Claims[record.Id]);
    });

    [Fact]
    public void Raising_a_limit_out_of_reach_never_splits() => Genes.Check(cases: 300, lengthMax: 40, genes =>
    {
        // Out of reach, and the only limit: a limit that still binds may refuse another join than before, since an earlier one now holds.
        var records = Random(genes).Records;
        AssertInside(
            IdentityPartition.Compute(records, Limited(Make.Unlimited.Types, IdentifierTypes.UserId, 1)), IdentityPartition.Compute(records, Make.Unlimited));
    });

    [Fact]
    public void Marking_a_type_shared_never_merges() => Genes.Check(cases: 300, lengthMax: 40, genes =>
    {
        // Without limits: values of a shared type do not count towards one, so that a refused join may be allowed after all.
        var records = Random(genes).Records;
        var shared = new IdentityRules(Make.Unlimited.Types.Select(type => type with { Shared = type.Name == IdentifierTypes.Email }), [], 1_000_000);
        AssertInside(IdentityPartition.Compute(records, shared), IdentityPartition.Compute(records, Make.Unlimited));
    });

    [Fact]
    public void It_changes_none_of_the_records()
    {
        var bench = Random([.. Enumerable.Range(0, 30).Select(i => i * 104_729)]);
        var before = bench.Describe();
        IdentityPartition.Compute(bench.Records, new IdentityRules([], [Make.Email("m0@x.ru")], 1));
        Assert.Equal(before, bench.Describe());
    }

    [Fact]
    public void The_claim_first_stated_joins_and_the_later_is_refused()
    {
        // Bob's device was stated earlier than Ada's, although it came later: live it is Ada's, and from scratch Bob's.
        var bench = new IdentityBench();
        bench.SayAll(Make.Event("m1", user: "ada", at: 9, anonymous: "t"), Make.Event("m2", user: "bob", at: 5, anonymous: "t"));
        Assert.Equal(ClaimState.Refused, bench.Records[1].FindClaim(Make.Anonymous("t"))!.State);
        var computed = IdentityPartition.Compute(bench.Records, bench.Rules);
        Assert.Equal([[1L], [2L]], computed.Groups);
        Assert.Equal([new(ClaimState.Active, ConflictReason.None), new(ClaimState.Refused, ConflictReason.Limit)], computed.Claims[1]);
        Assert.All(computed.Claims[2], claim => Assert.Equal(ClaimState.Active, claim.State));
    }

    [Fact]
    public void A_value_blocked_since_and_a_smaller_cap_part_what_was_joined()
    {
        var bench = new IdentityBench(Make.Unlimited);
        bench.SayAll(Make.Event("m1", user: "ada", ids: [Make.Phone("+7")]), Make.Event("m2", user: "bob", ids: [Make.Phone("+7")]));
        Assert.Equal([[1L], [2L]], IdentityPartition.Compute(bench.Records, new IdentityRules(Make.Unlimited.Types, [], 1)).Groups);
        var junk = new Claim(Make.Email("null"), ClaimState.Active, 1, 1, ConflictReason.None);
        foreach (var record in bench.Records) record.ReplaceClaim(1, junk);
        var computed = IdentityPartition.Compute(bench.Records, Make.Unlimited);
        Assert.Equal([[1L], [2L]], computed.Groups);
        Assert.Equal(new ClaimOutcome(ClaimState.Refused, ConflictReason.Blocked), computed.Claims[1][1]);
    }

    [Fact]
    public void What_a_steward_parted_stays_apart_and_both_keep_the_identifier()
    {
        var bench = new IdentityBench(Make.Unlimited);
        bench.SayAll(Make.Event("m1", user: "ada", ids: [Make.Phone("+7")]), Make.Event("m2", user: "bob", ids: [Make.Phone("+7")]));
        bench.Decide(resolver => resolver.Unmerge(bench.Of("ada"), [bench.Records[1]], [], "s", "w", 9).Refusal);
        bench.SayAll(Make.Event("m3", user: "eve", at: 2_000_000, ids: [Make.Phone("+7")]));
        var computed = IdentityPartition.Compute(bench.Records, Make.Unlimited);
        Assert.Equal([[1L], [2L], [3L]], computed.Groups);
        Assert.Equal(ClaimState.Active, computed.Claims[2][1].State);
        Assert.Equal(new ClaimOutcome(ClaimState.Refused, ConflictReason.Ambiguous), computed.Claims[3][1]);
    }

    [Fact]
    public void What_a_steward_joined_stays_together_without_the_record_that_was_between()
    {
        var bench = new IdentityBench();
        bench.SayAll(Make.Event("m1", user: "ada"), Make.Event("m2", user: "bob"), Make.Event("m3", user: "eve"));
        bench.Decide(resolver => resolver.Merge(bench.Of("ada"), bench.Of("bob"), "s", "w", 9));
        bench.Decide(resolver => resolver.Merge(bench.Of("ada"), bench.Of("eve"), "s", "w", 9));
        Assert.Equal([[1L, 2L, 3L]], IdentityPartition.Compute(bench.Records, bench.Rules).Groups);
        bench.Decide(resolver => resolver.Unmerge(bench.Of("ada"), [bench.Records[0]], [], "s", "w", 9).Refusal);
        Assert.Equal([[1L], [2L, 3L]], IdentityPartition.Compute(bench.Records, bench.Rules).Groups);
    }

    [Fact]
    public void A_decision_about_third_records_outlives_a_later_merge()
    {
        // Ada is neither Bob nor Eve; Bob is Ada after all. That says nothing of Eve.
        var bench = new IdentityBench(Make.Unlimited);
        bench.SayAll([.. new[] { "ada", "bob", "eve" }.Select(user => Make.Event(user, user: user, ids: [Make.Phone("+7")]))]);
        bench.Decide(resolver => resolver.Unmerge(bench.Of("ada"), [bench.Records[1], bench.Records[2]], [], "s", "w", 9).Refusal);
        bench.Decide(resolver => resolver.Unmerge(bench.Of("bob"), [bench.Records[2]], [], "s", "w", 9).Refusal);
        bench.Decide(resolver => resolver.Merge(bench.Of("ada"), bench.Of("bob"), "s", "w", 9));
        bench.Decide(resolver => resolver.Unmerge(bench.Of("ada"), [bench.Records[1]], [], "s", "w", 9).Refusal);
        bench.SayAll(Make.Event("m9", user: "ada", at: 2_000_000, anonymous: "x"), Make.Event("m10", user: "eve", at: 2_000_000, anonymous: "x"));
        Assert.False(bench.Together("ada", "eve"));
    }

    private static IdentityBench Random(int[] genes)
    {
        var bench = new IdentityBench(Make.Unlimited);
        foreach (var incoming in RandomEvents.From(genes)) bench.Say(incoming);
        return bench;
    }

    private static void MergeTwo(IdentityBench bench, int gene)
    {
        var profiles = bench.Set.Profiles.Values.OrderBy(profile => profile.Id).ToArray();
        var (one, other) = (profiles[gene % profiles.Length], profiles[gene / 7 % profiles.Length]);
        if (one != other) bench.Decide(resolver => resolver.Merge(one, other, "s", "w", 9));
    }

    private static IdentityRules Limited(IEnumerable<IdentifierTypeRule> types, string type, int limit, int recordsMax = 1_000_000) =>
        new(types.Select(rule => rule.Name == type ? rule with { LimitPerProfile = limit } : rule), [], recordsMax);

    private static void AssertInside(IdentityPartition finer, IdentityPartition coarser)
    {
        var groupOf = coarser.Groups.SelectMany((group, index) => group.Select(id => (id, index))).ToDictionary(pair => pair.id, pair => pair.index);
        foreach (var group in finer.Groups) Assert.Single(group.Select(id => groupOf[id]).Distinct());
    }
}
