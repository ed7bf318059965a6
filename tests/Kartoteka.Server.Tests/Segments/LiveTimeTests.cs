using System.Net.Http.Json;
using System.Text.Json;
using Kartoteka.Modules.Segments.Live;
using Kartoteka.Storage.Segments;
using Microsoft.Extensions.DependencyInjection;

namespace Kartoteka.Server.Tests.Segments;

/// <summary>Members change because time passes, at the edge and not before.</summary>
public sealed class LiveTimeTests
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    /// <summary>Moves the clock, and waits until memberships were looked at then.</summary>
    private static async Task AdvanceAsync(ServerWithClock own, TimeSpan by)
    {
        own.Time.Advance(by);
        var now = own.Time.GetUtcNow();
        await Eventually.TrueAsync(async () => (await own.Server.Full.GetFromJsonAsync<JsonElement>("/api/segments")).GetProperty("segments").EnumerateArray()
            .All(segment => segment.GetProperty("evaluatedAt").GetDateTimeOffset() >= now));
    }

    [Fact]
    public async Task Windows_and_gaps_end_at_their_edge_and_events_of_the_future_count_when_they_happen()
    {
        await using var own = await Fixtures.WithClockAsync();
        var desk = new LiveDesk(own.Server);
        await desk.MakeAsync("recent", """{"event":"Seen","within":{"last":{"hours":3}}}""");
        await desk.MakeAsync("left", """{"sequence":[{"event":"Added"},{"not":{"event":"Bought"},"within":{"hours":1}}]}""");
        await desk.MakeAsync("late", """{"event":"Delivered"}""");
        var now = own.Time.GetUtcNow();
        await desk.TrackAsync("ann", "Seen", at: now.ToString("O"));
        await desk.TrackAsync("ann", "Added", at: now.ToString("O"));
        await desk.TrackAsync("ann", "Delivered", at: now.AddHours(2).ToString("O"));
        await desk.InAsync("ann", "recent");
        await desk.LevelAsync();
        Assert.Equal(["recent"], await desk.SegmentsOfAsync("ann"));
        await AdvanceAsync(own, TimeSpan.FromHours(1) - Second);
        Assert.Equal(["recent"], await desk.SegmentsOfAsync("ann"));
        await AdvanceAsync(own, Second);
        Assert.Equal(["left", "recent"], await desk.SegmentsOfAsync("ann"));
        await AdvanceAsync(own, TimeSpan.FromHours(1));
        Assert.Equal(["late", "left", "recent"], await desk.SegmentsOfAsync("ann"));
        // To the very moment the window holds.
        await AdvanceAsync(own, TimeSpan.FromHours(1));
        Assert.Contains("recent", await desk.SegmentsOfAsync("ann"));
        await AdvanceAsync(own, Second);
        Assert.Equal(["late", "left"], await desk.SegmentsOfAsync("ann"));
        Assert.Equal(["+recent event", "+left time", "+late time", "-recent time"], await desk.SaidAsync("ann"));
    }

    [Fact]
    public async Task Days_end_at_the_companys_midnight_and_with_its_zone()
    {
        await using var own = await Fixtures.WithClockAsync();
        var desk = new LiveDesk(own.Server);
        await desk.MakeAsync("today", """{"event":"Seen","within":{"last":{"days":0}}}""");
        await desk.TrackAsync("ann", "Seen", at: own.Time.GetUtcNow().ToString("O"));
        await desk.InAsync("ann", "today");
        // 09:30 in UTC is 12:30 in Moscow: eleven and a half hours are left of the day.
        await AdvanceAsync(own, TimeSpan.FromHours(11.5) - Second);
        Assert.Equal(["today"], await desk.SegmentsOfAsync("ann"));
        await AdvanceAsync(own, Second);
        Assert.Empty(await desk.SegmentsOfAsync("ann"));
        (await own.Server.Full.PutAsJsonAsync("/api/company", new { timeZone = "Europe/London" })).EnsureSuccessStatusCode();
        await desk.InAsync("ann", "today");
        Assert.Equal(["+today event", "-today time", "+today time"], await desk.SaidAsync("ann"));
    }

    [Fact]
    public async Task The_value_of_a_trait_over_hours_ends_at_its_edge_though_nothing_happens()
    {
        await using var own = await Fixtures.WithClockAsync();
        var desk = new LiveDesk(own.Server);
        var formula = JsonDocument.Parse("""{"event":"Seen","within":{"last":{"hours":3}},"count":true}""").RootElement;
        (await own.Server.Full.PostAsJsonAsync("/api/computed", new { key = "seen_lately", name = "n", formula })).EnsureSuccessStatusCode();
        await desk.TrackAsync("ann", "Seen", at: own.Time.GetUtcNow().ToString("O"));
        await ValueAsync(1);
        // Nothing comes and no edge passes: nobody is asked about, and nothing is written.
        var (keeper, kept) = (ActivatorUtilities.CreateInstance<ValueKeeper>(own.Server.App.Services), own.Server.App.Services.GetRequiredService<IProfileDerivations>());
        await Eventually.TrueAsync(async () => !await keeper.TurnAsync(default));
        var known = await kept.ReadValuesProgressAsync(default);
        for (var minutes = 0; minutes < 180; minutes += 12)
        {
            own.Time.Advance(TimeSpan.FromMinutes(12) - (minutes == 0 ? Second : TimeSpan.Zero));
            Assert.False(await keeper.TurnAsync(default));
            Assert.Equal(known, await kept.ReadValuesProgressAsync(default));
        }
        Assert.Equal(1, (await desk.ProfileAsync("ann")).GetProperty("computed").GetProperty("seen_lately").GetInt32());
        own.Time.Advance(Second + Second);
        await ValueAsync(0);
        Assert.True((await kept.ReadValuesProgressAsync(default)).EvaluatedAtUs > known.EvaluatedAtUs);

        Task ValueAsync(int expected) => Eventually.TrueAsync(async () =>
            (await desk.ProfileAsync("ann")).GetProperty("computed").TryGetProperty("seen_lately", out var value) && value.GetInt32() == expected);
    }
}
