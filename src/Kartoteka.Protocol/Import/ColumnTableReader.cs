namespace Kartoteka.Protocol.Import;

/// <summary>Reads a Parquet file. Its lines are its rows: blank ones are passed over, and a reading goes on by their number.</summary>
internal sealed class ColumnTableReader : RowwiseTableReader
{
    private readonly IColumnFile _file;
    private readonly string[] _columns;

    private ColumnTableReader(Stream stream, IColumnFile file) : base(stream) => (_file, _columns) = (file, Headers.Name(file.Columns));

    public override ImportFormat Format => ImportFormat.Parquet;

    public override IReadOnlyList<string> Columns => _columns;

    public override double? ShareRead => _file.Rows == 0 ? 1 : Math.Min(1, (double)Lines / _file.Rows);

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
            (reader.Lines, reader.Rows) = (position.Line - 1, position.Row);
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

    protected override bool Take()
    {
        if (!_file.Read(Row)) return false;
        if (Problem() is { } problem) Row.Problem = problem;
        return true;
    }

    protected override bool IsDamaged(Exception error) => error is ColumnFileException;

    protected override void Dispose(bool disposing)
    {
        _file.Dispose();
        base.Dispose(disposing);
    }

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
