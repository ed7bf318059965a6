using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Kartoteka.Domain.Identity;
using Kartoteka.Storage.Embedded.Sqlite;
using Kartoteka.Storage.Matching;

namespace Kartoteka.Storage.Embedded.Matching;

/// <summary>
/// The index of matching in a file of its own beside the ledger: losing it costs a rebuild and nothing else, so its commits need no fsync of
/// their own and hold up no event. Profiles have numbers here, since a number takes half the room of an id in each key and pair.
/// </summary>
public sealed partial class SqliteMatchIndex : IMatchIndex
{
    private const int Version = 1;

    private readonly SqliteDatabase _writer;
    private readonly SemaphoreSlim _turn = new(1, 1);
    private readonly SqliteReaders _readers;
    private readonly ConcurrentDictionary<string, int> _columnNumbers = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<int, string> _columnNames = [];

    private SqliteMatchIndex(string path, SqliteDatabase writer)
    {
        (_readers, _writer) = (new SqliteReaders(path, 1L << 30), writer);
        ReadColumns(writer);
    }

    // A pair's profiles stand in the order of their ids, which is not that of their numbers.
    private const string MakeSql = """
        drop table if exists column_name; drop table if exists profile; drop table if exists keys_of; drop table if exists posting; drop table if exists pair; drop table if exists model; drop table if exists progress;
        create table column_name (id integer primary key, name text not null unique) strict;
        create table profile (
          number integer primary key autoincrement, id blob not null unique, realm integer not null, kind integer not null, fingerprint integer not null, records integer not null,
          sources text not null, cells blob not null) strict;
        create index profile_of on profile (realm, kind, number, records);
        create table posting (generation integer not null, key integer not null, profile integer not null, primary key (generation, key, profile)) strict, without rowid;
        create table keys_of (generation integer not null, profile integer not null, keys blob not null, primary key (generation, profile)) strict, without rowid;
        create table pair (
          generation integer not null, first integer not null, second integer not null, weight real not null, probability real not null, pattern integer not null, support real not null,
          first_record integer not null, second_record integer not null, state integer not null, found_at_us integer not null, primary key (generation, first, second)) strict, without rowid;
        create index pair_second on pair (generation, second);
        create index pair_sure on pair (generation, state, probability, first, second);
        create index pair_found on pair (generation, state, found_at_us, first, second);
        create index pair_pattern on pair (generation, state, pattern, probability, first, second);
        create table model (
          generation integer primary key autoincrement, realm integer not null, kind integer not null, in_force integer not null, version integer not null, learned_at_us integer not null,
          as_of integer not null, records integer not null, judge blob not null) strict;
        create table progress (position integer not null) strict;
        insert into progress values (0);
        """;

    /// <summary>Opens the index in <paramref name="folder"/>; one of another version is thrown away and made anew.</summary>
    public static SqliteMatchIndex Open(string folder)
    {
        var path = Path.Combine(folder, "matching.db");
        var writer = SqliteDatabase.Open(path, readOnly: false);
        writer.Execute("pragma journal_mode = wal; pragma synchronous = normal; pragma cache_size = -65536; pragma temp_store = memory; pragma mmap_size = 1073741824");
        if (writer.Scalar("pragma user_version") != Version) writer.Execute($"begin; {MakeSql} pragma user_version = {Version}; commit");
        return new SqliteMatchIndex(path, writer);
    }

    /// <inheritdoc />
    public ValueTask<long> ReadPositionAsync(CancellationToken ct) => ValueTask.FromResult(Read(database => database.Scalar("select position from progress") ?? 0));

    /// <inheritdoc />
    public async ValueTask ForgetAsync(CancellationToken ct)
    {
        await WriteAsync(database => database.Execute(MakeSql), ct);
        _columnNumbers.Clear();
        _columnNames.Clear();
    }

    private const string NumberSql = "select number from profile where id = ?";
    private const string AddProfileSql = "insert into profile (id, realm, kind, fingerprint, records, sources, cells) values (?, ?, ?, ?, ?, ?, ?)";
    private const string ChangeProfileSql = "update profile set fingerprint = ?2, records = ?3, sources = ?4, cells = ?5 where number = ?1";
    private const string DropProfileSql = "delete from profile where number = ?";
    private const string DropFirstPairsSql = "delete from pair where generation = ? and first = ?";
    private const string DropSecondPairsSql = "delete from pair where generation = ? and second = ?";
    private const string GenerationsSql = "select generation from model";

    /// <inheritdoc />
    public ValueTask PutProfilesAsync(IReadOnlyList<MatchEntry> entries, CancellationToken ct) => WriteAsync(
        database =>
        {
            foreach (var entry in entries)
            {
                if (entry.Profile is null) Drop(database, entry.Id);
                else Put(database, entry.Profile, entry.Keys);
            }
        },
        ct);

    private static void Drop(SqliteDatabase database, ProfileId id)
    {
        if (NumberOf(database, id) is not { } number) return;
        foreach (var generation in Generations(database))
        {
            PutKeys(database, generation, number, []);
            database.Use(DropFirstPairsSql).Bind(generation).Bind(number).Run();
            database.Use(DropSecondPairsSql).Bind(generation).Bind(number).Run();
        }
        database.Use(DropProfileSql).Bind(number).Run();
    }

    private void Put(SqliteDatabase database, MatchProfile profile, IReadOnlyList<MatchKeys> keys)
    {
        var cells = CellBlob.Write(profile.Records, ColumnNumber);
        var sources = $",{string.Join(',', profile.Records.Select(record => record.SourceId).Distinct().Order())},";
        var number = NumberOf(database, profile.Id);
        if (number is { } known)
        {
            database.Use(ChangeProfileSql).Bind(known).Bind((long)profile.Fingerprint).Bind(profile.Records.Count).Bind(sources).Bind(cells).Run();
        }
        else
        {
            database.Use(AddProfileSql).Bind(profile.Id.Value).Bind(profile.Population.Realm).Bind((long)profile.Population.Kind).Bind((long)profile.Fingerprint)
                .Bind(profile.Records.Count).Bind(sources).Bind(cells).Run();
            number = database.LastInsertRowId;
        }
        foreach (var ofModel in keys) PutKeys(database, ofModel.Generation, number.Value, ofModel.Keys);
    }

    private static long? NumberOf(SqliteDatabase database, ProfileId id)
    {
        using var row = database.Use(NumberSql).Bind(id.Value);
        return row.Step() ? row.Number(0) : null;
    }

    private static List<int> Generations(SqliteDatabase database)
    {
        using var rows = database.Use(GenerationsSql);
        var generations = new List<int>();
        while (rows.Step()) generations.Add((int)rows.Number(0));
        return generations;
    }

    private const string ProfileColumns = "profile.id, profile.realm, profile.kind, profile.fingerprint, profile.cells";
    private const string ProfileSql = $"select {ProfileColumns} from profile where id = ?";
    private const string ScanSql = $"select {ProfileColumns}, number from profile where realm = ? and kind = ? and number > ? order by number limit ?";

    private MatchProfile ProfileRow(SqliteStatement row) => new(
        new ProfileId(row.Uuid(0)), new MatchPopulation((int)row.Number(1), (ProfileKind)row.Number(2)), (ulong)row.Number(3), CellBlob.Read(row.Blob(4), ColumnName));

    /// <inheritdoc />
    public ValueTask<MatchProfile?> FindProfileAsync(ProfileId id, CancellationToken ct) => ValueTask.FromResult(Read(database =>
    {
        using var row = database.Use(ProfileSql).Bind(id.Value);
        return row.Step() ? ProfileRow(row) : null;
    }));

    /// <summary>Profiles of a page of <see cref="ScanProfilesAsync"/>.</summary>
    internal const int ScanProfiles = 500;

    /// <inheritdoc />
    public async IAsyncEnumerable<IReadOnlyList<MatchProfile>> ScanProfilesAsync(MatchPopulation population, [EnumeratorCancellation] CancellationToken ct)
    {
        var after = 0L;
        while (true)
        {
            ct.ThrowIfCancellationRequested();
            var from = after;
            var page = new List<MatchProfile>(ScanProfiles);
            after = Read(database =>
            {
                using var rows = database.Use(ScanSql).Bind(population.Realm).Bind((long)population.Kind).Bind(from).Bind(ScanProfiles);
                var last = from;
                while (rows.Step())
                {
                    page.Add(ProfileRow(rows));
                    last = rows.Number(5);
                }
                return last;
            });
            if (page.Count > 0) yield return page;
            if (page.Count < ScanProfiles) yield break;
            await Task.Yield();
        }
    }

    private const string CountSql = "select realm, kind, sum(records), count(*) from profile group by realm, kind order by realm, kind";

    /// <inheritdoc />
    public ValueTask<IReadOnlyList<MatchExtent>> CountAsync(CancellationToken ct) => ValueTask.FromResult(Read<IReadOnlyList<MatchExtent>>(database =>
    {
        using var rows = database.Use(CountSql);
        var extents = new List<MatchExtent>();
        while (rows.Step()) extents.Add(new MatchExtent(new MatchPopulation((int)rows.Number(0), (ProfileKind)rows.Number(1)), rows.Number(2), rows.Number(3)));
        return extents;
    }));

    private const string AddColumnSql = "insert into column_name (name) values (?)";

    // Only while the writer's turn is held.
    private int ColumnNumber(string name)
    {
        if (_columnNumbers.TryGetValue(name, out var number)) return number;
        _writer.Use(AddColumnSql).Bind(name).Run();
        number = (int)_writer.LastInsertRowId;
        (_columnNumbers[name], _columnNames[number]) = (number, name);
        return number;
    }

    private string ColumnName(int number) => _columnNames[number];

    private void ReadColumns(SqliteDatabase database)
    {
        using var rows = database.Use("select id, name from column_name");
        while (rows.Step()) (_columnNumbers[rows.Text(1)], _columnNames[(int)rows.Number(0)]) = ((int)rows.Number(0), rows.Text(1));
    }

    private async ValueTask WriteAsync(Action<SqliteDatabase> write, CancellationToken ct)
    {
        await _turn.WaitAsync(ct);
        try
        {
            _writer.Execute("begin immediate");
            write(_writer);
            _writer.Execute("commit");
        }
        finally
        {
            if (!_writer.IsAutoCommit)
            {
                _writer.ResetStatements();
                _writer.Execute("rollback");
                _columnNumbers.Clear(); // A name that was added by what was rolled back has no number.
                ReadColumns(_writer);
            }
            _turn.Release();
        }
    }

    private T Read<T>(Func<SqliteDatabase, T> read) => _readers.Read(read);

    /// <inheritdoc />
    public void Dispose()
    {
        _turn.Wait();
        _writer.Dispose();
        _readers.Dispose();
        _turn.Dispose();
    }
}
