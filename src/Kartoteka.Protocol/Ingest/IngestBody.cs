using Kartoteka.Domain.Events;

namespace Kartoteka.Protocol.Ingest;

/// <summary>What a request body turned out to hold. Either <see cref="Refusal"/> is set, or <see cref="Items"/> has every event.</summary>
public sealed record IngestBody
{
    /// <summary>Why the whole body is refused, else null.</summary>
    public BodyRefusal? Refusal { get; init; }

    /// <summary>The body's own <c>writeKey</c>, or null; Jitsu's masked one (<c>id:***</c>) is not a key and is left out.</summary>
    public string? WriteKey { get; init; }

    /// <summary>The body's own <c>sentAt</c>, in microseconds since 1970-01-01 UTC, or null when absent or unreadable.</summary>
    public long? SentAtUs { get; init; }

    /// <summary>Each event in the order sent.</summary>
    public IReadOnlyList<IngestItem> Items { get; init; } = [];

    /// <summary>How many values stood in the place of an identifier and were none, such as a phone of three digits.</summary>
    public int InvalidIdentifiers { get; init; }
}

/// <summary>One event of a body: exactly one of the two is set.</summary>
/// <param name="Event">The event when it is good.</param>
/// <param name="Refused">The event when it belongs in quarantine.</param>
public readonly record struct IngestItem(IncomingEvent? Event, RefusedEvent? Refused);

/// <summary>An event that is not accepted. It is to be kept, shown and made replayable.</summary>
/// <param name="Reason">One of <see cref="RefusalReasons"/>.</param>
/// <param name="Detail">Where and why: JSON path, byte offset in <paramref name="Raw"/>, reason. Names but never values.</param>
/// <param name="Raw">The event's bytes: well-formed JSON, but possibly of invalid UTF-8, lone surrogates or U+0000. Keep as bytes.</param>
/// <param name="MessageId">Its message id when one could be read.</param>
/// <param name="Kind">Its type as sent, or as the route says, when known; at most 100 characters.</param>
public sealed record RefusedEvent(string Reason, string Detail, ReadOnlyMemory<byte> Raw, string? MessageId, string? Kind);

/// <summary>Why a whole body is refused.</summary>
/// <param name="Status">HTTP status: 400, 413 or 415.</param>
/// <param name="Code">One of <see cref="RefusalReasons"/>.</param>
/// <param name="Detail">A sentence for the sender's log; no value of the body in it.</param>
public sealed record BodyRefusal(int Status, string Code, string Detail);
