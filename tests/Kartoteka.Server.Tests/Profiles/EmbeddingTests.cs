using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text;
using Kartoteka.Modules.Profiles.Embedding;
using Kartoteka.Server.Tests.Ingest;
using Kartoteka.Server.Tests.Users;

namespace Kartoteka.Server.Tests.Profiles;

public sealed class EmbeddingTests(ServerFixture server) : IClassFixture<ServerFixture>
{
    private const string Phone = "+79052223344", Email = "framed@shop.example";

    private static readonly string[] Origins = ["https://crm.example.ru", "http://localhost:8081"];

    private static string In(TimeSpan time) => (TimeProvider.System.GetUtcNow() + time).ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);

    private async Task<(string Id, string Secret)> KeyAsync(string[]? classes = null)
    {
        var made = await Person.GoodAsync(await server.Full.PostAsJsonAsync("/api/embed-keys", new { name = "CRM", origins = Origins, classes }));
        return (made.GetProperty("id").GetString()!, made.GetProperty("secret").GetString()!);
    }

    private static string Link((string Id, string Secret) key, string type, string value, string expires)
    {
        var signature = HMACSHA256.HashData(Encoding.UTF8.GetBytes(key.Secret), Encoding.UTF8.GetBytes($"{key.Id}\n{type}\n{value}\n{expires}"));
        return $"/embed/card?key={key.Id}&type={type}&value={Uri.EscapeDataString(value)}&expires={expires}&signature={Convert.ToHexStringLower(signature)}";
    }

    private async Task<(HttpStatusCode Status, string Html, string Policy)> OpenAsync(string link, string language = "ru")
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, link) { Headers = { { "Accept-Language", language } } };
        var answer = await server.Anonymous.SendAsync(request);
        Assert.False(answer.Headers.Contains("X-Frame-Options"));
        Assert.True(answer.Headers.CacheControl?.NoStore);
        return (answer.StatusCode, await answer.Content.ReadAsStringAsync(), answer.Headers.GetValues("Content-Security-Policy").Single());
    }

    private async Task GivenAsync(string source, string name = "Мария", string phone = Phone)
    {
        var sender = await Sender.SourceAsync(server, source);
        await sender.SendAsync("/v1/identify", $$$"""{"userId":"{{{source}}}","traits":{"firstName":"{{{name}}}","lastName":"Седова","phone":"{{{phone}}}","email":"{{{source}}}.{{{Email}}}"}}""");
        await sender.SendAsync("/v1/track", $$$"""{"userId":"{{{source}}}","event":"Order Completed"}""");
    }

    [Fact]
    public async Task A_signed_link_shows_the_card_masked_without_scripts_and_for_the_keys_origins_alone()
    {
        await GivenAsync("framed");
        var key = await KeyAsync();
        var (status, html, policy) = await OpenAsync(Link(key, "phone", "8 905 222-33-44", In(TimeSpan.FromHours(1))));
        Assert.Equal(HttpStatusCode.OK, status);
        foreach (var shown in new[] { "<html lang=\"ru\">", "Седова Мария", "Человек", "+7 905 •••-••-44", "f•••@shop.example", "Order Completed", "framed" }) Assert.Contains(shown, WebUtility.HtmlDecode(html), StringComparison.Ordinal);
        foreach (var hidden in new[] { Phone, "9052223344", $"framed.{Email}", "<script", "href=", "src=" }) Assert.DoesNotContain(hidden, WebUtility.HtmlDecode(html), StringComparison.OrdinalIgnoreCase);
        Assert.EndsWith("frame-ancestors https://crm.example.ru http://localhost:8081", policy, StringComparison.Ordinal);
        Assert.StartsWith("default-src 'none'", policy, StringComparison.Ordinal);
        var style = html.Split("<style>")[1].Split("</style>")[0];
        Assert.Contains($"'sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(style)))}'", policy, StringComparison.Ordinal);
        var (_, english, _) = await OpenAsync(Link(key, "phone", Phone, In(TimeSpan.FromHours(1))), "en-GB,ru;q=0.5");
        Assert.Contains("Last activity", english, StringComparison.Ordinal);
        var open = await KeyAsync(["contact"]);
        Assert.Contains(Phone, WebUtility.HtmlDecode((await OpenAsync(Link(open, "phone", Phone, In(TimeSpan.FromHours(1))))).Html), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_link_that_was_changed_has_expired_reaches_too_far_or_is_of_a_revoked_key_opens_nothing()
    {
        await GivenAsync("guarded", phone: "+79052223355");
        var key = await KeyAsync();
        var good = Link(key, "phone", "+79052223355", In(TimeSpan.FromHours(23)));
        Assert.Equal(HttpStatusCode.OK, (await OpenAsync(good)).Status);
        foreach (var bad in new[]
        {
            good.Replace("%2B79052223355", "%2B79052223344", StringComparison.Ordinal), good.Replace("type=phone", "type=email", StringComparison.Ordinal), good[..^1] + (good[^1] == '0' ? '1' : '0'),
            good[..good.IndexOf("&signature", StringComparison.Ordinal)] + "&signature=zz", Link((key.Id, "another secret"), "phone", "+79052223355", In(TimeSpan.FromHours(1))),
            Link(("ek_unknown", key.Secret), "phone", "+79052223355", In(TimeSpan.FromHours(1))), Link(key, "phone", "+79052223355", In(TimeSpan.FromSeconds(-1))),
            Link(key, "phone", "+79052223355", In(TimeSpan.FromHours(25))), Link(key, "phone", "+79052223355", "soon"),
        })
        {
            var (status, html, _) = await OpenAsync(bad);
            Assert.Equal((bad, HttpStatusCode.Forbidden), (bad, status));
            Assert.DoesNotContain("Мария", html, StringComparison.Ordinal);
        }
        Assert.Equal(HttpStatusCode.BadRequest, (await OpenAsync("/embed/card?key=x")).Status);
        Assert.Equal(HttpStatusCode.NoContent, (await server.Full.DeleteAsync($"/api/embed-keys/{key.Id}")).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await OpenAsync(good)).Status);
        Assert.Equal((404, "/problems/embed-key-not-found"), await Person.RefusalAsync(await server.Full.DeleteAsync($"/api/embed-keys/{key.Id}")));
    }

    [Fact]
    public async Task Names_of_customers_are_text_and_never_markup()
    {
        await GivenAsync("marked", "<img src=x onerror=alert(1)>\\\"'", "+79052223366");
        var (_, html, _) = await OpenAsync(Link(await KeyAsync(), "phone", "+79052223366", In(TimeSpan.FromHours(1))));
        Assert.Contains("&lt;img src=x onerror=alert(1)&gt;", html, StringComparison.Ordinal);
        Assert.DoesNotContain("<img", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Several_profiles_are_shown_one_under_another_and_none_is_said()
    {
        var key = await KeyAsync();
        Assert.Equal(HttpStatusCode.NotFound, (await OpenAsync(Link(key, "phone", "+79059999999", In(TimeSpan.FromHours(1))))).Status);
        Assert.Equal(HttpStatusCode.BadRequest, (await OpenAsync(Link(key, "phone", "not a phone", In(TimeSpan.FromHours(1))))).Status);
        await GivenAsync("twin-a", "Анна", "+79052223377");
        await GivenAsync("twin-b", "Белла", "+79052223388");
        foreach (var twin in new[] { "twin-a", "twin-b" })
        {
            var sender = await Sender.SourceAsync(server, $"{twin}-till");
            await sender.SendAsync("/v1/identify", $$$"""{"userId":"same-id","traits":{"firstName":"{{{twin}}}"}}""");
        }
        var (status, html, _) = await OpenAsync(Link(key, "user_id", "same-id", In(TimeSpan.FromHours(1))));
        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Contains("нескольких", html, StringComparison.Ordinal);
        Assert.Contains("twin-a", html, StringComparison.Ordinal);
        Assert.Contains("twin-b", html, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("https://crm.example.ru", "https://crm.example.ru")]
    [InlineData("HTTPS://CRM.Example.ru:443/", "https://crm.example.ru")]
    [InlineData("https://пример.рф", "https://xn--e1afmkfd.xn--p1ai")]
    [InlineData("http://localhost:8081", "http://localhost:8081")]
    [InlineData("https://crm.example.ru/page", null)]
    [InlineData("https://*.example.ru", null)]
    [InlineData("https://crm.example.ru; script-src *", null)]
    [InlineData("https://a@crm.example.ru", null)]
    [InlineData("ftp://crm.example.ru", null)]
    [InlineData("crm.example.ru", null)]
    [InlineData("'self'", null)]
    [InlineData("", null)]
    public void An_origin_is_scheme_host_and_port(string text, string? origin) => Assert.Equal(origin, EmbedKeys.OriginOf(text));

    [Fact]
    public async Task A_key_is_listed_without_its_secret_audited_and_gives_no_more_than_its_maker_has()
    {
        var (id, secret) = await KeyAsync();
        var listed = await server.Full.GetStringAsync("/api/embed-keys");
        Assert.Contains(id, listed, StringComparison.Ordinal);
        Assert.DoesNotContain(secret, listed, StringComparison.Ordinal);
        Assert.Contains($"embed_key/{id}", await server.Full.GetStringAsync("/api/audit?limit=1"), StringComparison.Ordinal);
        foreach (var file in Directory.GetFiles(server.Folder, "ledger*"))
        {
            await using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            using var copy = new MemoryStream();
            await stream.CopyToAsync(copy);
            Assert.Equal(-1, copy.ToArray().AsSpan().IndexOf(Encoding.UTF8.GetBytes(secret)));
        }
        var narrow = await server.ClientAsync("workspace:write");
        Assert.Equal((403, "/problems/scope-not-held"), await Person.RefusalAsync(await narrow.PostAsJsonAsync("/api/embed-keys", new { name = "CRM", origins = Origins })));
        Assert.Equal((400, "/problems/invalid"), await Person.RefusalAsync(await server.Full.PostAsJsonAsync("/api/embed-keys", new { name = "CRM", origins = Origins, classes = new[] { "secret" } })));
        Assert.Equal((400, "/problems/invalid"), await Person.RefusalAsync(await server.Full.PostAsJsonAsync("/api/embed-keys", new { name = "CRM", origins = new[] { "https://*.ru" } })));
    }

    [Fact]
    public async Task Guessing_signatures_is_429_after_a_minutes_measure()
    {
        await using var own = await Fixtures.WithClockAsync();
        HttpStatusCode last = default;
        for (var i = 0; i <= EmbedCard.RefusalsPerMinuteMax; i++) last = (await own.Server.Anonymous.GetAsync($"/embed/card?key=ek_1&type=phone&value=1&expires=1&signature={i:x64}")).StatusCode;
        Assert.Equal(HttpStatusCode.TooManyRequests, last);
        own.Time.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(HttpStatusCode.Forbidden, (await own.Server.Anonymous.GetAsync("/embed/card?key=ek_1&type=phone&value=1&expires=1&signature=0")).StatusCode);
    }
}
