using Kartoteka.Domain.Identity;

namespace Kartoteka.Domain.Tests.Identity;

public class LimitingClaimsTests
{
    [Fact]
    public void A_type_keeps_its_earliest_refused_claims_and_every_event_is_stored()
    {
        var bench = new IdentityBench();
        for (var i = 0; i < 60; i++) bench.SayAll(Make.Event($"m{i}", user: "ada", ids: [Make.Email($"m{i}@x.ru")]));
        var claims = Claims(bench).Where(claim => claim.Identifier.Type == IdentifierTypes.Email).ToArray();
        Assert.Equal(5 + RecordState.RefusedPerTypeMax, claims.Length);
        Assert.Equal("m24@x.ru", claims[^1].Identifier.Value);
        Assert.Equal(RecordState.RefusedPerTypeMax, bench.Conflicts.Count);
    }

    [Fact]
    public void The_last_claim_of_a_full_record_says_so_once_and_what_follows_joins_no_one()
    {
        var bench = new IdentityBench(Make.Unlimited);
        var visitors = Enumerable.Range(0, RecordState.ClaimsMax + 50).ToArray();
        foreach (var i in visitors) bench.SayAll(Make.Event($"m{i}", user: "ada", anonymous: $"a{i}"));
        Assert.Equal(RecordState.ClaimsMax, Claims(bench).Count);
        var conflict = Assert.Single(bench.Conflicts);
        Assert.Equal((ConflictReason.Full, Make.Anonymous($"a{RecordState.ClaimsMax - 2}")), (conflict.Reason, conflict.Identifier));
        bench.SayAll(Make.Event("v1", anonymous: "later"), Make.Event("v2", user: "ada", anonymous: "later"));
        Assert.False(bench.Together("anonymous_id:later", "ada"));
        bench.SayAll(Make.Event("v3", user: "ada", anonymous: conflict.Identifier.Value));
        Assert.Equal(ConflictReason.Full, Claims(bench)[^1].Reason);
        Assert.Equal(RecordState.ClaimsMax, Claims(bench).Count);
    }

    [Fact]
    public void A_full_record_is_still_full_when_profiles_are_computed_anew()
    {
        var bench = new IdentityBench(Make.Unlimited);
        for (var i = 0; i < RecordState.ClaimsMax; i++) bench.SayAll(Make.Event($"m{i}", user: "ada", anonymous: $"a{i}"));
        var partition = IdentityPartition.Compute(bench.Records, Make.Unlimited);
        Assert.Equal(new ClaimOutcome(ClaimState.Refused, ConflictReason.Full), partition.Claims[1][^1]);
    }

    [Fact]
    public void A_flood_of_identifiers_costs_each_event_about_as_much_as_the_first_ones()
    {
        // Warm, so that compiling is not measured.
        _ = Flood(5);
        var (few, many) = (Flood(10), Flood(400));
        // Linear in the claims it would be some hundred times as much; the room is for a busy machine.
        Assert.True(many.PerEvent < (5 * few.PerEvent) + TimeSpan.FromMilliseconds(5), $"{few.PerEvent} an event at first, {many.PerEvent} in a flood");
        Assert.True(many.Claims <= RecordState.ClaimsMax);
    }

    private static (TimeSpan PerEvent, int Claims) Flood(int events)
    {
        var bench = new IdentityBench();
        var plan = new CommitPlan();
        var resolver = new IdentityResolver(bench.Rules, bench.Set, plan, bench);
        var clock = System.Diagnostics.Stopwatch.StartNew();
        for (var i = 0; i < events; i++)
        {
            var number = i;
            var fresh = Enumerable.Range(0, 199).Select(j => new Identifier(j % 2 == 0 ? "badge" : IdentifierTypes.AnonymousId, $"{number}-{j}")).ToArray();
            foreach (var identifier in fresh) bench.Set.SetLoaded(new ClaimKey(1, ProfileKind.Person, identifier), []);
            Assert.Null(resolver.Apply(Make.Prepared(Make.Event($"m{i}", user: "ada", ids: fresh))));
        }
        return (clock.Elapsed / events, Claims(bench).Count);
    }

    private static IReadOnlyList<Claim> Claims(IdentityBench bench) => bench.Set.Records[new RecordKey(1, "ada")].Claims;
}
