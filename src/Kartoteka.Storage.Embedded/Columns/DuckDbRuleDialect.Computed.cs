using Kartoteka.Domain.Computed;
using Kartoteka.Domain.Segments;
using Kartoteka.Storage.Segments;

namespace Kartoteka.Storage.Embedded.Columns;

// Computed traits.
public sealed partial class DuckDbRuleDialect
{
    private const string Counts = "not o.is_return_only and o.status <> 'cancelled'";

    private const string InCart = "'Product Added', 'Wishlist Product Added to Cart'";

    // Where a visit came from: what the campaign says, else whose click id the address has, else the page before it unless it is of the same site.
    private static readonly string VisitSource = $"""
        case when e.utm_source is not null then e.utm_source || coalesce('/' || e.utm_medium, '')
          when regexp_matches(e.url, '[?&]gclid=') then 'google/cpc' when regexp_matches(e.url, '[?&]yclid=') then 'yandex/cpc' when regexp_matches(e.url, '[?&]fbclid=') then 'facebook'
          when {Host("e.referrer")} <> '' and {Host("e.referrer")} <> coalesce({Host("e.url")}, '') then {Host("e.referrer")} else 'direct' end
        """;

    private static string Host(string url) => $@"regexp_extract(lower({url}), '^[a-z][a-z0-9+.-]*://(?:[^/?#]*@)?(?:www\.)?([^/:?#]+)', 1)";

    private static string Json(string value) => $"to_json({value})::varchar";

    private static string JsonTime(string time) => $"""'"' || strftime({time}, '%Y-%m-%dT%H:%M:%S.%fZ') || '"'""";

    private string Of(string table, RuleMoment moment, bool ofGiven, RuleParameters parameters) =>
        $"{table}.ordered_at <= {Time(moment.NowUs, parameters)}{(ofGiven ? $" and {IsGiven($"{table}.profile")}" : "")}";

    private static string Happened(RuleMoment moment, RuleParameters parameters) => $"e.occurred_at <= {Time(moment.NowUs, parameters)}";

    private static string Events(bool ofGiven) => ofGiven ? $"{GivenEvents} e" : "event e";

    private static string Time(long us, RuleParameters parameters) => parameters.Add(DateTimeOffset.UnixEpoch.AddTicks(us * TimeSpan.TicksPerMicrosecond));

    /// <inheritdoc />
    public override (string Sql, string Column) Computed(ComputedFormula formula, IReadOnlySet<string> asked, RuleMoment moment, bool ofGiven, RuleParameters parameters) => formula switch
    {
        EventFormula events => (OfEvents(events, moment, ofGiven, parameters), "value"),
        BuiltInFormula { Trait: var trait } => (BuiltIn(trait.Source, asked, moment, ofGiven, parameters), trait.Key),
        _ => throw new ArgumentOutOfRangeException(nameof(formula), formula, "No such formula."),
    };

    /// <inheritdoc />
    public override string Object(IReadOnlyList<(string Name, string Value)> members) =>
        $"'{{' || concat_ws(',', {string.Join(", ", members.Select(member => $"'\"{member.Name}\":' || {member.Value}"))}) || '}}'";

    private string BuiltIn(BuiltInSource source, IReadOnlySet<string> asked, RuleMoment moment, bool ofGiven, RuleParameters parameters) => source switch
    {
        BuiltInSource.Orders => OfOrders(moment, ofGiven, parameters),
        BuiltInSource.Lines => OfLines(moment, ofGiven, parameters),
        BuiltInSource.Visits => OfVisits(asked, moment, ofGiven, parameters),
        BuiltInSource.Mailings => $"""
            select e.profile as number, {Json("count_if(e.name = 'Email Opened')::bigint")} as emails_opened, {Json("count_if(e.name = 'Email Link Clicked')::bigint")} as emails_clicked
            from {Events(ofGiven)} where e.kind = 'track' and e.name in ('Email Opened', 'Email Link Clicked') and {Happened(moment, parameters)} group by e.profile
            """,
        BuiltInSource.Cart => $"""
            select number, {Json("sum(quantity)")} as cart_items, {Json("round(sum(coalesce(price, 0)::double * quantity), 4)")} as cart_value, {JsonTime("max(updated_at)")} as cart_updated_at
            from ({CartOf(moment, ofGiven, parameters)}) as cart group by number
            """,
        BuiltInSource.WishList => $"select number, {Json("count(*)")} as wishlist_items from ({WishesOf(moment, ofGiven, parameters)}) as wishes group by number",
        _ => throw new ArgumentOutOfRangeException(nameof(source)),
    };

    // Money of different currencies is never added: a profile's is that of most of its orders.
    private string OfOrders(RuleMoment moment, bool ofGiven, RuleParameters parameters) => $"""
        select number, {Json("sum(counted)::bigint")} as orders, {Json("sum(returned)::bigint")} as returned_orders, {JsonTime("min(first_at)")} as first_order_at, {JsonTime("max(last_at)")} as last_order_at,
          {Json($"({parameters.Add(moment.Today.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture))}::date - (max(last_at) at time zone 'UTC' at time zone {parameters.Add(moment.Zone.Id)})::date)::bigint")} as days_since_last_order,
          {Json("max(case when place = 1 then net end)")} as revenue, {Json("round(max(case when place = 1 and counted > 0 then net / counted end), 6)")} as average_order
        from (select o.profile as number, sum(o.net)::double as net, count_if({Counts}) as counted, count_if(o.status in ('returned', 'partly_returned')) as returned,
            min(case when {Counts} then o.ordered_at end) as first_at, max(case when {Counts} then o.ordered_at end) as last_at,
            row_number() over (partition by o.profile order by count_if({Counts}) desc, o.currency nulls last) as place
          from orders o where {Of("o", moment, ofGiven, parameters)} group by o.profile, o.currency) as o
        group by number
        """;

    private string OfLines(RuleMoment moment, bool ofGiven, RuleParameters parameters)
    {
        var of = Of("l", moment, ofGiven, parameters);
        return $"""
            select number, {Json("max(case when what = 'category' then word end)")} as favourite_category, {Json("max(case when what = 'brand' then word end)")} as favourite_brand
            from (select number, what, word, row_number() over (partition by number, what order by sum(net) desc, word) as place
              from (select l.profile as number, 'category' as what, l.category as word, l.net from order_line l where l.category is not null and {of}
                union all select l.profile, 'brand', l.product_brand, l.net from order_line l where l.product_brand is not null and {of}) as words
              group by number, what, word having sum(net) > 0) as l
            where place = 1 group by number
            """;
    }

    // What is not asked for is left out: DuckDB works out all columns of a table that a statement reads twice, and a rule about the number of visits took a third longer.
    // The first and the last by an aggregate and not by place, which took five times as long.
    private static string OfVisits(IReadOnlySet<string> asked, RuleMoment moment, bool ofGiven, RuleParameters parameters)
    {
        var (ofSource, ofLatest) = (asked.Contains(FirstSource) || asked.Contains(LastSource), asked.Contains(LastVisitAt));
        // Of visits at one moment the order matters only for where they came from.
        var order = $"over (partition by e.profile order by e.occurred_at{(ofSource ? ", e.position" : "")})";
        return $"""
            select number{Asked("sessions", Json("count(*)"))}{Asked(LastVisitAt, JsonTime("max(latest)"))}{Asked(FirstSource, Json("arg_min(source, (us, source))"))}{Asked(LastSource, Json("arg_max(source, (us, source))"))}
            from (select e.profile as number, e.occurred_at as us{(ofSource ? $", {VisitSource} as source" : "")}{(ofLatest ? ", max(e.occurred_at) over (partition by e.profile) as latest" : "")},
                coalesce(e.occurred_at - lag(e.occurred_at) {order} <= interval 30 minutes, false) as goes_on
              from {Events(ofGiven)} where (e.kind in ('page', 'screen') or (e.kind = 'track' and e.url is not null)) and {Happened(moment, parameters)}) as e
            where not goes_on group by number
            """;

        string Asked(string key, string sql) => asked.Contains(key) ? $", {sql} as {key}" : "";
    }

    private const string LastVisitAt = "last_visit_at", FirstSource = "first_source", LastSource = "last_source";

    /// <inheritdoc />
    public override string CartLines(RuleMoment moment, bool ofGiven, RuleParameters parameters) =>
        $"select number, product_id, name, quantity, price, currency, added_at from ({CartOf(moment, ofGiven, parameters)}) as cart";

    /// <inheritdoc />
    public override string WishLines(RuleMoment moment, bool ofGiven, RuleParameters parameters) =>
        $"select number, product_id, name, price, currency, added_at from ({WishesOf(moment, ofGiven, parameters)}) as wishes";

    // An order empties the cart; a removal without a quantity takes all of the product. What is added at the same moment as either is taken with it.
    private static string CartOf(RuleMoment moment, bool ofGiven, RuleParameters parameters) => $"""
        select number, product as product_id, arg_max(name, us) filter (where is_added and name is not null) as name,
          sum(case when is_added then coalesce(quantity, 1) else -quantity end) as quantity, arg_max(price, us) filter (where is_added and price is not null) as price,
          arg_max(currency, us) filter (where is_added and currency is not null) as currency, min(us) filter (where is_added) as added_at, max(us) as updated_at
        from (select number, product, us, is_added, name, quantity, price, currency, max(case when not is_added and quantity is null then us end) over (partition by number, product) as taken_at, emptied_at
          from (select e.profile as number, {Product}, e.occurred_at as us, e.event in ({InCart}) as is_added, e.event = 'Order Completed' as is_order, e.quantity, e.price, e.currency,
              max(case when e.event = 'Order Completed' then e.occurred_at end) over (partition by e.profile) as emptied_at
            from (select e.*, e.name as event from {Events(ofGiven)} where e.kind = 'track' and e.name in ({InCart}, 'Product Removed', 'Order Completed') and {Happened(moment, parameters)}) as e) as e
          where not is_order and product is not null) as e
        where us > coalesce(emptied_at, '-infinity'::timestamp) and us > coalesce(taken_at, '-infinity'::timestamp)
        group by number, product having sum(case when is_added then coalesce(quantity, 1) else -quantity end) > 0
        """;

    private static string WishesOf(RuleMoment moment, bool ofGiven, RuleParameters parameters) => $"""
        select number, product as product_id, name, price, currency, us as added_at
        from (select e.profile as number, {Product}, e.occurred_at as us, e.event, e.price, e.currency
          from (select e.*, e.name as event from {Events(ofGiven)} where e.kind = 'track' and e.name in ('Product Added to Wishlist', 'Product Removed from Wishlist') and {Happened(moment, parameters)}) as e) as e
        where product is not null qualify row_number() over (partition by number, product order by us desc, event desc) = 1 and event = 'Product Added to Wishlist'
        """;

    private const string Product = "coalesce(e.product_id, json_extract_string(e.properties, '/sku'), json_extract_string(e.properties, '/name')) as product, json_extract_string(e.properties, '/name') as name";

    private string OfEvents(EventFormula formula, RuleMoment moment, bool ofGiven, RuleParameters parameters)
    {
        var conditions = new List<string> { $"e.kind = {parameters.Add(formula.Events.Kind)}", Happened(moment, parameters) };
        if (formula.Events.Names.Count > 0) conditions.Add($"e.name in ({string.Join(", ", formula.Events.Names.Select(parameters.Add))})");
        if (formula.Within is { } within)
        {
            var bounds = moment.Settle(within);
            if (bounds.FromUs is { } from) conditions.Add($"e.occurred_at >= {Time(from, parameters)}");
            if (bounds.ToUs is { } to) conditions.Add($"e.occurred_at < {Time(to, parameters)}");
        }
        conditions.AddRange(formula.Events.Where.Select(test => Some(new RuleValue($"({Member("e.properties", test.Name, parameters)})"), test.Path, test.Test, moment, parameters)));
        var value = formula.Property is { } property ? $", {Member("e.properties", property, parameters)} as v" : "";
        var events = $"(select e.profile, e.occurred_at{value} from {Events(ofGiven)} where {string.Join(" and ", conditions)}) as e";
        if (formula.Measure is { } measure)
        {
            var measured = Measure(measure, formula.Property is null ? null : new RuleValue("e.v"), null, parameters);
            return $"select number, {Json("measured")} as value from (select e.profile as number, {measured} as measured from {events} group by e.profile) as e where isfinite(measured::double)";
        }
        // Without a path the first and the last are the value as it stands; else each element is one.
        if (formula.Path.Count > 0 || formula.Aggregate == EventAggregate.MostFrequent)
            events = $"(select e.profile, e.occurred_at, unnest({Elements(new RuleValue("e.v"), formula.Path, parameters)}) as v from {events} where e.v is not null) as e";
        var isThere = "e.v is not null and e.v <> 'null'";
        if (formula.Aggregate == EventAggregate.MostFrequent)
        {
            return $"""
                select number, value from (select e.profile as number, e.v as value, row_number() over (partition by e.profile order by count(*) desc, e.v) as place
                  from {events} where {isThere} and not {ValueTestSql.IsList("e.v")} and not {ValueTestSql.IsObject("e.v")} group by e.profile, e.v) as e where place = 1
                """;
        }
        var order = formula.Aggregate == EventAggregate.First ? "e.occurred_at" : "e.occurred_at desc";
        return $"select number, value from (select e.profile as number, e.v as value, row_number() over (partition by e.profile order by {order}, e.v) as place from {events} where {isThere}) as e where place = 1";
    }
}
