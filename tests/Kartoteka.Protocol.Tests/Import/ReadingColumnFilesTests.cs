using System.IO.Compression;
using Kartoteka.Protocol.Import;

namespace Kartoteka.Protocol.Tests.Import;

/// <summary>What is made of a file of columns, whatever engine reads it.</summary>
public sealed class ReadingColumnFilesTests
{
    private static readonly byte[] Head = [.. "PAR1"u8, .. new byte[100]];

    [Fact]
    public void Names_are_made_unique_and_rows_have_their_number_in_the_file()
    {
        using var reader = Open(new Given(["id", "ID", "", " name "], ["1", "2", "3", "Ada"], ["", "", " ", ""], ["4", "5", "6", "Bob"]));
        Assert.Equal((ImportFormat.Parquet, "id|ID_2|column3|name"), (reader.Format, string.Join('|', reader.Columns)));
        Assert.True(reader.ReadRow());
        Assert.Equal((1, 1, "Ada"), (reader.Row.Number, reader.Row.Line, reader.Row[3].ToString()));
        Assert.True(reader.ReadRow());
        Assert.Equal((2, 3, "Bob", true), (reader.Row.Number, reader.Row.Line, reader.Row[3].ToString(), reader.Row.IsJson(0)));
        Assert.Equal((new ImportPosition(2, 4, 0), 1.0), (reader.Next, reader.ShareRead));
        Assert.False(reader.ReadRow());
        Assert.Equal(new ImportPosition(2, 4, 0), reader.Next);
    }

    [Fact]
    public void Reading_goes_on_behind_the_row_it_came_to()
    {
        string[][] rows = [["1"], [""], ["3"], ["4"]];
        using var first = Open(new Given(["id"], rows));
        Assert.True(first.ReadRow());
        Assert.True(first.ReadRow());
        using var second = Open(new Given(["id"], rows), first.Next);
        Assert.True(second.ReadRow());
        Assert.Equal((3, 4, "4"), (second.Row.Number, second.Row.Line, second.Row[0].ToString()));
    }

    [Fact]
    public void A_row_that_is_too_long_or_holds_a_nul_is_refused_and_those_behind_it_are_read()
    {
        var (field, part) = (new string('x', ImportLimits.FieldCharsMax + 1), new string('x', ImportLimits.FieldCharsMax));
        using var reader = Open(new Given(["a", "b", "c", "d", "e"], [field, "", "", "", ""], [part, part, part, part, part], ["a\0b", "", "", "", ""], ["good", "", "", "", ""]));
        foreach (var reason in new[] { RefusalReasons.FieldTooLong, RefusalReasons.RowTooLong, RefusalReasons.Nul, null })
        {
            Assert.True(reader.ReadRow());
            Assert.Equal(reason, reader.Row.Problem?.Reason);
        }
    }

    [Fact]
    public void Damage_on_the_way_is_told_once_as_a_refused_row()
    {
        using var reader = Open(new Given(["id"], ["1"], ["damage"], ["3"]));
        Assert.True(reader.ReadRow());
        Assert.True(reader.ReadRow());
        Assert.Equal((RefusalReasons.DamagedFile, 2), (reader.Row.Problem!.Reason, reader.Row.Line));
        Assert.False(reader.ReadRow());
    }

    [Fact]
    public void A_file_that_the_engine_refuses_or_that_has_no_engine_is_refused_with_the_reason()
    {
        Assert.Equal(RefusalReasons.DamagedFile, Refusal(Head, new Given(["damage"])));
        Assert.Equal(RefusalReasons.DamagedFile, Refusal("id,email\n"u8.ToArray(), new Given(["damage"]), "people.parquet"));
        Assert.Equal(RefusalReasons.LibraryMissing, Refusal(Head, null));
        Assert.Equal(RefusalReasons.TooManyColumns, Refusal(Head, new Given([.. Enumerable.Range(0, ImportLimits.ColumnsMax + 1).Select(i => $"c{i}")])));
    }

    [Fact]
    public void What_comes_packed_is_given_to_the_engine_as_a_file_that_is_gone_afterwards()
    {
        var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest, leaveOpen: true)) gzip.Write(Head);
        packed.Position = 0;
        var given = new Given(["id"], ["1"]);
        using (TableReader.Open(packed, "x.parquet.gz", new TableOptions { ColumnFiles = given }).Reader!) Assert.Equal(Head, File.ReadAllBytes(given.Path!));
        Assert.False(File.Exists(given.Path));
        Assert.Equal(RefusalReasons.DamagedFile, Refusal(packed.ToArray()[..^9], given, "x.parquet.gz"));
    }

    private static TableReader Open(Given given, ImportPosition? at = null) => TableReader.Open(new MemoryStream(Head), null, new TableOptions { ColumnFiles = given }, at).Reader!;

    private static string? Refusal(byte[] bytes, Given? given, string? name = null) => TableReader.Open(new MemoryStream(bytes), name, new TableOptions { ColumnFiles = given }).Refusal?.Reason;

    /// <summary>An engine that has read the file already.</summary>
    private sealed class Given(string[] columns, params string[][] rows) : IColumnFiles, IColumnFile
    {
        private int _row;

        public string? Path { get; private set; }

        public IReadOnlyList<string> Columns => columns;

        public long Rows => rows.Length;

        public IColumnFile Open(string path)
        {
            Path = path;
            return columns[0] == "damage" ? throw new ColumnFileException(RefusalReasons.DamagedFile, "It is none.") : this;
        }

        public void Skip(long count) => _row += (int)count;

        public bool Read(TableRow row)
        {
            if (_row == rows.Length) return false;
            foreach (var field in rows[_row++]) row.Add(field == "damage" ? throw new ColumnFileException(RefusalReasons.DamagedFile, "It is broken.") : field, json: field.Length == 1);
            return true;
        }

        public void Dispose()
        {
        }
    }
}
