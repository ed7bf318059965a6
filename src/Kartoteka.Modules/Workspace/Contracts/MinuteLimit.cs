using System.Collections.Concurrent;

namespace Kartoteka.Modules.Workspace.Contracts;

/// <summary>
/// Counts by key in minutes of the clock. All counts start again with each minute, so memory is bounded by the keys of one minute, and by a
/// number at most.
/// </summary>
/// <param name="time">The clock.</param>
/// <param name="perMinuteMax">Most of one key and minute.</param>
/// <param name="keysMax">Most keys counted in one minute; a key beyond them is not limited.</param>
public sealed class MinuteLimit<TKey>(TimeProvider time, int perMinuteMax, int keysMax)
    where TKey : notnull
{
    private sealed record Window(long Minute, ConcurrentDictionary<TKey, int> Counts);

    private volatile Window _window = new(0, []);

    /// <summary>Counts one; when the key is over the limit, how long until it may try again, else null.</summary>
    public TimeSpan? Count(TKey key)
    {
        var now = time.GetUtcNow();
        var minute = now.UtcTicks / TimeSpan.TicksPerMinute;
        var window = _window;
        if (window.Minute != minute) _window = window = new Window(minute, []);
        if (window.Counts.Count >= keysMax && !window.Counts.ContainsKey(key)) return null;
        if (window.Counts.AddOrUpdate(key, 1, (_, count) => count + 1) <= perMinuteMax) return null;
        return TimeSpan.FromTicks(((minute + 1) * TimeSpan.TicksPerMinute) - now.UtcTicks);
    }
}
