using Kartoteka.Domain.Identity;

namespace Kartoteka.Storage.Destinations;

/// <summary>A system outside that is sent who enters and leaves segments.</summary>
/// <param name="Key">1 to 63 small Latin letters, digits, <c>-</c> and <c>_</c>; fixed for life.</param>
/// <param name="Name">For people.</param>
/// <param name="Url">Where requests go.</param>
/// <param name="Secret">What signs them, encrypted.</param>
/// <param name="Segments">Keys of the segments that it follows.</param>
/// <param name="Events"><c>entered</c>, <c>exited</c> or both.</param>
/// <param name="Columns">What is sent of a profile beside its id.</param>
/// <param name="IsEnabled">False while it is sent nothing; what happens meanwhile waits.</param>
/// <param name="Version">1, and one more with each change.</param>
/// <param name="SincePosition">Ledger position from which on it is sent what happens.</param>
/// <param name="CreatedAtUs">Microseconds since 1970.</param>
/// <param name="UpdatedBy">Who changed it last.</param>
public sealed record Destination(
    string Key, string Name, string Url, byte[] Secret, IReadOnlyList<string> Segments, IReadOnlyList<string> Events, IReadOnlyList<string> Columns, bool IsEnabled, long Version,
    long SincePosition, long CreatedAtUs, string UpdatedBy);

/// <summary>How sending to a destination goes.</summary>
/// <param name="Failures">Tries that failed since the last that did not.</param>
/// <param name="NextTryUs">Not before; 0 for at once.</param>
/// <param name="LastError">Why the last try failed; null when it did not.</param>
/// <param name="LastSuccessUs">When a request was taken last; 0 for never.</param>
/// <param name="Sent">Changes that were taken so far.</param>
public readonly record struct DestinationHealth(int Failures, long NextTryUs, string? LastError, long LastSuccessUs, long Sent);

/// <summary>A change that is to be sent.</summary>
/// <param name="Id">Its number: those of a destination are sent in order of it.</param>
/// <param name="Destination">Key of the destination.</param>
/// <param name="ChangeId">What tells it from every other for good: the same on each try.</param>
/// <param name="Event"><c>entered</c>, <c>exited</c> or <c>snapshot</c>.</param>
/// <param name="Segment">Key of the segment.</param>
/// <param name="Profile">Whose change it is.</param>
/// <param name="OccurredAtUs">When it happened.</param>
/// <param name="Attempts">Tries so far.</param>
/// <param name="LastError">Why the last one failed.</param>
public sealed record OutgoingChange(
    long Id, string Destination, string ChangeId, string Event, string Segment, ProfileId Profile, long OccurredAtUs, int Attempts = 0, string? LastError = null);

/// <summary>Destinations and what waits for them. Every write is durable when it returns.</summary>
public interface IDestinationStore : IAsyncDisposable
{
    /// <summary>All of them, by key.</summary>
    ValueTask<IReadOnlyList<Destination>> ListDestinationsAsync(CancellationToken ct);

    /// <summary>Adds one; false when its key is taken.</summary>
    ValueTask<bool> AddDestinationAsync(Destination destination, CancellationToken ct);

    /// <summary>Replaces one, if what is there is of the version before; false when it is not.</summary>
    ValueTask<bool> ChangeDestinationAsync(Destination destination, CancellationToken ct);

    /// <summary>Removes one with all that waits for it; false when there is none.</summary>
    ValueTask<bool> RemoveDestinationAsync(string key, CancellationToken ct);

    /// <summary>How sending goes; default for one that was never sent anything.</summary>
    ValueTask<DestinationHealth> ReadHealthAsync(string key, CancellationToken ct);

    /// <summary>Changes that wait, and dead letters.</summary>
    ValueTask<(long Waiting, long Dead)> CountAsync(string key, CancellationToken ct);

    /// <summary>Ledger position up to which changes were queued.</summary>
    ValueTask<long> ReadPositionAsync(CancellationToken ct);

    /// <summary>Queues changes, and the position with them; one whose destination and change id are queued already is left out.</summary>
    /// <param name="changes">Their numbers are given here.</param>
    /// <param name="position">Position, or null to leave it.</param>
    /// <param name="ct">Ends it.</param>
    ValueTask QueueAsync(IReadOnlyList<OutgoingChange> changes, long? position, CancellationToken ct);

    /// <summary>The first changes that wait for a destination.</summary>
    ValueTask<IReadOnlyList<OutgoingChange>> ReadWaitingAsync(string key, int limit, CancellationToken ct);

    /// <summary>Dead letters of a destination from above a number on.</summary>
    ValueTask<IReadOnlyList<OutgoingChange>> ReadDeadAsync(string key, long after, int limit, CancellationToken ct);

    /// <summary>Says that changes were taken: they go, and the destination is well.</summary>
    ValueTask DeliveredAsync(string key, IReadOnlyList<long> ids, long nowUs, CancellationToken ct);

    /// <summary>Says that a try failed.</summary>
    /// <param name="key">The destination.</param>
    /// <param name="ids">What was tried.</param>
    /// <param name="error">Why it failed.</param>
    /// <param name="nextTryUs">When to try again.</param>
    /// <param name="attemptsMax">Changes tried as often become dead letters.</param>
    /// <param name="ct">Ends it.</param>
    ValueTask FailedAsync(string key, IReadOnlyList<long> ids, string error, long nextTryUs, int attemptsMax, CancellationToken ct);

    /// <summary>Queues dead letters again, and tries at once.</summary>
    /// <param name="key">The destination.</param>
    /// <param name="id">Which; null for all.</param>
    /// <param name="ct">Ends it.</param>
    /// <returns>How many.</returns>
    ValueTask<long> ReviveAsync(string key, long? id, CancellationToken ct);

    /// <summary>Throws dead letters away.</summary>
    /// <param name="key">The destination.</param>
    /// <param name="id">Which; null for all.</param>
    /// <param name="ct">Ends it.</param>
    /// <returns>How many.</returns>
    ValueTask<long> DiscardDeadAsync(string key, long? id, CancellationToken ct);
}
