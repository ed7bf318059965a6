using System.Text;
using Kartoteka.Domain.Events;
using Kartoteka.Protocol.Ingest;

namespace Kartoteka.Protocol.Tests.Ingest;

/// <summary>Bodies and readers as the tests say them.</summary>
internal static class Given
{
    /// <summary>2026-03-01T12:00:00Z.</summary>
    public const long ReceivedAtUs = 1_772_366_400_000_000;

    public const long Minute = 60_000_000;

    public static readonly string DataFolder = Path.Combine(AppContext.BaseDirectory, "Data");

    public static byte[] Utf8(string text) => Encoding.UTF8.GetBytes(text);

    public static EventReader Reader() => new(() => new Guid("019590e0-0000-7000-8000-000000000001"));

    public static IngestBody Read(byte[] body, RouteCall call, string? ip = null) =>
        Reader().Read(body, call, new SourceContext(7, "shop"), ReceivedAtUs, new RequestContext(ip));

    public static IngestBody Read(string body, RouteCall call, string? ip = null) => Read(Utf8(body), call, ip);

    public static IncomingEvent Accepted(string body, RouteCall call, string? ip = null)
    {
        var read = Read(body, call, ip);
        Assert.Null(read.Refusal);
        var item = Assert.Single(read.Items);
        Assert.True(item.Refused is null, item.Refused?.Detail);
        return item.Event!;
    }

    public static RefusedEvent Refused(string body, RouteCall? call = null) => Refused(Utf8(body), call);

    public static RefusedEvent Refused(byte[] body, RouteCall? call = null)
    {
        var read = Read(body, call ?? RouteCall.Event);
        Assert.Null(read.Refusal);
        var refused = Assert.Single(read.Items).Refused;
        Assert.NotNull(refused);
        return refused;
    }

    public static string Text(ReadOnlyMemory<byte> json) => Encoding.UTF8.GetString(json.Span);

    /// <summary>A value inside an otherwise good event: <c>properties.x</c>.</summary>
    public static byte[] AsProperty(byte[] value) =>
        [.. """{"type":"track","userId":"u1","messageId":"m1","event":"e","properties":{"x":"""u8, .. value, .. "}}"u8];

    /// <summary>A batch of three with the given event in the middle.</summary>
    public static byte[] AsMiddle(byte[] item) =>
    [
        .. """{"batch":[{"type":"track","userId":"u1","messageId":"a","event":"e"},"""u8, .. item,
        .. ""","""u8, .. """{"type":"track","userId":"u3","messageId":"c","event":"e"}]}"""u8,
    ];
}
