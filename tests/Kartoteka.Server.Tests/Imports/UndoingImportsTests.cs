using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;

namespace Kartoteka.Server.Tests.Imports;

public sealed class UndoingImportsTests
{
    [Fact]
    public async Task Undoing_an_import_into_an_empty_base_leaves_it_empty()
    {
        await using var server = new OwnServer(await ServerFixture.StartAsync());
        var desk = new ImportDesk(server.Value);
        var done = await desk.ImportAsync(await File.ReadAllBytesAsync(ImportDesk.People), ImportDesk.PeopleMap);
        var undone = await desk.UndoAsync(done.GetProperty("id").GetInt64());
        Assert.Equal(("undone", 10_000), (undone.GetProperty("state").GetString(), undone.GetProperty("undoneEvents").GetInt64()));
        var totals = await desk.TotalsAsync();
        Assert.Equal((0, 0, 0), (totals.Profiles, totals.Records, totals.Events));
        var again = await desk.ImportAsync(await File.ReadAllBytesAsync(ImportDesk.People), ImportDesk.PeopleMap);
        Assert.Equal(10_000, again.GetProperty("stored").GetInt64());
    }

    [Fact]
    public async Task An_import_cannot_be_undone_before_it_was_run_nor_twice()
    {
        await using var server = new OwnServer(await ServerFixture.StartAsync());
        var desk = new ImportDesk(server.Value);
        var id = (await desk.UploadAsync("id\n1\n", "&map=id=externalId")).GetProperty("id").GetInt64();
        Assert.Equal(HttpStatusCode.Conflict, (await desk.ActAsync(id, "undo")).StatusCode);
        await desk.ActAsync(id, "start");
        await desk.RestAsync(id);
        await desk.UndoAsync(id);
        foreach (var act in new[] { "undo", "start", "dry-run", "cancel" }) Assert.Equal(HttpStatusCode.Conflict, (await desk.ActAsync(id, act)).StatusCode);
    }

    [Fact]
    public async Task What_a_steward_decided_outlives_the_undoing()
    {
        await using var server = new OwnServer(await ServerFixture.StartAsync());
        var desk = new ImportDesk(server.Value);
        await desk.ImportAsync("id,email\na,a@x.ru\nb,b@x.ru\n", "&map=id=externalId");
        var (a, b) = (await ProfileAsync(server.Value, "a@x.ru"), await ProfileAsync(server.Value, "b@x.ru"));
        await server.Value.Full.PostAsJsonAsync($"/api/profiles/{a}/merge", new { with = b });
        var second = await desk.ImportAsync("id,email,phone\na,a2@x.ru,+79161234567\nc,c@x.ru,+79167654321\n", "&map=id=externalId");
        await desk.UndoAsync(second.GetProperty("id").GetInt64());
        Assert.Equal(await ProfileAsync(server.Value, "a@x.ru"), await ProfileAsync(server.Value, "b@x.ru"));
        Assert.Equal(HttpStatusCode.NotFound, (await server.Value.Full.GetAsync("/api/profiles/by/email/a2@x.ru")).StatusCode);
        Assert.Equal(1, (await desk.TotalsAsync()).Profiles);
    }

    [Fact]
    public async Task An_edit_and_a_note_made_by_way_of_an_imported_record_stay_with_the_customer()
    {
        await using var server = new OwnServer(await ServerFixture.StartAsync());
        var desk = new ImportDesk(server.Value);
        var import = await desk.ImportAsync("id,email\na,a@x.ru\n", "&map=id=externalId");
        var web = await Ingest.Sender.SourceAsync(server.Value, "live");
        await web.SendAsync("/v1/identify", """{"userId":"w","traits":{"email":"a@x.ru"}}""");
        var id = await ProfileAsync(server.Value, "a@x.ru");
        (await server.Value.Full.PutAsJsonAsync($"/api/profiles/{id}/traits", new { traits = new { city = "Томск" } })).EnsureSuccessStatusCode();
        (await server.Value.Full.PostAsJsonAsync($"/api/profiles/{id}/notes", new { text = "kept" })).EnsureSuccessStatusCode();
        Assert.Equal(3, (await desk.TotalsAsync()).Records);
        await desk.UndoAsync(import.GetProperty("id").GetInt64());
        var left = await web.GetAsync("/api/profiles/by/user_id/live:w");
        Assert.Equal((2, "Томск"), (left.GetProperty("records").GetArrayLength(), left.GetProperty("traits").GetProperty("city").GetString()));
        Assert.Equal("kept", (await web.GetAsync($"/api/profiles/{left.GetProperty("id").GetString()}/notes")).GetProperty("notes")[0].GetProperty("text").GetString());
        Assert.Equal(1, (await desk.TotalsAsync()).Profiles);
    }

    [Theory]
    [InlineData(1), InlineData(2), InlineData(3), InlineData(4), InlineData(5), InlineData(6), InlineData(7), InlineData(8)]
    public async Task After_an_undoing_the_base_is_as_if_the_import_had_never_been(int seed)
    {
        await using var with = new OwnServer(await ServerFixture.StartAsync());
        await using var without = new OwnServer(await ServerFixture.StartAsync());
        var random = new Random(seed);
        var (minute, message) = (0, 0);
        var (before, import, after) = (Batch(), File(), Batch());
        var (desk, plain) = (new ImportDesk(with.Value), new ImportDesk(without.Value));
        foreach (var server in new[] { with.Value, without.Value }) await SendAsync(server, before);
        var ids = await IdsAsync(desk);
        var done = await desk.ImportAsync(import, "&map=id=externalId&map=at=updatedAt");
        Assert.Equal("done", done.GetProperty("state").GetString());
        foreach (var server in new[] { with.Value, without.Value }) await SendAsync(server, after);
        await desk.UndoAsync(done.GetProperty("id").GetInt64());
        Assert.Equal(await plain.DescribeAsync(), await desk.DescribeAsync());
        var (left, right) = (await plain.TotalsAsync(), await desk.TotalsAsync());
        Assert.Equal((left.Profiles, left.Records, left.Events), (right.Profiles, right.Records, right.Events));
        // Each id that was live before still leads to a customer.
        foreach (var id in ids) Assert.NotNull(await desk.Ledger.ReadProfileAsync(id, CancellationToken.None));

        string At() => new DateTime(2025, 1, 1, 0, 0, 0, DateTimeKind.Utc).AddMinutes(minute++).ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture);
        string Maybe(string name, string value) => random.Next(2) == 0 ? $",\"{name}\":\"{value}\"" : "";
        string[] Batch() => [.. Enumerable.Range(0, 25).Select(_ =>
        {
            var who = random.Next(3) switch { 0 => $"\"userId\":\"{random.Next(6)}\"", 1 => $"\"anonymousId\":\"anon{random.Next(6)}\"", _ => $"\"userId\":\"{random.Next(6)}\",\"anonymousId\":\"anon{random.Next(6)}\"" };
            var traits = $"\"n\":{random.Next(100)}{Maybe("email", $"e{random.Next(8)}@x.ru")}{Maybe("phone", $"+7916123450{random.Next(8)}")}";
            return $$"""{"type":"identify",{{who}},"messageId":"m{{message++}}","timestamp":"{{At()}}","traits":{ {{traits}} } }""";
        })];
        string File()
        {
            var text = new StringBuilder("id,at,email,phone,n,city\n");
            for (var i = 0; i < 30; i++)
                text.Append(CultureInfo.InvariantCulture, $"{(random.Next(3) == 0 ? "" : random.Next(12))},{At()},e{random.Next(12)}@x.ru,{(random.Next(2) == 0 ? "" : $"+7916123450{random.Next(10)}")},{random.Next(100)},Omsk\n");
            return text.ToString();
        }
    }

    // One by one: which of two forbidden joins wins depends on the order, and the rebuild takes the order of the statements' times.
    private static async Task SendAsync(ServerFixture server, string[] events)
    {
        foreach (var each in events)
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, "/v1/identify") { Content = new StringContent(each, Encoding.UTF8, "application/json") };
            request.Headers.Authorization = new("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{server.WriteKey}:")));
            var answer = await server.Anonymous.SendAsync(request);
            Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
        }
    }

    private static async Task<IReadOnlyList<Domain.Identity.ProfileId>> IdsAsync(ImportDesk desk) => await desk.Ledger.ListProfilesAsync(null, 500, CancellationToken.None);

    private static async Task<string> ProfileAsync(ServerFixture server, string email) =>
        (await server.Full.GetFromJsonAsync<JsonElement>($"/api/profiles/by/email/{email}")).GetProperty("id").GetString()!;
}
