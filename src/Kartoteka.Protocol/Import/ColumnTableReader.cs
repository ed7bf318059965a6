namespace Kartoteka.Protocol.Import;

/// <summary>Reads a Parquet file. Its lines are its rows: blank ones are passed over, and a reading goes on by their number.</summary>
internal sealed class ColumnTableReader : TableReader
{
    private readonly Stream _stream;
    private readonly IColumnFile _file;
    private readonly string[] _columns;
    private long _line;
    private long _rows;
    private bool _ended;

    private ColumnTableReader(Stream stream, IColumnFile file) => (_stream, _file, _columns) = (stream, file, Headers.Name(file.Columns));

    public override ImportFormat Format => ImportFormat.Parquet;

    public override IReadOnlyList<string> Columns => _columns;

    public override ImportPosition Next => new(_rows, _line + 1, 0);

    public override double? ShareRead => _file.Rows == 0 ? 1 : Math.Min(1, (double)_line / _file.Rows);

    public static TableOpening Open(Stream stream, TableOptions options, ImportPosition? resumeAt)
    {
        if (options.ColumnFiles is not { } files) return Refuse(RefusalReasons.LibraryMissing, "Parquet files are not read here.");
        IColumnFile? file = null;
        try
        {
            // The engine opens the file by its name, so what comes from elsewhere or out of gzip gets one.
            if (stream is not FileStream && !TemporaryCopy.TryMake(ref stream)) return End(RefusalReasons.ZipBomb, TemporaryCopy.TooLargeText);
            file = files.Open(((FileStream)stream).Name);
            if (file.Columns.Count > ImportLimits.ColumnsMax)
                return End(RefusalReasons.TooManyColumns, $"At most {ImportLimits.ColumnsMax} columns; the file has {file.Columns.Count}.");
            var reader = new ColumnTableReader(stream, file);
            if (resumeAt is not { } position) return new TableOpening(reader, null);
            file.Skip(position.Line - 1);
            (reader._line, reader._rows) = (position.Line - 1, position.Row);
            return new TableOpening(reader, null);
        }
        catch (ColumnFileException error)
        {
            return End(error.Reason, error.Message);
        }
        catch (InvalidDataException damage)
        {
            return End(RefusalReasons.DamagedFile, damage.Message);
        }

        TableOpening End(string reason, string detail)
        {
            file?.Dispose();
            stream.Dispose();
            return Refuse(reason, detail);
        }
    }

    public override bool ReadRow()
    {
        while (!_ended)
        {
            Row.Clear();
            Row.Line = ++_line;
            Row.Position = new ImportPosition(_rows, _line, 0);
            try
            {
                _ended = !_file.Read(Row);
                if (_ended)
                {
                    _line--;
                    return false;
                }
                if (Problem() is { } problem) Row.Problem = problem;
            }
            catch (ColumnFileException damage)
            {
                _ended = true;
                Row.Clear();
                Row.Problem = new RowProblem(RefusalReasons.DamagedFile, $"The file cannot be read beyond this row: {damage.Message}");
            }
            if (Row.Problem is null && Row.IsBlank) continue;
            Row.Number = ++_rows;
            return true;
        }
        return false;
    }

    protected override void Dispose(bool disposing)
    {
        _file.Dispose();
        _stream.Dispose();
    }

    private static TableOpening Refuse(string reason, string detail) => new(null, new FileRefusal(reason, detail));

    private RowProblem? Problem()
    {
        long chars = 0;
        for (var i = 0; i < Row.FieldCount; i++)
        {
            chars += Row[i].Length;
            if (Row[i].Length <= ImportLimits.FieldCharsMax && chars <= ImportLimits.RecordBytesMax) continue;
            var problem = Row[i].Length > ImportLimits.FieldCharsMax
                ? new RowProblem(RefusalReasons.FieldTooLong, $"The field of '{_columns[i]}' is longer than {ImportLimits.FieldCharsMax} characters.")
                : new RowProblem(RefusalReasons.RowTooLong, $"The row is longer than {ImportLimits.RecordBytesMax} characters.");
            Row.Clear(); // Fields of this size are not kept with the refused row.
            return problem;
        }
        return Row.HasNul ? new RowProblem(RefusalReasons.Nul, "The row holds a NUL character.") : null;
    }
}
