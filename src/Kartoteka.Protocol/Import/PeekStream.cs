namespace Kartoteka.Protocol.Import;

/// <summary>Gives back the bytes already taken from the head of a stream that cannot seek, then the rest.</summary>
internal sealed class PeekStream(byte[] head, Stream rest) : ForwardStream
{
    private int _given;

    /// <summary>Reads up to <paramref name="bytes"/> and a stream that still starts with them.</summary>
    public static (byte[] Head, Stream Whole) Peek(Stream stream, int bytes)
    {
        var head = new byte[bytes];
        var start = stream.CanSeek ? stream.Position : 0;
        var count = 0;
        try
        {
            for (int read; count < bytes && (read = stream.Read(head.AsSpan(count))) > 0;) count += read;
        }
        catch (InvalidDataException)
        {
            // Damaged gzip: what came before is kept, and the reader meets the same damage again and names it.
        }
        head = head[..count];
        if (!stream.CanSeek) return (head, new PeekStream(head, stream));
        stream.Position = start;
        return (head, stream);
    }

    public override int Read(Span<byte> buffer)
    {
        if (_given == head.Length) return rest.Read(buffer);
        var count = Math.Min(buffer.Length, head.Length - _given);
        head.AsSpan(_given, count).CopyTo(buffer);
        _given += count;
        return count;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing) rest.Dispose();
        base.Dispose(disposing);
    }
}
