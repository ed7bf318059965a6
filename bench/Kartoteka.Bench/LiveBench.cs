using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Kartoteka.Bench.Load;
using Kartoteka.Domain.Segments;

namespace Kartoteka.Bench;

/// <summary>
/// How soon an event is a membership that a card shows, while events come at a rate and profiles are read by identifier; the replica's own lag beside it,
/// which no membership can undercut, what the stages took and what memory.
/// </summary>
internal static class LiveBench
{
    private const int BatchEvents = 100, SessionEvents = 5, Connections = 16, ReadConnections = 64;

    /// <summary>People who are on the site, and come again and again. Who has not been there for a month changes a dozen of the hundred segments with the first view, and then few.</summary>
    private const int Visitors = 5_000;

    /// <summary>Entries that are waited for on a card, a second.</summary>
    private const int ProbesPerSecond = 10;

    private const string Probe = "probe";
    private static readonly TimeSpan PollEvery = TimeSpan.FromMilliseconds(20), ProbeMax = TimeSpan.FromSeconds(30);

    /// <param name="kept">Folder of a base that stays, and is made when it is not there yet; empty for one that goes away.</param>
    public static async Task RunAsync(Report report, int profiles, int eventsEach, int rate, int reads, int seconds, string kept)
    {
        var folder = kept.Length > 0 ? kept : Directory.CreateTempSubdirectory("kartoteka-bench-").FullName;
        try
        {
            report.Line($"\n### A hundred segments over {profiles:N0} profiles and {(long)profiles * eventsEach:N0} events, {rate:N0} events/s and {reads:N0} reads/s for {seconds} s\n");
            report.Line("| what | |");
            report.Line("|---|---|");
            await LiveBase.MakeAsync(report, folder, profiles, eventsEach);
            await using var server = await ServerUnderTest.ProductAsync(folder);
            using var client = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{server.Port}") };
            client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", ServerUnderTest.ApiToken);
            await FillAsync(report, server, client);
            // The first seconds compile the way of events, beside all else, and bring the visitors to the site.
            await LoadAsync(server, client, profiles, rate, reads, TimeSpan.FromSeconds(seconds / 2.0));
            await LevelAsync(report, server, client);
            var changes = await ChangesAsync(client);
            var before = await StagesAsync(client);
            server.CoresSince(1);
            var watch = Stopwatch.StartNew();
            var load = await LoadAsync(server, client, profiles, rate, reads, TimeSpan.FromSeconds(seconds));
            report.Line($"| from sending an event to its membership on the card, p50 / p99 / p99.9 / max, ms | {load.Members} |");
            report.Line($"| from sending an event until the replica has it, the same, ms | {load.Replica} |");
            changes = await ChangesAsync(client) - changes;
            report.Line(string.Create(CultureInfo.InvariantCulture, $"| memberships that changed, a second | {changes / load.Events.Seconds:F0} |"));
            report.Line($"| profile by identifier, the same, ms | {load.Reads.Latency} ({load.Reads.PerSecond:N0}/s, {load.Reads.Failed} failed) |");
            report.Line($"| a request of {BatchEvents} events, the same, ms | {load.Events.Latency} ({load.Events.PerSecond * BatchEvents:N0} events/s, {load.Events.Failed} failed) |");
            report.Line(string.Create(CultureInfo.InvariantCulture, $"| cores of the server; of the load | {server.CoresSince(watch.Elapsed.TotalSeconds):F2}; {load.Events.GeneratorCores:F2} |"));
            report.Line($"| resident; without the pages of mapped files, MB | {server.ResidentBytes >> 20}; {server.OwnBytes >> 20} |");
            foreach (var (stage, took) in await StagesAsync(client))
                report.Line(string.Create(CultureInfo.InvariantCulture, $"| {stage}, ms a second | {(took - before.GetValueOrDefault(stage)) * 1000 / watch.Elapsed.TotalSeconds:F1} |"));
        }
        finally
        {
            if (kept.Length == 0) Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task FillAsync(Report report, ServerUnderTest server, HttpClient client)
    {
        var watch = Stopwatch.StartNew();
        while ((await client.GetFromJsonAsync<JsonElement>("/api/followers/columns")) is var columns && (columns.GetProperty("rebuilding").GetBoolean() || columns.GetProperty("position").GetInt64() < columns.GetProperty("head").GetInt64()))
            await Task.Delay(100);
        report.Line(string.Create(CultureInfo.InvariantCulture, $"| until the replica is level, s; resident then, MB | {watch.Elapsed.TotalSeconds:F1}; {server.ResidentBytes >> 20} |"));
        watch.Restart();
        var rules = SegmentsBench.Hundred().Select((rule, i) => ($"s{i}", RuleWriter.Write(rule).ToJsonString())).Prepend((Probe, """{"event":"Probe Reached"}"""));
        foreach (var (key, rule) in rules)
        {
            // One that stayed is there already.
            using var made = await client.PostAsJsonAsync("/api/segments", new { key, name = "A segment", rule = JsonDocument.Parse(rule).RootElement });
        }
        while ((await client.GetFromJsonAsync<JsonElement>("/api/segments")).GetProperty("segments").EnumerateArray().Any(segment => segment.GetProperty("state").GetString() != "live")) await Task.Delay(100);
        report.Line(string.Create(CultureInfo.InvariantCulture, $"| until all segments are filled, s; resident then, MB | {watch.Elapsed.TotalSeconds:F1}; {server.ResidentBytes >> 20} |"));
        await LevelAsync(report, server, client);
    }

    private static async Task LevelAsync(Report report, ServerUnderTest server, HttpClient client)
    {
        var watch = Stopwatch.StartNew();
        while ((await MetricsAsync(client)).Any(line => line.StartsWith("kartoteka_follower_gap_positions", StringComparison.Ordinal) && !line.EndsWith(" 0", StringComparison.Ordinal))) await Task.Delay(500);
        report.Line(string.Create(CultureInfo.InvariantCulture, $"| until matching, search and members are level, s; resident then, MB | {watch.Elapsed.TotalSeconds:F1}; {server.ResidentBytes >> 20} |"));
    }

    private sealed record LiveLoad(LoadResult Events, LoadResult Reads, LatencyHistogram Members, LatencyHistogram Replica);

    private static async Task<LiveLoad> LoadAsync(ServerUnderTest server, HttpClient client, int profiles, int rate, int reads, TimeSpan duration)
    {
        var (members, replica) = (new LatencyHistogram(), new LatencyHistogram());
        // Other people each time, so that a base that stays has some who are no members yet.
        var seed = (int)(await client.GetFromJsonAsync<JsonElement>("/api/stats")).GetProperty("position").GetInt64();
        Random[] random = [.. Enumerable.Range(seed, 1 + Connections + ReadConnections).Select(one => new Random(one))];
        var events = Generator.OpenAsync(server.Port, Connections, (double)rate / BatchEvents, duration, connection => Batch(random[1 + connection], Math.Min(Visitors, profiles)));
        var read = Generator.OpenAsync(server.Port, ReadConnections, reads, duration, connection => Get($"/api/profiles/by/user_id/user-{random[1 + Connections + connection].Next(profiles):D7}"));
        var probes = new List<Task>();
        var watch = Stopwatch.StartNew();
        for (var probe = 0; probe < duration.TotalSeconds * ProbesPerSecond; probe++)
        {
            probes.Add(ProbeAsync(server.Port, client, $"user-{random[0].Next(profiles):D7}", members, replica));
            if (TimeSpan.FromSeconds((probe + 1.0) / ProbesPerSecond) - watch.Elapsed is var left && left > TimeSpan.Zero) await Task.Delay(left);
        }
        await Task.WhenAll(probes);
        return new LiveLoad(await events, await read, members, replica);
    }

    // One who was chosen in an earlier run is a member already, and tells nothing.
    private static async Task ProbeAsync(int port, HttpClient client, string person, LatencyHistogram members, LatencyHistogram replica)
    {
        var card = new Uri($"/api/profiles/by/user_id/{person}", UriKind.Relative);
        if (await IsMemberAsync()) return;
        var start = Stopwatch.GetTimestamp();
        using (var request = new HttpRequestMessage(HttpMethod.Post, new Uri($"http://127.0.0.1:{port}/v1/track")) { Content = JsonContent.Create(new { userId = person, @event = "Probe Reached" }) })
        {
            request.Headers.Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.ASCII.GetBytes($"{ServerUnderTest.WriteKey}:")));
            using var answer = await client.SendAsync(request);
            answer.EnsureSuccessStatusCode();
        }
        var position = (await client.GetFromJsonAsync<JsonElement>("/api/stats")).GetProperty("position").GetInt64();
        for (var inReplica = false; ;)
        {
            if (!inReplica && (await client.GetFromJsonAsync<JsonElement>("/api/followers/columns")).GetProperty("position").GetInt64() >= position)
            {
                inReplica = true;
                replica.RecordUs((long)Stopwatch.GetElapsedTime(start).TotalMicroseconds);
            }
            if (await IsMemberAsync() || Stopwatch.GetElapsedTime(start) > ProbeMax) break;
            await Task.Delay(PollEvery);
        }
        members.RecordUs((long)Stopwatch.GetElapsedTime(start).TotalMicroseconds);

        async Task<bool> IsMemberAsync() => (await client.GetStringAsync(card)).Contains($"\"key\":\"{Probe}\"", StringComparison.Ordinal);
    }

    private static byte[] Batch(Random random, int visitors)
    {
        var events = new List<string>(BatchEvents);
        for (var person = random.Next(visitors); events.Count < BatchEvents; person = random.Next(visitors))
        {
            for (var i = 0; i < SessionEvents; i++) events.Add($$$"""{{{LiveBase.Track(random, $"n{random.NextInt64()}")}}},"userId":"user-{{{person:D7}}}"}""");
        }
        var body = Encoding.UTF8.GetBytes($$"""{"batch":[{{string.Join(',', events)}}]}""");
        var key = Convert.ToBase64String(Encoding.ASCII.GetBytes($"{ServerUnderTest.WriteKey}:"));
        return [.. Encoding.ASCII.GetBytes($"POST /v1/batch HTTP/1.1\r\nHost: localhost\r\nAuthorization: Basic {key}\r\nContent-Type: application/json\r\nContent-Length: {body.Length}\r\n\r\n"), .. body];
    }

    private static byte[] Get(string path) => Encoding.ASCII.GetBytes($"GET {path} HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer {ServerUnderTest.ApiToken}\r\n\r\n");

    private static async Task<long> ChangesAsync(HttpClient client) => (await client.GetFromJsonAsync<JsonElement>("/api/segments")).GetProperty("segments").EnumerateArray()
        .Sum(segment => segment.GetProperty("entered24h").GetInt64() + segment.GetProperty("exited24h").GetInt64());

    private static async Task<string[]> MetricsAsync(HttpClient client) => (await client.GetStringAsync(new Uri("/metrics", UriKind.Relative))).Split('\n');

    private static async Task<Dictionary<string, double>> StagesAsync(HttpClient client) => (await MetricsAsync(client))
        .Where(line => line.Contains("_seconds_total{stage=", StringComparison.Ordinal))
        .ToDictionary(line => line[..line.LastIndexOf(' ')].Replace("kartoteka_", "", StringComparison.Ordinal).Replace("_seconds_total", "", StringComparison.Ordinal), line => double.Parse(line[line.LastIndexOf(' ')..], CultureInfo.InvariantCulture));
}
