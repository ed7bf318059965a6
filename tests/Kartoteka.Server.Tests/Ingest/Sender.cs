using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;

namespace Kartoteka.Server.Tests.Ingest;

/// <summary>Sends as an SDK does, and reads as the API's users do.</summary>
internal sealed class Sender(ServerFixture server, string writeKey)
{
    public static Sender Of(ServerFixture server) => new(server, server.WriteKey);

    /// <summary>A new source with its own key.</summary>
    public static async Task<Sender> SourceAsync(ServerFixture server, string key, string kind = "web", string? idNamespace = null)
    {
        var answer = await server.Full.PostAsync("/api/sources", Json(JsonSerializer.Serialize(new { key, name = key, kind, idNamespace = idNamespace ?? key })));
        answer.EnsureSuccessStatusCode();
        return new Sender(server, (await ServerFixture.JsonAsync(answer)).GetProperty("writeKey").GetString()!);
    }

    public Task<HttpResponseMessage> PostAsync(string route, string body) => PostAsync(route, Encoding.UTF8.GetBytes(body));

    public Task<HttpResponseMessage> PostAsync(string route, byte[] body, string? encoding = null)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, route) { Content = new ByteArrayContent(body) };
        request.Headers.Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{writeKey}:")));
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("text/plain");
        if (encoding is not null) request.Content.Headers.ContentEncoding.Add(encoding);
        return server.Anonymous.SendAsync(request);
    }

    /// <summary>Sends one event that must be accepted.</summary>
    public async Task SendAsync(string route, string body) => (await PostAsync(route, body)).EnsureSuccessStatusCode();

    public async Task<JsonElement> GetAsync(string path)
    {
        var answer = await server.Full.GetAsync(path);
        Assert.True(answer.IsSuccessStatusCode, $"{path}: {(int)answer.StatusCode} {await answer.Content.ReadAsStringAsync()}");
        return await ServerFixture.JsonAsync(answer);
    }

    public Task<(int Status, JsonElement Body)> PostJsonAsync(string path, object body) => SendJsonAsync(HttpMethod.Post, path, body);

    public async Task<(int Status, JsonElement Body)> SendJsonAsync(HttpMethod method, string path, object body)
    {
        var answer = await server.Full.SendAsync(new HttpRequestMessage(method, path) { Content = Json(JsonSerializer.Serialize(body)) });
        var text = await answer.Content.ReadAsStringAsync();
        return ((int)answer.StatusCode, text.Length == 0 ? default : JsonDocument.Parse(text).RootElement);
    }

    /// <summary>received, stored, duplicate, quarantined; the sum is checked on the way.</summary>
    public async Task<(long Received, long Stored, long Duplicate, long Quarantined)> StatsAsync()
    {
        var stats = await GetAsync("/api/stats");
        var counts = (Read("received"), Read("stored"), Read("duplicate"), Read("quarantined"));
        Assert.Equal(counts.Item1, counts.Item2 + counts.Item3 + counts.Item4);
        return counts;

        long Read(string name) => stats.GetProperty(name).GetInt64();
    }

    public static StringContent Json(string text) => new(text, Encoding.UTF8, "application/json");

    /// <summary>Waits until a follower has brought it about.</summary>
    public static async Task Eventually(Func<Task<bool>> condition, string what)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        while (!await condition())
        {
            Assert.False(limit.IsCancellationRequested, $"Not found by: {what}");
            await Task.Delay(20);
        }
    }
}
