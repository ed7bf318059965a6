using System.Net.Http.Json;
using System.Text.Json;
using Kartoteka.Reliability.Tests.Rig;

namespace Kartoteka.Reliability.Tests.Faults;

/// <summary>The process is killed while the replica for questions is being written: it goes on, and misses and doubles nothing.</summary>
public sealed class ColumnsKillTests
{
    [Theory]
    [InlineData("columns_mid_batch")]
    [InlineData("columns_before_commit")]
    [InlineData("columns_after_commit")]
    public async Task A_kill_at_a_named_point_of_a_batch_leaves_a_replica_that_catches_up(string point)
    {
        var setup = ServerSetup.Product();
        await using var server = await ServerProcess.StartAsync(setup);
        await server.KillAsync();
        server.Setup = setup with { Variables = new Dictionary<string, string> { ["KARTOTEKA_FAIL_AT"] = $"{point}:4" } };
        await server.RestartAsync();
        using var client = new LoadClient(server, Repo.NewFolder(), point, Seeds.Run);
        using var stop = new CancellationTokenSource();
        var load = client.RunAsync(stop.Token);
        await server.WaitForExitAsync(TimeSpan.FromSeconds(30));
        Assert.Contains($"fail point {point} reached", server.Output, StringComparison.Ordinal);
        await server.RestartDisarmedAsync(setup);
        await stop.CancelAsync();
        await load;
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while (!await IsLevelAsync(server.Client, patience.Token)) await Task.Delay(50, patience.Token);
        var stored = (await server.Client.GetFromJsonAsync<JsonElement>("/api/stats", patience.Token)).GetProperty("stored").GetInt64();
        await server.KillAsync();
        Assert.Equal((stored, stored), await ReplicaFile.CountEventsAsync(setup.DataFolder));
    }

    private static async Task<bool> IsLevelAsync(HttpClient client, CancellationToken ct)
    {
        var columns = await client.GetFromJsonAsync<JsonElement>("/api/followers/columns", ct);
        return !columns.GetProperty("rebuilding").GetBoolean() && columns.GetProperty("position").GetInt64() >= columns.GetProperty("head").GetInt64();
    }
}
