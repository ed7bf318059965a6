using System.Buffers.Binary;
using System.IO.Compression;
using System.Runtime.InteropServices;

namespace Kartoteka.Protocol.Ingest;

/// <summary>Undoes the <c>Content-Encoding</c> of a request body (RFC 9110 §8.4) without ever holding more than the limit.</summary>
/// <remarks>
/// A gzip body is one member (RFC 1952) and nothing behind it: no SDK sends several, and .NET takes a cut stream for a whole one, so the
/// length in the trailer is what tells them apart; for zlib it is the checksum. <c>deflate</c> is the zlib format (RFC 1950), as RFC 9110
/// defines it; a raw deflate stream has no trailer to check and is refused.
/// </remarks>
public static class BodyDecoder
{
    private const int GzipBytesMin = 18;
    private const int ZlibBytesMin = 6;

    /// <summary>Decodes <paramref name="body"/>.</summary>
    /// <param name="body">The bytes as received. With no encoding they are not copied: the answer is this very memory.</param>
    /// <param name="contentEncoding">The header's value or null; without one, a gzip signature (<c>1f 8b</c>) is believed.</param>
    /// <returns>
    /// The bytes, to be disposed of when no event of the body is in use any more, or a refusal. Never throws on bad input.
    /// </returns>
    public static DecodedBody Decode(ReadOnlyMemory<byte> body, string? contentEncoding)
    {
        if (!TryReadEncoding(contentEncoding, out var encoding, out var refusal)) return DecodedBody.Refused(refusal!);
        if (encoding == Encoding.Identity && IsGzip(body.Span)) encoding = Encoding.Gzip;
        if (encoding == Encoding.Identity) return body.Length > IngestLimits.BodyBytesMax ? TooLarge() : DecodedBody.Plain(body);
        if (body.Length > IngestLimits.CompressedBytesMax) return TooLarge();

        var output = new DecodedBody.Buffer(Math.Clamp(body.Length * 8L, 4_096, IngestLimits.BodyBytesMax));
        var outcome = encoding switch
        {
            Encoding.Gzip => InflateGzip(body, output),
            Encoding.Zlib => InflateZlib(body, output),
            _ => Unbrotli(body.Span, output),
        };
        if (outcome == Outcome.Whole && !IsGzip(output.Written.Span)) return output.ToBody();
        output.Dispose();
        return outcome switch
        {
            Outcome.Whole => DecodedBody.Refused(NestedRefusal()),
            Outcome.TooLarge => TooLarge(),
            _ => Refuse(400, RefusalReasons.EncodingBroken, "The compressed body is corrupt, cut off, or followed by other bytes."),
        };
    }

    private static bool TryReadEncoding(string? header, out Encoding encoding, out BodyRefusal? refusal)
    {
        encoding = Encoding.Identity;
        refusal = null;
        foreach (var part in (header ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            var named = part.ToLowerInvariant() switch
            {
                "identity" => Encoding.Identity,
                "gzip" or "x-gzip" => Encoding.Gzip,
                "deflate" => Encoding.Zlib,
                "br" => Encoding.Brotli,
                _ => Encoding.Unknown,
            };
            if (named == Encoding.Identity) continue;
            if (named == Encoding.Unknown) refusal = new(415, RefusalReasons.EncodingUnknown, "Known: gzip, deflate, br, identity.");
            else if (encoding != Encoding.Identity) refusal = NestedRefusal();
            if (refusal is not null) return false;
            encoding = named;
        }
        return true;
    }

    private static Outcome InflateGzip(ReadOnlyMemory<byte> body, DecodedBody.Buffer output)
    {
        if (body.Length < GzipBytesMin || !IsGzip(body.Span)) return Outcome.Broken;
        using var stream = new GZipStream(Stream(body), CompressionMode.Decompress);
        var outcome = Inflate(stream, output);
        if (outcome != Outcome.Whole) return outcome;
        // zlib compares CRC and length only when it gets to see them; a cut stream ends before, so its last bytes are not its length.
        var length = BinaryPrimitives.ReadUInt32LittleEndian(body.Span[^4..]);
        return length == (uint)output.Written.Length ? Outcome.Whole : Outcome.Broken;
    }

    private static Outcome InflateZlib(ReadOnlyMemory<byte> body, DecodedBody.Buffer output)
    {
        const byte PresetDictionary = 0x20; // Nobody can have agreed on one with us, and .NET throws another exception for it.
        if (body.Length < ZlibBytesMin || (body.Span[1] & PresetDictionary) != 0) return Outcome.Broken;
        using var stream = new ZLibStream(Stream(body), CompressionMode.Decompress);
        var outcome = Inflate(stream, output);
        if (outcome != Outcome.Whole) return outcome;
        return BinaryPrimitives.ReadUInt32BigEndian(body.Span[^4..]) == Adler32(output.Written.Span) ? Outcome.Whole : Outcome.Broken;
    }

    private static Outcome Inflate(Stream stream, DecodedBody.Buffer output)
    {
        try
        {
            while (true)
            {
                if (output.Written.Length > IngestLimits.BodyBytesMax) return Outcome.TooLarge;
                var read = stream.Read(output.Free());
                if (read == 0) return Outcome.Whole;
                output.Advance(read);
            }
        }
        catch (InvalidDataException)
        {
            return Outcome.Broken; // The stream's only way to say that the data is not what the format allows.
        }
    }

    private static Outcome Unbrotli(ReadOnlySpan<byte> body, DecodedBody.Buffer output)
    {
        using var decoder = new BrotliDecoder();
        while (true)
        {
            var status = decoder.Decompress(body, output.Free(), out var consumed, out var written);
            body = body[consumed..];
            output.Advance(written);
            if (output.Written.Length > IngestLimits.BodyBytesMax) return Outcome.TooLarge;
            if (status == System.Buffers.OperationStatus.Done) return body.IsEmpty ? Outcome.Whole : Outcome.Broken;
            if (status != System.Buffers.OperationStatus.DestinationTooSmall) return Outcome.Broken;
        }
    }

    private static MemoryStream Stream(ReadOnlyMemory<byte> body) =>
        MemoryMarshal.TryGetArray(body, out var part) && part.Array is { } array
            ? new MemoryStream(array, part.Offset, part.Count, writable: false)
            : new MemoryStream(body.ToArray(), writable: false);

    /// <summary>RFC 1950 §9, with the remainder taken once in 3,800 bytes so that the sums stay in 32 bits.</summary>
    private static uint Adler32(ReadOnlySpan<byte> data)
    {
        const uint Modulus = 65_521;
        uint a = 1, b = 0;
        while (!data.IsEmpty)
        {
            var run = data[..Math.Min(3_800, data.Length)];
            foreach (var value in run)
            {
                a += value;
                b += a;
            }
            a %= Modulus;
            b %= Modulus;
            data = data[run.Length..];
        }
        return (b << 16) | a;
    }

    private static bool IsGzip(ReadOnlySpan<byte> bytes) => bytes.Length >= 2 && bytes[0] == 0x1f && bytes[1] == 0x8b;

    private static DecodedBody TooLarge() => Refuse(413, RefusalReasons.BodyTooLarge,
        $"The body is larger than {IngestLimits.BodyBytesMax} bytes, or {IngestLimits.CompressedBytesMax} bytes compressed.");

    private static BodyRefusal NestedRefusal() => new(400, RefusalReasons.EncodingNested, "The body is compressed more than once.");

    private static DecodedBody Refuse(int status, string code, string detail) => DecodedBody.Refused(new(status, code, detail));

    private enum Encoding { Identity, Gzip, Zlib, Brotli, Unknown }

    private enum Outcome { Whole, Broken, TooLarge }
}
