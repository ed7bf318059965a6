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
