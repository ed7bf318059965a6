using System.Buffers;

namespace Kartoteka.Protocol.Ingest;

/// <summary>
/// A decoded request body in memory that may be rented: the events read from it are slices of it, so it must outlive them.
/// </summary>
public sealed class DecodedBody : IDisposable
{
    private byte[]? _rented;

    private DecodedBody(ReadOnlyMemory<byte> bytes, byte[]? rented, BodyRefusal? refusal)
    {
        Bytes = bytes;
        _rented = rented;
        Refusal = refusal;
    }

    /// <summary>The decoded bytes, at most <see cref="IngestLimits.BodyBytesMax"/>; empty after a refusal and after disposal.</summary>
    public ReadOnlyMemory<byte> Bytes { get; private set; }

    /// <summary>Why the body could not be decoded, else null.</summary>
    public BodyRefusal? Refusal { get; }

    /// <summary>Gives the memory back. Call it once every event of the body is committed or dropped.</summary>
    public void Dispose()
    {
        Bytes = default;
        if (_rented is { } rented) ArrayPool<byte>.Shared.Return(rented);
        _rented = null;
    }

    internal static DecodedBody Plain(ReadOnlyMemory<byte> bytes) => new(bytes, null, null);

    internal static DecodedBody Refused(BodyRefusal refusal) => new(default, null, refusal);

    /// <summary>A rented array that doubles; its caller stops at the limit.</summary>
    internal sealed class Buffer(long bytes) : IDisposable
    {
        private byte[] _array = ArrayPool<byte>.Shared.Rent((int)bytes);
        private int _length;

        public ReadOnlyMemory<byte> Written => _array.AsMemory(0, _length);

        public Span<byte> Free()
        {
            if (_length == _array.Length)
            {
                var larger = ArrayPool<byte>.Shared.Rent(_array.Length * 2);
                _array.CopyTo(larger, 0);
                ArrayPool<byte>.Shared.Return(_array);
                _array = larger;
            }
            return _array.AsSpan(_length);
        }

        public void Advance(int bytes) => _length += bytes;

        public DecodedBody ToBody() => new(Written, _array, null);

        public void Dispose() => ArrayPool<byte>.Shared.Return(_array);
    }
}
