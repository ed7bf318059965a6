using Kartoteka.Storage.Embedded.Sqlite;
using Kartoteka.Storage.Segments;

namespace Kartoteka.Storage.Embedded.Ledger;

// Definitions of segments.
public sealed partial class SqliteLedger : ISegmentStore
{
    private const string SegmentColumns = "key, name, description, rule, version, created_at_us, created_by, updated_at_us, updated_by, is_list";
    private const string SegmentsSql = $"select {SegmentColumns} from segment order by key";
    private const string SegmentSql = $"select {SegmentColumns} from segment where key = ?";
    private const string CountSegmentsSql = "select count(*) from segment";
    private const string AddSegmentSql = $"insert into segment ({SegmentColumns}) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) on conflict do nothing";
    private const string ChangeSegmentSql = "update segment set name = ?3, description = ?4, rule = ?5, version = ?2, updated_at_us = ?6, updated_by = ?7 where key = ?1 and version = ?2 - 1";
    private const string RemoveSegmentSql = "delete from segment where key = ?";

    private static Segment SegmentRow(SqliteStatement row) =>
        new(row.Text(0), row.Text(1), row.Text(2), row.Text(3), row.Number(4), row.Number(5), row.Text(6), row.Number(7), row.Text(8), row.Number(9) != 0);

    /// <inheritdoc />
    public ValueTask<IReadOnlyList<Segment>> ListSegmentsAsync(CancellationToken ct) => ValueTask.FromResult(Read<IReadOnlyList<Segment>>(database =>
    {
        using var rows = database.Use(SegmentsSql);
        var segments = new List<Segment>();
        while (rows.Step()) segments.Add(SegmentRow(rows));
        return segments;
    }));

    /// <inheritdoc />
    public ValueTask<Segment?> FindSegmentAsync(string key, CancellationToken ct) => ValueTask.FromResult(Read(database =>
    {
        using var row = database.Use(SegmentSql).Bind(key);
        return row.Step() ? SegmentRow(row) : null;
    }));

    /// <inheritdoc />
    public ValueTask<SegmentWrite> AddSegmentAsync(Segment segment, int max, CancellationToken ct) => WriteAsync(
        database =>
        {
            using (var count = database.Use(CountSegmentsSql))
            {
                if (count.Step() && count.Number(0) >= max) return SegmentWrite.TooMany;
            }
            database.Use(AddSegmentSql).Bind(segment.Key).Bind(segment.Name).Bind(segment.Description).Bind(segment.RuleJson).Bind(segment.Version)
                .Bind(segment.CreatedAtUs).Bind(segment.CreatedBy).Bind(segment.UpdatedAtUs).Bind(segment.UpdatedBy).Bind(segment.IsList ? 1 : 0).Run();
            return database.Changes > 0 ? SegmentWrite.Written : SegmentWrite.Exists;
        },
        ct);

    /// <inheritdoc />
    public async ValueTask<SegmentWrite> ChangeSegmentAsync(Segment segment, CancellationToken ct) => await RunAsync(
        database => database.Use(ChangeSegmentSql).Bind(segment.Key).Bind(segment.Version).Bind(segment.Name).Bind(segment.Description).Bind(segment.RuleJson)
            .Bind(segment.UpdatedAtUs).Bind(segment.UpdatedBy).Run(), ct) ? SegmentWrite.Written : SegmentWrite.Changed;

    /// <inheritdoc />
    public ValueTask<bool> RemoveSegmentAsync(string key, CancellationToken ct) => RunAsync(database => database.Use(RemoveSegmentSql).Bind(key).Run(), ct);
}
