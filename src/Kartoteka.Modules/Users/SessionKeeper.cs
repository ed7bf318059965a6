using Kartoteka.Modules.Users.Contracts;
using Kartoteka.Storage;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Kartoteka.Modules.Users;

/// <summary>Once a minute: notes in the store when sessions were last used, and ends those that are over.</summary>
internal sealed partial class SessionKeeper(SessionDirectory sessions, TimeProvider time, ILogger<SessionKeeper> log) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromMinutes(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, time);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken)) await SweepAsync(stoppingToken);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
        }
    }

    // A ledger that cannot write says so itself. What is over is over in memory by the clock, whether the store knows it or not.
    private async Task SweepAsync(CancellationToken ct)
    {
        try
        {
            await sessions.SweepAsync(ct);
        }
        catch (Exception error) when (error is LedgerUnavailableException or LedgerStoppedException)
        {
            LogNotNoted(error.Message);
        }
    }

    [LoggerMessage(1201, LogLevel.Warning, "The last use of sessions was not noted: {Reason}")]
    private partial void LogNotNoted(string reason);
}
