using System.IO.Compression;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Kartoteka.Storage.Embedded.Columns.DuckDb;

namespace Kartoteka.Server.Tests.Imports;

/// <summary>Parquet files as DuckDB writes them, by the API and by the command, beside the same rows in other formats.</summary>
public sealed class ImportingParquetTests : IAsyncLifetime
{
    private static string People(int rows) => $"""
        select i as id, 'person' || i || '@mail.ru' as email, '+7916' || (1000000 + i) as phone, (79160000000 + i)::double as card, 'Анна' as first_name,
          (date '1990-01-31' + (i % 28)::integer)::timestamp as birthday, i % 2 = 0 as subscribed, (i * 1.25)::decimal(12, 2) as balance, ['a', 'b'] as tags
        from range({rows}) as t(i)
        """;

    private const string PeopleMap = "&name=people.parquet&map=id=externalId&map=card=cardNumber";

    private readonly ServerFixture _server = new();
    private ImportDesk _desk = null!;

    public async Task InitializeAsync()
    {
        await _server.InitializeAsync();
        _desk = new ImportDesk(_server);
    }

    public Task DisposeAsync() => _server.DisposeAsync();

    private static long Number(JsonElement import, string name) => import.GetProperty(name).GetInt64();

    [Fact]
    public async Task People_are_guessed_tried_out_imported_and_taken_back()
    {
        var uploaded = await _desk.UploadAsync(Write(People(3_000)), $"{PeopleMap}&dryRun=true");
        var id = Number(uploaded, "id");
        Assert.Equal("parquet", uploaded.GetProperty("format").GetString());
        Assert.Equal(["externalId", "email", "phone", "cardNumber", "firstName", "birthday", "subscribed", "balance", "tags"],
            uploaded.GetProperty("columns").EnumerateArray().Select(column => column.GetProperty("target").GetString()));
        var dry = (await _desk.RestAsync(id)).GetProperty("dryRun");
        Assert.Equal((3_000, 0, 3_000, 3_000), (Number(dry, "rows"), Number(dry, "refused"), Number(dry, "stored"), Number(dry, "newRecords")));
        Assert.Equal(0, (await _desk.TotalsAsync()).Records);

        await _desk.ActAsync(id, "start");
        var done = await _desk.RestAsync(id);
        Assert.Equal(("done", 3_000, 3_000, 3_000), (done.GetProperty("state").GetString(), Number(done, "rows"), Number(done, "accepted"), Number(done, "stored")));
        Assert.Equal(100, done.GetProperty("progress").GetProperty("percent").GetDouble());
        var traits = (await _server.Full.GetFromJsonAsync<JsonElement>("/api/profiles/by/email/person7@mail.ru")).GetProperty("traits");
        Assert.Equal("1990-02-07", traits.GetProperty("birthday").GetString());
        Assert.Equal((false, 8.75m, "79160000007", """["a","b"]"""), (
            traits.GetProperty("subscribed").GetBoolean(), traits.GetProperty("balance").GetDecimal(), traits.GetProperty("cardNumber").ToString(), traits.GetProperty("tags").GetRawText()));

        Assert.Equal("undone", (await _desk.UndoAsync(id)).GetProperty("state").GetString());
        Assert.Equal((0, 0), ((await _desk.TotalsAsync()).Records, (await _desk.TotalsAsync()).Events));
    }

    [Fact]
    public async Task Orders_with_lines_become_what_json_lines_of_them_become()
    {
        const string lines = """
            select 'o' || (i // 3) as order_id, 'c' || (i // 3) as customer_id, timestamp '2024-05-01 10:00:00' + to_hours((i // 3)::integer) as order_date,
              'sku' || i as sku, (i % 4 + 1)::integer as quantity, (i + 0.5)::decimal(9, 2) as price, 'RUB' as currency
            from range(300) as t(i)
            """;
        var parquet = await _desk.ImportAsync(Write(lines), "&kind=orders&name=orders.parquet");
        Assert.Equal(("done", 300, 100), (parquet.GetProperty("state").GetString(), Number(parquet, "accepted"), Number(parquet, "stored")));
        var json = await _desk.ImportAsync(Write(lines, "json"), "&kind=orders&name=orders.jsonl");
        // The same message ids and the same bodies, or they would not be there already.
        Assert.Equal((300, 0, 100), (Number(json, "accepted"), Number(json, "stored"), Number(json, "duplicate")));
    }

    [Fact]
    public async Task Events_keep_their_message_ids_and_what_names_nobody_is_refused_by_its_row()
    {
        var events = Write("""
            select 'Viewed' as event, case when i = 4 then null else 'u' || i end as user_id, 'm' || i as message_id, timestamptz '2024-05-01 10:00:00+03' as timestamp,
              {'sku': 'A' || i, 'price': i * 10} as product, [i, i + 1] as seen
            from range(10) as t(i)
            """);
        var done = await _desk.ImportAsync(events, "&kind=events&name=events.parquet");
        Assert.Equal((10, 9, 1, 9), (Number(done, "rows"), Number(done, "accepted"), Number(done, "refused"), Number(done, "stored")));
        Assert.StartsWith("5,no_identifier,", (await _desk.RefusedAsync(Number(done, "id")))[1], StringComparison.Ordinal);
        var again = await _desk.ImportAsync(events, "&kind=events&name=events.parquet");
        Assert.Equal((0, 9), (Number(again, "stored"), Number(again, "duplicate")));
    }

    [Theory]
    [InlineData("cut")]
    [InlineData("text")]
    public async Task A_file_that_cannot_be_read_is_refused_at_once_with_the_reason(string kind)
    {
        var good = Write("select i as id from range(10000) as t(i)");
        var answer = await _desk.PostAsync(kind == "cut" ? good[..(good.Length / 2)] : "id,email\n1,a@x.ru\n"u8.ToArray(), "&name=people.parquet&start=true");
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        var text = await answer.Content.ReadAsStringAsync();
        Assert.Contains("The Parquet file cannot be read", text, StringComparison.Ordinal);
        Assert.DoesNotContain(_server.Folder, text, StringComparison.Ordinal);
        Assert.False(Directory.EnumerateFiles(Path.Combine(_server.Folder, "imports"), "*", SearchOption.AllDirectories).Any());
    }

    [Fact]
    public async Task Gzip_around_a_parquet_file_is_unpacked()
    {
        var packed = new MemoryStream();
        await using (var gzip = new GZipStream(packed, CompressionLevel.Fastest, leaveOpen: true)) await gzip.WriteAsync(Write(People(50)));
        var done = await _desk.ImportAsync(packed.ToArray(), PeopleMap.Replace(".parquet", ".parquet.gz", StringComparison.Ordinal));
        Assert.Equal(("parquet", 50), (done.GetProperty("format").GetString(), Number(done, "stored")));
    }

    [Fact]
    public async Task A_cancelled_import_goes_on_behind_the_row_it_came_to()
    {
        var id = Number(await _desk.UploadAsync(Write(People(40_000)), $"{PeopleMap}&start=true"), "id");
        while (Number(await _desk.FindAsync(id), "rows") == 0) await Task.Delay(5);
        Assert.Equal(HttpStatusCode.OK, (await _desk.ActAsync(id, "cancel")).StatusCode);
        var cancelled = await _desk.RestAsync(id);
        Assert.Equal("cancelled", cancelled.GetProperty("state").GetString());
        Assert.InRange(Number(cancelled, "rows"), 1, 39_999);
        await _desk.ActAsync(id, "start");
        var done = await _desk.RestAsync(id);
        Assert.Equal((40_000, 40_000, 0), (Number(done, "accepted"), Number(done, "stored"), Number(done, "duplicate")));
        Assert.Equal(40_000, (await _desk.TotalsAsync()).Records);
    }

    [Fact]
    public async Task The_command_imports_a_parquet_file()
    {
        var file = Path.Combine(_server.Folder, "people.parquet");
        await File.WriteAllBytesAsync(file, Write(People(20)));
        var (code, text) = await ResumingImportsTests.RunAsync(["import", file, "--source", "default", "--map", "id=externalId", "card=", "--data", _server.Folder]);
        Assert.Equal(ExitCodes.Good, code);
        Assert.Contains("(parquet)", text, StringComparison.Ordinal);
        Assert.Contains("20 rows, 20 accepted, 0 refused", text, StringComparison.Ordinal);
    }

    private static byte[] Write(string query, string format = "parquet")
    {
        var path = Path.GetTempFileName();
        try
        {
            using var database = DuckDbDatabase.Open(null, new DuckDbOptions { Threads = 1 });
            using var connection = database.Connect();
            connection.Execute($"copy ({query}) to '{path}' (format {format})");
            return File.ReadAllBytes(path);
        }
        finally
        {
            File.Delete(path);
        }
    }
}
