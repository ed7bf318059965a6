using Kartoteka.Storage.Embedded.Sqlite;

namespace Kartoteka.Storage.Embedded.Ledger;

// The audit log: a hash chain, and beside it the place where the chain ends, so that lines cut from its end are missed too.
public sealed partial class SqliteLedger
{
    private const string AuditHead = "audit.head";
    private const string LastAuditSql = "select sequence, hash from audit order by sequence desc limit 1";
    private const string AppendAuditSql =
        "insert into audit (sequence, at_us, actor, action, subject, detail, previous_hash, hash) values (?, ?, ?, ?, ?, ?, ?, ?)";

    private const string ReadAuditSql = """
        select sequence, at_us, actor, action, subject, detail, previous_hash, hash from audit
        where sequence < ?1 and (?3 is null or actor = ?3) and (?4 is null or action = ?4 or substr(action, 1, length(?4) + 1) = ?4 || '.')
          and (?5 is null or subject = ?5 or substr(subject, 1, length(?5) + 1) = ?5 || '/') and (?6 is null or at_us >= ?6) and (?7 is null or at_us < ?7)
        order by sequence desc limit ?2
        """;

    private const string ScanAuditSql =
        "select sequence, at_us, actor, action, subject, detail, previous_hash, hash from audit order by sequence";

    /// <inheritdoc />
    public ValueTask<AuditEntry> AppendAuditAsync(string actor, string action, string subject, string detail, CancellationToken ct) => WriteAsync(
        database =>
        {
            var (sequence, hash) = LastAudit(database);
            var entry = AuditChain.Next(sequence + 1, NowUs, actor, action, subject, detail, hash);
            database.Use(AppendAuditSql)
                .Bind(entry.Sequence).Bind(entry.AtUs).Bind(actor).Bind(action).Bind(subject).Bind(detail).Bind(entry.PreviousHash).Bind(entry.Hash)
                .Run();
            database.Use(WriteSettingSql).Bind(AuditHead).Bind(HeadText(entry.Sequence, entry.Hash)).Run();
            return entry;
        },
        ct);

    /// <inheritdoc />
    public ValueTask<IReadOnlyList<AuditEntry>> ReadAuditAsync(AuditFilter filter, long before, int limit, CancellationToken ct) =>
        ValueTask.FromResult(Read<IReadOnlyList<AuditEntry>>(database =>
        {
            var entries = new List<AuditEntry>();
            using var rows = database.Use(ReadAuditSql).Bind(before).Bind(limit).Bind(filter.Actor).Bind(filter.Action).Bind(filter.Subject).Bind(filter.FromUs).Bind(filter.ToUs);
            while (rows.Step()) entries.Add(ToAudit(rows));
            return entries;
        }));

    /// <inheritdoc />
    public ValueTask<long?> VerifyAuditAsync(CancellationToken ct) => ValueTask.FromResult(Read(database =>
    {
        var (sequence, hash) = (0L, AuditChain.Genesis);
        using (var rows = database.Use(ScanAuditSql))
        {
            while (rows.Step())
            {
                ct.ThrowIfCancellationRequested();
                var entry = ToAudit(rows);
                if (!AuditChain.Follows(entry, sequence, hash)) return sequence + 1 < entry.Sequence ? sequence + 1 : entry.Sequence;
                (sequence, hash) = (entry.Sequence, entry.Hash);
            }
        }
        using var head = database.Use(ReadSettingSql).Bind(AuditHead);
        var expected = head.Step() ? head.Text(0) : null;
        if (expected == (sequence == 0 ? null : HeadText(sequence, hash))) return (long?)null;
        return sequence + 1;
    }));

    private static (long Sequence, byte[] Hash) LastAudit(SqliteDatabase database)
    {
        using var last = database.Use(LastAuditSql);
        return last.Step() ? (last.Number(0), last.Blob(1).ToArray()) : (0, AuditChain.Genesis);
    }

    private static string HeadText(long sequence, byte[] hash) => $"\"{sequence}:{Convert.ToHexStringLower(hash)}\"";

    private static AuditEntry ToAudit(SqliteStatement row) => new(
        row.Number(0), row.Number(1), row.Text(2), row.Text(3), row.Text(4), row.Text(5), row.Blob(6).ToArray(), row.Blob(7).ToArray());
}
