using System.Globalization;
using Kartoteka.Domain.Identity;
using Kartoteka.Domain.Segments;
using Kartoteka.Storage.Columns;

namespace Kartoteka.Storage.Segments;

/// <summary>A rule names a segment that is not there, or names itself by way of others.</summary>
public sealed class RuleNameException(string message) : Exception(message);

/// <summary>What a statement answers about its rules.</summary>
public abstract record RuleAnswer
{
    private RuleAnswer()
    {
    }

    /// <summary>Columns <c>rule</c> (from 0) and <c>number</c> (of a profile), a row for each member.</summary>
    public static RuleAnswer Members { get; } = new EachMember();

    /// <summary>Columns <c>rule</c> and <c>members</c>, a row for each rule that has any.</summary>
    public static RuleAnswer Counts { get; } = new EachCount();

    private sealed record EachMember : RuleAnswer;

    private sealed record EachCount : RuleAnswer;

    /// <summary>Of one rule, columns <c>id</c> (of a profile) and <c>total</c>: the members of a page in order of id, each with how many there are in all; one row without an id when the page is empty.</summary>
    /// <param name="After">The last of the page before; null for the first.</param>
    /// <param name="Limit">Most members.</param>
    public sealed record Page(ProfileId? After, int Limit) : RuleAnswer;
}

/// <summary>
/// The one way from rules to SQL. Any number of rules become one statement that goes through the events once: what they ask of events are
/// measures of one grouping, asked once where rules ask alike. Preview, live membership, export and reports all use it.
/// </summary>
public sealed class RuleCompiler
{
    private readonly RuleDialect _dialect;
    private readonly RuleMoment _moment;
    private readonly Func<string, Rule?> _segments;
    private readonly bool _ofGiven;
    private readonly RuleParameters _parameters = new();
    private readonly Values _ofPeople = new("p");
    private readonly Values _ofEvents = new("e");
    private readonly Dictionary<string, string> _measures = [];
    private readonly Asked _measured = new();
    private readonly Dictionary<string, string> _tables = [];
    private readonly List<string> _open = [];

    private RuleCompiler(RuleDialect dialect, RuleMoment moment, Func<string, Rule?> segments, bool ofGiven) =>
        (_dialect, _moment, _segments, _ofGiven) = (dialect, moment, segments, ofGiven);

    /// <summary>Compiles rules of persons.</summary>
    /// <param name="rules">At least one.</param>
    /// <param name="answer">What is asked about them.</param>
    /// <param name="dialect">The store's.</param>
    /// <param name="moment">As of when.</param>
    /// <param name="segments">The rule of a segment; null for one that is not there.</param>
    /// <param name="ofGiven">True to ask of the profiles in table <c>given</c> alone.</param>
    /// <returns>The question; what is <see cref="ColumnQuery.Given"/> is for the caller to say.</returns>
    /// <exception cref="RuleNameException">A segment is unknown, or a rule refers to itself.</exception>
    public static ColumnQuery Compile(
        IReadOnlyList<Rule> rules, RuleAnswer answer, RuleDialect dialect, RuleMoment moment, Func<string, Rule?> segments, bool ofGiven)
    {
        var compiler = new RuleCompiler(dialect, moment, segments, ofGiven);
        var conditions = rules.Select(compiler.Condition).ToArray();
        return new ColumnQuery(compiler.Statement(conditions, answer), compiler._parameters.Values);
    }

    /// <summary>Asks for the number of a profile, by which <see cref="ColumnQuery.Given"/> names it: column <c>number</c>, a row or none.</summary>
    public static ColumnQuery NumberOf(ProfileId profile) => new("select number from profile where id = $1", profile.Value);

    private string Statement(IReadOnlyList<string> conditions, RuleAnswer answer)
    {
        var tables = new List<(string Name, string Sql)>();
        if (_measures.Count > 0) tables.Add(("measured", Measured()));
        tables.AddRange(_tables.Select(table => (table.Value, table.Key)));
        var people = All(["p.kind = 'person'", .. OfGiven("p.number")]);
        var from = $"(select p.number, p.id, p.identifier_types{_ofPeople.Columns} from profile p where {people}) as p"
            + (_measures.Count > 0 ? " left join measured on measured.number = p.number" : "");
        tables.Add(("found", conditions is [var only]
            ? $"select {_parameters.Add(0L)} as rule, p.number as number from {from} where {only}"
            : _dialect.Each(conditions, "p.number", from)));
        return $"with {string.Join(",\n", tables.Select(table => $"{table.Name} as ({table.Sql})"))}\n{Answered(answer)}";
    }

    private string Answered(RuleAnswer answer)
    {
        if (answer is not RuleAnswer.Page page) return answer == RuleAnswer.Members ? "select rule, number from found" : "select rule, count(*) as members from found group by rule";
        var after = page.After is { } last ? $" and id > {_parameters.Add(last.Value)}" : "";
        return $"""
            select page.id, counted.total from (select count(*) as total from found) as counted
            left join (select id from profile where number in (select number from found){after} order by id limit {_parameters.Add((long)page.Limit)}) as page on true
            order by page.id
            """;
    }

    private string Measured()
    {
        var measures = string.Join(",\n  ", _measures.Select(measure => $"{measure.Key} as {measure.Value}"));
        return $"select e.profile as number,\n  {measures}\n  from {Events(_measured, _ofEvents)} group by e.profile";
    }

    /// <summary>The events that conditions may be about, with what is asked of their properties.</summary>
    private string Events(Asked asked, Values values)
    {
        var where = All([$"e.occurred_at <= {Time(_moment.NowUs)}", Any([.. asked.Windows.Select(window => All([window.Key, .. Within(window.Value)]))]), .. OfGiven("e.profile")]);
        return $"(select e.profile, e.kind, e.name, e.occurred_at{values.Columns} from event e where {where}) as e";
    }

    private string[] OfGiven(string number) => _ofGiven ? [$"{number} in (select number from given)"] : [];

    private string Condition(Rule rule) => rule switch
    {
        AllRule all => All([.. all.Of.Select(Condition)]),
        AnyRule any => Any([.. any.Of.Select(Condition)]),
        NotRule not => $"not ({Condition(not.Of)})",
        TraitRule trait => Condition(trait, _ofPeople),
        AccountRule account => OfAccount(account.Of),
        IdentifierRule identifier => _dialect.Holds("p.identifier_types", _parameters.Add(identifier.Type)),
        EventRule events => Condition(events),
        SequenceRule sequence => Condition(sequence),
        SegmentRule segment => OfSegment(segment.Key),
        SampleRule sample => $"{_dialect.Lot(_parameters.Add(sample.Seed), "p.id")} < {_parameters.Add(SampleShare.End(sample.Percent))}",
        _ => throw new ArgumentOutOfRangeException(nameof(rule), rule, "No such rule."),
    };

    private string Condition(TraitRule trait, Values values) => _dialect.Some(Member(values, trait.IsComputed ? "computed" : "traits", trait.Name), trait.Path, trait.Test, _moment, _parameters);

    private string Member(Values values, string json, string name) => values.Add(_dialect.Member($"{values.Table}.{json}", name, _parameters));

    private string OfAccount(Rule rule)
    {
        var values = new Values("a");
        var condition = Asked(rule);
        var accounts = $"select related.profile as number from ({_dialect.Related}) as related join (select a.number{values.Columns} from profile a where a.kind = 'account') as a on a.number = related.account where {condition}";
        return $"p.number in (select number from {Table(accounts)})";

        string Asked(Rule one) => one switch
        {
            AllRule all => All([.. all.Of.Select(Asked)]),
            AnyRule any => Any([.. any.Of.Select(Asked)]),
            NotRule not => $"not ({Asked(not.Of)})",
            TraitRule trait => Condition(trait, values),
            _ => throw new ArgumentOutOfRangeException(nameof(rule), one, "Of an account only traits are asked."),
        };
    }

    private string OfSegment(string key)
    {
        if (_open.Contains(key)) throw new RuleNameException($"Segment '{key}' refers to itself by way of {string.Join(", ", _open)}.");
        if (_segments(key) is not { } rule) throw new RuleNameException($"There is no segment '{key}'.");
        _open.Add(key);
        var condition = Condition(rule);
        _open.RemoveAt(_open.Count - 1);
        return condition;
    }

    private string Condition(EventRule rule)
    {
        _measured.Add(Named(rule.Events), Bounds(rule.Within));
        var value = rule.Measure.Property is { } property ? Member(_ofEvents, "properties", property) : null;
        var measure = _dialect.Measure(rule.Measure, value, Matching(rule.Events, rule.Within, _ofEvents), _parameters);
        if (!_measures.TryGetValue(measure, out var column)) _measures[measure] = column = $"m{_measures.Count.ToString(CultureInfo.InvariantCulture)}";
        var measured = rule.Measure.Kind is MeasureKind.Times or MeasureKind.Sum or MeasureKind.Distinct ? $"coalesce(measured.{column}, 0)" : $"measured.{column}";
        var bounds = new List<string>();
        if (rule.Test.From is { } from) bounds.Add($"{measured} {(rule.Test.FromIncluded ? ">=" : ">")} {_parameters.Add(from)}");
        if (rule.Test.To is { } to) bounds.Add($"{measured} {(rule.Test.ToIncluded ? "<=" : "<")} {_parameters.Add(to)}");
        return $"coalesce({All(bounds)}, false)";
    }

    private string Condition(SequenceRule rule)
    {
        var values = new Values("e");
        var asked = new Asked();
        foreach (var step in rule.Steps) asked.Add(Named(step.Events), step.IsAbsent ? (null, null) : Bounds(rule.Within));
        string[] steps = [.. rule.Steps.Select(step => Matching(step.Events, step.IsAbsent ? null : rule.Within, values))];
        var from = Events(asked, values);
        return $"p.number in (select number from {Table(_dialect.Sequence(from, steps, rule, _moment.NowUs, _parameters))})";
    }

    private string Named(EventFilter filter)
    {
        var kind = $"e.kind = {_parameters.Add(filter.Kind)}";
        return filter.Names.Count == 0 ? kind : $"({kind} and e.name in ({string.Join(", ", filter.Names.Select(_parameters.Add))}))";
    }

    private string Matching(EventFilter filter, TimeWindow? within, Values values) =>
        All([
            Named(filter), .. Within(Bounds(within)),
            .. filter.Where.Select(test => _dialect.Some(Member(values, "properties", test.Name), test.Path, test.Test, _moment, _parameters)),
        ]);

    private (long? FromUs, long? ToUs) Bounds(TimeWindow? within) => within is not null && _moment.Settle(within) is var bounds ? (bounds.FromUs, bounds.ToUs) : (null, null);

    private IEnumerable<string> Within((long? FromUs, long? ToUs) bounds)
    {
        if (bounds.FromUs is { } from) yield return $"e.occurred_at >= {Time(from)}";
        if (bounds.ToUs is { } to) yield return $"e.occurred_at < {Time(to)}";
    }

    private string Table(string sql)
    {
        if (!_tables.TryGetValue(sql, out var name)) _tables[sql] = name = $"t{_tables.Count.ToString(CultureInfo.InvariantCulture)}";
        return name;
    }

    private string Time(long us) => _parameters.Add(DateTimeOffset.UnixEpoch.AddTicks(us * TimeSpan.TicksPerMicrosecond));

    private static string All(List<string> conditions) => conditions.Count switch { 0 => "true", 1 => conditions[0], _ => $"({string.Join(" and ", conditions)})" };

    private static string Any(List<string> conditions) => conditions.Count switch { 0 => "false", 1 => conditions[0], _ => $"({string.Join(" or ", conditions)})" };

    /// <summary>Members that are taken out of a table's JSON once, however often they are asked about.</summary>
    private sealed class Values(string table)
    {
        private readonly Dictionary<string, string> _names = [];

        public string Table => table;

        /// <summary>Their columns, each with a comma before it.</summary>
        public string Columns => string.Concat(_names.Select(value => $", {value.Key} as {value.Value}"));

        public string Add(string expression)
        {
            if (!_names.TryGetValue(expression, out var name)) _names[expression] = name = $"v{_names.Count.ToString(CultureInfo.InvariantCulture)}";
            return $"{table}.{name}";
        }
    }

    /// <summary>Which events are asked about, and of each kind and name the widest window: what is outside of it need not be read.</summary>
    private sealed class Asked
    {
        public Dictionary<string, (long? FromUs, long? ToUs)> Windows { get; } = [];

        public void Add(string named, (long? FromUs, long? ToUs) window)
        {
            // A bound that is not there is wider than any.
            Windows[named] = Windows.TryGetValue(named, out var known)
                ? (known.FromUs is { } from && window.FromUs is { } other ? Math.Min(from, other) : null, known.ToUs is { } to && window.ToUs is { } until ? Math.Max(to, until) : null)
                : window;
        }
    }
}
