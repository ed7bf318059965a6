using Kartoteka.Domain.Events;
using Kartoteka.Domain.Identity;

namespace Kartoteka.Protocol.Ingest;

/// <summary>
/// An event whose times are not settled, because the body's <c>sentAt</c> usually stands behind its events; or a refused one.
/// </summary>
internal struct EventDraft
{
    public RefusedEvent? Refused;
    public EventKind Kind;
    public string MessageId;
    public string? Name;
    public string? UserId;
    public string? AnonymousId;
    public Identifier[] Identifiers;
    public Identifier[] AliasOf;
    public TraitStatement[] Traits;
    public AccountStatement? Account;
    public long? OriginalAtUs;
    public long? SentAtUs;
    public ReadOnlyMemory<byte> Body;
}

/// <summary>When an event happened, from four clocks.</summary>
/// <remarks>
/// Segment's specification: <c>timestamp = receivedAt − (sentAt − originalTimestamp)</c>, so that a wrong clock on a device does no harm.
/// The difference of <c>receivedAt</c> and <c>sentAt</c> contains the time in transit and in retries, though, and correcting by it shifts
/// events of good clocks: PostHog and Sentry both had to stop doing so for small differences. Hence the tolerance.
/// </remarks>
public static class EventClock
{
    /// <summary>The time at which the event happened by our clock; all in microseconds since 1970-01-01 UTC.</summary>
    /// <param name="originalAtUs">
    /// The sender's <c>originalTimestamp</c>, else its <c>timestamp</c>; null means that we know only the receipt.
    /// </param>
    /// <param name="sentAtUs">
    /// The sender's clock at sending. One that lies before the event by more than the tolerance is not believed.
    /// </param>
    /// <param name="receivedAtUs">Our clock at receipt.</param>
    public static long OccurredAt(long? originalAtUs, long? sentAtUs, long receivedAtUs)
    {
        if (originalAtUs is not { } original) return receivedAtUs;
        if (sentAtUs is not { } sent || Math.Abs(receivedAtUs - sent) <= IngestLimits.ClockSkewTolerance) return original;
        return sent < original - IngestLimits.ClockSkewTolerance ? original : receivedAtUs - (sent - original);
    }

    /// <summary>True when an event may have happened at <paramref name="occurredAtUs"/>; see <see cref="IngestLimits"/>.</summary>
    public static bool IsPlausible(long occurredAtUs, long receivedAtUs) =>
        occurredAtUs >= IngestLimits.OccurredAtUsMin && occurredAtUs <= receivedAtUs + IngestLimits.FutureToleranceUs;
}
