using System.Globalization;
using System.IO.Compression;
using ExcelDataReader;
using ExcelDataReader.Exceptions;

namespace Kartoteka.Protocol.Import;

/// <summary>
/// Reads one sheet of a workbook. Dates come as ISO 8601 without an offset, numbers without an exponent (a phone number typed as a number
/// stays whole up to 15 digits, which is all that Excel keeps), truth values as <c>true</c> and <c>false</c>.
/// </summary>
internal sealed class XlsxTableReader : RowwiseTableReader
{
    private readonly IExcelDataReader _sheet;
    private string[] _columns = [];

    // ExcelDataReader asks for windows-1252 by name even for workbooks, which are all UTF-8. Registering only adds encodings.
    static XlsxTableReader() => System.Text.Encoding.RegisterProvider(System.Text.CodePagesEncodingProvider.Instance);

    private XlsxTableReader(Stream stream, IExcelDataReader sheet) : base(stream) => _sheet = sheet;

    public override ImportFormat Format => ImportFormat.Xlsx;

    public override IReadOnlyList<string> Columns => _columns;

    public static TableOpening Open(Stream stream, TableOptions options, ImportPosition? resumeAt)
    {
        try
        {
            if (!stream.CanSeek && !TemporaryCopy.TryMake(ref stream)) return Refuse(RefusalReasons.ZipBomb, TooLargeText);
            if (!UnpacksWithinLimit(stream)) return Refuse(RefusalReasons.ZipBomb, TooLargeText);
            stream.Position = 0;
            var sheet = ExcelReaderFactory.CreateOpenXmlReader(stream, new ExcelReaderConfiguration { LeaveOpen = true });
            if (options.Sheet is { } wanted)
            {
                while (!string.Equals(sheet.Name, wanted, StringComparison.OrdinalIgnoreCase))
                    if (!sheet.NextResult()) return Refuse(RefusalReasons.NoSheet, $"The workbook has no sheet '{wanted}'.");
            }
            var reader = new XlsxTableReader(stream, sheet);
            if (reader.ReadHeader() is { } refusal) return new TableOpening(null, refusal);
            while (resumeAt is { } position && reader.Rows < position.Row && reader.ReadRow())
            {
            }
            return new TableOpening(reader, null);
        }
        catch (Exception damage) when (IsDamage(damage))
        {
            return Refuse(RefusalReasons.DamagedFile, damage.Message);
        }
    }

    protected override bool Take()
    {
        if (!_sheet.Read()) return false;
        TakeCells(_columns.Length);
        return true;
    }

    protected override bool IsDamaged(Exception error) => IsDamage(error);

    protected override void Dispose(bool disposing)
    {
        _sheet.Dispose();
        base.Dispose(disposing);
    }

    private const string TooLargeText = "The workbook would unpack to more than the limit of 1 GiB.";

    private FileRefusal? ReadHeader()
    {
        do
        {
            Lines++;
            Row.Clear();
            if (!_sheet.Read()) return new FileRefusal(RefusalReasons.EmptyFile, "The sheet is empty.");
            TakeCells(0);
        }
        while (Row.IsBlank);
        if (Row.FieldCount > ImportLimits.ColumnsMax)
            return new FileRefusal(RefusalReasons.TooManyColumns, $"At most {ImportLimits.ColumnsMax} columns; the sheet has {Row.FieldCount}.");
        return Headers.TryName(Row, out _columns) ? null : new FileRefusal(RefusalReasons.NoHeader, Headers.MissingText);
    }

    /// <summary>A sheet's rows leave trailing empty cells out, so short rows are filled up; cells past the header are a problem.</summary>
    private void TakeCells(int columns)
    {
        var count = _sheet.FieldCount;
        while (count > columns && _sheet.GetValue(count - 1) is null) count--;
        for (var i = 0; i < Math.Max(count, columns); i++) Row.Add(i < count ? Text(_sheet.GetValue(i)) : "");
        if (columns > 0 && count > columns)
            Row.Problem = new RowProblem(RefusalReasons.ColumnCount, $"The row has {count} cells and the header {columns}.");
    }

    private static string Text(object? value) => value switch
    {
        null => "",
        string text => text,
        double number => Number(number),
        DateTime { TimeOfDay.Ticks: 0 } date => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        DateTime time => time.ToString("yyyy-MM-ddTHH:mm:ss", CultureInfo.InvariantCulture),
        TimeSpan span => span.ToString("c"),
        bool truth => truth ? "true" : "false",
        _ => Convert.ToString(value, CultureInfo.InvariantCulture) ?? "",
    };

    private static string Number(double number)
    {
        if (Math.Abs(number) < 9e15 && number == Math.Floor(number)) return ((long)number).ToString(CultureInfo.InvariantCulture);
        return Math.Abs(number) < 7e27 ? ((decimal)number).ToString(CultureInfo.InvariantCulture) : number.ToString("F0", CultureInfo.InvariantCulture);
    }

    /// <summary>Unpacks every part to nowhere: the sizes that a zip file states of itself may lie.</summary>
    private static bool UnpacksWithinLimit(Stream stream)
    {
        using var zip = new ZipArchive(stream, ZipArchiveMode.Read, leaveOpen: true);
        var left = ImportLimits.XlsxUnpackedBytesMax;
        foreach (var entry in zip.Entries)
        {
            if (entry.Length > left) return false;
            using var part = entry.Open();
            var bytes = TemporaryCopy.CopyUpTo(part, Stream.Null, left);
            if (bytes < 0) return false;
            left -= bytes;
        }
        return true;
    }

    /// <summary>What ExcelDataReader, the XML reader and zip throw on a broken workbook; there is no common base.</summary>
    private static bool IsDamage(Exception exception) => exception is ExcelReaderException or InvalidDataException or System.Xml.XmlException
        or FormatException or IndexOutOfRangeException or ArgumentException or InvalidOperationException or NullReferenceException
        or OverflowException or KeyNotFoundException or NotSupportedException;
}
