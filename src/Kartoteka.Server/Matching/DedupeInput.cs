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

    /// <summary>0 or 1 for each row when two files are linked; else null.</summary>
    public List<byte>? FileOfRow { get; private set; }

    public int IdColumn { get; private set; }

    public long Refused { get; private set; }

    public async Task ReadAsync(CancellationToken ct)
    {
        await ReadFileAsync(_options.File, ct);
        if (_options.Link is null) return;
        FileOfRow = [.. new byte[Table.Count]];
        await ReadFileAsync(_options.Link, ct);
        while (FileOfRow.Count < Table.Count) FileOfRow.Add(1);
    }

    /// <summary>The record id of a row, as it stands in the file.</summary>
    public string IdOf(int row) => Table[row, IdColumn].ToString();

    /// <summary>One batch is read while the table takes the one before.</summary>
    private async Task ReadFileAsync(string path, CancellationToken ct)
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
                (taking, filling) = (Take(taken, [.. columns], ct), Cleared(filling));
                // A line of JSON may bring a new column, which the table may get between batches only.
                if (columns.Count < reader.Columns.Count) await taking;
                while (columns.Count < reader.Columns.Count) columns.Add(Column(reader.Columns[columns.Count], id));
            }
            for (var i = 0; i < columns.Count; i++) filling.Add(reader.Row[i]);
            filling.EndRecord();
        }
        await taking;
        await Take(filling, [.. columns], ct);
        if (Refused > ProblemsShown) await _error.WriteLineAsync($"… and {Refused - ProblemsShown:N0} more.");
        if (Table.Count == 0) throw new IOException($"{Path.GetFileName(path)}: the file has no row that can be read.");
    }

    private Task Take(RecordBatch batch, int[] columns, CancellationToken ct) =>
        batch.Count == 0 ? Task.CompletedTask : Task.Run(() => Table.Append(batch, columns, _options.Threads), ct);

    private static RecordBatch Cleared(RecordBatch batch)
    {
        batch.Clear();
        return batch;
    }

    private string IdName(IReadOnlyList<string> columns, string path)
    {
        if (_options.Id is not { } told) return columns[0];
        return columns.FirstOrDefault(column => string.Equals(column, told, StringComparison.OrdinalIgnoreCase))
            ?? throw new SettingException($"{Path.GetFileName(path)} has no column '{told}'; it has {string.Join(", ", columns)}.");
    }

    /// <summary>Columns of two files are one by their name, and their ids are whatever they are called.</summary>
    private int Column(string name, string id)
    {
        var known = name == id && Table.Count > 0 ? IdColumn
            : Enumerable.Range(0, Table.Columns.Count).FirstOrDefault(i => string.Equals(Table.Columns[i], name, StringComparison.OrdinalIgnoreCase), -1);
        if (known < 0) known = Table.AddColumn(name);
        if (name == id) IdColumn = known;
        return known;
    }

    private void Refuse(string path, long line, string reason)
    {
        if (++Refused <= ProblemsShown) _error.WriteLine($"{Path.GetFileName(path)}, line {line}: {reason}");
    }
}
