using System.Globalization;
using Kartoteka.Domain.Reports;
using Kartoteka.Domain.Segments;
using Kartoteka.Storage.Reports;
using Kartoteka.Storage.Segments;

namespace Kartoteka.Storage.Embedded.Columns.Reports;

// Overlap, growth and funnels.
public sealed partial class DuckDbReports
{
    /// <inheritdoc />
    public override ReportStatement<OverlapRow> Overlap(OverlapQuestion question)
    {
        var tables = new ReportTables(question.People);
        var part = question.BySource ? "r.source" : "r.brand";
        tables.Add("listed", $"select distinct r.profile as number, {part} as part, r.external_id from record r where r.kind = 'person' and {part} is not null{(question.People is null ? "" : " and r.profile in (select number from chosen)")}");
        tables.Add("member", "select distinct number, part from listed");
        tables.Add("entry", "select distinct external_id, part from listed");
        tables.Add("cells", "select a.number, a.part::varchar as a, b.part::varchar as b, a.part as first, b.part as second from member a join member b on b.number = a.number and a.part <= b.part");
        return tables.Statement(
            """
            select c.first, c.second, c.people, coalesce(e.records, 0) as records
            from (select first, second, count(*) as people from cells group by first, second) c
            left join (select a.part as first, b.part as second, count(*) as records from entry a join entry b on b.external_id = a.external_id and a.part <= b.part group by a.part, b.part) e
              on e.first = c.first and e.second = c.second
            order by c.first, c.second
            """,
            (rows, row) => new OverlapRow((int)rows.Whole(0)[row], (int)rows.Whole(1)[row], rows.Whole(2)[row], rows.Whole(3)[row]));
    }

    /// <inheritdoc />
    public override ReportStatement<GrowthRow> Growth(GrowthQuestion question)
    {
        var (scope, tables) = (question.Scope, new ReportTables(question.Scope.People));
        tables.AddPeriods("period", question.Periods);
        string[] narrowed = [.. tables.Of("r", scope)];
        var ofRecords = narrowed.Length == 0 ? "" : $" and {string.Join(" and ", narrowed)}";
        var end = tables.Time(question.Periods.EndUs);
        tables.Add("came", $"""
            select p.number, f.created_at, list_contains(p.identifier_types, 'phone') as phone, list_contains(p.identifier_types, 'email') as email,
              len(list_filter(p.identifier_types, lambda t: t not in ('anonymous_id', 'device_id'))) = 0 as anonymous
            from profile p join (select profile, min(created_at) as created_at from record group by profile) f on f.profile = p.number
            where p.kind = 'person' and f.created_at < {end}{(narrowed.Length == 0 ? "" : $" and p.number in (select r.profile from record r where true{ofRecords})")}
            """);
        tables.Add("later_record", $"""
            select r.profile as number, r.created_at from (select *, row_number() over (partition by profile order by created_at, record) as place from record where kind = 'person') r
            where r.place > 1 and r.created_at < {end}{ofRecords}
            """);
        tables.Add("cells", """
            select c.number, coalesce(t.period, -1) as period, coalesce(t.period, -1)::varchar as cell, c.how,
              case when c.phone then 'true' end as phone, case when c.email then 'true' end as email, case when c.anonymous then 'false' else 'true' end as known
            from (select *, 'began' as how from came union all by name select *, 'joined' as how from later_record) c asof left join period t on c.created_at >= t.starts
            """);
        return tables.Statement(
            """
            select period, count(*) filter (where how = 'began') as people, count(*) filter (where how = 'began' and phone = 'true') as phone, count(*) filter (where how = 'began' and email = 'true') as email,
              count(*) filter (where how = 'began' and known = 'false') as anonymous, count(*) filter (where how = 'joined') as joined
            from cells group by period order by period
            """,
            (rows, row) => new GrowthRow((int)rows.Whole(0)[row], rows.Whole(1)[row], rows.Whole(2)[row], rows.Whole(3)[row], rows.Whole(4)[row], rows.Whole(5)[row]));
    }

    /// <inheritdoc />
    public override ReportStatement<FunnelRow> Funnel(FunnelQuestion question)
    {
        var (shape, tables) = (question.Shape, new ReportTables(question.Scope.People));
        AddSteps(tables, question);
        AddPaths(tables, question);
        tables.Add("best", "select * from path qualify row_number() over (partition by number order by reached desc, seq1) = 1");
        // The window of a path that is not done goes on to its end, and so does the watch for what takes people out.
        var end = $"started + to_microseconds({tables.Parameters.Add(shape.WindowUs)})";
        var last = shape.Steps.Count;
        tables.Add("judged", shape.Exclusions.Count == 0
            ? "select *, false as removed from best"
            : $"select b.*, coalesce(x.moment <= case when b.reached = {last} then b.finished else {end} end, false) as removed from best b asof left join (select number, seq, moment from step where excluded) x on x.number = b.number and b.seq1 < x.seq");
        tables.Add("cells", $"""
            select number, part, case when not removed then reached::varchar end as reached, reached as steps, times,
              case when removed then 'removed' when reached < {last} and {end} > {tables.Time(question.Moment.NowUs)} then 'open' else 'over' end as outcome from judged
            """);
        var steps = Enumerable.Range(1, last).Select(step => string.Create(CultureInfo.InvariantCulture, $"""
            select part, {step} as step, count(*) filter (where steps >= {step}) as people,
              {(step == 1 ? "null::double" : $"quantile_cont((epoch_us(times[{step}]) - epoch_us(times[{step - 1}])) / 1e6, 0.5) filter (where steps >= {step})")} as median,
              {(step == 1 ? "null::double" : $"quantile_cont((epoch_us(times[{step}]) - epoch_us(times[{step - 1}])) / 1e6, 0.9) filter (where steps >= {step})")} as p90,
              (select count(*) from cells where outcome = 'removed') as removed, count(*) filter (where outcome = 'open') as unfinished
            from cells where outcome <> 'removed' group by grouping sets ((part), ())
            """));
        return tables.Statement(
            $"select * from ({string.Join("\nunion all\n", steps)}){(question.BySource ? "" : " where part is null")} order by part nulls first, step",
            (rows, row) => new FunnelRow(
                rows.TextOrNull(0, row), (int)rows.Whole(1)[row], rows.Whole(2)[row], rows.FractionOrNull(3, row), rows.FractionOrNull(4, row), rows.Whole(5)[row], rows.Whole(6)[row]));
    }

    // Events that may be steps or exclusions, in order, with which of them each is. Where nothing may lie between steps, all of what people did.
    private void AddSteps(ReportTables tables, FunnelQuestion question)
    {
        var (shape, scope) = (question.Shape, question.Scope);
        EventFilter[] filters = [.. shape.Steps, .. shape.Exclusions];
        var values = new Dictionary<string, string>();
        var conditions = filters.Select(filter => string.Join(" and ", [Named(filter), .. filter.Where.Select(Tested)])).ToArray();
        var until = Math.Min(scope.ToUs + shape.WindowUs, question.Moment.NowUs + 1);
        var asked = shape.Mode == FunnelMode.Strict ? "e.kind in ('track', 'page', 'screen')" : $"({string.Join(" or ", filters.Select(Named).Distinct())})";
        var members = string.Concat(values.Select(value => $", {value.Key} as {value.Value}"));
        var flags = string.Concat(Enumerable.Range(0, shape.Steps.Count).Select(step => string.Create(CultureInfo.InvariantCulture, $", ({conditions[step]}) as s{step + 1}")));
        var excluded = shape.Exclusions.Count == 0 ? "false" : string.Join(" or ", conditions.Skip(shape.Steps.Count).Select(condition => $"({condition})"));
        tables.Add("step", $"""
            select e.profile as number, e.occurred_at as moment, e.source, row_number() over (order by e.occurred_at, e.position) as seq{flags}, ({excluded}) as excluded
            from (select e.profile, e.occurred_at, e.position, e.source, e.kind, e.name{members} from event e where {tables.Within("e", scope with { ToUs = until, Source = null, Brand = null }, "occurred_at", ofCurrency: false)} and {asked}) as e
            """);

        string Named(EventFilter filter)
        {
            var kind = $"e.kind = {tables.Parameters.Add(filter.Kind)}";
            return filter.Names.Count == 0 ? kind : $"({kind} and e.name in ({string.Join(", ", filter.Names.Select(tables.Parameters.Add))}))";
        }

        string Tested(PropertyTest test)
        {
            var member = rules.Member("e.properties", test.Name, tables.Parameters);
            if (!values.TryGetValue(member, out var name)) values[member] = name = $"v{values.Count.ToString(CultureInfo.InvariantCulture)}";
            return rules.Some(new RuleValue($"e.{name}"), test.Path, test.Test, question.Moment, tables.Parameters);
        }
    }

    // From each first step on, the next of each further one: the whole way of everybody who began, of which the longest counts.
    private static void AddPaths(ReportTables tables, FunnelQuestion question)
    {
        var (shape, count) = (question.Shape, question.Shape.Steps.Count);
        string S(int step) => step.ToString(CultureInfo.InvariantCulture);
        var isAny = shape.Mode == FunnelMode.Any;
        if (shape.Mode == FunnelMode.Strict) tables.Add("placed", "select *, row_number() over (partition by number order by seq) as place from step");
        var narrowed = new ReportScope(question.Scope.FromUs, question.Scope.ToUs) { Brand = null, Source = question.Scope.Source };
        var first = isAny ? string.Join(" or ", Enumerable.Range(1, count).Select(step => $"s{S(step)}")) : "s1";
        var source = narrowed.Source is { } only ? $" and source = {tables.Parameters.Add((long)only)}" : "";
        var window = tables.Parameters.Add(shape.WindowUs);
        tables.Add("way1", $"select number, seq as seq1, moment as started, source{(isAny ? "" : ", moment as at1")}{(shape.Mode == FunnelMode.Strict ? ", place as place1" : "")} "
            + $"from {(shape.Mode == FunnelMode.Strict ? "placed" : "step")} where ({first}) and moment < {tables.Time(question.Scope.ToUs)}{source}");
        for (var step = isAny ? 1 : 2; step <= count; step++)
        {
            var (way, next) = ($"way{S(isAny ? step : step - 1)}", $"way{S(isAny ? step + 1 : step)}");
            // A step that was not reached has no number, and DuckDB's asof join takes that for lower than any: the step after it would be found without it.
            var within = $"{(isAny || step == 2 ? "" : $"w.at{S(step - 1)} is not null and ")}x.moment <= w.started + to_microseconds({window})";
            tables.Add(next, shape.Mode switch
            {
                FunnelMode.Strict => $"select w.*, x.moment as at{S(step)}, x.place as place{S(step)}, x.seq as seq{S(step)} from {way} w left join placed x on x.number = w.number and x.place = w.place{S(step - 1)} + 1 and x.s{S(step)} and {within}",
                FunnelMode.Any => $"select w.*, case when {within} then x.moment end as at{S(step)} from {way} w asof left join (select number, seq, moment from step where s{S(step)}) x on x.number = w.number and w.seq1 <= x.seq",
                _ => $"select w.*, case when {within} then x.moment end as at{S(step)}, case when {within} then x.seq end as seq{S(step)} from {way} w asof left join (select number, seq, moment from step where s{S(step)}) x on x.number = w.number and w.seq{S(step - 1)} < x.seq",
            });
        }
        var times = $"list_sort(list_filter([{string.Join(", ", Enumerable.Range(1, count).Select(step => $"at{S(step)}"))}], lambda t: t is not null))";
        tables.Add("path", $"select *, len(times) as reached, times[len(times)] as finished from (select number, seq1, started, {(question.BySource ? "source::varchar" : "''")} as part, {times} as times from way{S(isAny ? count + 1 : count)})");
    }
}
