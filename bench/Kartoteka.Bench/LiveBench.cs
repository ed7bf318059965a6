using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Kartoteka.Domain.Segments;
using Kartoteka.Storage;
using Kartoteka.Storage.Embedded.Ledger;

namespace Kartoteka.Bench;

/// <summary>How soon after its 200 an event is known to a hundred segments, while events come at a rate, and what a card takes meanwhile.</summary>
internal static class LiveBench
{
    private const int BatchEvents = 100;

    public static async Task RunAsync(Report report, int profiles, int eventsEach, int rate, int seconds)
    {
        var folder = Directory.CreateTempSubdirectory("kartoteka-bench-").FullName;
        try
        {
            await using (var fresh = SqliteLedger.Open(folder, TimeProvider.System))
            {
                var brand = (await fresh.ListBrandsAsync(default))[0];
                await fresh.AddSourceAsync(new Source(0, "default", "Default", "server", "default", brand.Id, brand.LegalEntityId, 100, true, 0), null, default);
            }
            await Filler.FillAsync(folder, 0, profiles, eventsEach);
            await using var server = await ServerUnderTest.ProductAsync(folder);
            using var client = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{server.Port}") };
            client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", ServerUnderTest.ApiToken);
            report.Line($"\n### A hundred segments over {profiles:N0} profiles and {(long)profiles * eventsEach:N0} events, {rate:N0} events/s for {seconds} s\n");
            report.Line("| what | |");
            report.Line("|---|---|");
            while ((await client.GetFromJsonAsync<JsonElement>("/api/followers/columns")).GetProperty("rebuilding").GetBoolean()) await Task.Delay(200);
            await DeclareAsync(client, server);
            var watch = Stopwatch.StartNew();
            var number = 0;
            foreach (var rule in SegmentsBench.Hundred())
            {
                using var made = await client.PostAsJsonAsync("/api/segments", new { key = $"s{number++}", name = "A segment", rule = RuleWriter.Write(rule) });
                made.EnsureSuccessStatusCode();
            }
            while ((await client.GetFromJsonAsync<JsonElement>("/api/segments")).GetProperty("segments").EnumerateArray().Any(segment => segment.GetProperty("state").GetString() != "live")) await Task.Delay(100);
            report.Line(string.Create(CultureInfo.InvariantCulture, $"| {number} segments made and filled, s | {watch.Elapsed.TotalSeconds:F1} |"));
            await FollowAsync(report, server, client, profiles, rate, seconds);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    // The rules name traits, which the catalogue has to know.
    private static async Task DeclareAsync(HttpClient client, ServerUnderTest server)
    {
        using var known = await SendAsync(client, server, [new { type = "identify", userId = "bench", traits = new { city = "Омск", birthday = "1990-05-17" } }]);
        known.EnsureSuccessStatusCode();
    }

    private static async Task<HttpResponseMessage> SendAsync(HttpClient client, ServerUnderTest server, object[] batch)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri($"http://127.0.0.1:{server.Port}/v1/batch")) { Content = JsonContent.Create(new { batch }) };
        request.Headers.Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.ASCII.GetBytes($"{ServerUnderTest.WriteKey}:")));
        return await client.SendAsync(request);
    }

    private static async Task FollowAsync(Report report, ServerUnderTest server, HttpClient client, int profiles, int rate, int seconds)
    {
        var (random, commits, known) = (new Random(5), new Queue<(long Position, long At)>(), new Load.LatencyHistogram());
        var cards = new Load.LatencyHistogram();
        string[] names = ["Product Viewed", "Product Viewed", "Product Added", "Order Completed"];
        server.CoresSince(1);
        var watch = Stopwatch.StartNew();
        for (var sent = 0; sent < rate * seconds || commits.Count > 0;)
        {
            if (sent < rate * seconds && watch.Elapsed.TotalSeconds * rate >= sent)
            {
                object[] batch = [.. Enumerable.Range(0, BatchEvents).Select(_ => new
                {
                    type = "track", userId = $"live{random.Next(profiles)}", @event = names[random.Next(names.Length)], properties = new { revenue = random.Next(1_000), category = random.Next(2) == 0 ? "Обувь" : "Сумки" },
                })];
                (await SendAsync(client, server, batch)).Dispose();
                commits.Enqueue(((await client.GetFromJsonAsync<JsonElement>("/api/stats")).GetProperty("position").GetInt64(), Stopwatch.GetTimestamp()));
                sent += BatchEvents;
            }
            var asked = Stopwatch.GetTimestamp();
            using (await client.GetAsync($"/api/profiles/by/user_id/live{random.Next(profiles)}")) cards.RecordUs((long)Stopwatch.GetElapsedTime(asked).TotalMicroseconds);
            var asOf = (await client.GetFromJsonAsync<JsonElement>("/api/segments/s0")).GetProperty("asOf").GetInt64();
            while (commits.TryPeek(out var oldest) && oldest.Position <= asOf) known.RecordUs((long)Stopwatch.GetElapsedTime(commits.Dequeue().At).TotalMicroseconds);
            if (watch.Elapsed.TotalSeconds > seconds * 3) break;
        }
        report.Line($"| from the 200 of an event to its memberships, p50 / p99 / p99.9 / max, ms | {known} |");
        report.Line($"| reading a card meanwhile, one at a time, the same, ms | {cards} |");
        report.Line(string.Create(CultureInfo.InvariantCulture, $"| cores of the server | {server.CoresSince(watch.Elapsed.TotalSeconds):F2} |"));
        report.Line($"| resident, MB | {server.ResidentBytes >> 20} |");
    }
}
