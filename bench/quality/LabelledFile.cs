using Kartoteka.Matching.Tables;
using Kartoteka.Protocol.Import;

namespace Kartoteka.Quality;

/// <summary>A file with a column <c>cluster_id</c>, which is taken out and kept as the truth.</summary>
internal sealed record LabelledFile(RecordTable Table, string[] Truth)
{
    public static readonly string[] Names = ["ru_10k.csv", "ru_100k.csv.gz", "historical_50k.csv.gz", "fake_1000.csv", "febrl3.csv", "senzing_truthset.csv", "dedupe_early_childhood.csv"];

    private const int BatchLength = 8192;

    public static LabelledFile Read(string path)
    {
        using var reader = TableReader.Open(path).Reader ?? throw new InvalidDataException(path);
        var label = reader.Columns.ToList().IndexOf("cluster_id");
        // The id is the first column that is left, as the command takes it.
        var kept = Enumerable.Range(0, reader.Columns.Count).Where(column => column != label).ToArray();
        var table = new RecordTable([.. kept.Select(column => reader.Columns[column])]);
        var truth = new List<string>();
        var (batch, columns) = (new RecordBatch(), Enumerable.Range(0, kept.Length).ToArray());
        while (reader.ReadRow())
        {
            foreach (var column in kept) batch.Add(reader.Row[column]);
            truth.Add(reader.Row[label].ToString());
            batch.EndRecord();
            if (batch.Count < BatchLength) continue;
            table.Append(batch, columns, Environment.ProcessorCount);
            batch.Clear();
        }
        table.Append(batch, columns, Environment.ProcessorCount);
        return new LabelledFile(table, [.. truth]);
    }
}
