using System.Text.Json;
using Kartoteka.Modules.Sources.Contracts;
using Kartoteka.Storage;
using Kartoteka.Storage.Destinations;
using Kartoteka.Storage.Followers;
using Kartoteka.Storage.Segments;
using Microsoft.Extensions.Hosting;

namespace Kartoteka.Modules.Exports.Destinations;

/// <summary>
/// Queues entries and exits for the destinations that want them, in order of the ledger, each batch with its position in one transaction: what was committed is queued once,
/// whatever ends the process in between.
/// </summary>
internal sealed class DestinationFollower(ILedger ledger, TimeProvider time, IDestinationStore store, SourceDirectory sources, WebhookSender sender) : EventFollower(ledger, time)
{
    public override string Name => "destinations";

    protected override ValueTask<long> LoadPositionAsync(CancellationToken ct) => store.ReadPositionAsync(ct);

    // While there is no destination, nothing is read. The head first: a destination that is made after it is sent what is above it.
    protected override async ValueTask<(IReadOnlyList<StoredEvent> Entries, long Position)> ReadAsync(long after, CancellationToken ct)
    {
        var head = Ledger.HeadPosition;
        return (await store.ListDestinationsAsync(ct)).Count > 0 ? await base.ReadAsync(after, ct) : ([], head);
    }

    protected override async ValueTask HandleAsync(IReadOnlyList<StoredEvent> entries, long position, CancellationToken ct)
    {
        var all = await store.ListDestinationsAsync(ct);
        var changes = new List<OutgoingChange>();
        if (all.Count > 0)
        {
            foreach (var entry in entries)
            {
                if (entry.Retracted || EventOf(entry.Name) is not { } happened || sources.ById(entry.SourceId)?.Kind != MembershipEvents.SourceKind || SegmentOf(entry.Body) is not { } segment) continue;
                foreach (var one in all)
                {
                    if (entry.Position <= one.SincePosition || !one.Segments.Contains(segment) || !one.Events.Contains(happened)) continue;
                    changes.Add(new OutgoingChange(0, one.Key, $"{entry.SourceId}/{entry.MessageId}", happened, segment, entry.ProfileAtCommit, entry.OccurredAtUs));
                }
            }
        }
        await store.QueueAsync(changes, position, ct);
        foreach (var key in changes.Select(change => change.Destination).Distinct()) sender.Wake(key);
    }

    private static string? EventOf(string? name) => name switch { MembershipEvents.Entered => "entered", MembershipEvents.Exited => "exited", _ => null };

    private static string? SegmentOf(byte[] body)
    {
        using var document = JsonDocument.Parse(body);
        return document.RootElement.TryGetProperty("properties", out var properties) && properties.ValueKind == JsonValueKind.Object
            && properties.TryGetProperty("segment", out var segment) && segment.ValueKind == JsonValueKind.String ? segment.GetString() : null;
    }
}

/// <summary>Runs the follower and the senders while the server does.</summary>
internal sealed class DestinationRunner(DestinationFollower follower, WebhookSender sender, FollowerRegistry registry, bool runs) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (!runs) return;
        registry.Add(follower);
        await Task.Yield();
        await Task.WhenAll(follower.RunAsync(stoppingToken), sender.RunAsync(stoppingToken));
    }
}
