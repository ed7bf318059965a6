using System.Buffers.Binary;

namespace Kartoteka.Reliability.Tests.Rig;

/// <summary>
/// Finds where transactions end in a write-ahead log (https://www.sqlite.org/fileformat2.html#the_write_ahead_log): a header of 32 bytes
/// with page size at 8 and salts at 16; frames of a 24-byte header and a page, whose header has at 4 the size of the base if the frame
/// ends a transaction, and at 8 the salts of the log's present round.
/// </summary>
internal static class WalFile
{
    /// <summary>Where the first frame begins.</summary>
    public const int HeaderBytes = 32;

    private const int FrameHeaderBytes = 24;

    /// <summary>Offsets of the first byte after each committed transaction, in order.</summary>
    public static IReadOnlyList<long> CommitEnds(string path)
    {
        using var file = File.OpenRead(path);
        Span<byte> header = stackalloc byte[HeaderBytes];
        file.ReadExactly(header);
        var pageBytes = BinaryPrimitives.ReadInt32BigEndian(header[8..]);
        var salts = BinaryPrimitives.ReadInt64BigEndian(header[16..]);
        var ends = new List<long>();
        Span<byte> frame = stackalloc byte[FrameHeaderBytes];
        for (long at = HeaderBytes; at + FrameHeaderBytes + pageBytes <= file.Length; at += FrameHeaderBytes + pageBytes)
        {
            file.Position = at;
            file.ReadExactly(frame);
            if (BinaryPrimitives.ReadInt64BigEndian(frame[8..]) != salts) break;
            if (BinaryPrimitives.ReadInt32BigEndian(frame[4..]) != 0) ends.Add(at + FrameHeaderBytes + pageBytes);
        }
        return ends;
    }
}
