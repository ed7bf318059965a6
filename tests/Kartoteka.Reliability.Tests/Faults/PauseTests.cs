using System.Net;
using Kartoteka.Reliability.Tests.Rig;

namespace Kartoteka.Reliability.Tests.Faults;

/// <summary>The process stands still for some seconds (SIGSTOP), as a machine does whose host moves it or swaps.</summary>
public sealed class PauseTests
{
    [Fact]
    public async Task A_pause_of_some_seconds_under_load_loses_nothing_and_goes_by_itself()
    {
        var folder = Repo.NewFolder();
        await using var server = await ServerProcess.StartAsync(ServerSetup.Product());
        LoadClient[] clients = [.. Enumerable.Range(0, 3).Select(i => new LoadClient(server, folder, $"p{i}", Seeds.Run + i))];
        using var stop = new CancellationTokenSource();
        var load = Task.WhenAll(clients.Select(client => client.RunAsync(stop.Token)));
        foreach (var seconds in new[] { 1, 4 })
        {
            await GoesOnAsync(clients);
            Assert.Equal(0, await Means.RunAsync("kill", "-STOP", $"{server.Id}"));
            await Task.Delay(200); // What was on its way to the clients when it stopped.
            var standing = clients.Sum(client => client.Acked);
            await Task.Delay(TimeSpan.FromSeconds(seconds)); // The fault itself.
            Assert.Equal(standing, clients.Sum(client => client.Acked));
            Assert.Equal(0, await Means.RunAsync("kill", "-CONT", $"{server.Id}"));
            await GoesOnAsync(clients);
            Assert.Equal(HttpStatusCode.OK, await server.ReadyAsync());
        }
        await stop.CancelAsync();
        await load;
        Seeds.AssertKept(await LedgerCheck.FinishAsync(server, clients));
        Figures.Note("SIGSTOP for 1 and 4 s under load: goes on by itself, 0 lost");
    }

    private static async Task GoesOnAsync(LoadClient[] clients)
    {
        foreach (var client in clients)
        {
            var acked = client.Acked;
            Assert.True(await Means.WaitAsync(() => client.Acked >= acked + 5, TimeSpan.FromSeconds(20)), "Nothing more was acknowledged.");
        }
    }
}
