using System.Net.Http.Json;
using Kartoteka.Modules.Users;
using Kartoteka.Modules.Workspace.Contracts;

namespace Kartoteka.Server.Tests.Users;

public sealed class SecondFactorTests : IAsyncLifetime
{
    private ServerWithClock _given = null!;

    private ServerFixture Server => _given.Server;

    public async Task InitializeAsync() => _given = await Fixtures.WithClockAsync();

    public async Task DisposeAsync() => await _given.DisposeAsync();

    private string Code(byte[] secret) => Totp.Code(secret, Totp.StepOf(_given.Time.GetUtcNow()));

    private async Task<(Person Person, string Email, byte[] Secret, string[] Recovery)> WithSecondFactorAsync()
    {
        var (person, _, email) = await Person.MadeAsync(Server, "operator");
        var begun = await Person.GoodAsync(await person.Client.PostAsJsonAsync("/api/session/totp", new { password = Person.Password }));
        var secret = Person.FromBase32(begun.GetProperty("secret").GetString()!);
        Assert.Contains($"secret={begun.GetProperty("secret").GetString()}", begun.GetProperty("uri").GetString(), StringComparison.Ordinal);
        Assert.False((await person.SessionAsync()).GetProperty("user").GetProperty("hasTotp").GetBoolean()); // Not before a code has shown that the app has it.
        var confirmed = await Person.GoodAsync(await person.Client.PutAsJsonAsync("/api/session/totp", new { code = Code(secret) }));
        return (person, email, secret, [.. confirmed.GetProperty("recoveryCodes").EnumerateArray().Select(code => code.GetString()!)]);
    }

    [Fact]
    public async Task With_a_second_factor_a_password_alone_opens_nothing_and_a_code_is_taken_once()
    {
        var (person, email, secret, _) = await WithSecondFactorAsync();
        Assert.True((await person.SessionAsync()).GetProperty("user").GetProperty("hasTotp").GetBoolean());
        Assert.Equal((401, "/problems/second-factor-needed"), await Person.RefusalAsync(await person.SignInAsync(email)));
        // The code that confirmed the secret was taken there.
        Assert.Equal((401, "/problems/second-factor-wrong"), await Person.RefusalAsync(await person.SignInAsync(email, code: Code(secret))));
        _given.Time.Advance(TimeSpan.FromSeconds(30));
        var code = Code(secret);
        await Person.GoodAsync(await person.SignInAsync(email, code: $" {code[..3]} {code[3..]}"));
        Assert.Equal((401, "/problems/second-factor-wrong"), await Person.RefusalAsync(await person.SignInAsync(email, code: code)));
        Assert.Equal((401, "/problems/sign-in-failed"), await Person.RefusalAsync(await person.SignInAsync(email, "wrong wrong wrong", code)));
        person.Dispose();
    }

    [Fact]
    public async Task Each_of_ten_recovery_codes_is_good_once()
    {
        var (person, email, _, recovery) = await WithSecondFactorAsync();
        Assert.Equal(10, recovery.Distinct().Count());
        await Person.GoodAsync(await person.SignInAsync(email, code: recovery[3].ToUpperInvariant()));
        Assert.Equal((401, "/problems/second-factor-wrong"), await Person.RefusalAsync(await person.SignInAsync(email, code: recovery[3])));
        await Person.GoodAsync(await person.SignInAsync(email, code: recovery[4]));
        Assert.Contains("user.recovery_code", await Server.Full.GetStringAsync("/api/audit?limit=5"), StringComparison.Ordinal);
        person.Dispose();
    }

    [Fact]
    public async Task Guessing_codes_locks_also_for_who_has_the_password()
    {
        var (person, email, _, _) = await WithSecondFactorAsync();
        for (var i = 0; i < 5; i++)
        {
            Assert.Equal((401, "/problems/second-factor-wrong"), await Person.RefusalAsync(await person.SignInAsync(email, code: "00000" + i)));
            if (i < 4) Assert.Equal((401, "/problems/second-factor-needed"), await Person.RefusalAsync(await person.SignInAsync(email)));
        }
        var answer = await person.SignInAsync(email);
        Assert.Equal((429, "/problems/locked-out"), await Person.RefusalAsync(answer));
        Assert.Equal(30, answer.Headers.RetryAfter!.Delta!.Value.TotalSeconds);
        var id = (await person.SessionAsync()).GetProperty("user").GetProperty("id");
        Assert.Contains(_given.Time.GetUtcNow().AddSeconds(30).ToString("yyyy-MM-ddTHH:mm:ss", System.Globalization.CultureInfo.InvariantCulture), await Server.Full.GetStringAsync("/api/users"), StringComparison.Ordinal);
        Assert.Contains("user.lock", await Server.Full.GetStringAsync("/api/audit?limit=1"), StringComparison.Ordinal);
        Assert.Equal(System.Net.HttpStatusCode.NoContent, (await Server.Full.PostAsync($"/api/users/{id}/unlock", null)).StatusCode);
        Assert.Equal((401, "/problems/second-factor-needed"), await Person.RefusalAsync(await person.SignInAsync(email)));
        person.Dispose();
    }

    [Fact]
    public async Task It_is_changed_with_the_password_only_and_ended_by_its_owner_or_an_administrator()
    {
        var (person, email, _, _) = await WithSecondFactorAsync();
        Assert.Equal((403, "/problems/password-wrong"), await Person.RefusalAsync(await DeleteAsync("wrong wrong wrong")));
        Assert.Equal((409, "/problems/second-factor-on"), await Person.RefusalAsync(await person.Client.PostAsJsonAsync("/api/session/totp", new { password = Person.Password })));
        Assert.Equal(System.Net.HttpStatusCode.NoContent, (await DeleteAsync(Person.Password)).StatusCode);
        await Person.GoodAsync(await person.SignInAsync(email));
        var (other, otherEmail, _, _) = await WithSecondFactorAsync();
        var id = (await other.SessionAsync()).GetProperty("user").GetProperty("id");
        Assert.Equal(System.Net.HttpStatusCode.NoContent, (await Server.Full.DeleteAsync($"/api/users/{id}/totp")).StatusCode);
        await Person.GoodAsync(await other.SignInAsync(otherEmail));
        person.Dispose();
        other.Dispose();

        async Task<HttpResponseMessage> DeleteAsync(string password)
        {
            using var request = new HttpRequestMessage(HttpMethod.Delete, "/api/session/totp") { Content = JsonContent.Create(new { password }) };
            return await person.Client.SendAsync(request);
        }
    }

    [Fact]
    public async Task Without_the_key_of_the_base_the_second_factor_opens_nothing_and_can_be_taken_away()
    {
        var (person, email, secret, recovery) = await WithSecondFactorAsync();
        await Server.StopAsync();
        File.Delete(Path.Combine(Server.Folder, DataKey.FileName));
        await Server.RunAsync(options => options with { Time = _given.Time });
        using var later = Person.At(Server);
        _given.Time.Advance(TimeSpan.FromSeconds(30));
        foreach (var code in new[] { Code(secret), recovery[0] }) Assert.Equal((401, "/problems/second-factor-wrong"), await Person.RefusalAsync(await later.SignInAsync(email, code: code)));
        await Server.Full.DeleteAsync("/api/users/1/totp");
        await Person.GoodAsync(await later.SignInAsync(email));
        person.Dispose();
    }
}
