using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Kartoteka.Server.Demo;

/// <summary>
/// Makes up what the purchases leave out: visits to the site before orders, carts that were left, and three mailings. The same purchases give
/// the same visits each time. The proportions are round numbers of this demo and say nothing of any shop.
/// </summary>
internal sealed class DemoVisits(DateTimeOffset now)
{
    /// <summary>How far back visits go, in days.</summary>
    public const int DaysMax = 180;

    private const string Shop = "eshop";
    private const string Mail = "mail";

    private static readonly JsonSerializerOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Where a visit came from: of a hundred, how many; a campaign, or the site that led here.</summary>
    private static readonly (int Percent, string? Source, string? Medium, string? Campaign, string? Referrer)[] Ways =
    [
        (28, "yandex", "cpc", "autumn", "https://yandex.ru/"), (12, "vk", "social", "gifts", "https://vk.com/"), (14, "newsletter", "email", "weekly", null),
        (22, null, null, null, "https://www.google.com/"), (24, null, null, null, null),
    ];

    private static readonly (string Id, string Subject, int DaysAgo)[] Mailings =
    [
        ("new-season", "Новый сезон", 62), ("gifts", "Подарки до конца недели", 34), ("back-soon", "Вы давно не заходили", 8),
    ];

    private readonly HashSet<string> _customers = [];

    /// <summary>The system that an order is said to come from: orders that a visit led to were made on the site.</summary>
    /// <param name="purchase">An order as an event, its time moved already.</param>
    /// <param name="at">When it was.</param>
    public string SourceOf(JsonNode purchase, DateTimeOffset at) => HasVisit(purchase, at) ? Shop : "till";

    /// <summary>The visit that led to an order, and a later one that led to none.</summary>
    public IEnumerable<DemoEvent> Around(JsonNode purchase, DateTimeOffset at)
    {
        if (purchase["userId"]?.GetValue<string>() is not { } customer || !IsOrder(purchase)) yield break;
        _customers.Add(customer);
        if ((now - at).TotalDays is < 0 or > DaysMax) yield break;
        var lot = LotOf(purchase);
        var products = purchase["properties"]!["products"]!.AsArray().Take(3).Select(product => product!).ToArray();
        var order = OrderIdOf(purchase);
        if (HasVisit(purchase, at))
        {
            foreach (var made in Visit($"{order}:v", customer, at - TimeSpan.FromMinutes(6 + (lot % 35)), lot, products, added: products.Length, checkout: true)) yield return made;
        }
        var later = at + TimeSpan.FromHours(50 + (lot % 240));
        if (lot / 100 % 100 < 30 && later < now)
        {
            foreach (var made in Visit($"{order}:l", customer, later, lot / 7, products, added: lot % 3 == 0 ? 1 : 0, checkout: lot % 15 == 0)) yield return made;
        }
    }

    /// <summary>Mailings to all who have bought, in order of time.</summary>
    public IEnumerable<DemoEvent> MailingsToCustomers()
    {
        foreach (var (id, subject, daysAgo) in Mailings)
        {
            foreach (var customer in _customers.Order(StringComparer.Ordinal))
            {
                var lot = Lot($"{id}:{customer}");
                var sent = now.Date.AddDays(-daysAgo).AddHours(9).AddSeconds(lot % 1_800);
                var properties = new JsonObject { ["campaign_id"] = id, ["campaign_name"] = subject, ["email_subject"] = subject };
                yield return Event(Mail, customer, $"{id}:{customer}:d", sent, "Email Delivered", properties);
                if (lot % 100 >= 34) continue;
                yield return Event(Mail, customer, $"{id}:{customer}:o", sent.AddMinutes(20 + (lot % 2_000)), "Email Opened", properties);
                if (lot % 100 >= 11) continue;
                properties["link_url"] = $"https://shop.example/{id}";
                yield return Event(Mail, customer, $"{id}:{customer}:c", sent.AddMinutes(22 + (lot % 2_000)), "Email Link Clicked", properties);
            }
        }
    }

    private static IEnumerable<DemoEvent> Visit(string id, string customer, DateTimeOffset at, int lot, JsonNode[] products, int added, bool checkout)
    {
        var context = ContextOf(lot);
        var minute = 0;
        yield return new DemoEvent(Shop, Json("page", customer, $"{id}:p", at, context, null, new JsonObject { ["url"] = "https://shop.example/", ["title"] = "Главная" }));
        foreach (var product in products) yield return Step("Product Viewed", product);
        foreach (var product in products.Take(added)) yield return Step("Product Added", product);
        if (checkout && added > 0) yield return Step("Checkout Started", null);

        DemoEvent Step(string name, JsonNode? product)
        {
            minute++;
            var properties = new JsonObject();
            foreach (var member in (string[])["sku", "name", "category", "price", "quantity"])
            {
                if (product?[member] is { } value) properties[member == "sku" ? "product_id" : member] = value.DeepClone();
            }
            if (product is not null) properties["currency"] = "GBP";
            return new DemoEvent(Shop, Json("track", customer, $"{id}:{minute.ToString(CultureInfo.InvariantCulture)}", at.AddSeconds(50 * minute), context, name, properties));
        }
    }

    private static JsonObject ContextOf(int lot)
    {
        var left = lot % 100;
        var way = Ways.First(way => (left -= way.Percent) < 0);
        var context = new JsonObject { ["page"] = new JsonObject { ["url"] = "https://shop.example/", ["referrer"] = way.Referrer } };
        if (way.Source is not null) context["campaign"] = new JsonObject { ["source"] = way.Source, ["medium"] = way.Medium, ["name"] = way.Campaign };
        return context;
    }

    private static DemoEvent Event(string source, string customer, string id, DateTimeOffset at, string name, JsonObject properties) =>
        new(source, Json("track", customer, id, at, new JsonObject(), name, properties));

    private static byte[] Json(string type, string customer, string id, DateTimeOffset at, JsonObject context, string? name, JsonObject properties)
    {
        var json = new JsonObject
        {
            ["type"] = type, ["messageId"] = $"demo:{id}", ["userId"] = customer, ["timestamp"] = at.ToString("o", CultureInfo.InvariantCulture), ["context"] = context.DeepClone(),
            ["properties"] = properties.DeepClone(),
        };
        if (name is not null) json["event"] = name;
        return JsonSerializer.SerializeToUtf8Bytes(json, Readable);
    }

    private bool HasVisit(JsonNode purchase, DateTimeOffset at) => IsOrder(purchase) && (now - at).TotalDays <= DaysMax && LotOf(purchase) % 100 < 42;

    private static bool IsOrder(JsonNode purchase) => purchase["event"]?.GetValue<string>() == "Order Completed" && purchase["properties"]?["products"] is JsonArray;

    private static int LotOf(JsonNode purchase) => Lot(OrderIdOf(purchase));

    private static string OrderIdOf(JsonNode purchase) => purchase["properties"]!["order_id"]!.GetValue<string>();

    /// <summary>A number that a text always gives: 31 bits of FNV-1a (http://www.isthe.com/chongo/tech/comp/fnv/), mixed once more since texts here differ at their ends.</summary>
    private static int Lot(string text)
    {
        var hash = 2_166_136_261u;
        foreach (var letter in text) hash = (hash ^ letter) * 16_777_619u;
        hash = (hash ^ (hash >> 15)) * 0x2c1b3c6du;
        return (int)((hash ^ (hash >> 12)) & 0x7fff_ffff);
    }
}
