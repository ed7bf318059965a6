using Kartoteka.Storage.Embedded.Sqlite;

namespace Kartoteka.Storage.Embedded.Ledger;

public sealed partial class SqliteLedger
{
    private const string QuarantineColumns = "id, source_id, reason, detail, kind, message_id, raw, route, received_at_us, state";
    private const string QuarantineSql = $"""
        select {QuarantineColumns} from quarantine
        where (?1 is null or source_id = ?1) and (?2 is null or reason = ?2) and (?3 is null or state = ?3) and (?4 is null or id < ?4)
        order by id desc limit ?5
        """;
    private const string QuarantineFitSql = """
        select count(*) from quarantine
        where (?1 is null or source_id = ?1) and (?2 is null or reason = ?2) and (?3 is null or state = ?3) and (?4 is null or id < ?4)
        """;
    private const string QuarantineOneSql = $"select {QuarantineColumns} from quarantine where id = ?";

    private static QuarantineEntry QuarantineRow(SqliteStatement row) => new(
        row.Number(0), (int)row.Number(1), row.Text(2), row.Text(3), row.NullableText(4), row.NullableText(5), row.Blob(6).ToArray(), row.Text(7), row.Number(8), row.Text(9));

    /// <inheritdoc />
    public ValueTask<IReadOnlyList<QuarantineEntry>> ReadQuarantineAsync(QuarantineFilter filter, CancellationToken ct) =>
        ValueTask.FromResult(Read<IReadOnlyList<QuarantineEntry>>(database =>
        {
            using var rows = database.Use(QuarantineSql).Bind(filter.SourceId).Bind(filter.Reason).Bind(filter.State).Bind(filter.Before).Bind(filter.Limit);
            var entries = new List<QuarantineEntry>();
            while (rows.Step()) entries.Add(QuarantineRow(rows));
            return entries;
        }));

    /// <inheritdoc />
    public ValueTask<long> CountQuarantineAsync(QuarantineFilter filter, CancellationToken ct) => ValueTask.FromResult(Read(database =>
    {
        using var row = database.Use(QuarantineFitSql).Bind(filter.SourceId).Bind(filter.Reason).Bind(filter.State).Bind(filter.Before);
        return row.Step() ? row.Number(0) : 0;
    }));

    /// <inheritdoc />
    public ValueTask<QuarantineEntry?> FindQuarantineAsync(long id, CancellationToken ct) => ValueTask.FromResult(Read(database =>
    {
        using var row = database.Use(QuarantineOneSql).Bind(id);
        return row.Step() ? QuarantineRow(row) : null;
    }));

    private const string QuarantineCountSql = "select source_id, reason, count(*) from quarantine where state = 'open' group by source_id, reason order by 1, 2";

    /// <inheritdoc />
    public ValueTask<IReadOnlyList<(int SourceId, string Reason, long Count)>> CountQuarantineAsync(CancellationToken ct) =>
        ValueTask.FromResult(Read<IReadOnlyList<(int, string, long)>>(database =>
        {
            using var rows = database.Use(QuarantineCountSql);
            var counts = new List<(int, string, long)>();
            while (rows.Step()) counts.Add(((int)rows.Number(0), rows.Text(1), rows.Number(2)));
            return counts;
        }));

    private const string JobColumns = "id, kind, state, json, created_at_us, updated_at_us";
    private const string JobsSql = $"select {JobColumns} from job where kind = ? order by id desc limit ?";
    private const string JobSql = $"select {JobColumns} from job where id = ?";
    private const string AddJobSql = "insert into job (kind, state, json, created_at_us, updated_at_us) values (?1, ?2, ?3, ?4, ?4)";

    private static Job JobRow(SqliteStatement row) => new(row.Number(0), row.Text(1), row.Text(2), row.Text(3), row.Number(4), row.Number(5));

    /// <inheritdoc />
    public ValueTask<IReadOnlyList<Job>> ListJobsAsync(string kind, int limit, CancellationToken ct) => ValueTask.FromResult(Read<IReadOnlyList<Job>>(database =>
    {
        using var rows = database.Use(JobsSql).Bind(kind).Bind(limit);
        var jobs = new List<Job>();
        while (rows.Step()) jobs.Add(JobRow(rows));
        return jobs;
    }));

    /// <inheritdoc />
    public ValueTask<Job?> FindJobAsync(long id, CancellationToken ct) => ValueTask.FromResult(Read(database => FindJob(database, id)));

    internal static Job? FindJob(SqliteDatabase database, long id)
    {
        using var row = database.Use(JobSql).Bind(id);
        return row.Step() ? JobRow(row) : null;
    }

    /// <inheritdoc />
    public ValueTask<Job> AddJobAsync(string kind, string state, string json, CancellationToken ct) => WriteAsync(database => AddJob(database, kind, state, json), ct);

    internal Job AddJob(SqliteDatabase database, string kind, string state, string json)
    {
        var now = _time.NowUs();
        database.Use(AddJobSql).Bind(kind).Bind(state).Bind(json).Bind(now).Run();
        return new Job(database.LastInsertRowId, kind, state, json, now, now);
    }

    private const string FollowerSql = "select position from follower where name = ?";
    private const string SaveFollowerSql = "insert into follower (name, position) values (?, ?) on conflict do update set position = excluded.position";

    /// <inheritdoc />
    public ValueTask<long> ReadFollowerAsync(string name, CancellationToken ct) => ValueTask.FromResult(Read(database =>
    {
        using var row = database.Use(FollowerSql).Bind(name);
        return row.Step() ? row.Number(0) : 0;
    }));

    /// <inheritdoc />
    public async ValueTask SaveFollowerAsync(string name, long position, CancellationToken ct) =>
        await WriteAsync(database =>
        {
            database.Use(SaveFollowerSql).Bind(name).Bind(position).Run();
            return true;
        }, ct);
}
