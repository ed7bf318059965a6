using Kartoteka.Domain.Events;
using Kartoteka.Domain.Identity;

namespace Kartoteka.Storage;

/// <summary>A committed event.</summary>
public sealed record StoredEvent(
    long Position, int SourceId, long RecordId, ProfileId ProfileAtCommit, EventKind Kind, string? Name, string MessageId,
    long OccurredAtUs, long ReceivedAtUs, long? SentAtUs, long? OriginalAtUs, long ImportId, bool Retracted, byte[] Body);

/// <summary>Place in a profile's timeline: newest first, by <c>occurredAt</c>, ties by position.</summary>
public readonly record struct TimelineCursor(long OccurredAtUs, long Position);

/// <summary>Which events of a timeline to read.</summary>
/// <param name="Kinds">Calls, or null for all.</param>
/// <param name="Name">The event's name exactly, or null for any.</param>
/// <param name="FromUs">Earliest <c>occurredAt</c>, or null.</param>
/// <param name="Sources">Numbers of the sources that stated it, or null for all. What the product states itself stands on records of other sources.</param>
public sealed record TimelineFilter(IReadOnlySet<EventKind>? Kinds, string? Name, long? FromUs, IReadOnlySet<int>? Sources = null);

/// <summary>A page of a filtered timeline.</summary>
/// <param name="Events">Newest first; fewer than asked for, or none, when the search was long.</param>
/// <param name="Next">Where to go on; null when there is nothing further.</param>
public sealed record TimelineRead(IReadOnlyList<StoredEvent> Events, TimelineCursor? Next);

/// <summary>Totals of the base.</summary>
public sealed record LedgerTotals(long Profiles, long Records, long Events, long QuarantineOpen, long Conflicts, long HeadPosition);

/// <summary>A conflict as kept.</summary>
public sealed record ConflictEntry(long Id, Conflict Conflict, ProfileId Profile, string State);

/// <summary>One step of the change feed: a profile to read again.</summary>
public readonly record struct ProfileChange(long Position, ProfileId Profile);

/// <summary>Reads committed data; any number at once, also while a transaction writes.</summary>
public interface ILedgerReader
{
    /// <summary>The head: the last committed position.</summary>
    long HeadPosition { get; }

    /// <summary>The live profile that <paramref name="id"/> is or was merged into, with all its records; null when unknown.</summary>
    ValueTask<ProfileState?> ReadProfileAsync(ProfileId id, CancellationToken ct);

    /// <summary>Live profiles whose records claim the identifier without refusal, in any realm; at most <paramref name="limit"/>.</summary>
    ValueTask<IReadOnlyList<ProfileId>> FindProfilesAsync(ProfileKind? kind, Identifier identifier, int limit, CancellationToken ct);

    /// <summary>
    /// Live profiles of one realm and kind whose records claim the identifier, also where the claim was refused: all that a decision on it
    /// may change. At most <paramref name="limit"/>.
    /// </summary>
    ValueTask<IReadOnlyList<ProfileId>> FindClaimingProfilesAsync(ClaimKey key, int limit, CancellationToken ct);

    /// <summary>Namespaced identifiers of <paramref name="type"/> with this bare value, one for each namespace that has it.</summary>
    ValueTask<IReadOnlyList<Identifier>> FindNamespacesAsync(string type, string bareValue, IReadOnlyCollection<string> namespaces, CancellationToken ct);

    /// <summary>Live profiles in order of creation, newest first, strictly before <paramref name="before"/>.</summary>
    ValueTask<IReadOnlyList<ProfileId>> ListProfilesAsync(ProfileId? before, int limit, CancellationToken ct);

    /// <summary>Records by number with their profile, for relations and history.</summary>
    ValueTask<IReadOnlyList<RecordState>> ReadRecordsAsync(IReadOnlyCollection<long> ids, CancellationToken ct);

    /// <summary>Timeline of the given records, newest first, strictly before <paramref name="before"/>; retracted events left out.</summary>
    ValueTask<IReadOnlyList<StoredEvent>> ReadTimelineAsync(IReadOnlyCollection<long> recordIds, TimelineCursor? before, int limit, CancellationToken ct);

    /// <summary>Most events of a timeline that one call of <see cref="ReadTimelineAsync(IReadOnlyCollection{long}, TimelineCursor?, TimelineFilter, int, CancellationToken)"/> looks at.</summary>
    const int TimelineScanMax = 10_000;

    /// <summary>
    /// As the other, of the events that fit <paramref name="filter"/>. It stops after <see cref="TimelineScanMax"/> events looked at, and the
    /// page then says where to go on.
    /// </summary>
    ValueTask<TimelineRead> ReadTimelineAsync(IReadOnlyCollection<long> recordIds, TimelineCursor? before, TimelineFilter filter, int limit, CancellationToken ct);

    /// <summary>Events above <paramref name="after"/> in order of position: never skips a committed one.</summary>
    ValueTask<IReadOnlyList<StoredEvent>> ReadEventsAsync(long after, int limit, CancellationToken ct);

    /// <summary>How far <see cref="ReadRecentAsync"/> looks back, in positions.</summary>
    const int RecentPositionsMax = 5_000;

    /// <summary>
    /// The newest events of a source within the last <see cref="RecentPositionsMax"/> positions, oldest first; at most
    /// <paramref name="limit"/>. Each body is cut at <paramref name="bodyBytesMax"/> bytes, possibly inside a character.
    /// </summary>
    ValueTask<IReadOnlyList<StoredEvent>> ReadRecentAsync(int sourceId, int limit, int bodyBytesMax, CancellationToken ct);

    /// <summary>Events of an import in order of position, above <paramref name="after"/>.</summary>
    ValueTask<IReadOnlyList<StoredEvent>> ReadImportEventsAsync(long importId, long after, int limit, CancellationToken ct);

    /// <summary>Profile changes above <paramref name="after"/> in order of position.</summary>
    ValueTask<IReadOnlyList<ProfileChange>> ReadChangesAsync(long after, int limit, CancellationToken ct);

    /// <summary>Identity history that names the profile, newest first.</summary>
    ValueTask<IReadOnlyList<HistoryEntry>> ReadHistoryAsync(ProfileId profile, CancellationToken ct);

    /// <summary>Conflicts, newest first: of one profile, or of all.</summary>
    ValueTask<IReadOnlyList<ConflictEntry>> ReadConflictsAsync(ProfileId? profile, long? before, int limit, CancellationToken ct);

    /// <summary>Quarantine entries, newest first, with filters.</summary>
    ValueTask<IReadOnlyList<QuarantineEntry>> ReadQuarantineAsync(QuarantineFilter filter, CancellationToken ct);

    /// <summary>One quarantine entry, or null.</summary>
    ValueTask<QuarantineEntry?> FindQuarantineAsync(long id, CancellationToken ct);

    /// <summary>How many quarantine entries fit <paramref name="filter"/>; its limit does not matter.</summary>
    ValueTask<long> CountQuarantineAsync(QuarantineFilter filter, CancellationToken ct);

    /// <summary>Open quarantine entries by source and reason.</summary>
    ValueTask<IReadOnlyList<(int SourceId, string Reason, long Count)>> CountQuarantineAsync(CancellationToken ct);

    /// <summary>Counters of every source, all of one moment.</summary>
    ValueTask<(IReadOnlyList<SourceCounters> Sources, LedgerTotals Totals)> ReadCountersAsync(CancellationToken ct);

    /// <summary>A source's counters by hour from the hour of <paramref name="fromUs"/> on, in order; hours without any are left out.</summary>
    ValueTask<IReadOnlyList<SourceHour>> ReadActivityAsync(int sourceId, long fromUs, CancellationToken ct);

    /// <summary>Open conflicts by the source of the record whose claim was refused.</summary>
    ValueTask<IReadOnlyDictionary<int, long>> CountConflictsAsync(CancellationToken ct);

    /// <summary>
    /// The records of every live profile with their traits, profile by profile in order of id; constant memory, and no read is open while the
    /// caller works. What is merged meanwhile may be seen as before or after.
    /// </summary>
    IAsyncEnumerable<IReadOnlyList<RecordState>> ScanProfilesAsync(CancellationToken ct);

    /// <summary>
    /// Live profiles with all their records and traits, in order of id from above <paramref name="after"/>, as they are at this moment; empty at
    /// the end. As many as are read at a stroke.
    /// </summary>
    ValueTask<IReadOnlyList<ProfileState>> ReadProfilesAsync(ProfileId after, CancellationToken ct);

    /// <summary>A stretch of the ledger for a replica, all of one moment. Never skips what is committed.</summary>
    ValueTask<LedgerSlice> ReadSliceAsync(SliceRequest request, CancellationToken ct);

    /// <summary>Every record's identity part in order of number (traits are left out), for recomputation; constant memory.</summary>
    IAsyncEnumerable<RecordState> ScanRecordsAsync(CancellationToken ct);

    /// <summary>Jobs of a kind, newest first.</summary>
    ValueTask<IReadOnlyList<Job>> ListJobsAsync(string kind, int limit, CancellationToken ct);

    /// <summary>A job, or null.</summary>
    ValueTask<Job?> FindJobAsync(long id, CancellationToken ct);

    /// <summary>A new job's number.</summary>
    ValueTask<Job> AddJobAsync(string kind, string state, string json, CancellationToken ct);

    /// <summary>A follower's saved position; 0 for a new one.</summary>
    ValueTask<long> ReadFollowerAsync(string name, CancellationToken ct);

    /// <summary>Saves a follower's position.</summary>
    ValueTask SaveFollowerAsync(string name, long position, CancellationToken ct);
}

/// <summary>Which quarantine entries to read.</summary>
public sealed record QuarantineFilter(int? SourceId, string? Reason, string? State, long? Before, int Limit);
