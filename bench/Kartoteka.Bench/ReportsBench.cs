using System.Diagnostics;
using System.Globalization;
using Kartoteka.Domain.Reports;
using Kartoteka.Domain.Segments;
using Kartoteka.Storage.Columns;
using Kartoteka.Storage.Embedded.Columns;
using Kartoteka.Storage.Embedded.Columns.Reports;
using Kartoteka.Storage.Embedded.Columns.Store;
using Kartoteka.Storage.Reports;

namespace Kartoteka.Bench;

/// <summary>Reports over a whole base, each beside the same question written by hand in DuckDB's SQL.</summary>
internal static class ReportsBench
{
    private const int RowsAtOnce = 100_000, EventsOfAnOrder = 10;
    private const long DayUs = 86_400_000_000;
    private static readonly DateOnly From = new(2025, 3, 16), To = new(2026, 3, 15);
    private static readonly RuleMoment Moment = new(SegmentsBench.NowUs, TimeZoneInfo.FindSystemTimeZoneById("Europe/Moscow"));
    private static readonly DuckDbReports Dialect = new(new DuckDbRuleDialect());

    private const string InDays = "ordered_at >= timestamp '2025-03-15 21:00:00' and ordered_at < timestamp '2026-03-15 21:00:00' and currency = 'RUB'";

    private const string RevenueByHand = $"""
        select date_trunc('month', (ordered_at at time zone 'UTC') at time zone 'Europe/Moscow') as month, count(*) filter (where status <> 'cancelled'), count(distinct profile) filter (where status <> 'cancelled'), sum(net) from orders where {InDays} group by 1 order by 1
        """;

    private const string RfmByHand = $"""
        with person as (select profile, date_diff('day', ((max(ordered_at) at time zone 'UTC') at time zone 'Europe/Moscow')::date, date '2026-03-15') as r, count(*) as f, sum(net)::double as m
          from orders where {InDays} and status <> 'cancelled' group by profile),
        bound as (select quantile_cont(r, [0.2, 0.4, 0.6, 0.8]) as r, quantile_cont(f, [0.2, 0.4, 0.6, 0.8]) as f, quantile_cont(m, [0.2, 0.4, 0.6, 0.8]) as m from person)
        select 5 - (p.r > b.r[1])::int - (p.r > b.r[2])::int - (p.r > b.r[3])::int - (p.r > b.r[4])::int as r, 1 + (p.f > b.f[1])::int + (p.f > b.f[2])::int + (p.f > b.f[3])::int + (p.f > b.f[4])::int as f,
          1 + (p.m > b.m[1])::int + (p.m > b.m[2])::int + (p.m > b.m[3])::int + (p.m > b.m[4])::int as m, count(*), sum(p.m) from person p, bound b group by 1, 2, 3
        """;

    private const string CohortsByHand = $"""
        with o as (select profile, date_trunc('month', (ordered_at at time zone 'UTC') at time zone 'Europe/Moscow') as month, net from orders where ordered_at < timestamp '2026-03-31 21:00:00' and currency = 'RUB' and status <> 'cancelled'),
        first as (select profile, min(month) as cohort from o group by profile)
        select f.cohort, o.month, count(distinct o.profile), count(*), sum(o.net) from o join first f using (profile) group by 1, 2
        """;

    private const string FunnelByHand = """
        with e as (select profile, name, occurred_at from event where kind = 'track' and name in ('Product Viewed', 'Product Added', 'Order Completed') and occurred_at >= timestamp '2026-02-12 21:00:00'),
        v as (select profile, occurred_at from e where name = 'Product Viewed' and occurred_at < timestamp '2026-03-15 21:00:00'),
        a as (select v.profile, v.occurred_at as began, e.occurred_at as added from v asof left join (select profile, occurred_at from e where name = 'Product Added') e on e.profile = v.profile and v.occurred_at < e.occurred_at),
        o as (select a.profile, a.began, case when added <= began + interval 7 day then added end as added, e.occurred_at as ordered from a asof left join (select profile, occurred_at from e where name = 'Order Completed') e on e.profile = a.profile and a.added < e.occurred_at),
        best as (select profile, max(1 + (added is not null)::int + coalesce(added is not null and ordered <= began + interval 7 day, false)::int) as reached from o group by profile)
        select unnest([count(*), count(*) filter (where reached >= 2), count(*) filter (where reached >= 3)]) from best
        """;

    /// <param name="kept">Folder of a base that stays, as that of <see cref="SegmentsBench"/>, and is filled when it is not there yet; empty for one that goes away.</param>
    public static async Task RunAsync(Report report, int profiles, int eventsEach, int rounds, string kept)
    {
        var folder = kept.Length > 0 ? kept : Directory.CreateTempSubdirectory("kartoteka-bench-").FullName;
        try
        {
            await using var store = DuckDbColumnStore.Open(folder, anew: false, new DuckDbColumnsOptions());
            var events = (long)profiles * eventsEach;
            if ((await store.ReadProgressAsync(default)).Position == 0) await SegmentsBench.FillAsync(store, profiles, events);
            if ((await AskAsync(store, new ColumnQuery("select count(*) from orders"), [0])) is ["0"]) await FillOrdersAsync(store, profiles, events / EventsOfAnOrder);
            report.Line($"\n### Reports over {profiles:N0} profiles, {events:N0} events and {events / EventsOfAnOrder:N0} orders; the least of {rounds}, 512 MiB for DuckDB\n");
            report.Line("| report | ms | by hand, ms | ratio | its people, first page, ms |");
            report.Line("|---|---|---|---|---|");
            foreach (var (name, table, figures, people, byHand, handFigures) in Questions())
            {
                var (ours, hands) = (await AskAsync(store, table(), figures), await AskAsync(store, new ColumnQuery(byHand), handFigures));
                if (!ours.SequenceEqual(hands)) throw new InvalidOperationException($"'{name}' has {string.Join("; ", ours.Take(5))}, and by hand {string.Join("; ", hands.Take(5))}.");
                var ms = await LeastAsync(store, rounds, table);
                var hand = await LeastAsync(store, rounds, () => new ColumnQuery(byHand));
                var page = await LeastAsync(store, rounds, people);
                report.Line(string.Create(CultureInfo.InvariantCulture, $"| {name} | {ms:F0} | {hand:F0} | {ms / hand:F2} | {page:F0} |"));
            }
        }
        finally
        {
            if (kept.Length == 0) Directory.Delete(folder, recursive: true);
        }
    }

    // With the columns of each answer that must be the same.
    private static IEnumerable<(string Name, Func<ColumnQuery> Table, int[] Figures, Func<ColumnQuery> People, string ByHand, int[] HandFigures)> Questions()
    {
        const int page = 100;
        var (days, months) = (ReportPeriods.Of(Moment, PeriodLength.Day, From, To), ReportPeriods.Of(Moment, PeriodLength.Month, From, To));
        var scope = new ReportScope(days.StartsUs[0], days.EndUs) { Currency = "RUB" };
        ReportStatement<RevenueRow> Revenue() => Dialect.Revenue(new RevenueQuestion(scope, RevenuePart.Time, months, null));
        yield return ("revenue by month of a year", () => Revenue().Table, [3, 4, 5], () => Revenue().People([new CellFilter("cell", ["3"])], null, page), RevenueByHand, [1, 2, 3]);
        ReportStatement<RfmRow> Rfm() => Dialect.Rfm(new RfmQuestion(scope, days, new RfmScale(RfmMode.Quintiles, RfmScale.LevelsDefault)));
        yield return ("levels of a year", () => Rfm().Table, [0, 1, 2, 3, 5], () => Rfm().People([new CellFilter("cell", ["5-5-5"])], null, page), RfmByHand, [0, 1, 2, 3, 4]);
        var whole = ReportPeriods.Whole(Moment, PeriodLength.Month, From, To);
        ReportStatement<CohortRow> Cohorts() => Dialect.Cohorts(new CohortQuestion(scope with { FromUs = 0, ToUs = whole.EndUs }, whole));
        yield return ("cohorts by month", () => Cohorts().Table, [2, 3, 4], () => Cohorts().People([new CellFilter("cohort", ["2"]), new CellFilter("later", ["3"])], null, page), CohortsByHand, [2, 3, 4]);
        var steps = new[] { "Product Viewed", "Product Added", "Order Completed" }.Select(name => new EventFilter("track", [name], [])).ToArray();
        var last = ReportPeriods.Of(Moment, PeriodLength.Day, To.AddDays(-30), To);
        ReportStatement<FunnelRow> Funnel() =>
            Dialect.Funnel(new FunnelQuestion(new ReportScope(last.StartsUs[0], last.EndUs), new FunnelShape(steps, [], FunnelMode.Sequential, 7 * DayUs), Moment, BySource: false));
        yield return ("a funnel of three steps, 30 days", () => Funnel().Table, [2], () => Funnel().People([new CellFilter("reached", ["3"])], null, page), FunnelByHand, [0]);
    }

    /// <summary>Some columns of an answer, to the whole rouble, in an order of their own; the row of all together, which has no cell, is left out.</summary>
    private static async Task<List<string>> AskAsync(DuckDbColumnStore store, ColumnQuery query, int[] columns)
    {
        var found = new List<string>();
        await using var rows = await store.QueryAsync(query, default);
        while (await rows.ReadAsync(default))
        {
            for (var row = 0; row < rows.Count; row++)
            {
                if (columns.Length > 1 && rows.IsNull(0, row)) continue;
                found.Add(string.Join(' ', columns.Select(column => rows.Columns[column].Type switch
                {
                    ColumnType.Money => Whole((double)rows.Money(column, row)),
                    ColumnType.Fraction => Whole(rows.Fraction(column)[row]),
                    _ => rows.Whole(column)[row].ToString(CultureInfo.InvariantCulture),
                })));
            }
        }
        found.Sort(StringComparer.Ordinal);
        return found;

        static string Whole(double value) => Math.Round(value).ToString("F0", CultureInfo.InvariantCulture);
    }

    private static async Task<double> LeastAsync(DuckDbColumnStore store, int rounds, Func<ColumnQuery> ask)
    {
        var least = double.MaxValue;
        for (var round = 0; round < rounds; round++)
        {
            var watch = Stopwatch.StartNew();
            await using var rows = await store.QueryAsync(ask(), default);
            while (await rows.ReadAsync(default))
            {
            }
            least = Math.Min(least, watch.Elapsed.TotalMilliseconds);
        }
        return least;
    }

    private static async Task FillOrdersAsync(DuckDbColumnStore store, int profiles, long orders)
    {
        var random = new Random(11);
        var schema = ColumnSchema.Orders;
        for (var first = 0L; first < orders; first += RowsAtOnce)
        {
            var rows = new ColumnBlock(schema);
            for (var order = first; order < Math.Min(orders, first + RowsAtOnce); order++)
            {
                rows[schema.IndexOf("order_key")].Add(order);
                rows[schema.IndexOf("source")].Add(order % 3);
                rows[schema.IndexOf("order_id")].Add($"o{order}");
                rows[schema.IndexOf("record")].Add((long)random.Next(profiles));
                rows[schema.IndexOf("profile")].Add((long)random.Next(profiles));
                rows[schema.IndexOf("ordered_at")].Add(SegmentsBench.NowUs - (long)((1 - (order / (double)orders)) * 365 * DayUs));
                rows[schema.IndexOf("status")].Add(order % 20 == 0 ? "cancelled" : "completed");
                rows[schema.IndexOf("currency")].Add("RUB");
                rows[schema.IndexOf("net")].Add(order % 20 == 0 ? 0 : random.Next(100_000_000));
                rows[schema.IndexOf("is_return_only")].Add(false);
                rows.EndRow();
            }
            await store.WriteAsync(new ColumnBatch { Progress = new ColumnProgress(1, HasProfiles: true, IsScanDue: false), Orders = rows }, default);
        }
    }
}
