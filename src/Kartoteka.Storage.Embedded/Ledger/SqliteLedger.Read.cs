using Kartoteka.Domain.Identity;
using Kartoteka.Storage.Embedded.Sqlite;

namespace Kartoteka.Storage.Embedded.Ledger;

public sealed partial class SqliteLedger
{
    /// <inheritdoc />
    public ValueTask<ProfileState?> ReadProfileAsync(ProfileId id, CancellationToken ct) => ValueTask.FromResult(Read(database =>
        RecordRows.FindLive(database, id) is { } profile ? RecordRows.WithRecords(database, profile) : null));

    private const string FindSql = """
        select distinct record.profile_id from claim join record on record.id = claim.record_id
        where value = ?1 and type = ?2 and (?3 is null or claim.kind = ?3) and state <> 3 limit ?4
        """;

    /// <inheritdoc />
    public ValueTask<IReadOnlyList<ProfileId>> FindProfilesAsync(ProfileKind? kind, Identifier identifier, int limit, CancellationToken ct) =>
        ValueTask.FromResult(Read<IReadOnlyList<ProfileId>>(database => Ids(database.Use(FindSql).Bind(identifier.Value).Bind(identifier.Type).Bind((long?)kind).Bind(limit))));

    private const string ClaimingSql = """
        select distinct record.profile_id from claim join record on record.id = claim.record_id
        where value = ? and type = ? and claim.realm = ? and claim.kind = ? limit ?
        """;

    /// <inheritdoc />
    public ValueTask<IReadOnlyList<ProfileId>> FindClaimingProfilesAsync(ClaimKey key, int limit, CancellationToken ct) =>
        ValueTask.FromResult(Read<IReadOnlyList<ProfileId>>(database => Ids(database.Use(ClaimingSql).Bind(key.Identifier.Value).Bind(key.Identifier.Type)
            .Bind(key.Realm).Bind((long)key.Kind).Bind(limit))));

    private static List<ProfileId> Ids(SqliteStatement statement)
    {
        using var rows = statement;
        var ids = new List<ProfileId>();
        while (rows.Step()) ids.Add(new ProfileId(rows.Uuid(0)));
        return ids;
    }

    private const string HasSql = "select 1 from claim where value = ? and type = ? and state <> 3 limit 1";

    /// <inheritdoc />
    public ValueTask<IReadOnlyList<Identifier>> FindNamespacesAsync(string type, string bareValue, IReadOnlyCollection<string> namespaces, CancellationToken ct) =>
        ValueTask.FromResult(Read<IReadOnlyList<Identifier>>(database =>
        {
            var found = new List<Identifier>();
            foreach (var name in namespaces)
            {
                var value = $"{name}:{bareValue}";
                using var row = database.Use(HasSql).Bind(value).Bind(type);
                if (row.Step()) found.Add(new Identifier(type, value));
            }
            return found;
        }));

    private const string ListSql = "select id from profile where merged_into is null and (?1 is null or id < ?1) order by id desc limit ?2";

    /// <inheritdoc />
    public ValueTask<IReadOnlyList<ProfileId>> ListProfilesAsync(ProfileId? before, int limit, CancellationToken ct) => ValueTask.FromResult(Read<IReadOnlyList<ProfileId>>(database =>
    {
        var statement = database.Use(ListSql);
        return Ids((before is { } id ? statement.Bind(id.Value) : statement.BindNull()).Bind(limit));
    }));

    /// <inheritdoc />
    public ValueTask<IReadOnlyList<RecordState>> ReadRecordsAsync(IReadOnlyCollection<long> ids, CancellationToken ct) =>
        ValueTask.FromResult(Read<IReadOnlyList<RecordState>>(database => [.. ids.Select(id => RecordRows.FindRecord(database, id)).OfType<RecordState>()]));

    private const string ScanSql = """
        select id, source_id, external_id, kind, realm, profile_id, created_at_us, updated_at_us, document from record where id > ? order by id limit 5000
        """;

    /// <inheritdoc />
    public async IAsyncEnumerable<RecordState> ScanRecordsAsync([System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken ct)
    {
        long after = 0;
        while (true)
        {
            ct.ThrowIfCancellationRequested();
            var from = after;
            var page = Read(database =>
            {
                using var rows = database.Use(ScanSql).Bind(from);
                var records = new List<RecordState>();
                while (rows.Step()) records.Add(RecordRows.Read(rows, withTraits: false));
                return records;
            });
            if (page.Count == 0) yield break;
            foreach (var record in page) yield return record;
            after = page[^1].Id;
            await Task.Yield();
        }
    }

    private const string CountersSql = "select source_id, received, stored, duplicate, quarantined, last_received_at_us from source_counter order by source_id";
    private const string TotalSql = "select name, value from total";

    /// <inheritdoc />
    public ValueTask<(IReadOnlyList<SourceCounters> Sources, LedgerTotals Totals)> ReadCountersAsync(CancellationToken ct) =>
        ValueTask.FromResult(Read<(IReadOnlyList<SourceCounters>, LedgerTotals)>(database =>
        {
            var sources = new List<SourceCounters>();
            using (var rows = database.Use(CountersSql))
            {
                while (rows.Step())
                {
                    sources.Add(new SourceCounters((int)rows.Number(0), rows.Number(1), rows.Number(2), rows.Number(3), rows.Number(4), rows.Number(5)));
                }
            }
            var totals = new Dictionary<string, long>(StringComparer.Ordinal);
            using (var rows = database.Use(TotalSql))
            {
                while (rows.Step()) totals[rows.Text(0)] = rows.Number(1);
            }
            var quarantine = database.Scalar("select count(*) from quarantine where state = 'open'") ?? 0;
            var conflicts = database.Scalar("select count(*) from conflict where state = 'open'") ?? 0;
            return (sources, new LedgerTotals(totals["profiles"], totals["records"], totals["events"], quarantine, conflicts, totals["position"]));
        }));
}
