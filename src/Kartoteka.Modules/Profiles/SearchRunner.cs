using Kartoteka.Storage;
using Kartoteka.Storage.Followers;
using Microsoft.Extensions.Hosting;

namespace Kartoteka.Modules.Profiles;

/// <summary>Keeps the search index following the ledger.</summary>
internal sealed class SearchRunner(IProfileSearch search, FollowerRegistry registry) : BackgroundService
{
    protected override Task ExecuteAsync(CancellationToken stoppingToken)
    {
        registry.Add(search);
        return search.RunAsync(stoppingToken);
    }
}
