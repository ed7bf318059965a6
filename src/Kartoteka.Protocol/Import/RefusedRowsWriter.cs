using System.Text;

namespace Kartoteka.Protocol.Import;

/// <summary>
/// Writes refused rows as CSV that Excel opens (UTF-8 with a byte-order mark, commas, CRLF): <c>line, reason, detail</c>, the original
/// columns, and <c>raw</c>, which is filled where a row does not fit the columns.
/// </summary>
public sealed class RefusedRowsWriter : IDisposable
{
    private readonly StreamWriter _writer;
    private readonly int _columns;

    /// <summary>Writes the header, unless what is written goes on from an earlier writer.</summary>
    /// <param name="destination">A writable stream; left open.</param>
    /// <param name="columns">Columns of the imported file.</param>
    /// <param name="continues">The header stands in the file already.</param>
    public RefusedRowsWriter(Stream destination, IReadOnlyList<string> columns, bool continues = false)
    {
        _writer = new StreamWriter(destination, new UTF8Encoding(encoderShouldEmitUTF8Identifier: !continues), 16 * 1024, leaveOpen: true);
        _columns = columns.Count;
        if (!continues) WriteLine(["line", "reason", "detail", .. columns, "raw"]);
    }

    /// <summary>Writes a row.</summary>
    public void Write(RefusedRow row)
    {
        var cells = new string[_columns + 4];
        (cells[0], cells[1], cells[2]) = ($"{row.Line}", row.Reason, row.Detail);
        for (var i = 0; i < _columns; i++) cells[3 + i] = i < row.Fields.Count ? row.Fields[i] : "";
        cells[^1] = _columns > 0 && row.Fields.Count == _columns ? "" : row.Raw;
        WriteLine(cells);
    }

    /// <summary>Hands everything written to the stream.</summary>
    public void Flush() => _writer.Flush();

    /// <inheritdoc />
    public void Dispose() => _writer.Dispose();

    private void WriteLine(ReadOnlySpan<string> cells)
    {
        for (var i = 0; i < cells.Length; i++)
        {
            if (i > 0) _writer.Write(',');
            _writer.Write(CsvCell.Of(cells[i]));
        }
        _writer.Write("\r\n");
    }
}
