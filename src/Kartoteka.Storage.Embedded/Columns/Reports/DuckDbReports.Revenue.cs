using Kartoteka.Storage.Reports;

namespace Kartoteka.Storage.Embedded.Columns.Reports;

// Revenue by parts, and campaigns.
public sealed partial class DuckDbReports
{
    /// <inheritdoc />
    public override ReportStatement<RevenueRow> Revenue(RevenueQuestion question)
    {
        var tables = new ReportTables(question.Scope.People);
        var isOfLines = question.Part is RevenuePart.Category or RevenuePart.Product;
        AddSold(tables, question.Part, question.Scope, question.Periods, "_now");
        if (question.Compared is { } compared) AddSold(tables, question.Part, compared.Scope, compared.Periods, "_then");
        tables.Add("cells", "select *, 'false' as compared, counts::varchar as active from sold_now" + (question.Compared is null ? "" : " union all select *, 'true' as compared, counts::varchar as active from sold_then"));
        var orders = isOfLines ? "count(distinct source || '/' || order_id) filter (where counts)" : "count(*) filter (where counts)";
        return tables.Statement(
            $"""
            select cell, compared = 'true' as compared, coalesce(arg_max(label, ordered_at), '') as label, {orders} as orders, count(distinct number) filter (where counts) as people, sum(net) as revenue
            from cells group by grouping sets ((cell, compared), (compared))
            order by revenue desc, cell
            """,
            (rows, row) => new RevenueRow(rows.TextOrNull(0, row), rows.Boolean(1, row), rows.TextOf(2, row), rows.Whole(3)[row], rows.Whole(4)[row], rows.Money(5, row)));
    }

    private static void AddSold(ReportTables tables, RevenuePart part, ReportScope scope, Domain.Reports.ReportPeriods? periods, string suffix)
    {
        tables.AddOrders($"scope{suffix}", scope, "o.order_key, o.source, o.order_id, o.brand, o.channel, o.utm_source, o.utm_campaign");
        if (part == RevenuePart.Time)
        {
            tables.AddPeriods($"period{suffix}", periods!);
            tables.Add($"sold{suffix}", $"select s.number, s.counts, s.net, s.ordered_at, t.period::varchar as cell, '' as label from scope{suffix} s asof join period{suffix} t on s.ordered_at >= t.starts");
            return;
        }
        if (part is RevenuePart.Category or RevenuePart.Product)
        {
            var (cell, label) = part == RevenuePart.Category ? ("l.category", "l.category") : ("l.product_id", "coalesce(l.name, l.product_id)");
            // What lines do not explain (delivery, a discount on the whole, orders without lines) is a row too, so that the parts add up.
            tables.Add($"lines{suffix}", $"select s.number, s.counts, coalesce(l.net, 0) as net, s.ordered_at, s.source, s.order_id, coalesce({cell}, '') as cell, coalesce({label}, '') as label from scope{suffix} s join order_line l on l.order_key = s.order_key and l.order_id = s.order_id");
            tables.Add($"sold{suffix}", $"""
                select * from lines{suffix} union all
                select s.number, s.counts, s.net - coalesce(x.net, 0), s.ordered_at, s.source, s.order_id, '', ''
                from scope{suffix} s left join (select source, order_id, sum(net) as net from lines{suffix} group by source, order_id) x on x.source = s.source and x.order_id = s.order_id
                where x.net is null or x.net <> s.net
                """);
            return;
        }
        var column = part switch
        {
            RevenuePart.Source => "source::varchar",
            RevenuePart.Brand => "brand::varchar",
            RevenuePart.Channel => "channel",
            RevenuePart.UtmSource => "utm_source",
            _ => "utm_campaign",
        };
        tables.Add($"sold{suffix}", $"select number, counts, net, ordered_at, coalesce({column}, '') as cell, '' as label from scope{suffix}");
    }

    // A visit begins after so much silence, or where another campaign brings the person back; as web analytics have it.
    private const string VisitGap = "interval 30 minute";

    private static string Host(string url) => $@"nullif(regexp_extract(lower({url}), '^[a-z]+://(?:www\.)?([^/:?#]+)', 1), '')";

    /// <inheritdoc />
    public override ReportStatement<CampaignRow> Campaigns(CampaignQuestion question)
    {
        var (scope, tables) = (question.Scope, new ReportTables(question.Scope.People));
        AddVisits(tables, question);
        tables.AddOrders("bought", scope, "o.source, o.order_id, nullif(lower(o.utm_source), '') as own_source, coalesce(lower(o.utm_medium), '') as own_medium, coalesce(lower(o.utm_campaign), '') as own_campaign");
        tables.Add("near", $"""
            select b.number, b.counts, b.net, b.source, b.order_id, v.moment, v.utm_source, v.utm_medium, v.utm_campaign
            from bought b join visit v on v.number = b.number and v.moment <= b.ordered_at and v.moment > b.ordered_at - to_microseconds({tables.Parameters.Add(question.WindowUs)})
            """);
        var chosen = question.Model switch
        {
            Domain.Reports.AttributionModel.Last => "moment desc",
            Domain.Reports.AttributionModel.First => "moment",
            Domain.Reports.AttributionModel.LastSignificant => "utm_source = 'direct', moment desc",
            _ => null,
        };
        const string order = "partition by source, order_id";
        var weight = chosen is null ? $"(1.0 / count(*) over ({order}))::decimal(11, 10)" : "1::decimal(11, 10)";
        tables.Add("cells", $"""
            select number, counts, counts::varchar as active, net, utm_source, utm_medium, utm_campaign, {weight} as weight from near{(chosen is null ? "" : $" qualify row_number() over ({order} order by {chosen}) = 1")}
            union all
            select b.number, b.counts, b.counts::varchar, b.net, coalesce(own_source, ''), case when own_source is null then '' else own_medium end,
              {(question.ByCampaign ? "case when own_source is null then '' else own_campaign end" : "''")}, 1::decimal(11, 10)
            from bought b anti join near n on n.source = b.source and n.order_id = b.order_id
            """);
        return tables.Statement(
            $"""
            select utm_source, utm_medium, utm_campaign, count(visitor) as visits, count(distinct visitor) as visitors, sum(orders)::double as orders, count(distinct buyer) as people, sum(revenue)::decimal(38, 4) as revenue
            from (
              select utm_source, utm_medium, utm_campaign, number as visitor, 0::decimal(11, 10) as orders, null as buyer, 0::decimal(38, 14) as revenue from visit where moment >= {tables.Time(scope.FromUs)}
              union all
              select utm_source, utm_medium, utm_campaign, null, case when counts then weight else 0 end, case when counts then number end, (net::decimal(27, 4) * weight)::decimal(38, 14) from cells)
            group by grouping sets ((utm_source, utm_medium, utm_campaign), ()) order by revenue desc, visits desc, utm_source, utm_medium, utm_campaign
            """,
            (rows, row) => new CampaignRow(
                rows.TextOrNull(0, row), rows.TextOrNull(1, row) ?? "", rows.TextOrNull(2, row) ?? "", rows.Whole(3)[row], rows.Whole(4)[row], rows.FractionOrNull(5, row) ?? 0, rows.Whole(6)[row],
                rows.IsNull(7, row) ? 0 : rows.Money(7, row)));
    }

    private static void AddVisits(ReportTables tables, CampaignQuestion question)
    {
        var scope = question.Scope with { FromUs = question.Scope.FromUs - question.WindowUs, Source = null };
        // What a server or a till reports is no visit: a visit has a page, a screen or a mark of where it came from.
        tables.Add("seen", $"""
            select e.profile as number, e.occurred_at as moment, e.position, nullif(lower(e.utm_source), '') as us, coalesce(lower(e.utm_medium), '') as um, coalesce(lower(e.utm_campaign), '') as uc, e.url,
              {Host("e.referrer")} as from_host, {Host("e.url")} as own_host
            from event e where {tables.Within("e", scope, "occurred_at", ofCurrency: false)} and e.kind in ('page', 'screen', 'track')
              and (e.kind <> 'track' or e.utm_source is not null or e.url is not null or e.referrer is not null)
            """);
        tables.Add("marked", """
            select number, moment, position,
              case when us is not null then us when regexp_matches(url, '[?&](gclid|gbraid|wbraid)=') then 'google' when regexp_matches(url, '[?&]yclid=') then 'yandex'
                when regexp_matches(url, '[?&]fbclid=') then 'facebook' when from_host is distinct from own_host then from_host end as utm_source,
              case when us is not null then um when regexp_matches(url, '[?&](gclid|gbraid|wbraid|yclid)=') then 'cpc' when regexp_matches(url, '[?&]fbclid=') then 'social' else 'referral' end as utm_medium,
              case when us is not null then uc else '' end as utm_campaign
            from seen
            """);
        tables.Add("followed", """
            select *, utm_source || chr(10) || utm_medium || chr(10) || utm_campaign as mark, lag(moment) over steps as before,
              last_value(utm_source || chr(10) || utm_medium || chr(10) || utm_campaign ignore nulls) over (partition by number order by moment, position rows between unbounded preceding and 1 preceding) as mark_before
            from marked window steps as (partition by number order by moment, position)
            """);
        tables.Add("visit", $"""
            select number, moment, coalesce(utm_source, 'direct') as utm_source, case when utm_source is null then '' else utm_medium end as utm_medium,
              {(question.ByCampaign ? "case when utm_source is null then '' else utm_campaign end" : "''")} as utm_campaign
            from followed where before is null or moment > before + {VisitGap} or (mark is not null and mark is distinct from mark_before)
            """);
    }
}
