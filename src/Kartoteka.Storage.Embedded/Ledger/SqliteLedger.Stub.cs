using Kartoteka.Domain.Identity;

namespace Kartoteka.Storage.Embedded.Ledger;

// Stands in for the transactions and the reads until they land; this file goes away with them.
public sealed partial class SqliteLedger
{
    private long _recordId;

    /// <inheritdoc />
    public ValueTask<ILedgerTransaction> BeginAsync(CancellationToken ct)
    {
        Committed?.Invoke(_recordId + _cache.Now);
        throw new NotSupportedException();
    }

    /// <inheritdoc />
    public ValueTask<ProfileState?> ReadProfileAsync(ProfileId id, CancellationToken ct) => throw new NotSupportedException();

    /// <inheritdoc />
    public ValueTask<IReadOnlyList<ProfileId>> FindProfilesAsync(ProfileKind? kind, Identifier identifier, int limit, CancellationToken ct) => throw new NotSupportedException();

    /// <inheritdoc />
    public ValueTask<IReadOnlyList<Identifier>> FindNamespacesAsync(string type, string bareValue, IReadOnlyCollection<string> namespaces, CancellationToken ct) => throw new NotSupportedException();

    /// <inheritdoc />
    public ValueTask<IReadOnlyList<ProfileId>> ListProfilesAsync(ProfileId? before, int limit, CancellationToken ct) => throw new NotSupportedException();

    /// <inheritdoc />
    public ValueTask<IReadOnlyList<RecordState>> ReadRecordsAsync(IReadOnlyCollection<long> ids, CancellationToken ct) => throw new NotSupportedException();

    /// <inheritdoc />
    public ValueTask<IReadOnlyList<StoredEvent>> ReadTimelineAsync(IReadOnlyCollection<long> recordIds, TimelineCursor? before, int limit, CancellationToken ct) => throw new NotSupportedException();

    /// <inheritdoc />
    public ValueTask<IReadOnlyList<StoredEvent>> ReadEventsAsync(long after, int limit, CancellationToken ct) => throw new NotSupportedException();

    /// <inheritdoc />
    public ValueTask<IReadOnlyList<StoredEvent>> ReadImportEventsAsync(long importId, long after, int limit, CancellationToken ct) => throw new NotSupportedException();

    /// <inheritdoc />
    public ValueTask<IReadOnlyList<ProfileChange>> ReadChangesAsync(long after, int limit, CancellationToken ct) => throw new NotSupportedException();

    /// <inheritdoc />
    public ValueTask<IReadOnlyList<HistoryEntry>> ReadHistoryAsync(ProfileId profile, CancellationToken ct) => throw new NotSupportedException();

    /// <inheritdoc />
    public ValueTask<IReadOnlyList<ConflictEntry>> ReadConflictsAsync(ProfileId? profile, long? before, int limit, CancellationToken ct) => throw new NotSupportedException();

    /// <inheritdoc />
    public ValueTask<IReadOnlyList<QuarantineEntry>> ReadQuarantineAsync(QuarantineFilter filter, CancellationToken ct) => throw new NotSupportedException();

    /// <inheritdoc />
    public ValueTask<QuarantineEntry?> FindQuarantineAsync(long id, CancellationToken ct) => throw new NotSupportedException();

    /// <inheritdoc />
    public ValueTask<IReadOnlyList<(int SourceId, string Reason, long Count)>> CountQuarantineAsync(CancellationToken ct) => throw new NotSupportedException();

    /// <inheritdoc />
    public ValueTask<(IReadOnlyList<SourceCounters> Sources, LedgerTotals Totals)> ReadCountersAsync(CancellationToken ct) => throw new NotSupportedException();

    /// <inheritdoc />
    public IAsyncEnumerable<RecordState> ScanRecordsAsync(CancellationToken ct) => throw new NotSupportedException();

    /// <inheritdoc />
    public ValueTask<IReadOnlyList<Job>> ListJobsAsync(string kind, int limit, CancellationToken ct) => throw new NotSupportedException();

    /// <inheritdoc />
    public ValueTask<Job?> FindJobAsync(long id, CancellationToken ct) => throw new NotSupportedException();

    /// <inheritdoc />
    public ValueTask<Job> AddJobAsync(string kind, string state, string json, CancellationToken ct) => throw new NotSupportedException();

    /// <inheritdoc />
    public ValueTask<long> ReadFollowerAsync(string name, CancellationToken ct) => throw new NotSupportedException();

    /// <inheritdoc />
    public ValueTask SaveFollowerAsync(string name, long position, CancellationToken ct) => throw new NotSupportedException();
}
