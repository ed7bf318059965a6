using System.Globalization;
using Kartoteka.Domain.Identity;
using Kartoteka.Storage.Columns;
using Kartoteka.Storage.Embedded.Columns.DuckDb;
using Kartoteka.Storage.Embedded.Columns.Parquet;
using Kartoteka.Storage.Embedded.Columns.Store;
using Parquet;
using Parquet.Serialization;

namespace Kartoteka.Storage.Embedded.Tests.Columns;

/// <summary>Files of the archive and of exports, read by a library that shares no code with DuckDB, which wrote them.</summary>
public sealed class ParquetOtherReaderTests : IDisposable
{
    // More than one vector of the writer, and in an export more than one row group.
    private const int EventRows = 6_000;
    private const int ExportRows = 130_000;
    private const long Day = 86_400_000_000;

    private static readonly string[] Words = ["Заказ", "", "Просмотр «товара»; 50 %", "naïve café", "ёж 🦔 \"q\" \\ \t\r\n", "with, comma", new('ъ', 300), "NULL"];
    private static readonly double[] Fractions = [0, -0.125, 0.1, 1.0 / 3, -2.5, 1e300, double.Epsilon, 9_007_199_254_740_993d];
    private static readonly string[][] Lists = [[], ["p1"], ["Обувь", "", "p-2"], ["ё\"", "а,б", "{}"]];

    private readonly string _folder = Directory.CreateTempSubdirectory("kartoteka-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    // What a row of the table holds in a column: every column now with a value, now without one, where it may be.
    private static object? ValueOf(ColumnDefinition column, int row)
    {
        var turn = row + column.Name.Length + column.Name[0];
        switch (column.Name)
        {
            case "position": return row + 1L;
            case "profile": return (row % 3) + 1L;
            case "record" or "source": return row + 1L;
            case "kind": return "track";
            case "received_at": return Day + row;
            case "occurred_at": return (row * 7_919L * 1_000_003 % (40_000 * Day)) - (10_000 * Day);
            case "properties": return $$"""{"n":{{row}},"имя":"{{(row % 2 == 0 ? "Ёлка" : "\\u0451\\\"")}}","list":[1,null,{"a":[]}],"big":123456789012345678901234567890}""";
        }
        if (turn % 5 == 0) return null;
        return column.Type switch
        {
            ColumnType.Whole => turn % 7 == 0 ? long.MinValue : turn * 1_234_567_891L,
            ColumnType.Money => turn % 7 == 0 ? -0.0001m : turn % 11 == 0 ? 99_999_999_999_999.9999m : turn + 0.05m,
            ColumnType.Fraction => Fractions[turn % Fractions.Length],
            ColumnType.Text => turn % 2 == 0 ? Words[turn % Words.Length] : $"{Words[0]} {row}",
            ColumnType.TextList => Lists[turn % Lists.Length],
            var type => throw new InvalidOperationException($"{column.Name} is of {type}."),
        };
    }

    private static void Add(ColumnBuffer buffer, object? value)
    {
        switch (value)
        {
            case null: buffer.AddNull(); break;
            case long whole: buffer.Add(whole); break;
            case decimal money: buffer.Add((long)(money * 10_000)); break;
            case double fraction: buffer.Add(fraction); break;
            case string text: buffer.Add(text); break;
            case string[] texts:
                foreach (var text in texts) buffer.AddElement(System.Text.Encoding.UTF8.GetBytes(text));
                buffer.EndList();
                break;
        }
    }

    // In one way, whoever gives it: a time as ticks, a double by its bits, a list with its length.
    private static string Written(object? value) => value switch
    {
        null => "null",
        double fraction => $"bits {BitConverter.DoubleToInt64Bits(fraction):x}",
        decimal money => money.ToString("0.0000", CultureInfo.InvariantCulture),
        DateTime time => $"{time.Kind} {time.Ticks}",
        DateTimeOffset time => $"offset {time.Ticks} {time.Offset}",
        string text => $"'{text}'",
        System.Collections.IEnumerable list => string.Join('|', list.Cast<object?>().Select(Written).Prepend("list")),
        _ => $"{value.GetType().Name} {value}",
    };

    // Times of the archive are of UTC and do not say so (isAdjustedToUTC is false), which this library gives as a time of its own place: the reading on the clock is what counts.
    private static string Expected(ColumnDefinition column, object? value) =>
        column.Type == ColumnType.Time && value is long us ? Written(DateTime.SpecifyKind(DateTime.UnixEpoch.AddTicks(us * TimeSpan.TicksPerMicrosecond), DateTimeKind.Local)) : Written(value);

    // One event in a hundred is a step of an order.
    private static ColumnBlock Steps()
    {
        var (steps, table) = (new ColumnBlock(ColumnSchema.OrderStep), ColumnSchema.OrderStep);
        for (var row = 0; row < EventRows; row += 100)
        {
            steps[table.IndexOf("position")].Add(row + 1L);
            steps[table.IndexOf("order_key")].Add(-row - 1L);
            steps[table.IndexOf("message_id")].Add($"сообщение-{row}");
            steps.EndRow();
        }
        return steps;
    }

    [Fact]
    public async Task A_file_of_the_archive_is_read_to_the_last_value()
    {
        Guid[] ids = [Guid.Parse("0198c0de-0000-7000-8000-0000000000ff"), Guid.AllBitsSet, Guid.Parse("5b1a8f3c-0c1d-4f6e-8a2b-1234567890ab")];
        var columns = ColumnSchema.Event.Columns;
        await using (var store = DuckDbColumnStore.Open(_folder, anew: false, new DuckDbColumnsOptions { MemoryBytesMax = 512 << 20, Threads = 2 }))
        {
            var rows = new ColumnBlock(ColumnSchema.Event);
            for (var row = 0; row < EventRows; row++)
            {
                for (var column = 0; column < columns.Count; column++) Add(rows[column], ValueOf(columns[column], row));
                rows.EndRow();
            }
            await store.WriteAsync(new ColumnBatch { Progress = new ColumnProgress(EventRows, true, false), Events = rows, OrderSteps = Steps(), Numbers = [.. ids.Select((id, i) => (new ProfileId(id), i + 1L))] }, default);
            var rules = new TierRules(10, new Dictionary<string, int>(), null, new Dictionary<string, int>());
            while (await store.TierAsync(rules, 20 * Day, default)) { }
        }
        await using var file = File.OpenRead(Path.Combine(_folder, "archive", "1970", "01", "1970-01-02.track.parquet"));
        var read = await ParquetSerializer.DeserializeUntypedAsync(file);
        var lists = new Dictionary<string, List<List<string>?>>();
        foreach (var column in columns.Where(column => column.Type == ColumnType.TextList)) lists[column.Name] = await ListsAsync(file, column.Name);
        Assert.Equal([.. columns.Select(column => column.Name), "profile_id", "message_id", "order_key"], read.Schema.Fields.Select(field => field.Name));
        var at = 0;
        foreach (var row in read.Data)
        {
            foreach (var column in columns) Assert.Equal((at, column.Name, Expected(column, ValueOf(column, at))), (at, column.Name, Written(lists.TryGetValue(column.Name, out var known) ? known[at] : row.GetValueOrDefault(column.Name))));
            Assert.Equal((at, ids[at % 3]), (at, row["profile_id"]));
            var step = at % 100 == 0;
            Assert.Equal((at, step ? $"сообщение-{at}" : null, step ? -at - 1L : null), (at, (string?)row.GetValueOrDefault("message_id"), (long?)row.GetValueOrDefault("order_key")));
            at++;
        }
        Assert.Equal(EventRows, at);
    }

    // By the levels of the format, since rows by name tell no empty list from none: 0 is no list, 1 an empty one, 3 an element.
    private static async Task<List<List<string>?>> ListsAsync(Stream file, string name)
    {
        await using var reader = await ParquetReader.CreateAsync(file, leaveStreamOpen: true);
        using var group = reader.OpenRowGroupReader(0);
        var field = reader.Schema.GetDataFields().Single(field => field.Path.FirstPart == name);
        var count = (int)group.GetMetadata(field)!.MetaData!.NumValues;
        var (values, levels, repeats) = (new ReadOnlyMemory<char>[count], new int[count], new int[count]);
        await group.ReadRawAsync(field, values.AsMemory(), levels.AsMemory(), repeats.AsMemory());
        var (lists, value) = (new List<List<string>?>(), 0);
        for (var i = 0; i < count; i++)
        {
            if (repeats[i] == 0) lists.Add(levels[i] == 0 ? null : []);
            if (levels[i] == 3) lists[^1]!.Add(values[value++].ToString());
        }
        return lists;
    }

    [Fact]
    public async Task A_file_of_an_export_is_read_to_the_last_value()
    {
        var path = Path.Combine(_folder, "export.parquet");
        static string? Cell(int row, int column) => column == 0 ? $"0198c0de-0000-7000-8000-{row:x12}" : (row + column) % 5 == 0 ? null : (row + column) % 2 == 0 ? Words[(row + column) % Words.Length] : $"{Words[0]} {row}";
        string[] names = ["id", "Имя \"полностью\"", "trait.city"];
        using (var writer = new ParquetTableWriter(path, names))
        {
            for (var row = 0; row < ExportRows; row++) writer.Add([.. names.Select((_, column) => Cell(row, column))], default);
            writer.Complete(default);
        }
        await using (var reader = await ParquetReader.CreateAsync(path)) Assert.True(reader.RowGroupCount > 1);
        await using var file = File.OpenRead(path);
        var read = await ParquetSerializer.DeserializeUntypedAsync(file);
        Assert.Equal(names, read.Schema.Fields.Select(field => field.Name));
        var at = 0;
        foreach (var row in read.Data)
        {
            for (var column = 0; column < names.Length; column++) Assert.Equal((at, names[column], Cell(at, column)), (at, names[column], (string?)row.GetValueOrDefault(names[column])));
            at++;
        }
        Assert.Equal(ExportRows, at);
    }
}
