namespace Kartoteka.Protocol.Import;

/// <summary>A forward window over a stream: at least one record at a time, at most <see cref="ImportLimits.RecordBytesMax"/> bytes.</summary>
internal sealed class ByteWindow(Stream stream)
{
    private byte[] _buffer = new byte[ImportLimits.SampleBytes];
    private int _start;
    private int _end;

    /// <summary>Offset of the window's first byte in the unpacked stream.</summary>
    public long Offset { get; private set; }

    /// <summary>True when no byte follows the window.</summary>
    public bool Ended { get; private set; }

    /// <summary>What broke the stream, or null. Damage ends the window.</summary>
    public string? Damage { get; private set; }

    public ReadOnlySpan<byte> Span => _buffer.AsSpan(_start, _end - _start);

    public ReadOnlyMemory<byte> Memory => _buffer.AsMemory(_start, _end - _start);

    public void Advance(int bytes)
    {
        _start += bytes;
        Offset += bytes;
    }

    /// <summary>Reads on; earlier spans become invalid.</summary>
    /// <returns>False at the end of the stream, or when the window is as large as it may be.</returns>
    public bool More()
    {
        if (Ended) return false;
        if (_start > 0)
        {
            _buffer.AsSpan(_start, _end - _start).CopyTo(_buffer);
            (_start, _end) = (0, _end - _start);
        }
        if (_end == _buffer.Length)
        {
            if (_buffer.Length >= ImportLimits.RecordBytesMax) return false;
            Array.Resize(ref _buffer, _buffer.Length * 2);
        }
        var read = Read(_buffer.AsSpan(_end));
        _end += read;
        Ended = read == 0;
        return !Ended;
    }

    /// <summary>Reads until the window holds a sample, or all there is.</summary>
    public void FillSample()
    {
        while (Span.Length < ImportLimits.SampleBytes && More())
        {
        }
    }

    /// <summary>Moves to an offset at or after the window: by seeking where the stream can, else by reading on.</summary>
    public void MoveTo(long offset)
    {
        if (offset < Offset) throw new ArgumentOutOfRangeException(nameof(offset), offset, "A window only moves forward.");
        if (stream.CanSeek && offset > Offset + Span.Length)
        {
            stream.Position += offset - (Offset + Span.Length);
            (_start, _end, Offset) = (0, 0, offset);
            return;
        }
        while (Offset < offset)
        {
            if (Span.IsEmpty && !More()) return;
            Advance((int)Math.Min(Span.Length, offset - Offset));
        }
    }

    private int Read(Span<byte> destination)
    {
        try
        {
            return stream.Read(destination);
        }
        catch (InvalidDataException damage) // gzip: a bad checksum, or a file cut short. What came before it is good.
        {
            Damage = damage.Message;
            return 0;
        }
    }
}
