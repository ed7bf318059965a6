using System.Net;
using System.Text;
using System.Text.Json;
using Kartoteka.Server.Tests.Ingest;
using Xunit;

namespace Kartoteka.Server.Tests.Http;

public sealed class TrustedProxiesTests
{
    [Theory]
    [InlineData("127.0.0.0/8", "198.51.100.9", "198.51.100.9")]
    [InlineData("127.0.0.1, 10.0.0.0/8", "203.0.113.1, 198.51.100.9, 10.1.2.3", "198.51.100.9")]
    [InlineData("10.0.0.0/8", "198.51.100.9", "127.0.0.1")]
    [InlineData(null, "198.51.100.9", "127.0.0.1")]
    public async Task The_address_of_an_event_is_the_rightmost_that_no_trusted_proxy_has_and_a_strangers_header_is_ignored(string? trusted, string forwarded, string expected)
    {
        await using var own = new OwnServer(await ServerFixture.StartAsync(options => options with { TrustedProxies = trusted }));
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/s/track")
        {
            Content = new StringContent("""{"userId":"1","event":"E","messageId":"a1"}""", Encoding.UTF8, "application/json"),
            Headers = { { "X-Write-Key", own.Value.WriteKey }, { "X-Forwarded-For", forwarded } },
        };
        (await own.Value.Anonymous.SendAsync(request)).EnsureSuccessStatusCode();
        var sender = Sender.Of(own.Value);
        var profile = (await sender.GetAsync("/api/profiles")).GetProperty("profiles")[0].GetProperty("id").GetString();
        var stored = (await sender.GetAsync($"/api/profiles/{profile}/events")).GetProperty("events")[0];
        Assert.Contains($"\"{expected}\"", JsonSerializer.Serialize(stored));
    }

    [Fact]
    public async Task Limits_by_address_tell_clients_behind_a_trusted_proxy_apart()
    {
        await using var own = new OwnServer(await ServerFixture.StartAsync(options => options with { TrustedProxies = "127.0.0.1" }));
        for (var i = 0; i < 20; i++) Assert.Equal(HttpStatusCode.Unauthorized, await GuessAsync("198.51.100.1"));
        Assert.Equal(HttpStatusCode.TooManyRequests, await GuessAsync("198.51.100.1"));
        Assert.Equal(HttpStatusCode.Unauthorized, await GuessAsync("198.51.100.2"));

        async Task<HttpStatusCode> GuessAsync(string address)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, "/api/sources") { Headers = { { "X-Forwarded-For", address }, { "Authorization", "Bearer kt_wrong" } } };
            return (await own.Value.Anonymous.SendAsync(request)).StatusCode;
        }
    }

    [Fact]
    public void Neither_an_address_nor_a_network_is_named() =>
        Assert.Contains("'proxy.local'", Assert.Throws<SettingException>(() => KartotekaServer.Build(new ServerOptions { TrustedProxies = "proxy.local" })).Message);
}
