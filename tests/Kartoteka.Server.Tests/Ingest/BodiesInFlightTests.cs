using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Text;
using Kartoteka.Modules.Ingest;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Kartoteka.Server.Tests.Ingest;

public sealed class BodiesInFlightTests(ServerFixture server) : IClassFixture<ServerFixture>
{
    [Fact]
    public async Task A_promised_length_takes_no_memory()
    {
        var budget = server.App.Services.GetRequiredService<BodyBudget>();
        using var connection = await SendHeadAsync("X-Write-Key", server.WriteKey, contentLength: 8 * 1024 * 1024);
        while (budget.Held == 0) await Task.Delay(10);
        Assert.Equal(ReceivedBody.BytesAtStart, budget.Held);
        connection.Close();
        while (budget.Held > 0) await Task.Delay(10);
    }

    [Fact]
    public async Task An_unknown_key_is_refused_before_a_byte_of_the_body_comes()
    {
        using var connection = await SendHeadAsync("X-Write-Key", "no-such-key", contentLength: 1_000);
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        var answer = new byte[12];
        await connection.GetStream().ReadExactlyAsync(answer, limit.Token);
        Assert.Equal("HTTP/1.1 401", Encoding.ASCII.GetString(answer));
    }

    [Fact]
    public async Task A_body_beyond_the_budget_is_refused_and_gives_back_what_it_held()
    {
        var budget = new BodyBudget(bytesMax: 128 * 1024);
        using (var body = new ReceivedBody(budget, isKnown: true))
        {
            Assert.Equal(BodyRead.OutOfBudget, await body.ReadAsync(Request(200 * 1024), 1 << 20, default));
            Assert.InRange(budget.Held, 1, 128 * 1024);
        }
        Assert.Equal(0, budget.Held);
    }

    [Fact]
    public async Task Senders_without_a_key_share_a_half_so_that_known_ones_still_get_in()
    {
        var budget = new BodyBudget(bytesMax: 128 * 1024);
        using var first = new ReceivedBody(budget, isKnown: false);
        using var second = new ReceivedBody(budget, isKnown: false);
        using var known = new ReceivedBody(budget, isKnown: true);
        Assert.Equal(BodyRead.Whole, await first.ReadAsync(Request(60 * 1024), 1 << 20, default));
        Assert.Equal(BodyRead.OutOfBudget, await second.ReadAsync(Request(1), 1 << 20, default));
        Assert.Equal(BodyRead.Whole, await known.ReadAsync(Request(60 * 1024), 1 << 20, default));
        Assert.Equal(60 * 1024, known.Bytes.Length);
    }

    [Fact]
    public async Task A_sender_who_must_wait_is_told_until_when_and_a_script_may_read_it()
    {
        await using var own = new OwnServer(await ServerFixture.StartAsync());
        HttpResponseMessage answer;
        var sent = 0;
        do answer = await SendAsync(own.Value, "no-such-key");
        while (answer.StatusCode == HttpStatusCode.Unauthorized && ++sent < 200);
        Assert.Equal(HttpStatusCode.TooManyRequests, answer.StatusCode);
        Assert.Equal(TimeSpan.FromSeconds(60), answer.Headers.RetryAfter!.Delta);
        var reset = long.Parse(Assert.Single(answer.Headers.GetValues("X-RateLimit-Reset")), System.Globalization.CultureInfo.InvariantCulture);
        Assert.InRange(reset - TimeProvider.System.GetUtcNow().ToUnixTimeSeconds(), 1, 61);
        Assert.Equal("Retry-After, X-RateLimit-Reset, X-Kartoteka-Outcome", string.Join(", ", answer.Headers.GetValues("Access-Control-Expose-Headers")));
    }

    [Fact]
    public async Task A_disabled_source_is_counted_as_an_unknown_key_is()
    {
        await using var own = new OwnServer(await ServerFixture.StartAsync());
        using var disable = new HttpRequestMessage(HttpMethod.Patch, "/api/sources/default") { Content = new StringContent("""{"enabled":false}""", Encoding.UTF8, "application/json") };
        (await own.Value.Full.SendAsync(disable)).EnsureSuccessStatusCode();
        for (var i = 0; i < 100; i++) Assert.Equal(HttpStatusCode.NotFound, (await SendAsync(own.Value, own.Value.WriteKey)).StatusCode);
        Assert.Equal(HttpStatusCode.TooManyRequests, (await SendAsync(own.Value, own.Value.WriteKey)).StatusCode);
    }

    private static async Task<HttpResponseMessage> SendAsync(ServerFixture server, string key)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/v1/track")
        {
            Content = new StringContent("""{"userId":"1","event":"E"}""", MediaTypeHeaderValue.Parse("text/plain")),
            Headers = { { "X-Write-Key", key }, { "Origin", "https://shop.test" } },
        };
        return await server.Anonymous.SendAsync(request);
    }

    private static HttpRequest Request(int bytes) => new DefaultHttpContext { Request = { Body = new MemoryStream(new byte[bytes]) } }.Request;

    private async Task<TcpClient> SendHeadAsync(string header, string value, int contentLength)
    {
        var connection = new TcpClient();
        await connection.ConnectAsync("127.0.0.1", server.Anonymous.BaseAddress!.Port);
        await connection.GetStream().WriteAsync(Encoding.ASCII.GetBytes($"POST /v1/track HTTP/1.1\r\nHost: localhost\r\n{header}: {value}\r\nContent-Length: {contentLength}\r\n\r\n"));
        return connection;
    }
}
