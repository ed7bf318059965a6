using Kartoteka.Domain.Identity;
using Kartoteka.Storage.Embedded.Sqlite;
using Kartoteka.Storage.Matching;

namespace Kartoteka.Storage.Embedded.Matching;

// Models, and lists of pairs. Each order has a statement of its own that walks one index, so that of a long list only the page is read.
public sealed partial class SqliteMatchIndex
{
    /// <summary>Rows that one call of <see cref="SweepAsync"/> takes away.</summary>
    private const int SweptRows = 20_000;

    private const string BeginModelSql = "insert into model (realm, kind, in_force, version, learned_at_us, as_of, records, judge) values (?, ?, 0, 0, 0, 0, 0, x'')";
    private const string RetireSql = "update model set in_force = 0, judge = x'' where realm = ? and kind = ? and in_force = 1";
    private const string EnforceSql = "update model set in_force = 1, version = ?2, learned_at_us = ?3, as_of = ?4, records = ?5, judge = ?6 where generation = ?1";
    private const string ModelsSql = "select generation, realm, kind, version, learned_at_us, as_of, records, judge from model where in_force = 1 order by realm, kind";

    /// <inheritdoc />
    public async ValueTask<int> BeginModelAsync(MatchPopulation population, CancellationToken ct)
    {
        var generation = 0L;
        await WriteAsync(
            database =>
            {
                database.Use(BeginModelSql).Bind(population.Realm).Bind((long)population.Kind).Run();
                generation = database.LastInsertRowId;
            },
            ct);
        return (int)generation;
    }

    /// <inheritdoc />
    public ValueTask PutInForceAsync(MatchModelRow model, CancellationToken ct) => WriteAsync(
        database =>
        {
            database.Use(RetireSql).Bind(model.Population.Realm).Bind((long)model.Population.Kind).Run();
            database.Use(EnforceSql).Bind(model.Generation).Bind(model.Version).Bind(model.LearnedAtUs).Bind(model.AsOf).Bind(model.Records).Bind(model.Judge.Span).Run();
        },
        ct);

    /// <inheritdoc />
    public ValueTask<IReadOnlyList<MatchModelRow>> ListModelsAsync(CancellationToken ct) => ValueTask.FromResult(Read<IReadOnlyList<MatchModelRow>>(database =>
    {
        using var rows = database.Use(ModelsSql);
        var models = new List<MatchModelRow>();
        while (rows.Step())
        {
            models.Add(new MatchModelRow(
                (int)rows.Number(0), new MatchPopulation((int)rows.Number(1), (ProfileKind)rows.Number(2)), (int)rows.Number(3), rows.Number(4), rows.Number(5), rows.Number(6), rows.Blob(7).ToArray()));
        }
        return models;
    }));

    private const string LeftSql = "select generation from model where in_force = 0 and generation <> ? limit 1";
    private const string SweepPairsSql = "delete from pair where (generation, first, second) in (select generation, first, second from pair where generation = ? limit ?)";
    private const string SweepPostingsSql = "delete from posting where (generation, key, profile) in (select generation, key, profile from posting where generation = ? limit ?)";
    private const string SweepKeysSql = "delete from keys_of where (generation, profile) in (select generation, profile from keys_of where generation = ? limit ?)";
    private const string DropModelSql = "delete from model where generation = ?";

    /// <inheritdoc />
    public async ValueTask<bool> SweepAsync(int? keep, CancellationToken ct)
    {
        var left = false;
        await WriteAsync(
            database =>
            {
                long? old;
                using (var row = database.Use(LeftSql).Bind(keep ?? 0)) old = row.Step() ? row.Number(0) : null;
                if (old is not { } generation) return;
                left = true;
                foreach (var sql in (string[])[SweepPairsSql, SweepPostingsSql, SweepKeysSql])
                {
                    database.Use(sql).Bind(generation).Bind(SweptRows).Run();
                    if (database.Changes > 0) return;
                }
                database.Use(DropModelSql).Bind(generation).Run();
            },
            ct);
        return left;
    }

    private const string PairColumns = """
        one.id, other.id, pair.weight, pair.probability, pair.pattern, pair.support, pair.first_record, pair.second_record, pair.state, pair.found_at_us
        """;
    private const string JoinSql = "cross join profile as one on one.number = pair.first cross join profile as other on other.number = pair.second";
    private const string FitsSql = """
        pair.generation = ?1 and pair.state = ?2 and (?3 is null or pair.probability >= ?3) and (?4 is null or pair.probability < ?4) and (?5 is null or pair.pattern = ?5)
          and (?6 is null or instr(one.sources, ?6) > 0 or instr(other.sources, ?6) > 0) and (?7 is null or pair.first = ?7 or pair.second = ?7)
        """;
    private const string SurestSql = $"""
        select {PairColumns} from pair indexed by pair_sure {JoinSql} where {FitsSql} and pair.probability >= coalesce(?3, 0)
          and (pair.probability, pair.first, pair.second) < (?8, ?9, ?10) order by pair.probability desc, pair.first desc, pair.second desc limit ?11
        """;
    private const string LeastSureSql = $"""
        select {PairColumns} from pair indexed by pair_sure {JoinSql} where {FitsSql} and pair.probability >= coalesce(?3, 0)
          and (pair.probability, pair.first, pair.second) > (?8, ?9, ?10) order by pair.probability, pair.first, pair.second limit ?11
        """;
    private const string NewestSql = $"""
        select {PairColumns} from pair indexed by pair_found {JoinSql} where {FitsSql}
          and (pair.found_at_us, pair.first, pair.second) < (?8, ?9, ?10) order by pair.found_at_us desc, pair.first desc, pair.second desc limit ?11
        """;
    private const string SurestOfPatternSql = $"""
        select {PairColumns} from pair indexed by pair_pattern {JoinSql} where {FitsSql} and pair.pattern = ?5 and pair.probability >= coalesce(?3, 0)
          and (pair.probability, pair.first, pair.second) < (?8, ?9, ?10) order by pair.probability desc, pair.first desc, pair.second desc limit ?11
        """;
    private const string FindSql = $"""
        select {PairColumns} from profile as mine cross join profile as others cross join pair {JoinSql}
        where mine.id = ?2 and others.id = ?3 and pair.generation = ?1 and pair.first = mine.number and pair.second = others.number
        """;
    private const string OfProfileSql = $"""
        select {PairColumns} from pair {JoinSql} where pair.generation = ?1 and pair.first = ?2 and pair.state = ?3
        union all select {PairColumns} from pair indexed by pair_second {JoinSql} where pair.generation = ?1 and pair.second = ?2 and pair.state = ?3
        """;
    private const string CountPairsSql = $"select count(*) from pair indexed by pair_sure {JoinSql} where {FitsSql} and pair.probability >= coalesce(?3, 0)";
    private const string GroupsSql = $"""
        select pair.pattern, count(*), min(pair.probability), max(pair.probability) from pair indexed by pair_sure {JoinSql} where {FitsSql} and pair.probability >= coalesce(?3, 0)
        group by pair.pattern order by 2 desc, 1 limit ?8
        """;
    private const string QueueSql = """
        select state, sum(probability >= ?2 and probability < ?3), sum(probability >= ?3), count(*) from pair where generation = ?1 group by state
        """;

    private static MatchPair PairRow(SqliteStatement row) => new(
        new ProfileId(row.Uuid(0)), new ProfileId(row.Uuid(1)), row.Real(2), row.Real(3), (ulong)row.Number(4), row.Real(5), row.Number(6), row.Number(7), (MatchPairState)row.Number(8), row.Number(9));

    private static SqliteStatement Bind(SqliteDatabase database, SqliteStatement statement, int generation, MatchPairFilter filter)
    {
        statement.Bind(generation).Bind((long)filter.State).Bind(filter.Min).Bind(filter.Max).Bind((long?)filter.Pattern).Bind(filter.SourceId is { } source ? $",{source}," : null);
        // A profile that is not kept has no pairs, and no number is below 1.
        return filter.Profile is { } profile ? statement.Bind(NumberOf(database, profile) ?? 0) : statement.BindNull();
    }

    /// <inheritdoc />
    public ValueTask<MatchPair?> FindPairAsync(int generation, ProfileId first, ProfileId second, CancellationToken ct) => ValueTask.FromResult(Read(database =>
    {
        var (one, other) = first < second ? (first, second) : (second, first);
        using var row = database.Use(FindSql).Bind(generation).Bind(one.Value).Bind(other.Value);
        return row.Step() ? PairRow(row) : null;
    }));

    /// <inheritdoc />
    public ValueTask<IReadOnlyList<MatchPair>> ListPairsAsync(int generation, MatchPairFilter filter, MatchOrder order, MatchCursor? after, int limit, CancellationToken ct) =>
        ValueTask.FromResult(Read<IReadOnlyList<MatchPair>>(database => filter.Profile is { } profile
            ? ListOfProfile(database, generation, profile, filter, limit)
            : List(database, generation, filter, order, after, limit)));

    private static List<MatchPair> List(SqliteDatabase database, int generation, MatchPairFilter filter, MatchOrder order, MatchCursor? after, int limit)
    {
        var sql = order switch
        {
            MatchOrder.LeastSure => LeastSureSql,
            MatchOrder.Newest => NewestSql,
            _ => filter.Pattern is null ? SurestSql : SurestOfPatternSql,
        };
        var from = after ?? new MatchCursor(order == MatchOrder.LeastSure ? -1 : double.MaxValue, default, default);
        var (first, second) = (after is null ? 0 : NumberOf(database, from.First) ?? 0, after is null ? 0 : NumberOf(database, from.Second) ?? 0);
        using var rows = Bind(database, database.Use(sql), generation, filter).Bind((double?)from.Key).Bind(first).Bind(second).Bind(limit);
        var pairs = new List<MatchPair>();
        while (rows.Step()) pairs.Add(PairRow(rows));
        return pairs;
    }

    // A profile has few pairs: they are sorted here.
    private static List<MatchPair> ListOfProfile(SqliteDatabase database, int generation, ProfileId profile, MatchPairFilter filter, int limit)
    {
        if (NumberOf(database, profile) is not { } number) return [];
        using var rows = database.Use(OfProfileSql).Bind(generation).Bind(number).Bind((long)filter.State);
        var pairs = new List<MatchPair>();
        while (rows.Step()) pairs.Add(PairRow(rows));
        return
        [
            .. pairs.Where(pair => !(pair.Probability < filter.Min) && !(pair.Probability >= filter.Max) && (filter.Pattern is null || pair.Pattern == filter.Pattern))
                .OrderByDescending(pair => pair.Probability).Take(limit),
        ];
    }

    /// <inheritdoc />
    public ValueTask<long> CountPairsAsync(int generation, MatchPairFilter filter, CancellationToken ct) => ValueTask.FromResult(Read(database =>
    {
        using var row = Bind(database, database.Use(CountPairsSql), generation, filter);
        return row.Step() ? row.Number(0) : 0;
    }));

    /// <inheritdoc />
    public ValueTask<IReadOnlyList<MatchGroup>> GroupPairsAsync(int generation, MatchPairFilter filter, int limit, CancellationToken ct) =>
        ValueTask.FromResult(Read<IReadOnlyList<MatchGroup>>(database =>
        {
            using var rows = Bind(database, database.Use(GroupsSql), generation, filter).Bind(limit);
            var groups = new List<MatchGroup>();
            while (rows.Step()) groups.Add(new MatchGroup((ulong)rows.Number(0), rows.Number(1), rows.Real(2), rows.Real(3)));
            return groups;
        }));

    /// <inheritdoc />
    public ValueTask<MatchQueue> CountQueueAsync(int generation, double lower, double upper, CancellationToken ct) => ValueTask.FromResult(Read(database =>
    {
        using var rows = database.Use(QueueSql).Bind(generation).Bind((double?)lower).Bind((double?)upper);
        var queue = new MatchQueue(0, 0, 0, 0);
        while (rows.Step())
        {
            queue = queue with { Kept = queue.Kept + rows.Number(3) };
            if ((MatchPairState)rows.Number(0) == MatchPairState.Open) queue = queue with { Open = rows.Number(1), Above = rows.Number(2) };
            else if ((MatchPairState)rows.Number(0) == MatchPairState.Later) queue = queue with { Later = rows.Number(3) };
        }
        return queue;
    }));
}
