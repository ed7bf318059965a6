using System.Threading.Channels;
using Kartoteka.Storage;
using Kartoteka.Storage.Columns;
using Kartoteka.Storage.Followers;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Kartoteka.Modules.Segments.Live;

/// <summary>Keeps memberships following the replica, and looks at the clock each second.</summary>
internal sealed partial class SegmentRunner(
    SegmentFollower follower, LiveDefinitions definitions, ColumnReplica columns, ILedger ledger, FollowerRegistry registry, TimeProvider time, ILogger<SegmentRunner> log) : BackgroundService
{
    private static readonly TimeSpan Tick = TimeSpan.FromSeconds(1), RestMax = TimeSpan.FromMilliseconds(250), RetryMax = TimeSpan.FromSeconds(30);

    // Holds one signal: that there is something to look at, once or a hundred times, is the same news.
    private readonly Channel<bool> _signal = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        registry.Add(follower);
        await Task.Yield();
        columns.Written += Wake;
        definitions.Changed += Wake;
        ledger.Committed += follower.Reached;
        try
        {
            await RunAsync(stoppingToken);
        }
        finally
        {
            columns.Written -= Wake;
            definitions.Changed -= Wake;
            ledger.Committed -= follower.Reached;
        }
    }

    private async Task RunAsync(CancellationToken ct)
    {
        var retry = Tick;
        while (true)
        {
            try
            {
                var start = time.GetTimestamp();
                await follower.TurnAsync(ct);
                follower.Fail(null);
                retry = Tick;
                // The cores are the commit's first: after a turn it rests a third as long as the turn took, up to a quarter of a second.
                var rest = time.GetElapsedTime(start) / 3;
                await Task.Delay(rest < RestMax ? rest : RestMax, time, ct);
                await WaitAsync(ct);
            }
            catch (LedgerStoppedException)
            {
                return;
            }
            catch (Exception error) when (error is not OperationCanceledException)
            {
                follower.Fail(error.Message);
                LogFailed(log, error);
                await Task.Delay(retry, time, ct);
                retry = retry * 2 < RetryMax ? retry * 2 : RetryMax;
            }
        }
    }

    private async Task WaitAsync(CancellationToken ct)
    {
        using var waiting = CancellationTokenSource.CreateLinkedTokenSource(ct);
        await Task.WhenAny(_signal.Reader.WaitToReadAsync(waiting.Token).AsTask(), Task.Delay(Tick, time, waiting.Token));
        await waiting.CancelAsync();
        ct.ThrowIfCancellationRequested();
        _signal.Reader.TryRead(out _);
    }

    private void Wake() => _signal.Writer.TryWrite(true);

    [LoggerMessage(2402, LogLevel.Warning, "Members of segments are not brought level now; it is tried again.")]
    private static partial void LogFailed(ILogger log, Exception error);
}
