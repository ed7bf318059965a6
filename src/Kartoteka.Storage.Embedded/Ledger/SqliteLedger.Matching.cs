using Kartoteka.Storage.Matching;

namespace Kartoteka.Storage.Embedded.Ledger;

// Decisions on pairs. A list walks the index of the narrowest thing asked for, newest first, and looks at the rest of the question.
public sealed partial class SqliteLedger
{
    private const string FitsDecisionSql = """
        (?1 is null or realm = ?1) and (?2 is null or kind = ?2) and (?3 is null or who_id = ?3) and (?4 is null or verdict = ?4) and (?5 is null or automatic = ?5)
          and (?6 is null or (undone_at_us is null) = ?6) and (?7 is null or sample_id = ?7) and (?8 is null or first_profile = ?8 or second_profile = ?8)
          and (?9 is null or at_us >= ?9) and (?10 is null or at_us < ?10) and (?11 is null or id < ?11) order by id desc limit ?12
        """;
    private const string ListDecisionsSql = $"select {MatchRows.Columns} from match_decision where {FitsDecisionSql}";
    private const string ListDecisionsOfSql = $"select {MatchRows.Columns} from match_decision where realm = ?1 and kind = ?2 and {FitsDecisionSql}";
    private const string ListOfWhoSql = $"select {MatchRows.Columns} from match_decision where who_id = ?3 and {FitsDecisionSql}";
    private const string ListOfSampleSql = $"select {MatchRows.Columns} from match_decision where sample_id = ?7 and {FitsDecisionSql}";
    private const string ListOfProfileSql = $"select {MatchRows.Columns} from match_decision where (first_profile = ?8 or second_profile = ?8) and {FitsDecisionSql}";
    private const string CountDecisionsSql = """
        select verdict, automatic, undone_at_us is null, count(*), coalesce(sum(seconds), 0) from match_decision where realm = ? and kind = ? group by 1, 2, 3
        """;
    private const string ActsSql = """
        select at_us, who_id, who_name, verdict, seconds, undone_at_us from match_decision where at_us >= ? and automatic = 0 order by at_us limit ?
        """;

    /// <inheritdoc />
    public ValueTask<MatchDecision?> FindMatchDecisionAsync(long id, CancellationToken ct) => ValueTask.FromResult(Read(database => MatchRows.Find(database, id)));

    /// <inheritdoc />
    public ValueTask<IReadOnlyList<MatchDecision>> FindMatchDecisionsAsync(IReadOnlyCollection<long> recordIds, CancellationToken ct) =>
        ValueTask.FromResult(Read(database => MatchRows.OfRecords(database, recordIds)));

    /// <inheritdoc />
    public ValueTask<IReadOnlyList<MatchDecision>> ListMatchDecisionsAsync(MatchDecisionFilter filter, CancellationToken ct) =>
        ValueTask.FromResult(Read<IReadOnlyList<MatchDecision>>(database =>
        {
            var sql = filter switch
            {
                { SampleId: not null } => ListOfSampleSql,
                { Profile: not null } => ListOfProfileSql,
                { WhoId: not null } => ListOfWhoSql,
                { Population: not null } => ListDecisionsOfSql,
                _ => ListDecisionsSql,
            };
            using var rows = database.Use(sql).Bind(filter.Population?.Realm).Bind((long?)filter.Population?.Kind).Bind(filter.WhoId).Bind((long?)filter.Verdict)
                .Bind(Flag(filter.Automatic)).Bind(Flag(filter.Active)).Bind(filter.SampleId);
            _ = filter.Profile is { } profile ? rows.Bind(profile.Value) : rows.BindNull();
            rows.Bind(filter.FromUs).Bind(filter.ToUs).Bind(filter.Before).Bind(filter.Limit);
            var decisions = new List<MatchDecision>();
            while (rows.Step()) decisions.Add(MatchRows.Read(rows));
            return decisions;

            static long? Flag(bool? value) => value is { } known ? known ? 1 : 0 : null;
        }));

    /// <inheritdoc />
    public ValueTask<IReadOnlyList<MatchDecisionCount>> CountMatchDecisionsAsync(MatchPopulation population, CancellationToken ct) =>
        ValueTask.FromResult(Read<IReadOnlyList<MatchDecisionCount>>(database =>
        {
            using var rows = database.Use(CountDecisionsSql).Bind(population.Realm).Bind((long)population.Kind);
            var counts = new List<MatchDecisionCount>();
            while (rows.Step()) counts.Add(new MatchDecisionCount((MatchVerdict)rows.Number(0), rows.Number(1) != 0, rows.Number(2) != 0, rows.Number(3), rows.Real(4)));
            return counts;
        }));

    /// <inheritdoc />
    public ValueTask<IReadOnlyList<MatchAct>> ReadMatchActsAsync(long fromUs, CancellationToken ct) => ValueTask.FromResult(Read<IReadOnlyList<MatchAct>>(database =>
    {
        using var rows = database.Use(ActsSql).Bind(fromUs).Bind(IMatchDecisions.ActsMax);
        var acts = new List<MatchAct>();
        while (rows.Step())
        {
            acts.Add(new MatchAct(
                rows.Number(0), new Author(rows.Text(1), rows.Text(2)), (MatchVerdict)rows.Number(3), rows.IsNull(4) ? null : rows.Real(4), rows.NullableNumber(5)));
        }
        return acts;
    }));
}
