using System.Text;
using Kartoteka.Storage.Embedded.Columns.DuckDb;

namespace Kartoteka.Storage.Embedded.Tests.Columns;

/// <summary>Rows on both sides of a chunk's border, read and appended.</summary>
public sealed class DuckDbChunksTests : IDisposable
{
    private readonly DuckDbDatabase _database = DuckDbDatabase.Open();
    private readonly DuckDbConnection _connection;

    public DuckDbChunksTests() => _connection = _database.Connect();

    public void Dispose()
    {
        _connection.Dispose();
        _database.Dispose();
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2047)]
    [InlineData(2048)]
    [InlineData(2049)]
    [InlineData(10_000)]
    public void Every_row_is_read_once_with_its_nulls_and_texts(int rows)
    {
        using var statement = _connection.Prepare("select i, case when i % 7 = 3 then null else i end, repeat('ы', (i % 40)::integer) from range($1) as t(i)");
        using var result = statement.Bind(rows).Query();
        var seen = 0;
        while (result.Read())
        {
            Assert.InRange(result.Rows, 1, DuckDbResult.ChunkRowsMax);
            var number = result.Column(0);
            var thinned = result.Column(1);
            var text = result.Column(2);
            for (var row = 0; row < result.Rows; row++, seen++)
            {
                Assert.Equal(seen, number.Values<long>()[row]);
                Assert.Equal(seen % 7 == 3, thinned.IsNull(row));
                Assert.Equal(seen % 40 * 2, text.Bytes(row).Length);
            }
        }
        Assert.Equal(rows, seen);
        Assert.False(result.Read());
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2048)]
    [InlineData(2049)]
    [InlineData(10_000)]
    public void What_is_appended_by_chunks_is_what_DuckDB_then_holds(int rows)
    {
        _connection.Execute("create table t (i bigint, d double, p decimal(12, 2), ok boolean, name varchar, raw blob, day date, moment timestamp, tags varchar[], place struct(city varchar, flat integer))");
        using (var appender = _connection.Append("t"))
        {
            for (var start = 0; start < rows; start += DuckDbResult.ChunkRowsMax) Fill(appender, start, Math.Min(rows - start, DuckDbResult.ChunkRowsMax));
            appender.Complete();
        }
        using var result = _connection.Query(
            """
            select count(*), sum(i), sum(d), sum(p), count_if(ok), coalesce(sum(length(name)), 0), sum(octet_length(raw)), max(day)::varchar, max(moment)::varchar, sum(len(tags)),
              count(place.city), count_if(coalesce(tags[1] = 'tag ' || i, false)), count(*) filter (name is null)
            from t
            """);
        Assert.True(result.Read());
        Assert.Equal(rows, result.Column(0).Values<long>()[0]);
        Assert.Equal((Int128)rows * (rows - 1) / 2, result.Column(1).Values<Int128>()[0]);
        Assert.Equal(rows * (rows - 1L) / 4.0, result.Column(2).Values<double>()[0]);
        Assert.Equal(rows * (rows - 1m) / 200m, result.Column(3).Decimal(0));
        var numbers = Enumerable.Range(0, rows).ToArray();
        Assert.Equal(numbers.Count(i => i % 2 == 0), (int)result.Column(4).Values<Int128>()[0]);
        Assert.Equal(numbers.Where(i => i % 5 != 0).Sum(i => (i % 30) + 1), (int)result.Column(5).Values<Int128>()[0]);
        Assert.Equal(numbers.Sum(i => i % 20), (int)result.Column(6).Values<Int128>()[0]);
        Assert.Equal(DateOnly.FromDateTime(DateTime.UnixEpoch).AddDays(rows - 1).ToString("yyyy-MM-dd"), Encoding.UTF8.GetString(result.Column(7).Bytes(0)));
        Assert.Equal(DateTime.UnixEpoch.AddSeconds(rows - 1).ToString("yyyy-MM-dd HH:mm:ss"), Encoding.UTF8.GetString(result.Column(8).Bytes(0)));
        Assert.Equal(numbers.Sum(i => i % 3), (int)result.Column(9).Values<Int128>()[0]);
        Assert.Equal(numbers.Count(i => i % 4 != 0), result.Column(10).Values<long>()[0]);
        Assert.Equal(numbers.Count(i => i % 3 > 0), (int)result.Column(11).Values<Int128>()[0]);
        Assert.Equal(numbers.Count(i => i % 5 == 0), result.Column(12).Values<long>()[0]);
    }

    [Fact]
    public void What_is_not_completed_is_given_up()
    {
        _connection.Execute("create table t (i bigint)");
        using (var appender = _connection.Append("t"))
        {
            appender.Column(0).Values<long>()[0] = 1;
            appender.Append(1);
        }
        using var result = _connection.Query("select count(*) from t");
        Assert.True(result.Read());
        Assert.Equal(0, result.Column(0).Values<long>()[0]);
    }

    [Fact]
    public void A_text_that_is_no_utf8_is_refused_before_the_library_sees_it()
    {
        _connection.Execute("create table t (name varchar)");
        using var appender = _connection.Append("t");
        Assert.Throws<ArgumentException>(() => appender.Column(0).Set(0, [0xff, 0xfe]));
        Assert.Throws<ArgumentOutOfRangeException>(() => appender.Append(0));
        Assert.Throws<ArgumentOutOfRangeException>(() => appender.Append(DuckDbResult.ChunkRowsMax + 1));
    }

    private static void Fill(DuckDbAppender appender, int start, int count)
    {
        var tags = Enumerable.Range(start, count).Sum(i => i % 3);
        var list = appender.Column(8);
        var place = appender.Column(9);
        var elements = list.Elements(tags);
        var tag = 0;
        for (var row = 0; row < count; row++)
        {
            var i = start + row;
            appender.Column(0).Values<long>()[row] = i;
            appender.Column(1).Values<double>()[row] = i / 2.0;
            appender.Column(2).Values<long>()[row] = i;
            appender.Column(3).Values<byte>()[row] = (byte)(i % 2 == 0 ? 1 : 0);
            if (i % 5 == 0) appender.Column(4).SetNull(row);
            else appender.Column(4).Set(row, Encoding.UTF8.GetBytes(new string('ж', (i % 30) + 1)));
            appender.Column(5).Set(row, new byte[i % 20]);
            appender.Column(6).Values<int>()[row] = i;
            appender.Column(7).Values<long>()[row] = i * 1_000_000L;
            list.SetList(row, tag, i % 3);
            for (var n = 0; n < i % 3; n++) elements.Set(tag++, Encoding.UTF8.GetBytes($"tag {i}"));
            if (i % 4 == 0)
            {
                place.SetNull(row);
                continue;
            }
            place.Field(0).Set(row, "Омск"u8);
            place.Field(1).Values<int>()[row] = i;
        }
        appender.Append(count);
    }
}
