using System.Net;
using System.Net.Http.Json;
using Xunit;

namespace Kartoteka.Server.Tests.Workspace;

public sealed class LegalEntityTests(ServerFixture server) : IClassFixture<ServerFixture>
{
    [Fact]
    public async Task A_legal_entity_and_its_brand_are_made_once()
    {
        var entity = new { key = "south", name = "Юг", inn = "7707083893" };
        Assert.Equal(HttpStatusCode.Created, (await server.Full.PostAsJsonAsync("/api/legal-entities", entity)).StatusCode);
        Assert.Equal(HttpStatusCode.Conflict, (await server.Full.PostAsJsonAsync("/api/legal-entities", entity)).StatusCode);
        var brand = new { key = "coffee", name = "Кофе", legalEntity = "south" };
        Assert.Equal(HttpStatusCode.Created, (await server.Full.PostAsJsonAsync("/api/brands", brand)).StatusCode);
        Assert.Equal(HttpStatusCode.Conflict, (await server.Full.PostAsJsonAsync("/api/brands", brand)).StatusCode);
        var listed = await ServerFixture.JsonAsync(await server.Full.GetAsync("/api/brands"));
        Assert.Equal("south", listed.EnumerateArray().Single(one => one.GetProperty("key").GetString() == "coffee").GetProperty("legalEntity").GetString());
        Assert.Contains("Кофе", await server.Full.GetStringAsync("/api/brands")); // Not escaped.
    }

    [Fact]
    public async Task The_first_legal_entity_and_brand_are_named_anew_and_the_log_says_so()
    {
        var entity = await ServerFixture.JsonAsync(await server.Full.PatchAsJsonAsync("/api/legal-entities/default", new { name = "ООО «Север»", inn = "7707083893" }));
        Assert.Equal(("default", "ООО «Север»", "7707083893"), (entity.GetProperty("key").GetString(), entity.GetProperty("name").GetString(), entity.GetProperty("inn").GetString()));
        // What is left out stays.
        entity = await ServerFixture.JsonAsync(await server.Full.PatchAsJsonAsync("/api/legal-entities/default", new { inn = "" }));
        Assert.Equal(("ООО «Север»", null), (entity.GetProperty("name").GetString(), entity.GetProperty("inn").GetString()));
        var brand = await ServerFixture.JsonAsync(await server.Full.PatchAsJsonAsync("/api/brands/default", new { name = "Чайный дом" }));
        Assert.Equal(("Чайный дом", "default"), (brand.GetProperty("name").GetString(), brand.GetProperty("legalEntity").GetString()));
        var log = await server.Full.GetStringAsync("/api/audit");
        Assert.Contains("legal_entity.change", log);
        Assert.Contains("brand.change", log);
    }

    [Theory]
    [InlineData("legal-entities/none", "{\"name\":\"X\"}", 404)]
    [InlineData("legal-entities/default", "{\"inn\":\"123\"}", 400)]
    [InlineData("legal-entities/default", "{\"name\":\" \"}", 400)]
    [InlineData("brands/none", "{\"name\":\"X\"}", 404)]
    [InlineData("brands/default", "{}", 400)]
    public async Task A_wrong_change_is_refused(string path, string body, int status)
    {
        using var content = new StringContent(body, System.Text.Encoding.UTF8, "application/json");
        Assert.Equal(status, (int)(await server.Full.PatchAsync($"/api/{path}", content)).StatusCode);
    }

    [Theory]
    [InlineData("123")]
    [InlineData("77070838931")]
    [InlineData("77О7083893")] // A Cyrillic letter for a zero.
    public async Task A_wrong_taxpayers_number_is_refused(string inn)
    {
        var answer = await server.Full.PostAsJsonAsync("/api/legal-entities", new { key = "wrong", name = "Wrong", inn });
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Equal("inn", (await ServerFixture.JsonAsync(answer)).GetProperty("field").GetString());
    }

    [Fact]
    public async Task A_brand_of_an_unknown_legal_entity_is_refused() =>
        Assert.Equal(HttpStatusCode.BadRequest, (await server.Full.PostAsJsonAsync("/api/brands", new { key = "b", name = "B", legalEntity = "none" })).StatusCode);
}
