using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Kartoteka.Domain.Identity;

namespace Kartoteka.Storage.Columns;

/// <summary>A declared trait and its column in the profile table.</summary>
/// <param name="Kind">Trait of persons or of accounts.</param>
/// <param name="Trait">Its name in the catalogue.</param>
/// <param name="Column">Its column.</param>
public sealed record TraitColumn(ProfileKind Kind, string Trait, ColumnDefinition Column);

/// <summary>A property of events that has a column of its own.</summary>
/// <param name="Paths">Where it stands in an event's body, in order of preference.</param>
/// <param name="Column">Its column.</param>
public sealed record PropertyColumn(IReadOnlyList<string> Paths, ColumnDefinition Column);

/// <summary>
/// The tables that queries name, the same in every store: <c>event</c>, <c>profile</c>, <c>record</c>, <c>gone</c>, <c>orders</c>, <c>order_line</c>. Profiles have numbers of the
/// replica's own beside their ids: they stay as long as the replica does, and a question that groups ten million events by number takes a fifth
/// to two thirds of the time of the same by UUID. See docs/adr/0012-column-store-port.md.
/// </summary>
public static partial class ColumnSchema
{
    /// <summary>Most traits with a column of their own; those declared first have them, and the rest stay JSON.</summary>
    public const int TraitColumnsMax = 500;

    private static readonly ColumnDefinition[] EventColumns =
    [
        new("position", ColumnType.Whole), new("record", ColumnType.Whole), new("profile", ColumnType.Whole), new("source", ColumnType.Whole),
        new("brand", ColumnType.Whole), new("legal_entity", ColumnType.Whole), new("kind", ColumnType.Text), new("name", ColumnType.Text),
        new("occurred_at", ColumnType.Time), new("received_at", ColumnType.Time), new("import", ColumnType.Whole),
    ];

    /// <summary>
    /// Properties with columns: those of the e-commerce specification (https://segment.com/docs/connections/spec/ecommerce/v2/) that questions
    /// sum up or compare, and where a visit came from. Every other stays in <c>properties</c> and <c>context</c>.
    /// </summary>
    public static IReadOnlyList<PropertyColumn> Properties { get; } =
    [
        Property("revenue", ColumnType.Money), Property("total", ColumnType.Money), Property("value", ColumnType.Money), Property("price", ColumnType.Money),
        Property("discount", ColumnType.Money), Property("quantity", ColumnType.Fraction), Property("currency", ColumnType.Text),
        Property("order_id", ColumnType.Text), Property("coupon", ColumnType.Text), Property("product_id", ColumnType.Text),
        Property("category", ColumnType.Text), Property("brand", ColumnType.Text, "product_brand"),
        new(["properties.products[].product_id"], new("product_ids", ColumnType.TextList)),
        new(["properties.products[].category"], new("product_categories", ColumnType.TextList)),
        new(["properties.products[].brand"], new("product_brands", ColumnType.TextList)),
        new(["context.campaign.source"], new("utm_source", ColumnType.Text)), new(["context.campaign.medium"], new("utm_medium", ColumnType.Text)),
        new(["context.campaign.name"], new("utm_campaign", ColumnType.Text)), new(["context.campaign.term"], new("utm_term", ColumnType.Text)),
        new(["context.campaign.content"], new("utm_content", ColumnType.Text)),
        new(["context.page.url", "properties.url"], new("url", ColumnType.Text)),
        new(["context.page.referrer", "properties.referrer"], new("referrer", ColumnType.Text)),
    ];

    /// <summary>Events, one row each; those of undone imports are not there. Sorted by position as far as the store sorts.</summary>
    public static ColumnTable Event { get; } = new(
        "event", [.. EventColumns, .. Properties.Select(property => property.Column), new("properties", ColumnType.Text), new("context", ColumnType.Text)]);

    /// <summary>What each source says of each customer, without its traits: which records a profile is made of.</summary>
    public static ColumnTable Record { get; } = new(
        "record",
        [
            new("record", ColumnType.Whole), new("profile", ColumnType.Whole), new("source", ColumnType.Whole), new("brand", ColumnType.Whole),
            new("legal_entity", ColumnType.Whole), new("kind", ColumnType.Text), new("external_id", ColumnType.Text), new("created_at", ColumnType.Time),
            new("account_records", ColumnType.TextList),
        ]);

    private static readonly ColumnDefinition[] ProfileColumns =
    [
        new("number", ColumnType.Whole), new("id", ColumnType.Uuid), new("kind", ColumnType.Text), new("legal_entity", ColumnType.Whole),
        new("created_at", ColumnType.Time), new("updated_at", ColumnType.Time), new("records", ColumnType.Whole),
        new("identifier_types", ColumnType.TextList), new("identifiers", ColumnType.Text), new("traits", ColumnType.Text), new("position", ColumnType.Whole),
    ];

    /// <summary>
    /// Profiles that are no more, with the <c>position</c> at which the replica took that in. With the positions of profiles and events it answers who
    /// changed since a position.
    /// </summary>
    public static ColumnTable Gone { get; } = new("gone", [new("number", ColumnType.Whole), new("id", ColumnType.Uuid), new("position", ColumnType.Whole)]);

    /// <summary>
    /// Live profiles with what survives of their traits: all in <c>traits</c> as JSON, the declared ones in columns too. <c>position</c> is the ledger
    /// position of the batch that wrote the row.
    /// </summary>
    public static ColumnTable Profile(IEnumerable<TraitColumn> traits) => new("profile", [.. ProfileColumns, .. traits.Select(trait => trait.Column)]);

    /// <summary>The columns of the catalogue's declared traits. Types without a column (objects, arrays, mixed) are asked in <c>traits</c>.</summary>
    public static IReadOnlyList<TraitColumn> TraitColumns(IEnumerable<TraitDefinition> catalogue)
    {
        var columns = new Dictionary<string, TraitColumn>();
        foreach (var trait in catalogue.Where(trait => trait.Declared).OrderBy(trait => trait.FirstSeenUs).ThenBy(trait => trait.Name, StringComparer.Ordinal))
        {
            if (columns.Count == TraitColumnsMax) break;
            if (TypeOf(trait.Type) is not { } type) continue;
            var name = ColumnName(trait.Kind, trait.Name);
            columns.TryAdd(name, new TraitColumn(trait.Kind, trait.Name, new ColumnDefinition(name, type)));
        }
        return [.. columns.Values.OrderBy(column => column.Column.Name, StringComparer.Ordinal)];
    }

    /// <summary>The name of a trait's column: readable, and the same wherever and whenever it is worked out.</summary>
    public static string ColumnName(ProfileKind kind, string trait)
    {
        const int readableMax = 40;
        var readable = new StringBuilder("t_");
        foreach (var letter in trait.ToLowerInvariant().Take(readableMax)) readable.Append(char.IsAsciiLetterOrDigit(letter) ? letter : '_');
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{(int)kind}/{trait}")));
        return $"{readable}_{Convert.ToHexStringLower(hash.AsSpan(0, 5))}";
    }

    private static ColumnType? TypeOf(string traitType) => traitType switch
    {
        "string" => ColumnType.Text,
        "number" => ColumnType.Fraction,
        "boolean" => ColumnType.Boolean,
        "date" => ColumnType.Time,
        _ => null,
    };

    private static PropertyColumn Property(string name, ColumnType type, string? column = null) => new([$"properties.{name}"], new ColumnDefinition(column ?? name, type));
}
