using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Kartoteka.Server.Tests.Ingest;

namespace Kartoteka.Server.Tests.Users;

/// <summary>What leaves the server for people of each role, on every route that shows personal data.</summary>
public sealed class MaskingTests(ServerFixture server) : IClassFixture<ServerFixture>
{
    private const string Phone = "+79031112233", Email = "masked.person@shop.example", Passport = "4509 123456";

    private static readonly string[] Secrets = [Phone, "9031112233", Email, Passport];

    private async Task<(string Id, string Source)> GivenAsync()
    {
        var source = $"masked-{Guid.NewGuid():n}";
        var sender = await Sender.SourceAsync(server, source);
        await sender.SendAsync("/v1/identify", $$$"""{"userId":"{{{source}}}","messageId":"{{{source}}}:{{{Email}}}","traits":{"firstName":"Мария","phone":"{{{Phone}}}","email":"{{{Email}}}","passport":"{{{Passport}}}","city":"Омск"}}""");
        await sender.SendAsync("/v1/track", $$$"""{"userId":"{{{source}}}","event":"Called","properties":{"comment":"{{{Phone}}} or {{{Email}}}","duration":42}}""");
        await sender.SendAsync("/v1/track", $$$"""{"userId":"{{{source}}}","messageId":"bad-{{{source}}}","context":{"traits":{"phone":"{{{Phone}}}","passport":"{{{Passport}}}"} } }""");
        return ((await sender.GetAsync($"/api/profiles/by/user_id/{source}:{source}")).GetProperty("id").GetString()!, source);
    }

    [Theory]
    [InlineData("operator")]
    [InlineData("marketer")]
    public async Task Nothing_that_the_role_does_not_see_leaves_by_any_route(string role)
    {
        var (id, source) = await GivenAsync();
        using var person = await Person.OfRoleAsync(server, role);
        foreach (var path in new[]
        {
            $"/api/profiles/{id}", $"/api/profiles/{id}/events", $"/api/profiles/{id}/history", "/api/profiles?limit=500", $"/api/profiles?query={Uri.EscapeDataString("Мария")}",
            $"/api/profiles?query={id}", $"/api/profiles/by/user_id/{source}:{source}",
        })
        {
            var answer = await person.Client.GetAsync(path);
            var text = await answer.Content.ReadAsStringAsync();
            Assert.Equal((path, HttpStatusCode.OK), (path, answer.StatusCode));
            foreach (var secret in Secrets) Assert.DoesNotContain(secret, text, StringComparison.OrdinalIgnoreCase);
        }
    }

    [Fact]
    public async Task A_masked_profile_says_which_of_its_values_are()
    {
        var (id, _) = await GivenAsync();
        using var person = await Person.OfRoleAsync(server, "operator");
        var profile = await Person.GoodAsync(await person.Client.GetAsync($"/api/profiles/{id}"));
        Assert.Equal(["email", "passport", "phone"], profile.GetProperty("masked").EnumerateArray().Select(name => name.GetString()!));
        var traits = profile.GetProperty("traits");
        Assert.Equal(("Мария", "Омск"), (traits.GetProperty("firstName").GetString(), traits.GetProperty("city").GetString()));
        Assert.Equal(("+7 903 •••-••-33", "m•••@shop.example", "•••"), (traits.GetProperty("phone").GetString(), traits.GetProperty("email").GetString(), traits.GetProperty("passport").GetString()));
        foreach (var identifier in profile.GetProperty("identifiers").EnumerateArray())
        {
            Assert.Equal(identifier.GetProperty("type").GetString() is "phone" or "email", identifier.TryGetProperty("masked", out var masked) && masked.GetBoolean());
        }
        var body = (await Person.GoodAsync(await person.Client.GetAsync($"/api/profiles/{id}/events"))).GetProperty("events")[0].GetProperty("body");
        Assert.Equal(42, body.GetProperty("properties").GetProperty("duration").GetInt32());
    }

    [Fact]
    public async Task Who_sees_everything_gets_byte_for_byte_what_a_token_gets()
    {
        var (id, _) = await GivenAsync();
        using var officer = await Person.OfRoleAsync(server, "privacy_officer");
        foreach (var path in new[] { $"/api/profiles/{id}", $"/api/profiles/{id}/events" })
        {
            var text = await officer.Client.GetStringAsync(path);
            Assert.Equal(await server.Full.GetStringAsync(path), text);
            Assert.Contains(Email, text, StringComparison.Ordinal);
            Assert.DoesNotContain("\"masked\"", text, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_value_is_revealed_with_a_reason_that_the_audit_log_keeps_without_the_value()
    {
        var (id, _) = await GivenAsync();
        var (person, _, email) = await Person.MadeAsync(server, "operator");
        var shown = await Person.GoodAsync(await person.Client.PostAsJsonAsync($"/api/profiles/{id}/reveal", new { fields = new[] { "phone" }, reason = $"перезвонить на {Phone}" }));
        Assert.Equal(Phone, shown.GetProperty("traits").GetProperty("phone").GetString());
        Assert.Equal(("phone", Phone), (shown.GetProperty("identifiers")[0].GetProperty("type").GetString(), shown.GetProperty("identifiers")[0].GetProperty("value").GetString()));
        Assert.DoesNotContain(Email, shown.GetRawText(), StringComparison.Ordinal);
        var line = (await Person.GoodAsync(await server.Full.GetAsync("/api/audit?limit=1"))).GetProperty("entries")[0];
        Assert.Equal((email, "profile.reveal", $"profile/{id}"), (Text("actor"), Text("action"), Text("subject")));
        Assert.Equal("phone: перезвонить на +7 903 •••-••-33", Text("detail"));
        person.Dispose();

        string? Text(string name) => line.GetProperty(name).GetString();
    }

    [Theory]
    [InlineData("reason", """{"fields":["phone"],"reason":" x "}""")]
    [InlineData("reason", """{"fields":["phone"]}""")]
    [InlineData("fields", """{"fields":[],"reason":"a good one"}""")]
    [InlineData("fields", """{"reason":"a good one"}""")]
    public async Task Nothing_is_revealed_without_a_field_and_a_reason(string field, string body)
    {
        var (id, _) = await GivenAsync();
        var answer = await server.Full.PostAsync($"/api/profiles/{id}/reveal", new StringContent(body, System.Text.Encoding.UTF8, "application/json"));
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Equal(field, (await ServerFixture.JsonAsync(answer)).GetProperty("field").GetString());
    }

    [Fact]
    public async Task A_list_is_not_filtered_by_what_its_reader_does_not_see()
    {
        await GivenAsync();
        using var marketer = await Person.OfRoleAsync(server, "marketer");
        var answer = await marketer.Client.GetAsync($"/api/profiles?where={Uri.EscapeDataString("phone^=+7903")}");
        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
        Assert.Equal("/problems/trait-masked", (await ServerFixture.JsonAsync(answer)).GetProperty("type").GetString());
        Assert.Equal(HttpStatusCode.OK, (await marketer.Client.GetAsync("/api/profiles?where=city%3F")).StatusCode);
    }

    [Fact]
    public async Task An_export_is_masked_as_the_screen_is()
    {
        await GivenAsync();
        using var marketer = await Person.OfRoleAsync(server, "marketer");
        var table = await marketer.Client.GetStringAsync("/api/profiles/export?columns=id,phone,email");
        Assert.DoesNotContain(Phone, table, StringComparison.Ordinal);
        Assert.DoesNotContain(Email, table, StringComparison.Ordinal);
        Assert.Contains("+7 903 •••-••-33", table, StringComparison.Ordinal);
        Assert.Contains(Phone, await server.Full.GetStringAsync("/api/profiles/export?columns=id,phone,email"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_marketer_reveals_nothing()
    {
        var (id, _) = await GivenAsync();
        using var person = await Person.OfRoleAsync(server, "marketer");
        Assert.Equal(HttpStatusCode.Forbidden, (await person.Client.PostAsJsonAsync($"/api/profiles/{id}/reveal", new { fields = new[] { "phone" }, reason = "a good one" })).StatusCode);
    }

    [Fact]
    public async Task A_body_of_which_part_is_masked_is_replayed_as_it_is_and_not_edited()
    {
        var sender = await Sender.SourceAsync(server, "masked-body");
        await sender.SendAsync("/v1/track", $$$"""{"userId":"q","messageId":"q1","context":{"traits":{"diagnosis":"J45","phone":"{{{Phone}}}"} } }""");
        await sender.SendAsync("/v1/track", $$$"""{"userId":"q","messageId":"q2","context":{"traits":{"phone":"{{{Phone}}}"} } }""");
        var items = (await sender.GetAsync("/api/quarantine?source=masked-body")).GetProperty("items");
        var (open, masked) = (items[0].GetProperty("id").GetInt64(), items[1].GetProperty("id").GetInt64());
        using var steward = await Person.OfRoleAsync(server, "steward");
        var entry = await Person.GoodAsync(await steward.Client.GetAsync($"/api/quarantine/{masked}"));
        Assert.True(entry.GetProperty("masked").GetBoolean());
        Assert.DoesNotContain("J45", entry.GetRawText(), StringComparison.Ordinal);
        Assert.Contains(Phone, entry.GetProperty("raw").GetString(), StringComparison.Ordinal);
        Assert.Equal(JsonValueKind.Null, entry.GetProperty("rawBase64").ValueKind);
        var edit = new { raw = """{"userId":"q","messageId":"q1","event":"Mended"}""" };
        Assert.Equal((403, "/problems/masked-body"), await Person.RefusalAsync(await steward.Client.PostAsJsonAsync($"/api/quarantine/{masked}/replay", edit)));
        await Person.GoodAsync(await steward.Client.PostAsJsonAsync($"/api/quarantine/{masked}/replay", new { }));
        Assert.False((await Person.GoodAsync(await steward.Client.GetAsync($"/api/quarantine/{open}"))).GetProperty("masked").GetBoolean());
        Assert.Equal("stored", (await Person.GoodAsync(await steward.Client.PostAsJsonAsync($"/api/quarantine/{open}/replay", new { raw = """{"userId":"q","messageId":"q2","event":"Mended"}""" }))).GetProperty("outcome").GetString());
    }

    [Fact]
    public async Task The_live_debugger_masks_for_a_steward_and_ends_with_the_session()
    {
        var sender = await Sender.SourceAsync(server, "masked-live");
        await sender.SendAsync("/v1/track", $$$"""{"userId":"1","event":"E","context":{"traits":{"diagnosis":"J45","phone":"{{{Phone}}}"} } }""");
        using var steward = await Person.OfRoleAsync(server, "steward");
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        using var answer = await steward.Client.GetAsync("/api/sources/masked-live/live", HttpCompletionOption.ResponseHeadersRead, limit.Token);
        using var reader = new StreamReader(await answer.Content.ReadAsStreamAsync(limit.Token));
        string? line;
        while ((line = await reader.ReadLineAsync(limit.Token)) is not null && !line.StartsWith("data: ", StringComparison.Ordinal)) { }
        Assert.Contains(Phone, line, StringComparison.Ordinal);
        Assert.DoesNotContain("J45", line, StringComparison.Ordinal);
        using var other = new HttpClient(new SocketsHttpHandler { UseCookies = false }) { BaseAddress = server.Anonymous.BaseAddress };
        using var signOut = new HttpRequestMessage(HttpMethod.Delete, "/api/session") { Headers = { { "Cookie", $"kartoteka_session={steward.Secret}" }, { "X-Kartoteka-Request", "1" } } };
        Assert.Equal(HttpStatusCode.NoContent, (await other.SendAsync(signOut, limit.Token)).StatusCode);
        while ((line = await reader.ReadLineAsync(limit.Token)) is not null) { }
        Assert.Null(line);
    }
}
