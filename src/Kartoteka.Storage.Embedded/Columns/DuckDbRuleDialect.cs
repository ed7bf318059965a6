using System.Globalization;
using System.Text;
using Kartoteka.Domain.Segments;
using Kartoteka.Storage.Segments;

namespace Kartoteka.Storage.Embedded.Columns;

/// <summary>Rules in DuckDB's SQL.</summary>
public sealed partial class DuckDbRuleDialect : RuleDialect
{
    /// <inheritdoc />
    /// <remarks>
    /// By JSON pointer (RFC 6901): unlike a path it can name every member. As text, whose first letter tells the kind of the value: to ask json_type of a value
    /// reads it again, which made a question over a million profiles two thirds slower.
    /// </remarks>
    public override string Member(string json, string name, RuleParameters parameters) =>
        $"json_extract({json}, {parameters.Add("/" + name.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal))})::varchar";

    /// <inheritdoc />
    public override string Some(RuleValue value, IReadOnlyList<string> path, ValueTest test, RuleMoment moment, RuleParameters parameters)
    {
        var passes = new ValueTestSql(moment, parameters);
        var some = $"len(list_filter({Elements(value, path, parameters)}, lambda {Element}: {passes.Of(Element, test)})) > 0";
        return $"coalesce({(path.Count == 0 ? $"case when {ValueTestSql.IsList(value.Sql)} then {some} else {passes.Of(value, test)} end" : some)}, false)";
    }

    /// <inheritdoc />
    public override string Moment(long us) => string.Create(CultureInfo.InvariantCulture, $"make_timestamp({us})");

    /// <inheritdoc />
    public override string IsGiven(string number) => $"{number} in (select number from given{NobodysNumber})";

    /// <inheritdoc />
    /// <remarks>By their records, which are columns of the table; the profile is worked out by the view, and what is worked out filters no scan.</remarks>
    public override string EventsOfGiven => $"select e.* from event e where e.record in (select r.record from record r where {IsGiven("r.profile")}{NobodysNumber})";

    // Numbers below a million are looked up in an array, and what is looked up there filters no scan: the properties of 400 profiles among ten million events took
    // 240 ms to read, and 95 with a number among them that is far from all others.
    private static readonly string NobodysNumber = $" union all select {long.MaxValue.ToString(CultureInfo.InvariantCulture)}";

    /// <inheritdoc />
    public override string Holds(string list, string parameter) => $"coalesce(list_contains({list}, {parameter}), false)";

    /// <inheritdoc />
    /// <remarks>By <c>case</c> and not by <c>filter</c>, which takes two to three times as long where there are many measures.</remarks>
    public override string Measure(EventMeasure measure, RuleValue? value, string? condition, RuleParameters parameters)
    {
        if (value is null) return condition is null ? "count(*)" : $"count_if({condition})::bigint";
        var elements = Elements(value, measure.Path, parameters);
        if (measure.Kind == MeasureKind.Distinct)
        {
            var keys = value.Derive($"list_transform({elements}, lambda {Element}: {ValueTestSql.Key(Element)})");
            return $"len(list_distinct(flatten(list({keys}){(condition is null ? "" : $" filter (where {condition})")})))";
        }
        var decimals = EventMeasure.Decimals.ToString(CultureInfo.InvariantCulture);
        return measure.Kind switch
        {
            MeasureKind.Sum => $"round(sum({Of("list_sum", number => $"{number}")}), {decimals})",
            MeasureKind.Average => $"round(sum({Of("list_sum", number => $"{number}")}) / nullif(sum({Of("list_count", number => $"({number} is not null)::int")}), 0), {decimals})",
            MeasureKind.Least => $"min({Of("list_min", number => $"{number}")})",
            _ => $"max({Of("list_max", number => $"{number}")})",
        };

        string Of(string function, Func<RuleValue, string> ofOne)
        {
            var ofList = $"{function}(list_transform({elements}, lambda {Element}: {ValueTestSql.Number(Element)}))";
            // Most properties are one value, and a list is dear to make.
            var one = ValueTestSql.Number(value);
            var number = measure.Path.Count > 0 ? value.Derive(ofList) : one.Derive($"case when {ValueTestSql.IsList(value.Sql)} then {ofList} else {ofOne(one)} end");
            return condition is null ? $"{number}" : $"case when {condition} then {number} end";
        }
    }

    /// <inheritdoc />
    public override string Latest(string time, string? condition) => $"max({(condition is null ? time : $"case when {condition} then {time} end")})";

    /// <inheritdoc />
    public override string Lot(string seedParameter, string uuid) => $"('0x' || substr(md5({seedParameter} || ':' || {uuid}::varchar), 1, 8))::bigint";

    /// <inheritdoc />
    public override string Each(IReadOnlyList<string> conditions, string number, string from) => $"""
        select rule::bigint as rule, number from (unpivot ({Asked(conditions, number, from)}) on {string.Join(", ", conditions.Select((_, rule) => $"\"{Rule(rule)}\""))} into name rule value holds) where holds
        """;

    /// <inheritdoc />
    /// <remarks>A hundred rules have thirty million members among a million people: said one by one, they took 1.3 s of 4.1 to be handed over.</remarks>
    public override string Words(IReadOnlyList<string> conditions, string number, string from)
    {
        var bits = conditions.Select((_, rule) => $"(\"{Rule(rule)}\"::bigint << {Rule(rule % RuleAnswer.RulesOfWord)})").ToArray();
        var words = bits.Chunk(RuleAnswer.RulesOfWord).Select((some, word) => $"{string.Join(" | ", some)} as w{Rule(word)}");
        return $"""
            select number, {string.Join(",\n  ", words)}
            from ({Asked(conditions, number, from)}) as asked
            """;
    }

    private static string Asked(IReadOnlyList<string> conditions, string number, string from) => $"""
        select {number} as number,
          {string.Join(",\n  ", conditions.Select((condition, rule) => $"{condition} as \"{Rule(rule)}\""))}
          from {from}
        """;

    /// <inheritdoc />
    public override string Once(string sql) => $"materialized ({sql})";

    private static string Rule(int rule) => rule.ToString(CultureInfo.InvariantCulture);

    /// <inheritdoc />
    public override string Related => """
        select distinct people.profile as profile, accounts.profile as account
        from (select r.profile, unnest(r.account_records)::bigint as account_record from record r) as people join record accounts on accounts.record = people.account_record
        """;

    /// <inheritdoc />
    /// <remarks>Each step is a window over the events before it: of all moments at which the steps so far may have ended, the latest leaves most time for the next.</remarks>
    public override string Sequence(string from, IReadOnlyList<string> steps, SequenceRule rule, long nowUs, RuleParameters parameters)
    {
        var flags = string.Join(", ", steps.Select((step, i) => $"{step} as f{i.ToString(CultureInfo.InvariantCulture)}"));
        var sql = new StringBuilder($"select e.profile, epoch_us(e.occurred_at) as us, {flags} from {from}");
        Wrap("*, f0 as h0", "");
        for (var i = 1; i < steps.Count; i++)
        {
            var (step, before) = (rule.Steps[i], $"h{(i - 1).ToString(CultureInfo.InvariantCulture)}");
            var name = i.ToString(CultureInfo.InvariantCulture);
            var us = step.Within is { } within ? parameters.Add(within.Ticks / TimeSpan.TicksPerMicrosecond) : null;
            if (step.IsAbsent)
            {
                var next = $"min(case when f{name} then us end) over later";
                var holds = us is null ? $"{next} is null" : $"coalesce({next} > us + {us}, true) and us + {us} <= {parameters.Add(nowUs)}";
                Wrap($"*, {before} and {holds} as h{name}", " window later as (partition by profile order by us groups between 1 following and unbounded following)");
            }
            else
            {
                var last = $"max(case when {before} then us end) over earlier";
                var holds = us is null ? $"{last} is not null" : $"coalesce(us - {last} <= {us}, false)";
                Wrap($"*, f{name} and {holds} as h{name}", " window earlier as (partition by profile order by us groups between unbounded preceding and 1 preceding)");
            }
        }
        return $"select distinct profile as number from ({sql}) as steps where h{(steps.Count - 1).ToString(CultureInfo.InvariantCulture)}";

        void Wrap(string columns, string window)
        {
            var inner = sql.ToString();
            sql.Clear().Append("select ").Append(columns).Append(" from (").Append(inner).Append(") as steps").Append(window);
        }
    }

    /// <summary>What a lambda calls its element; there is never one inside another.</summary>
    private static readonly RuleValue Element = new("element");

    private string Elements(RuleValue value, IReadOnlyList<string> path, RuleParameters parameters)
    {
        var list = ElementsOf(value.Sql);
        foreach (var name in path)
        {
            // A pointer into a list counts its elements, so only objects are asked.
            list = $"flatten(list_transform({list}, lambda {Element}: case when {ValueTestSql.IsObject(Element.Sql)} then {ElementsOf(Member(Element.Sql, name, parameters))} else [] end))";
        }
        return list;
    }

    private static string ElementsOf(string value) => $"case when {ValueTestSql.IsList(value)} then json_extract({value}, '$[*]')::varchar[] else [{value}] end";
}
