using System.Net;
using System.Net.Http.Json;
using System.Text.Json;

namespace Kartoteka.Server.Tests.Imports;

public sealed class PersonalDataOfImportsTests(ServerFixture server) : IClassFixture<ServerFixture>
{
    private const string Rows = "id,email\n1,ada@shop.ru\n,nobody\n";

    [Fact]
    public async Task A_token_that_may_write_imports_but_read_no_profiles_sees_no_values()
    {
        var desk = new ImportDesk(server);
        var id = (await desk.UploadAsync(Rows, "&map=id=externalId&name=hidden")).GetProperty("id").GetInt64();
        var writer = await server.ClientAsync("imports:read", "imports:write");
        Assert.Equal(HttpStatusCode.Forbidden, (await writer.GetAsync($"/api/imports/{id}")).StatusCode);
        var seen = await ServerFixture.JsonAsync(await writer.PutAsJsonAsync($"/api/imports/{id}/mapping", new { map = new[] { "id=externalId" } }));
        Assert.All(seen.GetProperty("columns").EnumerateArray(), column => Assert.Empty(column.GetProperty("samples").EnumerateArray()));
        Assert.Contains("ada@shop.ru", (await desk.FindAsync(id)).GetProperty("columns").GetRawText(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_path_of_the_refused_rows_is_told_on_the_machine_only()
    {
        var desk = new ImportDesk(server);
        var id = (await desk.ImportAsync(Rows, "&map=id=externalId&name=refused")).GetProperty("id").GetInt64();
        var far = await desk.FindAsync(id);
        Assert.Equal((1, JsonValueKind.Null), (far.GetProperty("refused").GetInt32(), far.GetProperty("refusedFile").ValueKind));
        Assert.Equal(("import", "name"), (far.GetProperty("task").GetString(), far.GetProperty("columns")[1].GetProperty("basis").GetString()));
        using var local = server.OverTheSocket();
        var near = await local.GetFromJsonAsync<JsonElement>($"/api/imports/{id}");
        Assert.True(File.Exists(near.GetProperty("refusedFile").GetString()));
    }

    [Fact]
    public async Task Deleting_an_import_removes_its_files_and_samples_and_it_can_still_be_undone()
    {
        var desk = new ImportDesk(server);
        var id = (await desk.ImportAsync(Rows, "&map=id=externalId&name=deleted")).GetProperty("id").GetInt64();
        var deleted = await ServerFixture.JsonAsync(await server.Full.DeleteAsync($"/api/imports/{id}"));
        Assert.True(deleted.GetProperty("filesDeleted").GetBoolean());
        Assert.False(Directory.Exists(Path.Combine(server.Folder, "imports", $"{id}")));
        Assert.DoesNotContain("ada@shop.ru", (await desk.FindAsync(id)).GetRawText(), StringComparison.Ordinal);
        Assert.Single(await desk.RefusedAsync(id));
        Assert.Equal("undone", (await desk.UndoAsync(id)).GetProperty("state").GetString());
    }

    [Fact]
    public async Task A_deleted_import_cannot_be_started()
    {
        var desk = new ImportDesk(server);
        var id = (await desk.UploadAsync(Rows, "&map=id=externalId&name=never")).GetProperty("id").GetInt64();
        (await server.Full.DeleteAsync($"/api/imports/{id}")).EnsureSuccessStatusCode();
        foreach (var act in new[] { "start", "dry-run" }) Assert.Equal(HttpStatusCode.Conflict, (await desk.ActAsync(id, act)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await server.Full.DeleteAsync("/api/imports/999999")).StatusCode);
    }

    [Fact]
    public async Task An_encoding_that_is_unsafe_to_read_is_refused_by_name()
    {
        var answer = await new ImportDesk(server).PostAsync("id\n1\n"u8.ToArray(), "&encoding=utf-7");
        Assert.Equal((HttpStatusCode.BadRequest, "encoding"), (answer.StatusCode, (await ServerFixture.JsonAsync(answer)).GetProperty("field").GetString()));
    }
}
