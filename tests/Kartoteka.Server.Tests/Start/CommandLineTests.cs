using Kartoteka.Server.Http;
using Kartoteka.Server.Settings;
using Kartoteka.Storage.Embedded.Ledger;
using Kartoteka.Storage.Embedded.Sqlite;
using Xunit;

namespace Kartoteka.Server.Tests.Start;

public sealed class CommandLineTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("kartoteka-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static async Task<(int Code, string Error)> RunAsync(params string[] args)
    {
        using var error = new StringWriter();
        var code = await CommandLine.RunAsync(args, TextWriter.Null, error, CancellationToken.None);
        return (code, error.ToString());
    }

    [Fact]
    public async Task A_newer_base_is_refused_in_one_line_with_code_3()
    {
        await SqliteLedger.Open(_folder, TimeProvider.System).DisposeAsync();
        using (var database = SqliteDatabase.Open(Path.Combine(_folder, "ledger.db"), readOnly: false)) database.Execute("pragma user_version = 9999");
        var (code, error) = await RunAsync("serve", "--data", _folder, "--urls", "http://127.0.0.1:0");
        Assert.Equal(3, code);
        Assert.Contains("version 9999", error);
        Assert.Single(error.TrimEnd().Split('\n'));
    }

    [Fact]
    public async Task A_folder_in_use_is_refused_with_code_4()
    {
        await using var ledger = SqliteLedger.Open(_folder, TimeProvider.System);
        var (code, error) = await RunAsync("--data", _folder, "--urls", "http://127.0.0.1:0");
        Assert.Equal(4, code);
        Assert.Contains("in use", error);
    }

    [Theory]
    [InlineData("--nope")]
    [InlineData("serve", "extra")]
    [InlineData("serve", "--urls", "https://127.0.0.1:8443")]
    [InlineData("serve", "--urls", "nonsense")]
    [InlineData("serve", "--urls", "http://localhost:0")]
    public async Task A_bad_option_is_code_2(params string[] args)
    {
        var (code, error) = await RunAsync(args);
        Assert.Equal(2, code);
        Assert.NotEmpty(error);
    }

    [Fact]
    public async Task A_flag_wins_over_the_environment_which_wins_over_the_file_which_wins_over_the_default()
    {
        Assert.Equal(("http://127.0.0.1:8080", Path.Combine(_folder, "data")), Read([], []));
        await File.WriteAllTextAsync(Path.Combine(_folder, "kartoteka.json"), """{"urls":"http://127.0.0.1:1","data":"from-file"}""");
        Assert.Equal(("http://127.0.0.1:1", Path.Combine(_folder, "from-file")), Read([], []));
        Assert.Equal(("http://127.0.0.1:2", Path.Combine(_folder, "from-file")), Read([], new() { ["KARTOTEKA_URLS"] = "http://127.0.0.1:2" }));
        Assert.Equal(
            ("http://127.0.0.1:3", Path.Combine(_folder, "from-env")),
            Read(new() { ["urls"] = "http://127.0.0.1:3", ["data"] = null }, new() { ["KARTOTEKA_URLS"] = "http://127.0.0.1:2", ["KARTOTEKA_DATA"] = "from-env" }));

        (string, string) Read(Dictionary<string, string?> flags, Dictionary<string, string> environment)
        {
            var options = SettingsReader.Read(flags, environment, _folder);
            return (options.Urls, options.DataFolder);
        }
    }

    [Fact]
    public async Task A_broken_settings_file_is_named()
    {
        await File.WriteAllTextAsync(Path.Combine(_folder, "kartoteka.json"), "{");
        Assert.Contains("kartoteka.json", Assert.Throws<SettingException>(() => SettingsReader.Read(new Dictionary<string, string?>(), new Dictionary<string, string>(), _folder)).Message);
    }

    [Theory]
    [InlineData("""{"url":"http://127.0.0.1:1"}""", "'url'")]
    [InlineData("""{"ingest":{"requestsPerSecond":5}}""", "'ingest.requestsPerSecond'")]
    [InlineData("""{"data":{"folder":"x"}}""", "'data.folder'")]
    public async Task A_setting_that_nothing_reads_is_named(string file, string named)
    {
        await File.WriteAllTextAsync(Path.Combine(_folder, "kartoteka.json"), file);
        Assert.Contains(named, Assert.Throws<SettingException>(() => Read()).Message);
    }

    [Fact]
    public async Task Trusted_proxies_are_a_list_or_a_text_and_known_sections_are_read()
    {
        await File.WriteAllTextAsync(Path.Combine(_folder, "kartoteka.json"), """{"trustedProxies":["10.0.0.2","192.168.0.0/16"],"ingest":{"unknownKeysPerMinutePerAddress":7},"limits":{"requestsPerSecond":20}}""");
        Assert.Equal("10.0.0.2,192.168.0.0/16", Read().TrustedProxies);
        Assert.Equal("10.0.0.3", Read(new() { ["KARTOTEKA_TRUSTED_PROXIES"] = "10.0.0.3" }).TrustedProxies);
    }

    [Theory]
    [InlineData("KARTOTEKA_POSTGRES")]
    [InlineData("KARTOTEKA_CLICKHOUSE")]
    public void Another_store_is_refused_since_the_data_would_not_be_there(string name)
    {
        var refused = Assert.Throws<SettingException>(() => Read(new() { [name] = "Host=db" }));
        Assert.Contains(name, refused.Message);
        Assert.Contains("embedded stores only", refused.Message);
    }

    [Fact]
    public void An_administrator_is_an_email_and_a_password_and_half_of_one_is_refused()
    {
        var both = Read(new() { ["KARTOTEKA_ADMIN_EMAIL"] = "a@shop.ru", ["KARTOTEKA_ADMIN_PASSWORD"] = " spaces count " });
        Assert.Equal(("a@shop.ru", " spaces count "), (both.AdminEmail, both.AdminPassword));
        Assert.Contains("go together", Assert.Throws<SettingException>(() => Read(new() { ["KARTOTEKA_ADMIN_EMAIL"] = "a@shop.ru" })).Message);
        Assert.Contains("go together", Assert.Throws<SettingException>(() => Read(new() { ["KARTOTEKA_ADMIN_PASSWORD"] = "a long password" })).Message);
    }

    [Fact]
    public async Task A_folder_that_was_there_keeps_its_mode_and_one_made_here_is_for_its_owner()
    {
        if (OperatingSystem.IsWindows()) return;
        const UnixFileMode owner = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
        File.SetUnixFileMode(_folder, owner | UnixFileMode.GroupRead | UnixFileMode.GroupExecute);
        await SqliteLedger.Open(_folder, TimeProvider.System).DisposeAsync();
        Assert.Equal(owner | UnixFileMode.GroupRead | UnixFileMode.GroupExecute, File.GetUnixFileMode(_folder));
        await SqliteLedger.Open(Path.Combine(_folder, "new"), TimeProvider.System).DisposeAsync();
        Assert.Equal(owner, File.GetUnixFileMode(Path.Combine(_folder, "new")));
    }

    private ServerOptions Read(Dictionary<string, string>? environment = null) => SettingsReader.Read(new Dictionary<string, string?>(), environment ?? [], _folder);

    [Theory]
    [InlineData(1024L, 576)]
    [InlineData(100L, 64)]
    [InlineData(null, 65_536)]
    public void Connections_leave_a_reserve_of_descriptors(long? openFilesMax, long connections) => Assert.Equal(connections, KestrelSetup.Connections(openFilesMax));
}
