using System.Globalization;
using System.Text;
using Kartoteka.Storage.Embedded.Columns.DuckDb;

namespace Kartoteka.Storage.Embedded.Tests.Columns;

/// <summary>Values at the limits of their types, read through the binding and beside it as DuckDB itself writes them.</summary>
public sealed class DuckDbTypesTests : IDisposable
{
    private delegate string Reading(DuckDbVector vector, int row);

    private readonly DuckDbDatabase _database = DuckDbDatabase.Open();
    private readonly DuckDbConnection _connection;

    public DuckDbTypesTests() => _connection = _database.Connect();

    public void Dispose()
    {
        _connection.Dispose();
        _database.Dispose();
    }

    private static readonly Dictionary<DuckDbKind, Reading> Readings = new()
    {
        [DuckDbKind.Boolean] = (v, r) => v.Values<byte>()[r] == 1 ? "true" : "false",
        [DuckDbKind.TinyInt] = (v, r) => Text(v.Values<sbyte>()[r]),
        [DuckDbKind.SmallInt] = (v, r) => Text(v.Values<short>()[r]),
        [DuckDbKind.Integer] = (v, r) => Text(v.Values<int>()[r]),
        [DuckDbKind.BigInt] = (v, r) => Text(v.Values<long>()[r]),
        [DuckDbKind.HugeInt] = (v, r) => Text(v.Values<Int128>()[r]),
        [DuckDbKind.UTinyInt] = (v, r) => Text(v.Values<byte>()[r]),
        [DuckDbKind.USmallInt] = (v, r) => Text(v.Values<ushort>()[r]),
        [DuckDbKind.UInteger] = (v, r) => Text(v.Values<uint>()[r]),
        [DuckDbKind.UBigInt] = (v, r) => Text(v.Values<ulong>()[r]),
        [DuckDbKind.UHugeInt] = (v, r) => Text(v.Values<UInt128>()[r]),
        [DuckDbKind.Float] = (v, r) => Text((double)v.Values<float>()[r]),
        [DuckDbKind.Double] = (v, r) => Text(v.Values<double>()[r]),
        [DuckDbKind.Decimal] = (v, r) => Text(v.Decimal(r)),
        [DuckDbKind.Varchar] = (v, r) => Encoding.UTF8.GetString(v.Bytes(r)),
        [DuckDbKind.Blob] = (v, r) => string.Concat(v.Bytes(r).ToArray().Select(b => $"\\x{b:X2}")),
        [DuckDbKind.Date] = (v, r) => DateOnly.FromDateTime(DateTime.UnixEpoch).AddDays(v.Values<int>()[r]).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        [DuckDbKind.Timestamp] = (v, r) => Moment(v.Values<long>()[r] * TimeSpan.TicksPerMicrosecond),
        [DuckDbKind.TimestampSeconds] = (v, r) => Moment(v.Values<long>()[r] * TimeSpan.TicksPerSecond),
        [DuckDbKind.TimestampMilliseconds] = (v, r) => Moment(v.Values<long>()[r] * TimeSpan.TicksPerMillisecond),
        [DuckDbKind.TimestampNanoseconds] = (v, r) => Moment(v.Values<long>()[r] / 100),
        [DuckDbKind.Time] = (v, r) => TimeSpan.FromMicroseconds(v.Values<long>()[r]).ToString("hh\\:mm\\:ss\\.FFFFFF", CultureInfo.InvariantCulture).TrimEnd('.'),
    };

    [Theory]
    [InlineData("boolean", "true", "false")]
    [InlineData("tinyint", "-128", "0", "127")]
    [InlineData("smallint", "-32768", "32767")]
    [InlineData("integer", "-2147483648", "2147483647")]
    [InlineData("bigint", "-9223372036854775808", "9223372036854775807")]
    [InlineData("hugeint", "-170141183460469231731687303715884105728", "170141183460469231731687303715884105727", "18446744073709551616")]
    [InlineData("utinyint", "0", "255")]
    [InlineData("usmallint", "65535")]
    [InlineData("uinteger", "4294967295")]
    [InlineData("ubigint", "18446744073709551615")]
    [InlineData("uhugeint", "340282366920938463463374607431768211455")]
    [InlineData("float", "0.5", "-16777216", "1024.25")]
    [InlineData("double", "0.1", "-12345.678", "0.000244140625")]
    [InlineData("decimal(4,1)", "999.9", "-999.9", "0.0")]
    [InlineData("decimal(9,2)", "9999999.99", "-0.01")]
    [InlineData("decimal(18,6)", "999999999999.999999", "-999999999999.999999")]
    [InlineData("decimal(28,10)", "999999999999999999.9999999999", "-0.0000000001")]
    [InlineData("varchar", "", "a", "двенадцать!!", "twelve bytes", "thirteen byte", "ёжик 🦔 и ещё длинный текст за пределами двенадцати", "\u0001\t\n")]
    [InlineData("blob", "\\x00", "\\xFF\\xFE\\x00\\x01", "\\x00\\x01\\x02\\x03\\x04\\x05\\x06\\x07\\x08\\x09\\x0A\\x0B\\x0C\\x0D")]
    [InlineData("date", "0001-01-01", "1969-12-31", "1970-01-01", "2024-02-29", "9999-12-31")]
    [InlineData("timestamp", "0001-01-01 00:00:00", "1969-12-31 23:59:59.999999", "9999-12-31 23:59:59.999999")]
    [InlineData("timestamp_s", "1969-12-31 23:59:59", "2038-01-19 03:14:08")]
    [InlineData("timestamp_ms", "1969-12-31 23:59:59.999", "2262-04-12 00:00:00.001")]
    [InlineData("timestamp_ns", "2024-02-29 12:30:00.123456")]
    [InlineData("time", "00:00:00", "23:59:59.999999")]
    public void A_value_at_its_limit_is_what_DuckDB_says_it_is(string type, params string[] values)
    {
        _connection.Execute($"create table t (i integer, v {type})");
        using (var insert = _connection.Prepare($"insert into t values ($1, cast($2 as {type}))"))
        {
            for (var i = 0; i < values.Length; i++) insert.Bind(i).Bind(values[i]).Execute();
            insert.Bind(values.Length).BindNull().Execute();
        }
        using var result = _connection.Query("select v, cast(v as varchar) from t order by i");
        Assert.True(result.Read());
        Assert.Equal(values.Length + 1, result.Rows);
        var vector = result.Column(0);
        var said = result.Column(1);
        for (var i = 0; i < values.Length; i++)
        {
            Assert.False(vector.IsNull(i));
            Assert.Equal(values[i], Readings[vector.Type.Kind](vector, i));
            if (vector.Type.Kind is not (DuckDbKind.Float or DuckDbKind.Double)) Assert.Equal(Encoding.UTF8.GetString(said.Bytes(i)), Readings[vector.Type.Kind](vector, i));
        }
        Assert.True(vector.IsNull(values.Length));
        Assert.False(result.Read());
    }

    [Fact]
    public void Floating_numbers_come_bit_by_bit()
    {
        double[] numbers = [0.0, -0.0, double.MaxValue, double.MinValue, double.Epsilon, double.NaN, double.PositiveInfinity, double.NegativeInfinity];
        using var statement = _connection.Prepare("select $1");
        foreach (var number in numbers)
        {
            using var result = statement.Bind(number).Query();
            Assert.True(result.Read());
            Assert.Equal(BitConverter.DoubleToInt64Bits(number), BitConverter.DoubleToInt64Bits(result.Column(0).Values<double>()[0]));
        }
    }

    [Fact]
    public void A_bound_value_comes_back_as_it_was()
    {
        using var statement = _connection.Prepare("select $1::bigint, $2::boolean, $3::decimal(28, 6), $4::varchar, $5::blob, $6::date, $7::timestamp, $8::varchar");
        Assert.Equal(8, statement.Parameters);
        var moment = new DateTime(2024, 2, 29, 23, 59, 59, 999);
        statement.Bind(long.MinValue).Bind(true).Bind(-12345678901234.567890m).Bind("ё\u0000🦔").Bind([0, 1, 255]).Bind(new DateOnly(1, 1, 1)).Bind(moment).Bind((string?)null);
        using var result = statement.Query();
        Assert.True(result.Read());
        Assert.Equal(long.MinValue, result.Column(0).Values<long>()[0]);
        Assert.Equal(1, result.Column(1).Values<byte>()[0]);
        Assert.Equal(-12345678901234.567890m, result.Column(2).Decimal(0));
        Assert.Equal("ё\u0000🦔", Encoding.UTF8.GetString(result.Column(3).Bytes(0)));
        Assert.Equal([0, 1, 255], result.Column(4).Bytes(0).ToArray());
        Assert.Equal(new DateOnly(1, 1, 1).DayNumber, result.Column(5).Values<int>()[0] + DateOnly.FromDateTime(DateTime.UnixEpoch).DayNumber);
        Assert.Equal(moment, DateTime.UnixEpoch.AddTicks(result.Column(6).Values<long>()[0] * 10));
        Assert.True(result.Column(7).IsNull(0));
    }

    [Fact]
    public void Lists_structs_and_maps_are_read_to_their_depth()
    {
        using var result = _connection.Query(
            """
            select * from (values
              (1, [1, null, 3], {'a': 'x', 'b': [[1], [], null]}, map {'k': 1.5, 'm': 2.5}),
              (2, [], {'a': null, 'b': []}, map {}),
              (3, null, null, null)) as t(i, l, s, m) order by i
            """);
        Assert.True(result.Read());
        var list = result.Column(1);
        var row = result.Column(2);
        var map = result.Column(3);
        Assert.Equal((0, 3), list.List(0));
        Assert.Equal([false, true, false], Enumerable.Range(0, 3).Select(i => result.Column(1).Elements.IsNull(i)));
        Assert.Equal(3, list.Elements.Values<int>()[2]);
        Assert.Equal((0, true), (list.List(1).Length, list.IsNull(2)));
        Assert.Equal(["a", "b"], row.Type.Fields.Select(part => part.Name));
        Assert.Equal("x", Encoding.UTF8.GetString(row.Field(0).Bytes(0)));
        Assert.True(row.Field(0).IsNull(1));
        Assert.Equal((true, true), (row.IsNull(2), row.Field(0).IsNull(2)));
        var inner = row.Field(1);
        Assert.Equal((0, 3), inner.List(0));
        Assert.Equal((1, 0, true), (inner.Elements.List(0).Length, inner.Elements.List(1).Length, inner.Elements.IsNull(2)));
        Assert.Equal(1, inner.Elements.Elements.Values<int>()[0]);
        Assert.Equal((2, 0, true), (map.List(0).Length, map.List(1).Length, map.IsNull(2)));
        Assert.Equal("m", Encoding.UTF8.GetString(map.Elements.Field(0).Bytes(1)));
        Assert.Equal(2.5m, map.Elements.Field(1).Decimal(1));
    }

    [Fact]
    public void Values_of_another_size_or_kind_are_refused()
    {
        using var result = _connection.Query("select 1::integer, 'a', [1]");
        Assert.True(result.Read());
        Assert.Throws<InvalidOperationException>(() => result.Column(0).Values<long>().Length);
        Assert.Throws<InvalidOperationException>(() => result.Column(0).Bytes(0).Length);
        Assert.Throws<InvalidOperationException>(() => result.Column(1).List(0));
        Assert.Throws<InvalidOperationException>(() => result.Column(1).Decimal(0));
        Assert.Throws<ArgumentOutOfRangeException>(() => result.Column(1).Bytes(1).Length);
        Assert.Throws<ArgumentOutOfRangeException>(() => result.Column(2).Field(0).Count);
    }

    [Fact]
    public void A_decimal_of_38_digits_is_whole_though_no_decimal_of_NET_holds_it()
    {
        using var result = _connection.Query("select 99999999999999999999999999999999999.999::decimal(38, 3)");
        Assert.True(result.Read());
        Assert.Equal("99999999999999999999999999999999999999", Text(result.Column(0).Unscaled(0)));
        Assert.Throws<OverflowException>(() => result.Column(0).Decimal(0));
    }

    private static string Text<T>(T number) where T : IFormattable => number.ToString(null, CultureInfo.InvariantCulture);

    private static string Moment(long ticks) => DateTime.UnixEpoch.AddTicks(ticks).ToString("yyyy-MM-dd HH:mm:ss.FFFFFF", CultureInfo.InvariantCulture);
}
