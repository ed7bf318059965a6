using System.Globalization;
using Kartoteka.Storage.Embedded.Sqlite;
using Kartoteka.Storage.Reports;

namespace Kartoteka.Storage.Embedded.Ledger;

// Dashboards and costs of campaigns. Money is kept in ten-thousandths, so that sums are exact.
public sealed partial class SqliteLedger : IReportStore
{
    private const decimal CostUnit = 10_000;
    private const string DashboardsSql = "select key, name, tiles, version, updated_at_us, updated_by from dashboard order by key";
    private const string CountDashboardsSql = "select count(*) from dashboard";
    private const string AddDashboardSql = "insert into dashboard (key, name, tiles, version, updated_at_us, updated_by) values (?, ?, ?, ?, ?, ?) on conflict do nothing";
    private const string ChangeDashboardSql = "update dashboard set name = ?3, tiles = ?4, version = ?2, updated_at_us = ?5, updated_by = ?6 where key = ?1 and version = ?2 - 1";
    private const string RemoveDashboardSql = "delete from dashboard where key = ?";
    private const string WriteCostSql = """
        insert into campaign_cost (import, day, source, medium, campaign, currency, cost_e4, clicks, impressions) values (?, ?, ?, ?, ?, ?, ?, ?, ?)
        on conflict (import, day, source, medium, campaign, currency) do update set cost_e4 = excluded.cost_e4, clicks = excluded.clicks, impressions = excluded.impressions
        """;
    private const string CostsSql = """
        select import, day, source, medium, campaign, currency, cost_e4, clicks, impressions from campaign_cost where day between ? and ?
        order by day, source, medium, campaign, currency, import limit ?
        """;
    private const string SumCostsSql = """
        select '', '0001-01-01', source, medium, campaign, currency, sum(cost_e4), sum(clicks), sum(impressions) from campaign_cost where day between ? and ? and currency = ?
        group by source, medium, campaign, currency order by source, medium, campaign
        """;
    private const string RemoveCostsSql = "delete from campaign_cost where import = ?";

    private static string DayText(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <inheritdoc />
    public ValueTask<IReadOnlyList<Dashboard>> ListDashboardsAsync(CancellationToken ct) => ValueTask.FromResult(Read<IReadOnlyList<Dashboard>>(database =>
    {
        using var rows = database.Use(DashboardsSql);
        var dashboards = new List<Dashboard>();
        while (rows.Step()) dashboards.Add(new Dashboard(rows.Text(0), rows.Text(1), rows.Text(2), rows.Number(3), rows.Number(4), rows.Text(5)));
        return dashboards;
    }));

    /// <inheritdoc />
    public ValueTask<bool> AddDashboardAsync(Dashboard dashboard, int max, CancellationToken ct) => WriteAsync(
        database =>
        {
            using (var count = database.Use(CountDashboardsSql))
            {
                if (count.Step() && count.Number(0) >= max) return false;
            }
            database.Use(AddDashboardSql).Bind(dashboard.Key).Bind(dashboard.Name).Bind(dashboard.TilesJson).Bind(dashboard.Version).Bind(dashboard.UpdatedAtUs).Bind(dashboard.UpdatedBy).Run();
            return database.Changes > 0;
        },
        ct);

    /// <inheritdoc />
    public ValueTask<bool> ChangeDashboardAsync(Dashboard dashboard, CancellationToken ct) => RunAsync(
        database => database.Use(ChangeDashboardSql).Bind(dashboard.Key).Bind(dashboard.Version).Bind(dashboard.Name).Bind(dashboard.TilesJson).Bind(dashboard.UpdatedAtUs).Bind(dashboard.UpdatedBy).Run(), ct);

    /// <inheritdoc />
    public ValueTask<bool> RemoveDashboardAsync(string key, CancellationToken ct) => RunAsync(database => database.Use(RemoveDashboardSql).Bind(key).Run(), ct);

    /// <inheritdoc />
    public async ValueTask WriteCostsAsync(IReadOnlyList<CampaignCost> costs, CancellationToken ct) => await WriteAsync(
        database =>
        {
            foreach (var cost in costs)
            {
                database.Use(WriteCostSql).Bind(cost.Import).Bind(DayText(cost.Day)).Bind(cost.Source).Bind(cost.Medium).Bind(cost.Campaign).Bind(cost.Currency)
                    .Bind((long)(cost.Cost * CostUnit)).Bind(cost.Clicks).Bind(cost.Impressions).Run();
            }
            return costs.Count;
        },
        ct);

    /// <inheritdoc />
    public ValueTask<IReadOnlyList<CampaignCost>> ListCostsAsync(DateOnly from, DateOnly to, int limit, CancellationToken ct) =>
        ValueTask.FromResult(Read<IReadOnlyList<CampaignCost>>(database => Costs(database.Use(CostsSql).Bind(DayText(from)).Bind(DayText(to)).Bind(limit))));

    /// <inheritdoc />
    public ValueTask<IReadOnlyList<CampaignCost>> SumCostsAsync(DateOnly from, DateOnly to, string currency, CancellationToken ct) =>
        ValueTask.FromResult(Read<IReadOnlyList<CampaignCost>>(database => Costs(database.Use(SumCostsSql).Bind(DayText(from)).Bind(DayText(to)).Bind(currency))));

    /// <inheritdoc />
    public ValueTask<long> RemoveCostsAsync(string import, CancellationToken ct) => WriteAsync(
        database =>
        {
            database.Use(RemoveCostsSql).Bind(import).Run();
            return (long)database.Changes;
        },
        ct);

    private static List<CampaignCost> Costs(SqliteStatement statement)
    {
        using var rows = statement;
        var costs = new List<CampaignCost>();
        while (rows.Step())
        {
            costs.Add(new CampaignCost(
                rows.Text(0), DateOnly.ParseExact(rows.Text(1), "yyyy-MM-dd", CultureInfo.InvariantCulture), rows.Text(2), rows.Text(3), rows.Text(4), rows.Text(5), rows.Number(6) / CostUnit, rows.Number(7),
                rows.Number(8)));
        }
        return costs;
    }
}
