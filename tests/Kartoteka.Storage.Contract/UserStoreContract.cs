using System.Security.Cryptography;
using System.Text;
using Xunit;

namespace Kartoteka.Storage.Contract;

/// <summary>What every <see cref="IUserStore"/> must do. Each test has an empty base of its own.</summary>
public abstract class UserStoreContract
{
    private const string Admin = "administrator";

    /// <summary>Opens an empty base; a second call in the same test opens the same base again after closing it.</summary>
    protected abstract ValueTask<IUserStore> OpenAsync();

    private static CancellationToken Stop => CancellationToken.None;

    private static byte[] Sha(string secret) => SHA256.HashData(Encoding.UTF8.GetBytes(secret));

    private static WorkspaceUser Draft(string email, string role = Admin) => new(0, email, "Анна", role, "hash-1", true, "ru", "system", false, null, false, 0, null);

    private static async Task<WorkspaceUser> OneAsync(IUserStore store, int id) => (await store.ListUsersAsync(Stop)).Single(user => user.Id == id);

    [Fact]
    public async Task An_empty_base_has_nobody_and_no_session()
    {
        var store = await OpenAsync();
        Assert.Empty(await store.ListUsersAsync(Stop));
        Assert.Empty(await store.ListSessionsAsync(Stop));
    }

    [Fact]
    public async Task A_user_is_kept_as_added_and_an_email_is_given_once()
    {
        var store = await OpenAsync();
        var added = await store.AddUserAsync(Draft("a@shop.ru", "steward"), onlyAsFirst: false, Stop);
        Assert.NotNull(added);
        Assert.True(added.Id > 0 && added.CreatedAtUs > 0);
        Assert.Null(await store.AddUserAsync(Draft("a@shop.ru"), onlyAsFirst: false, Stop));
        Assert.Equal(added, Assert.Single(await (await OpenAsync()).ListUsersAsync(Stop)));
    }

    [Fact]
    public async Task Of_two_who_want_to_be_the_first_one_is()
    {
        var store = await OpenAsync();
        var both = await Task.WhenAll(Enumerable.Range(0, 8).Select(i => store.AddUserAsync(Draft($"{i}@shop.ru"), onlyAsFirst: true, Stop).AsTask()));
        Assert.Single(both, user => user is not null);
        Assert.Single(await store.ListUsersAsync(Stop));
    }

    [Fact]
    public async Task The_last_enabled_user_of_the_guarded_role_keeps_it()
    {
        var store = await OpenAsync();
        var (one, other) = ((await store.AddUserAsync(Draft("a@shop.ru"), false, Stop))!, (await store.AddUserAsync(Draft("b@shop.ru"), false, Stop))!);
        Assert.Equal(AccessChange.Done, await store.ChangeAccessAsync(one.Id, "A", Admin, disabled: true, Admin, Stop));
        Assert.Equal(AccessChange.LastOne, await store.ChangeAccessAsync(other.Id, "B", Admin, disabled: true, Admin, Stop));
        Assert.Equal(AccessChange.LastOne, await store.ChangeAccessAsync(other.Id, "B", "steward", disabled: false, Admin, Stop));
        Assert.Equal(other, await OneAsync(store, other.Id));
        Assert.Equal(AccessChange.Done, await store.ChangeAccessAsync(one.Id, "A", Admin, disabled: false, Admin, Stop));
        Assert.Equal(AccessChange.Done, await store.ChangeAccessAsync(other.Id, "B", "steward", disabled: false, Admin, Stop));
        Assert.Equal(AccessChange.Unknown, await store.ChangeAccessAsync(99, "?", Admin, disabled: false, Admin, Stop));
        Assert.Equal(("B", "steward"), ((await OneAsync(store, other.Id)).Name, (await OneAsync(store, other.Id)).Role));
    }

    [Fact]
    public async Task A_user_who_never_had_the_guarded_role_is_disabled_also_where_nobody_has_it()
    {
        var store = await OpenAsync();
        var user = (await store.AddUserAsync(Draft("a@shop.ru", "steward"), false, Stop))!;
        Assert.Equal(AccessChange.Done, await store.ChangeAccessAsync(user.Id, "A", "steward", disabled: true, Admin, Stop));
    }

    [Fact]
    public async Task Two_administrators_who_disable_each_other_at_once_leave_one()
    {
        var store = await OpenAsync();
        var (one, other) = ((await store.AddUserAsync(Draft("a@shop.ru"), false, Stop))!, (await store.AddUserAsync(Draft("b@shop.ru"), false, Stop))!);
        var changes = await Task.WhenAll(
            store.ChangeAccessAsync(one.Id, "A", Admin, disabled: true, Admin, Stop).AsTask(), store.ChangeAccessAsync(other.Id, "B", Admin, disabled: true, Admin, Stop).AsTask());
        Assert.Equal([AccessChange.Done, AccessChange.LastOne], changes.Order());
    }

    [Fact]
    public async Task Preferences_and_a_password_change_without_touching_the_rest()
    {
        var store = await OpenAsync();
        var user = (await store.AddUserAsync(Draft("a@shop.ru"), false, Stop))!;
        await store.ChangePreferencesAsync(user.Id, "Анна О.", "en", "dark", Stop);
        await store.SetPasswordAsync(user.Id, "hash-2", mustChange: false, Stop);
        Assert.Equal(user with { Name = "Анна О.", Language = "en", Theme = "dark", PasswordHash = "hash-2", MustChangePassword = false }, await OneAsync(store, user.Id));
    }

    [Fact]
    public async Task A_time_step_is_taken_once_and_none_before_it_after()
    {
        var store = await OpenAsync();
        var user = (await store.AddUserAsync(Draft("a@shop.ru"), false, Stop))!;
        await store.SetTotpAsync(user.Id, [1, 2, 3], confirmed: true, lastStep: 100, [], Stop);
        Assert.False(await store.TryTakeTotpStepAsync(user.Id, 100, Stop));
        var taken = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => store.TryTakeTotpStepAsync(user.Id, 102, Stop).AsTask()));
        Assert.Single(taken, one => one);
        Assert.False(await store.TryTakeTotpStepAsync(user.Id, 101, Stop));
        Assert.True(await store.TryTakeTotpStepAsync(user.Id, 103, Stop));
        var stored = await OneAsync(store, user.Id);
        Assert.True(stored.TotpConfirmed);
        Assert.Equal([1, 2, 3], stored.TotpSecret);
    }

    [Fact]
    public async Task A_recovery_code_is_taken_once_by_its_owner_and_goes_with_the_second_factor()
    {
        var store = await OpenAsync();
        var (user, other) = ((await store.AddUserAsync(Draft("a@shop.ru"), false, Stop))!, (await store.AddUserAsync(Draft("b@shop.ru"), false, Stop))!);
        await store.SetTotpAsync(user.Id, [1], true, 0, [Sha("one"), Sha("two"), Sha("three")], Stop);
        Assert.False(await store.TryTakeRecoveryCodeAsync(other.Id, Sha("one"), Stop));
        Assert.True(await store.TryTakeRecoveryCodeAsync(user.Id, Sha("one"), Stop));
        Assert.False(await store.TryTakeRecoveryCodeAsync(user.Id, Sha("one"), Stop));
        await store.SetTotpAsync(user.Id, [2], true, 0, [Sha("four")], Stop);
        Assert.False(await store.TryTakeRecoveryCodeAsync(user.Id, Sha("two"), Stop));
        await store.SetTotpAsync(user.Id, null, false, 0, [], Stop);
        Assert.False(await store.TryTakeRecoveryCodeAsync(user.Id, Sha("four"), Stop));
        Assert.Null((await OneAsync(store, user.Id)).TotpSecret);
    }

    [Fact]
    public async Task A_session_is_kept_with_its_hash_notes_the_sign_in_and_ends_for_good()
    {
        var store = await OpenAsync();
        var user = (await store.AddUserAsync(Draft("a@shop.ru"), false, Stop))!;
        var session = await store.AddSessionAsync(user.Id, Sha("s1"), "192.0.2.7", "Browser", Stop);
        Assert.Equal(session.CreatedAtUs, (await OneAsync(store, user.Id)).LastSignInAtUs);
        var listed = Assert.Single(await (store = await OpenAsync()).ListSessionsAsync(Stop));
        Assert.Equivalent(session, listed, strict: true);
        Assert.True(await store.RotateSessionAsync(session.Id, Sha("s2"), Stop));
        await store.TouchSessionsAsync([(session.Id, session.LastUsedAtUs + 5), (99, 1)], Stop);
        await store.TouchSessionsAsync([(session.Id, session.LastUsedAtUs + 4)], Stop);
        listed = Assert.Single(await store.ListSessionsAsync(Stop));
        Assert.Equal(Sha("s2"), listed.Hash);
        Assert.Equal(session.LastUsedAtUs + 5, listed.LastUsedAtUs);
        await store.EndSessionsAsync([session.Id, 99], Stop);
        await store.TouchSessionsAsync([(session.Id, session.LastUsedAtUs + 9)], Stop);
        Assert.Empty(await store.ListSessionsAsync(Stop));
        Assert.False(await store.RotateSessionAsync(session.Id, Sha("s3"), Stop));
        Assert.NotEqual(session.Id, (await store.AddSessionAsync(user.Id, Sha("s1"), "", "", Stop)).Id);
    }

    [Fact]
    public async Task A_session_of_nobody_is_refused()
    {
        var store = await OpenAsync();
        await Assert.ThrowsAsync<LedgerRefusedException>(async () => await store.AddSessionAsync(7, Sha("s"), "", "", Stop));
        Assert.Empty(await store.ListSessionsAsync(Stop));
    }
}
