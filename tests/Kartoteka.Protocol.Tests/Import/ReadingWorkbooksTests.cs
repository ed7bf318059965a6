using System.IO.Compression;
using System.Text;
using Kartoteka.Protocol.Import;

namespace Kartoteka.Protocol.Tests.Import;

public class ReadingWorkbooksTests
{
    private const string Sheet = """
        <row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c><c r="C1" t="s"><v>2</v></c><c r="D1" t="inlineStr"><is><t>Сумма</t></is></c></row>
        <row r="2"><c r="A2" t="s"><v>3</v></c><c r="B2"><v>79161234567</v></c><c r="C2" s="1"><v>24777</v></c><c r="D2"><v>1.5E-2</v></c></row>
        <row r="3"><c r="A3" t="s"><v>3</v></c></row>
        <row r="5"><c r="A5" t="s"><v>3</v></c><c r="C5" s="1"><v>24777.5</v></c><c r="E5"><v>1</v></c></row>
        """;

    [Fact]
    public void Dates_phones_and_shared_strings_come_as_text()
    {
        using var reader = Samples.Open(Workbook(Sheet), "people.xlsx");
        Assert.Equal(ImportFormat.Xlsx, reader.Format);
        Assert.Equal(["Имя", "Телефон", "Дата рождения", "Сумма"], reader.Columns);
        Assert.True(reader.ReadRow());
        Assert.Equal(["Анна", "79161234567", "1967-11-01", "0.015"], reader.Row.Fields());
        Assert.True(reader.ReadRow());
        Assert.Equal(["Анна", "", "", ""], reader.Row.Fields());
        Assert.True(reader.ReadRow());
        Assert.Equal(("column_count", 5, 3), (reader.Row.Problem?.Reason, reader.Row.Line, reader.Row.Number));
        Assert.False(reader.ReadRow());
    }

    [Fact]
    public void Rows_of_a_workbook_become_people()
    {
        var (events, refused) = Samples.All(Samples.Import(ImportKind.People, Workbook(Sheet), name: "people.xlsx"));
        Assert.Equal("""{"phone":"79161234567","firstName":"Анна","birthday":"1967-11-01","Сумма":0.015}""", Assert.Single(events).GetProperty("traits").GetRawText());
        Assert.Equal(["no_identifier", "column_count"], refused.Select(row => row.Reason));
    }

    [Fact]
    public void Reading_resumes_after_a_row_of_the_sheet()
    {
        using var first = Samples.Open(Workbook(Sheet));
        first.ReadRow();
        using var second = Samples.Open(Workbook(Sheet), at: first.Next);
        Assert.True(second.ReadRow());
        Assert.Equal(2, second.Row.Number);
    }

    [Fact]
    public void A_missing_sheet_and_a_damaged_workbook_are_refused()
    {
        Assert.Equal("no_sheet", TableReader.Open(new MemoryStream(Workbook(Sheet)), null, new TableOptions { Sheet = "нет" }).Refusal?.Reason);
        Assert.Equal("damaged_file", TableReader.Open(new MemoryStream(Workbook(Sheet)[..300]), null).Refusal?.Reason);
    }

    [Fact]
    public void A_zip_bomb_is_refused_before_it_is_parsed()
    {
        var bomb = new MemoryStream();
        using (var zip = new ZipArchive(bomb, ZipArchiveMode.Create, leaveOpen: true))
        {
            using var part = zip.CreateEntry("xl/worksheets/sheet1.xml", CompressionLevel.Fastest).Open();
            var zeros = new byte[1 << 20];
            for (var i = 0; i <= ImportLimits.XlsxUnpackedBytesMax >> 20; i++) part.Write(zeros);
        }
        bomb.Position = 0;
        Assert.Equal("zip_bomb", TableReader.Open(bomb, "x.xlsx").Refusal?.Reason);
    }

    private static byte[] Workbook(string rows)
    {
        const string main = "xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"";
        const string relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
        const string package = "http://schemas.openxmlformats.org/package/2006";
        var bytes = new MemoryStream();
        using (var zip = new ZipArchive(bytes, ZipArchiveMode.Create, leaveOpen: true))
        {
            void Part(string name, string xml)
            {
                using var part = zip.CreateEntry(name).Open();
                part.Write(Encoding.UTF8.GetBytes("<?xml version=\"1.0\" encoding=\"UTF-8\"?>" + xml));
            }
            Part("[Content_Types].xml", $"<Types xmlns=\"{package}/content-types\"><Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/><Default Extension=\"xml\" ContentType=\"application/xml\"/></Types>");
            Part("_rels/.rels", $"<Relationships xmlns=\"{package}/relationships\"><Relationship Id=\"r1\" Type=\"{relations}/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>");
            Part("xl/workbook.xml", $"<workbook {main} xmlns:r=\"{relations}\"><sheets><sheet name=\"Люди\" sheetId=\"1\" r:id=\"r1\"/></sheets></workbook>");
            Part("xl/_rels/workbook.xml.rels", $"<Relationships xmlns=\"{package}/relationships\"><Relationship Id=\"r1\" Type=\"{relations}/worksheet\" Target=\"worksheets/sheet1.xml\"/><Relationship Id=\"r2\" Type=\"{relations}/sharedStrings\" Target=\"sharedStrings.xml\"/><Relationship Id=\"r3\" Type=\"{relations}/styles\" Target=\"styles.xml\"/></Relationships>");
            Part("xl/sharedStrings.xml", $"<sst {main}><si><t>Имя</t></si><si><t>Телефон</t></si><si><t>Дата рождения</t></si><si><t>Анна</t></si></sst>");
            Part("xl/styles.xml", $"<styleSheet {main}><cellXfs count=\"2\"><xf numFmtId=\"0\"/><xf numFmtId=\"14\" applyNumberFormat=\"1\"/></cellXfs></styleSheet>");
            Part("xl/worksheets/sheet1.xml", $"<worksheet {main}><sheetData>{rows}</sheetData></worksheet>");
        }
        return bytes.ToArray();
    }
}
