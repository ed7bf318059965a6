using System.Text.Json;
using Kartoteka.Server.Tests.Ingest;

namespace Kartoteka.Server.Tests.Http;

public sealed class SystemTests(ServerFixture server) : IClassFixture<ServerFixture>
{
    [Fact]
    public async Task The_server_says_how_it_is()
    {
        var sender = Sender.Of(server);
        await sender.SendAsync("/v1/identify", """{"userId":"1"}""");
        var system = await sender.GetAsync("/api/system");
        Assert.Equal((await sender.GetAsync("/api/stats")).GetProperty("position").GetInt64(), system.GetProperty("ledger").GetProperty("head").GetInt64());
        Assert.Equal(JsonValueKind.Null, system.GetProperty("ledger").GetProperty("stoppedBecause").ValueKind);
        Assert.True(system.GetProperty("storedBytes").GetInt64() >= new FileInfo(Path.Combine(server.Folder, "ledger.db")).Length);
        Assert.All(new[] { "freeBytes", "memoryBytes" }, name => Assert.True(system.GetProperty(name).GetInt64() > 0));
        Assert.Contains("search", system.GetProperty("followers").EnumerateArray().Select(follower => follower.GetProperty("name").GetString()));
        Assert.Equal((0, 100_000), (system.GetProperty("queue").GetProperty("waiting").GetInt32(), system.GetProperty("queue").GetProperty("limit").GetInt32()));
        Assert.True(system.GetProperty("startedAt").GetDateTimeOffset() <= TimeProvider.System.GetUtcNow());
    }
}
