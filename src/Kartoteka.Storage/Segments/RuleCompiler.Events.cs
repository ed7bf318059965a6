using System.Globalization;
using Kartoteka.Domain.Segments;

namespace Kartoteka.Storage.Segments;

/// <summary>What rules ask of events.</summary>
public sealed partial class RuleCompiler
{
    private string Condition(EventRule rule)
    {
        var set = Set(rule.Events);
        var within = Bounds(rule.Within);
        set.Asked.Add(Named(rule.Events), within);
        var value = rule.Measure.Property is { } property ? Member(set.Values, "properties", property) : null;
        string[] matching = Matching(rule.Events, set.Values);
        var isFound = rule.Measure.Kind == MeasureKind.Times && rule.Test == NumberTest.AtLeast(1);
        var ofNone = rule.Measure.Kind is MeasureKind.Times or MeasureKind.Sum or MeasureKind.Distinct && rule.Test.Passes(0);
        if (set.IsAlone)
        {
            var test = isFound ? "" : Tested(rule, _dialect.Measure(rule.Measure, value, null, _parameters));
            var of = $"select e.profile as number from {Events(set.Asked, set.Values)} where {All([.. matching])}";
            if (!isFound) of += $" group by e.profile having {(ofNone ? $"not ({test})" : test)}";
            return ofNone ? $"not {IsIn(of)}" : IsIn(of);
        }
        // Whether there was one since a moment is told by when the latest was: one measure for any number of windows.
        var latest = isFound && within is { FromUs: not null, ToUs: null };
        string[] when = latest ? [] : [.. Within(within)];
        var condition = when.Length + matching.Length == 0 ? null : All([.. when, .. matching]);
        var measure = set.Measure(latest ? _dialect.Latest("e.occurred_at", condition) : _dialect.Measure(rule.Measure, value, condition, _parameters));
        var holds = latest ? $"{measure} >= {Time(within.FromUs!.Value)}" : Tested(rule, measure);
        return $"coalesce({set.Name}.{set.Condition(holds)}, {(ofNone ? "true" : "false")})";
    }

    private EventSet Set(EventFilter filter)
    {
        var key = string.Join('\n', filter.Names.Order(StringComparer.Ordinal).Prepend(filter.Kind));
        if (!_sets.TryGetValue(key, out var set)) _sets[key] = set = new EventSet($"s{_sets.Count.ToString(CultureInfo.InvariantCulture)}", _alone.Contains(key));
        return set;
    }

    private string Grouped(EventSet set)
    {
        var measures = string.Concat(set.Measures.Select(measure => $",\n  {measure.Key} as {measure.Value}"));
        var conditions = string.Concat(set.Conditions.Select(condition => $",\n  {condition.Key} as {condition.Value}"));
        return $"select number{conditions} from (select e.profile as number{measures}\n  from {Events(set.Asked, set.Values)} group by e.profile) as measured";
    }

    private string Tested(EventRule rule, string measure)
    {
        if (rule.Measure.Kind is MeasureKind.Times or MeasureKind.Sum or MeasureKind.Distinct) measure = $"coalesce({measure}, 0)";
        var bounds = new List<string>();
        if (rule.Test.From is { } from) bounds.Add($"{measure} {(rule.Test.FromIncluded ? ">=" : ">")} {_parameters.Add(from)}");
        if (rule.Test.To is { } to) bounds.Add($"{measure} {(rule.Test.ToIncluded ? "<=" : "<")} {_parameters.Add(to)}");
        return All(bounds);
    }

    private string Condition(SequenceRule rule)
    {
        var values = new RuleValues("e");
        var asked = new Asked();
        foreach (var step in rule.Steps) asked.Add(Named(step.Events), step.IsAbsent ? (null, null) : Bounds(rule.Within));
        string[] steps = [.. rule.Steps.Select(step => All([Named(step.Events), .. step.IsAbsent ? [] : Within(Bounds(rule.Within)), .. Matching(step.Events, values)]))];
        var from = Events(asked, values);
        return IsIn(_dialect.Sequence(from, steps, rule, _moment.NowUs, _parameters));
    }

    /// <summary>The events that conditions may be about, with what is asked of their properties.</summary>
    private string Events(Asked asked, RuleValues values)
    {
        _read.Add(asked);
        return values.From("e.profile, e.kind, e.name, e.occurred_at", $"{(_ofGiven ? RuleDialect.GivenEvents : "event")} e where {Read(asked)}");
    }

    private string Read(Asked asked) => All([$"e.occurred_at <= {Time(_moment.NowUs)}", Any([.. asked.Windows.Select(window => All([window.Key, .. Within(window.Value)]))])]);

    // Of the given's few events it is dearer to tell them apart where they are read than where they are used; old ones need not be read.
    private string? Earliest(Asked asked) =>
        asked.Windows.Values.Any(window => window.FromUs is null) ? null : $"e.occurred_at >= {_dialect.Moment(asked.Windows.Values.Min(window => window.FromUs!.Value))}";

    private string Named(EventFilter filter)
    {
        var kind = $"e.kind = {_parameters.Add(filter.Kind)}";
        return filter.Names.Count == 0 ? kind : $"({kind} and e.name in ({string.Join(", ", filter.Names.Select(_parameters.Add))}))";
    }

    private string[] Matching(EventFilter filter, RuleValues values) =>
        [.. filter.Where.Select(test => values.Condition(_dialect.Some(Member(values, "properties", test.Name), test.Path, test.Test, _moment, _parameters)))];

    private (long? FromUs, long? ToUs) Bounds(TimeWindow? within)
    {
        if (within is null) return (null, null);
        var bounds = _moment.Settle(within);
        // What is later than the moment does not count in any case.
        return (bounds.FromUs, bounds.ToUs > _moment.NowUs ? null : bounds.ToUs);
    }

    private IEnumerable<string> Within((long? FromUs, long? ToUs) bounds)
    {
        if (bounds.FromUs is { } from) yield return $"e.occurred_at >= {Time(from)}";
        if (bounds.ToUs is { } to) yield return $"e.occurred_at < {Time(to)}";
    }

    /// <summary>Events of the same kind and names, and what is asked of them.</summary>
    /// <param name="name">Its table.</param>
    /// <param name="isAlone">True when one condition alone asks about them.</param>
    private sealed class EventSet(string name, bool isAlone)
    {
        public string Name => name;

        public bool IsAlone => isAlone;

        public Asked Asked { get; } = new();

        public RuleValues Values { get; } = new("e");

        /// <summary>Column by measure over the events of a profile.</summary>
        public Dictionary<string, string> Measures { get; } = [];

        /// <summary>Column by test of the measures.</summary>
        public Dictionary<string, string> Conditions { get; } = [];

        public string Measure(string sql) => Column(Measures, sql, "m");

        public string Condition(string sql) => Column(Conditions, sql, "c");

        private static string Column(Dictionary<string, string> columns, string sql, string letter)
        {
            if (!columns.TryGetValue(sql, out var name)) columns[sql] = name = $"{letter}{columns.Count.ToString(CultureInfo.InvariantCulture)}";
            return name;
        }
    }

    /// <summary>Which events are asked about, and of each kind and name the widest window: what is outside of it need not be read.</summary>
    private sealed class Asked
    {
        public Dictionary<string, (long? FromUs, long? ToUs)> Windows { get; } = [];

        public void Add(Asked other)
        {
            foreach (var (named, window) in other.Windows) Add(named, window);
        }

        public void Add(string named, (long? FromUs, long? ToUs) window)
        {
            // A bound that is not there is wider than any.
            Windows[named] = Windows.TryGetValue(named, out var known)
                ? (known.FromUs is { } from && window.FromUs is { } other ? Math.Min(from, other) : null, known.ToUs is { } to && window.ToUs is { } until ? Math.Max(to, until) : null)
                : window;
        }
    }
}
