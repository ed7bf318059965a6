using Kartoteka.Protocol.Ingest;
using Xunit.Abstractions;

namespace Kartoteka.Protocol.Tests.Ingest;

public sealed class IngestAllocationTests(ITestOutputHelper output)
{
    private const int Events = 100;

    /// <summary>
    /// Measured: 698 bytes an event of 491 bytes, which is the event itself (200), its ids and identifiers as strings (400), and the
    /// arrays of its identifiers and traits (100). The rest is room for the normalisation of identifiers, which makes strings of its own.
    /// </summary>
    private const long BytesPerEventMax = 1_500;

    [Fact]
    public void An_event_of_a_batch_allocates_little_more_than_itself()
    {
        var (reader, body) = (Given.Reader(), Batch());
        for (var i = 0; i < 50; i++) Read(reader, body);
        var before = GC.GetAllocatedBytesForCurrentThread();
        Assert.Equal(Events, Read(reader, body));
        var perEvent = (GC.GetAllocatedBytesForCurrentThread() - before) / Events;
        output.WriteLine($"{perEvent} bytes allocated an event of {body.Length / Events} bytes");
        Assert.InRange(perEvent, 1, BytesPerEventMax);
    }

    private static int Read(EventReader reader, byte[] body) =>
        reader.Read(body, RouteCall.Batch, new SourceContext(7, "shop"), Given.ReceivedAtUs, default).Items.Count(item => item.Event is not null);

    private static byte[] Batch()
    {
        var items = Enumerable.Range(0, Events).Select(i => $$$"""
            {"type":"track","event":"Product Viewed","userId":"user-{{{i}}}","anonymousId":"5f0c0e2e-2c5e-4d5c-9a3e-0000000000{{{i:00}}}","messageId":"ajs-next-1772366398123-0000000000{{{i:00}}}","timestamp":"2026-03-01T11:59:58.123Z","context":{"library":{"name":"analytics.js","version":"npm:next-1.84.1"},"locale":"ru-RU","page":{"path":"/p/1","url":"https://shop.test/p/1","title":"Чайник"},"traits":{"email":"user{{{i}}}@example.com"}},"properties":{"product_id":"p-{{{i}}}","price":1999.90,"currency":"RUB","quantity":1}}
            """);
        return Given.Utf8("{\"batch\":[" + string.Join(',', items) + "],\"writeKey\":\"k\",\"sentAt\":\"2026-03-01T12:00:00.000Z\"}");
    }
}
