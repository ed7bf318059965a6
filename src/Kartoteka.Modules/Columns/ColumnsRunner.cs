using Kartoteka.Storage.Columns;
using Kartoteka.Storage.Followers;
using Microsoft.Extensions.Hosting;

namespace Kartoteka.Modules.Columns;

/// <summary>Keeps the replica following the ledger: from the start, or from when it is asked for.</summary>
internal sealed class ColumnsRunner(ColumnReplica columns, FollowerRegistry registry, bool runs) : BackgroundService
{
    private readonly TaskCompletionSource _wanted = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Begins to follow, if it does not yet.</summary>
    public void Begin() => _wanted.TrySetResult();

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (!runs) await _wanted.Task.WaitAsync(stoppingToken);
        registry.Add(columns);
        await Task.Yield(); // Opening the store takes a moment, and the start does not wait for it.
        await columns.RunAsync(stoppingToken);
    }
}
