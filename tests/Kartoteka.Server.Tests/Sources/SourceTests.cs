using System.Net;
using System.Net.Http.Json;
using Kartoteka.Domain.Identity;
using Kartoteka.Domain.Profiles;
using Kartoteka.Modules.Sources.Contracts;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Kartoteka.Server.Tests.Sources;

public sealed class SourceTests(ServerFixture server) : IClassFixture<ServerFixture>
{
    private SourceDirectory Directory => server.App.Services.GetRequiredService<SourceDirectory>();

    [Fact]
    public async Task A_source_is_made_with_a_write_key_that_is_known_at_once_and_never_shown_again()
    {
        var answer = await server.Full.PostAsJsonAsync("/api/sources", new { key = "shop", name = "Магазин", kind = "web" });
        Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
        var made = await ServerFixture.JsonAsync(answer);
        Assert.Equal("shop", made.GetProperty("idNamespace").GetString());
        var writeKey = made.GetProperty("writeKey").GetString()!;
        Assert.True(writeKey.Length >= 32);
        Assert.Equal("shop", Directory.ByWriteKey(writeKey)?.Key);
        Assert.DoesNotContain(writeKey, await server.Full.GetStringAsync("/api/sources/shop"));
        Assert.Equal(HttpStatusCode.Conflict, (await server.Full.PostAsJsonAsync("/api/sources", new { key = "shop", name = "S", kind = "web" })).StatusCode);
    }

    [Theory]
    [InlineData("""{"key":"Shop","name":"S","kind":"web"}""", "key")]
    [InlineData("""{"key":"s","name":" ","kind":"web"}""", "name")]
    [InlineData("""{"key":"s","name":"S","kind":"fax"}""", "kind")]
    [InlineData("""{"key":"s","name":"S","kind":"web","trustRank":1001}""", "trustRank")]
    [InlineData("""{"key":"s","name":"S","kind":"web","brand":"none"}""", "brand")]
    [InlineData("""{"key":"s","name":"S","kind":"web","idNamespace":"a:b"}""", "idNamespace")]
    public async Task A_wrong_field_is_named(string body, string field)
    {
        using var content = new StringContent(body, System.Text.Encoding.UTF8, "application/json");
        var answer = await server.Full.PostAsync("/api/sources", content);
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Equal(field, (await ServerFixture.JsonAsync(answer)).GetProperty("field").GetString());
    }

    [Fact]
    public void A_presented_key_with_a_colon_is_tried_whole_and_by_either_side()
    {
        var key = server.WriteKey;
        Assert.Equal(["default", "default", "default"], new[] { key, $"site:{key}", $"{key}:any" }.Select(presented => Directory.ByWriteKey(presented)?.Key));
        Assert.Null(Directory.ByWriteKey("site:other"));
        Assert.Null(Directory.ByWriteKey(""));
    }

    [Fact]
    public async Task A_new_write_key_works_beside_the_old_until_the_others_are_ended()
    {
        var first = (await ServerFixture.JsonAsync(await server.Full.PostAsJsonAsync("/api/sources", new { key = "till", name = "T", kind = "till" }))).GetProperty("writeKey").GetString()!;
        var second = await RotateAsync(revokeOthers: false);
        Assert.Equal(("till", "till"), (Directory.ByWriteKey(first)?.Key, Directory.ByWriteKey(second)?.Key));
        var third = await RotateAsync(revokeOthers: true);
        Assert.Equal([null, null, "till"], new[] { first, second, third }.Select(key => Directory.ByWriteKey(key)?.Key));

        async Task<string> RotateAsync(bool revokeOthers) =>
            (await ServerFixture.JsonAsync(await server.Full.PostAsJsonAsync("/api/sources/till/write-keys", new { revokeOthers }))).GetProperty("writeKey").GetString()!;
    }

    [Fact]
    public async Task Trust_and_the_master_source_reach_survivorship()
    {
        await server.Full.PostAsJsonAsync("/api/sources", new { key = "crm", name = "CRM", kind = "crm" });
        await server.Full.PatchAsJsonAsync("/api/sources/crm", new { trustRank = 700, enabled = false });
        await server.Full.PutAsJsonAsync("/api/traits/person/city", new { type = "string", masterSource = "crm" });
        var crm = Directory.ByKey("crm")!;
        var trust = server.App.Services.GetRequiredService<ISourceTrust>();
        Assert.False(crm.Enabled);
        Assert.Equal(700, trust.TrustRank(crm.Id));
        Assert.Equal(crm.Id, trust.MasterSource(ProfileKind.Person, "city"));
        Assert.Null(trust.MasterSource(ProfileKind.Account, "city"));
    }
}
