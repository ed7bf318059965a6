using System.Text.Json;

namespace Kartoteka.Server.Tests.Ingest;

public sealed class ActivityTests
{
    [Fact]
    public async Task What_came_from_a_source_is_shown_by_hour_or_by_day()
    {
        await using var server = await Fixtures.WithClockAsync();
        var sender = await Sender.SourceAsync(server.Server, "busy");
        await sender.SendAsync("/v1/track", """{"userId":"1","event":"A","messageId":"1"}""");
        await sender.SendAsync("/v1/track", """{"userId":"1","event":"A","messageId":"1"}""");
        server.Time.Advance(TimeSpan.FromHours(2));
        await sender.SendAsync("/v1/track", """{"userId":"1","messageId":"2"}""");
        server.Time.Advance(TimeSpan.FromDays(1));
        await sender.SendAsync("/v1/track", """{"userId":"1","event":"A","messageId":"3"}""");

        var hours = await sender.GetAsync("/api/sources/busy/activity?days=3");
        Assert.Equal(("hour", "2026-01-13T12:00:00+00:00"), (hours.GetProperty("step").GetString(), hours.GetProperty("from").GetString()));
        Assert.Equal(["2026-01-15T09:00:00+00:00 2=1+1+0", "2026-01-15T11:00:00+00:00 1=0+0+1", "2026-01-16T11:00:00+00:00 1=1+0+0"], Points(hours));
        Assert.Equal(["2026-01-16T11:00:00+00:00 1=1+0+0"], Points(await sender.GetAsync("/api/sources/busy/activity?days=1")));
        var days = await sender.GetAsync("/api/sources/busy/activity?days=30");
        Assert.Equal(("day", "2025-12-18T00:00:00+00:00"), (days.GetProperty("step").GetString(), days.GetProperty("from").GetString()));
        Assert.Equal(["2026-01-15T00:00:00+00:00 3=1+1+1", "2026-01-16T00:00:00+00:00 1=1+0+0"], Points(days));
        Assert.Equal(404, (int)(await server.Server.Full.GetAsync("/api/sources/nobody/activity")).StatusCode);
    }

    private static IEnumerable<string> Points(JsonElement view) => view.GetProperty("points").EnumerateArray().Select(point =>
        $"{point.GetProperty("at").GetString()} {point.GetProperty("received")}={point.GetProperty("stored")}+{point.GetProperty("duplicate")}+{point.GetProperty("quarantined")}");
}
