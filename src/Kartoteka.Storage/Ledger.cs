using Kartoteka.Domain.Identity;
using Kartoteka.Storage.Matching;

namespace Kartoteka.Storage;

/// <summary>A batch could not be committed for a passing reason (disk full, lock time-out): try again later. Nothing of it was stored.</summary>
public sealed class LedgerUnavailableException(string message, Exception? inner = null) : Exception(message, inner);

/// <summary>
/// The ledger stopped writing (a failed fsync, a checksum, an I/O error): it cannot tell what is on disk, so it refuses until restarted.
/// </summary>
public sealed class LedgerStoppedException(string message, Exception? inner = null) : Exception(message, inner);

/// <summary>The store refused the content of a batch; part of it may be storable on its own.</summary>
public sealed class LedgerRefusedException(string message, Exception? inner = null) : Exception(message, inner);

/// <summary>
/// The operational store: the truth. Transactions may run at the same time where the store allows it; each sees and locks what it loads,
/// so that two never decide on the same identifiers at once. Reads see only committed data.
/// </summary>
public interface ILedger : ILedgerReader, IWorkspaceStore, IUserStore, IEmbedKeyStore, IMatchDecisions, IAsyncDisposable
{
    /// <summary>Begins a transaction. With one writer this waits for the one before.</summary>
    /// <exception cref="LedgerStoppedException">The ledger has stopped writing.</exception>
    ValueTask<ILedgerTransaction> BeginAsync(CancellationToken ct);

    /// <summary>Why the ledger stopped writing, or null while it is well.</summary>
    string? StoppedBecause { get; }

    /// <summary>Raised after each commit with the new head position; handlers must return at once.</summary>
    event Action<long>? Committed;
}

/// <summary>What to load before deciding.</summary>
/// <param name="Records">Records by address.</param>
/// <param name="Identifiers">Identifiers whose claimants matter.</param>
/// <param name="Profiles">Profiles by id (merged ids are followed).</param>
/// <param name="RecordIds">Records by number.</param>
public sealed record LoadRequest(
    IReadOnlyCollection<RecordKey> Records, IReadOnlyCollection<ClaimKey> Identifiers, IReadOnlyCollection<ProfileId> Profiles, IReadOnlyCollection<long> RecordIds);

/// <summary>An idempotency key: message ids are unique within their source for the whole retention.</summary>
/// <param name="SourceId">The source.</param>
/// <param name="MessageId">At most <see cref="MessageIdLengthMax"/> UTF-16 units; every ledger refuses a longer one.</param>
public readonly record struct MessageKey(int SourceId, string MessageId)
{
    /// <summary>Longest message id.</summary>
    public const int MessageIdLengthMax = 255;
}

/// <summary>The right to write. Disposing without a commit undoes everything.</summary>
public interface ILedgerTransaction : IAsyncDisposable, IIdSource
{
    /// <summary>The records and profiles loaded so far. Decisions change it in place.</summary>
    WorkingSet Set { get; }

    /// <summary>Which of <paramref name="keys"/> are stored already; by index.</summary>
    ValueTask<IReadOnlySet<int>> FindStoredAsync(IReadOnlyList<MessageKey> keys, CancellationToken ct);

    /// <summary>Loads whole profiles of everything named into <see cref="Set"/>.</summary>
    ValueTask LoadAsync(LoadRequest request, CancellationToken ct);

    /// <summary>The profile with this id, also when it was merged away; null when unknown.</summary>
    ValueTask<ProfileState?> FindProfileAsync(ProfileId id, CancellationToken ct);

    /// <summary>Merge lines into <paramref name="profile"/>, newest first.</summary>
    ValueTask<IReadOnlyList<HistoryEntry>> ReadMergesIntoAsync(ProfileId profile, CancellationToken ct);

    /// <summary>Writes a decided plan. A transaction may write several, each decided on what those before it left in <see cref="Set"/>.</summary>
    ValueTask WriteAsync(CommitPlan plan, CancellationToken ct);

    /// <summary>Adds refused input; a body already in quarantine from the same source is not added again.</summary>
    /// <returns>True for each that was added, false for a repetition; by index.</returns>
    ValueTask<IReadOnlyList<bool>> QuarantineAsync(IReadOnlyList<QuarantineDraft> drafts, CancellationToken ct);

    /// <summary>Marks an open quarantine entry as replayed or discarded; false when it is not open.</summary>
    ValueTask<bool> CloseQuarantineAsync(long id, string state, CancellationToken ct);

    /// <summary>Adds to a source's counters, those of the base and those of the hour of its <see cref="SourceCounters.LastReceivedAtUs"/>.</summary>
    ValueTask CountAsync(SourceCounters added, CancellationToken ct);

    /// <summary>Adds seen traits to the catalogue, unless they are in it.</summary>
    ValueTask AddSeenTraitsAsync(IReadOnlyList<TraitDefinition> traits, CancellationToken ct);

    /// <summary>Stores an import's or a job's progress document with the data it speaks of.</summary>
    ValueTask SaveJobAsync(Job job, CancellationToken ct);

    /// <summary>A job as it is now, or null: what is decided on it and saved here cannot be overtaken.</summary>
    ValueTask<Job?> FindJobAsync(long id, CancellationToken ct);

    /// <summary>Adds a job together with what it speaks of.</summary>
    ValueTask<Job> AddJobAsync(string kind, string state, string json, CancellationToken ct);

    /// <summary>Replaces a settings document.</summary>
    ValueTask WriteSettingAsync(string name, string json, CancellationToken ct);

    /// <summary>Decisions on pairs, taken back or not, that have one of these records on either side; in order of number.</summary>
    ValueTask<IReadOnlyList<MatchDecision>> FindMatchDecisionsAsync(IReadOnlyCollection<long> recordIds, CancellationToken ct);

    /// <summary>Adds a decision on a pair, with what it decides.</summary>
    /// <returns>Its number.</returns>
    ValueTask<long> AddMatchDecisionAsync(MatchDecision decision, CancellationToken ct);

    /// <summary>Says that a decision was taken back; false when it was already, or there is none.</summary>
    ValueTask<bool> UndoMatchDecisionAsync(long id, Author who, long atUs, CancellationToken ct);

    /// <summary>Says that nothing in <see cref="Set"/> was changed, so that what it holds stays good if this ends without a commit.</summary>
    void MarkUnchanged();

    /// <summary>
    /// Says that <paramref name="plan"/> names all that was changed in <see cref="Set"/> and will not be written: what it touched leaves the
    /// set, and the rest stays good when this ends without a commit. So a preview costs the next transactions little.
    /// </summary>
    void Forget(CommitPlan plan);

    /// <summary>Marks the events of an import as undone: they no longer speak of any record.</summary>
    /// <returns>How many.</returns>
    ValueTask<int> RetractEventsAsync(IReadOnlyCollection<long> positions, CancellationToken ct);

    /// <summary>Commits durably.</summary>
    /// <returns>The head position: every follower that has passed it has seen this transaction.</returns>
    /// <exception cref="LedgerUnavailableException">Nothing was stored; try later.</exception>
    /// <exception cref="LedgerStoppedException">The outcome is unknown and the ledger has stopped.</exception>
    ValueTask<long> CommitAsync(CancellationToken ct);
}

/// <summary>Refused input on its way to quarantine.</summary>
public sealed record QuarantineDraft(int SourceId, string Reason, string Detail, string? Kind, string? MessageId, ReadOnlyMemory<byte> Raw, string Route, long ReceivedAtUs);

/// <summary>Refused input.</summary>
/// <param name="Id">Its number.</param>
/// <param name="SourceId">The source that sent it.</param>
/// <param name="Reason">Stable code.</param>
/// <param name="Detail">Where and why.</param>
/// <param name="Kind">The call, if it could be read.</param>
/// <param name="MessageId">The message id, if it could be read.</param>
/// <param name="Raw">The bytes as they came.</param>
/// <param name="Route">The route they came by: how a replay reads them.</param>
/// <param name="ReceivedAtUs">When.</param>
/// <param name="State"><c>open</c>, <c>replayed</c> or <c>discarded</c>.</param>
public sealed record QuarantineEntry(
    long Id, int SourceId, string Reason, string Detail, string? Kind, string? MessageId, byte[] Raw, string Route, long ReceivedAtUs, string State);

/// <summary>A long-running piece of work (an import, an application of rules) and how far it is.</summary>
/// <param name="Id">Its number, above 0.</param>
/// <param name="Kind"><c>import</c>, <c>identity</c>, …</param>
/// <param name="State">
/// <c>ready</c>, <c>queued</c>, <c>checking</c>, <c>running</c>, <c>paused</c>, <c>done</c>, <c>failed</c>, <c>cancelled</c>, <c>undoing</c> or <c>undone</c>.
/// </param>
/// <param name="Json">The module's own document.</param>
/// <param name="CreatedAtUs">When it was made.</param>
/// <param name="UpdatedAtUs">When it was last saved.</param>
public sealed record Job(long Id, string Kind, string State, string Json, long CreatedAtUs, long UpdatedAtUs);
