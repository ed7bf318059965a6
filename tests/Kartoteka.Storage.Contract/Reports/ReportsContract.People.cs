using Kartoteka.Domain.Reports;
using Kartoteka.Domain.Segments;
using Kartoteka.Storage.Columns;
using Kartoteka.Storage.Reports;

namespace Kartoteka.Storage.Contract.Reports;

// What people did, in bases small enough to count by hand.
public abstract partial class ReportsContract
{
    private void AppendEvents(params IReadOnlyList<(long Person, string Name, string At, string? Source, string? Referrer)> events)
    {
        var rows = new Rows(ColumnSchema.Event);
        for (var i = 0; i < events.Count; i++)
        {
            var (person, name, at, source, referrer) = events[i];
            rows.Add(
                ("position", i + 1), ("profile", person), ("source", person % 2 + 1), ("kind", name.StartsWith('/') ? "page" : "track"), ("name", name), ("occurred_at", Us(at)), ("utm_source", source),
                ("utm_medium", source is null ? null : "cpc"), ("url", name.StartsWith('/') ? $"https://shop.example{name}" : null), ("referrer", referrer), ("properties", """{"size":42}"""));
        }
        Append(rows.Block);
    }

    private static EventFilter Event(string name) => new("track", [name], []);

    private async Task<string> FunnelAsync(FunnelMode mode, string steps, string? excluded = null, bool bySource = false)
    {
        var days = ReportPeriods.Of(At("2026-03-31"), PeriodLength.Day, Day("2026-03-01"), Day("2026-03-02"));
        var shape = new FunnelShape([.. steps.Split(' ').Select(Event)], excluded is null ? [] : [Event(excluded)], mode, 7L * 86_400_000_000);
        var statement = Dialect.Funnel(new FunnelQuestion(Between(days), shape, At("2026-03-05"), bySource));
        var rows = await AskAsync(statement);
        foreach (var row in rows.Where(row => row.Part is null))
        {
            string[] reached = [.. Enumerable.Range(row.Step, shape.Steps.Count - row.Step + 1).Select(step => $"{step}")];
            Assert.Equal(row.People, (await PeopleAsync(statement, Cell("reached", reached))).Count);
            Assert.Equal(row.Open, (await PeopleAsync(statement, Cell("outcome", "open"))).Count);
            Assert.Equal(row.Removed, (await PeopleAsync(statement, Cell("outcome", "removed"))).Count);
        }
        return string.Join("; ", rows.Select(row => $"{(row.Part is null ? "" : $"{row.Part}/")}{row.Step} {row.People} {row.MedianSeconds:0}".Trim())) + (rows[0].Removed > 0 ? $" removed {rows[0].Removed}" : "")
            + (rows[0].Open > 0 ? $" open {rows[0].Open}" : "");
    }

    [Fact]
    public async Task A_step_does_not_count_where_the_one_before_it_was_left_out()
    {
        // So many, since a store may join a few rows in another way.
        long[] people = [.. Enumerable.Range(1, 1_000)];
        AppendProfiles(people);
        AppendEvents([.. people.SelectMany(person => new[] { (person, "view", "2026-03-01T10:00:00Z", (string?)null, (string?)null), (person, "order", "2026-03-01T11:00:00Z", null, null) })]);
        AppendEvents((1, "add", "2026-03-01T10:10:00Z", null, null));
        Assert.Equal("1 1000; 2 1 600; 3 1 3000 open 999", await FunnelAsync(FunnelMode.Sequential, "view add order"));
    }

    [Fact]
    public async Task Steps_are_taken_in_order_strictly_or_in_any_order()
    {
        AppendProfiles([1, 2, 3, 4, 5]);
        AppendEvents(
            (1, "view", "2026-03-01T10:00:00Z", null, null), (2, "view", "2026-03-01T10:00:00Z", null, null), (2, "order", "2026-03-01T10:05:00Z", null, null), (1, "add", "2026-03-01T10:10:00Z", null, null),
            (2, "add", "2026-03-01T10:20:00Z", null, null), (1, "order", "2026-03-01T10:30:00Z", null, null), (3, "view", "2026-03-01T10:00:00Z", null, null), (3, "add", "2026-03-09T10:00:00Z", null, null),
            (4, "view", "2026-03-02T10:00:00Z", null, null), (4, "remove", "2026-03-02T10:01:00Z", null, null), (4, "add", "2026-03-02T10:02:00Z", null, null), (4, "order", "2026-03-02T10:03:00Z", null, null),
            (5, "view", "2026-03-02T10:00:00Z", null, null), (5, "view", "2026-03-02T11:00:00Z", null, null), (5, "view", "2026-04-02T11:00:00Z", null, null));
        Assert.Equal("1 5; 2 3 600; 3 2 630 open 3", await FunnelAsync(FunnelMode.Sequential, "view add order"));
        Assert.Equal("1 4; 2 2 900; 3 1 1200 removed 1 open 3", await FunnelAsync(FunnelMode.Sequential, "view add order", "remove"));
        Assert.Equal("1 5; 2 1 600; 3 1 1200 open 4", await FunnelAsync(FunnelMode.Strict, "view add order"));
        Assert.Equal("1 5; 2 3 300; 3 3 900 open 2", await FunnelAsync(FunnelMode.Any, "view add order"));
        // The same event twice needs two events.
        Assert.Equal("1 5; 2 1 3600 open 4", await FunnelAsync(FunnelMode.Sequential, "view view"));
        Assert.Equal("1 5; 2 3 600; 1/1 2; 1/2 2 660; 2/1 3; 2/2 1 600 open 2", await FunnelAsync(FunnelMode.Sequential, "view add", null, bySource: true));
    }

    [Fact]
    public async Task A_step_may_ask_for_a_property()
    {
        AppendProfiles([1]);
        AppendEvents((1, "view", "2026-03-01T10:00:00Z", null, null), (1, "add", "2026-03-01T10:01:00Z", null, null));
        var days = ReportPeriods.Of(At("2026-03-31"), PeriodLength.Day, Day("2026-03-01"), Day("2026-03-02"));
        foreach (var (size, reached) in new[] { (42, 1), (41, 0) })
        {
            var rule = (EventRule)RuleReader.Read(System.Text.Json.JsonDocument.Parse($$"""{"event":"add","where":[{"property":"size","equals":{{size}}}]}""").RootElement, out _)!;
            var shape = new FunnelShape([Event("view"), rule.Events], [], FunnelMode.Sequential, 86_400_000_000);
            Assert.Equal(reached, (await AskAsync(Dialect.Funnel(new FunnelQuestion(Between(days), shape, At("2026-03-05"), false)))).Single(row => row is { Part: null, Step: 2 }).People);
        }
    }

    // The example of https://yandex.com/support/metrica/en/reports/attribution-model: a search, an ad, an ad in a social network, and the typed address.
    [Theory]
    [InlineData(AttributionModel.Last, "social 100, direct 100, google.com 100, ya 100")]
    [InlineData(AttributionModel.LastSignificant, "social 200, google.com 100, ya 100")]
    [InlineData(AttributionModel.First, "google.com 400")]
    [InlineData(AttributionModel.Linear, "google.com 208, ya 108, social 58, direct 25")]
    public async Task An_order_is_ascribed_to_visits_before_it_by_the_model(AttributionModel model, string expected)
    {
        AppendProfiles([1, 2]);
        AppendEvents(
            (1, "/", "2026-03-01T10:00:00Z", null, "https://www.google.com/search"), (1, "/a", "2026-03-01T10:20:00Z", null, "https://shop.example/"), (1, "/", "2026-03-03T10:00:00Z", "YA", null),
            (1, "/", "2026-03-03T10:05:00Z", "social", null), (1, "/", "2026-03-07T10:00:00Z", null, null), (1, "Order Completed", "2026-03-07T10:10:00Z", null, null), (1, "/", "2026-03-20T10:00:00Z", "late", null));
        var orders = new Rows(ColumnSchema.Orders);
        foreach (var (id, person, at) in new[] { ("a", 1, "2026-03-01T11:00:00Z"), ("b", 1, "2026-03-03T10:04:00Z"), ("c", 1, "2026-03-03T11:00:00Z"), ("d", 1, "2026-03-07T10:10:00Z"), ("e", 2, "2026-03-07T10:10:00Z") })
            orders.Add(("order_key", id[0]), ("source", 1), ("order_id", id), ("profile", person), ("ordered_at", Us(at)), ("status", "completed"), ("net", 100m), ("is_return_only", false));
        Append(orders.Block);
        var days = ReportPeriods.Of(At("2026-03-31"), PeriodLength.Day, Day("2026-03-01"), Day("2026-03-31"));
        var statement = Dialect.Campaigns(new CampaignQuestion(Between(days), model, 90L * 86_400_000_000, ByCampaign: true));
        var rows = await AskAsync(statement);
        var total = rows.Single(row => row.Source is null);
        Assert.Equal((5L, 1L, 500m, 2L), (total.Visits, total.Visitors, Math.Round(total.Revenue, 2), total.People));
        Assert.Equal(100m, rows.Single(row => row.Source == "").Revenue);
        var named = rows.Where(row => row.Source is not (null or "") && row.Revenue > 0).OrderByDescending(row => row.Revenue).ThenBy(row => row.Source == "social" ? "" : row.Source, StringComparer.Ordinal);
        Assert.Equal(expected, string.Join(", ", named.Select(row => $"{row.Source} {row.Revenue:0}")));
        Assert.Equal([2], await PeopleAsync(statement, Cell("utm_source", ""), Cell("utm_medium", "")));
    }

    [Fact]
    public async Task Brands_share_people_more_often_than_ids_of_records()
    {
        AppendProfiles([1, 2, 3]);
        var records = new Rows(ColumnSchema.Record);
        foreach (var (record, person, brand, id) in new[] { (1, 1, 1, "a"), (2, 1, 2, "b"), (3, 2, 1, "c"), (4, 2, 2, "c"), (5, 3, 2, "d"), (6, 3, 2, "e") })
            records.Add(("record", record), ("profile", person), ("source", brand), ("brand", brand), ("kind", "person"), ("external_id", id), ("created_at", Us("2026-03-01")));
        Append(records.Block);
        var statement = Dialect.Overlap(new OverlapQuestion(BySource: false, null));
        Assert.Equal(["1 1 2 2", "1 2 2 1", "2 2 3 4"], (await AskAsync(statement)).Select(row => $"{row.A} {row.B} {row.People} {row.Records}"));
        Assert.Equal([1L, 2L], await PeopleAsync(statement, Cell("a", "1"), Cell("b", "2")));
    }

    [Fact]
    public async Task New_people_are_counted_where_they_came_with_what_is_known_of_them()
    {
        AppendProfiles([1], "2026-01-31T21:30:00Z", "phone", "email");
        AppendProfiles([2], "2026-02-10", "anonymous_id");
        AppendProfiles([3], "2025-02-10", "user_id");
        AppendProfiles([4], "2025-05-01", "user_id"); // Of before, and the record that began it was taken out of it since.
        var records = new Rows(ColumnSchema.Record);
        foreach (var (record, person, source, at) in new[]
        {
            (1, 1, 1, "2026-01-31T21:30:00Z"), (2, 1, 1, "2026-02-20"), (3, 2, 2, "2026-02-10"), (4, 3, 3, "2025-02-10"), (5, 4, 4, "2026-02-15"), (6, 3, 9, "2026-02-25"),
        })
            records.Add(("record", record), ("profile", person), ("source", source), ("brand", 1), ("kind", "person"), ("external_id", $"{record}"), ("created_at", Us(at)));
        Append(records.Block);
        var moscow = new RuleMoment(Us("2026-03-05"), TimeZoneInfo.FindSystemTimeZoneById("Europe/Moscow"));
        var months = ReportPeriods.Of(moscow, PeriodLength.Month, Day("2026-01-01"), Day("2026-03-31"));
        var statement = Dialect.Growth(new GrowthQuestion(Between(months), months));
        var rows = await AskAsync(statement);
        Assert.Equal(["-1 1 0 0 0 0", "1 3 1 1 1 2"], rows.Select(row => $"{row.Period} {row.People} {row.WithPhone} {row.WithEmail} {row.Anonymous} {row.Joined}"));
        // Each record is counted once: as the one that began a profile, or as one that joined it.
        Assert.Equal(6, rows.Sum(row => row.People + row.Joined));
        Assert.Equal([1L, 2L, 4L], await PeopleAsync(statement, Cell("cell", "1"), Cell("how", "began")));
        Assert.Equal([1L], await PeopleAsync(statement, Cell("cell", "1"), Cell("how", "began"), Cell("phone", "true")));
        Assert.Equal([1L], await PeopleAsync(statement, Cell("cell", "1"), Cell("how", "began"), Cell("email", "true")));
        Assert.Equal([2L], await PeopleAsync(statement, Cell("cell", "1"), Cell("how", "began"), Cell("known", "false")));
        Assert.Equal([1L, 4L], await PeopleAsync(statement, Cell("cell", "1"), Cell("how", "began"), Cell("known", "true")));
        Assert.Equal([1L, 3L], await PeopleAsync(statement, Cell("cell", "1"), Cell("how", "joined")));
        Assert.Equal([3L], await PeopleAsync(statement, Cell("cell", "-1")));
        Assert.Equal(1, (await AskAsync(Dialect.Growth(new GrowthQuestion(Between(months) with { Source = 2 }, months)))).Sum(row => row.People));
        // Of one source: its person came before by another, and its record joined that one.
        Assert.Equal(["-1 1 0", "1 0 1"], (await AskAsync(Dialect.Growth(new GrowthQuestion(Between(months) with { Source = 9 }, months)))).Select(row => $"{row.Period} {row.People} {row.Joined}"));
    }

    [Fact]
    public async Task People_move_between_groups_and_who_was_not_there_is_said()
    {
        AppendProfiles([1, 2, 3, 4, 5]);
        var orders = new Rows(ColumnSchema.Orders);
        foreach (var (id, person, at, net) in new[]
        {
            ("a", 1, "2026-01-21", 10m), ("b", 1, "2026-02-11", 10m), ("c", 2, "2026-02-10", 10m), ("d", 2, "2026-02-12", 0m), ("e", 3, "2026-01-25", 10m), ("f", 4, "2026-01-15", 10m), ("g", 5, "2026-01-22", 5m),
            ("h", 5, "2026-01-23", 5m),
        })
            orders.Add(("order_key", id[0]), ("source", 1), ("order_id", id), ("profile", person), ("ordered_at", Us(at)), ("status", net == 0 ? "cancelled" : "completed"), ("net", net), ("is_return_only", false));
        Append(orders.Block);
        RfmQuestion Of(string from, string day)
        {
            var days = ReportPeriods.Of(At("2026-03-05"), PeriodLength.Day, Day(from), Day(day));
            return new RfmQuestion(Between(days), days, new RfmScale(RfmMode.Fixed, 2) { Recency = [20], Frequency = [1], Monetary = [15] });
        }
        // Recency is of no matter to these groups: who is only longer ago has stayed.
        RfmGroup[] groups = [new("once", null, (1, 2), (1, 1), (1, 2)), new("often", null, (1, 2), (2, 2), (2, 2)), new("shadowed", null, (1, 2), (1, 2), (2, 2))];
        var statement = Dialect.Transitions(Of("2026-01-01", "2026-01-31"), Of("2026-01-20", "2026-02-28"), groups);
        Assert.Equal(["none once 1", "once none 1", "once often 1", "once once 1", "others others 1"], (await AskAsync(statement)).Select(row => $"{row.Earlier} {row.Later} {row.People}").Order(StringComparer.Ordinal));
        Assert.Equal([2L], await PeopleAsync(statement, Cell("earlier", "none"), Cell("later", "once")));
        Assert.Equal([3L, 5L], await PeopleAsync(statement, Cell("change", "stayed")));
        Assert.Equal([1L], await PeopleAsync(statement, Cell("change", "moved")));
        Assert.Equal([2L], await PeopleAsync(statement, Cell("change", "appeared")));
        Assert.Equal([4L], await PeopleAsync(statement, Cell("change", "gone")));
        var nameless = Dialect.Transitions(Of("2026-01-01", "2026-01-31"), Of("2026-01-20", "2026-02-28"), []);
        Assert.Equal([1L, 3L, 5L], await PeopleAsync(nameless, Cell("change", "stayed")));
    }
}
