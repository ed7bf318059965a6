using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Xunit;

namespace Kartoteka.Server.Tests.Reports;

/// <summary>A server with a small shop in it, filled over HTTP once for a class.</summary>
public sealed class ReportBase : IAsyncLifetime
{
    public ServerFixture Server { get; } = new();

    public async Task InitializeAsync()
    {
        await Server.InitializeAsync();
        var till = await ServerFixture.JsonAsync(await Server.Full.PostAsJsonAsync("/api/sources", new { key = "till", name = "Касса", kind = "till" }));
        await SendAsync(Server.WriteKey,
            new { type = "identify", userId = "ada", messageId = "i1", traits = new { email = "ada@shop.example", city = "Москва" } },
            new { type = "identify", userId = "bob", messageId = "i2", traits = new { phone = "+79161234567" } },
            new { type = "identify", userId = "eve", messageId = "i3", traits = new { city = "Тула" } },
            Page("ada", "v1", "2026-02-10T09:00:00Z", "yandex", "spring"), Page("ada", "v2", "2026-02-10T09:20:00Z", null, null), Page("bob", "v3", "2026-02-11T09:00:00Z", null, null),
            Order("ada", "o1", "2026-02-10T10:00:00Z", 1_000, "Обувь", "A-1"), Order("ada", "o2", "2026-03-05T10:00:00Z", 500.5, "Сумки", "B-1"),
            Order("bob", "o3", "2026-03-06T10:00:00Z", 2_000, "Обувь", "A-1"), Order("bob", "o4", "2026-03-06T11:00:00Z", 7, "Обувь", "A-1", "USD"));
        await SendAsync(till.GetProperty("writeKey").GetString()!,
            new { type = "identify", userId = "t-1", messageId = "i4", traits = new { phone = "+79161234567" } }, Order("t-1", "o5", "2026-01-31T21:30:00Z", 300, null, null));
        await LevelAsync();
    }

    public Task DisposeAsync() => Server.DisposeAsync();

    private static object Order(string user, string id, string at, double revenue, string? category, string? product, string currency = "RUB") => new
    {
        type = "track",
        userId = user,
        messageId = id,
        timestamp = at,
        @event = "Order Completed",
        properties = new { order_id = id, revenue, currency, products = category is null ? null : new object[] { new { product_id = product, name = product, category, price = revenue, quantity = 1 } } },
    };

    private static object Page(string user, string id, string at, string? campaignSource, string? campaign) => new
    {
        type = "page",
        userId = user,
        messageId = id,
        timestamp = at,
        name = "Home",
        properties = new { url = "https://shop.example/" },
        context = campaignSource is null ? null : new { campaign = new { source = campaignSource, medium = "cpc", name = campaign } },
    };

    public async Task SendAsync(string key, params object[] batch)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/v1/batch") { Content = JsonContent.Create(new { batch }) };
        request.Headers.Authorization = new("Basic", Convert.ToBase64String(System.Text.Encoding.ASCII.GetBytes($"{key}:")));
        Assert.Equal(HttpStatusCode.OK, (await Server.Anonymous.SendAsync(request)).StatusCode);
    }

    // Until the replica has what was committed, and holds profiles.
    public async Task LevelAsync()
    {
        var head = (await Server.Full.GetFromJsonAsync<JsonElement>("/api/stats")).GetProperty("position").GetInt64();
        await Eventually.TrueAsync(async () =>
        {
            var answer = await Server.Full.GetAsync("/api/reports/revenue");
            if (answer.StatusCode != HttpStatusCode.OK) return false;
            var json = await ServerFixture.JsonAsync(answer);
            return json.GetProperty("asOf").GetInt64() >= head && json.GetProperty("isComplete").GetBoolean();
        });
    }
}
