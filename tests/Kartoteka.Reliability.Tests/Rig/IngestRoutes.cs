namespace Kartoteka.Reliability.Tests.Rig;

/// <summary>Every route that takes events in a body.</summary>
internal static class IngestRoutes
{
    private static readonly string[] Calls = ["identify", "track", "page", "screen", "group", "alias"];

    public static IReadOnlyList<string> Batches { get; } = ["/v1/batch", "/v1/import", "/v1/b", "/beacon/v1/batch", "/api/s/batch", "/api/s/s2s/batch"];

    public static IReadOnlyList<string> All { get; } =
    [
        .. Batches, .. Calls.Select(call => $"/v1/{call}"), .. Calls.Select(call => $"/v1/{call[0]}"), "/v1/merge", "/v1/webhook",
        .. Calls.Select(call => $"/api/s/{call}"), .. Calls.Select(call => $"/api/s/s2s/{call}"), "/api/s/event", "/api/s/s2s/event",
    ];
}
