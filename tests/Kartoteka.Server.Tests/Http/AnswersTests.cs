using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Xunit;

namespace Kartoteka.Server.Tests.Http;

public sealed class AnswersTests(ServerFixture server) : IClassFixture<ServerFixture>
{
    [Theory]
    [InlineData("GET", "/api/sources", false, 401, "/problems/token-needed")]
    [InlineData("GET", "/api/nowhere", true, 404, "/problems/not-found")]
    [InlineData("GET", "/nowhere", false, 404, "/problems/not-found")]
    [InlineData("GET", "/api/sources/none", true, 404, "/problems/source-not-found")]
    [InlineData("PUT", "/api/sources", true, 405, "/problems/method-not-allowed")]
    [InlineData("POST", "/api/sources", true, 400, "/problems/invalid")]
    [InlineData("GET", "/api/audit?limit=x", true, 400, "/problems/invalid")]
    public async Task Every_refusal_is_problem_details_with_a_type_of_ours_and_a_trace_id(string method, string path, bool token, int status, string type)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), path);
        if (method != "GET") request.Content = new StringContent("{\"key\":", Encoding.UTF8, "application/json");
        var answer = await (token ? server.Full : server.Anonymous).SendAsync(request);
        Assert.Equal(status, (int)answer.StatusCode);
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
        var problem = await ServerFixture.JsonAsync(answer);
        Assert.Equal((type, status), (problem.GetProperty("type").GetString(), problem.GetProperty("status").GetInt32()));
        Assert.NotEmpty(problem.GetProperty("traceId").GetString()!);
        Assert.NotEmpty(problem.GetProperty("title").GetString()!);
        Assert.True(answer.Headers.Contains("X-Content-Type-Options"));
        Assert.DoesNotContain("   at ", problem.ToString());
        Assert.DoesNotContain("Exception", problem.ToString());
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/api/sources")]
    [InlineData("/health/live")]
    [InlineData("/api/docs/index.html")]
    [InlineData("/nowhere")]
    public async Task Every_answer_carries_the_safe_headers_and_not_the_name_of_the_server(string path)
    {
        var answer = await server.Anonymous.GetAsync(path);
        Assert.Equal("nosniff", Assert.Single(answer.Headers.GetValues("X-Content-Type-Options")));
        Assert.Equal("DENY", Assert.Single(answer.Headers.GetValues("X-Frame-Options")));
        Assert.Equal("no-referrer", Assert.Single(answer.Headers.GetValues("Referrer-Policy")));
        Assert.StartsWith("default-src 'self'", Assert.Single(answer.Headers.GetValues("Content-Security-Policy")));
        // The documentation's files hold no data, and a browser may keep them.
        Assert.Equal(path == "/api/sources", answer.Headers.CacheControl?.NoStore == true);
        Assert.False(answer.Headers.Contains("Server"));
    }

    [Fact]
    public async Task A_body_above_8_MB_is_413()
    {
        using var content = new StringContent($"{{\"key\":\"{new string('a', 9 * 1024 * 1024)}\"}}", Encoding.UTF8, "application/json");
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/sources") { Content = content, Headers = { ExpectContinue = true } };
        var answer = await server.Full.SendAsync(request);
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, answer.StatusCode);
    }

    [Fact]
    public async Task A_token_above_its_rate_is_429_with_retry_after_and_another_token_is_not()
    {
        await using var limited = new OwnServer(await ServerFixture.StartAsync(options => options with { RequestsPerSecond = 10 }));
        var other = await limited.Value.ClientAsync("sources:read");
        HttpResponseMessage answer;
        var sent = 0;
        do answer = await limited.Value.Full.GetAsync("/api/sources");
        while (answer.StatusCode == HttpStatusCode.OK && ++sent < 2_000);
        Assert.Equal(HttpStatusCode.TooManyRequests, answer.StatusCode);
        Assert.Equal(TimeSpan.FromSeconds(1), answer.Headers.RetryAfter!.Delta);
        Assert.Equal("/problems/too-many-requests", (await ServerFixture.JsonAsync(answer)).GetProperty("type").GetString());
        Assert.Equal(HttpStatusCode.OK, (await other.GetAsync("/api/sources")).StatusCode);
    }

    [Fact]
    public async Task The_api_description_needs_no_token_and_gives_every_operation_a_summary_a_tag_and_its_scope()
    {
        var document = JsonDocument.Parse(await server.Anonymous.GetStringAsync("/openapi/v1.json")).RootElement;
        Assert.Equal("http", document.GetProperty("components").GetProperty("securitySchemes").GetProperty("bearer").GetProperty("type").GetString());
        string[] open = ["get /api/start", "post /api/start", "post /api/session"];
        foreach (var path in document.GetProperty("paths").EnumerateObject())
        {
            foreach (var operation in path.Value.EnumerateObject())
            {
                Assert.True(operation.Value.TryGetProperty("summary", out _), $"{operation.Name} {path.Name} has no summary.");
                Assert.True(operation.Value.TryGetProperty("tags", out _), $"{operation.Name} {path.Name} has no tag.");
                // The routes of Jitsu under /api/s take a write key, not a token.
                if (path.Name.StartsWith("/api/", StringComparison.Ordinal) && !path.Name.StartsWith("/api/s/", StringComparison.Ordinal)
                    && !open.Contains($"{operation.Name} {path.Name}")) Assert.NotEmpty(operation.Value.GetProperty("security").EnumerateArray());
            }
        }
        var create = document.GetProperty("paths").GetProperty("/api/sources").GetProperty("post");
        var body = create.GetProperty("requestBody").GetProperty("content").GetProperty("application/json");
        Assert.Equal("shop", body.GetProperty("example").GetProperty("key").GetString());
        Assert.Equal("shop", create.GetProperty("responses").GetProperty("201").GetProperty("content").GetProperty("application/json").GetProperty("example").GetProperty("key").GetString());
    }

    [Fact]
    public async Task Swagger_ui_is_served_from_here_without_inline_scripts_or_outside_addresses()
    {
        var html = await server.Anonymous.GetStringAsync("/api/docs/index.html");
        Assert.Contains("swagger-ui", html);
        Assert.DoesNotContain("<script>", html);
        Assert.DoesNotContain("https://", html);
    }

    [Fact]
    public async Task Health_version_and_metrics_answer()
    {
        foreach (var path in new[] { "/health", "/health/live", "/health/ready", "/version" }) Assert.Equal(HttpStatusCode.OK, (await server.Anonymous.GetAsync(path)).StatusCode);
        var metrics = await (await server.ClientAsync("stats:read")).GetStringAsync("/metrics");
        Assert.Contains("# TYPE kartoteka_ledger_position gauge\nkartoteka_ledger_position ", metrics);
    }

    [Fact]
    public async Task Metrics_are_free_on_the_machine_itself_and_need_the_scope_for_statistics_through_a_proxy()
    {
        async Task<HttpStatusCode> AskAsync(HttpClient client)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, "/metrics") { Headers = { { "X-Forwarded-For", "203.0.113.7" } } };
            return (await client.SendAsync(request)).StatusCode;
        }
        Assert.Equal(HttpStatusCode.OK, (await server.Anonymous.GetAsync("/metrics")).StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, await AskAsync(server.Anonymous));
        Assert.Equal(HttpStatusCode.Forbidden, await AskAsync(await server.ClientAsync("audit:read")));
        Assert.Equal(HttpStatusCode.OK, await AskAsync(await server.ClientAsync("stats:read")));
        using var local = server.OverTheSocket();
        Assert.Equal(HttpStatusCode.OK, (await local.GetAsync("/metrics")).StatusCode);
        await using var proxied = new OwnServer(await ServerFixture.StartAsync(options => options with { TrustedProxies = "127.0.0.0/8" }));
        Assert.Equal(HttpStatusCode.Unauthorized, (await proxied.Value.Anonymous.GetAsync("/metrics")).StatusCode);
    }

    [Theory]
    [InlineData("ru-RU,ru;q=0.9,en;q=0.8", "ru")]
    [InlineData("de,en;q=0.5,ru;q=0.3", "en")]
    [InlineData("de", "en")]
    public async Task The_start_page_speaks_the_browsers_language_and_loads_nothing_from_outside(string accept, string language)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/");
        foreach (var part in accept.Split(',')) request.Headers.AcceptLanguage.Add(StringWithQualityHeaderValue.Parse(part));
        var html = await (await server.Anonymous.SendAsync(request)).Content.ReadAsStringAsync();
        Assert.Contains($"<html lang=\"{language}\">", html);
        Assert.DoesNotContain("http", html);
        Assert.DoesNotContain("style=", html);
        foreach (var file in new[] { "/page.css", "/page.js" }) Assert.Equal(HttpStatusCode.OK, (await server.Anonymous.GetAsync(file)).StatusCode);
    }
}
