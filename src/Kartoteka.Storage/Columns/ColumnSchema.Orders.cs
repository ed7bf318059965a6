using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Kartoteka.Storage.Columns;

// Orders: what events said of each, one step a row, and what the steps come to. See docs/ORDERS.md.
public static partial class ColumnSchema
{
    /// <summary>
    /// Steps of orders, one row each: the events that say something of an order. They stay when the events go to files, and leave with their order, when the
    /// last of them is past its end. Orders are worked out of them; who asks questions wants <see cref="Orders"/>.
    /// </summary>
    public static ColumnTable OrderStep { get; } = new(
        "order_step",
        [
            new("position", ColumnType.Whole), new("order_key", ColumnType.Whole), new("source", ColumnType.Whole), new("order_id", ColumnType.Text),
            new("record", ColumnType.Whole), new("profile", ColumnType.Whole), new("occurred_at", ColumnType.Time), new("received_at", ColumnType.Time),
            new("message_id", ColumnType.Text), new("name", ColumnType.Text), new("properties", ColumnType.Text), new("utm_source", ColumnType.Text),
            new("utm_medium", ColumnType.Text), new("utm_campaign", ColumnType.Text),
        ]);

    /// <summary>Of the same columns, steps that archived events are and <see cref="OrderStep"/> lacks: after a store was made anew from a ledger that no longer has them.</summary>
    public const string ArchivedStep = "archived_step";

    /// <summary>
    /// Orders, one row each: <c>source</c> and <c>order_id</c> name one, <c>order_key</c> joins its lines. An order that counts is
    /// <c>not is_return_only and status &lt;&gt; 'cancelled'</c>; net revenue sums <c>net</c> over all rows. <c>channel</c> is the source's kind, <c>status</c> one of
    /// <c>placed</c>, <c>completed</c>, <c>cancelled</c>, <c>returned</c>, <c>partly_returned</c>.
    /// </summary>
    public static ColumnTable Orders { get; } = new(
        "orders",
        [
            new("order_key", ColumnType.Whole), new("source", ColumnType.Whole), new("order_id", ColumnType.Text), new("record", ColumnType.Whole),
            new("profile", ColumnType.Whole), new("brand", ColumnType.Whole), new("legal_entity", ColumnType.Whole), new("channel", ColumnType.Text),
            new("ordered_at", ColumnType.Time), new("updated_at", ColumnType.Time), new("status", ColumnType.Text), new("state_word", ColumnType.Text),
            new("currency", ColumnType.Text), new("gross", ColumnType.Money), new("discount", ColumnType.Money), new("shipping", ColumnType.Money),
            new("tax", ColumnType.Money), new("returned", ColumnType.Money), new("net", ColumnType.Money), new("quantity", ColumnType.Fraction),
            new("lines", ColumnType.Whole), new("coupon", ColumnType.Text), new("utm_source", ColumnType.Text), new("utm_medium", ColumnType.Text),
            new("utm_campaign", ColumnType.Text), new("is_return_only", ColumnType.Boolean),
        ]);

    /// <summary>
    /// Lines of orders, one row each, numbered from 1 by <c>line</c>. The lines of an order that names products add up to its <c>gross</c>; what came back
    /// without having been ordered is a line with a quantity and a gross of 0.
    /// </summary>
    public static ColumnTable OrderLine { get; } = new(
        "order_line",
        [
            new("order_key", ColumnType.Whole), new("source", ColumnType.Whole), new("order_id", ColumnType.Text), new("line", ColumnType.Whole),
            new("record", ColumnType.Whole), new("profile", ColumnType.Whole), new("brand", ColumnType.Whole), new("legal_entity", ColumnType.Whole),
            new("channel", ColumnType.Text), new("ordered_at", ColumnType.Time), new("status", ColumnType.Text), new("currency", ColumnType.Text),
            new("product_id", ColumnType.Text), new("name", ColumnType.Text), new("category", ColumnType.Text), new("product_brand", ColumnType.Text),
            new("variant", ColumnType.Text), new("quantity", ColumnType.Fraction), new("price", ColumnType.Money), new("gross", ColumnType.Money),
            new("returned_quantity", ColumnType.Fraction), new("returned", ColumnType.Money), new("net", ColumnType.Money),
        ]);

    /// <summary>
    /// The number by which an order's rows are found and joined: of 64 bits, the same wherever it is worked out. Two orders that share one, should that ever
    /// be, are told apart by source and id and are always worked out together.
    /// </summary>
    public static long OrderKey(int sourceId, string orderId) =>
        BinaryPrimitives.ReadInt64LittleEndian(SHA256.HashData(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{sourceId}/{orderId}"))));
}
