using System.Buffers;
using Kartoteka.Protocol.Ingest;
using Microsoft.AspNetCore.Http;

namespace Kartoteka.Modules.Ingest;

/// <summary>How the reading of a body ended.</summary>
internal enum BodyRead
{
    Whole,
    TooLong,
    OutOfBudget,
}

/// <summary>A request's body in rented memory, taken from the budget as bytes arrive and given back on disposal.</summary>
/// <param name="budget">What it is taken from.</param>
/// <param name="isKnown">Whether the sender has shown a write key.</param>
internal sealed class ReceivedBody(BodyBudget budget, bool isKnown) : IDisposable
{
    /// <summary>Memory at the start, in bytes: more than most bodies need. It doubles as bytes arrive, never as they are promised.</summary>
    public const int BytesAtStart = 16 * 1024;

    private byte[] _rented = [];
    private int _length;
    private long _taken;

    /// <summary>What has arrived.</summary>
    public ReadOnlyMemory<byte> Bytes => _rented.AsMemory(0, _length);

    /// <summary>Reads the whole body.</summary>
    /// <param name="request">The request.</param>
    /// <param name="bytesMax">Longest body; see <see cref="IngestLimits.BodyBytesMax"/> and <see cref="IngestLimits.CompressedBytesMax"/>.</param>
    /// <param name="ct">Ends with the request.</param>
    public async ValueTask<BodyRead> ReadAsync(HttpRequest request, int bytesMax, CancellationToken ct)
    {
        if (request.ContentLength > bytesMax) return BodyRead.TooLong;
        while (true)
        {
            if (_length == _rented.Length && !TryGrow()) return BodyRead.OutOfBudget;
            var read = await request.Body.ReadAsync(_rented.AsMemory(_length), ct);
            if (read == 0) return BodyRead.Whole;
            _length += read;
            if (_length > bytesMax) return BodyRead.TooLong;
        }
    }

    /// <summary>Takes what the decoded form of this body holds besides; false when it is not to be had.</summary>
    public bool TryTake(long bytes)
    {
        if (!budget.TryTake(bytes, isKnown)) return false;
        _taken += bytes;
        return true;
    }

    private bool TryGrow()
    {
        var bytes = Math.Max(BytesAtStart, _rented.Length * 2);
        if (!TryTake(bytes - _rented.Length)) return false;
        var larger = ArrayPool<byte>.Shared.Rent(bytes);
        Bytes.CopyTo(larger);
        Release();
        _rented = larger;
        return true;
    }

    private void Release()
    {
        if (_rented.Length > 0) ArrayPool<byte>.Shared.Return(_rented);
        _rented = [];
    }

    public void Dispose()
    {
        Release();
        budget.Return(_taken);
        _taken = 0;
    }
}
