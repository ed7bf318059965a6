using Kartoteka.Domain.Reports;

namespace Kartoteka.Storage.Reports;

/// <summary>
/// Reports in the words of a column store. Each is asked of the tables <c>orders</c>, <c>order_line</c>, <c>event</c>, <c>record</c> and
/// <c>profile</c>; docs/REPORTS.md says what each number means. Values are parameters throughout.
/// </summary>
public abstract class ReportDialect
{
    /// <summary>Currencies of the scope, the most used first; its own currency is of no matter. It has no cells.</summary>
    public abstract ReportStatement<CurrencyRow> Currencies(ReportScope scope);

    /// <summary>Levels. Cells: <c>cell</c>, which <see cref="RfmCell"/> writes.</summary>
    public abstract ReportStatement<RfmRow> Rfm(RfmQuestion question);

    /// <summary>
    /// Groups at two times. Cells: <c>earlier</c> and <c>later</c>, keys as <see cref="RfmNames.Of"/> gives them, <see cref="RfmNames.None"/> for who had no
    /// order; <c>change</c>, one of <c>stayed</c>, <c>moved</c>, <c>appeared</c> and <c>gone</c>.
    /// </summary>
    /// <param name="earlier">The first time.</param>
    /// <param name="later">The last.</param>
    /// <param name="groups">Named groups of both; of those that hold for a person the first counts.</param>
    public abstract ReportStatement<TransitionRow> Transitions(RfmQuestion earlier, RfmQuestion later, IReadOnlyList<RfmGroup> groups);

    /// <summary>Classes. Cells: <c>class</c>, <c>xyz</c>, <c>item</c>.</summary>
    public abstract ReportStatement<AbcRow> Abc(AbcQuestion question);

    /// <summary>The items themselves, by revenue. Cells as in <see cref="Abc"/>.</summary>
    /// <param name="question">The question.</param>
    /// <param name="limit">Most items.</param>
    public abstract ReportStatement<AbcItemRow> AbcItems(AbcQuestion question, int limit);

    /// <summary>Cohorts. Cells: <c>cohort</c> and <c>later</c>, numbers from 0; <c>active</c> is <c>true</c> for who had an order that counts.</summary>
    public abstract ReportStatement<CohortRow> Cohorts(CohortQuestion question);

    /// <summary>Revenue. Cells: <c>cell</c> (of time: the number of the period), <c>compared</c>; <c>active</c> as in <see cref="Cohorts"/>.</summary>
    public abstract ReportStatement<RevenueRow> Revenue(RevenueQuestion question);

    /// <summary>Overlap. Cells: <c>a</c> and <c>b</c>, numbers of brands or sources, <c>a</c> not over <c>b</c>.</summary>
    public abstract ReportStatement<OverlapRow> Overlap(OverlapQuestion question);

    /// <summary>
    /// Growth. Cells: <c>cell</c>, the number of the period; <c>how</c>, <c>began</c> for the record that began a profile and <c>joined</c> for each later one; of those
    /// that began, <c>phone</c> and <c>email</c> are <c>true</c> for who has one, <c>known</c> is <c>true</c> or <c>false</c>.
    /// </summary>
    public abstract ReportStatement<GrowthRow> Growth(GrowthQuestion question);

    /// <summary>
    /// A funnel. Cells: <c>reached</c>, how many steps, none for who was taken out; <c>part</c>, the number of the source; <c>outcome</c>, one of <c>open</c>,
    /// <c>over</c> and <c>removed</c>.
    /// </summary>
    public abstract ReportStatement<FunnelRow> Funnel(FunnelQuestion question);

    /// <summary>Campaigns. Cells: <c>utm_source</c>, <c>utm_medium</c>, <c>utm_campaign</c> of orders; <c>active</c> as in <see cref="Cohorts"/>.</summary>
    public abstract ReportStatement<CampaignRow> Campaigns(CampaignQuestion question);

    /// <summary>Levels as a cell.</summary>
    public static string RfmCell(RfmLevels levels) => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{levels.R}-{levels.F}-{levels.M}");
}
