using Kartoteka.Domain.Events;
using Kartoteka.Domain.Identity;

namespace Kartoteka.Domain.Tests.Identity;

public class ResolvingIdentityTests
{
    [Fact]
    public void The_anonymous_history_joins_at_login()
    {
        var bench = new IdentityBench();
        bench.SayAll(Make.Event("m1", anonymous: "a"), Make.Event("m2", user: "ada"));
        Assert.False(bench.Together("anonymous_id:a", "ada"));
        bench.SayAll(Make.Event("m3", user: "ada", anonymous: "a"));
        Assert.True(bench.Together("anonymous_id:a", "ada"));
        Assert.Single(bench.Set.Profiles);
    }

    [Fact]
    public void The_older_id_survives_a_merge_and_the_history_says_why()
    {
        var bench = new IdentityBench();
        bench.SayAll(Make.Event("m1", anonymous: "a", at: 1), Make.Event("m2", user: "ada", at: 2));
        var older = bench.Of("anonymous_id:a").Id;
        var newer = bench.Of("ada").Id;
        bench.SayAll(Make.Event("m3", user: "ada", anonymous: "a", at: 3));
        Assert.Equal(older, bench.Of("ada").Id);
        var line = Assert.Single(bench.History);
        Assert.Equal((newer, older, "anonymous_id", "m3", IdentityResolver.RulesActor), (line.From, line.To, line.Why, line.MessageId, line.Who));
    }

    [Fact]
    public void A_second_user_on_one_device_stays_a_second_person_and_leaves_a_conflict()
    {
        var bench = new IdentityBench();
        bench.SayAll(Make.Event("m1", user: "ada", anonymous: "tablet"), Make.Event("m2", user: "bob", anonymous: "tablet"));
        Assert.False(bench.Together("ada", "bob"));
        var conflict = Assert.Single(bench.Conflicts);
        Assert.Equal((Make.Anonymous("tablet"), ConflictReason.Limit), (conflict.Identifier, conflict.Reason));
        Assert.Equal(bench.Of("ada").Id, Assert.Single(conflict.Others));
        bench.SayAll(Make.Event("m3", user: "bob", anonymous: "tablet"));
        Assert.Single(bench.Conflicts);
    }

    [Fact]
    public void Of_six_emails_the_sixth_is_refused_and_does_not_join()
    {
        var bench = new IdentityBench();
        for (var i = 1; i <= 6; i++) bench.SayAll(Make.Event($"m{i}", user: "ada", ids: [Make.Email($"m{i}@x.ru")]));
        var claims = bench.Of("ada").Records.Single().Claims;
        Assert.Equal(5, claims.Count(claim => claim.Identifier.Type == IdentifierTypes.Email && claim.State == ClaimState.Active));
        Assert.Equal((ClaimState.Refused, ConflictReason.Limit), (claims[^1].State, claims[^1].Reason));
        bench.SayAll(Make.Event("m7", user: "bob", ids: [Make.Email("m6@x.ru")]));
        Assert.False(bench.Together("ada", "bob"));
    }

    [Fact]
    public void A_blocked_value_identifies_no_one()
    {
        var bench = new IdentityBench();
        bench.SayAll(Make.Event("m1", user: "ada", ids: [Make.Email("null")]), Make.Event("m2", user: "bob", ids: [Make.Email("null")]));
        Assert.False(bench.Together("ada", "bob"));
        Assert.Null(bench.Of("ada").Records.Single().FindClaim(Make.Email("null")));
        Assert.Equal("no_identifiers", bench.Say(Make.Event("m3", ids: [Make.Email("unknown")])));
    }

    [Fact]
    public void A_shared_type_is_kept_but_does_not_join()
    {
        var types = IdentityRules.Default.Types.Select(type => type.Name == IdentifierTypes.Phone ? type with { Shared = true } : type);
        var bench = new IdentityBench(new IdentityRules(types, [], 500));
        bench.SayAll(Make.Event("m1", user: "ada", ids: [Make.Phone("+7")]), Make.Event("m2", user: "bob", ids: [Make.Phone("+7")]));
        Assert.False(bench.Together("ada", "bob"));
        Assert.Equal(ClaimState.Active, bench.Of("bob").Records.Single().FindClaim(Make.Phone("+7"))!.State);
        Assert.Empty(bench.Conflicts);
    }

    [Fact]
    public void A_shared_value_does_not_join_while_others_of_its_type_do()
    {
        var bench = new IdentityBench(new IdentityRules(Make.Unlimited.Types, [Make.Phone("+7")], 500));
        bench.SayAll(Make.Event("m1", user: "ada", ids: [Make.Phone("+7")]), Make.Event("m2", user: "bob", ids: [Make.Phone("+7")]));
        Assert.False(bench.Together("ada", "bob"));
        bench.SayAll(Make.Event("m3", user: "ada", ids: [Make.Phone("+8")]), Make.Event("m4", user: "bob", ids: [Make.Phone("+8")]));
        Assert.True(bench.Together("ada", "bob"));
    }

    [Fact]
    public void A_component_above_the_cap_is_not_made()
    {
        var bench = new IdentityBench(new IdentityRules(Make.Unlimited.Types, [], recordsPerProfileMax: 2));
        foreach (var user in new[] { "ada", "bob", "eve" }) bench.SayAll(Make.Event(user, user: user, ids: [Make.Phone("+7")]));
        Assert.True(bench.Together("ada", "bob"));
        Assert.False(bench.Together("ada", "eve"));
        Assert.Equal(ConflictReason.Cap, Assert.Single(bench.Conflicts).Reason);
    }

    [Theory, InlineData(true), InlineData(false)]
    public void An_alias_joins_the_old_id_whichever_of_the_two_came_first(bool aliasFirst)
    {
        var bench = new IdentityBench();
        var alias = Make.Event("alias", user: "new", kind: EventKind.Alias, previous: "old");
        var old = Make.Event("old", user: "old", ids: [Make.Email("old@x.ru")]);
        if (aliasFirst) bench.SayAll(alias, old);
        else bench.SayAll(old, alias);
        Assert.True(bench.Together("old", "new"));
        Assert.Empty(bench.Conflicts);
        bench.SayAll(Make.Event("m3", user: "third", anonymous: "x"), Make.Event("m4", user: "new", anonymous: "x"));
        Assert.False(bench.Together("third", "new"));
    }

    [Theory, InlineData(true), InlineData(false)]
    public void An_alias_of_an_anonymous_id_joins_that_visitor(bool aliasFirst)
    {
        var bench = new IdentityBench();
        var alias = Make.Event("alias", user: "new", kind: EventKind.Alias, previous: "visitor");
        var visit = Make.Event("visit", anonymous: "visitor");
        if (aliasFirst) bench.SayAll(alias, visit);
        else bench.SayAll(visit, alias);
        Assert.True(bench.Together("anonymous_id:visitor", "new"));
    }

    [Fact]
    public void An_alias_excuses_values_of_its_own_type_only()
    {
        // The former user id 1 and the custom ids 1 and 2 are equal as text: the limit of the custom type must still hold.
        static Identifier Badge(string value) => new("badge", value);
        var types = IdentityRules.Default.Types.Append(new IdentifierTypeRule("badge", 300, 1, false, []));
        var bench = new IdentityBench(new IdentityRules(types, [], 500));
        bench.SayAll(Make.Event("m1", user: "ada", kind: EventKind.Alias, previous: "1", ids: [Badge("1")]), Make.Event("m2", user: "ada", ids: [Badge("2")]));
        Assert.Equal(ConflictReason.Limit, Assert.Single(bench.Conflicts).Reason);
    }

    [Fact]
    public void A_group_makes_an_account_and_a_relation()
    {
        var bench = new IdentityBench();
        var account = new AccountStatement("acme", [new Identifier(IdentifierTypes.GroupId, "shop:acme")], [new TraitStatement("name", "\"Acme\""u8.ToArray())]);
        bench.SayAll(Make.Event("m1", user: "ada", kind: EventKind.Group, account: account));
        var company = bench.Of("group_id:acme");
        Assert.Equal(ProfileKind.Account, company.Kind);
        Assert.Equal("\"Acme\""u8.ToArray(), company.Records.Single().Traits["name"].Json);
        Assert.Equal(company.Records.Single().Id, Assert.Single(bench.Of("ada").Records.Single().Relations).AccountRecordId);
    }

    [Fact]
    public void A_companys_email_does_not_join_it_with_a_person()
    {
        var bench = new IdentityBench();
        var account = new AccountStatement("acme", [new Identifier(IdentifierTypes.GroupId, "shop:acme"), Make.Email("office@acme.ru")], []);
        bench.SayAll(Make.Event("m1", user: "ada", kind: EventKind.Group, account: account, ids: [Make.Email("office@acme.ru")]));
        Assert.False(bench.Together("ada", "group_id:acme"));
        Assert.Empty(bench.Conflicts);
    }

    [Fact]
    public void Records_of_two_legal_entities_do_not_join()
    {
        var bench = new IdentityBench();
        Assert.Null(bench.Say(Make.Event("m1", user: "ada", ids: [Make.Email("a@x.ru")], source: 1), realm: 1));
        Assert.Null(bench.Say(Make.Event("m2", user: "ada", ids: [Make.Email("a@x.ru")], source: 2), realm: 2));
        Assert.NotEqual(bench.Of("ada", 1).Id, bench.Of("ada", 2).Id);
        Assert.Empty(bench.Conflicts);
    }

    [Fact]
    public void A_user_id_that_looks_like_an_address_is_another_record_than_the_one_of_that_address()
    {
        var bench = new IdentityBench();
        static Identifier Badge(string value) => new("badge", value);
        var account = new AccountStatement("acme", [new Identifier(IdentifierTypes.GroupId, "shop:acme")], []);
        var told = new[]
        {
            Make.Event("m1", user: "ada", kind: EventKind.Group, account: account), Make.Event("m2", anonymous: "x"), Make.Event("m3", ids: [Make.Email("a@b.ru")]),
            Make.Event("m4", ids: [Badge("7")]), Make.Event("m5", ids: [Make.User("9")]),
        };
        bench.SayAll(told);
        var known = bench.Records.Select(record => record.Key.ExternalId).ToArray();
        Assert.Equal(["ada", "group_id:acme", "anonymous_id:x", "email:a@b.ru", "external_id:badge:7", "external_id:user_id:shop:9"], known);
        var raw = known.Skip(1).Append("user_id:ada").Append("user_id:group_id:acme").ToArray();
        foreach (var user in raw) bench.SayAll(Make.Event($"as {user}", user: user));
        Assert.Equal(known.Length + raw.Length, bench.Records.Count);
        Assert.Equal(ProfileKind.Person, bench.Of("user_id:group_id:acme").Kind);
    }

    [Theory, InlineData("42"), InlineData("google:42"), InlineData("a@b.ru"), InlineData(":x"), InlineData("Email:x")]
    public void An_ordinary_user_id_is_the_address_as_it_is(string user) => Assert.Equal(user, Make.Prepared(Make.Event("m", user: user)).Subject.ExternalId);

    [Fact]
    public void A_refused_claim_that_joins_at_last_ends_its_conflict()
    {
        var bench = new IdentityBench();
        bench.SayAll(Make.Event("m1", user: "ada", anonymous: "t"), Make.Event("m2", user: "bob", anonymous: "t"));
        bench.Decide(resolver => resolver.Merge(bench.Of("ada"), bench.Of("bob"), "steward", "same", 9));
        var plan = new CommitPlan();
        var again = Make.Prepared(Make.Event("m3", user: "bob", anonymous: "t"));
        Assert.Null(new IdentityResolver(bench.Rules, bench.Set, plan, bench).Apply(again));
        Assert.Equal((2L, Make.Anonymous("t")), Assert.Single(plan.ResolvedConflicts));
    }

    [Fact]
    public void An_identifier_of_more_profiles_than_were_loaded_stays_contested()
    {
        var bench = new IdentityBench(Make.Unlimited);
        bench.SayAll(Make.Event("m1", user: "ada", ids: [Make.Phone("+7")]));
        bench.Set.SetLoaded(new ClaimKey(1, ProfileKind.Person, Make.Phone("+7")), bench.Set.Profiles.Values, crowded: true);
        var plan = new CommitPlan();
        var other = Make.Prepared(Make.Event("m2", user: "bob", ids: [Make.Phone("+7")]), Make.Unlimited);
        bench.Set.SetLoaded(new ClaimKey(1, ProfileKind.Person, Make.User("bob")), []);
        Assert.Null(new IdentityResolver(bench.Rules, bench.Set, plan, bench).Apply(other));
        Assert.Equal(ConflictReason.Ambiguous, Assert.Single(plan.Conflicts).Reason);
    }
}
