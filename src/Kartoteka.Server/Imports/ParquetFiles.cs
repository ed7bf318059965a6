using Kartoteka.Protocol.Import;
using Kartoteka.Storage.Embedded.Columns.DuckDb;
using Kartoteka.Storage.Embedded.Columns.Parquet;

namespace Kartoteka.Server.Imports;

/// <summary>Lets imports read Parquet files with the column store's engine.</summary>
internal sealed class ParquetFiles : IColumnFiles
{
    public IColumnFile Open(string path) => Said(() => new Opened(ParquetFile.Open(path)));

    private static T Said<T>(Func<T> read)
    {
        try
        {
            return read();
        }
        catch (DuckDbMissingException missing)
        {
            throw new ColumnFileException(RefusalReasons.LibraryMissing, $"This server cannot read Parquet files. {missing.Message}", missing);
        }
        catch (DuckDbException damage)
        {
            throw new ColumnFileException(RefusalReasons.DamagedFile, $"The Parquet file cannot be read: {damage.Message}", damage);
        }
    }

    private sealed class Opened(ParquetFile file) : IColumnFile
    {
        public IReadOnlyList<string> Columns => file.Columns;

        public long Rows => file.Rows;

        public void Skip(long rows) => Said(() =>
        {
            file.Skip(rows);
            return rows;
        });

        public bool Read(TableRow row) => Said(() =>
        {
            if (!file.ReadRow()) return false;
            for (var i = 0; i < file.Columns.Count; i++) row.Add(file.Field(i, out var isJson), isJson);
            return true;
        });

        public void Dispose() => file.Dispose();
    }
}
