using System.Diagnostics;
using System.Globalization;
using Kartoteka.Storage.Embedded.Columns.DuckDb;

namespace Kartoteka.Bench;

/// <summary>
/// Rows per second that the binding hands over, beside a reader of the same library that asks for each value by a call of its own, in the
/// same run. Each row has two whole numbers, a floating one and a text, and all of them are summed up, so that none is left unread.
/// </summary>
internal static class ColumnsBench
{
    private const string Rows = "select i, i % 1000 as n, i / 7.0 as d, 'person' || i || '@mail.ru' as s from t";

    public static void Run(Report report, int rows, int rounds)
    {
        report.Line($"DuckDB {DuckDbDatabase.LibraryVersion}, {rows} rows, one thread, the best of {rounds}.\n");
        report.Line("| reader | s | rows/s | sum |");
        report.Line("|---|---|---|---|");
        Measure(report, "chunks as spans, streamed", rows, rounds, Chunks);
        Measure(report, "a call for each value", rows, rounds, Values);
        Measure(report, "the query alone, nothing read (count and sums by DuckDB)", rows, rounds, Alone);
        Append(report, rows);
    }

    private static void Measure(Report report, string name, int rows, int rounds, Func<int, (TimeSpan Time, double Sum)> read)
    {
        var (best, sum) = (TimeSpan.MaxValue, 0.0);
        for (var round = 0; round < rounds; round++)
        {
            (var time, sum) = read(rows);
            if (time < best) best = time;
        }
        report.Line(string.Create(CultureInfo.InvariantCulture, $"| {name} | {best.TotalSeconds:F3} | {rows / best.TotalSeconds:N0} | {sum:F0} |"));
    }

    private static (TimeSpan, double) Chunks(int rows)
    {
        using var database = DuckDbDatabase.Open(null, new DuckDbOptions { Threads = 1 });
        using var connection = database.Connect();
        connection.Execute(Table(rows));
        var (watch, sum) = (Stopwatch.StartNew(), 0.0);
        using var result = connection.Query(Rows);
        while (result.Read())
        {
            var texts = result.Column(3);
            var (whole, small, fraction) = (0L, 0L, 0.0);
            foreach (var number in result.Column(0).Values<long>()) whole += number;
            foreach (var number in result.Column(1).Values<long>()) small += number;
            foreach (var number in result.Column(2).Values<double>()) fraction += number;
            for (var row = 0; row < result.Rows; row++) small += texts.Bytes(row).Length;
            sum += whole + small + fraction;
        }
        return (watch.Elapsed, sum);
    }

    private static (TimeSpan, double) Values(int rows)
    {
        using var reader = new ValueReader();
        reader.Run(Table(rows));
        var (watch, sum) = (Stopwatch.StartNew(), 0.0);
        reader.Run(Rows);
        for (var row = 0; row < rows; row++) sum += reader.Whole(0, row) + reader.Whole(1, row) + reader.Fraction(2, row) + reader.TextBytes(3, row);
        return (watch.Elapsed, sum);
    }

    private static (TimeSpan, double) Alone(int rows)
    {
        using var database = DuckDbDatabase.Open(null, new DuckDbOptions { Threads = 1 });
        using var connection = database.Connect();
        connection.Execute(Table(rows));
        var watch = Stopwatch.StartNew();
        using var result = connection.Query($"select sum(i)::double + sum(n)::double + sum(d) + sum(strlen(s))::double from ({Rows})");
        result.Read();
        return (watch.Elapsed, result.Column(0).Values<double>()[0]);
    }

    private static void Append(Report report, int rows)
    {
        using var database = DuckDbDatabase.Open(null, new DuckDbOptions { Threads = 1 });
        using var connection = database.Connect();
        connection.Execute("create table a (i bigint, n bigint, d double, s varchar)");
        var watch = Stopwatch.StartNew();
        using (var appender = connection.Append("a"))
        {
            Span<byte> text = stackalloc byte[40];
            for (var start = 0; start < rows; start += DuckDbResult.ChunkRowsMax)
            {
                var count = Math.Min(rows - start, DuckDbResult.ChunkRowsMax);
                var whole = appender.Column(0).Values<long>();
                var small = appender.Column(1).Values<long>();
                var fraction = appender.Column(2).Values<double>();
                var texts = appender.Column(3);
                for (var row = 0; row < count; row++)
                {
                    (whole[row], small[row], fraction[row]) = (start + row, (start + row) % 1000, (start + row) / 7.0);
                    System.Text.Unicode.Utf8.TryWrite(text, CultureInfo.InvariantCulture, $"person{start + row}@mail.ru", out var length);
                    texts.Set(row, text[..length]);
                }
                appender.Append(count);
            }
            appender.Complete();
        }
        report.Line(string.Create(CultureInfo.InvariantCulture, $"| append by chunks, the same columns | {watch.Elapsed.TotalSeconds:F3} | {rows / watch.Elapsed.TotalSeconds:N0} | |"));
    }

    private static string Table(int rows) => string.Create(CultureInfo.InvariantCulture, $"create table t as select i from range({rows}) as r(i)");
}
