namespace Kartoteka.Storage.Reports;

/// <summary>A dashboard.</summary>
/// <param name="Key">Its name in addresses; fixed for life.</param>
/// <param name="Name">For people.</param>
/// <param name="TilesJson">Its tiles, as the module that owns them writes them.</param>
/// <param name="Version">1, and one more with each change.</param>
/// <param name="UpdatedAtUs">Microseconds since 1970.</param>
/// <param name="UpdatedBy">Name of who changed it last.</param>
public sealed record Dashboard(string Key, string Name, string TilesJson, long Version, long UpdatedAtUs, string UpdatedBy);

/// <summary>What a campaign cost on a day.</summary>
/// <param name="Import">Names the import; a line of the same import, day and campaign takes the place of the one before.</param>
/// <param name="Day">Of the company's calendar, <c>yyyy-MM-dd</c>.</param>
/// <param name="Source">In small letters, as <paramref name="Medium"/> and <paramref name="Campaign"/>; empty for none.</param>
/// <param name="Medium">As <paramref name="Source"/>.</param>
/// <param name="Campaign">As <paramref name="Source"/>.</param>
/// <param name="Currency">Its code.</param>
/// <param name="Cost">Not below 0, of at most four decimals.</param>
/// <param name="Clicks">Not below 0.</param>
/// <param name="Impressions">Not below 0.</param>
public sealed record CampaignCost(string Import, DateOnly Day, string Source, string Medium, string Campaign, string Currency, decimal Cost, long Clicks, long Impressions);

/// <summary>What reports keep: dashboards and costs. Every write is durable when it returns.</summary>
public interface IReportStore
{
    /// <summary>All dashboards, by key.</summary>
    ValueTask<IReadOnlyList<Dashboard>> ListDashboardsAsync(CancellationToken ct);

    /// <summary>Adds one, unless its key is taken or there are <paramref name="max"/> already; false then.</summary>
    ValueTask<bool> AddDashboardAsync(Dashboard dashboard, int max, CancellationToken ct);

    /// <summary>Replaces one, if what is there is of the version before; false otherwise.</summary>
    ValueTask<bool> ChangeDashboardAsync(Dashboard dashboard, CancellationToken ct);

    /// <summary>Removes one; false when there is none.</summary>
    ValueTask<bool> RemoveDashboardAsync(string key, CancellationToken ct);

    /// <summary>Writes costs, all or none; what is there of the same import, day and campaign is replaced.</summary>
    ValueTask WriteCostsAsync(IReadOnlyList<CampaignCost> costs, CancellationToken ct);

    /// <summary>Costs of days, both ends included, in order of day and campaign, at most <paramref name="limit"/>.</summary>
    ValueTask<IReadOnlyList<CampaignCost>> ListCostsAsync(DateOnly from, DateOnly to, int limit, CancellationToken ct);

    /// <summary>Costs of days summed by campaign in one currency; the import and the day are those of none.</summary>
    ValueTask<IReadOnlyList<CampaignCost>> SumCostsAsync(DateOnly from, DateOnly to, string currency, CancellationToken ct);

    /// <summary>Removes an import's; how many there were.</summary>
    ValueTask<long> RemoveCostsAsync(string import, CancellationToken ct);
}
