using Kartoteka.Domain.Identity;

namespace Kartoteka.Domain.Events;

/// <summary>The calls of the Segment specification, and RudderStack's <c>merge</c>.</summary>
public enum EventKind : byte
{
    /// <summary>States traits of a customer.</summary>
    Identify = 1,

    /// <summary>Something a customer did.</summary>
    Track = 2,

    /// <summary>A page was seen.</summary>
    Page = 3,

    /// <summary>An app's screen was seen.</summary>
    Screen = 4,

    /// <summary>A customer belongs to an account.</summary>
    Group = 5,

    /// <summary>Two user ids are one customer.</summary>
    Alias = 6,

    /// <summary>Two identifiers of any type are one customer.</summary>
    Merge = 7,
}

/// <summary>One trait as a source stated it.</summary>
/// <param name="Name">The trait's name as sent.</param>
/// <param name="Json">Its value: one valid UTF-8 JSON value; <c>null</c> withdraws the trait.</param>
public readonly record struct TraitStatement(string Name, ReadOnlyMemory<byte> Json);

/// <summary>The account named by a <c>group</c> call.</summary>
/// <param name="GroupId">The account's id as the source sent it.</param>
/// <param name="Identifiers">Normalised identifiers of the account, the namespaced <c>group_id</c> first.</param>
/// <param name="Traits">Traits of the account.</param>
public sealed record AccountStatement(string GroupId, IReadOnlyList<Identifier> Identifiers, IReadOnlyList<TraitStatement> Traits);

/// <summary>A validated event on its way to the commit: times in microseconds since 1970-01-01 UTC.</summary>
public sealed record IncomingEvent
{
    /// <summary>Which call of the specification.</summary>
    public required EventKind Kind { get; init; }

    /// <summary>The source that sent it.</summary>
    public required int SourceId { get; init; }

    /// <summary>Idempotency key within the source; 1 to 255 UTF-16 units.</summary>
    public required string MessageId { get; init; }

    /// <summary>Name of a <c>track</c> event, or of a page or screen if given.</summary>
    public string? Name { get; init; }

    /// <summary><c>userId</c> as sent, without a namespace.</summary>
    public string? UserId { get; init; }

    /// <summary><c>anonymousId</c> as sent.</summary>
    public string? AnonymousId { get; init; }

    /// <summary>Normalised identifiers of the person, each once, namespaced where the type is; see <see cref="IdentifierTypes"/>.</summary>
    public required IReadOnlyList<Identifier> Identifiers { get; init; }

    /// <summary>
    /// Identifiers that an <c>alias</c> call declares to be the same person (its <c>previousId</c>, both as a <c>user_id</c> and as an
    /// <c>anonymous_id</c>, since the specification allows either). Empty for other calls.
    /// </summary>
    public IReadOnlyList<Identifier> AliasOf { get; init; } = [];

    /// <summary>Traits of the person: <c>context.traits</c> of any call, and <c>traits</c> of <c>identify</c>, the latter winning.</summary>
    public IReadOnlyList<TraitStatement> Traits { get; init; } = [];

    /// <summary>The account of a <c>group</c> call.</summary>
    public AccountStatement? Account { get; init; }

    /// <summary>When it happened: the sender's time, corrected only for a skew above <c>IngestLimits.ClockSkewTolerance</c>.</summary>
    public required long OccurredAtUs { get; init; }

    /// <summary>When we received it.</summary>
    public required long ReceivedAtUs { get; init; }

    /// <summary>The sender's clock when it sent the request, if told.</summary>
    public long? SentAtUs { get; init; }

    /// <summary>The sender's clock when it happened, uncorrected, if told.</summary>
    public long? OriginalAtUs { get; init; }

    /// <summary>The event as JSON, with the batch's context merged in: valid UTF-8 that any store accepts.</summary>
    public required ReadOnlyMemory<byte> Body { get; init; }

    /// <summary>The import that made the event, 0 for none.</summary>
    public long ImportId { get; init; }
}
