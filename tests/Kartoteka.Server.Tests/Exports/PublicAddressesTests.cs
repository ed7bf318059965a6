using System.Net;
using System.Net.Http.Json;

namespace Kartoteka.Server.Tests.Exports;

/// <summary>Without a setting, nothing is sent into one's own network, however the address is spelled.</summary>
public sealed class PublicAddressesTests(ServerFixture server) : IClassFixture<ServerFixture>
{
    [Theory]
    [InlineData("http://127.0.0.1:1/")]
    [InlineData("http://localhost:1/")]
    [InlineData("http://2130706433:1/")]
    [InlineData("http://0x7f000001:1/")]
    [InlineData("http://[::1]:1/")]
    [InlineData("http://[::ffff:127.0.0.1]:1/")]
    [InlineData("http://[64:ff9b::7f00:1]:1/")]
    [InlineData("http://10.0.0.1/")]
    [InlineData("http://192.168.1.1/")]
    [InlineData("http://169.254.169.254/latest/meta-data")]
    public async Task An_address_that_is_not_public_is_not_connected_to(string url)
    {
        await server.Full.PostAsJsonAsync("/api/segments", new { key = "all", name = "Все", rule = new { all = Array.Empty<object>() } });
        var key = $"d{Guid.NewGuid():n}";
        Assert.Equal(HttpStatusCode.Created, (await server.Full.PostAsJsonAsync("/api/destinations", new { key, name = "x", url, segments = new[] { "all" } })).StatusCode);
        var test = await ServerFixture.JsonAsync(await server.Full.PostAsync($"/api/destinations/{key}/test", null));
        Assert.False(test.GetProperty("taken").GetBoolean());
        Assert.Contains("not a public one", test.GetProperty("error").GetString(), StringComparison.Ordinal);
    }
}
