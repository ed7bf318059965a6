using Kartoteka.Storage.Embedded.Columns.DuckDb;
using Kartoteka.Storage.Embedded.Columns.Parquet;

namespace Kartoteka.Storage.Embedded.Tests.Columns;

/// <summary>Files that DuckDB wrote, read row by row.</summary>
[Collection("memory of the process")]
public sealed class ParquetFileTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("kartoteka-parquet-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData("true", "true", true)]
    [InlineData("null::integer", "", false)]
    [InlineData("127::tinyint", "127", true)]
    [InlineData("(-9223372036854775808)::bigint", "-9223372036854775808", false)]
    [InlineData("999999999999999::bigint", "999999999999999", true)]
    [InlineData("1000000000000000::bigint", "1000000000000000", false)]
    [InlineData("18446744073709551615::ubigint", "18446744073709551615", false)]
    [InlineData("79161234567::double", "79161234567", true)]
    [InlineData("0.1::double", "0.1", true)]
    [InlineData("0.1::float", "0.1", true)]
    [InlineData("1e300::double", "1E+300", true)]
    [InlineData("'nan'::double", "", false)]
    [InlineData("'-infinity'::double", "-Infinity", false)]
    [InlineData("12.50::decimal(9, 2)", "12.5", true)]
    [InlineData("-0.05::decimal(4, 2)", "-0.05", true)]
    [InlineData("0::decimal(4, 2)", "0", true)]
    [InlineData("100::decimal(38, 18)", "100", true)]
    [InlineData("123::decimal(9, 0)", "123", true)]
    [InlineData("-99999999999999999999999999999999999.999::decimal(38, 3)", "-99999999999999999999999999999999999.999", false)]
    [InlineData("'ёж 🦔 \"q\" and more than twelve'", "ёж 🦔 \"q\" and more than twelve", false)]
    [InlineData("''", "", false)]
    [InlineData("'plain'::blob", "plain", false)]
    [InlineData("'\\xFF\\x00'::blob", "/wA=", false)]
    [InlineData("date '1990-05-31'", "1990-05-31", false)]
    [InlineData("'infinity'::date", "infinity", false)]
    [InlineData("timestamp '1990-05-31 00:00:00'", "1990-05-31", false)]
    [InlineData("timestamp '2024-02-29 23:59:59.5'", "2024-02-29T23:59:59.5", false)]
    [InlineData("timestamp_ns '2024-02-29 23:59:59.123456789'", "2024-02-29T23:59:59.1234567", false)]
    [InlineData("timestamp_ms '1969-12-31 23:59:59.999'", "1969-12-31T23:59:59.999", false)]
    [InlineData("timestamptz '2024-03-01 03:00:00+03'", "2024-03-01T00:00:00Z", false)]
    [InlineData("time '09:30:00'", "09:30:00", false)]
    [InlineData("'5b1a8f3c-0c1d-4f6e-8a2b-1234567890ab'::uuid", "5b1a8f3c-0c1d-4f6e-8a2b-1234567890ab", false)]
    [InlineData("interval '1 month 2 days'", "1 month 2 days", false)]
    [InlineData("['a', null, 'ё\"']", """["a",null,"ё\""]""", true)]
    [InlineData("[1.50::decimal(4, 2), 2]", "[1.5,2]", true)]
    [InlineData("[]::integer[]", "[]", true)]
    [InlineData("[{'sku': 'A1', 'n': 2, 'at': date '2024-01-01'}, {'sku': null, 'n': null, 'at': null}]", """[{"sku":"A1","n":2,"at":"2024-01-01"},{"sku":null,"n":null,"at":null}]""", true)]
    [InlineData("map {'a': 1, 'b': 2}", """{"a":1,"b":2}""", true)]
    [InlineData("[[true], []]", "[[true],[]]", true)]
    public void A_value_becomes_the_text_that_other_formats_give(string value, string text, bool isJson)
    {
        using var file = ParquetFile.Open(Write($"select {value} as v"));
        Assert.Equal((1, "v"), (file.Rows, Assert.Single(file.Columns)));
        Assert.True(file.ReadRow());
        Assert.Equal(text, file.Field(0, out var json).ToString());
        Assert.Equal(isJson, json);
        Assert.False(file.ReadRow());
    }

    [Fact]
    public void A_struct_becomes_columns_with_dots_also_where_a_cast_is_needed()
    {
        using var file = ParquetFile.Open(Write("select {'city': 'Омск', 'geo': {'lat': 1.5, 'tags': ['x']}} as address, interval 1 day as span, null::struct(a integer) as nothing"));
        Assert.Equal(["address.city", "address.geo.lat", "address.geo.tags", "span", "nothing.a"], file.Columns);
        Assert.True(file.ReadRow());
        Assert.Equal(["Омск", "1.5", """["x"]""", "1 day", ""], Enumerable.Range(0, 5).Select(i => file.Field(i, out _).ToString()));
    }

    [Theory]
    [InlineData("a[1]*?.parquet")]
    [InlineData("year=2024/it's.parquet")]
    [InlineData("ёж %41 \".parquet")]
    public void A_path_stands_for_itself_whatever_signs_it_has(string name)
    {
        var path = Path.Combine(_folder, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.Copy(Write("select 1 as i"), path);
        File.Copy(path, Path.Combine(_folder, "a1xy.parquet"));
        using var file = ParquetFile.Open(path);
        Assert.Equal((1, "i"), (file.Rows, Assert.Single(file.Columns)));
    }

    [Fact]
    public void A_file_that_is_none_is_cut_off_or_is_gone_is_refused_without_its_path()
    {
        var good = File.ReadAllBytes(Write("select i, repeat('x', 50) || i as s from range(50000) as t(i)"));
        Refused(good[..(good.Length / 2)]);
        Refused(good[4..]);
        Refused("id;name\n1;Ada\n"u8.ToArray());
        Refused([]);
        Refused([.. "PAR1"u8, .. new byte[100], .. "PAR1"u8]);
        Assert.Throws<DuckDbException>(() => ParquetFile.Open(Path.Combine(_folder, "gone.parquet")));
    }

    [Fact]
    public void Damage_in_the_midst_comes_when_its_rows_are_read()
    {
        var path = Write("select i, hash(i) as s from range(500000) as t(i)");
        var bytes = File.ReadAllBytes(path);
        for (var i = bytes.Length / 2; i < bytes.Length / 2 + 200_000; i++) bytes[i] = 0xff;
        File.WriteAllBytes(path, bytes);
        using var file = ParquetFile.Open(path);
        var rows = 0;
        Assert.Throws<DuckDbException>(() =>
        {
            while (file.ReadRow()) rows++;
        });
        Assert.InRange(rows, 1, 499_999);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2_047)]
    [InlineData(2_048)]
    [InlineData(2_049)]
    [InlineData(299_999)]
    public void Rows_come_in_the_order_of_the_file_also_behind_skipped_ones(int skipped)
    {
        using var file = ParquetFile.Open(Write("select i from range(300000) as t(i)"));
        file.Skip(skipped);
        for (var i = skipped; i < Math.Min(300_000, skipped + 5_000); i++)
        {
            Assert.True(file.ReadRow());
            Assert.Equal($"{i}", file.Field(0, out _).ToString());
        }
        file.Skip(300_000);
        Assert.False(file.ReadRow());
    }

    [Fact]
    public void A_million_rows_take_the_memory_of_a_few()
    {
        var path = Write("select i as id, 'person' || i || '@mail.ru' as email, '+7916' || (1000000 + i) as phone, [i, i + 1] as seen, repeat('текст ', 20) as note from range(1000000) as t(i)");
        using var file = ParquetFile.Open(path);
        Assert.Equal(1_000_000, file.Rows);
        long rows = 0, chars = 0, before = 0, most = 0;
        for (; file.ReadRow(); rows++)
        {
            for (var i = 0; i < file.Columns.Count; i++) chars += file.Field(i, out _).Length;
            if (rows == 150_000) before = Resident();
            if (rows > 150_000 && rows % 50_000 == 0) most = Math.Max(most, Resident());
        }
        Assert.Equal(1_000_000, rows);
        Assert.InRange(chars, 150_000_000, 300_000_000);
        Assert.InRange(most - before, long.MinValue, 96 << 20);
    }

    private static long Resident()
    {
        using var process = System.Diagnostics.Process.GetCurrentProcess();
        return process.WorkingSet64;
    }

    private string Write(string query)
    {
        using var database = DuckDbDatabase.Open();
        using var connection = database.Connect();
        var path = Path.Combine(_folder, $"{Guid.NewGuid():N}.parquet");
        connection.Execute($"copy ({query}) to '{path}' (format parquet)");
        return path;
    }

    private void Refused(byte[] bytes)
    {
        var path = Path.Combine(_folder, "bad.parquet");
        File.WriteAllBytes(path, bytes);
        var error = Assert.Throws<DuckDbException>(() => ParquetFile.Open(path));
        Assert.DoesNotContain(_folder, error.Message, StringComparison.Ordinal);
        Assert.NotEqual("", error.Message);
    }
}
