using Kartoteka.Domain.Identity;

namespace Kartoteka.Storage;

/// <summary>
/// Makes profile ids: UUID version 7 whose twelve bits after the version count up within a millisecond (RFC 9562, 6.2, method 1), so that
/// ids of one process sort in order of creation and "the older id survives" means something. Not thread-safe.
/// </summary>
public sealed class ProfileIdSource
{
    private const int CountMax = 0xfff;

    private long _millisecond;
    private int _count;

    /// <summary>An id for <paramref name="atUs"/>, in microseconds since 1970; ids never sort before one given out earlier.</summary>
    public ProfileId Next(long atUs)
    {
        var millisecond = Math.Max(_millisecond, atUs / 1000);
        _count = millisecond == _millisecond ? _count + 1 : 0;
        // A full count borrows the next millisecond.
        if (_count > CountMax) (millisecond, _count) = (millisecond + 1, 0);
        _millisecond = millisecond;
        Span<byte> bytes = stackalloc byte[16];
        Guid.CreateVersion7(DateTimeOffset.FromUnixTimeMilliseconds(millisecond)).TryWriteBytes(bytes, bigEndian: true, out _);
        bytes[6] = (byte)(0x70 | (_count >> 8));
        bytes[7] = (byte)_count;
        return new ProfileId(new Guid(bytes, bigEndian: true));
    }
}
