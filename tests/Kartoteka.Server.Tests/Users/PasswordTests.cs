using Kartoteka.Modules.Users;
using Microsoft.Extensions.Options;

namespace Kartoteka.Server.Tests.Users;

public sealed class PasswordTests
{
    [Theory]
    [InlineData("elevenchars")]
    [InlineData("qwertyqwerty")]
    [InlineData("Password1234")]
    [InlineData("пароль123456")]
    [InlineData("aaaaaaaaaaaaaaaa")]
    [InlineData("abababababab")]
    [InlineData("123456789012")]
    [InlineData("abcdefghijklmn")]
    [InlineData("qwerty!!!123456")]
    [InlineData("admin-administrator")]
    [InlineData("correcthorsebatterystaple")]
    [InlineData("anna.orlova@shop.ru")]
    [InlineData("Anna.Orlova2026")]
    [InlineData("Kartoteka-2026")]
    public void Short_common_and_guessable_passwords_are_refused(string password) => Assert.NotNull(PasswordPolicy.Problem(password, "anna.orlova@shop.ru"));

    [Theory]
    [InlineData("vier lange Worte 2026")]
    [InlineData("лошадь скрепка батарея")]
    [InlineData("kartoteka of the north wind")]
    [InlineData("            spaces are characters")]
    [InlineData("tr0ub4dor&3x")]
    public void Long_ones_are_taken_whatever_they_are_made_of(string password) => Assert.Null(PasswordPolicy.Problem(password, "anna.orlova@shop.ru"));

    [Fact]
    public void The_length_is_12_to_256()
    {
        var text = string.Concat(Enumerable.Range(0, 60).Select(i => $"{i * 7919:x5}"));
        Assert.Null(PasswordPolicy.Problem(text[..12], "a@shop.ru"));
        Assert.Null(PasswordPolicy.Problem(text[..256], "a@shop.ru"));
        Assert.NotNull(PasswordPolicy.Problem(text[..11], "a@shop.ru"));
        Assert.NotNull(PasswordPolicy.Problem(text[..257], "a@shop.ru"));
        Assert.NotNull(PasswordPolicy.Problem(null, "a@shop.ru"));
    }

    [Fact]
    public void A_random_password_is_good_and_another_each_time()
    {
        var made = Enumerable.Range(0, 200).Select(_ => PasswordPolicy.Random()).ToArray();
        Assert.Equal(200, made.Distinct().Count());
        Assert.All(made, password => Assert.Null(PasswordPolicy.Problem(password, "a@shop.ru")));
    }

    [Fact]
    public async Task A_hash_holds_its_parameters_and_asks_for_a_new_one_once_they_grow()
    {
        using var hasher = new PasswordHasher(Options.Create(new UsersOptions()));
        var hash = (await hasher.HashAsync(Person.Password, default))!;
        Assert.Matches(@"^pbkdf2-sha512\$210000\$[A-Za-z0-9+/]{22}==\$[A-Za-z0-9+/]{86}==$", hash);
        Assert.NotEqual(hash, await hasher.HashAsync(Person.Password, default));
        Assert.Equal(new PasswordCheck(true, NeedsRehash: false), await hasher.CheckAsync(hash, Person.Password, default));
        Assert.Equal(new PasswordCheck(false, NeedsRehash: false), await hasher.CheckAsync(hash, $"{Person.Password} ", default));
        Assert.Equal(new PasswordCheck(false, NeedsRehash: false), await hasher.CheckAsync(null, Person.Password, default));
        using var stronger = new PasswordHasher(Options.Create(new UsersOptions { PasswordIterations = 220_000 }));
        Assert.Equal(new PasswordCheck(true, NeedsRehash: true), await stronger.CheckAsync(hash, Person.Password, default));
        Assert.StartsWith("pbkdf2-sha512$220000$", await stronger.HashAsync(Person.Password, default));
    }

    [Fact]
    public async Task Too_many_who_wait_are_refused_and_the_others_served()
    {
        using var hasher = new PasswordHasher(Options.Create(new UsersOptions()));
        using var stop = new CancellationTokenSource();
        // Each needs a turn, and all but a few of them wait for theirs.
        var waiting = Enumerable.Range(0, PasswordHasher.WaitingMax + 50).Select(_ => hasher.CheckAsync(null, "x", stop.Token)).ToArray();
        Assert.Contains(waiting, check => check is { IsCompletedSuccessfully: true, Result: null });
        await stop.CancelAsync();
        foreach (var check in waiting) await Task.WhenAny(check);
        Assert.NotNull(await hasher.CheckAsync(null, "x", default));
    }
}
