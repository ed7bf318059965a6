using Kartoteka.Matching.Tables;
using Kartoteka.Protocol.Import;

namespace Kartoteka.Server.Matching;

/// <summary>Records read from one file or two, and the rows that could not be read.</summary>
internal sealed class DedupeInput
{
    private const int ProblemsShown = 20;
    private const int BatchLength = 8192;

    private readonly DedupeOptions _options;
    private readonly TextWriter _error;

    public DedupeInput(DedupeOptions options, TextWriter error) => (_options, _error) = (options, error);

    public RecordTable Table { get; } = new([]);

    /// <summary>Columns of the second file that are compared with columns of another name in the first.</summary>
    public List<(string First, string Second)> Paired { get; } = [];

    /// <summary>0 or 1 for each row when two files are linked; else null.</summary>
    public List<byte>? FileOfRow { get; private set; }

    public int IdColumn { get; private set; }

    public long Refused { get; private set; }

    public async Task ReadAsync(CancellationToken ct)
    {
        var id = await ReadFileAsync(_options.File, Table, ct);
        IdColumn = id;
        if (_options.Link is null) return;
        FileOfRow = [.. new byte[Table.Count]];
        var second = new RecordTable([]);
        Link(second, await ReadFileAsync(_options.Link, second, ct));
        while (FileOfRow.Count < Table.Count) FileOfRow.Add(1);
    }

    /// <summary>Columns of two files are one by their name or by their meaning, and their ids are whatever they are called.</summary>
    private void Link(RecordTable second, int id)
    {
        var (here, there) = (ColumnReading.Read(Table, IdColumn, _options.Roles), ColumnReading.Read(second, id, _options.Roles));
        int[] columns = [.. ColumnPairing.Pair([.. here.Where(column => column.Column != IdColumn)], there)];
        for (var column = 0; column < columns.Length; column++)
        {
            if (column == id) columns[column] = IdColumn;
            else if (columns[column] < 0) columns[column] = Table.AddColumn(second.Columns[column]);
            else if (!string.Equals(Table.Columns[columns[column]], second.Columns[column], StringComparison.OrdinalIgnoreCase)) Paired.Add((Table.Columns[columns[column]], second.Columns[column]));
        }
        Table.Append(second, columns);
    }

    /// <summary>The record id of a row, as it stands in the file.</summary>
    public string IdOf(int row) => Table[row, IdColumn].ToString();

    /// <summary>One batch is read while the table takes the one before.</summary>
    /// <returns>The column of ids.</returns>
    private async Task<int> ReadFileAsync(string path, RecordTable table, CancellationToken ct)
    {
        var opening = TableReader.Open(path, _options.Table);
        if (opening.Refusal is { } refusal) throw new IOException($"{Path.GetFileName(path)}: {refusal.Detail}");
        using var reader = opening.Reader!;
        var columns = new List<int>();
        var id = reader.Columns.Count == 0 ? "" : IdName(reader.Columns, path);
        var (filling, taken, taking) = (new RecordBatch(), new RecordBatch(), Task.CompletedTask);
        while (reader.ReadRow())
        {
            if (reader.Row.Problem is { } problem)
            {
                Refuse(path, reader.Row.Line, problem.Detail);
                continue;
            }
            if (columns.Count < reader.Columns.Count || filling.Count == BatchLength)
            {
                await taking;
                (filling, taken) = (taken, filling);
                (taking, filling) = (Take(table, taken, [.. columns], ct), Cleared(filling));
                // A line of JSON may bring a new column, which the table may get between batches only.
                if (columns.Count < reader.Columns.Count) await taking;
                while (columns.Count < reader.Columns.Count) columns.Add(table.AddColumn(reader.Columns[columns.Count]));
            }
            for (var i = 0; i < columns.Count; i++) filling.Add(reader.Row[i]);
            filling.EndRecord();
        }
        await taking;
        await Take(table, filling, [.. columns], ct);
        if (Refused > ProblemsShown) await _error.WriteLineAsync($"… and {Refused - ProblemsShown:N0} more.");
        if (table.Count == 0) throw new IOException($"{Path.GetFileName(path)}: the file has no row that can be read.");
        return table.Columns.ToList().IndexOf(id);
    }

    private Task Take(RecordTable table, RecordBatch batch, int[] columns, CancellationToken ct) =>
        batch.Count == 0 ? Task.CompletedTask : Task.Run(() => table.Append(batch, columns, _options.Threads), ct);

    private static RecordBatch Cleared(RecordBatch batch)
    {
        batch.Clear();
        return batch;
    }

    private string IdName(IReadOnlyList<string> columns, string path)
    {
        if (_options.Id is not { } told) return columns[0];
        return columns.FirstOrDefault(column => string.Equals(column, told, StringComparison.OrdinalIgnoreCase))
            ?? (path == _options.Link ? columns[0] : throw new SettingException($"{Path.GetFileName(path)} has no column '{told}'; it has {string.Join(", ", columns)}."));
    }

    private void Refuse(string path, long line, string reason)
    {
        if (++Refused <= ProblemsShown) _error.WriteLine($"{Path.GetFileName(path)}, line {line}: {reason}");
    }
}
