using System.Text.Json;
using Kartoteka.Modules.Catalogue.Contracts;
using Kartoteka.Modules.Ingest.Contracts;
using Kartoteka.Modules.Sources.Contracts;
using Kartoteka.Storage;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Kartoteka.Modules.Quality;

/// <summary>
/// Looks through the whole base in the background and keeps what it found as a settings document: when there is none, when it is asked for,
/// once a day, and when the base has doubled since. It works at most half of the time and waits while events wait for the commit.
/// </summary>
internal sealed partial class QualityRunner(
    ILedger ledger, SourceDirectory sources, TraitCatalog catalog, CommitQueue queue, TimeProvider time, ILogger<QualityRunner> log) : BackgroundService
{
    /// <summary>Name of the settings document.</summary>
    public const string DocumentName = "quality";

    /// <summary>Profiles between two pauses.</summary>
    public const int ProfilesPerTurn = 500;

    private static readonly JsonSerializerOptions Web = new(JsonSerializerDefaults.Web);
    private static readonly TimeSpan AgeMax = TimeSpan.FromDays(1);
    private static readonly TimeSpan CheckEvery = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan BusyPause = TimeSpan.FromMilliseconds(200);

    private readonly SemaphoreSlim _wake = new(0);
    private volatile bool _isAsked;
    private volatile bool _isRunning;

    /// <summary>Has it looked at anew, now or after the look that is under way.</summary>
    public void Refresh()
    {
        _isAsked = true;
        if (_wake.CurrentCount == 0) _wake.Release();
    }

    /// <summary>What was found last.</summary>
    public async ValueTask<QualityReport> ReadAsync(CancellationToken ct)
    {
        var known = await ledger.ReadSettingAsync(DocumentName, ct) is { } json ? JsonSerializer.Deserialize<QualityReport>(json, Web)! : QualityReport.None;
        return known with { Running = _isRunning || _isAsked };
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (true)
        {
            try
            {
                if (await IsDueAsync(stoppingToken)) await RunAsync(stoppingToken);
            }
            catch (Exception error) when (error is LedgerUnavailableException or LedgerRefusedException or JsonException)
            {
                LogFailed(log, error); // A full disk passes; it is tried again at the next check.
            }
            catch (LedgerStoppedException error)
            {
                LogFailed(log, error);
                return;
            }
            finally
            {
                _isRunning = false;
            }
            await WaitAsync(stoppingToken);
        }
    }

    private async ValueTask<bool> IsDueAsync(CancellationToken ct)
    {
        if (_isAsked) return true;
        var known = await ReadAsync(ct);
        if (known.ComputedAt is not { } at || time.GetUtcNow() - at >= AgeMax) return true;
        return (await ledger.ReadCountersAsync(ct)).Totals.Profiles > 2 * known.Totals.Profiles;
    }

    private async Task RunAsync(CancellationToken ct)
    {
        (_isRunning, _isAsked) = (true, false);
        var (asOf, started) = (ledger.HeadPosition, time.GetTimestamp());
        var count = new QualityCount(catalog, time.NowUs());
        var (profiles, turn) = (0L, time.GetTimestamp());
        await foreach (var records in ledger.ScanProfilesAsync(ct))
        {
            count.Add(records);
            if (++profiles % ProfilesPerTurn != 0) continue;
            await Task.Delay(time.GetElapsedTime(turn), time, ct);
            while (queue.QueuedEvents > 0) await Task.Delay(BusyPause, time, ct);
            turn = time.GetTimestamp();
        }
        var (counters, _) = await ledger.ReadCountersAsync(ct);
        var report = count.Report(sources, asOf, counters, await ledger.CountConflictsAsync(ct), await ledger.CountQuarantineAsync(ct));
        await ledger.WriteSettingAsync(DocumentName, JsonSerializer.Serialize(report, Web), ct);
        LogDone(log, profiles, time.GetElapsedTime(started).TotalSeconds);
    }

    private async Task WaitAsync(CancellationToken ct)
    {
        using var limit = new CancellationTokenSource(CheckEvery, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(ct, limit.Token);
        try
        {
            await _wake.WaitAsync(either.Token);
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            // Time for the next check.
        }
    }

    public override void Dispose()
    {
        _wake.Dispose();
        base.Dispose();
    }

    [LoggerMessage(6001, LogLevel.Debug, "Data quality of {Profiles} profiles computed in {Seconds:F1} s.")]
    private static partial void LogDone(ILogger log, long profiles, double seconds);

    [LoggerMessage(6002, LogLevel.Warning, "Data quality was not computed.")]
    private static partial void LogFailed(ILogger log, Exception error);
}
