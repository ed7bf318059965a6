using Kartoteka.Storage.Reports;

namespace Kartoteka.Storage.Contract.Reports;

/// <summary>Dashboards and costs survive a restart, and an import that comes again takes its own place.</summary>
public abstract class ReportStoreContract
{
    protected abstract ValueTask<ILedger> OpenEmptyAsync();

    protected abstract ValueTask<ILedger> ReopenAsync(ILedger ledger);

    protected abstract IReportStore Of(ILedger ledger);

    [Fact]
    public async Task A_dashboard_is_kept_changed_at_its_version_and_removed()
    {
        var ledger = await OpenEmptyAsync();
        var sales = new Dashboard("sales", "Продажи", "[]", 1, 5, "desk");
        Assert.True(await Of(ledger).AddDashboardAsync(sales, 2, default));
        Assert.False(await Of(ledger).AddDashboardAsync(sales, 2, default));
        Assert.True(await Of(ledger).AddDashboardAsync(sales with { Key = "b" }, 2, default));
        Assert.False(await Of(ledger).AddDashboardAsync(sales with { Key = "c" }, 2, default));
        ledger = await ReopenAsync(ledger);
        Assert.True(await Of(ledger).ChangeDashboardAsync(sales with { Name = "Выручка", Version = 2 }, default));
        Assert.False(await Of(ledger).ChangeDashboardAsync(sales with { Version = 2 }, default));
        Assert.Equal(["b Продажи 1", "sales Выручка 2"], (await Of(ledger).ListDashboardsAsync(default)).Select(one => $"{one.Key} {one.Name} {one.Version}"));
        Assert.True(await Of(ledger).RemoveDashboardAsync("b", default));
        Assert.False(await Of(ledger).RemoveDashboardAsync("b", default));
    }

    [Fact]
    public async Task Costs_of_an_import_take_the_place_of_themselves_and_sum_up_by_campaign()
    {
        var ledger = await OpenEmptyAsync();
        var first = new CampaignCost("march", new DateOnly(2026, 3, 1), "ya", "cpc", "spring", "RUB", 100.25m, 5, 50);
        await Of(ledger).WriteCostsAsync([first, first with { Day = new DateOnly(2026, 3, 2) }, first with { Currency = "USD" }], default);
        await Of(ledger).WriteCostsAsync([first with { Cost = 10.0001m }, first with { Import = "again" }], default);
        ledger = await ReopenAsync(ledger);
        var (from, to) = (new DateOnly(2026, 3, 1), new DateOnly(2026, 3, 2));
        var sum = Assert.Single(await Of(ledger).SumCostsAsync(from, to, "RUB", default));
        Assert.Equal((210.5001m, 15L, 150L), (sum.Cost, sum.Clicks, sum.Impressions));
        Assert.Equal(3, (await Of(ledger).ListCostsAsync(from, from, 10, default)).Count);
        Assert.Equal(3, await Of(ledger).RemoveCostsAsync("march", default));
        Assert.Single(await Of(ledger).ListCostsAsync(from, to, 10, default));
    }
}
