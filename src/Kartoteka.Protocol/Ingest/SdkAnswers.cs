using System.Text;
using System.Text.Json;

namespace Kartoteka.Protocol.Ingest;

/// <summary>The answers that the SDKs expect, byte for byte. The shapes are what their sources read; see each member.</summary>
public static class SdkAnswers
{
    /// <summary>Segment's answer to every call: <c>{"success":true}</c>. <c>application/json</c>.</summary>
    public static ReadOnlyMemory<byte> SegmentSuccess { get; } = """{"success":true}"""u8.ToArray();

    /// <summary>Jitsu's answer to one event; anything but JSON rejects the promise of @jitsu/js. <c>application/json</c>.</summary>
    public static ReadOnlyMemory<byte> JitsuOk { get; } = """{"ok":true}"""u8.ToArray();

    /// <summary>RudderStack's answer to every call: <c>OK</c>. <c>text/plain</c>.</summary>
    public static ReadOnlyMemory<byte> RudderOk { get; } = "OK"u8.ToArray();

    /// <summary>A transparent picture of 1 × 1 pixel, 42 bytes. <c>image/gif</c>, to be sent with <c>Cache-Control: no-store</c>.</summary>
    public static ReadOnlyMemory<byte> PixelGif { get; } =
        Convert.FromBase64String("R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7");

    /// <summary>
    /// The document without which analytics-next does not start: <c>GET /v1/projects/{writeKey}/settings</c>. Let no shared cache keep it:
    /// it names <paramref name="host"/>.
    /// </summary>
    /// <param name="writeKey">The source's write key.</param>
    /// <param name="host">Our host with port and without scheme; the SDK sends events to <c>https://{host}/v1</c>.</param>
    public static byte[] SegmentSettings(string writeKey, string host) => Encoding.UTF8.GetBytes(
        $$$$$$"""
        {"integrations":{"Segment.io":{"apiKey":"{{{{{{Text(writeKey)}}}}}}","apiHost":"{{{{{{Text(host)}}}}}}/v1",
        "unbundledIntegrations":[],"addBundledMetadata":true,"maybeBundledConfigIds":{},
        "versionSettings":{"version":"4.4.7","componentTypes":["browser"]}}},
        "plan":{"track":{"__default":{"enabled":true,"integrations":{}}},"identify":{"__default":{"enabled":true}},
        "group":{"__default":{"enabled":true}}},"edgeFunction":{},"analyticsNextEnabled":true,"middlewareSettings":{},
        "enabledMiddleware":{},"metrics":{"sampleRate":0},"legacyVideoPluginsEnabled":false,"remotePlugins":[]}
        """);

    /// <summary>
    /// The document that RudderStack's SDK asks for: <c>GET /sourceConfig/</c>. Both error reports and metrics are off in it.
    /// </summary>
    /// <param name="sourceKey">The source's key; must not be empty, the SDK checks it.</param>
    /// <param name="sourceName">Its name for people.</param>
    /// <param name="writeKey">Its write key.</param>
    /// <param name="workspaceKey">Any name of this installation.</param>
    public static byte[] RudderSourceConfig(string sourceKey, string sourceName, string writeKey, string workspaceKey) =>
        Encoding.UTF8.GetBytes(
        $$$$$$"""
        {"source":{"id":"{{{{{{Text(sourceKey)}}}}}}","name":"{{{{{{Text(sourceName)}}}}}}","writeKey":"{{{{{{Text(writeKey)}}}}}}",
        "enabled":true,"workspaceId":"{{{{{{Text(workspaceKey)}}}}}}",
        "config":{"statsCollection":{"errors":{"enabled":false},"metrics":{"enabled":false}}},
        "destinations":[],"connections":[]}}
        """);

    /// <summary>Jitsu's answer to a batch: <c>{ok,receivedEvents,okEvents,errors}</c>.</summary>
    /// <param name="received">Events in the batch.</param>
    /// <param name="errors">One sentence for each refused one, such as <see cref="RefusedEvent.Detail"/>.</param>
    public static byte[] JitsuBatch(int received, IReadOnlyCollection<string> errors)
    {
        var written = string.Join(',', errors.Select(error => $"\"{Text(error)}\""));
        var ok = errors.Count == 0 ? "true" : "false";
        var good = received - errors.Count;
        return Encoding.UTF8.GetBytes($$"""{"ok":{{ok}},"receivedEvents":{{received}},"okEvents":{{good}},"errors":[{{written}}]}""");
    }

    /// <summary>Escapes for a JSON string, half surrogate pairs replaced by U+FFFD rather than thrown at.</summary>
    private static JsonEncodedText Text(string text) => JsonEncodedText.Encode(Encoding.UTF8.GetBytes(text));
}
