using System.Collections.Concurrent;

namespace Kartoteka.Storage.Followers;

/// <summary>How long the stages of a work took since the start, all together. Thread-safe.</summary>
public sealed class StageSeconds(TimeProvider time)
{
    private readonly ConcurrentDictionary<string, long> _ticks = new(StringComparer.Ordinal);

    /// <summary>Seconds by stage, of those that were there.</summary>
    public IEnumerable<(string Stage, double Seconds)> All => _ticks.OrderBy(stage => stage.Key, StringComparer.Ordinal).Select(stage => (stage.Key, TimeSpan.FromTicks(stage.Value).TotalSeconds));

    /// <summary>Does a piece of a stage.</summary>
    public async ValueTask<T> OfAsync<T>(string stage, Func<ValueTask<T>> work)
    {
        var start = time.GetTimestamp();
        var result = await work();
        var took = time.GetElapsedTime(start).Ticks;
        _ticks.AddOrUpdate(stage, took, (_, before) => before + took);
        return result;
    }

    /// <summary>Does a piece of a stage.</summary>
    public async ValueTask OfAsync(string stage, Func<ValueTask> work) => await OfAsync(stage, async () =>
    {
        await work();
        return true;
    });
}
