using Kartoteka.Protocol.Export;
using Kartoteka.Storage.Embedded.Columns.Parquet;

namespace Kartoteka.Server.Exports;

/// <summary>Lets exports write Parquet files with the column store's engine.</summary>
internal sealed class ParquetTables : IColumnFileMaker
{
    public ITableWriter Begin(string path, IReadOnlyList<string> columns) => new Writing(new ParquetTableWriter(path, columns));

    private sealed class Writing(ParquetTableWriter writer) : ITableWriter
    {
        public ValueTask AddAsync(IReadOnlyList<string?> cells, CancellationToken ct)
        {
            writer.Add(cells, ct);
            return ValueTask.CompletedTask;
        }

        public ValueTask CompleteAsync(CancellationToken ct)
        {
            writer.Complete(ct);
            return ValueTask.CompletedTask;
        }

        public ValueTask DisposeAsync()
        {
            writer.Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
