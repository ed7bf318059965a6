namespace Kartoteka.Protocol.Import;

/// <summary>Reads a file whose rows a library gives out one by one: counts them, and ends where the file is damaged.</summary>
internal abstract class RowwiseTableReader(Stream stream) : TableReader
{
    private bool _ended;

    /// <summary>Lines passed, blank ones and the header with them.</summary>
    protected long Lines { get; set; }

    /// <summary>Rows given out.</summary>
    protected long Rows { get; set; }

    public override ImportPosition Next => new(Rows, Lines + 1, 0);

    /// <summary>Takes the next line into <see cref="TableReader.Row"/>; false at the end.</summary>
    protected abstract bool Take();

    /// <summary>True for what a damaged file makes <see cref="Take"/> throw.</summary>
    protected abstract bool IsDamaged(Exception error);

    public override bool ReadRow()
    {
        while (!_ended)
        {
            Row.Clear();
            Row.Line = Lines + 1;
            Row.Position = new ImportPosition(Rows, Row.Line, 0);
            try
            {
                _ended = !Take();
                if (_ended) return false;
            }
            catch (Exception damage) when (IsDamaged(damage))
            {
                _ended = true;
                Row.Clear();
                Row.Problem = new RowProblem(RefusalReasons.DamagedFile, $"The file cannot be read beyond this row: {damage.Message}");
            }
            Lines++;
            if (Row.Problem is null && Row.IsBlank) continue;
            Row.Number = ++Rows;
            return true;
        }
        return false;
    }

    protected override void Dispose(bool disposing) => stream.Dispose();

    protected static TableOpening Refuse(string reason, string detail) => new(null, new FileRefusal(reason, detail));
}
