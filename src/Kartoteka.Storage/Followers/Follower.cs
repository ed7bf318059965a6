using System.Threading.Channels;

namespace Kartoteka.Storage.Followers;

/// <summary>How far a follower is behind.</summary>
/// <param name="Name">The follower.</param>
/// <param name="Position">The last ledger position it has taken in.</param>
/// <param name="Gap">Positions between it and the head; an upper bound of the entries still to read.</param>
/// <param name="LagSeconds">Age of the oldest entry that it has not taken in; 0 when it is level.</param>
/// <param name="Error">The last failure, until a batch succeeds; null when well.</param>
public sealed record FollowerStatus(string Name, long Position, long Gap, double LagSeconds, string? Error);

/// <summary>Everything that reads the ledger from its own saved position; shown in metrics and health.</summary>
public interface IFollower
{
    /// <summary>Where it is now.</summary>
    FollowerStatus Status { get; }

    /// <summary>True from when it was told to read everything again until it has.</summary>
    bool IsRebuilding => false;
}

/// <summary>
/// Reads the ledger in order from a saved position, hands over batches, and saves the position after each. A follower can be deleted
/// and rebuilt: handling a batch twice must do no harm, since the process may end between the two. It works a quarter of the time, unless it says otherwise, so
/// that it leaves the cores to the commit, unless it is more than two seconds behind.
/// </summary>
/// <typeparam name="T">What it reads: events or profile changes.</typeparam>
public abstract class Follower<T>(ILedger ledger, TimeProvider time) : IFollower
{
    /// <summary>Wait after a failed batch, in seconds; doubled up to <see cref="RetrySecondsMax"/>.</summary>
    private const double RetrySecondsMin = 0.5;

    private const double RetrySecondsMax = 30;

    /// <summary>Lag from which on it does not rest, in seconds.</summary>
    private const double RestedLagSecondsMax = 2;

    private static readonly TimeSpan RestMax = TimeSpan.FromMilliseconds(250);

    // Holds one signal: that there is something to read, once or a hundred times, is the same news.
    private readonly Channel<long> _signal = Channel.CreateBounded<long>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
    private long _position;
    private readonly LagClock _lag = new(time);
    private string? _error;
    private bool _isToRewind;
    private long _rewoundAt;

    /// <summary>Unique name: the key of the saved position.</summary>
    public abstract string Name { get; }

    /// <inheritdoc />
    public virtual FollowerStatus Status
    {
        get
        {
            var (position, head) = (Volatile.Read(ref _position), ledger.HeadPosition);
            return new FollowerStatus(Name, position, Math.Max(0, head - position), _lag.Seconds(position), _error);
        }
    }

    /// <inheritdoc />
    public virtual bool IsRebuilding => Volatile.Read(ref _isToRewind) || Position < Volatile.Read(ref _rewoundAt);

    /// <summary>The ledger.</summary>
    protected ILedger Ledger => ledger;

    /// <summary>Position of the last entry taken in.</summary>
    public long Position => Volatile.Read(ref _position);

    /// <summary>Reads the saved position.</summary>
    protected abstract ValueTask<long> LoadPositionAsync(CancellationToken ct);

    /// <summary>Saves that nothing was taken in, after <see cref="Rewind"/>; a follower that saves nothing has nothing to do.</summary>
    protected virtual ValueTask ForgetPositionAsync(CancellationToken ct) => ValueTask.CompletedTask;

    /// <summary>The clock.</summary>
    protected TimeProvider Time => time;

    /// <summary>Shortest rest after a batch, while it is not behind. Default none.</summary>
    protected virtual TimeSpan RestMin => TimeSpan.Zero;

    /// <summary>Rest after a batch, as a multiple of the time that it took: the cores are the commit's first, and larger batches cost less. Default 3.</summary>
    protected virtual double RestFactor => 3;

    /// <summary>True while it should not rest. Default false: it is enough not to rest when behind.</summary>
    protected virtual bool IsUrgent => false;

    /// <summary>In how long <see cref="TidyAsync"/> has something to do although nothing new comes; null for never.</summary>
    protected virtual TimeSpan? TidyIn => null;

    /// <summary>Work beside the entries, a piece at a time: after each batch, and while nothing comes.</summary>
    /// <param name="isLevel">True when there was nothing to take in.</param>
    /// <param name="ct">Ends it.</param>
    /// <returns>True when something was done.</returns>
    protected virtual ValueTask<bool> TidyAsync(bool isLevel, CancellationToken ct) => ValueTask.FromResult(false);

    /// <summary>After a failed batch, before it is tried again: what helps against <paramref name="error"/>.</summary>
    protected virtual ValueTask RecoverAsync(Exception error, CancellationToken ct) => ValueTask.CompletedTask;

    /// <summary>Says that it is at another position than the last batch left it at.</summary>
    protected void Move(long position) => Volatile.Write(ref _position, position);

    /// <summary>Asks to read everything again from the beginning, at the next step.</summary>
    protected void Rewind()
    {
        Volatile.Write(ref _isToRewind, true);
        Wake();
    }

    /// <summary>Ends the wait for something new.</summary>
    protected void Wake() => _signal.Writer.TryWrite(0);

    /// <summary>Reads entries above <paramref name="after"/>, and the position up to which that is complete.</summary>
    protected abstract ValueTask<(IReadOnlyList<T> Entries, long Position)> ReadAsync(long after, CancellationToken ct);

    /// <summary>Takes in a batch and saves <paramref name="position"/>, if it can in one transaction with the effect.</summary>
    protected abstract ValueTask HandleAsync(IReadOnlyList<T> entries, long position, CancellationToken ct);

    /// <summary>Follows until cancelled. A failed batch is tried again, later and later; it is never skipped.</summary>
    public async Task RunAsync(CancellationToken ct)
    {
        Volatile.Write(ref _position, await BeginAsync(ct));
        ledger.Committed += Signal;
        _lag.Reached(ledger.HeadPosition, Position); // How old what it finds is, is not known: at least from now on.
        try
        {
            var retrySeconds = RetrySecondsMin;
            Exception? failure = null;
            while (!ct.IsCancellationRequested)
            {
                try
                {
                    if (failure is not null) await RecoverAsync(failure, ct);
                    var start = time.GetTimestamp();
                    var stepped = await StepAsync(ct);
                    if (stepped | await TidyAsync(!stepped, ct)) await RestAsync(time.GetElapsedTime(start), ct);
                    else await WaitAsync(ct);
                    (retrySeconds, _error, failure) = (RetrySecondsMin, null, null);
                }
                catch (Exception error) when (error is not OperationCanceledException)
                {
                    _error = error.Message;
                    failure = error;
                    await Task.Delay(TimeSpan.FromSeconds(retrySeconds), time, ct);
                    retrySeconds = Math.Min(retrySeconds * 2, RetrySecondsMax);
                }
            }
        }
        finally
        {
            ledger.Committed -= Signal;
        }
    }

    // What cannot be read at the start, as when there are no file descriptors left, is tried again as anything else.
    private async ValueTask<long> BeginAsync(CancellationToken ct)
    {
        for (var retrySeconds = RetrySecondsMin; ; retrySeconds = Math.Min(retrySeconds * 2, RetrySecondsMax))
        {
            try
            {
                return await LoadPositionAsync(ct);
            }
            catch (Exception error) when (error is not OperationCanceledException)
            {
                _error = error.Message;
                await Task.Delay(TimeSpan.FromSeconds(retrySeconds), time, ct);
            }
        }
    }

    private Task RestAsync(TimeSpan worked, CancellationToken ct)
    {
        var rest = worked * RestFactor < RestMax ? worked * RestFactor : RestMax;
        if (rest < RestMin) rest = RestMin;
        // Timers know no less than a millisecond.
        if (IsUrgent || rest < TimeSpan.FromMilliseconds(1) || _lag.Seconds(Position) > RestedLagSecondsMax) return Task.CompletedTask;
        return Task.Delay(rest, time, ct);
    }

    private async Task WaitAsync(CancellationToken ct)
    {
        if (TidyIn is not { } pause)
        {
            await _signal.Reader.ReadAsync(ct);
            return;
        }
        if (pause <= TimeSpan.Zero) return;
        using var waiting = CancellationTokenSource.CreateLinkedTokenSource(ct);
        var news = _signal.Reader.WaitToReadAsync(waiting.Token).AsTask();
        await Task.WhenAny(news, Task.Delay(pause, time, waiting.Token));
        await waiting.CancelAsync();
        ct.ThrowIfCancellationRequested();
        _signal.Reader.TryRead(out _);
    }

    // False when level with the head.
    private async ValueTask<bool> StepAsync(CancellationToken ct)
    {
        if (Volatile.Read(ref _isToRewind))
        {
            await ForgetPositionAsync(ct);
            Volatile.Write(ref _position, 0);
            // In this order, so that who looks in between never takes it for done.
            Volatile.Write(ref _rewoundAt, ledger.HeadPosition);
            Volatile.Write(ref _isToRewind, false);
        }
        if (Position >= ledger.HeadPosition) return false;
        var (entries, position) = await ReadAsync(Position, ct);
        await HandleAsync(entries, position, ct);
        Volatile.Write(ref _position, position);
        return true;
    }

    private void Signal(long head)
    {
        _lag.Reached(head, Position);
        _signal.Writer.TryWrite(head);
    }
}

/// <summary>A follower of events.</summary>
public abstract class EventFollower(ILedger ledger, TimeProvider time) : Follower<StoredEvent>(ledger, time)
{
    /// <summary>Most events of one batch.</summary>
    public const int BatchMax = 2_000;

    /// <inheritdoc />
    protected override async ValueTask<(IReadOnlyList<StoredEvent> Entries, long Position)> ReadAsync(long after, CancellationToken ct)
    {
        var head = Ledger.HeadPosition;
        var events = await Ledger.ReadEventsAsync(after, BatchMax, ct);
        return (events, events.Count == BatchMax ? events[^1].Position : Math.Max(head, events.Count > 0 ? events[^1].Position : after));
    }
}

/// <summary>A follower of profile changes.</summary>
public abstract class ProfileFollower(ILedger ledger, TimeProvider time) : Follower<ProfileChange>(ledger, time)
{
    /// <summary>Most changes of one batch, but for those that share the last position.</summary>
    public const int BatchMax = 5_000;

    /// <inheritdoc />
    protected override async ValueTask<(IReadOnlyList<ProfileChange> Entries, long Position)> ReadAsync(long after, CancellationToken ct)
    {
        var head = Ledger.HeadPosition;
        var changes = await Ledger.ReadChangesAsync(after, BatchMax, ct);
        return (changes, changes.Count >= BatchMax ? changes[^1].Position : Math.Max(head, changes.Count > 0 ? changes[^1].Position : after));
    }
}
