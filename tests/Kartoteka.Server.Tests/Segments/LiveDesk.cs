using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;

namespace Kartoteka.Server.Tests.Segments;

/// <summary>Sends events and looks at memberships, of one server.</summary>
internal sealed class LiveDesk(ServerFixture server)
{
    public async Task SendAsync(params object[] batch)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/v1/batch") { Content = JsonContent.Create(new { batch }) };
        request.Headers.Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.ASCII.GetBytes($"{server.WriteKey}:")));
        using var answer = await server.Anonymous.SendAsync(request);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    public Task TrackAsync(string user, string name, object? properties = null, string? at = null) => SendAsync(at is null
        ? new { type = "track", userId = user, @event = name, properties = properties ?? new { } }
        : new { type = "track", userId = user, @event = name, properties = properties ?? new { }, timestamp = at });

    public async Task MakeAsync(string key, string rule)
    {
        using var made = await server.Full.PostAsJsonAsync("/api/segments", new { key, name = $"Segment {key}", rule = JsonDocument.Parse(rule).RootElement });
        Assert.Equal(HttpStatusCode.Created, made.StatusCode);
        await Eventually.TrueAsync(async () => (await SegmentAsync(key)).GetProperty("state").GetString() == "live");
    }

    public Task<JsonElement> SegmentAsync(string key) => server.Full.GetFromJsonAsync<JsonElement>($"/api/segments/{key}");

    public Task<JsonElement> ProfileAsync(string user) => server.Full.GetFromJsonAsync<JsonElement>($"/api/profiles/by/user_id/{user}");

    /// <summary>Keys of the segments on a profile's card.</summary>
    public async Task<string[]> SegmentsOfAsync(string user) => [.. (await ProfileAsync(user)).GetProperty("segments").EnumerateArray().Select(segment => segment.GetProperty("key").GetString()!)];

    public Task InAsync(string user, string key) => Eventually.TrueAsync(async () => (await SegmentsOfAsync(user)).Contains(key));

    public Task OutAsync(string user, string key) => Eventually.TrueAsync(async () => !(await SegmentsOfAsync(user)).Contains(key));

    /// <summary>Entries and exits of a profile, oldest first, as <c>+key reason</c> and <c>-key reason</c>.</summary>
    public async Task<string[]> SaidAsync(string user)
    {
        var id = (await ProfileAsync(user)).GetProperty("id").GetString();
        var events = await server.Full.GetFromJsonAsync<JsonElement>($"/api/profiles/{id}/events?source=segments&limit=100");
        return [.. events.GetProperty("events").EnumerateArray().OrderBy(one => one.GetProperty("position").GetInt64()).Select(one =>
        {
            var properties = one.GetProperty("body").GetProperty("properties");
            return $"{(one.GetProperty("event").GetString() == "Segment Entered" ? '+' : '-')}{properties.GetProperty("segment").GetString()} {properties.GetProperty("reason").GetString()}";
        })];
    }

    /// <summary>Waits until memberships know all that was committed.</summary>
    public async Task LevelAsync()
    {
        var head = (await server.Full.GetFromJsonAsync<JsonElement>("/api/stats")).GetProperty("position").GetInt64();
        await Eventually.TrueAsync(async () => (await server.Full.GetFromJsonAsync<JsonElement>("/api/followers/columns")).GetProperty("position").GetInt64() >= head);
        await Eventually.TrueAsync(async () =>
        {
            var segments = (await server.Full.GetFromJsonAsync<JsonElement>("/api/segments")).GetProperty("segments");
            return segments.EnumerateArray().All(segment => segment.GetProperty("state").GetString() == "live" && segment.GetProperty("asOf").GetInt64() >= head);
        });
    }
}
