using System.Globalization;
using System.Text.Json;

namespace Kartoteka.Domain.Orders;

/// <summary>What an event does to its order.</summary>
public enum OrderStepKind : byte
{
    /// <summary>States all of it: <c>Order Completed</c>.</summary>
    Completed = 1,

    /// <summary>States anew what it names: <c>Order Updated</c>.</summary>
    Updated = 2,

    /// <summary>Adds lines and their money to what is known: <c>Order Updated</c> with <c>partial: true</c>, as imports write it.</summary>
    Extended = 3,

    /// <summary>Gives back what it names, or all of it: <c>Order Refunded</c>.</summary>
    Refunded = 4,

    /// <summary>Ends it: <c>Order Cancelled</c>.</summary>
    Cancelled = 5,
}

/// <summary>A line as a step states it.</summary>
/// <param name="Product">The product.</param>
/// <param name="Quantity">Pieces, or weight, to six decimals; 1 when it is not stated.</param>
/// <param name="Price">Price of one; null when it is not stated.</param>
public readonly record struct OrderStepLine(OrderedProduct Product, decimal Quantity, decimal? Price)
{
    /// <summary>Price × quantity, 0 without a price.</summary>
    public decimal Amount => (Price ?? 0) * Quantity;
}

/// <summary>
/// What one event says of one order, by the names of Segment's specification
/// (https://segment.com/docs/connections/spec/ecommerce/v2/). Values that are no numbers or texts are as if they were not there.
/// </summary>
public sealed record OrderStep
{
    /// <summary>Amounts from here on are no price of anything: they would not fit the columns either.</summary>
    private const decimal MoneyEnd = 1e14m;

    /// <summary>Quantities from here on are no quantity of anything.</summary>
    private const decimal QuantityEnd = 1e9m;

    private static readonly JsonDocumentOptions Options = new() { MaxDepth = 256 };

    /// <summary>What it does.</summary>
    public required OrderStepKind Kind { get; init; }

    /// <summary>The order's id at its source.</summary>
    public required string OrderId { get; init; }

    /// <summary>When it took place; microseconds since 1970 (UTC).</summary>
    public required long OccurredAtUs { get; init; }

    /// <summary>The event's message id: of two steps of one moment the lesser comes first.</summary>
    public required string MessageId { get; init; }

    /// <summary>The record that the event belongs to.</summary>
    public required long RecordId { get; init; }

    /// <summary>Revenue, else total, else value; null when none is stated.</summary>
    public decimal? Amount { get; init; }

    /// <summary>Discount.</summary>
    public decimal? Discount { get; init; }

    /// <summary>Shipping.</summary>
    public decimal? Shipping { get; init; }

    /// <summary>Tax.</summary>
    public decimal? Tax { get; init; }

    /// <summary>Currency in capitals.</summary>
    public string? Currency { get; init; }

    /// <summary>Coupon.</summary>
    public string? Coupon { get; init; }

    /// <summary>The source's word for the order's state.</summary>
    public string? StateWord { get; init; }

    /// <summary>The campaign of the event.</summary>
    public OrderCampaign Campaign { get; init; }

    /// <summary>Its products.</summary>
    public IReadOnlyList<OrderStepLine> Lines { get; init; } = [];

    /// <summary>Whether a <c>track</c> event of this name is a step.</summary>
    public static bool IsStep(string? name) => KindOf(name) is not null;

    /// <summary>Reads the step out of an event.</summary>
    /// <param name="name">The event's name; <see cref="IsStep"/> holds of it.</param>
    /// <param name="occurredAtUs">When it took place.</param>
    /// <param name="messageId">Its message id.</param>
    /// <param name="recordId">Its record.</param>
    /// <param name="properties">Its properties: a JSON object, or nothing.</param>
    /// <param name="campaign">Its campaign.</param>
    /// <returns>
    /// The step; null when it is of no order. What was completed or refunded without naming an order is one of its own, <c>message:</c> and the message id:
    /// its money counts.
    /// </returns>
    public static OrderStep? Read(string name, long occurredAtUs, string messageId, long recordId, ReadOnlyMemory<byte> properties, OrderCampaign campaign)
    {
        using var document = JsonDocument.Parse(properties.IsEmpty ? "{}"u8.ToArray() : properties, Options);
        var json = document.RootElement;
        var kind = KindOf(name) ?? throw new ArgumentException("No step of an order.", nameof(name));
        if (kind == OrderStepKind.Updated && json.TryGetProperty("partial", out var partial) && partial.ValueKind == JsonValueKind.True) kind = OrderStepKind.Extended;
        var orderId = Text(json, "order_id") ?? Text(json, "orderId") ?? (kind is OrderStepKind.Completed or OrderStepKind.Refunded ? $"message:{messageId}" : null);
        if (orderId is null) return null;
        return new OrderStep
        {
            Kind = kind,
            OrderId = orderId,
            OccurredAtUs = occurredAtUs,
            MessageId = messageId,
            RecordId = recordId,
            Amount = Money(json, "revenue") ?? Money(json, "total") ?? Money(json, "value"),
            Discount = Money(json, "discount"),
            Shipping = Money(json, "shipping"),
            Tax = Money(json, "tax"),
            Currency = Text(json, "currency")?.ToUpperInvariant(),
            Coupon = Text(json, "coupon"),
            StateWord = Text(json, "status"),
            Campaign = campaign,
            Lines = json.TryGetProperty("products", out var products) && products.ValueKind == JsonValueKind.Array
                ? [.. products.EnumerateArray().Where(product => product.ValueKind == JsonValueKind.Object).Select(Line)]
                : [],
        };
    }

    private static OrderStepKind? KindOf(string? name) => name switch
    {
        "Order Completed" => OrderStepKind.Completed,
        "Order Updated" => OrderStepKind.Updated,
        "Order Refunded" => OrderStepKind.Refunded,
        "Order Cancelled" => OrderStepKind.Cancelled,
        _ => null,
    };

    private static OrderStepLine Line(JsonElement json)
    {
        var quantity = Number(json, "quantity") is { } stated && Math.Abs(stated) < QuantityEnd ? decimal.Round(stated, 6) : 1;
        return new OrderStepLine(new OrderedProduct(Text(json, "product_id") ?? Text(json, "sku"), Text(json, "name"), Text(json, "category"), Text(json, "brand"), Text(json, "variant")), quantity, Money(json, "price"));
    }

    private static decimal? Money(JsonElement json, string name) =>
        Number(json, name) is { } value && Math.Abs(value) < MoneyEnd ? decimal.Round(value, 4, MidpointRounding.AwayFromZero) : null;

    private static decimal? Number(JsonElement json, string name)
    {
        if (!json.TryGetProperty(name, out var value)) return null;
        if (value.ValueKind == JsonValueKind.Number) return value.TryGetDecimal(out var number) ? number : null;
        return value.ValueKind == JsonValueKind.String && Text(value) is { } text && decimal.TryParse(text, NumberStyles.Number & ~NumberStyles.AllowThousands, CultureInfo.InvariantCulture, out var quoted) ? quoted : null;
    }

    private static string? Text(JsonElement json, string name) => json.TryGetProperty(name, out var value) ? Text(value) : null;

    private static string? Text(JsonElement value)
    {
        if (value.ValueKind is JsonValueKind.Number) return value.GetRawText();
        if (value.ValueKind != JsonValueKind.String) return null;
        try
        {
            return value.GetString()!.Trim() is { Length: > 0 } text ? text : null;
        }
        catch (InvalidOperationException)
        {
            return null; // Half of a surrogate pair: valid JSON, and no text.
        }
    }
}
