namespace Kartoteka.Modules.Workspace.Contracts;

/// <summary>Wakes the one who waits for it. Rung more than once before it is heard, it is heard once.</summary>
/// <param name="rung">True when it is heard at once the first time.</param>
public sealed class Alarm(bool rung = false) : IDisposable
{
    private readonly SemaphoreSlim _rung = new(rung ? 1 : 0);

    /// <summary>Wakes who waits now or next.</summary>
    public void Ring()
    {
        if (_rung.CurrentCount == 0) _rung.Release();
    }

    /// <summary>Waits until it rings.</summary>
    public Task WaitAsync(CancellationToken ct) => _rung.WaitAsync(ct);

    /// <summary>Waits until it rings, at most so long.</summary>
    public async Task WaitAsync(TimeSpan atMost, TimeProvider time, CancellationToken ct)
    {
        using var limit = new CancellationTokenSource(atMost, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(ct, limit.Token);
        try
        {
            await _rung.WaitAsync(either.Token);
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            // The time is over.
        }
    }

    /// <inheritdoc />
    public void Dispose() => _rung.Dispose();
}
