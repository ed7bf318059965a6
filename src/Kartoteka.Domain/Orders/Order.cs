namespace Kartoteka.Domain.Orders;

/// <summary>Where an order stands.</summary>
public enum OrderStatus : byte
{
    /// <summary>It is known from updates alone: nothing said that it was completed.</summary>
    Placed = 1,

    /// <summary>It was completed.</summary>
    Completed = 2,

    /// <summary>It was cancelled, and not completed again after that.</summary>
    Cancelled = 3,

    /// <summary>All of it came back, or nothing is known of it but what came back.</summary>
    Returned = 4,

    /// <summary>Some of it came back.</summary>
    PartlyReturned = 5,
}

/// <summary>An order as all that was said of it leaves it. Money is in <see cref="Currency"/>, with four decimals.</summary>
public sealed record Order
{
    /// <summary>The record whose order it is: that of the first <c>Order Completed</c>, else of the first step.</summary>
    public required long RecordId { get; init; }

    /// <summary>When it was first completed, else when the first step took place; microseconds since 1970 (UTC).</summary>
    public required long OrderedAtUs { get; init; }

    /// <summary>When the last step took place; microseconds since 1970 (UTC).</summary>
    public required long UpdatedAtUs { get; init; }

    /// <summary>Where it stands.</summary>
    public required OrderStatus Status { get; init; }

    /// <summary>The last word that the source gave for its state; null for none.</summary>
    public string? StateWord { get; init; }

    /// <summary>Currency in capitals, as the source last said it; null when it never did.</summary>
    public string? Currency { get; init; }

    /// <summary>What it is worth before returns; 0 when nothing is known of it but returns.</summary>
    public decimal Gross { get; init; }

    /// <summary>Discount as the source stated it; null for none.</summary>
    public decimal? Discount { get; init; }

    /// <summary>Shipping as the source stated it; null for none.</summary>
    public decimal? Shipping { get; init; }

    /// <summary>Tax as the source stated it; null for none.</summary>
    public decimal? Tax { get; init; }

    /// <summary>What was given back.</summary>
    public decimal Returned { get; init; }

    /// <summary>What is left: gross less what was given back; 0 when it was cancelled.</summary>
    public decimal Net { get; init; }

    /// <summary>Coupon; null for none.</summary>
    public string? Coupon { get; init; }

    /// <summary>The campaign of the first step that names one.</summary>
    public OrderCampaign Campaign { get; init; }

    /// <summary>True when nothing is known of it but returns: the order itself lies before what was recorded.</summary>
    public bool IsReturnOnly { get; init; }

    /// <summary>What was ordered, in the source's order, and then what came back without having been ordered.</summary>
    public required IReadOnlyList<OrderLine> Lines { get; init; }

    /// <summary>Pieces, or weight, of all lines.</summary>
    public decimal Quantity => Lines.Sum(line => line.Quantity);
}

/// <summary>A campaign as an event's context names it.</summary>
/// <param name="Source"><c>utm_source</c>; null for none.</param>
/// <param name="Medium"><c>utm_medium</c>; null for none.</param>
/// <param name="Name"><c>utm_campaign</c>; null for none.</param>
public readonly record struct OrderCampaign(string? Source, string? Medium, string? Name);

/// <summary>A product as a line of an order names it.</summary>
/// <param name="ProductId"><c>product_id</c>, else <c>sku</c>; null for none.</param>
/// <param name="Name">Its name; null for none.</param>
/// <param name="Category">Its category; null for none.</param>
/// <param name="Brand">Its brand; null for none.</param>
/// <param name="Variant">Its variant; null for none.</param>
public readonly record struct OrderedProduct(string? ProductId, string? Name, string? Category, string? Brand, string? Variant);

/// <summary>A line of an order.</summary>
/// <param name="Product">The product.</param>
/// <param name="Quantity">Pieces, or weight; 0 of what came back without having been ordered.</param>
/// <param name="Price">Price of one as stated; null when it was not.</param>
/// <param name="Gross">Its share of the order's gross: by price × quantity, or by quantity where no line has a price. Lines add up to their order.</param>
/// <param name="ReturnedQuantity">How much came back.</param>
/// <param name="Returned">Its share of what was given back.</param>
/// <param name="Net">What is left; 0 when the order was cancelled.</param>
public sealed record OrderLine(OrderedProduct Product, decimal Quantity, decimal? Price, decimal Gross, decimal ReturnedQuantity, decimal Returned, decimal Net);
