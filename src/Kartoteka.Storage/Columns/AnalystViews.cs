using System.Globalization;
using Kartoteka.Domain.Identity;

namespace Kartoteka.Storage.Columns;

/// <summary>What the numbers of the tables stand for, and what who asks may see.</summary>
/// <param name="Sources">Keys of sources by number.</param>
/// <param name="Brands">Keys of brands by number.</param>
/// <param name="LegalEntities">Keys of legal entities by number.</param>
/// <param name="Shows">Whether a trait is shown as it is.</param>
public sealed record ViewNames(
    IReadOnlyDictionary<int, string> Sources, IReadOnlyDictionary<int, string> Brands, IReadOnlyDictionary<int, string> LegalEntities, Func<ProfileKind, string, bool> Shows);

/// <summary>
/// The views that analysts ask: <c>profiles</c>, <c>events</c>, <c>orders</c>, <c>order_lines</c>, <c>memberships</c>. They are documented and stay, while the tables behind them
/// may change: ids stand where tables have numbers, and values are as they may be shown.
/// </summary>
public static class AnalystViews
{
    /// <summary>The table that <c>memberships</c> reads: <c>rule</c>, an index into the segments, and <c>number</c> of a profile.</summary>
    public const string MemberTable = "asked_member";

    /// <summary>The view of who is in which segment.</summary>
    public const string Memberships = "memberships";

    /// <summary>Fills <see cref="MemberTable"/> where there are no segments.</summary>
    public static ColumnQuery NoMembers { get; } = new("select 0 as rule, number from profile where number is null");

    private const string IsAccount = "p.kind = 'account'";

    /// <summary>All views.</summary>
    /// <param name="traits">Declared traits that have columns.</param>
    /// <param name="segments">Keys and names of segments, in the order of the rules that fill <see cref="MemberTable"/>.</param>
    /// <param name="names">What numbers stand for.</param>
    public static IReadOnlyList<ColumnView> All(IReadOnlyList<TraitColumn> traits, IReadOnlyList<(string Key, string Name)> segments, ViewNames names) =>
        [Profiles(traits, names), Events(names), Orders(names), OrderLines(names), MembershipsView(segments)];

    private static ColumnView Profiles(IReadOnlyList<TraitColumn> traits, ViewNames names)
    {
        var columns = new List<ViewColumn>
        {
            new("profile_id", ColumnType.Uuid, "p.id", "The profile's id: never given to another, and the same wherever it is shown."),
            new("kind", ColumnType.Text, "p.kind", "person or account."),
            new("legal_entity", ColumnType.Text, Name("p.legal_entity", names.LegalEntities), "Key of the legal entity that answers for the data."),
            new("created_at", ColumnType.Time, "p.created_at", "When the profile was made, UTC."),
            new("updated_at", ColumnType.Time, "p.updated_at", "When it changed last, UTC."),
            new("records", ColumnType.Whole, "p.records", "How many records of sources it is made of."),
            new("identifier_types", ColumnType.TextList, "p.identifier_types", "Types of its identifiers: email, phone, user_id …"),
            new("identifiers", ColumnType.Text, "p.identifiers", "Identifiers by type: {\"email\":[…]}.", ViewMasking.Identifiers, IsJson: true) { IsAccountSql = IsAccount },
            new("traits", ColumnType.Text, "p.traits", "All traits that survive.", ViewMasking.Traits, IsJson: true) { IsAccountSql = IsAccount },
        };
        var taken = columns.Select(column => column.Name).ToHashSet(StringComparer.OrdinalIgnoreCase);
        foreach (var trait in traits.OrderBy(trait => trait.Kind).ThenBy(trait => trait.Trait, StringComparer.Ordinal))
        {
            var name = trait.Trait;
            while (!taken.Add(name)) name += trait.Kind == ProfileKind.Account ? "_account" : "_trait";
            var masking = names.Shows(trait.Kind, trait.Trait) ? trait.Column.Type == ColumnType.Text ? ViewMasking.Text : ViewMasking.None : ViewMasking.Hidden;
            var of = trait.Kind == ProfileKind.Account ? "accounts" : "persons";
            columns.Add(new ViewColumn(name, trait.Column.Type, $"p.{trait.Column.Name}", $"Trait '{trait.Trait}' of {of}.", masking) { IsAccountSql = IsAccount });
        }
        return new ColumnView("profiles", "Customers as they are now: one row for each live profile.", table => $"{table("profile")} p", columns);
    }

    private static ColumnView Events(ViewNames names) => new(
        "events", "What happened: one row for each event, whatever source it came from.", table => $"{table("event")} e",
        [
            new("position", ColumnType.Whole, "e.position", "The event's ledger position: later ones are higher, and no two are equal."),
            ProfileId("e.profile", "The profile that the event is of now."),
            new("source", ColumnType.Text, Name("e.source", names.Sources), "Key of the source that sent it."),
            new("brand", ColumnType.Text, Name("e.brand", names.Brands), "Key of the source's brand."),
            new("legal_entity", ColumnType.Text, Name("e.legal_entity", names.LegalEntities), "Key of the legal entity that answers for the data."),
            new("kind", ColumnType.Text, "e.kind", "The call: identify, track, page, screen, group, alias."),
            new("name", ColumnType.Text, "e.name", "The event's name: Order Completed."),
            new("occurred_at", ColumnType.Time, "e.occurred_at", "When it happened, UTC."),
            new("received_at", ColumnType.Time, "e.received_at", "When it was received, UTC."),
            .. ColumnSchema.Properties.Select(property => Plain("e", property.Column, $"From {string.Join(" or ", property.Paths)}.")),
            new("properties", ColumnType.Text, "e.properties", "All properties.", ViewMasking.Body, IsJson: true),
            new("context", ColumnType.Text, "e.context", "Where it came from: page, campaign, device, library.", ViewMasking.Body, IsJson: true),
        ]);

    private static ColumnView Orders(ViewNames names) => new(
        "orders", "Orders as they are now, whatever was said of them in whichever order.", table => $"{table(ColumnSchema.Orders.Name)} o", [.. OfOrders(ColumnSchema.Orders, "o", names)]);

    private static ColumnView OrderLines(ViewNames names) => new(
        "order_lines", "What was ordered: one row for each line of an order.", table => $"{table(ColumnSchema.OrderLine.Name)} l", [.. OfOrders(ColumnSchema.OrderLine, "l", names)]);

    private static IEnumerable<ViewColumn> OfOrders(ColumnTable table, string alias, ViewNames names)
    {
        foreach (var column in table.Columns)
        {
            var value = $"{alias}.{column.Name}";
            switch (column.Name)
            {
                case "order_key" or "record": break; // Numbers of the replica's own.
                case "profile": yield return ProfileId(value, "Whose order it is now."); break;
                case "source": yield return new ViewColumn("source", ColumnType.Text, Name(value, names.Sources), "Key of the source; with order_id it names the order."); break;
                case "brand": yield return new ViewColumn("brand", ColumnType.Text, Name(value, names.Brands), "Key of the source's brand."); break;
                case "legal_entity": yield return new ViewColumn("legal_entity", ColumnType.Text, Name(value, names.LegalEntities), "Key of the legal entity that answers for the data."); break;
                case "channel": yield return new ViewColumn("channel", ColumnType.Text, value, "Kind of the source."); break;
                case "status": yield return new ViewColumn("status", ColumnType.Text, value, "placed, completed, cancelled, returned or partly_returned."); break;
                default: yield return Plain(alias, column, OrderMeanings.GetValueOrDefault(column.Name, "See docs/ORDERS.md.")); break;
            }
        }
    }

    private static readonly Dictionary<string, string> OrderMeanings = new()
    {
        ["order_id"] = "Number of the order in its source.", ["ordered_at"] = "When it was ordered, UTC.", ["updated_at"] = "When it changed last, UTC.",
        ["state_word"] = "The source's own word for its state.", ["currency"] = "Its currency, ISO 4217.", ["gross"] = "What was ordered for.", ["net"] = "What is left after returns; 0 when cancelled.",
        ["returned"] = "What came back.", ["lines"] = "How many lines it has.", ["is_return_only"] = "True for a return whose order is not known.", ["line"] = "Number of the line from 1.",
    };

    private static ColumnView MembershipsView(IReadOnlyList<(string Key, string Name)> segments) => new(
        Memberships, "Who is in which segment, worked out when asked: one row for each profile and segment.", _ => $"{MemberTable} m",
        [
            ProfileId("m.number", "The member."),
            new("segment", ColumnType.Text, Name("m.rule", segments.Select((segment, rule) => (segment.Key, rule)).ToDictionary(pair => pair.rule, pair => pair.Key)), "Key of the segment."),
            new("segment_name", ColumnType.Text, Name("m.rule", segments.Select((segment, rule) => (segment.Name, rule)).ToDictionary(pair => pair.rule, pair => pair.Name)), "Its name."),
        ]);

    // A join that costs, so it is made where the column is asked for.
    private static ViewColumn ProfileId(string number, string meaning) => new("profile_id", ColumnType.Uuid, "pid.id", meaning)
    {
        Join = table => $"left join (select number, id from {table("profile")}) pid on pid.number = {number}",
    };

    // Anything may stand in a text that a sender filled.
    private static ViewColumn Plain(string table, ColumnDefinition column, string meaning) =>
        new(column.Name, column.Type, $"{table}.{column.Name}", meaning, column.Type is ColumnType.Text or ColumnType.TextList ? ViewMasking.Text : ViewMasking.None);

    private static string Name(string number, IReadOnlyDictionary<int, string> names) => names.Count == 0
        ? "null"
        : $"case {number} {string.Join(' ', names.OrderBy(pair => pair.Key).Select(pair => string.Create(CultureInfo.InvariantCulture, $"when {pair.Key} then {Quote(pair.Value)}")))} end";

    private static string Quote(string text) => $"'{text.Replace("'", "''", StringComparison.Ordinal)}'";
}
