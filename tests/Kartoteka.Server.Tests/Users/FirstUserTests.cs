using System.Net;
using System.Net.Http.Json;

namespace Kartoteka.Server.Tests.Users;

public sealed class FirstUserTests
{
    private const string Email = "first@staff.example";

    private static string? CodeOf(ServerFixture server) =>
        server.Output.ToString().Split('\n').LastOrDefault(line => line.Contains("/start#code=", StringComparison.Ordinal))?.Split("#code=")[1].Trim();

    private static object Body(string? code) => new { code, email = Email, name = "Первая", password = Person.Password, language = "ru" };

    [Fact]
    public async Task The_code_that_the_server_printed_makes_the_first_administrator_who_is_signed_in_and_no_second()
    {
        await using var server = new OwnServer(await ServerFixture.StartAsync());
        var state = await Person.GoodAsync(await server.Value.Anonymous.GetAsync("/api/start"));
        Assert.True(state.GetProperty("needsFirstUser").GetBoolean());
        using var person = Person.At(server.Value);
        var session = await Person.GoodAsync(await person.Client.PostAsJsonAsync("/api/start", Body(CodeOf(server.Value))));
        Assert.Equal("administrator", session.GetProperty("user").GetProperty("role").GetString());
        Assert.Equal(Email, (await person.SessionAsync()).GetProperty("user").GetProperty("email").GetString());
        Assert.False((await Person.GoodAsync(await server.Value.Anonymous.GetAsync("/api/start"))).GetProperty("needsFirstUser").GetBoolean());
        Assert.Equal((409, "/problems/already-started"), await Person.RefusalAsync(await person.Client.PostAsJsonAsync("/api/start", Body(CodeOf(server.Value)))));
        await server.Value.StopAsync();
        await server.Value.RunAsync(null);
        Assert.Single(server.Value.Output.ToString().Split('\n'), line => line.Contains("/start#code=", StringComparison.Ordinal));
        using var later = Person.At(server.Value);
        await Person.GoodAsync(await later.SignInAsync(Email));
    }

    [Fact]
    public async Task Wrong_codes_are_refused_and_after_a_few_have_to_wait()
    {
        await using var server = new OwnServer(await ServerFixture.StartAsync());
        for (var i = 0; i < 5; i++) Assert.Equal((403, "/problems/start-code-wrong"), await TryAsync($"guess-{i}"));
        Assert.Equal((429, "/problems/locked-out"), await TryAsync(CodeOf(server.Value)));

        async Task<(int, string?)> TryAsync(string? code) => await Person.RefusalAsync(await server.Value.Anonymous.PostAsJsonAsync("/api/start", Body(code)));
    }

    [Fact]
    public async Task A_code_of_a_former_start_is_good_no_more()
    {
        await using var server = new OwnServer(await ServerFixture.StartAsync());
        var old = CodeOf(server.Value);
        await server.Value.StopAsync();
        await server.Value.RunAsync(null);
        Assert.NotEqual(old, CodeOf(server.Value));
        Assert.Equal(HttpStatusCode.Forbidden, (await server.Value.Anonymous.PostAsJsonAsync("/api/start", Body(old))).StatusCode);
    }

    [Fact]
    public async Task An_administrator_of_the_settings_is_made_on_the_first_start_and_no_code_is_printed()
    {
        await using var server = new OwnServer(await ServerFixture.StartAsync(options => options with { AdminEmail = Email, AdminPassword = Person.Password }));
        Assert.Null(CodeOf(server.Value));
        using var person = Person.At(server.Value);
        await Person.GoodAsync(await person.SignInAsync(Email));
        await server.Value.StopAsync();
        // A later start changes nobody's password.
        await server.Value.RunAsync(options => options with { AdminEmail = Email, AdminPassword = "another long sentence" });
        using var later = Person.At(server.Value);
        await Person.GoodAsync(await later.SignInAsync(Email));
    }

    [Theory]
    [InlineData("short", "at least 12")]
    [InlineData("qwertyqwerty", "tried first")]
    public async Task A_password_of_the_settings_below_the_policy_stops_the_start_and_makes_nothing(string password, string said)
    {
        var folder = Directory.CreateTempSubdirectory("kartoteka-").FullName;
        var options = new ServerOptions { DataFolder = folder, Urls = "http://127.0.0.1:0", AdminEmail = Email, AdminPassword = password };
        await using (var app = KartotekaServer.Build(options))
        {
            Assert.Contains(said, (await Assert.ThrowsAsync<SettingException>(() => app.StartAsync())).Message);
        }
        await using var output = new StringWriter();
        await using (var app = KartotekaServer.Build(options with { AdminPassword = Person.Password, Output = output }))
        {
            await app.StartAsync();
            await app.StopAsync();
        }
        Assert.Contains("First API token", output.ToString(), StringComparison.Ordinal);
        Directory.Delete(folder, recursive: true);
    }
}
