using Kartoteka.Domain.Reports;
using Kartoteka.Domain.Segments;
using Kartoteka.Storage.Columns;

namespace Kartoteka.Storage.Reports;

/// <summary>What a report is narrowed to.</summary>
/// <param name="FromUs">First moment, in microseconds since 1970.</param>
/// <param name="ToUs">First moment after it.</param>
public sealed record ReportScope(long FromUs, long ToUs)
{
    /// <summary>Orders of this brand alone; null for all.</summary>
    public int? Brand { get; init; }

    /// <summary>Orders of this source alone; null for all.</summary>
    public int? Source { get; init; }

    /// <summary>Orders in this currency alone, empty for those without one; null for all.</summary>
    public string? Currency { get; init; }

    /// <summary>A question whose column <c>number</c> holds the people it is narrowed to; null for all.</summary>
    public ColumnQuery? People { get; init; }
}

/// <summary>A currency and how many orders are in it.</summary>
/// <param name="Currency">Its code; empty for none.</param>
/// <param name="Orders">Orders that count.</param>
public readonly record struct CurrencyRow(string Currency, long Orders);

/// <summary>Recency, frequency and money of people who had an order in the scope.</summary>
/// <param name="Scope">The window.</param>
/// <param name="Days">The days of the window, the last of which is the day as of which recency is counted.</param>
/// <param name="Scale">How values become levels.</param>
public sealed record RfmQuestion(ReportScope Scope, ReportPeriods Days, RfmScale Scale);

/// <summary>People of the same levels.</summary>
public sealed record RfmRow(RfmLevels Levels, long People, long Orders, decimal Revenue, string RecencyBounds, string FrequencyBounds, string MonetaryBounds);

/// <summary>People by the keys of their groups at two times; <see cref="RfmNames.None"/> for who had no order in the window of that time.</summary>
public sealed record TransitionRow(string Earlier, string Later, long People);

/// <summary>Classes by revenue and by evenness.</summary>
/// <param name="Scope">Which orders.</param>
/// <param name="Subject">What is classed.</param>
/// <param name="Scale">Bounds.</param>
/// <param name="Months">Whole months over which the variation is counted; null when there are too few.</param>
public sealed record AbcQuestion(ReportScope Scope, AbcSubject Subject, AbcScale Scale, ReportPeriods? Months);

/// <summary>Items of a pair of classes; <c>Xyz</c> is empty where months are too few.</summary>
public sealed record AbcRow(string Class, string Xyz, long Items, decimal Revenue, long People);

/// <summary>An item; shares of 0 to 1, <c>Variation</c> null where it is not counted.</summary>
public sealed record AbcItemRow(string Key, string Label, decimal Revenue, double Before, string Class, double? Variation, string Xyz, long People);

/// <summary>People by when they ordered first, and what they did since.</summary>
/// <param name="Scope">From the beginning of time, so that a first order is the first there is, to the end of the last period.</param>
/// <param name="Periods">Whole periods.</param>
public sealed record CohortQuestion(ReportScope Scope, ReportPeriods Periods);

/// <summary>A cohort in a period: numbers from 0.</summary>
public sealed record CohortRow(int Cohort, int Later, long People, long Orders, decimal Revenue);

/// <summary>By what revenue is parted.</summary>
public enum RevenuePart
{
    /// <summary>The source that sent the order, by number.</summary>
    Source,

    /// <summary>The brand, by number.</summary>
    Brand,

    /// <summary>The kind of the source.</summary>
    Channel,

    /// <summary>The order's own campaign source.</summary>
    UtmSource,

    /// <summary>The order's own campaign.</summary>
    UtmCampaign,

    /// <summary>Category of the lines; what no line has is unknown.</summary>
    Category,

    /// <summary>Product of the lines; what no line has is unknown.</summary>
    Product,

    /// <summary>When it was ordered.</summary>
    Time,
}

/// <summary>Net revenue by parts.</summary>
/// <param name="Scope">Which orders.</param>
/// <param name="Part">By what.</param>
/// <param name="Periods">Of the scope, for <see cref="RevenuePart.Time"/>.</param>
/// <param name="Compared">Another time to compare with, and its periods; null for none.</param>
public sealed record RevenueQuestion(ReportScope Scope, RevenuePart Part, ReportPeriods? Periods, (ReportScope Scope, ReportPeriods? Periods)? Compared);

/// <summary>A part. The row whose key is null is the whole: people of several parts are counted once.</summary>
public sealed record RevenueRow(string? Key, bool IsCompared, string Label, long Orders, long People, decimal Revenue);

/// <summary>How many people two brands or sources share.</summary>
/// <param name="BySource">False for brands.</param>
/// <param name="People">As <see cref="ReportScope.People"/>.</param>
public sealed record OverlapQuestion(bool BySource, ColumnQuery? People);

/// <summary>Two of them, and how many both have: people, and ids of records as the lists have them. Where <c>A</c> is <c>B</c>, all of it.</summary>
public sealed record OverlapRow(int A, int B, long People, long Records);

/// <summary>New profiles of persons.</summary>
/// <param name="Scope">Its currency is of no matter.</param>
/// <param name="Periods">When.</param>
public sealed record GrowthQuestion(ReportScope Scope, ReportPeriods Periods);

/// <summary>A period's; the period -1 is all the time before.</summary>
public sealed record GrowthRow(int Period, long People, long WithPhone, long WithEmail, long Anonymous, long Joined);

/// <summary>Steps that people take one after the other.</summary>
/// <param name="Scope">When the first step was; its currency is of no matter.</param>
/// <param name="Shape">Which steps.</param>
/// <param name="Moment">What happens later does not count; windows of properties refer to it.</param>
/// <param name="BySource">True to part people by the source of their first step.</param>
public sealed record FunnelQuestion(ReportScope Scope, FunnelShape Shape, RuleMoment Moment, bool BySource);

/// <summary>A step (from 1) of a part; the part null is the whole. Times are since the step before.</summary>
public sealed record FunnelRow(string? Part, int Step, long People, double? MedianSeconds, double? P90Seconds, long Removed, long Open);

/// <summary>Orders by the visits that they are ascribed to.</summary>
/// <param name="Scope">Which orders; visits of the same time are counted.</param>
/// <param name="Model">Which visits.</param>
/// <param name="WindowUs">How long before an order a visit may lie, in microseconds.</param>
/// <param name="ByCampaign">False to part by source and medium alone.</param>
public sealed record CampaignQuestion(ReportScope Scope, AttributionModel Model, long WindowUs, bool ByCampaign);

/// <summary>A campaign; all three empty where no visit is known. The row whose source is null is the whole.</summary>
public sealed record CampaignRow(string? Source, string Medium, string Campaign, long Visits, long Visitors, double Orders, long People, decimal Revenue);
