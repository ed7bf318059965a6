using System.Globalization;
using System.Text;
using System.Text.Json;
using Kartoteka.Domain.Orders;
using Kartoteka.Domain.Tests.Identity;

namespace Kartoteka.Domain.Tests.Orders;

/// <summary>What steps of an order come to.</summary>
public sealed class OrderFoldTests
{
    private static OrderStep Step(string name, long at, string properties, string? id = null) =>
        OrderStep.Read(name, at, id ?? $"m{at}", recordId: 7 + at, Encoding.UTF8.GetBytes(properties), default)!;

    private static OrderStep Completed(long at, string properties) => Step("Order Completed", at, properties);

    private const string TwoShoes = """{"order_id":"A","revenue":100,"currency":"rub","products":[{"product_id":"p1","quantity":2,"price":40,"category":"Обувь"},{"product_id":"p2","price":20}]}""";

    // Figures as words: status gross returned net, then each line's product quantity gross returned net.
    private static string Say(Order order)
    {
        var lines = order.Lines.Select(line => string.Create(CultureInfo.InvariantCulture, $"{line.Product.ProductId ?? line.Product.Name}:{line.Quantity:0.##} {line.Gross:0.####} {line.ReturnedQuantity:0.##} {line.Returned:0.####} {line.Net:0.####}"));
        return string.Create(CultureInfo.InvariantCulture, $"{order.Status} {order.Gross:0.####} {order.Returned:0.####} {order.Net:0.####} | {string.Join(" | ", lines)}");
    }

    [Theory]
    [InlineData("{\"order_id\":\"A\",\"revenue\":90,\"total\":100,\"value\":110}", "Completed 90 0 90 | ")]
    [InlineData("{\"order_id\":\"A\",\"total\":\"100.5\",\"value\":110}", "Completed 100.5 0 100.5 | ")]
    [InlineData("{\"order_id\":\"A\",\"value\":110}", "Completed 110 0 110 | ")]
    [InlineData("{\"order_id\":\"A\",\"revenue\":\"a lot\",\"discount\":5,\"products\":[{\"sku\":\"s\",\"price\":10,\"quantity\":3}]}", "Completed 25 0 25 | s:3 25 0 0 25")]
    [InlineData("{\"order_id\":\"A\",\"revenue\":100,\"products\":[{\"sku\":\"s\"},{\"sku\":\"t\",\"quantity\":2}]}", "Completed 100 0 100 | s:1 33.3333 0 0 33.3333 | t:2 66.6667 0 0 66.6667")]
    [InlineData("{\"order_id\":\"A\",\"revenue\":1e30,\"products\":7}", "Completed 0 0 0 | ")]
    public void An_order_is_worth_its_revenue_else_total_else_value_else_its_lines_less_the_discount(string properties, string expected) =>
        Assert.Equal(expected, Say(OrderFold.Fold([Completed(1, properties)])));

    [Fact]
    public void A_refund_gives_back_what_it_names_or_all_of_it()
    {
        Assert.Equal("PartlyReturned 100 40 60 | p1:2 80 1 40 40 | p2:1 20 0 0 20", Say(OrderFold.Fold([Completed(1, TwoShoes), Step("Order Refunded", 2, """{"order_id":"A","products":[{"product_id":"p1"}]}""")])));
        Assert.Equal("PartlyReturned 100 30 70 | p1:2 80 0 24 56 | p2:1 20 0 6 14", Say(OrderFold.Fold([Completed(1, TwoShoes), Step("Order Refunded", 2, """{"order_id":"A","total":30}""")])));
        Assert.Equal("Returned 100 100 0 | p1:2 80 2 80 0 | p2:1 20 1 20 0", Say(OrderFold.Fold([Completed(1, TwoShoes), Step("Order Refunded", 2, """{"order_id":"A"}""")])));
        Assert.Equal("Returned 100 100 0 | p1:2 80 2 80 0 | p2:1 20 1 20 0", Say(OrderFold.Fold([Completed(1, TwoShoes), Step("Order Refunded", 2, """{"order_id":"A","total":30}"""), Step("Order Refunded", 3, """{"order_id":"A"}""")])));
    }

    [Fact]
    public void A_return_of_an_unknown_order_has_no_gross_and_a_net_below_zero()
    {
        var order = OrderFold.Fold([Step("Order Refunded", 2, """{"order_id":"C1","revenue":12.5,"products":[{"product_id":"p1","quantity":5,"price":2.5}]}""")]);
        Assert.Equal("Returned 0 12.5 -12.5 | p1:0 0 5 12.5 -12.5", Say(order));
        Assert.True(order.IsReturnOnly);
        Assert.Equal(2, order.OrderedAtUs);
    }

    [Fact]
    public void A_cancelled_order_is_worth_nothing_until_it_is_completed_again()
    {
        OrderStep[] cancelled = [Completed(1, TwoShoes), Step("Order Cancelled", 2, TwoShoes)];
        Assert.Equal("Cancelled 100 0 0 | p1:2 80 0 0 0 | p2:1 20 0 0 0", Say(OrderFold.Fold(cancelled)));
        Assert.StartsWith("Completed 100 0 100", Say(OrderFold.Fold([.. cancelled, Completed(3, TwoShoes)])), StringComparison.Ordinal);
        Assert.StartsWith("Cancelled 100 0 0", Say(OrderFold.Fold([Step("Order Cancelled", 2, TwoShoes)])), StringComparison.Ordinal);
    }

    [Fact]
    public void An_update_states_anew_what_it_names_and_a_partial_one_adds()
    {
        var updated = OrderFold.Fold([Completed(1, TwoShoes), Step("Order Updated", 2, """{"order_id":"A","status":"shipped","coupon":"SPRING"}"""), Step("Order Updated", 3, """{"order_id":"A","revenue":70,"products":[{"product_id":"p9","price":70}]}""")]);
        Assert.Equal("Completed 70 0 70 | p9:1 70 0 0 70", Say(updated));
        Assert.Equal(("shipped", "SPRING", "RUB"), (updated.StateWord, updated.Coupon, updated.Currency));
        var extended = OrderFold.Fold([Completed(1, TwoShoes), Step("Order Updated", 2, """{"order_id":"A","partial":true,"total":5,"products":[{"product_id":"p3","price":5}]}""")]);
        Assert.Equal("Completed 105 0 105 | p1:2 80 0 0 80 | p2:1 20 0 0 20 | p3:1 5 0 0 5", Say(extended));
        Assert.Equal(OrderStatus.Placed, OrderFold.Fold([Step("Order Updated", 2, """{"order_id":"A"}""")]).Status);
    }

    [Fact]
    public void An_order_belongs_to_the_record_and_the_time_of_its_first_completion()
    {
        var order = OrderFold.Fold([Step("Order Updated", 1, TwoShoes), Completed(2, TwoShoes), Completed(3, TwoShoes)]);
        Assert.Equal((9L, 2L, 3L), (order.RecordId, order.OrderedAtUs, order.UpdatedAtUs));
    }

    [Fact]
    public void What_names_no_order_is_one_of_its_own_where_money_is_in_it()
    {
        Assert.Equal("message:m5", Step("Order Completed", 5, "{\"revenue\":1}").OrderId);
        Assert.Equal("message:m5", Step("Order Refunded", 5, "").OrderId);
        Assert.Equal("17", Step("Order Cancelled", 5, "{\"orderId\":17}").OrderId);
        Assert.Null(OrderStep.Read("Order Updated", 5, "m5", 1, "{\"order_id\":\"\\ud800\"}"u8.ToArray(), default));
    }

    [Fact]
    public void Shuffled_repeated_and_late_steps_give_the_same_order_and_lines_add_up_to_it() => Genes.Check(cases: 500, lengthMax: 7, genes =>
    {
        if (genes.Length == 0) return;
        OrderStep[] steps = [.. genes.Select((gene, i) => Random(gene, $"m{i}"))];
        var order = OrderFold.Fold(steps);
        var random = new Random(genes[0]);
        OrderStep[] shuffled = [.. steps, .. steps.Where(_ => random.Next(2) == 0)];
        random.Shuffle(shuffled);
        Assert.Equal(JsonSerializer.Serialize(order), JsonSerializer.Serialize(OrderFold.Fold(shuffled)));
        Assert.Equal(order.Status == OrderStatus.Cancelled ? 0 : order.Gross - order.Returned, order.Net);
        if (!order.Lines.Any(line => line.Quantity > 0)) return;
        Assert.Equal(order.Gross, order.Lines.Sum(line => line.Gross));
        Assert.Equal(order.Returned, order.Lines.Sum(line => line.Returned));
        Assert.Equal(order.Net, order.Lines.Sum(line => line.Net));
    });

    private static OrderStep Random(int gene, string id)
    {
        var name = new[] { "Order Completed", "Order Updated", "Order Updated", "Order Refunded", "Order Refunded", "Order Cancelled" }[Genes.Take(ref gene, 6)];
        var at = 1 + Genes.Take(ref gene, 4);
        var products = Enumerable.Range(0, Genes.Take(ref gene, 3)).Select(i => $$"""{"product_id":"p{{Genes.Take(ref gene, 3)}}","quantity":{{Genes.Take(ref gene, 4)}}{{(i > 0 ? ",\"price\":3.3333" : "")}}}""").ToArray();
        var amount = Genes.Take(ref gene, 3) switch { 0 => ",\"revenue\":10.01", 1 => ",\"total\":\"7\"", _ => "" };
        return Step(name, at, $$"""{"order_id":"A","partial":{{(Genes.Take(ref gene, 2) == 0 ? "true" : "false")}}{{amount}},"products":[{{string.Join(",", products)}}]}""", id);
    }
}
