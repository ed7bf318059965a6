using System.Text.Json;
using Kartoteka.Server.Tests.Ingest;

namespace Kartoteka.Server.Tests.Demo;

public sealed class DemoTests
{
    [Fact]
    public async Task The_demo_fills_an_empty_base_once_and_joins_people_of_four_systems_with_their_purchases()
    {
        var server = await ServerFixture.StartAsync(options => options with { Demo = true });
        try
        {
            var sender = Sender.Of(server);
            using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(3));
            while (!server.Output.ToString().Contains("The demo is loaded", StringComparison.Ordinal))
            {
                Assert.False(limit.IsCancellationRequested, server.Output.ToString());
                await Task.Delay(100, CancellationToken.None);
            }
            var stats = await sender.GetAsync("/api/stats");
            Assert.True(stats.GetProperty("events").GetInt64() > 30_000);
            Assert.True(stats.GetProperty("profiles").GetInt64() < stats.GetProperty("records").GetInt64());
            var loaded = await sender.StatsAsync();

            var buyer = await sender.GetAsync("/api/profiles/by/user_id/shop:17850");
            Assert.Contains(buyer.GetProperty("records").EnumerateArray(), record => record.GetProperty("source").GetString() == "till");
            Assert.Contains(buyer.GetProperty("records").EnumerateArray(), record => record.GetProperty("source").GetString() == "eshop");

            // What leads to orders is made around them: visits with a campaign, carts, mailings.
            foreach (var name in (string[])["Product Viewed", "Product Added", "Checkout Started", "Email Opened"]) await SeenAsync(sender, name, limit.Token);

            // Its segments find their members.
            while ((await sender.GetAsync("/api/segments")).GetProperty("segments").EnumerateArray().Count(segment => segment.GetProperty("size").GetInt64() > 0) < 5) await Task.Delay(100, limit.Token);

            // A model is learned by itself, and people of four systems with variants of their names wait to be reviewed.
            while ((await QueueAsync(sender)).GetProperty("open").GetInt64() == 0)
            {
                Assert.False(limit.IsCancellationRequested, "Nothing was learned.");
                await Task.Delay(100, CancellationToken.None);
            }
            var queue = await QueueAsync(sender);
            Assert.InRange(queue.GetProperty("open").GetInt64(), 50, 1_000);
            Assert.True(queue.GetProperty("above").GetInt64() > 1_000);

            await server.StopAsync();
            await server.RunAsync(options => options with { Demo = true });
            // Nothing is loaded twice. Members of its segments may come and go meanwhile, by time alone.
            var again = await Sender.Of(server).StatsAsync();
            Assert.Equal((loaded.Duplicate, loaded.Quarantined), (again.Duplicate, again.Quarantined));
            Assert.InRange(again.Stored - loaded.Stored, 0, 1_000);
        }
        finally
        {
            await server.DisposeAsync();
        }
    }

    private static async Task SeenAsync(Sender sender, string name, CancellationToken ct)
    {
        while (await CountAsync() < 100) await Task.Delay(100, ct);

        async Task<long> CountAsync()
        {
            var (status, body) = await sender.PostJsonAsync("/api/segments/preview", new { rule = new Dictionary<string, string> { ["event"] = name } });
            return status == 200 ? body.GetProperty("count").GetInt64() : 0;
        }
    }

    private static async Task<JsonElement> QueueAsync(Sender sender) => (await sender.GetAsync("/api/matching")).GetProperty("populations")[0].GetProperty("queue");
}
