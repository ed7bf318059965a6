using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Xunit;

namespace Kartoteka.Server.Tests.Computed;

/// <summary>Computed traits, orders and carts over HTTP, of a base that was filled over HTTP.</summary>
public sealed class ComputedTests(ServerFixture server) : IClassFixture<ServerFixture>
{
    private static JsonElement Json(string json) => JsonDocument.Parse(json).RootElement;

    private async Task<JsonElement> FillAsync()
    {
        object[] batch =
        [
            new { type = "track", userId = "ada", messageId = "o1", @event = "Order Completed", timestamp = "2026-03-01T10:00:00Z",
                properties = new { order_id = "A-1", revenue = 1000.5, currency = "RUB", products = new[] { new { product_id = "p1", name = "Ботинки", quantity = 2, price = 500.25 } } } },
            new { type = "track", userId = "ada", messageId = "o2", @event = "Order Refunded", timestamp = "2026-03-02T10:00:00Z", properties = new { order_id = "A-1", total = 100 } },
            new { type = "track", userId = "ada", messageId = "o3", @event = "Product Added", timestamp = "2026-03-03T10:00:00Z", properties = new { product_id = "p2", name = "Шарф", price = 300, quantity = 2, currency = "RUB" } },
            new { type = "track", userId = "ada", messageId = "o4", @event = "Product Added to Wishlist", timestamp = "2026-03-03T10:00:00Z", properties = new { product_id = "p3" } },
        ];
        using var request = new HttpRequestMessage(HttpMethod.Post, "/v1/batch") { Content = JsonContent.Create(new { batch }) };
        request.Headers.Authorization = new("Basic", Convert.ToBase64String(System.Text.Encoding.ASCII.GetBytes($"{server.WriteKey}:")));
        Assert.Equal(HttpStatusCode.OK, (await server.Anonymous.SendAsync(request)).StatusCode);
        var id = (await server.Full.GetFromJsonAsync<JsonElement>("/api/profiles/by/user_id/ada")).GetProperty("id").GetString();
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (true)
        {
            var answer = await server.Full.GetAsync($"/api/profiles/{id}/orders");
            if (answer.StatusCode == HttpStatusCode.OK && await ServerFixture.JsonAsync(answer) is var orders && orders.GetProperty("total").GetInt64() > 0) return orders;
            await Task.Delay(20, patience.Token);
        }
    }

    [Fact]
    public async Task A_profile_shows_its_orders_and_its_cart()
    {
        var orders = await FillAsync();
        var order = Assert.Single(orders.GetProperty("orders").EnumerateArray());
        Assert.Equal(("A-1", "partly_returned", 1000.5m, 100m, 900.5m), (order.GetProperty("orderId").GetString(), order.GetProperty("status").GetString(), order.GetProperty("gross").GetDecimal(), order.GetProperty("returned").GetDecimal(), order.GetProperty("net").GetDecimal()));
        var line = Assert.Single(order.GetProperty("lines").EnumerateArray());
        Assert.Equal(("p1", 2, 900.5m), (line.GetProperty("productId").GetString(), line.GetProperty("quantity").GetInt32(), line.GetProperty("net").GetDecimal()));
        var id = (await server.Full.GetFromJsonAsync<JsonElement>("/api/profiles/by/user_id/ada")).GetProperty("id").GetString();
        var cart = await server.Full.GetFromJsonAsync<JsonElement>($"/api/profiles/{id}/cart");
        Assert.Equal((600m, "RUB"), (cart.GetProperty("value").GetDecimal(), cart.GetProperty("currency").GetString()));
        Assert.Equal("Шарф", Assert.Single(cart.GetProperty("items").EnumerateArray()).GetProperty("name").GetString());
        Assert.Equal("p3", Assert.Single(cart.GetProperty("wishlist").EnumerateArray()).GetProperty("productId").GetString());
        Assert.Equal(HttpStatusCode.NotFound, (await server.Full.GetAsync("/api/profiles/nobody/orders")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await server.Full.GetAsync("/api/profiles/nobody/cart")).StatusCode);
    }

    [Fact]
    public async Task A_profile_carries_the_values_of_its_computed_traits_with_those_that_age_as_of_now()
    {
        await FillAsync();
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        JsonElement computed;
        while (!(computed = (await server.Full.GetFromJsonAsync<JsonElement>("/api/profiles/by/user_id/ada")).GetProperty("computed")).TryGetProperty("orders", out _)) await Task.Delay(20, patience.Token);
        Assert.Equal((1, 900.5m, 600m), (computed.GetProperty("orders").GetInt32(), computed.GetProperty("revenue").GetDecimal(), computed.GetProperty("cart_value").GetDecimal()));
        // Ordered on the first of March at 13:00 in Moscow, where the company is.
        var today = TimeZoneInfo.ConvertTime(TimeProvider.System.GetUtcNow(), TimeZoneInfo.FindSystemTimeZoneById("Europe/Moscow")).Date;
        Assert.InRange(computed.GetProperty("days_since_last_order").GetInt32(), (today - new DateTime(2026, 3, 1)).Days - 1, (today - new DateTime(2026, 3, 1)).Days + 1);
        Assert.Equal(HttpStatusCode.Created, (await server.Full.PostAsJsonAsync("/api/computed", new { key = "added", name = "Добавлено", formula = Json("""{"event":"Product Added","count":true}""") })).StatusCode);
        while (!(computed = (await server.Full.GetFromJsonAsync<JsonElement>("/api/profiles/by/user_id/ada")).GetProperty("computed")).TryGetProperty("added", out _)) await Task.Delay(20, patience.Token);
        Assert.Equal(1, computed.GetProperty("added").GetInt32());
    }

    [Fact]
    public async Task A_computed_trait_is_made_used_changed_and_removed_when_no_segment_uses_it()
    {
        var formula = Json("""{"event":["A","B"],"where":[{"property":"x","above":1}],"within":{"last":{"days":30}},"sum":"revenue","path":["net"]}""");
        Assert.Equal(HttpStatusCode.Created, (await server.Full.PostAsJsonAsync("/api/computed", new { key = "sums", name = "Суммы", formula })).StatusCode);
        Assert.Equal(HttpStatusCode.Conflict, (await server.Full.PostAsJsonAsync("/api/computed", new { key = "sums", name = "Again", formula })).StatusCode);
        Assert.Equal(HttpStatusCode.Conflict, (await server.Full.PostAsJsonAsync("/api/computed", new { key = "orders", name = "Again", formula })).StatusCode);
        var read = await server.Full.GetFromJsonAsync<JsonElement>("/api/computed/sums");
        Assert.True(JsonElement.DeepEquals(formula, read.GetProperty("formula")));
        Assert.Equal("number", read.GetProperty("type").GetString());
        Assert.Equal(HttpStatusCode.Created, (await server.Full.PostAsJsonAsync("/api/segments", new { key = "rich", name = "r", rule = Json("""{"computed":"sums","atLeast":1}""") })).StatusCode);
        Assert.Equal(HttpStatusCode.Conflict, (await server.Full.DeleteAsync("/api/computed/sums")).StatusCode);
        var body = new { name = "Последнее", formula = Json("""{"event":"*","kind":"page","last":"title"}"""), type = "text", version = 1 };
        Assert.Equal(HttpStatusCode.OK, (await server.Full.PutAsJsonAsync("/api/computed/sums", body)).StatusCode);
        Assert.Equal(HttpStatusCode.Conflict, (await server.Full.PutAsJsonAsync("/api/computed/sums", body)).StatusCode);
        Assert.Equal(HttpStatusCode.NoContent, (await server.Full.DeleteAsync("/api/segments/rich")).StatusCode);
        Assert.Equal(HttpStatusCode.NoContent, (await server.Full.DeleteAsync("/api/computed/sums")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await server.Full.GetAsync("/api/computed/sums")).StatusCode);
        var all = (await server.Full.GetFromJsonAsync<JsonElement>("/api/computed")).GetProperty("computed").EnumerateArray();
        Assert.Contains(all, trait => trait.GetProperty("key").GetString() == "orders" && trait.GetProperty("builtIn").GetBoolean());
    }

    [Theory]
    [InlineData("""{"event":"A"}""", null)]
    [InlineData("""{"event":"A","sum":"x","count":true}""", null)]
    [InlineData("""{"event":"A","count":false}""", null)]
    [InlineData("""{"event":"A","count":true,"path":"x"}""", null)]
    [InlineData("""{"sum":"x"}""", null)]
    [InlineData("""{"event":"A","sums":"x"}""", null)]
    [InlineData("7", null)]
    [InlineData("""{"event":"A","sum":"x"}""", "text")]
    [InlineData("""{"event":"A","last":"x"}""", "texts")]
    public async Task A_formula_that_is_wrong_is_refused(string formula, string? type) =>
        Assert.Equal(HttpStatusCode.BadRequest, (await server.Full.PostAsJsonAsync("/api/computed", new { key = "wrong", name = "w", formula = Json(formula), type })).StatusCode);
}
