namespace Kartoteka.Protocol.Import;

/// <summary>Names with a meaning of their own to an import; any other name is a custom trait or property.</summary>
public static class ImportFields
{
    /// <summary>People: the customer's id in the source, sent as <c>userId</c>.</summary>
    public const string ExternalId = "externalId";

    /// <summary>People and events: sent as <c>anonymousId</c>.</summary>
    public const string AnonymousId = "anonymousId";

    /// <summary>People: when the row was last true; sent as <c>timestamp</c>.</summary>
    public const string UpdatedAt = "updatedAt";

    /// <summary>People: when the customer appeared; a trait in ISO 8601.</summary>
    public const string CreatedAt = "createdAt";

    /// <summary>People: a trait in the form <c>yyyy-MM-dd</c>.</summary>
    public const string Birthday = "birthday";

    /// <summary>People: a trait; <c>м</c>, <c>муж</c>, <c>m</c>… become <c>male</c>, <c>ж</c>, <c>f</c>… <c>female</c>, others stay.</summary>
    public const string Gender = "gender";

    /// <summary>Orders: the order's id; required.</summary>
    public const string OrderId = "orderId";

    /// <summary>Orders: the customer's id, sent as <c>userId</c>.</summary>
    public const string Customer = "customer";

    /// <summary>Orders: when; required.</summary>
    public const string OrderedAt = "orderedAt";

    /// <summary>Orders: a product's own code.</summary>
    public const string Sku = "sku";

    /// <summary>Orders: a product's name.</summary>
    public const string ProductName = "productName";

    /// <summary>Orders: pieces, or weight; default 1; negative for a return.</summary>
    public const string Quantity = "quantity";

    /// <summary>Orders: price of one.</summary>
    public const string Price = "price";

    /// <summary>Orders: price of the line.</summary>
    public const string LineTotal = "lineTotal";

    /// <summary>Orders: price of the whole order, the same on each of its lines.</summary>
    public const string Total = "total";

    /// <summary>Orders: total without shipping and tax.</summary>
    public const string Revenue = "revenue";

    /// <summary>Orders: ISO 4217 code.</summary>
    public const string Currency = "currency";

    /// <summary>Events: name of a <c>track</c> event; required.</summary>
    public const string Event = "event";

    /// <summary>Events: sent as <c>userId</c>.</summary>
    public const string UserId = "userId";

    /// <summary>Events: when.</summary>
    public const string Timestamp = "timestamp";

    /// <summary>Events: the sender's own idempotency key.</summary>
    public const string MessageId = "messageId";

    /// <summary>Traits that recognise a customer; several columns may give the same one.</summary>
    internal static bool IsIdentifier(string field) => field is "email" or "phone" or "card" or "inn" or "telegram_id" or "device_id";

    /// <summary>Fields whose text is kept as it stands even where it looks like a number.</summary>
    internal static bool IsText(string field) => IsIdentifier(field) || field is ExternalId or AnonymousId or "firstName" or "lastName"
        or "middleName" or "name" or "title" or "company" or Birthday or Gender or CreatedAt or UpdatedAt || field.StartsWith("address.", StringComparison.Ordinal);
}
