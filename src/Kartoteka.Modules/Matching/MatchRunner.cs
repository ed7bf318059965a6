using Kartoteka.Storage.Followers;
using Microsoft.Extensions.Hosting;

namespace Kartoteka.Modules.Matching;

/// <summary>Keeps the index of matching following the ledger.</summary>
internal sealed class MatchRunner(MatchFollower follower, FollowerRegistry registry) : BackgroundService
{
    protected override Task ExecuteAsync(CancellationToken stoppingToken)
    {
        registry.Add(follower);
        return follower.RunAsync(stoppingToken);
    }
}
