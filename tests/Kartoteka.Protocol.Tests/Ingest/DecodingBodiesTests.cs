using System.IO.Compression;
using Kartoteka.Protocol.Ingest;

namespace Kartoteka.Protocol.Tests.Ingest;

public sealed class DecodingBodiesTests
{
    private static readonly byte[] Plain = Given.Utf8(string.Concat(Enumerable.Range(0, 1_000).Select(i => $"{{\"n\":{i}}}\n")));

    [Theory]
    [InlineData("gzip")]
    [InlineData("x-gzip")]
    [InlineData(" GZIP ")]
    [InlineData("identity, gzip")]
    [InlineData("deflate")]
    [InlineData("br")]
    [InlineData("identity")]
    [InlineData("")]
    [InlineData(null)]
    public void A_body_is_decoded_as_its_header_says(string? encoding)
    {
        using var decoded = BodyDecoder.Decode(Encode(Plain, encoding), encoding);
        Assert.Null(decoded.Refusal);
        Assert.True(decoded.Bytes.Span.SequenceEqual(Plain));
    }

    [Fact]
    public void A_gzip_body_without_a_header_is_recognised()
    {
        using var decoded = BodyDecoder.Decode(Encode(Plain, "gzip"), null);
        Assert.True(decoded.Bytes.Span.SequenceEqual(Plain));
    }

    [Theory]
    [InlineData("gzip")]
    [InlineData("deflate")]
    [InlineData("br")]
    public void A_body_cut_anywhere_is_broken(string encoding)
    {
        var whole = Encode(Plain, encoding);
        for (var length = 0; length < whole.Length; length += length < whole.Length - 20 ? 13 : 1)
            Assert.Equal((400, RefusalReasons.EncodingBroken), Refusal(whole[..length], encoding));
    }

    [Theory]
    [InlineData("gzip")]
    [InlineData("deflate")]
    [InlineData("br")]
    public void A_body_with_something_behind_it_is_broken(string encoding)
    {
        var whole = Encode(Plain, encoding);
        Assert.Equal((400, RefusalReasons.EncodingBroken), Refusal([.. whole, 1, 2, 3, 4, 5, 6, 7, 8, 9], encoding));
    }

    [Theory]
    [InlineData("gzip")]
    [InlineData("br")]
    public void A_body_in_several_members_is_broken(string encoding)
    {
        var whole = Encode(Plain, encoding);
        Assert.Equal((400, RefusalReasons.EncodingBroken), Refusal([.. whole, .. whole], encoding));
    }

    [Fact]
    public void A_deflate_body_that_asks_for_a_dictionary_is_broken() =>
        Assert.Equal((400, RefusalReasons.EncodingBroken), Refusal([0x78, 0xbb, 1, 2, 3, 4, 5, 6, 7, 8], "deflate"));

    [Theory]
    [InlineData("gzip")]
    [InlineData("deflate")]
    public void A_body_with_a_wrong_checksum_is_broken(string encoding)
    {
        var whole = Encode(Plain, encoding);
        for (var back = 1; back <= 4; back++)
        {
            var bad = (byte[])whole.Clone();
            bad[^back] ^= 1;
            Assert.Equal((400, RefusalReasons.EncodingBroken), Refusal(bad, encoding));
        }
    }

    [Theory]
    [InlineData("gzip")]
    [InlineData("deflate")]
    [InlineData("br")]
    public void A_bomb_is_refused_at_the_limit(string encoding)
    {
        Assert.Equal((413, RefusalReasons.BodyTooLarge), Refusal(Encode(new byte[200_000_000], encoding), encoding));
        Assert.Equal((413, RefusalReasons.BodyTooLarge), Refusal(Encode(new byte[IngestLimits.BodyBytesMax + 1], encoding), encoding));
        using var largest = BodyDecoder.Decode(Encode(new byte[IngestLimits.BodyBytesMax], encoding), encoding);
        Assert.Equal(IngestLimits.BodyBytesMax, largest.Bytes.Length);
    }

    [Fact]
    public void Bodies_over_the_limits_are_refused_before_decoding()
    {
        Assert.Equal((413, RefusalReasons.BodyTooLarge), Refusal(new byte[IngestLimits.CompressedBytesMax + 1], "gzip"));
        Assert.Equal((413, RefusalReasons.BodyTooLarge), Refusal(new byte[IngestLimits.BodyBytesMax + 1], null));
    }

    [Fact]
    public void A_body_compressed_twice_is_nested()
    {
        var twice = Encode(Encode(Plain, "gzip"), "gzip");
        Assert.Equal((400, RefusalReasons.EncodingNested), Refusal(twice, "gzip, gzip"));
        Assert.Equal((400, RefusalReasons.EncodingNested), Refusal(twice, "gzip"));
        Assert.Equal((400, RefusalReasons.EncodingNested), Refusal(twice, null));
    }

    [Fact]
    public void An_unknown_encoding_is_told_so() => Assert.Equal((415, RefusalReasons.EncodingUnknown), Refusal(Plain, "zstd"));

    private static (int, string) Refusal(byte[] body, string? encoding)
    {
        using var decoded = BodyDecoder.Decode(body, encoding);
        Assert.NotNull(decoded.Refusal);
        Assert.True(decoded.Bytes.IsEmpty);
        return (decoded.Refusal.Status, decoded.Refusal.Code);
    }

    private static byte[] Encode(byte[] plain, string? encoding)
    {
        var output = new MemoryStream();
        using (Stream stream = (encoding ?? "").Trim().ToLowerInvariant() switch
        {
            "gzip" or "x-gzip" or "identity, gzip" => new GZipStream(output, CompressionLevel.Fastest, leaveOpen: true),
            "deflate" => new ZLibStream(output, CompressionLevel.Fastest, leaveOpen: true),
            "br" => new BrotliStream(output, CompressionLevel.Fastest, leaveOpen: true),
            _ => new BufferedStream(output),
        })
        {
            stream.Write(plain);
            stream.Flush();
        }
        return output.ToArray();
    }
}
