namespace Kartoteka.Storage.Followers;

/// <summary>
/// Remembers when the ledger reached which position, so that the age of the oldest entry not yet taken in can be told. Thread-safe. Right
/// to a tenth of a second; of a follower that is far behind, to a part of its lag, in constant memory.
/// </summary>
public sealed class LagClock(TimeProvider time)
{
    private const int SamplesMax = 4_096;
    private static readonly TimeSpan Grain = TimeSpan.FromMilliseconds(100);

    private readonly Lock _guard = new();
    private List<(long At, long Head)> _samples = [];

    /// <summary>Notes that the head is <paramref name="head"/> now, while the follower is at <paramref name="position"/>.</summary>
    public void Reached(long head, long position)
    {
        lock (_guard)
        {
            Pass(position);
            if (head <= position) return;
            if (_samples.Count > 0 && time.GetElapsedTime(_samples[^1].At) < Grain) _samples[^1] = (_samples[^1].At, Math.Max(head, _samples[^1].Head));
            else _samples.Add((time.GetTimestamp(), head));
            // Of two neighbours the earlier time and the later position: the lag shown is never too small.
            if (_samples.Count >= SamplesMax) _samples = [.. _samples.Chunk(2).Select(pair => (pair[0].At, pair[^1].Head))];
        }
    }

    /// <summary>Age in seconds of the oldest entry above <paramref name="position"/>; 0 when there is none.</summary>
    public double Seconds(long position)
    {
        lock (_guard)
        {
            Pass(position);
            return _samples.Count == 0 ? 0 : time.GetElapsedTime(_samples[0].At).TotalSeconds;
        }
    }

    private void Pass(long position)
    {
        var passed = 0;
        while (passed < _samples.Count && _samples[passed].Head <= position) passed++;
        if (passed > 0) _samples.RemoveRange(0, passed);
    }
}
