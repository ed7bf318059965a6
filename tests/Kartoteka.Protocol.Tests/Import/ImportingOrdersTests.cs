using System.Text.Json;
using Kartoteka.Protocol.Import;

namespace Kartoteka.Protocol.Tests.Import;

public class ImportingOrdersTests
{
    private const string Header = "order_id,customer,date,sku,name,qty,price\n";

    [Fact]
    public void Consecutive_lines_make_one_order_with_its_sum()
    {
        var order = Samples.Only(Orders("A1,42,2025-01-02 03:04,x,Чай,2,10.50\nA1,42,2025-01-02 03:04,y,Сахар,1,4\n", new ImportOptions { ImportId = 1, Currency = "RUB" }));
        Assert.Equal(("Order Completed", "42", "2025-01-02T03:04:00.000Z"),
            (order.GetProperty("event").GetString(), order.GetProperty("userId").GetString(), order.GetProperty("timestamp").GetString()));
        Assert.Equal("""{"order_id":"A1","total":25.00,"revenue":25.00,"currency":"RUB","products":[{"sku":"x","name":"Чай","quantity":2,"price":10.50},{"sku":"y","name":"Сахар","quantity":1,"price":4}]}""",
            order.GetProperty("properties").GetRawText());
    }

    [Fact]
    public void An_order_continued_further_down_is_an_update_with_those_lines_only()
    {
        var (events, _) = Samples.All(Orders("A1,42,2025-01-02,x,,1,10\nA2,43,2025-01-02,x,,1,10\nA1,42,2025-01-02,y,,1,5\n"));
        Assert.Equal(["Order Completed", "Order Completed", "Order Updated"], events.Select(Name));
        Assert.True(events[2].GetProperty("properties").GetProperty("partial").GetBoolean());
        Assert.Equal(5, events[2].GetProperty("properties").GetProperty("total").GetInt32());
        Assert.Equal(3, events.Select(Id).Distinct().Count());
    }

    [Fact]
    public void Returns_and_cancellations_are_refunds_with_positive_numbers()
    {
        var (events, _) = Samples.All(Orders("A1,42,2025-01-02,x,,2,10\nA1,42,2025-01-02,y,,-1,4\nC77,42,2025-01-03,x,,2,10\n"));
        Assert.Equal(["Order Completed", "Order Refunded", "Order Refunded"], events.Select(Name));
        Assert.Equal([20, 4, 20], events.Select(order => order.GetProperty("properties").GetProperty("total").GetInt32()));
    }

    [Fact]
    public void One_bad_line_refuses_its_whole_order_and_no_other()
    {
        var (events, refused) = Samples.All(Orders("A1,42,2025-01-02,x,,2,10\nA1,42,2025-01-02,y,,many,4\nA1,42\nA2,42,2025-01-02,x,,1,1\n,42,2025-01-02,x,,1,1\n"));
        Assert.Equal("A2", Assert.Single(events).GetProperty("properties").GetProperty("order_id").GetString());
        Assert.Equal(["order_incomplete", "bad_number", "column_count", "no_order_id"], refused.Select(row => row.Reason));
    }

    [Fact]
    public void An_order_of_nobody_is_refused_or_skipped_as_told()
    {
        const string lines = "A1,,2025-01-02,x,,2,10\nA2,42,2025-01-02,x,,1,1\n";
        Assert.Equal("no_customer", Assert.Single(Samples.All(Orders(lines)).Refused).Reason);
        var skipping = Orders(lines, new ImportOptions { ImportId = 1, AnonymousCustomers = AnonymousCustomers.Skip });
        Assert.Empty(Samples.All(skipping).Refused);
        Assert.Equal((1, 1), (skipping.RowsAccepted, skipping.RowsSkipped));
    }

    [Fact]
    public void Lines_that_name_two_customers_refuse_the_order() =>
        Assert.Equal(["customer_conflict", "customer_conflict"],
            Samples.All(Orders("A1,42,2025-01-02,x,,2,10\nA1,43,2025-01-02,x,,1,1\n")).Refused.Select(row => row.Reason));

    [Theory]
    [InlineData("1234.56", "1234.56")]
    [InlineData("1 234,56", "1234.56")]
    [InlineData("1\u00a0234,5", "1234.5")]
    [InlineData("1,234.56", "1234.56")]
    [InlineData("1.234,56", "1234.56")]
    [InlineData("1,234,567", "1234567")]
    [InlineData("0,125", "0.125")]
    [InlineData("12,5", "12.5")]
    [InlineData("1,234", "ambiguous_number")]
    [InlineData("12 руб", "bad_number")]
    [InlineData("1e5", "bad_number")]
    [InlineData("9999999999999999999999999999999999", "bad_number")]
    public void A_price_is_read_as_files_write_it(string cell, string expected)
    {
        var (events, refused) = Samples.All(Orders($"A1,42,2025-01-02,x,,1,\"{cell}\"\n"));
        Assert.Equal(expected, refused.Count > 0 ? refused[0].Reason : events[0].GetProperty("properties").GetProperty("total").GetRawText());
    }

    [Fact]
    public void A_month_of_online_retail_adds_up_and_imports_to_the_same_ids_again()
    {
        var bytes = File.ReadAllBytes(Samples.PathOf("2011-02.csv.gz"));
        var (events, refused) = Samples.All(Samples.Import(ImportKind.Orders, bytes));
        Assert.Equal(27_707, events.Sum(order => order.GetProperty("properties").GetProperty("products").GetArrayLength()) + refused.Count);
        Assert.All(refused, row => Assert.Equal("no_customer", row.Reason));
        Assert.Equal(events.Count, events.Select(Id).Distinct().Count());
        var again = Samples.All(Samples.Import(ImportKind.Orders, bytes, new ImportOptions { ImportId = 99 })).Events;
        Assert.Equal(events.Select(Id), again.Select(Id));
        var (sold, refunded) = SumsOf(bytes);
        Assert.Equal(sold, Sum(events, "Order Completed") + Sum(events, "Order Updated"));
        Assert.Equal(refunded, Sum(events, "Order Refunded"));
    }

    [Fact]
    public void An_import_resumed_at_a_checkpoint_gives_the_same_events_as_an_unbroken_one()
    {
        var bytes = File.ReadAllBytes(Samples.PathOf("2011-02.csv.gz"));
        var whole = Samples.All(Samples.Import(ImportKind.Orders, bytes));
        var first = Samples.Import(ImportKind.Orders, bytes);
        var ids = new HashSet<string>();
        var refused = new HashSet<long>();
        for (var i = 0; i < 3_000; i++)
        {
            Assert.True(first.Read());
            if (first.Refused is { } row) refused.Add(row.Line);
            else ids.Add(Id(JsonDocument.Parse(first.Event.ToArray()).RootElement));
        }
        var (events, rest) = Samples.All(Samples.Import(ImportKind.Orders, bytes, at: first.Checkpoint));
        Assert.Equal(whole.Events.Select(Id).Order(), ids.Union(events.Select(Id)).Order());
        Assert.Equal(whole.Refused.Select(row => row.Line).Order(), refused.Union(rest.Select(row => row.Line)).Order());
    }

    private static (decimal Sold, decimal Refunded) SumsOf(byte[] bytes)
    {
        decimal sold = 0, refunded = 0;
        foreach (var row in Samples.Rows(Samples.Open(bytes)).Where(row => row[6].Length > 0))
        {
            var amount = decimal.Parse(row[3]) * decimal.Parse(row[5]);
            if (row[0][0] == 'C' || amount < 0) refunded += Math.Abs(amount);
            else sold += amount;
        }
        return (sold, refunded);
    }

    private static decimal Sum(List<JsonElement> events, string name) =>
        events.Where(order => Name(order) == name).Sum(order => order.GetProperty("properties").GetProperty("total").GetDecimal());

    private static string Name(JsonElement order) => order.GetProperty("event").GetString()!;

    private static string Id(JsonElement order) => order.GetProperty("messageId").GetString()!;

    private static ImportRows Orders(string lines, ImportOptions? options = null) => Samples.Import(ImportKind.Orders, Header + lines, options);
}
