using Kartoteka.Server.Users;

namespace Kartoteka.Server.Tests.Users;

public sealed class UserVerbTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("kartoteka-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private async Task<(int Code, string Output, string Error)> RunAsync(params string[] args)
    {
        await using var output = new StringWriter();
        await using var error = new StringWriter();
        var code = await CommandLine.RunAsync(["user", .. args, "--data", _folder], output, error, CancellationToken.None);
        return (code, output.ToString(), error.ToString());
    }

    [Fact]
    public async Task Without_a_server_it_opens_the_folder_and_what_it_did_is_there_for_the_next()
    {
        var (code, added, error) = await RunAsync("add", "anna@staff.example", "--name", "Анна", "--role", "administrator");
        Assert.Equal((0, ""), (code, error));
        Assert.Matches("shown this once and to be changed at the first sign-in: ([a-z2-9]{5}-){3}[a-z2-9]{5}", added);
        Assert.Equal(0, (await RunAsync("add", "boris@staff.example")).Code);
        Assert.Equal(0, (await RunAsync("role", "BORIS@staff.example", "steward")).Code);
        Assert.Equal(0, (await RunAsync("disable", "boris@staff.example")).Code);
        foreach (var verb in new[] { "unlock", "totp-off", "end-sessions" }) Assert.Equal(0, (await RunAsync(verb, "boris@staff.example")).Code);
        var reset = await RunAsync("password", "boris@staff.example", "--random");
        Assert.Contains("shown this once", reset.Output, StringComparison.Ordinal);
        var list = (await RunAsync("list")).Output.Split('\n');
        Assert.Matches("^anna@staff.example +Анна +administrator +password +never$", list[1]);
        Assert.Matches("^boris@staff.example +boris +steward +disabled +never$", list[2]);
        Assert.Equal(0, (await RunAsync("enable", "boris@staff.example")).Code);
    }

    [Theory]
    [InlineData(1, "no user", "disable", "nobody@staff.example")]
    [InlineData(2, "'role' is one of", "add", "a@staff.example", "--role", "root")]
    [InlineData(2, "'email'", "add", "nobody")]
    [InlineData(2, "", "add")]
    [InlineData(2, "", "--nope")]
    public async Task What_is_wrong_is_said_in_one_line_with_its_code(int code, string said, params string[] args)
    {
        var (actual, _, error) = await RunAsync(args);
        Assert.Equal(code, actual);
        Assert.Contains(said, error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_last_administrator_stays()
    {
        await RunAsync("add", "anna@staff.example", "--role", "administrator");
        var (code, _, error) = await RunAsync("disable", "anna@staff.example");
        Assert.Equal(1, code);
        Assert.Contains("last enabled administrator", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Help_names_every_verb()
    {
        await using var output = new StringWriter();
        Assert.Equal(0, await CommandLine.RunAsync(["user", "--help"], output, TextWriter.Null, CancellationToken.None));
        foreach (var verb in new[] { "add", "list", "role", "disable", "enable", "password", "unlock", "totp-off", "end-sessions" })
        {
            Assert.Contains(verb, output.ToString(), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task With_a_server_it_goes_through_it_and_a_password_chosen_at_the_console_is_not_to_be_changed()
    {
        if (OperatingSystem.IsWindows()) return; // It has no such socket.
        await using var server = new OwnServer(await ServerFixture.StartAsync());
        using var local = server.Value.OverTheSocket();
        await using var output = new StringWriter();
        var command = new UserCommand(local, output, () => Person.Password);
        await command.AddAsync("anna@staff.example", "Анна", "administrator", ask: true, CancellationToken.None);
        Assert.DoesNotContain("shown this once", output.ToString(), StringComparison.Ordinal);
        using var person = Person.At(server.Value);
        Assert.False((await Person.GoodAsync(await person.SignInAsync("anna@staff.example"))).GetProperty("user").GetProperty("mustChangePassword").GetBoolean());
        await using var said = new StringWriter();
        Assert.Equal(0, await CommandLine.RunAsync(["user", "end-sessions", "anna@staff.example", "--data", server.Value.Folder], said, TextWriter.Null, CancellationToken.None));
        Assert.Contains("Sessions ended: 1", said.ToString(), StringComparison.Ordinal);
        Assert.Equal(System.Net.HttpStatusCode.Unauthorized, (await person.Client.GetAsync("/api/session")).StatusCode);
        await Assert.ThrowsAsync<SettingException>(() => new UserCommand(local, output, () => "short").SetPasswordAsync("anna@staff.example", random: false, CancellationToken.None));
    }
}
