using System.Text.Json;
using Kartoteka.Domain.Computed;
using Kartoteka.Domain.Events;
using Kartoteka.Domain.Identity;
using Kartoteka.Domain.Segments;
using Kartoteka.Storage.Columns;
using Kartoteka.Storage.Contract.Columns;
using Kartoteka.Storage.Segments;

namespace Kartoteka.Storage.Contract.Segments;

/// <summary>What built-in computed traits mean, through a replica that follows a ledger.</summary>
public abstract class ComputedTraitsContract : ColumnBench
{
    private const long Hour = 3_600_000_000, Day = 24 * Hour;

    /// <summary>Noon of 2026-03-15 in Moscow.</summary>
    private static readonly RuleMoment Moment = new(1_773_565_200_000_000, TimeZoneInfo.FindSystemTimeZoneById("Europe/Moscow"));

    /// <summary>The store's spelling.</summary>
    protected abstract RuleDialect Dialect { get; }

    private static IncomingEvent Said(string id, string name, long before, string properties = "{}", string context = "{}", string user = "ada") => Track(id, user, name, properties, Moment.NowUs - before, context: context);

    private async Task<Dictionary<string, string>> ValuesAsync(ColumnReplica replica, bool ofGiven = false)
    {
        var traits = BuiltInTrait.All.Select(trait => (trait.Key, (ComputedFormula)new BuiltInFormula(trait))).ToArray();
        var query = ComputedQuery.Compile(traits, Dialect, Moment, ofGiven) with { Given = ofGiven ? [1, 2, 3] : null };
        var all = new Dictionary<string, string>();
        await using var rows = await replica.QueryAsync(query, Stop);
        while (await rows.ReadAsync(Stop))
        {
            for (var row = 0; row < rows.Count; row++) all[rows.Uuid(1, row).ToString("D")] = System.Text.Encoding.UTF8.GetString(rows.Text(2, row));
        }
        return all;
    }

    private static async Task<JsonElement> OfAsync(ILedger ledger, Dictionary<string, string> values, string user) => JsonSerializer.SerializeToElement(ComputedQuery.AtRead(values[$"{(await ReadAsync(ledger, Make.User(user))).Id}"], Moment));

    [Fact]
    public async Task Orders_visits_mailings_and_carts_become_values()
    {
        var ledger = await OpenEmptyAsync();
        await using var following = new Following(ledger, Opener(ledger));
        await SayAsync(
            ledger,
            Make.Event("m0", user: "bob"),
            Said("m1", "Order Completed", 40 * Day, """{"order_id":"A","revenue":100,"currency":"RUB","products":[{"product_id":"p1","price":60,"category":"Обувь","brand":"X"},{"product_id":"p2","price":40,"category":"Шарфы","brand":"Y"}]}"""),
            Said("m2", "Order Completed", 13 * Hour, """{"order_id":"B","revenue":50,"currency":"RUB","products":[{"product_id":"p2","price":50,"category":"Шарфы","brand":"Y"}]}"""),
            Said("m3", "Order Refunded", 12 * Hour, """{"order_id":"B","total":20}"""),
            Said("m4", "Order Completed", 30 * Day, """{"order_id":"C","revenue":7,"currency":"EUR"}"""),
            Said("m5", "Order Completed", 20 * Day, """{"order_id":"D","revenue":1000,"currency":"RUB"}"""), Said("m6", "Order Cancelled", 19 * Day, """{"order_id":"D"}"""),
            Said("m7", "Order Completed", -Day, """{"order_id":"E","revenue":999,"currency":"RUB"}"""),
            Said("v1", "Viewed", 10 * Day, context: """{"campaign":{"source":"yandex","medium":"cpc"},"page":{"url":"https://shop.example/a"}}"""),
            Said("v2", "Viewed", 10 * Day - Hour / 2, context: """{"page":{"url":"https://shop.example/b","referrer":"https://other.example/"}}"""),
            Said("v3", "Viewed", 9 * Day, context: """{"page":{"url":"https://www.shop.example/b","referrer":"https://shop.example/a"}}"""),
            Said("v4", "Viewed", 8 * Day, context: """{"page":{"url":"https://shop.example/b?x=1&gclid=2"}}"""),
            Said("v5", "Viewed", 7 * Day, context: """{"page":{"url":"https://shop.example/b","referrer":"https://www.blog.example/x"}}"""),
            Said("e1", "Email Opened", Day), Said("e2", "Email Opened", Hour), Said("e3", "Email Link Clicked", Hour),
            Said("c0", "Product Added", 50 * Day, """{"product_id":"p9","price":1}"""),
            Said("c1", "Product Added", 5 * Hour, """{"product_id":"p1","name":"Ботинки","price":10.5,"quantity":3,"currency":"RUB"}"""), Said("c2", "Product Removed", 4 * Hour, """{"product_id":"p1","quantity":1}"""),
            Said("c3", "Product Added", 3 * Hour, """{"sku":"p2","price":1}"""), Said("c4", "Product Removed", 2 * Hour, """{"sku":"p2"}"""),
            Said("w1", "Product Added to Wishlist", 3 * Hour, """{"product_id":"p5","name":"Шарф","price":3}"""), Said("w2", "Product Added to Wishlist", 3 * Hour, """{"product_id":"p6"}"""), Said("w3", "Product Removed from Wishlist", 2 * Hour, """{"product_id":"p6"}"""));
        var replica = await following.LevelAsync();
        var values = await ValuesAsync(replica);
        Assert.Equal(values.OrderBy(pair => pair.Key), (await ValuesAsync(replica, ofGiven: true)).OrderBy(pair => pair.Key));
        var ada = await OfAsync(ledger, values, "ada");
        (string, object?)[] expected =
        [
            ("orders", 3), ("revenue", 130), ("average_order", 65), ("first_order_at", "2026-02-03T09:00:00.000000Z"), ("last_order_at", "2026-03-14T20:00:00.000000Z"), ("days_since_last_order", 1),
            ("returned_orders", 1), ("favourite_category", "Шарфы"), ("favourite_brand", "Y"), ("sessions", 4), ("last_visit_at", "2026-03-08T09:00:00.000000Z"), ("first_source", "yandex/cpc"),
            ("last_source", "blog.example"), ("emails_opened", 2), ("emails_clicked", 1), ("cart_items", 2), ("cart_value", 21), ("cart_updated_at", "2026-03-15T05:00:00.000000Z"), ("wishlist_items", 1),
        ];
        Assert.Equal(expected.Length, BuiltInTrait.All.Count);
        foreach (var (key, value) in expected) Assert.Equal($"{key} {value}", $"{key} {Plain(ada.GetProperty(key))}");
        var bob = await OfAsync(ledger, values, "bob");
        Assert.Equal(BuiltInTrait.All.Where(trait => trait.OfNone is not null).Select(trait => $"{trait.Key} 0"), bob.EnumerateObject().Select(member => $"{member.Name} {Plain(member.Value)}"));
        await RulesAreOfTheSameValuesAsync(replica, ada);
        long[] given = [1, 2, 3];
        Assert.Equal(["p1 Ботинки 2 10.5 RUB"], await AskAsync(replica, Only(ComputedQuery.Cart(Dialect, Moment), "product_id, name, quantity, price, currency") with { Given = given }));
        Assert.Equal(["p5 Шарф 3 -"], await AskAsync(replica, Only(ComputedQuery.WishList(Dialect, Moment), "product_id, name, price, currency") with { Given = given }));
    }

    private static ColumnQuery Only(ColumnQuery query, string columns) => query with { Sql = $"select {columns} from ({query.Sql}) as lines" };

    private static string Plain(JsonElement value) => value.ValueKind == JsonValueKind.Number ? $"{value.GetDouble()}" : value.GetString()!;

    // Whatever is shown of a profile, a rule that asks for it finds the profile, and a rule for nothing else does not.
    private async Task RulesAreOfTheSameValuesAsync(ColumnReplica replica, JsonElement values)
    {
        var rules = new List<Rule>();
        foreach (var member in values.EnumerateObject())
        {
            var json = JsonSerializer.Serialize(new Dictionary<string, object> { ["computed"] = member.Name, [member.Value.ValueKind == JsonValueKind.String && member.Name.EndsWith("_at", StringComparison.Ordinal) ? "on" : "equals"] = member.Value });
            rules.Add(RuleReader.Read(JsonDocument.Parse(json).RootElement, out _) ?? throw new InvalidOperationException(json));
        }
        var members = await AskAsync(replica, RuleCompiler.Compile(rules, RuleAnswer.Members, Dialect, Moment, _ => null, ofGiven: false));
        Assert.Equal(rules.Select((_, i) => i), members.Select(row => int.Parse(row.Split(' ')[0], System.Globalization.CultureInfo.InvariantCulture)).Order());
        Assert.Throws<RuleNameException>(() => RuleCompiler.Compile([new TraitRule("nothing", [], new ExistsTest(), IsComputed: true)], RuleAnswer.Members, Dialect, Moment, _ => null, ofGiven: false));
    }
}
