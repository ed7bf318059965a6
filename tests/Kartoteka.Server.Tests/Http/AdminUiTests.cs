using System.Net;
using System.Net.Http.Headers;
using System.Text.RegularExpressions;
using Xunit;

namespace Kartoteka.Server.Tests.Http;

public sealed partial class AdminUiTests : IAsyncLifetime
{
    private const string Html = "<html lang=\"{{language}}\"><meta name=\"nonce\" nonce=\"{{nonce}}\"><script src=\"/assets/a-1.js\"></script></html>";
    private readonly string _folder = Directory.CreateTempSubdirectory("kartoteka-ui-").FullName;
    private ServerFixture _server = null!;

    public async Task InitializeAsync()
    {
        Directory.CreateDirectory(Path.Combine(_folder, "assets"));
        await File.WriteAllTextAsync(Path.Combine(_folder, "index.html"), Html);
        foreach (var (name, text) in new[] { ("assets/a-1.js", "plain"), ("assets/a-1.js.gz", "gzip"), ("assets/a-1.js.br", "brotli"), ("favicon.svg", "<svg/>") })
        {
            await File.WriteAllTextAsync(Path.Combine(_folder, name), text);
        }
        _server = await ServerFixture.StartAsync(options => options with { AdminFolder = _folder });
    }

    public async Task DisposeAsync()
    {
        await ((IAsyncLifetime)_server).DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    [Theory]
    [InlineData("/", 200)]
    [InlineData("/sign-in", 200)]
    [InlineData("/profiles/0192/events", 200)]
    [InlineData("/profilesandmore", 404)]
    [InlineData("/nowhere", 404)]
    [InlineData("/assets/none.js", 404)]
    [InlineData("/assets/../index.html", 404)]
    [InlineData("/assets/%2e%2e/index.html", 404)]
    [InlineData("/api/nowhere", 401)]
    public async Task A_screen_has_the_page_of_the_ui_and_another_path_is_not_found(string path, int status)
    {
        var answer = await _server.Anonymous.GetAsync(path);
        Assert.Equal(status, (int)answer.StatusCode);
        Assert.Equal(status == 200, answer.Content.Headers.ContentType?.MediaType == "text/html");
    }

    [Fact]
    public async Task Each_page_has_a_nonce_of_its_own_that_its_policy_names_and_is_not_kept()
    {
        var nonces = new HashSet<string>();
        for (var i = 0; i < 2; i++)
        {
            var answer = await _server.Anonymous.GetAsync("/profiles");
            var nonce = Nonce().Match(await answer.Content.ReadAsStringAsync()).Groups[1].Value;
            var policy = Assert.Single(answer.Headers.GetValues("Content-Security-Policy"));
            Assert.Contains("script-src 'self';", policy);
            Assert.Contains($"style-src 'self' 'nonce-{nonce}';", policy);
            Assert.DoesNotContain("unsafe", policy);
            Assert.True(answer.Headers.CacheControl!.NoCache);
            Assert.Null(answer.Headers.ETag);
            nonces.Add(nonce);
        }
        Assert.Equal(2, nonces.Count);
    }

    [Theory]
    [InlineData("ru-RU,ru;q=0.9,en;q=0.8", "ru")]
    [InlineData("de,en;q=0.5,ru;q=0.3", "en")]
    [InlineData("de", "en")]
    public async Task The_page_speaks_the_browsers_language(string accept, string language)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/");
        foreach (var part in accept.Split(',')) request.Headers.AcceptLanguage.Add(StringWithQualityHeaderValue.Parse(part));
        Assert.Contains($"<html lang=\"{language}\">", await (await _server.Anonymous.SendAsync(request)).Content.ReadAsStringAsync());
    }

    [Theory]
    [InlineData("gzip, deflate, br", "br", "brotli")]
    [InlineData("gzip", "gzip", "gzip")]
    [InlineData("br;q=0, gzip", "gzip", "gzip")]
    [InlineData("identity", null, "plain")]
    public async Task A_file_comes_as_small_as_the_browser_takes_it_and_is_kept_for_ever(string accept, string? encoding, string text)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/assets/a-1.js") { Headers = { { "Accept-Encoding", accept } } };
        var answer = await _server.Anonymous.SendAsync(request);
        Assert.Equal(text, await answer.Content.ReadAsStringAsync());
        Assert.Equal(encoding, answer.Content.Headers.ContentEncoding.SingleOrDefault());
        Assert.Equal("text/javascript", answer.Content.Headers.ContentType?.MediaType);
        Assert.Equal("public, max-age=31536000, immutable", answer.Headers.CacheControl?.ToString());
        Assert.Contains("Accept-Encoding", answer.Headers.Vary);
    }

    [Fact]
    public async Task Without_the_built_ui_the_server_works_and_says_how_to_build_it()
    {
        await using var bare = new OwnServer(await ServerFixture.StartAsync(options => options with { AdminFolder = Path.Combine(_folder, "none") }));
        var html = await bare.Value.Anonymous.GetStringAsync("/");
        Assert.Contains("./run", html);
        Assert.DoesNotContain("{{", html);
        Assert.Equal(HttpStatusCode.NotFound, (await bare.Value.Anonymous.GetAsync("/profiles")).StatusCode);
    }

    [GeneratedRegex("nonce=\"([^\"]+)\"")]
    private static partial Regex Nonce();
}
