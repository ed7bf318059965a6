using System.Text.Json;
using Kartoteka.Domain.Identity;
using Kartoteka.Modules.Workspace.Contracts;
using Kartoteka.Storage;
using Microsoft.Extensions.Hosting;

namespace Kartoteka.Modules.Ingest.Contracts;

/// <summary>
/// Looks through the whole base in the background, when it is due and when it is asked for. It works at most half of the time and waits while
/// events wait for the commit.
/// </summary>
public abstract class BaseLook(ILedger ledger, CommitQueue queue, TimeProvider time) : BackgroundService
{
    /// <summary>Profiles between two pauses.</summary>
    public const int ProfilesPerTurn = 500;

    private static readonly TimeSpan CheckEvery = TimeSpan.FromMinutes(5);

    private readonly Alarm _wake = new();
    private volatile bool _isAsked;
    private volatile bool _isRunning;

    /// <summary>The ledger.</summary>
    protected ILedger Ledger => ledger;

    /// <summary>The clock.</summary>
    protected TimeProvider Time => time;

    /// <summary>True while it looks, or is about to because it was asked.</summary>
    public bool IsUnderWay => _isRunning || _isAsked;

    /// <summary>Has it looked at anew, now or after the look that is under way.</summary>
    public void Refresh()
    {
        _isAsked = true;
        _wake.Ring();
    }

    /// <summary>Whether what is known is too old, or nothing is.</summary>
    protected abstract ValueTask<bool> IsDueAsync(CancellationToken ct);

    /// <summary>Looks, and keeps what it found.</summary>
    protected abstract Task LookAsync(CancellationToken ct);

    /// <summary>Says that a look failed; it is tried again at the next check.</summary>
    protected abstract void LogFailed(Exception error);

    /// <summary>The records of each profile, at most half of the time.</summary>
    protected async IAsyncEnumerable<IReadOnlyList<RecordState>> ProfilesAsync([System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken ct)
    {
        var (profiles, turn) = (0L, time.GetTimestamp());
        await foreach (var records in ledger.ScanProfilesAsync(ct))
        {
            yield return records;
            if (++profiles % ProfilesPerTurn != 0) continue;
            await Task.Delay(time.GetElapsedTime(turn), time, ct);
            await queue.GiveWayAsync(time, ct);
            turn = time.GetTimestamp();
        }
    }

    /// <inheritdoc />
    protected sealed override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (true)
        {
            try
            {
                if (_isAsked || await IsDueAsync(stoppingToken))
                {
                    (_isRunning, _isAsked) = (true, false);
                    await LookAsync(stoppingToken);
                }
            }
            catch (Exception error) when (error is LedgerUnavailableException or LedgerRefusedException or JsonException)
            {
                LogFailed(error); // A full disk passes; it is tried again at the next check.
            }
            catch (LedgerStoppedException error)
            {
                LogFailed(error);
                return;
            }
            finally
            {
                _isRunning = false;
            }
            await _wake.WaitAsync(CheckEvery, time, stoppingToken);
        }
    }

    /// <inheritdoc />
    public override void Dispose()
    {
        _wake.Dispose();
        base.Dispose();
        GC.SuppressFinalize(this);
    }
}
