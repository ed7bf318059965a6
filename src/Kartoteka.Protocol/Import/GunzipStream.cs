using System.Buffers.Binary;
using System.IO.Compression;

namespace Kartoteka.Protocol.Import;

/// <summary>
/// Unpacks gzip and throws <see cref="InvalidDataException"/> at the end of a file that was cut short, which <see cref="GZipStream"/> takes for
/// a good end. A file of one member ends with its length modulo 2^32 (RFC 1952 §2.3.1); files of several members are not checked.
/// </summary>
internal sealed class GunzipStream : ForwardStream
{
    private readonly PackedStream _packed;
    private readonly GZipStream _unpacked;
    private uint _length;

    public GunzipStream(Stream packed)
    {
        _packed = new PackedStream(packed);
        _unpacked = new GZipStream(_packed, CompressionMode.Decompress);
    }

    public override int Read(Span<byte> buffer)
    {
        var read = _unpacked.Read(buffer);
        _length = unchecked(_length + (uint)read);
        if (read == 0 && buffer.Length > 0 && !_packed.EndsWith(_length)) throw new InvalidDataException("The gzip file is cut short.");
        return read;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing) _unpacked.Dispose();
        base.Dispose(disposing);
    }

    /// <summary>The packed bytes, with an eye on their end and on the start of further members.</summary>
    private sealed class PackedStream(Stream stream) : ForwardStream
    {
        private const int HeaderBytes = 10;
        private readonly byte[] _tail = new byte[HeaderBytes];
        private int _tailLength;
        private int _members;

        public bool EndsWith(uint length) => _members > 1
            || _tailLength == HeaderBytes && BinaryPrimitives.ReadUInt32LittleEndian(_tail.AsSpan(HeaderBytes - 4)) == length;

        public override int Read(Span<byte> buffer)
        {
            var read = stream.Read(buffer);
            Watch(buffer[..read]);
            return read;
        }

        protected override void Dispose(bool disposing)
        {
            if (disposing) stream.Dispose();
            base.Dispose(disposing);
        }

        private void Watch(ReadOnlySpan<byte> bytes)
        {
            Span<byte> seam = stackalloc byte[2 * HeaderBytes];
            _tail.AsSpan(0, _tailLength).CopyTo(seam);
            var more = Math.Min(bytes.Length, HeaderBytes);
            bytes[..more].CopyTo(seam[_tailLength..]);
            seam = seam[..(_tailLength + more)];
            // A header wholly in the tail was counted before: only those that reach into the new bytes are new.
            _members += CountHeaders(_tailLength == HeaderBytes ? seam[1..] : seam) + CountHeaders(bytes) - CountHeaders(bytes[..more]);
            var joined = bytes.Length >= HeaderBytes ? bytes[^HeaderBytes..] : seam[Math.Max(0, seam.Length - HeaderBytes)..];
            joined.CopyTo(_tail);
            _tailLength = joined.Length;
        }

        /// <summary>Counts what can only be a member's header: magic, deflate, no reserved flag, a known level and system. Chance: 1 in 10^11 bytes.</summary>
        private static int CountHeaders(ReadOnlySpan<byte> bytes)
        {
            var count = 0;
            for (int at; (at = bytes.IndexOf((ReadOnlySpan<byte>)[0x1f, 0x8b, 8])) >= 0 && at + HeaderBytes <= bytes.Length; bytes = bytes[(at + 1)..])
            {
                var header = bytes[at..];
                if (header[3] < 0x20 && header[8] is 0 or 2 or 4 && header[9] is <= 13 or 255) count++;
            }
            return count;
        }
    }
}
