using Kartoteka.Matching.Tables;

namespace Kartoteka.Matching.Records;

/// <summary>
/// Records in the form in which they are compared: each different row once, in an order that depends on the content alone, every field a column
/// of codes. So neither the order of rows nor repeated rows nor threads can change what is learned.
/// </summary>
internal sealed class EncodedRecords
{
    private EncodedRecords(int[] recordOfRow, int[] rowOfRecord, Field[] fields, TableReading reading) =>
        (RecordOfRow, RowOfRecord, Fields, Reading) = (recordOfRow, rowOfRecord, fields, reading);

    /// <summary>How many different records there are.</summary>
    public int Count => RowOfRecord.Length;

    public int[] RecordOfRow { get; }

    /// <summary>The first row of each record.</summary>
    public int[] RowOfRecord { get; }

    public Field[] Fields { get; }

    /// <summary>How cells were read.</summary>
    public TableReading Reading { get; }

    /// <summary>File of each record when two files are linked: 0 or 1; null for one file.</summary>
    public byte[]? File { get; private init; }

    public Field? Find(FieldKind kind) => Array.Find(Fields, field => field.Kind == kind);

    /// <summary>Encodes a table.</summary>
    /// <param name="known">What another table tells, of which these records are thought to be; null to learn it of this one.</param>
    public static EncodedRecords Encode(RecordTable table, IReadOnlyList<ColumnMeaning> columns, MatcherOptions options, TableFacts? known, CancellationToken ct)
    {
        var (fileOfRow, threads) = (options.FileOfRow, options.Threads);
        var used = columns.Where(column => column.Role != ColumnRole.Ignored).Select(column => column.Column).ToArray();
        var hashes = new UInt128[table.Count];
        Work.For(table.Count, threads, (from, to) =>
        {
            for (var row = from; row < to; row++)
                hashes[row] = table.HashOf(row, used) ^ (fileOfRow is null ? 0 : (UInt128)fileOfRow[row] << 127);
        }, ct);
        // Equal rows that are declared different must be two records to be kept apart.
        foreach (var decision in options.Decisions ?? [])
            if (!decision.Same && hashes[decision.First] == hashes[decision.Second]) hashes[decision.Second] ^= 1;
        var order = new int[table.Count];
        for (var row = 0; row < order.Length; row++) order[row] = row;
        var keys = hashes.ToArray();
        Array.Sort(keys, order);
        var rows = new List<int>(table.Count);
        var recordOfRow = new int[table.Count];
        for (var i = 0; i < order.Length; i++)
        {
            if (i == 0 || keys[i] != keys[i - 1]) rows.Add(order[i]);
            else if (order[i] < rows[^1]) rows[^1] = order[i];
            recordOfRow[order[i]] = rows.Count - 1;
        }
        var encoder = new FieldEncoder(table, columns, rows, known, threads, ct);
        var fields = encoder.Encode();
        return new EncodedRecords(recordOfRow, [.. rows], fields, encoder.Reading)
        {
            File = fileOfRow is null ? null : [.. rows.Select(row => fileOfRow[row])],
        };
    }
}
