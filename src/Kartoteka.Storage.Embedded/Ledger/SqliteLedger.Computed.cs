using Kartoteka.Storage.Segments;

namespace Kartoteka.Storage.Embedded.Ledger;

// Definitions of computed traits.
public sealed partial class SqliteLedger : IComputedStore
{
    private const string ComputedColumns = "key, name, formula, type, version, created_at_us, created_by, updated_at_us, updated_by";
    private const string ComputedSql = $"select {ComputedColumns} from computed_trait order by key";
    private const string CountComputedSql = "select count(*) from computed_trait";
    private const string AddComputedSql = $"insert into computed_trait ({ComputedColumns}) values (?, ?, ?, ?, ?, ?, ?, ?, ?) on conflict do nothing";
    private const string ChangeComputedSql = "update computed_trait set name = ?3, formula = ?4, type = ?5, version = ?2, updated_at_us = ?6, updated_by = ?7 where key = ?1 and version = ?2 - 1";
    private const string RemoveComputedSql = "delete from computed_trait where key = ?";

    /// <inheritdoc />
    public ValueTask<IReadOnlyList<ComputedTrait>> ListComputedAsync(CancellationToken ct) => ValueTask.FromResult(Read<IReadOnlyList<ComputedTrait>>(database =>
    {
        using var rows = database.Use(ComputedSql);
        var traits = new List<ComputedTrait>();
        while (rows.Step()) traits.Add(new ComputedTrait(rows.Text(0), rows.Text(1), rows.Text(2), rows.Text(3), rows.Number(4), rows.Number(5), rows.Text(6), rows.Number(7), rows.Text(8)));
        return traits;
    }));

    /// <inheritdoc />
    public ValueTask<SegmentWrite> AddComputedAsync(ComputedTrait trait, int max, CancellationToken ct) => WriteAsync(
        database =>
        {
            using (var count = database.Use(CountComputedSql))
            {
                if (count.Step() && count.Number(0) >= max) return SegmentWrite.TooMany;
            }
            database.Use(AddComputedSql).Bind(trait.Key).Bind(trait.Name).Bind(trait.FormulaJson).Bind(trait.Type).Bind(trait.Version)
                .Bind(trait.CreatedAtUs).Bind(trait.CreatedBy).Bind(trait.UpdatedAtUs).Bind(trait.UpdatedBy).Run();
            return database.Changes > 0 ? SegmentWrite.Written : SegmentWrite.Exists;
        },
        ct);

    /// <inheritdoc />
    public async ValueTask<SegmentWrite> ChangeComputedAsync(ComputedTrait trait, CancellationToken ct) => await RunAsync(
        database => database.Use(ChangeComputedSql).Bind(trait.Key).Bind(trait.Version).Bind(trait.Name).Bind(trait.FormulaJson).Bind(trait.Type)
            .Bind(trait.UpdatedAtUs).Bind(trait.UpdatedBy).Run(), ct) ? SegmentWrite.Written : SegmentWrite.Changed;

    /// <inheritdoc />
    public ValueTask<bool> RemoveComputedAsync(string key, CancellationToken ct) => RunAsync(database => database.Use(RemoveComputedSql).Bind(key).Run(), ct);
}
