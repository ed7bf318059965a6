using System.Globalization;
using Kartoteka.Domain.Reports;
using Kartoteka.Storage.Reports;
using Kartoteka.Storage.Segments;

namespace Kartoteka.Storage.Embedded.Columns.Reports;

/// <summary>Reports in DuckDB's SQL.</summary>
/// <param name="rules">Spells what funnels ask of properties.</param>
public sealed partial class DuckDbReports(RuleDialect rules) : ReportDialect
{
    /// <inheritdoc />
    public override ReportStatement<CurrencyRow> Currencies(ReportScope scope)
    {
        var tables = new ReportTables(scope.People);
        tables.AddOrders("cells", scope with { Currency = null }, "coalesce(o.currency, '') as currency");
        return tables.Statement(
            "select currency, count(*) as orders from cells where counts group by currency order by orders desc, currency", (rows, row) => new CurrencyRow(rows.TextOf(0, row), rows.Whole(1)[row]));
    }

    /// <inheritdoc />
    public override ReportStatement<RfmRow> Rfm(RfmQuestion question)
    {
        var tables = new ReportTables(question.Scope.People);
        AddLevels(tables, question, "");
        tables.Add("cells", "select * from levels");
        return tables.Statement(
            """
            select r, f, m, count(*) as people, sum(orders) as orders, sum(money) as revenue, any_value(bounds_r), any_value(bounds_f), any_value(bounds_m)
            from cells group by r, f, m order by r, f, m
            """,
            (rows, row) => new RfmRow(rows.LevelsFrom(0, row), rows.Whole(3)[row], rows.Whole(4)[row], rows.Money(5, row), rows.TextOf(6, row), rows.TextOf(7, row), rows.TextOf(8, row)));
    }

    /// <inheritdoc />
    public override ReportStatement<TransitionRow> Transitions(RfmQuestion earlier, RfmQuestion later, IReadOnlyList<RfmGroup> groups)
    {
        var tables = new ReportTables(later.Scope.People);
        AddLevels(tables, earlier, "_before");
        AddLevels(tables, later, "_after");
        var none = tables.Parameters.Add(RfmNames.None);
        tables.Add("went", $"select number, coalesce(b.name, {none}) as earlier, coalesce(a.name, {none}) as later from ({Named("before")}) b full join ({Named("after")}) a using (number)");
        tables.Add("cells", $"""
            select *, case when earlier = later then 'stayed' when earlier = {none} then 'appeared' when later = {none} then 'gone' else 'moved' end as change from went
            """);
        return tables.Statement(
            "select earlier, later, count(*) as people from cells group by earlier, later order by earlier, later",
            (rows, row) => new TransitionRow(rows.TextOf(0, row), rows.TextOf(1, row), rows.Whole(2)[row]));

        string Named(string suffix)
        {
            string In(string level, (int From, int To) interval) => $"{level} between {tables.Parameters.Add((long)interval.From)} and {tables.Parameters.Add((long)interval.To)}";
            var known = groups.Select(group => $" when {In("r", group.Recency)} and {In("f", group.Frequency)} and {In("m", group.Monetary)} then {tables.Parameters.Add(group.Key)}");
            return $"select number, case{string.Concat(known)} when true then {tables.Parameters.Add(RfmNames.Others)} end as name from levels_{suffix}";
        }
    }

    private static void AddLevels(ReportTables tables, RfmQuestion question, string suffix)
    {
        tables.AddOrders($"scope{suffix}", question.Scope, "");
        tables.AddPeriods($"day{suffix}", question.Days);
        var today = tables.Parameters.Add((long)question.Days.All.Count - 1);
        tables.Add($"person{suffix}", $"""
            select number, max(ordered_at) filter (where counts) as last, count(*) filter (where counts) as orders, sum(net) as money
            from scope{suffix} group by number having count(*) filter (where counts) > 0
            """);
        tables.Add($"valued{suffix}", $"""
            select p.number, ({today} - d.period)::double as days, p.orders, p.money
            from person{suffix} p asof join day{suffix} d on p.last >= d.starts
            """);
        var levels = tables.Parameters.Add((long)question.Scale.Levels);
        if (question.Scale.Mode == RfmMode.Ranks)
        {
            tables.Add($"levels{suffix}", $"""
                select *, r || '-' || f || '-' || m as cell, '' as bounds_r, '' as bounds_f, '' as bounds_m from (
                  select number, orders, money, 1 + ((row_number() over (order by days desc, number) - 1) * {levels}) // count(*) over () as r,
                    1 + ((row_number() over (order by orders, number) - 1) * {levels}) // count(*) over () as f,
                    1 + ((row_number() over (order by money, number) - 1) * {levels}) // count(*) over () as m
                  from valued{suffix})
                """);
            return;
        }
        tables.Add($"bound{suffix}", $"select {Bounds("days", question.Scale, question.Scale.Recency, tables)} as r, {Bounds("orders", question.Scale, question.Scale.Frequency, tables)} as f, "
            + $"{Bounds("money", question.Scale, question.Scale.Monetary, tables)} as m from valued{suffix} limit 1");
        tables.Add($"levels{suffix}", $"""
            select *, r || '-' || f || '-' || m as cell from (
              select v.number, v.orders, v.money, {levels} - {Over("b.r", "v.days")} as r, 1 + {Over("b.f", "v.orders")} as f, 1 + {Over("b.m", "v.money")} as m,
                array_to_string(b.r, ',') as bounds_r, array_to_string(b.f, ',') as bounds_f, array_to_string(b.m, ',') as bounds_m
              from valued{suffix} v cross join bound{suffix} b)
            """);

        static string Over(string bounds, string value) => $"len(list_filter({bounds}, lambda x: x < {value}::double))";
    }

    private static string Bounds(string value, RfmScale scale, IReadOnlyList<double> stated, ReportTables tables)
    {
        string Share(double share) => share.ToString("R", CultureInfo.InvariantCulture);
        if (scale.Mode == RfmMode.Fixed) return $"string_split({tables.Parameters.Add(string.Join(',', stated.Select(Share)))}, ',')::double[]";
        var steps = Enumerable.Range(1, scale.Levels - 1);
        if (scale.Mode == RfmMode.Quintiles) return $"quantile_cont({value}::double, [{string.Join(", ", steps.Select(step => Share((double)step / scale.Levels)))}])";
        var (low, high) = ($"quantile_cont({value}::double, {Share(RfmScale.WidthTrim)})", $"quantile_cont({value}::double, {Share(1 - RfmScale.WidthTrim)})");
        return $"[{string.Join(", ", steps.Select(step => $"{low} + ({high} - {low}) * {Share((double)step / scale.Levels)}"))}]";
    }

    /// <inheritdoc />
    public override ReportStatement<AbcRow> Abc(AbcQuestion question) => Classed(question).Statement(
        """
        select c.class, c.xyz, any_value(i.items) as items, any_value(i.revenue) as revenue, count(distinct c.number) as people
        from cells c join (select class, xyz, count(*) as items, sum(value) as revenue from classed group by class, xyz) i on i.class = c.class and i.xyz = c.xyz
        group by c.class, c.xyz order by c.class, c.xyz
        """,
        (rows, row) => new AbcRow(rows.TextOf(0, row), rows.TextOf(1, row), rows.Whole(2)[row], rows.Money(3, row), rows.Whole(4)[row]));

    /// <inheritdoc />
    public override ReportStatement<AbcItemRow> AbcItems(AbcQuestion question, int limit)
    {
        var tables = Classed(question);
        return tables.Statement(
            $"""
            select c.item, c.label, c.value, coalesce(c.before, 0), c.class, c.variation, c.xyz, p.people
            from classed c join (select item, count(distinct number) as people from cells group by item) p on p.item = c.item
            order by c.value desc, c.rank, c.item limit {tables.Parameters.Add((long)limit)}
            """,
            (rows, row) => new AbcItemRow(
                rows.TextOf(0, row), rows.TextOf(1, row), rows.Money(2, row), rows.Fraction(3)[row], rows.TextOf(4, row), rows.FractionOrNull(5, row), rows.TextOf(6, row), rows.Whole(7)[row]));
    }

    private static ReportTables Classed(AbcQuestion question)
    {
        var tables = new ReportTables(question.Scope.People);
        var (scale, add) = (question.Scale, (Func<object, string>)tables.Parameters.Add);
        if (question.Subject == AbcSubject.Customers) tables.AddOrders("sold", question.Scope, "o.profile::varchar as item, '' as label, o.profile as rank");
        else
        {
            var column = question.Subject switch { AbcSubject.Products => "product_id", AbcSubject.Categories => "category", _ => "product_brand" };
            tables.AddLines("sold", question.Scope, $"coalesce(o.{column}, '') as item, coalesce({(question.Subject == AbcSubject.Products ? "o.name, o.product_id" : $"o.{column}")}, '') as label, 0 as rank");
        }
        tables.Add("item", "select item, arg_max(label, ordered_at) as label, min(rank) as rank, sum(net) as value from sold group by item");
        tables.Add("placed", """
            select *, coalesce(sum(greatest(value, 0)) over (order by value desc, rank, item rows between unbounded preceding and 1 preceding), 0)::double
              / nullif(sum(greatest(value, 0)) over (), 0)::double as before from item
            """);
        if (question.Months is { } months)
        {
            tables.AddPeriods("month", months);
            tables.Add("monthly", $"""
                select item, sum(v) / {add((long)months.All.Count)} as mean, sum(v * v) / {add((long)months.All.Count)} as square
                from (select s.item, m.period, sum(s.net)::double as v from sold s asof join month m on s.ordered_at >= m.starts where s.ordered_at < {tables.Time(months.EndUs)} group by s.item, m.period) group by item
                """);
        }
        else tables.Add("monthly", "select item, null::double as mean, null::double as square from item");
        tables.Add("classed", $"""
            select *, {(question.Months is null ? "''" : $"case when variation <= {add(scale.X / 100)} then 'X' when variation <= {add(scale.Y / 100)} then 'Y' else 'Z' end")} as xyz from (
              select p.*, case when p.value <= 0 or p.before is null then 'C' when p.before < {add(scale.A / 100)} then 'A' when p.before < {add(scale.B / 100)} then 'B' else 'C' end as class,
                case when m.mean > 0 then sqrt(greatest(m.square - m.mean * m.mean, 0)) / m.mean end as variation
              from placed p left join monthly m on m.item = p.item)
            """);
        tables.Add("cells", "select s.number, c.item, c.class, c.xyz from sold s join classed c on c.item = s.item");
        return tables;
    }

    /// <inheritdoc />
    public override ReportStatement<CohortRow> Cohorts(CohortQuestion question)
    {
        var tables = new ReportTables(question.Scope.People);
        tables.AddOrders("scope", question.Scope, "");
        tables.AddPeriods("period", question.Periods);
        tables.Add("born", "select f.number, t.period as cohort from (select number, min(ordered_at) as first from scope where counts group by number) f asof join period t on f.first >= t.starts");
        tables.Add("done", "select s.number, s.counts, s.net, t.period from scope s asof join period t on s.ordered_at >= t.starts");
        tables.Add("cells", """
            select b.number, b.cohort::varchar as cohort, (d.period - b.cohort)::varchar as later, d.counts::varchar as active, d.counts, d.net, b.cohort as c, d.period - b.cohort as l
            from born b join done d on d.number = b.number and d.period >= b.cohort
            """);
        return tables.Statement(
            "select c, l, count(distinct number) filter (where counts) as people, count(*) filter (where counts) as orders, sum(net) as revenue from cells group by c, l order by c, l",
            (rows, row) => new CohortRow((int)rows.Whole(0)[row], (int)rows.Whole(1)[row], rows.Whole(2)[row], rows.Whole(3)[row], rows.Money(4, row)));
    }
}
