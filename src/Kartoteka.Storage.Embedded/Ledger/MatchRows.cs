using System.Globalization;
using Kartoteka.Domain.Identity;
using Kartoteka.Storage.Embedded.Sqlite;
using Kartoteka.Storage.Matching;

namespace Kartoteka.Storage.Embedded.Ledger;

/// <summary>The stored form of decisions on pairs; used by transactions and by reading connections alike.</summary>
internal static class MatchRows
{
    public const string Columns = """
        id, realm, kind, verdict, automatic, first_profile, first_records, first_best, first_fingerprint, second_profile, second_records, second_best, second_fingerprint,
        weight, probability, pattern, evidence, model_version, who_id, who_name, reason, at_us, seconds, sample_id, effect, changes, undone_at_us, undone_by_id, undone_by_name
        """;
    private const string OfRecordSql = "select decision_id from match_decision_record where record_id = ?";
    private const string ByIdSql = $"select {Columns} from match_decision where id = ?";
    private const string AddSql = """
        insert into match_decision (
          realm, kind, verdict, automatic, first_profile, first_records, first_best, first_fingerprint, second_profile, second_records, second_best, second_fingerprint,
          weight, probability, pattern, evidence, model_version, who_id, who_name, reason, at_us, seconds, sample_id, effect, changes)
        values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """;
    private const string AddRecordSql = "insert into match_decision_record (record_id, decision_id) values (?, ?) on conflict do nothing";
    private const string UndoSql = "update match_decision set undone_at_us = ?2, undone_by_id = ?3, undone_by_name = ?4 where id = ?1 and undone_at_us is null";

    public static MatchDecision Read(SqliteStatement row) => new(
        row.Number(0), new MatchPopulation((int)row.Number(1), (ProfileKind)row.Number(2)), (MatchVerdict)row.Number(3), row.Number(4) != 0, Side(row, 5), Side(row, 9),
        new MatchEvidence(row.Real(13), row.Real(14), (ulong)row.Number(15), row.Text(16), (int)row.Number(17)), new Author(row.Text(18), row.Text(19)), row.Text(20), row.Number(21),
        row.IsNull(22) ? null : row.Real(22), row.NullableNumber(23), (MatchEffect)row.Number(24), ReadChanges(row.Text(25)), row.NullableNumber(26),
        row.IsNull(27) ? null : new Author(row.Text(27), row.Text(28)));

    private static MatchSide Side(SqliteStatement row, int at) =>
        new(new ProfileId(row.Uuid(at)), HistoryRows.ReadNumbers(row.Text(at + 1)), row.Number(at + 2), (ulong)row.Number(at + 3));

    public static MatchDecision? Find(SqliteDatabase database, long id)
    {
        using var row = database.Use(ByIdSql).Bind(id);
        return row.Step() ? Read(row) : null;
    }

    public static IReadOnlyList<MatchDecision> OfRecords(SqliteDatabase database, IReadOnlyCollection<long> recordIds)
    {
        var ids = new SortedSet<long>();
        foreach (var record in recordIds)
        {
            using var rows = database.Use(OfRecordSql).Bind(record);
            while (rows.Step()) ids.Add(rows.Number(0));
        }
        return [.. ids.Select(id => Find(database, id)!)];
    }

    public static long Add(SqliteDatabase database, MatchDecision decision)
    {
        var (first, second, known) = (decision.First, decision.Second, decision.Evidence);
        database.Use(AddSql).Bind(decision.Population.Realm).Bind((long)decision.Population.Kind).Bind((long)decision.Verdict).Bind(decision.Automatic ? 1 : 0)
            .Bind(first.Profile.Value).Bind(HistoryRows.WriteNumbers(first.Records)).Bind(first.Best).Bind((long)first.Fingerprint)
            .Bind(second.Profile.Value).Bind(HistoryRows.WriteNumbers(second.Records)).Bind(second.Best).Bind((long)second.Fingerprint)
            .Bind((double?)known.Weight).Bind((double?)known.Probability).Bind((long)known.Pattern).Bind(known.Evidence).Bind(known.ModelVersion)
            .Bind(decision.Who.Id).Bind(decision.Who.Name).Bind(decision.Reason).Bind(decision.AtUs).Bind(decision.Seconds).Bind(decision.SampleId)
            .Bind((long)decision.Effect).Bind(WriteChanges(decision.Changes)).Run();
        var id = database.LastInsertRowId;
        foreach (var record in first.Records.Concat(second.Records)) database.Use(AddRecordSql).Bind(record).Bind(id).Run();
        return id;
    }

    public static bool Undo(SqliteDatabase database, long id, Author who, long atUs)
    {
        database.Use(UndoSql).Bind(id).Bind(atUs).Bind(who.Id).Bind(who.Name).Run();
        return database.Changes > 0;
    }

    // record:decision:side, with + for a tag given and - for one taken away.
    private static string WriteChanges(IReadOnlyList<TagChange> changes) =>
        string.Join(',', changes.Select(change => $"{(change.Added ? '+' : '-')}{change.RecordId}:{change.Tag.DecisionId}:{change.Tag.Side}"));

    private static IReadOnlyList<TagChange> ReadChanges(string text) => text.Length == 0 ? [] :
    [
        .. text.Split(',').Select(change =>
        {
            var parts = change[1..].Split(':');
            return new TagChange(
                long.Parse(parts[0], CultureInfo.InvariantCulture), new DecisionTag(long.Parse(parts[1], CultureInfo.InvariantCulture), byte.Parse(parts[2], CultureInfo.InvariantCulture)), change[0] == '+');
        }),
    ];
}
