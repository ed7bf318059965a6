using System.Globalization;
using System.Text.Json.Nodes;
using Kartoteka.Domain.Computed;
using Kartoteka.Domain.Identity;
using Kartoteka.Domain.Segments;
using Kartoteka.Storage.Columns;

namespace Kartoteka.Storage.Segments;

/// <summary>Asks for the values of computed traits, all of them at once.</summary>
public static class ComputedQuery
{
    /// <summary>The formula of a built-in trait; null when there is none of the key.</summary>
    public static BuiltInFormula? BuiltIn(string key) => BuiltInTrait.Find(key) is { } trait ? new BuiltInFormula(trait) : null;

    /// <summary>
    /// Values of persons: columns <c>number</c>, <c>id</c> and <c>computed</c>, a JSON object of the values that a profile has. Days since the last order are left
    /// out, so that what is kept does not age: <see cref="AtRead"/> adds them.
    /// </summary>
    /// <param name="traits">Traits by key; at least one.</param>
    /// <param name="dialect">The store's.</param>
    /// <param name="moment">As of when.</param>
    /// <param name="ofGiven">True to ask of the profiles in table <c>given</c> alone.</param>
    /// <returns>The question; what is <see cref="ColumnQuery.Given"/> is for the caller to say.</returns>
    public static ColumnQuery Compile(IReadOnlyList<(string Key, ComputedFormula Formula)> traits, RuleDialect dialect, RuleMoment moment, bool ofGiven)
    {
        var parameters = new RuleParameters();
        var tables = new Dictionary<string, string>();
        var members = new List<(string, string)>();
        var builtIn = traits.Select(trait => trait.Formula).OfType<BuiltInFormula>().Select(formula => formula.Trait.Key).ToHashSet();
        foreach (var (key, formula) in traits)
        {
            if (formula is BuiltInFormula { Trait: var trait } && trait == BuiltInTrait.DaysSinceLastOrder) continue;
            var (sql, column) = dialect.Computed(formula, builtIn, moment, ofGiven, parameters);
            if (!tables.TryGetValue(sql, out var table)) tables[sql] = table = $"t{tables.Count.ToString(CultureInfo.InvariantCulture)}";
            members.Add((key, formula.OfNone is { } none ? $"coalesce({table}.{column}, '{none}')" : $"{table}.{column}"));
        }
        var joins = string.Concat(tables.Select(table => $"\nleft join ({table.Key}) as {table.Value} on {table.Value}.number = p.number"));
        var given = ofGiven ? $" and {dialect.IsGiven("p.number")}" : "";
        var events = ofGiven ? $"with {dialect.GivenEventsTable(forComputed: true)}\n" : "";
        return new ColumnQuery($"{events}select p.number, p.id, {dialect.Object(members)} as computed from profile p{joins}\nwhere p.kind = 'person'{given}", parameters.Values);
    }

    /// <summary>Values as they are at a moment: with the days since the last order.</summary>
    /// <param name="computed">The object of <see cref="Compile"/>.</param>
    /// <param name="moment">The moment.</param>
    public static JsonObject AtRead(string computed, RuleMoment moment)
    {
        var values = JsonNode.Parse(computed)!.AsObject();
        if (values["last_order_at"] is JsonValue last && RuleTimes.TryReadMoment((string)last!, out var us)) values[BuiltInTrait.DaysSinceLastOrder.Key] = moment.Today.DayNumber - moment.DayOf(us).DayNumber;
        return values;
    }

    /// <summary>What lies in the cart of the given profile: as <see cref="RuleDialect.CartLines"/>, the oldest first.</summary>
    public static ColumnQuery Cart(RuleDialect dialect, RuleMoment moment)
    {
        var parameters = new RuleParameters();
        return new ColumnQuery($"with {dialect.GivenEventsTable(forComputed: true)} select product_id, name, quantity, price, currency, added_at from ({dialect.CartLines(moment, ofGiven: true, parameters)}) as cart order by added_at, product_id", parameters.Values);
    }

    /// <summary>What lies in the wish list of the given profile: as <see cref="RuleDialect.WishLines"/>, the oldest first.</summary>
    public static ColumnQuery WishList(RuleDialect dialect, RuleMoment moment)
    {
        var parameters = new RuleParameters();
        return new ColumnQuery($"with {dialect.GivenEventsTable(forComputed: true)} select product_id, name, price, currency, added_at from ({dialect.WishLines(moment, ofGiven: true, parameters)}) as wishes order by added_at, product_id", parameters.Values);
    }

    /// <summary>Orders of a profile, the newest first, each with how many there are in all: the columns of <see cref="ColumnSchema.Orders"/>, and <c>total</c>.</summary>
    public static ColumnQuery Orders(ProfileId profile, int limit) => new(
        $"""
        select {string.Join(", ", ColumnSchema.Orders.Columns.Select(column => $"o.{column.Name}"))}, count(*) over () as total
        from orders o where o.profile in (select number from profile where id = $1) order by o.ordered_at desc, o.order_key limit $2
        """,
        profile.Value, (long)limit);

    /// <summary>Lines of the orders whose keys are given, in order: the columns of <see cref="ColumnSchema.OrderLine"/>.</summary>
    public static ColumnQuery OrderLines(IReadOnlyCollection<long> orderKeys) => new(
        $"select {string.Join(", ", ColumnSchema.OrderLine.Columns.Select(column => $"l.{column.Name}"))} from order_line l where l.order_key in (select number from given) order by l.order_key, l.line")
    {
        Given = orderKeys,
    };
}
