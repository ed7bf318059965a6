using Kartoteka.Storage;
using Kartoteka.Storage.Destinations;

namespace Kartoteka.Modules.Exports.Destinations;

/// <summary>A destination and how it goes.</summary>
/// <param name="Key">Its key.</param>
/// <param name="Name">For people.</param>
/// <param name="Kind">webhook.</param>
/// <param name="Url">Where requests go.</param>
/// <param name="Segments">Keys of the segments that it follows.</param>
/// <param name="Events">entered, exited.</param>
/// <param name="Columns">What is sent of a profile beside its id.</param>
/// <param name="IsEnabled">False while it is sent nothing.</param>
/// <param name="Version">Sent back with a change, so that two do not overwrite each other.</param>
/// <param name="State">ok, waiting (a try failed), open (it failed too often in a row: one change is tried until one is taken) or off.</param>
/// <param name="Waiting">Changes that wait.</param>
/// <param name="Dead">Dead letters.</param>
/// <param name="Sent">Changes that were taken so far.</param>
/// <param name="LastError">Why the last try failed; null when it did not.</param>
/// <param name="LastSuccessAt">When a request was taken last.</param>
/// <param name="NextTryAt">When the next try is, if one failed.</param>
/// <param name="CreatedAt">When it was made.</param>
/// <param name="UpdatedBy">Who changed it last.</param>
/// <param name="Secret">What signs requests; shown when it is made, and never again.</param>
public sealed record DestinationView(
    string Key, string Name, string Kind, string Url, IReadOnlyList<string> Segments, IReadOnlyList<string> Events, IReadOnlyList<string> Columns, bool IsEnabled, long Version, string State, long Waiting,
    long Dead, long Sent, string? LastError, DateTimeOffset? LastSuccessAt, DateTimeOffset? NextTryAt, DateTimeOffset CreatedAt, string UpdatedBy, string? Secret)
{
    internal static async ValueTask<DestinationView> OfAsync(Destination of, IDestinationStore store, CancellationToken ct, string? secret = null)
    {
        var health = await store.ReadHealthAsync(of.Key, ct);
        var (waiting, dead) = await store.CountAsync(of.Key, ct);
        var state = !of.IsEnabled ? "off" : WebhookSender.CircuitOf(health) == "open" ? "open" : health.Failures > 0 ? "waiting" : "ok";
        return new DestinationView(
            of.Key, of.Name, "webhook", of.Url, of.Segments, of.Events, of.Columns, of.IsEnabled, of.Version, state, waiting, dead, health.Sent, health.LastError,
            health.LastSuccessUs > 0 ? Times.FromUs(health.LastSuccessUs) : null, health.NextTryUs > 0 ? Times.FromUs(health.NextTryUs) : null, Times.FromUs(of.CreatedAtUs), of.UpdatedBy, secret);
    }
}

/// <summary>All destinations, by key.</summary>
public sealed record DestinationList(IReadOnlyList<DestinationView> Destinations);

/// <summary>A destination to make, or as it is to be.</summary>
/// <param name="Key">1 to 63 Latin lower-case letters, digits, <c>-</c> and <c>_</c>; fixed for life. Of a change, nothing.</param>
/// <param name="Name">For people.</param>
/// <param name="Kind">webhook.</param>
/// <param name="Url">http or https.</param>
/// <param name="Segments">Keys of segments; 1 to 100.</param>
/// <param name="Events">entered, exited; default both.</param>
/// <param name="Columns">Names of traits, kind, createdAt, updatedAt, identifiers.TYPE, or computed.KEY; default none.</param>
/// <param name="IsEnabled">Default true.</param>
/// <param name="Version">Of a change, the version that it was read at.</param>
public sealed record DestinationBody(
    string? Key, string? Name, string? Kind, string? Url, IReadOnlyList<string>? Segments, IReadOnlyList<string>? Events, IReadOnlyList<string>? Columns, bool? IsEnabled, long? Version);

/// <summary>What came of a test.</summary>
/// <param name="Taken">True when the receiver answered 2xx.</param>
/// <param name="Status">HTTP status of its answer; null when none came.</param>
/// <param name="Error">Why not.</param>
/// <param name="ElapsedMs">How long it took.</param>
public sealed record DestinationTest(bool Taken, int? Status, string? Error, long ElapsedMs);

/// <summary>How many changes were queued, revived or thrown away.</summary>
public sealed record DestinationCount(long Count);

/// <summary>A change that was tried too often.</summary>
/// <param name="Id">Its number.</param>
/// <param name="ChangeId">What tells it from every other.</param>
/// <param name="Event">entered, exited or snapshot.</param>
/// <param name="Segment">Key of the segment.</param>
/// <param name="Profile">Id of the profile.</param>
/// <param name="OccurredAt">When it happened.</param>
/// <param name="Attempts">Tries.</param>
/// <param name="Error">Why the last one failed.</param>
public sealed record DeadLetter(long Id, string ChangeId, string Event, string Segment, string Profile, DateTimeOffset OccurredAt, int Attempts, string? Error);

/// <summary>Dead letters, oldest first.</summary>
/// <param name="Letters">Up to 100.</param>
/// <param name="Next">Give it as <c>after</c> for the next page; null on the last.</param>
public sealed record DeadLetters(IReadOnlyList<DeadLetter> Letters, long? Next);
