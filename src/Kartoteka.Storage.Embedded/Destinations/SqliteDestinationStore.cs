using Kartoteka.Domain.Identity;
using Kartoteka.Storage.Destinations;
using Kartoteka.Storage.Embedded.Sqlite;

namespace Kartoteka.Storage.Embedded.Destinations;

/// <summary>Destinations and their queues in a file of their own beside the ledger, so that a queue that grows while a receiver is away holds up no commit of events.</summary>
public sealed class SqliteDestinationStore : IDestinationStore
{
    /// <summary>The file's name in the data folder.</summary>
    public const string FileName = "destinations.db";

    private const int Version = 1;

    private const string MakeSql = """
        create table destination (
          key text primary key, name text not null, url text not null, secret blob not null, segments text not null, events text not null, columns text not null, is_enabled integer not null,
          version integer not null, since_position integer not null, created_at_us integer not null, updated_by text not null,
          failures integer not null default 0, next_try_us integer not null default 0, last_error text, last_success_us integer not null default 0, sent integer not null default 0) strict;
        create table change (
          id integer primary key autoincrement, destination text not null, change_id text not null, event text not null, segment text not null, profile blob not null,
          occurred_at_us integer not null, attempts integer not null default 0, is_dead integer not null default 0, last_error text, unique (destination, change_id)) strict;
        create index change_next on change (destination, is_dead, id);
        create table progress (position integer not null) strict;
        insert into progress values (0);
        """;

    private const string Columns = "key, name, url, secret, segments, events, columns, is_enabled, version, since_position, created_at_us, updated_by";
    private const string ListSql = $"select {Columns} from destination order by key";
    private const string AddSql = $"insert into destination ({Columns}) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) on conflict do nothing";
    private const string ChangeSql = """
        update destination set name = ?3, url = ?4, secret = ?5, segments = ?6, events = ?7, columns = ?8, is_enabled = ?9, version = ?2, updated_by = ?10, next_try_us = 0
        where key = ?1 and version = ?2 - 1
        """;
    private const string RemoveSql = "delete from destination where key = ?";
    private const string DropSql = "delete from change where destination = ?";
    private const string HealthSql = "select failures, next_try_us, last_error, last_success_us, sent from destination where key = ?";
    private const string CountSql = "select count(*) filter (where is_dead = 0), count(*) filter (where is_dead = 1) from change where destination = ?";
    private const string QueueSql = "insert into change (destination, change_id, event, segment, profile, occurred_at_us) values (?, ?, ?, ?, ?, ?) on conflict (destination, change_id) do nothing";
    private const string PositionSql = "update progress set position = ?";
    private const string ReadSql = "select id, destination, change_id, event, segment, profile, occurred_at_us, attempts, last_error from change where destination = ?1 and is_dead = ?2 and id > ?3 order by id limit ?4";
    private const string DropOneSql = "delete from change where id = ?";
    private const string WellSql = "update destination set failures = 0, next_try_us = 0, last_error = null, last_success_us = ?2, sent = sent + ?3 where key = ?1";
    private const string TriedSql = "update change set attempts = attempts + 1, is_dead = attempts + 1 >= ?2, last_error = ?3 where id = ?1";
    private const string IllSql = "update destination set failures = failures + 1, next_try_us = ?2, last_error = ?3 where key = ?1";
    private const string ReviveSql = "update change set is_dead = 0, attempts = 0 where destination = ?1 and is_dead = 1 and id = coalesce(?2, id)";
    private const string NowSql = "update destination set next_try_us = 0 where key = ?";
    private const string DiscardSql = "delete from change where destination = ?1 and is_dead = 1 and id = coalesce(?2, id)";

    private readonly SqliteDatabase _database;
    private readonly SemaphoreSlim _turn = new(1, 1);

    private SqliteDestinationStore(SqliteDatabase database) => _database = database;

    /// <summary>Opens the file in <paramref name="folder"/>, made if there is none.</summary>
    /// <exception cref="MigrationException">It is of another version.</exception>
    public static SqliteDestinationStore Open(string folder)
    {
        var database = SqliteDatabase.Open(Path.Combine(folder, FileName), readOnly: false);
        database.Execute("pragma journal_mode = wal; pragma synchronous = full; pragma temp_store = memory");
        var version = database.Scalar("pragma user_version");
        if (version == 0) database.Execute($"begin; {MakeSql} pragma user_version = {Version}; commit");
        else if (version != Version) throw new MigrationException($"{FileName} is of version {version}, and this program writes version {Version}.");
        return new SqliteDestinationStore(database);
    }

    private static Destination Row(SqliteStatement row) => new(
        row.Text(0), row.Text(1), row.Text(2), row.Blob(3).ToArray(), Words(row.Text(4)), Words(row.Text(5)), Lines(row.Text(6)), row.Number(7) != 0, row.Number(8), row.Number(9), row.Number(10), row.Text(11));

    // Keys hold no blank; names of traits may, and hold no line's end.
    private static string[] Words(string text) => text.Split(' ', StringSplitOptions.RemoveEmptyEntries);

    private static string[] Lines(string text) => text.Split('\n', StringSplitOptions.RemoveEmptyEntries);

    /// <inheritdoc />
    public ValueTask<IReadOnlyList<Destination>> ListDestinationsAsync(CancellationToken ct) => DoAsync<IReadOnlyList<Destination>>(
        database =>
        {
            using var rows = database.Use(ListSql);
            var all = new List<Destination>();
            while (rows.Step()) all.Add(Row(rows));
            return all;
        },
        ct);

    /// <inheritdoc />
    public ValueTask<bool> AddDestinationAsync(Destination destination, CancellationToken ct) => DoAsync(
        database =>
        {
            database.Use(AddSql).Bind(destination.Key).Bind(destination.Name).Bind(destination.Url).Bind(destination.Secret.AsSpan()).Bind(string.Join(' ', destination.Segments))
                .Bind(string.Join(' ', destination.Events)).Bind(string.Join('\n', destination.Columns)).Bind(destination.IsEnabled ? 1L : 0L).Bind(destination.Version)
                .Bind(destination.SincePosition).Bind(destination.CreatedAtUs).Bind(destination.UpdatedBy).Run();
            return database.Changes > 0;
        },
        ct);

    /// <inheritdoc />
    public ValueTask<bool> ChangeDestinationAsync(Destination destination, CancellationToken ct) => DoAsync(
        database =>
        {
            database.Use(ChangeSql).Bind(destination.Key).Bind(destination.Version).Bind(destination.Name).Bind(destination.Url).Bind(destination.Secret.AsSpan()).Bind(string.Join(' ', destination.Segments))
                .Bind(string.Join(' ', destination.Events)).Bind(string.Join('\n', destination.Columns)).Bind(destination.IsEnabled ? 1L : 0L).Bind(destination.UpdatedBy).Run();
            return database.Changes > 0;
        },
        ct);

    /// <inheritdoc />
    public ValueTask<bool> RemoveDestinationAsync(string key, CancellationToken ct) => DoAsync(
        database =>
        {
            database.Use(DropSql).Bind(key).Run();
            database.Use(RemoveSql).Bind(key).Run();
            return database.Changes > 0;
        },
        ct);

    /// <inheritdoc />
    public ValueTask<DestinationHealth> ReadHealthAsync(string key, CancellationToken ct) => DoAsync(
        database =>
        {
            using var row = database.Use(HealthSql).Bind(key);
            return row.Step() ? new DestinationHealth((int)row.Number(0), row.Number(1), row.NullableText(2), row.Number(3), row.Number(4)) : default;
        },
        ct);

    /// <inheritdoc />
    public ValueTask<(long Waiting, long Dead)> CountAsync(string key, CancellationToken ct) => DoAsync(
        database =>
        {
            using var row = database.Use(CountSql).Bind(key);
            return row.Step() ? (row.Number(0), row.Number(1)) : (0L, 0L);
        },
        ct);

    /// <inheritdoc />
    public ValueTask<long> ReadPositionAsync(CancellationToken ct) => DoAsync(database => database.Scalar("select position from progress") ?? 0, ct);

    /// <inheritdoc />
    public async ValueTask QueueAsync(IReadOnlyList<OutgoingChange> changes, long? position, CancellationToken ct) => await DoAsync(
        database =>
        {
            foreach (var change in changes)
                database.Use(QueueSql).Bind(change.Destination).Bind(change.ChangeId).Bind(change.Event).Bind(change.Segment).Bind(change.Profile.Value).Bind(change.OccurredAtUs).Run();
            if (position is { } reached) database.Use(PositionSql).Bind(reached).Run();
            return true;
        },
        ct);

    /// <inheritdoc />
    public ValueTask<IReadOnlyList<OutgoingChange>> ReadWaitingAsync(string key, int limit, CancellationToken ct) => ReadAsync(key, isDead: false, 0, limit, ct);

    /// <inheritdoc />
    public ValueTask<IReadOnlyList<OutgoingChange>> ReadDeadAsync(string key, long after, int limit, CancellationToken ct) => ReadAsync(key, isDead: true, after, limit, ct);

    private ValueTask<IReadOnlyList<OutgoingChange>> ReadAsync(string key, bool isDead, long after, int limit, CancellationToken ct) => DoAsync<IReadOnlyList<OutgoingChange>>(
        database =>
        {
            using var rows = database.Use(ReadSql).Bind(key).Bind(isDead ? 1L : 0L).Bind(after).Bind((long)limit);
            var found = new List<OutgoingChange>();
            while (rows.Step())
                found.Add(new OutgoingChange(rows.Number(0), rows.Text(1), rows.Text(2), rows.Text(3), rows.Text(4), new ProfileId(rows.Uuid(5)), rows.Number(6), (int)rows.Number(7), rows.NullableText(8)));
            return found;
        },
        ct);

    /// <inheritdoc />
    public async ValueTask DeliveredAsync(string key, IReadOnlyList<long> ids, long nowUs, CancellationToken ct) => await DoAsync(
        database =>
        {
            foreach (var id in ids) database.Use(DropOneSql).Bind(id).Run();
            database.Use(WellSql).Bind(key).Bind(nowUs).Bind((long)ids.Count).Run();
            return true;
        },
        ct);

    /// <inheritdoc />
    public async ValueTask FailedAsync(string key, IReadOnlyList<long> ids, string error, long nextTryUs, int attemptsMax, CancellationToken ct) => await DoAsync(
        database =>
        {
            foreach (var id in ids) database.Use(TriedSql).Bind(id).Bind((long)attemptsMax).Bind(error).Run();
            database.Use(IllSql).Bind(key).Bind(nextTryUs).Bind(error).Run();
            return true;
        },
        ct);

    /// <inheritdoc />
    public ValueTask<long> ReviveAsync(string key, long? id, CancellationToken ct) => DoAsync(
        database =>
        {
            database.Use(ReviveSql).Bind(key).Bind(id).Run();
            var revived = (long)database.Changes;
            database.Use(NowSql).Bind(key).Run();
            return revived;
        },
        ct);

    /// <inheritdoc />
    public ValueTask<long> DiscardDeadAsync(string key, long? id, CancellationToken ct) => DoAsync(
        database =>
        {
            database.Use(DiscardSql).Bind(key).Bind(id).Run();
            return (long)database.Changes;
        },
        ct);

    private async ValueTask<T> DoAsync<T>(Func<SqliteDatabase, T> work, CancellationToken ct)
    {
        await _turn.WaitAsync(ct);
        try
        {
            _database.Execute("begin immediate");
            var done = work(_database);
            _database.Execute("commit");
            return done;
        }
        catch
        {
            _database.ResetStatements();
            if (!_database.IsAutoCommit) _database.Execute("rollback");
            throw;
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <inheritdoc />
    public ValueTask DisposeAsync()
    {
        _database.Dispose();
        _turn.Dispose();
        return ValueTask.CompletedTask;
    }
}
