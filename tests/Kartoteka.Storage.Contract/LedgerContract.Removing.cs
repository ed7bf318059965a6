using Kartoteka.Domain.Identity;

namespace Kartoteka.Storage.Contract;

public abstract partial class LedgerContract
{
    [Fact]
    public async Task A_profile_whose_every_record_is_removed_goes_with_them_and_with_its_identifiers()
    {
        var ledger = await OpenEmptyAsync();
        await SayAsync(ledger, Make.Event("m1", user: "ada", ids: [Make.Email("a@x.ru")]), Make.Event("m2", user: "bob"));
        var ada = await ReadAsync(ledger, Make.User("ada"));
        await using (var transaction = await ledger.BeginAsync(Stop))
        {
            await transaction.LoadAsync(new LoadRequest([], [], [ada.Id], []), Stop);
            var profile = transaction.Set.Profiles[ada.Id];
            var plan = new CommitPlan();
            foreach (var record in profile.Records) plan.RemovedRecords.Add(record);
            plan.RemovedProfiles.Add(profile);
            plan.ChangedProfiles.Add(profile.Id);
            var events = await ledger.ReadTimelineAsync([.. profile.Records.Select(record => record.Id)], null, 10, Stop);
            await transaction.WriteAsync(plan, Stop);
            await transaction.RetractEventsAsync([.. events.Select(stored => stored.Position)], Stop);
            await transaction.CommitAsync(Stop);
        }
        ledger = await ReopenAsync(ledger);
        Assert.Null(await ledger.ReadProfileAsync(ada.Id, Stop));
        Assert.Empty(await ledger.FindProfilesAsync(ProfileKind.Person, Make.Email("a@x.ru"), 10, Stop));
        Assert.Single(await ReadAllAsync(ledger));
        await AssertBalancedAsync(ledger);
        await SayAsync(ledger, Make.Event("m1", user: "ada"));
        Assert.NotEqual(ada.Id, (await ReadAsync(ledger, Make.User("ada"))).Id);
        await AssertBalancedAsync(ledger);
    }

    [Fact]
    public async Task Claiming_profiles_are_found_also_where_the_claim_was_refused()
    {
        var ledger = await OpenEmptyAsync();
        var email = Make.Email("family@x.ru");
        // A second user id of one source is a second person, so the second claim on the e-mail is refused.
        await SayAsync(ledger, Make.Event("m1", user: "ada", ids: [email]), Make.Event("m2", user: "bob", ids: [email], at: 2_000_000));
        var (ada, bob) = (await ReadAsync(ledger, Make.User("ada")), await ReadAsync(ledger, Make.User("bob")));
        Assert.Equal(ClaimState.Refused, bob.Records[0].FindClaim(email)!.State);
        var key = new ClaimKey(ada.Realm, ProfileKind.Person, email);
        Assert.Equal([ada.Id, bob.Id], (await ledger.FindClaimingProfilesAsync(key, 10, Stop)).Order());
        Assert.Single(await ledger.FindClaimingProfilesAsync(key, 1, Stop));
        Assert.Empty(await ledger.FindClaimingProfilesAsync(key with { Realm = ada.Realm + 1 }, 10, Stop));
        Assert.Equal([ada.Id], await ledger.FindProfilesAsync(ProfileKind.Person, email, 10, Stop));
    }
}
