using System.IO.Compression;
using Kartoteka.Protocol.Ingest;
using Xunit.Abstractions;

namespace Kartoteka.Protocol.Tests.Ingest;

/// <summary>Damaged bodies, made from good ones by a seed that is printed.</summary>
public sealed class RandomBodiesTests(ITestOutputHelper output)
{
    private static readonly string[] Good =
    [
        """{"batch":[{"type":"identify","userId":"42","traits":{"email":"a@x.test","phones":["89123456789"],"n":{"a":[1,-2.5e3,null,true]}},"context":{"traits":{"card":12},"device":{"id":"d"},"externalIds":[{"type":"x","id":"y"}],"direct":true},"messageId":"m1","timestamp":"2026-03-01T11:59:58.123Z"},{"type":"alias","userId":"1","previousId":"2"},{"type":"group","userId":"1","groupId":"g","traits":{"inn":"7707083893"}}],"context":{"locale":"ru","ip":"1.1.1.1"},"integrations":{"All":true},"writeKey":"k","sentAt":"2026-03-01T12:00:00Z"}""",
        """{"type":"track","event":"Заказ \ud83d\ude00 \u0041","userId":7,"properties":{"\u0061b":"\n","list":[{"a":1},{"a":2}]},"originalTimestamp":1772366400000,"sentAt":"2026-03-01T15:00:00+03:00","messageId":"m"}""",
        """[{"type":"page","anonymousId":"a","mergeProperties":[{"type":"email","value":"a@x.test"}]},5]""",
    ];

    private static readonly string[] Pieces =
        ["\"", "\\", "{", "}", "[", "]", ",", ":", "\\u0000", "\\ud800", "1e999", "null", "\"batch\":", "\"context\":{\"a\":1}", "\u00e9", "  ", "-", "0", "\"type\":\"merge\","];

    private static readonly RouteCall[] Calls =
        [RouteCall.Batch, RouteCall.Event, RouteCall.JitsuBatch(true), RouteCall.Of(Domain.Events.EventKind.Merge), RouteCall.JitsuSingle(null, true)];

    [Fact]
    public void Twenty_thousand_damaged_bodies_are_answered_without_a_throw()
    {
        var seed = Environment.TickCount;
        output.WriteLine($"seed {seed}");
        var random = new Random(seed);
        var accepted = 0;
        for (var i = 0; i < 20_000; i++)
        {
            var body = Damaged(Given.Utf8(Good[random.Next(Good.Length)]), random);
            foreach (var item in Given.Read(body, Calls[random.Next(Calls.Length)], "203.0.113.9").Items)
            {
                Assert.True(item.Event is null != item.Refused is null, $"seed {seed}");
                if (item.Event is null) continue;
                accepted++;
                BadInputCorporaTests.EveryTextIsReadable(item.Event.Body);
                foreach (var trait in item.Event.Traits) BadInputCorporaTests.EveryTextIsReadable(trait.Json);
            }
            EventReader.TryReadWriteKey(body, out _);
        }
        Assert.True(accepted > 1_000, $"seed {seed}: {accepted} events accepted");
    }

    [Fact]
    public void Damaged_compressed_bodies_are_answered_without_a_throw()
    {
        var seed = Environment.TickCount;
        output.WriteLine($"seed {seed}");
        var random = new Random(seed);
        var (gzip, zlib, brotli) = (new MemoryStream(), new MemoryStream(), new MemoryStream());
        using (var stream = new GZipStream(gzip, CompressionLevel.Optimal, leaveOpen: true)) stream.Write(Given.Utf8(Good[0]));
        using (var stream = new ZLibStream(zlib, CompressionLevel.Optimal, leaveOpen: true)) stream.Write(Given.Utf8(Good[0]));
        using (var stream = new BrotliStream(brotli, CompressionLevel.Optimal, leaveOpen: true)) stream.Write(Given.Utf8(Good[0]));
        foreach (var (encoding, packed) in new[] { ("gzip", gzip), ("deflate", zlib), ("br", brotli), (null, gzip) })
            for (var i = 0; i < 3_000; i++)
                using (var decoded = BodyDecoder.Decode(Damaged(packed.ToArray(), random), encoding))
                    Assert.True(decoded.Refusal is null || decoded.Bytes.IsEmpty, $"seed {seed}");
    }

    private static byte[] Damaged(byte[] body, Random random)
    {
        var list = body.ToList();
        for (var n = random.Next(1, 4); n > 0; n--)
        {
            var at = random.Next(list.Count);
            switch (random.Next(5))
            {
                case 0: list[at] = (byte)random.Next(256); break;
                case 1: list.RemoveAt(at); break;
                case 2: list.InsertRange(at, Given.Utf8(Pieces[random.Next(Pieces.Length)])); break;
                case 3: list.InsertRange(at, list.GetRange(at, Math.Min(random.Next(1, 40), list.Count - at))); break;
                default: list.RemoveRange(at, Math.Min(random.Next(1, 20), list.Count - at - 1)); break;
            }
            if (list.Count == 0) list.Add((byte)' ');
        }
        return [.. list];
    }
}
