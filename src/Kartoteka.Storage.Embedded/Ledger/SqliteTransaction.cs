using System.Buffers;
using Kartoteka.Domain.Identity;
using Kartoteka.Storage.Embedded.Sqlite;

namespace Kartoteka.Storage.Embedded.Ledger;

/// <summary>One transaction on the writing connection; holds the writer's turn until disposed.</summary>
internal sealed partial class SqliteTransaction(SqliteLedger ledger, SqliteDatabase database, LedgerCache cache, EventIndex index, long head, long recordId) : ILedgerTransaction
{
    private readonly ArrayBufferWriter<byte> _document = new(4096);
    private readonly EventPack _pack = ledger.Pack;
    private readonly List<long> _candidates = [];
    private readonly Dictionary<MessageKey, long> _hashes = [];
    private readonly HashSet<ProfileId> _passing = [];
    private long _position = head;
    private long _lastEvent = head;
    private long _recordId = recordId;
    private bool _committed;
    private bool _unchanged;
    private bool _disposed;

    public WorkingSet Set { get; } = cache.Begin();

    public void MarkUnchanged() => _unchanged = true;

    public void Forget(CommitPlan plan)
    {
        var touched = plan.DirtyRecords.Select(record => record.Profile).Concat(plan.ChangedProfiles).Concat(plan.NewProfiles.Select(profile => profile.Id)).ToHashSet();
        foreach (var id in touched)
        {
            if (Set.Profiles.TryGetValue(id, out var profile)) cache.Forget(profile);
        }
        _unchanged = true;
    }

    internal long Position => _position;

    internal long RecordId => _recordId;

    public long NextRecordId() => ++_recordId;

    public long NextPosition() => ++_position;

    public ProfileId NewProfileId(long atUs) => ledger.ProfileIds.Next(atUs);

    public ValueTask<ProfileState?> FindProfileAsync(ProfileId id, CancellationToken ct)
    {
        if (Set.Profiles.TryGetValue(id, out var live)) return ValueTask.FromResult<ProfileState?>(live);
        return ValueTask.FromResult(Guarded(() => RecordRows.FindProfile(database, id)));
    }

    private const string MergesSql = """
        select position, at_us, kind, from_profile, to_profile, record_ids, who, why, message_id from history
        where to_profile = ? and kind = 1 order by position desc
        """;

    public ValueTask<IReadOnlyList<HistoryEntry>> ReadMergesIntoAsync(ProfileId profile, CancellationToken ct)
    {
        return ValueTask.FromResult(Guarded<IReadOnlyList<HistoryEntry>>(() =>
        {
            using var rows = database.Use(MergesSql).Bind(profile.Value);
            var merges = new List<HistoryEntry>();
            while (rows.Step()) merges.Add(HistoryRows.Read(rows));
            return merges;
        }));
    }

    private const string TotalsSql = "update total set value = case name when 'position' then ?1 else ?2 end where name in ('position', 'record_id')";

    public ValueTask<long> CommitAsync(CancellationToken ct)
    {
        Guarded(() =>
        {
            index.Write(database);
            database.Use(TotalsSql).Bind(_position).Bind(_recordId).Run();
            FailPoint.Reach("before_commit");
            database.Use("commit").Run();
            FailPoint.Reach("after_commit");
        });
        _committed = true;
        index.Commit(_position);
        foreach (var id in _passing)
        {
            if (Set.Profiles.TryGetValue(id, out var profile)) cache.Forget(profile);
        }
        ledger.Commit(_position, _recordId);
        return ValueTask.FromResult(_position);
    }

    // Every call to SQLite goes through here, so that no error leaves untranslated.
    private void Guarded(Action work) => Guarded(() =>
    {
        work();
        return true;
    });

    private T Guarded<T>(Func<T> work)
    {
        try
        {
            return work();
        }
        catch (SqliteException error)
        {
            throw ledger.Translate(error);
        }
    }

    public ValueTask DisposeAsync()
    {
        // Twice would give the writer's turn to two transactions at once.
        if (_disposed) return ValueTask.CompletedTask;
        _disposed = true;
        try
        {
            if (!_committed) Undo();
        }
        finally
        {
            ledger.Release();
        }
        return ValueTask.CompletedTask;
    }

    private void Undo()
    {
        if (!_unchanged) cache.Clear();
        index.Undo(ledger.HeadPosition);
        _pack.Clear();
        database.ResetStatements();
        if (!database.IsAutoCommit) Guarded(() => database.Execute("rollback"));
    }
}
