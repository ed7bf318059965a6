using System.Globalization;
using Kartoteka.Domain.Computed;
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

    private sealed record EachMember : RuleAnswer;

    /// <summary>Rules whose memberships one word says.</summary>
    public const int RulesOfWord = 62;

    /// <summary>
    /// Column <c>number</c> (of a profile) and a whole number for each <see cref="RulesOfWord"/> rules, of which bit <c>i</c> says whether the profile is a member by the rule
    /// <c>i</c> of them; a row for each profile.
    /// </summary>
    public static RuleAnswer Words { get; } = new MemberWords();

    internal sealed record MemberWords : RuleAnswer;

    /// <summary>Of one rule, columns <c>id</c> (of a profile) and <c>total</c>: the members of a page in order of id, each with how many there are in all; one row without an id when the page is empty.</summary>
    /// <param name="After">The last of the page before; null for the first.</param>
    /// <param name="Limit">Most members.</param>
    public sealed record Page(ProfileId? After, int Limit) : RuleAnswer;
}

/// <summary>
/// The one way from rules to SQL. Any number of rules become one statement. What is asked of the events of the same names is one
/// grouping, with each measure in it once; a rule that alone asks about some events has them as a set that people are in or not. Preview, live membership,
/// export and reports all use it.
/// </summary>
public sealed partial class RuleCompiler
{
    private readonly RuleDialect _dialect;
    private readonly RuleMoment _moment;
    private readonly Func<string, Rule?> _segments;
    private readonly Func<string, ComputedFormula?> _computed;
    private readonly bool _ofGiven;
    private readonly RuleParameters _parameters = new();
    private readonly RuleValues _ofPeople = new("p");
    private readonly Dictionary<string, EventSet> _sets = [];
    private readonly HashSet<string> _alone = [];
    private readonly Asked _read = new();
    private readonly Dictionary<string, string> _tables = [];
    private readonly HashSet<string> _builtIn = [];
    private bool _readsComputed;
    private readonly List<string> _open = [];

    private RuleCompiler(RuleDialect dialect, RuleMoment moment, Func<string, Rule?> segments, bool ofGiven, Func<string, ComputedFormula?>? computed) =>
        (_dialect, _moment, _segments, _ofGiven, _computed) = (dialect, moment, segments, ofGiven, computed ?? (key => ComputedQuery.BuiltIn(key)));

    private RuleCompiler(RuleCompiler first)
        : this(first._dialect, first._moment, first._segments, first._ofGiven, first._computed) =>
        (_alone, _builtIn) = ([.. first._sets.Where(set => set.Value.Conditions.Count == 1).Select(set => set.Key)], first._builtIn);

    /// <summary>Compiles rules of persons.</summary>
    /// <param name="rules">At least one.</param>
    /// <param name="answer">What is asked about them.</param>
    /// <param name="dialect">The store's.</param>
    /// <param name="moment">As of when.</param>
    /// <param name="segments">The rule of a segment; null for one that is not there.</param>
    /// <param name="ofGiven">True to ask of the profiles in table <c>given</c> alone.</param>
    /// <param name="computed">The formula of a computed trait, built-in ones too; null for one that is not there. By default the built-in ones alone are known.</param>
    /// <returns>The question; what is <see cref="ColumnQuery.Given"/> is for the caller to say.</returns>
    /// <exception cref="RuleNameException">A segment or a computed trait is unknown, or a rule refers to itself.</exception>
    public static ColumnQuery Compile(
        IReadOnlyList<Rule> rules, RuleAnswer answer, RuleDialect dialect, RuleMoment moment, Func<string, Rule?> segments, bool ofGiven,
        Func<string, ComputedFormula?>? computed = null)
    {
        // Gone through twice: only then is it known how much is asked of which events, and which computed traits are.
        var first = new RuleCompiler(dialect, moment, segments, ofGiven, computed);
        foreach (var rule in rules) first.Condition(rule);
        var compiler = new RuleCompiler(first);
        var conditions = rules.Select(compiler.Condition).ToArray();
        return new ColumnQuery(compiler.Statement(conditions, answer), compiler._parameters.Values);
    }

    /// <summary>Asks for the number of a profile, by which <see cref="ColumnQuery.Given"/> names it: column <c>number</c>, a row or none.</summary>
    public static ColumnQuery NumberOf(ProfileId profile) => new("select number from profile where id = $1", profile.Value);

    private string Statement(IReadOnlyList<string> conditions, RuleAnswer answer)
    {
        var shared = _sets.Values.Where(set => !set.IsAlone).ToArray();
        var tables = shared.Select(set => (set.Name, Sql: Grouped(set))).Concat(_tables.Select(table => (Name: table.Value, Sql: table.Key))).ToList();
        var from = _ofPeople.From("p.number, p.id, p.identifier_types", $"profile p where {All(["p.kind = 'person'", .. OfGiven("p.number")])}")
            + string.Concat(shared.Select(set => $" left join {set.Name} on {set.Name}.number = p.number"));
        string answered;
        if (answer is RuleAnswer.MemberWords)
        {
            answered = _dialect.Words(conditions, "p.number", from);
        }
        else if (conditions is [var only])
        {
            tables.Add(("found", $"select {_parameters.Add(0L)} as rule, p.number as number from {from} where {only}"));
            answered = Answered(answer);
        }
        else
        {
            answered = _dialect.Each(conditions, "p.number", from);
        }
        var written = tables.Select(table => $"{table.Name} as ({table.Sql})").ToList();
        if (_ofGiven && _readsComputed) written.Insert(0, _dialect.GivenEventsTable(forComputed: true));
        else if (_ofGiven && _read.Windows.Count > 0) written.Insert(0, _dialect.GivenEventsTable(forComputed: false, Earliest(_read)));
        return written.Count == 0 ? answered : $"with {string.Join(",\n", written)}\n{answered}";
    }

    private string Answered(RuleAnswer answer) => answer switch
    {
        RuleAnswer.Page page => Answered(page),
        _ => "select rule, number from found",
    };

    private string Answered(RuleAnswer.Page page)
    {
        var after = page.After is { } last ? $" and id > {_parameters.Add(last.Value)}" : "";
        return $"""
            select page.id, counted.total from (select count(*) as total from found) as counted
            left join (select id from profile where number in (select number from found){after} order by id limit {_parameters.Add((long)page.Limit)}) as page on true
            order by page.id
            """;
    }

    private string[] OfGiven(string number) => _ofGiven ? [_dialect.IsGiven(number)] : [];

    private string Condition(Rule rule) => rule switch
    {
        AllRule all => All([.. all.Of.Select(Condition)]),
        AnyRule any => Any([.. any.Of.Select(Condition)]),
        NotRule not => $"not ({Condition(not.Of)})",
        TraitRule { IsComputed: true } trait => OfComputed(trait),
        TraitRule trait => Condition(trait, _ofPeople),
        AccountRule account => OfAccount(account.Of),
        IdentifierRule identifier => _dialect.Holds("p.identifier_types", _parameters.Add(identifier.Type)),
        EventRule events => Condition(events),
        SequenceRule sequence => Condition(sequence),
        SegmentRule segment => OfSegment(segment.Key),
        SampleRule sample => $"{_dialect.Lot(_parameters.Add(sample.Seed), "p.id")} < {_parameters.Add(SampleShare.End(sample.Percent))}",
        _ => throw new ArgumentOutOfRangeException(nameof(rule), rule, "No such rule."),
    };

    private string Condition(TraitRule trait, RuleValues values) =>
        values.Condition(_dialect.Some(Member(values, "traits", trait.Name), trait.Path, trait.Test, _moment, _parameters));

    private RuleValue Member(RuleValues values, string json, string name) => values.Add(_dialect.Member($"{values.Table}.{json}", name, _parameters));

    private string OfAccount(Rule rule)
    {
        var values = new RuleValues("a");
        var condition = Asked(rule);
        var accounts = $"select related.profile as number from ({_dialect.Related}) as related join {values.From("a.number", "profile a where a.kind = 'account'")} on a.number = related.account where {condition}";
        return IsIn(accounts);

        string Asked(Rule one) => one switch
        {
            AllRule all => All([.. all.Of.Select(Asked)]),
            AnyRule any => Any([.. any.Of.Select(Asked)]),
            NotRule not => $"not ({Asked(not.Of)})",
            TraitRule trait => Condition(trait, values),
            _ => throw new ArgumentOutOfRangeException(nameof(rule), one, "Of an account only traits are asked."),
        };
    }

    private string OfComputed(TraitRule rule)
    {
        if (_computed(rule.Name) is not { } formula) throw new RuleNameException($"There is no computed trait '{rule.Name}'.");
        _readsComputed = true;
        if (formula is BuiltInFormula { Trait: var trait }) _builtIn.Add(trait.Key);
        var (sql, column) = _dialect.Computed(formula, _builtIn, _moment, _ofGiven, _parameters);
        var table = Table(sql);
        var holds = $"p.number in (select number from {table} where {Passes(column)})";
        // Who did nothing of it has no row.
        return formula.OfNone is { } none ? $"({holds} or (p.number not in (select number from {table} where {column} is not null) and {Passes($"'{none}'")}))" : holds;

        string Passes(string value) => _dialect.Some(new RuleValue(value), rule.Path, rule.Test, _moment, _parameters);
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

    /// <summary>Whether a person is among some. A bare <c>in</c> would be planned as a join that makes a table of all people: of twice the time.</summary>
    private string IsIn(string sql) => $"coalesce(p.number in (select number from {Table(sql)}), false)";

    private string Table(string sql)
    {
        if (!_tables.TryGetValue(sql, out var name)) _tables[sql] = name = $"t{_tables.Count.ToString(CultureInfo.InvariantCulture)}";
        return name;
    }

    private string Time(long us) => _parameters.Add(DateTimeOffset.UnixEpoch.AddTicks(us * TimeSpan.TicksPerMicrosecond));

    private static string All(List<string> conditions) => conditions.Count switch { 0 => "true", 1 => conditions[0], _ => $"({string.Join(" and ", conditions)})" };

    private static string Any(List<string> conditions) => conditions.Count switch { 0 => "false", 1 => conditions[0], _ => $"({string.Join(" or ", conditions)})" };
}
