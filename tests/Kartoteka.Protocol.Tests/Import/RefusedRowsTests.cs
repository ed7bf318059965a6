using System.Text;
using Kartoteka.Protocol.Import;

namespace Kartoteka.Protocol.Tests.Import;

public class RefusedRowsTests
{
    [Fact]
    public void The_file_has_a_mark_for_excel_the_reason_and_the_original_columns()
    {
        var file = new MemoryStream();
        using (var writer = new RefusedRowsWriter(file, ["Имя", "Телефон"]))
        {
            writer.Write(new RefusedRow(3, "bad_date", "Дата: 'x'", ["Анна, \"Аня\"", "+79161234567"], "raw"));
            writer.Write(new RefusedRow(4, "column_count", "…", ["=1+1"], "=1+1"));
        }
        Assert.Equal("\uFEFFline,reason,detail,Имя,Телефон,raw\r\n3,bad_date,Дата: 'x',\"Анна, \"\"Аня\"\"\",+79161234567,\r\n4,column_count,…,'=1+1,,'=1+1\r\n",
            Encoding.UTF8.GetString(file.ToArray()));
    }

    [Theory]
    [InlineData("=HYPERLINK(1)", true)]
    [InlineData("+1+cmd", true)]
    [InlineData("-5", true)]
    [InlineData("@SUM(A1)", true)]
    [InlineData("\tx", true)]
    [InlineData("+79161234567", false)]
    [InlineData("+123456", true)]
    [InlineData("+1234567890123456", true)]
    [InlineData("Анна", false)]
    public void A_cell_that_a_spreadsheet_would_run_gets_an_apostrophe(string cell, bool marked)
    {
        var file = new MemoryStream();
        using (var writer = new RefusedRowsWriter(file, ["a"])) writer.Write(new RefusedRow(1, "r", "d", [cell], ""));
        Assert.Contains($"1,r,d,{(marked ? "'" : "")}{cell},\r\n", Encoding.UTF8.GetString(file.ToArray()), StringComparison.Ordinal);
    }

    [Fact]
    public void Refused_rows_can_be_mended_and_imported_again()
    {
        var rows = Samples.Import(ImportKind.People, "id,Имя,birthday\n1,Анна,31.02.1990\n2,Олег,01.02.1990\n");
        var file = new MemoryStream();
        using (var writer = new RefusedRowsWriter(file, ["id", "Имя", "birthday"]))
            foreach (var row in Samples.All(rows).Refused) writer.Write(row);
        var mended = Encoding.UTF8.GetString(file.ToArray()).Replace("1,Анна,31.02", "1,Анна,28.02", StringComparison.Ordinal);
        var again = Samples.Only(Samples.Import(ImportKind.People, mended, overrides: ["line=", "reason=", "detail=", "raw="]));
        Assert.Equal("1990-02-28", again.GetProperty("traits").GetProperty("birthday").GetString());
    }
}
