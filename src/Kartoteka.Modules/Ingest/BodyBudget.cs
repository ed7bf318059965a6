namespace Kartoteka.Modules.Ingest;

/// <summary>
/// Memory that the bodies of all requests in flight may hold together. A promised length costs a sender nothing, and a few dozen idle
/// connections would else hold the memory of the whole server.
/// </summary>
internal sealed class BodyBudget(long bytesMax = BodyBudget.BytesMaxDefault)
{
    /// <summary>The whole, in bytes: 256 MiB, which is 32 of the largest bodies or 16,384 of the usual ones.</summary>
    public const long BytesMaxDefault = 256L << 20;

    private long _held;

    /// <summary>Bytes held now.</summary>
    public long Held => Volatile.Read(ref _held);

    /// <summary>Takes <paramref name="bytes"/> if they are to be had.</summary>
    /// <param name="bytes">How many.</param>
    /// <param name="isKnown">Whether the sender has shown a write key. Those who have not get at most a half of the whole, so that they cannot shut out those who have.</param>
    public bool TryTake(long bytes, bool isKnown)
    {
        if (Interlocked.Add(ref _held, bytes) <= (isKnown ? bytesMax : bytesMax / 2)) return true;
        Interlocked.Add(ref _held, -bytes);
        return false;
    }

    /// <summary>Gives <paramref name="bytes"/> back.</summary>
    public void Return(long bytes) => Interlocked.Add(ref _held, -bytes);
}
