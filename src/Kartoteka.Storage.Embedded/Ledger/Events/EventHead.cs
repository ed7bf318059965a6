using Kartoteka.Domain.Events;
using Kartoteka.Domain.Identity;

namespace Kartoteka.Storage.Embedded.Ledger;

/// <summary>All of an event but its body, as it stands in a pack. Times are microseconds since 1970-01-01 UTC.</summary>
internal readonly record struct EventHead(
    long Position, int SourceId, long RecordId, ProfileId Profile, EventKind Kind, string? Name, string MessageId,
    long OccurredAtUs, long ReceivedAtUs, long? SentAtUs, long? OriginalAtUs, int BodyLength)
{
    /// <summary>The event with its body.</summary>
    public StoredEvent WithBody(ReadOnlySpan<byte> body, long importId, bool isRetracted) => new(
        Position, SourceId, RecordId, Profile, Kind, Name, MessageId, OccurredAtUs, ReceivedAtUs, SentAtUs, OriginalAtUs, importId, isRetracted, body.ToArray());
}
