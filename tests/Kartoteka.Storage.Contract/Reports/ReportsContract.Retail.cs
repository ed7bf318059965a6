using Kartoteka.Domain.Reports;
using Kartoteka.Storage.Columns;
using Kartoteka.Storage.Reports;

namespace Kartoteka.Storage.Contract.Reports;

// A year of a real shop, to the kopeck and to the person, beside what pandas makes of it.
public abstract partial class ReportsContract
{
    private const int Customers = 4_338;
    private const decimal Revenue = 8_911_407.904m;

    private void FillRetail()
    {
        var lines = Retail.Sales().ToList();
        Assert.Equal(397_884, lines.Count);
        var (orders, rows) = (new Rows(ColumnSchema.Orders), new Rows(ColumnSchema.OrderLine));
        foreach (var order in lines.GroupBy(line => line.Invoice))
        {
            var (first, number, key) = (order.First(), 0, ColumnSchema.OrderKey(1, order.Key));
            foreach (var line in order)
            {
                rows.Add(
                    ("order_key", key), ("source", 1), ("order_id", order.Key), ("line", ++number), ("profile", line.Customer), ("ordered_at", Us(line.At)), ("status", "completed"), ("currency", "GBP"),
                    ("product_id", line.Product), ("name", line.Name), ("net", line.Quantity * line.Price));
            }
            orders.Add(
                ("order_key", key), ("source", 1), ("order_id", order.Key), ("profile", first.Customer), ("brand", 1), ("channel", "shop"), ("ordered_at", Us(first.At)), ("status", "completed"),
                ("currency", "GBP"), ("net", order.Sum(line => line.Quantity * line.Price)), ("is_return_only", false));
        }
        Append(orders.Block);
        Append(rows.Block);
        AppendProfiles(lines.Select(line => line.Customer).Distinct());
    }

    [Fact]
    public async Task A_real_year_gives_the_numbers_that_are_known_to_the_kopeck_and_to_the_person()
    {
        FillRetail();
        await LevelsAsync();
        await ClassesAsync();
        await CohortsAsync();
        await PartsAsync();
    }

    private async Task LevelsAsync()
    {
        var days = ReportPeriods.Of(At("2011-12-11"), PeriodLength.Day, Day("2010-12-01"), Day("2011-12-10"));
        var expected = Retail.Scores();
        foreach (var (mode, level) in new (RfmMode, Func<RetailScore, string>)[] { (RfmMode.Quintiles, score => score.ByValue), (RfmMode.Ranks, score => score.ByRank) })
        {
            var statement = Dialect.Rfm(new RfmQuestion(Between(days), days, new RfmScale(mode, 5)));
            var rows = await AskAsync(statement);
            Assert.Equal((Customers, Revenue), (rows.Sum(row => row.People), rows.Sum(row => row.Revenue)));
            var cells = expected.GroupBy(level).OrderBy(group => group.Key, StringComparer.Ordinal).ToArray();
            Assert.Equal(
                cells.Select(cell => $"{mode} {cell.Key}: {cell.Count()} {cell.Sum(score => score.Frequency)}"),
                rows.OrderBy(row => ReportDialect.RfmCell(row.Levels), StringComparer.Ordinal).Select(row => $"{mode} {ReportDialect.RfmCell(row.Levels)}: {row.People} {row.Orders}"));
            // Each customer is where pandas puts them: asked level by level of money, and within it by cell.
            foreach (var money in cells.GroupBy(cell => cell.Key[^1]))
                Assert.Equal(money.SelectMany(cell => cell).Select(score => score.Customer).Order(), await PeopleAsync(statement, Cell("cell", [.. money.Select(cell => cell.Key)])));
            foreach (var cell in cells.Where(cell => cell.Key.EndsWith("-5", StringComparison.Ordinal))) Assert.Equal(cell.Select(score => score.Customer).Order(), await PeopleAsync(statement, Cell("cell", cell.Key)));
            var best = rows.Single(row => row.Levels == new RfmLevels(5, 5, 5)).People;
            Assert.Equal(mode == RfmMode.Quintiles ? 324 : 348, best);
            if (mode == RfmMode.Quintiles)
            {
                Assert.Equal(("13.8,33.0,72.0,180.0", "1.0,2.0,3.0,6.0"), (Rounded(rows[0].RecencyBounds), Rounded(rows[0].FrequencyBounds)));
                Assert.Equal([1493, 835, 508, 802, 700], rows.GroupBy(row => row.Levels.F).OrderBy(group => group.Key).Select(group => group.Sum(row => row.People)));
            }
        }
        static string Rounded(string bounds) => string.Join(',', bounds.Split(',').Select(bound => Math.Round(double.Parse(bound, System.Globalization.CultureInfo.InvariantCulture), 6).ToString("F1", System.Globalization.CultureInfo.InvariantCulture)));
    }

    private async Task ClassesAsync()
    {
        var days = ReportPeriods.Of(At("2011-12-11"), PeriodLength.Day, Day("2010-12-01"), Day("2011-12-10"));
        var months = ReportPeriods.Of(At("2011-12-11"), PeriodLength.Month, Day("2010-12-01"), Day("2011-11-30"));
        foreach (var (subject, items) in new (AbcSubject, long[])[] { (AbcSubject.Customers, [1133, 1469, 1736]), (AbcSubject.Products, [777, 922, 1966]) })
        {
            var question = new AbcQuestion(Between(days), subject, AbcScale.Usual, months);
            var rows = await AskAsync(Dialect.Abc(question));
            Assert.Equal(items, rows.GroupBy(row => row.Class).OrderBy(group => group.Key).Select(group => group.Sum(row => row.Items)));
            Assert.Equal(Revenue, rows.Sum(row => row.Revenue));
            Assert.All(rows, row => Assert.Contains(row.Xyz, "XYZ", StringComparison.Ordinal));
            var first = rows[0];
            Assert.Equal(first.People, (await PeopleAsync(Dialect.Abc(question), Cell("class", first.Class), Cell("xyz", first.Xyz))).Count);
            var list = await AskAsync(Dialect.AbcItems(question, 10));
            Assert.Equal((10, "A", 0.0), (list.Count, list[0].Class, list[0].Before));
            Assert.Equal(list.Select(item => item.Revenue).OrderDescending(), list.Select(item => item.Revenue));
        }
    }

    private async Task CohortsAsync()
    {
        var months = ReportPeriods.Whole(At("2011-12-10"), PeriodLength.Month, Day("2010-12-01"), Day("2011-12-10"));
        var statement = Dialect.Cohorts(new CohortQuestion(Between(months), months));
        var rows = await AskAsync(statement);
        var expected = Retail.Cohorts();
        for (var cohort = 0; cohort < expected.Count; cohort++)
        {
            for (var later = 0; later + cohort < expected.Count; later++)
                Assert.Equal((cohort, later, expected[cohort][later]), (cohort, later, rows.SingleOrDefault(row => row.Cohort == cohort && row.Later == later)?.People ?? 0));
        }
        Assert.Equal(Revenue, rows.Sum(row => row.Revenue));
        Assert.Equal(445, (await PeopleAsync(statement, Cell("cohort", "0"), Cell("later", "11"), Cell("active", "true"))).Count);
        Assert.Equal([true], months.All.Where(month => month.IsUnfinished).Select(month => month.From == Day("2011-12-01")));
    }

    private async Task PartsAsync()
    {
        var (month, before) = (ReportPeriods.Of(At("2011-12-11"), PeriodLength.Month, Day("2011-11-01"), Day("2011-11-30")), ReportPeriods.Of(At("2011-12-11"), PeriodLength.Month, Day("2010-12-01"), Day("2010-12-31")));
        foreach (var part in Enum.GetValues<RevenuePart>())
        {
            var statement = Dialect.Revenue(new RevenueQuestion(Between(month), part, month, (Between(before), before)));
            var rows = await AskAsync(statement);
            var (now, then) = (rows.Single(row => row is { Key: null, IsCompared: false }), rows.Single(row => row is { Key: null, IsCompared: true }));
            Assert.Equal((2657L, 1664L, 1_161_817.38m), (now.Orders, now.People, now.Revenue));
            Assert.Equal((1400L, 885L, 572_713.89m), (then.Orders, then.People, then.Revenue));
            Assert.Equal(now.Revenue, rows.Where(row => row is { Key: not null, IsCompared: false }).Sum(row => row.Revenue));
            var some = rows.First(row => row is { Key: not null, IsCompared: false });
            Assert.Equal(some.People, (await PeopleAsync(statement, Cell("cell", some.Key!), Cell("compared", "false"), Cell("active", "true"))).Count);
        }
    }
}
