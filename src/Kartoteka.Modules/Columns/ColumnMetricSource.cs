using Kartoteka.Modules.Workspace.Contracts;
using Kartoteka.Storage.Columns;

namespace Kartoteka.Modules.Columns;

/// <summary>The replica as Prometheus metrics; its gap and lag stand with those of the other followers.</summary>
internal sealed class ColumnMetricSource(ColumnReplica columns) : IMetricSource
{
    public ValueTask WriteAsync(MetricWriter writer, CancellationToken ct)
    {
        writer.Gauge("kartoteka_columns_available", "1 while the replica for questions over the whole base can be asked.", columns.Unavailable is null ? 1 : 0);
        writer.Gauge("kartoteka_columns_building", "1 while the replica is built, or its profiles are read again.", columns.IsBuilding ? 1 : 0);
        foreach (var (stage, seconds) in columns.Stages)
            writer.Counter("kartoteka_columns_seconds_total", "Seconds since the start that batches of the replica took, by stage.", seconds, ("stage", stage));
        foreach (var (column, count) in columns.Misfits)
            writer.Counter("kartoteka_columns_misfits_total", "Values since the start that did not fit the type of their column, and stay in the JSON alone.", count, ("column", column));
        return ValueTask.CompletedTask;
    }
}
