using System.IO.Compression;
using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;

namespace Kartoteka.Server.Tests.Imports;

public sealed class ImportingFilesTests : IAsyncLifetime
{
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
    public async Task A_file_of_people_is_guessed_shown_with_samples_and_imported()
    {
        var uploaded = await _desk.UploadAsync(await File.ReadAllBytesAsync(ImportDesk.People), $"&name=people.csv{ImportDesk.PeopleMap}");
        Assert.Equal("ready", uploaded.GetProperty("state").GetString());
        var phone = uploaded.GetProperty("columns").EnumerateArray().Single(column => column.GetProperty("column").GetString() == "phone");
        Assert.Equal("phone", phone.GetProperty("target").GetString());
        Assert.NotEqual(0, phone.GetProperty("samples").GetArrayLength());
        var id = Number(uploaded, "id");
        Assert.Equal(HttpStatusCode.OK, (await _desk.ActAsync(id, "start")).StatusCode);
        var done = await _desk.RestAsync(id);
        Assert.Equal(("done", 10_000, 10_000, 0, 10_000), (done.GetProperty("state").GetString(), Number(done, "rows"), Number(done, "accepted"), Number(done, "refused"), Number(done, "stored")));
        Assert.Equal(100, done.GetProperty("progress").GetProperty("percent").GetDouble());
        var totals = await _desk.TotalsAsync();
        Assert.Equal((10_000, 10_000), (totals.Events, totals.Records));
        // The rows are committed as done first; the file goes after it.
        for (var i = 0; i < 500 && File.Exists(Path.Combine(_server.Folder, "imports", $"{id}", "file")); i++) await Task.Delay(20);
        Assert.False(File.Exists(Path.Combine(_server.Folder, "imports", $"{id}", "file")));
        var profile = await _server.Full.GetFromJsonAsync<JsonElement>("/api/profiles/by/email/drive.adelina8769@ya.ru");
        Assert.Equal("Аделина", profile.GetProperty("traits").GetProperty("firstName").GetString());
        var actions = (await _server.Full.GetFromJsonAsync<JsonElement>("/api/audit")).GetProperty("entries").EnumerateArray().Select(entry => entry.GetProperty("action").GetString());
        Assert.Equal(["import.done", "import.start", "import.create"], actions.Take(3));
    }

    [Fact]
    public async Task A_second_import_of_the_same_people_changes_nothing_but_the_times()
    {
        var file = await File.ReadAllBytesAsync(ImportDesk.People);
        await _desk.ImportAsync(file, ImportDesk.PeopleMap);
        var (before, totals) = (await _desk.DescribeAsync(withTimes: false), await _desk.TotalsAsync());
        var again = await _desk.ImportAsync(file, ImportDesk.PeopleMap);
        Assert.Equal(10_000, Number(again, "stored"));
        Assert.Equal(before, await _desk.DescribeAsync(withTimes: false));
        var after = await _desk.TotalsAsync();
        Assert.Equal((totals.Records, totals.Profiles), (after.Records, after.Profiles));
    }

    [Fact]
    public async Task Windows_1251_with_semicolons_and_a_mapping_of_ones_own()
    {
        var bytes = CodePagesEncodingProvider.Instance.GetEncoding(1251)!.GetBytes("Код;Имя;Моб.;Прим\r\n1;Анна;8 916 123-45-67;без звонков\r\n2;Пётр;;\r\n");
        var done = await _desk.ImportAsync(bytes, "&map=Код=externalId&map=Моб.=phone&map=Прим=");
        Assert.Equal(("done", 2), (done.GetProperty("state").GetString(), Number(done, "stored")));
        var profile = await _server.Full.GetFromJsonAsync<JsonElement>("/api/profiles/by/phone/+79161234567");
        Assert.Equal(["firstName", "phone"], profile.GetProperty("traits").EnumerateObject().Select(trait => trait.Name).Order());
        Assert.Equal("Анна", profile.GetProperty("traits").GetProperty("firstName").GetString());
    }

    [Fact]
    public async Task A_form_carries_the_file_and_its_fields_and_a_gzip_is_unpacked()
    {
        var packed = new MemoryStream();
        await using (var gzip = new GZipStream(packed, CompressionLevel.Fastest, leaveOpen: true)) await gzip.WriteAsync("id,who\n1,Ada\n2,Bob\n"u8.ToArray());
        using var form = new MultipartFormDataContent
        {
            { new StringContent("default"), "source" }, { new StringContent("id=externalId"), "map" }, { new StringContent("who=firstName"), "map" },
            { new StringContent("""{"timeZone":"Europe/Moscow"}"""), "options" }, { new ByteArrayContent(packed.ToArray()), "file", "clients.csv.gz" }, { new StringContent("true"), "start" },
        };
        var answer = await _server.Full.PostAsync("/api/imports", form);
        Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
        var import = await ServerFixture.JsonAsync(answer);
        Assert.Equal("clients.csv.gz", import.GetProperty("name").GetString());
        Assert.Equal("Europe/Moscow", import.GetProperty("options").GetProperty("timeZone").GetString());
        Assert.Equal(2, Number(await _desk.RestAsync(Number(import, "id")), "stored"));
    }

    [Fact]
    public async Task Events_of_json_lines_keep_their_own_message_ids_and_orders_come_whole()
    {
        const string lines = """
            {"type":"track","event":"Viewed","userId":"u1","messageId":"m1"}
            {"type":"track","event":"Viewed","userId":"u1","messageId":"m1"}
            {"type":"identify","userId":"u1","traits":{"email":"u1@x.ru"}}
            not json
            {"type":"track","userId":"u1"}
            """;
        var events = await _desk.ImportAsync(lines, "&kind=events&name=e.jsonl");
        Assert.Equal((5, 2, 2, 1), (Number(events, "rows"), Number(events, "refused"), Number(events, "stored"), Number(events, "duplicate")));
        var refused = await _desk.RefusedAsync(Number(events, "id"));
        Assert.StartsWith("4,bad_json,", refused[1], StringComparison.Ordinal);
        Assert.StartsWith("5,event_name_missing,", refused[2], StringComparison.Ordinal);
        Assert.Equal(0, (await _desk.TotalsAsync()).QuarantineOpen);

        var month = await File.ReadAllBytesAsync(ImportDesk.PathOf("2011-02.csv.gz"));
        var first = await _desk.ImportAsync(month, "&kind=orders&name=2011-02.csv.gz&currency=GBP&skipAnonymous=true");
        Assert.Equal("done", first.GetProperty("state").GetString());
        Assert.Equal(27_707, Number(first, "accepted") + Number(first, "refused") + Number(first, "skipped"));
        Assert.InRange(Number(first, "stored"), 1_000, 2_000);
        var again = await _desk.ImportAsync(month, "&kind=orders&name=2011-02.csv.gz&currency=GBP&skipAnonymous=true");
        Assert.Equal((0, Number(first, "stored") + Number(first, "duplicate")), (Number(again, "stored"), Number(again, "duplicate")));
    }

    [Fact]
    public async Task Refused_rows_are_given_back_with_line_and_reason_and_not_quarantined()
    {
        var done = await _desk.ImportAsync("id,email,birthday\n1,a@x.ru,1990-01-31\n,,\n,,1980-05-05\n3,c@x.ru,31.31.1990\n,null,\n", "&map=id=externalId");
        var refused = await _desk.RefusedAsync(Number(done, "id"));
        Assert.Equal((4, 1, 3), (Number(done, "rows"), Number(done, "accepted"), Number(done, "refused")));
        Assert.Equal("line,reason,detail,id,email,birthday,raw", refused[0]);
        Assert.StartsWith("4,no_identifier,", refused[1], StringComparison.Ordinal);
        Assert.StartsWith("5,bad_date,", refused[2], StringComparison.Ordinal);
        Assert.EndsWith(",3,c@x.ru,31.31.1990,", refused[2], StringComparison.Ordinal);
        Assert.StartsWith("6,no_identifier,", refused[3], StringComparison.Ordinal);
        Assert.Equal(0, (await _desk.TotalsAsync()).QuarantineOpen);
    }

    [Fact]
    public async Task A_mapping_is_mended_before_the_start_and_not_after_it()
    {
        var uploaded = await _desk.UploadAsync("a,b\n1,2\n");
        var id = Number(uploaded, "id");
        Assert.NotEqual(0, uploaded.GetProperty("mappingErrors").GetArrayLength());
        Assert.Equal(HttpStatusCode.Conflict, (await _desk.ActAsync(id, "start")).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await _server.Full.PutAsJsonAsync($"/api/imports/{id}/mapping", new { map = new[] { "c=externalId" } })).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await _server.Full.PutAsJsonAsync($"/api/imports/{id}/mapping", new { map = new[] { "a=externalId" } })).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await _desk.ActAsync(id, "start")).StatusCode);
        Assert.Equal(1, Number(await _desk.RestAsync(id), "stored"));
        Assert.Equal(HttpStatusCode.Conflict, (await _server.Full.PutAsJsonAsync($"/api/imports/{id}/mapping", new { map = new[] { "a=externalId" } })).StatusCode);
        Assert.Equal(HttpStatusCode.Conflict, (await _desk.ActAsync(id, "start")).StatusCode);
        Assert.Equal(HttpStatusCode.Conflict, (await _desk.ActAsync(id, "dry-run")).StatusCode);
        Assert.Equal(HttpStatusCode.Conflict, (await _desk.ActAsync(id, "cancel")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await _desk.ActAsync(99, "start")).StatusCode);
    }

    [Theory]
    [InlineData("", "&kind=cats", "kind")]
    [InlineData("", "", "file")]
    [InlineData("a,b\n", "&timeZone=Mars/Olympus", "timeZone")]
    [InlineData("a,b\n1,2\n", "&start=true", "map")]
    [InlineData("%PDF-1.7 something", "", "file")]
    public async Task A_file_that_cannot_be_imported_is_refused_and_nothing_is_kept(string file, string query, string field)
    {
        var answer = await _desk.PostAsync(Encoding.UTF8.GetBytes(file), query);
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Equal(field, (await ServerFixture.JsonAsync(answer)).GetProperty("field").GetString());
        Assert.Equal(0, (await _server.Full.GetFromJsonAsync<JsonElement>("/api/imports")).GetArrayLength());
        var uploads = Path.Combine(_server.Folder, "imports", "uploads");
        Assert.True(!Directory.Exists(uploads) || Directory.GetFiles(uploads).Length == 0);
    }

    [Fact]
    public async Task Reading_does_not_allow_writing()
    {
        var reader = await _server.ClientAsync("imports:read", "profiles:read");
        var id = Number(await _desk.UploadAsync("id\n1\n", "&map=id=externalId"), "id");
        Assert.Equal(HttpStatusCode.OK, (await reader.GetAsync($"/api/imports/{id}/refused")).StatusCode);
        foreach (var act in new[] { "start", "dry-run", "cancel", "undo" }) Assert.Equal(HttpStatusCode.Forbidden, (await reader.PostAsync($"/api/imports/{id}/{act}", null)).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await reader.PostAsync("/api/imports?source=default", new StringContent("id\n1\n"))).StatusCode);
    }

    [Fact]
    public async Task An_import_whose_file_cannot_be_kept_fails_and_leaves_no_upload()
    {
        await using var server = new OwnServer(await ServerFixture.StartAsync());
        var desk = new ImportDesk(server.Value);
        var folder = Path.Combine(server.Value.Folder, "imports");
        Directory.CreateDirectory(folder);
        // A file stands where the folder of the first import would be.
        await File.WriteAllTextAsync(Path.Combine(folder, "1"), "");
        Assert.False((await desk.PostAsync("id\n1\n"u8.ToArray(), "&map=id=externalId")).IsSuccessStatusCode);
        Assert.Equal("failed", (await desk.FindAsync(1)).GetProperty("state").GetString());
        Assert.Empty(Directory.GetFiles(Path.Combine(folder, "uploads")));
    }
}
