using System.Collections.Concurrent;
using System.Globalization;
using System.Security.Cryptography;
using Kartoteka.Modules.Workspace.Contracts;
using Kartoteka.Storage;
using Kartoteka.Storage.Destinations;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Kartoteka.Modules.Exports.Destinations;

/// <summary>
/// Sends what waits, each destination by a task of its own, so that a slow one delays itself alone; in order, a batch at a time. After a failure it waits longer and longer; after
/// <see cref="OpensAfter"/> the circuit is open: one change is tried until one is taken. What was tried too often becomes a dead letter, and the rest goes on.
/// </summary>
internal sealed partial class WebhookSender(
    IDestinationStore store, WebhookClient client, WebhookBody bodies, IOptions<DestinationOptions> options, AuditLog audit, TimeProvider time, ILogger<WebhookSender> log) : IMetricSource, IDisposable
{
    /// <summary>Most changes of a request.</summary>
    public const int BatchMax = 100;

    /// <summary>Failures in a row after which the circuit is open.</summary>
    public const int OpensAfter = 5;

    private const int GrowthFactor = 4, JitterSteps = 1_000;
    private const double Jitter = 0.2;
    private static readonly TimeSpan PauseMax = TimeSpan.FromHours(6), LookEvery = TimeSpan.FromSeconds(30);

    private sealed record Loop(SemaphoreSlim News, CancellationTokenSource Stop);

    private readonly ConcurrentDictionary<string, Loop> _loops = new();
    private readonly SemaphoreSlim _changed = new(0);

    /// <summary>Says that something may wait for a destination, or that it is another than it was.</summary>
    public void Wake(string key)
    {
        if (_loops.TryGetValue(key, out var loop) && loop.News.CurrentCount == 0) loop.News.Release();
        else if (loop is null) _changed.Release();
    }

    /// <summary>Sends until cancelled.</summary>
    public async Task RunAsync(CancellationToken ct)
    {
        var tasks = new ConcurrentDictionary<string, Task>();
        try
        {
            while (!ct.IsCancellationRequested)
            {
                try
                {
                    await LookAsync(tasks, ct);
                }
                catch (Exception error) when (error is not OperationCanceledException)
                {
                    LogUnread(log, error);
                }
                await _changed.WaitAsync(LookEvery, ct);
            }
        }
        finally
        {
            await Task.WhenAll(tasks.Values);
        }
    }

    private async ValueTask LookAsync(ConcurrentDictionary<string, Task> tasks, CancellationToken ct)
    {
        var keys = (await store.ListDestinationsAsync(ct)).Select(destination => destination.Key).ToHashSet();
        foreach (var key in _loops.Keys.Where(key => !keys.Contains(key)))
        {
            if (_loops.TryRemove(key, out var gone)) await gone.Stop.CancelAsync();
        }
        foreach (var key in keys.Where(key => !_loops.ContainsKey(key)))
        {
            var loop = new Loop(new SemaphoreSlim(0), CancellationTokenSource.CreateLinkedTokenSource(ct));
            _loops[key] = loop;
            tasks[key] = LoopAsync(key, loop);
        }
    }

    public void Dispose() => _changed.Dispose();

    /// <summary>Where the circuit of a destination stands: <c>closed</c>, or <c>open</c>.</summary>
    public static string CircuitOf(DestinationHealth health) => health.Failures >= OpensAfter ? "open" : "closed";

    private async Task LoopAsync(string key, Loop loop)
    {
        var ct = loop.Stop.Token;
        try
        {
            while (!ct.IsCancellationRequested)
            {
                TimeSpan wait;
                try
                {
                    wait = await StepAsync(key, ct);
                }
                catch (Exception error) when (error is not OperationCanceledException)
                {
                    // The queue or the ledger cannot be read now: nothing is lost, and it is tried again.
                    LogFailure(log, key, error);
                    wait = LookEvery;
                }
                if (wait > TimeSpan.Zero) await WaitAsync(loop, wait < LookEvery ? wait : LookEvery, ct);
            }
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            // It was removed, or the server stops: what waits, waits.
        }
    }

    // By the clock of the server, which tests move.
    private async Task WaitAsync(Loop loop, TimeSpan wait, CancellationToken ct)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(ct);
        await Task.WhenAny(loop.News.WaitAsync(either.Token), Task.Delay(wait, time, either.Token));
        await either.CancelAsync();
        ct.ThrowIfCancellationRequested();
    }

    // How long to wait for the next; zero to go on at once.
    private async ValueTask<TimeSpan> StepAsync(string key, CancellationToken ct)
    {
        var destination = (await store.ListDestinationsAsync(ct)).FirstOrDefault(one => one.Key == key);
        if (destination is not { IsEnabled: true }) return LookEvery;
        var health = await store.ReadHealthAsync(key, ct);
        if (health.NextTryUs - time.NowUs() is > 0 and var us) return TimeSpan.FromMicroseconds(us);
        var changes = await store.ReadWaitingAsync(key, CircuitOf(health) == "open" ? 1 : BatchMax, ct);
        if (changes.Count == 0) return LookEvery;
        var ids = changes.Select(change => change.Id).ToArray();
        // Of the numbers in it, so that the same batch has the same id on each try.
        var id = string.Create(CultureInfo.InvariantCulture, $"msg_{key}_{ids[0]}_{ids[^1]}");
        var outcome = await client.SendAsync(destination, id, await bodies.OfAsync(destination, changes, sight: null, ct), ct);
        if (outcome.Error is not { } error)
        {
            await store.DeliveredAsync(key, ids, time.NowUs(), CancellationToken.None);
            return TimeSpan.Zero;
        }
        var pause = outcome.RetryAfter ?? PauseAfter(health.Failures);
        await store.FailedAsync(key, ids, error, time.NowUs() + (pause.Ticks / TimeSpan.TicksPerMicrosecond), options.Value.AttemptsMax, CancellationToken.None);
        if (outcome.IsGone && await store.ChangeDestinationAsync(destination with { IsEnabled = false, Version = destination.Version + 1, UpdatedBy = Actor.Local }, CancellationToken.None))
            await audit.AppendAsync("destination.disable", $"destination/{key}", "It answered 410: it wants no more.", CancellationToken.None);
        return TimeSpan.Zero;
    }

    // Receivers that failed together do not come back to all senders at the same moment.
    private TimeSpan PauseAfter(int failures)
    {
        var pause = TimeSpan.FromMilliseconds(options.Value.RetryMs) * Math.Pow(GrowthFactor, Math.Min(failures, 20));
        if (pause > PauseMax) pause = PauseMax;
        return pause * (1 - (RandomNumberGenerator.GetInt32(JitterSteps) / (double)JitterSteps * Jitter));
    }

    public async ValueTask WriteAsync(MetricWriter writer, CancellationToken ct)
    {
        foreach (var destination in await store.ListDestinationsAsync(ct))
        {
            var (waiting, dead) = await store.CountAsync(destination.Key, ct);
            var health = await store.ReadHealthAsync(destination.Key, ct);
            writer.Gauge("kartoteka_destination_waiting", "Changes that wait to be sent.", waiting, ("destination", destination.Key));
            writer.Gauge("kartoteka_destination_dead_letters", "Changes that were tried too often.", dead, ("destination", destination.Key));
            writer.Gauge("kartoteka_destination_circuit_open", "1 while a destination has failed too often in a row.", CircuitOf(health) == "open" ? 1 : 0, ("destination", destination.Key));
            writer.Counter("kartoteka_destination_sent_total", "Changes that were taken.", health.Sent, ("destination", destination.Key));
        }
    }

    [LoggerMessage(1061, LogLevel.Warning, "Destinations cannot be read now; they are looked at again.")]
    private static partial void LogUnread(ILogger log, Exception error);

    [LoggerMessage(1060, LogLevel.Warning, "Sending to destination {Key} stands still and is tried again.")]
    private static partial void LogFailure(ILogger log, string key, Exception error);
}
