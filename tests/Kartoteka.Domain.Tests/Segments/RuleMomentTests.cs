using Kartoteka.Domain.Segments;

namespace Kartoteka.Domain.Tests.Segments;

public sealed class RuleMomentTests
{
    [Theory]
    [InlineData("Europe/Moscow", "2026-03-15T00:30:00+03:00", "2026-03-15", "2026-03-15T00:00:00+03:00")]
    [InlineData("Asia/Vladivostok", "2026-03-14T15:00:00Z", "2026-03-15", "2026-03-15T00:00:00+10:00")]
    [InlineData("America/Sao_Paulo", "2018-11-04T12:00:00-02:00", "2018-11-04", "2018-11-04T01:00:00-02:00")] // Clocks went forward over midnight.
    [InlineData("America/Havana", "2025-11-02T12:00:00-05:00", "2025-11-02", "2025-11-02T00:00:00-04:00")] // Clocks went back at one o'clock, so midnight came twice.
    public void A_day_begins_when_it_begins_where_the_company_is(string zone, string moment, string day, string start)
    {
        var at = new RuleMoment(SegmentWorld.Us(moment), TimeZoneInfo.FindSystemTimeZoneById(zone));
        Assert.Equal(day, $"{at.Today:yyyy-MM-dd}");
        Assert.Equal(SegmentWorld.Us(start), at.StartOf(at.Today));
    }

    [Fact]
    public void A_window_of_months_ends_with_the_month()
    {
        var at = new RuleMoment(SegmentWorld.Us("2026-03-31T12:00:00Z"), TimeZoneInfo.Utc);
        Assert.Equal(new DateOnly(2026, 2, 28), at.Settle(new LastWindow(new TimeAmount(1, TimeUnit.Months))).Days!.Value.From);
        Assert.Equal(new DateOnly(2026, 2, 27), at.Settle(new EarlierWindow(new TimeAmount(1, TimeUnit.Months))).Days!.Value.To);
    }

    [Fact]
    public void What_is_not_in_the_last_days_is_earlier()
    {
        var at = new RuleMoment(SegmentWorld.Us("2026-03-29T12:00:00Z"), TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin"));
        foreach (var unit in Enum.GetValues<TimeUnit>())
        {
            var amount = new TimeAmount(5, unit);
            Assert.Equal(at.Settle(new LastWindow(amount)).FromUs, at.Settle(new EarlierWindow(amount)).ToUs);
        }
    }

    [Fact]
    public void The_leap_day_is_kept_on_the_28th_in_other_years()
    {
        var test = new AnniversaryTest(0, 0);
        Assert.Equal([228, 229], new RuleMoment(SegmentWorld.Us("2026-02-28T12:00:00Z"), TimeZoneInfo.Utc).Anniversaries(test));
        Assert.Equal([228], new RuleMoment(SegmentWorld.Us("2028-02-28T12:00:00Z"), TimeZoneInfo.Utc).Anniversaries(test));
        Assert.Equal([229], new RuleMoment(SegmentWorld.Us("2028-02-29T12:00:00Z"), TimeZoneInfo.Utc).Anniversaries(test));
    }

    [Fact]
    public void A_share_of_people_is_of_its_size_and_grows_by_taking_more()
    {
        var ids = Enumerable.Range(0, 20_000).Select(i => new Domain.Identity.ProfileId(new Guid(i, 1, 0x7000, 0x80, 0, 0, 0, 0, 0, 0, 0))).ToArray();
        var tenth = ids.Where(id => NaiveRules.LotOf("spring", id) < SampleShare.End(10)).ToArray();
        Assert.InRange(tenth.Length, 1_850, 2_150);
        Assert.All(tenth, id => Assert.True(NaiveRules.LotOf("spring", id) < SampleShare.End(11)));
        Assert.InRange(tenth.Count(id => NaiveRules.LotOf("autumn", id) < SampleShare.End(10)), 140, 260);
    }
}
