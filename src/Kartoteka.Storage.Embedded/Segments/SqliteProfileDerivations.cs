using Kartoteka.Domain.Identity;
using Kartoteka.Storage.Embedded.Sqlite;
using Kartoteka.Storage.Segments;

namespace Kartoteka.Storage.Embedded.Segments;

/// <summary>
/// What is derived of profiles in a file of its own beside the ledger: losing it costs a filling and nothing else, so its commits need no fsync of
/// their own and hold up no event.
/// </summary>
public sealed partial class SqliteProfileDerivations : IProfileDerivations
{
    private const int Version = 3;
    private const long UsPerHour = 3_600_000_000;

    private readonly SqliteDatabase _writer;
    private readonly SemaphoreSlim _turn = new(1, 1);
    private readonly SqliteReaders _readers;

    private SqliteProfileDerivations(string path, SqliteDatabase writer) => (_readers, _writer) = (new SqliteReaders(path, 1L << 30), writer);

    // Who was a member keeps a row: the number of changes names the next one, so that none is told twice.
    private const string MakeSql = """
        drop table if exists segment; drop table if exists member; drop table if exists line; drop table if exists hour; drop table if exists computed; drop table if exists progress; drop table if exists computed_progress;
        create table segment (
          number integer primary key autoincrement, key text not null unique, name text not null, version integer not null, meaning text not null, filled_at_us integer not null,
          phase integer not null, error text, size integer not null, audited_at_us integer, differences integer not null) strict;
        create table member (
          profile blob not null, segment integer not null, is_member integer not null, since_us integer not null, changes integer not null, primary key (profile, segment)) strict, without rowid;
        create index member_of on member (segment, profile) where is_member = 1;
        create table line (
          id integer primary key autoincrement, segment integer not null, at_us integer not null, reason integer not null, profile blob, entered integer not null, count integer not null) strict;
        create index line_of on line (segment, id);
        create table hour (
          segment integer not null, at_us integer not null, size integer not null, entered integer not null, exited integer not null, primary key (segment, at_us)) strict, without rowid;
        create index hour_at on hour (at_us);
        create table computed (profile blob primary key, json blob not null) strict, without rowid;
        create table progress (position integer not null, evaluated_at_us integer not null, epoch integer not null, day text not null) strict;
        insert into progress values (0, 0, 0, '');
        create table computed_progress (position integer not null, evaluated_at_us integer not null, epoch integer not null, meaning text not null) strict;
        insert into computed_progress values (0, 0, 0, '');
        """;

    /// <summary>Opens the file in <paramref name="folder"/>; one of another version is thrown away and made anew.</summary>
    public static SqliteProfileDerivations Open(string folder)
    {
        var path = Path.Combine(folder, "derived.db");
        var writer = SqliteDatabase.Open(path, readOnly: false);
        writer.Execute("pragma journal_mode = wal; pragma synchronous = normal; pragma cache_size = -65536; pragma temp_store = memory; pragma mmap_size = 1073741824");
        if (writer.Scalar("pragma user_version") != Version) writer.Execute($"begin; {MakeSql} pragma user_version = {Version}; commit");
        return new SqliteProfileDerivations(path, writer);
    }

    /// <inheritdoc />
    public ValueTask ForgetAsync(CancellationToken ct) => WriteAsync(database => database.Execute(MakeSql), ct);

    private const string PutSegmentSql = """
        insert into segment (key, name, version, meaning, filled_at_us, phase, error, size, differences) values (?, ?, ?, ?, ?, ?, ?, 0, 0)
        on conflict (key) do update set name = excluded.name, version = excluded.version, meaning = excluded.meaning, filled_at_us = excluded.filled_at_us, phase = excluded.phase, error = excluded.error
        """;
    private const string NumbersSql = "select number, key from segment";
    private const string DropSegmentSql = "delete from segment where number = ?";
    private const string DropMembersSql = "delete from member where segment = ?";
    private const string DropLinesSql = "delete from line where segment = ?";
    private const string DropHoursSql = "delete from hour where segment = ?";
    private const string PutMemberSql = """
        insert into member (profile, segment, is_member, since_us, changes) values (?, ?, ?, ?, ?)
        on conflict (profile, segment) do update set is_member = excluded.is_member, since_us = excluded.since_us, changes = excluded.changes
        """;
    private const string AddLineSql = "insert into line (segment, at_us, reason, profile, entered, count) values (?, ?, ?, ?, ?, ?)";
    private const string SizeSql = "update segment set size = size + ?2 where number = ?1";
    private const string PutHourSql = """
        insert into hour (segment, at_us, size, entered, exited) select number, ?2, size, ?3, ?4 from segment where number = ?1
        on conflict (segment, at_us) do update set size = excluded.size, entered = entered + excluded.entered, exited = exited + excluded.exited
        """;
    private const string LastHourSql = "select max(at_us) from hour";
    private const string BeginHourSql = "insert or ignore into hour (segment, at_us, size, entered, exited) select number, ?, size, 0, 0 from segment";
    private const string AuditSql = "update segment set audited_at_us = ?, differences = ? where number = ?";
    private const string PutComputedSql = "insert into computed (profile, json) values (?, ?) on conflict (profile) do update set json = excluded.json";
    private const string DropComputedSql = "delete from computed where profile = ?";
    private const string SaveValuesSql = "update computed_progress set position = ?, evaluated_at_us = ?, epoch = ?, meaning = ?";
    private const string SaveSql = "update progress set position = ?, evaluated_at_us = ?, epoch = ?, day = ?";

    /// <inheritdoc />
    public ValueTask PutAsync(DerivationBatch batch, CancellationToken ct) => WriteAsync(database => Put(database, batch), ct);

    private static void Put(SqliteDatabase database, DerivationBatch batch)
    {
        var numbers = Numbers(database);
        foreach (var key in batch.Removed)
        {
            if (!numbers.Remove(key, out var number)) continue;
            foreach (var sql in new[] { DropMembersSql, DropLinesSql, DropHoursSql, DropSegmentSql }) database.Use(sql).Bind(number).Run();
        }
        foreach (var mark in batch.Marks)
        {
            database.Use(PutSegmentSql).Bind(mark.Key).Bind(mark.Name).Bind(mark.Version).Bind(mark.Meaning).Bind(mark.FilledAtUs).Bind((long)mark.Phase).Bind(mark.Error).Run();
        }
        if (batch.Marks.Count > 0) numbers = Numbers(database);
        PutChanges(database, batch, numbers);
        foreach (var (segment, differences) in batch.Audits) database.Use(AuditSql).Bind(batch.AtUs).Bind(differences).Bind(numbers[segment]).Run();
        foreach (var (profile, json) in batch.Computed)
        {
            if (json is null) database.Use(DropComputedSql).Bind(profile.Value).Run();
            else database.Use(PutComputedSql).Bind(profile.Value).Bind(json).Run();
        }
        BeginHour(database, HourOf(batch.AtUs));
        if (batch.Values is { } values) database.Use(SaveValuesSql).Bind(values.Position).Bind(values.EvaluatedAtUs).Bind(values.Epoch).Bind(values.Meaning).Run();
        if (batch.Progress is { } progress) database.Use(SaveSql).Bind(progress.Position).Bind(progress.EvaluatedAtUs).Bind(progress.Epoch).Bind(progress.Day).Run();
    }

    private static void PutChanges(SqliteDatabase database, DerivationBatch batch, Dictionary<string, long> numbers)
    {
        foreach (var of in batch.Changes.GroupBy(change => change.Segment))
        {
            var number = numbers[of.Key];
            var (entered, exited, filled) = (0L, 0L, 0L);
            foreach (var change in of)
            {
                database.Use(PutMemberSql).Bind(change.Profile.Value).Bind(number).Bind(change.Entered ? 1 : 0).Bind(change.AtUs).Bind(change.Number).Run();
                if (change.Reason == MembershipReason.Filled)
                {
                    filled += change.Entered ? 1 : -1;
                    continue;
                }
                if (change.Entered) entered++;
                else exited++;
                database.Use(AddLineSql).Bind(number).Bind(change.AtUs).Bind((long)change.Reason).Bind(change.Profile.Value).Bind(change.Entered ? 1 : 0).Bind(1).Run();
            }
            database.Use(SizeSql).Bind(number).Bind(filled + entered - exited).Run();
            database.Use(PutHourSql).Bind(number).Bind(HourOf(batch.AtUs)).Bind(entered).Bind(exited).Run();
        }
        // The line of a filling tells of all of it, once it is done.
        foreach (var mark in batch.Marks.Where(mark => mark.Phase == SegmentPhase.Live && mark.FilledAtUs == batch.AtUs))
        {
            var number = numbers[mark.Key];
            database.Use(AddLineSql).Bind(number).Bind(batch.AtUs).Bind((long)MembershipReason.Filled).BindNull().Bind(1).Bind(SizeOf(database, number)).Run();
        }
    }

    // Each hour has a row, so that a size that did not change is known to have stayed.
    private static void BeginHour(SqliteDatabase database, long hourUs)
    {
        if (database.Scalar(LastHourSql) is { } last && last >= hourUs) return;
        database.Use(BeginHourSql).Bind(hourUs).Run();
    }

    private static long HourOf(long us) => us - (us % UsPerHour);

    private const string SizeOfSql = "select size from segment where number = ?";

    private static long SizeOf(SqliteDatabase database, long number)
    {
        using var row = database.Use(SizeOfSql).Bind(number);
        return row.Step() ? row.Number(0) : 0;
    }

    private static Dictionary<string, long> Numbers(SqliteDatabase database)
    {
        using var rows = database.Use(NumbersSql);
        var numbers = new Dictionary<string, long>(StringComparer.Ordinal);
        while (rows.Step()) numbers[rows.Text(1)] = rows.Number(0);
        return numbers;
    }

    private const string ThinSql = """
        delete from hour where at_us < ?1 and at_us <> (
          select max(last.at_us) from hour last where last.segment = hour.segment and last.at_us >= hour.at_us - hour.at_us % ?2 and last.at_us < hour.at_us - hour.at_us % ?2 + ?2)
        """;
    private const string ForgetLinesSql = "delete from line where at_us < ?";

    /// <inheritdoc />
    public ValueTask TidyAsync(long hoursFromUs, long linesFromUs, CancellationToken ct) => WriteAsync(
        database =>
        {
            database.Use(ThinSql).Bind(hoursFromUs).Bind(24 * UsPerHour).Run();
            database.Use(ForgetLinesSql).Bind(linesFromUs).Run();
        },
        ct);

    private async ValueTask WriteAsync(Action<SqliteDatabase> write, CancellationToken ct)
    {
        await _turn.WaitAsync(ct);
        try
        {
            _writer.Execute("begin immediate");
            write(_writer);
            FailPoint.Reach("derived_before_commit");
            _writer.Execute("commit");
        }
        finally
        {
            if (!_writer.IsAutoCommit)
            {
                _writer.ResetStatements();
                _writer.Execute("rollback");
            }
            _turn.Release();
        }
    }

    /// <inheritdoc />
    public void Dispose()
    {
        _turn.Wait();
        _writer.Dispose();
        _readers.Dispose();
        _turn.Dispose();
    }
}
