using System.Net.Http.Json;
using System.Text.Json;
using Kartoteka.Server.Tests.Ingest;

namespace Kartoteka.Server.Tests.Matching;

public sealed class MatchQualityTests
{
    [Fact]
    public async Task Duplicates_of_sources_and_the_overlap_of_brands_before_and_after_are_as_counted_by_hand()
    {
        await using var own = new OwnServer(await ServerFixture.StartAsync());
        var server = own.Value;
        foreach (var brand in new[] { "north", "south" }) (await server.Full.PostAsJsonAsync("/api/brands", new { key = brand, name = brand, legalEntity = "default" })).EnsureSuccessStatusCode();
        async Task<Sender> SourceAsync(string key, string brand)
        {
            var made = await server.Full.PostAsJsonAsync("/api/sources", new { key, name = key, kind = "crm", brand });
            made.EnsureSuccessStatusCode();
            return new Sender(server, (await ServerFixture.JsonAsync(made)).GetProperty("writeKey").GetString()!);
        }
        var (north, south) = (await SourceAsync("north-crm", "north"), await SourceAsync("south-crm", "south"));
        // Anna is known to both by one e-mail, and in the north twice. Boris is known to both, and nothing but a person says so. Vera is of the north alone.
        await north.SendAsync("/v1/identify", """{"userId":"anna","traits":{"email":"anna@x.ru","firstName":"Анна"}}""");
        await north.SendAsync("/v1/identify", """{"anonymousId":"tablet","traits":{"email":"anna@x.ru"}}""");
        await south.SendAsync("/v1/identify", """{"userId":"a","traits":{"email":"anna@x.ru"}}""");
        await north.SendAsync("/v1/identify", """{"userId":"boris","traits":{"firstName":"Борис"}}""");
        await south.SendAsync("/v1/identify", """{"userId":"b","traits":{"firstName":"Борис"}}""");
        await north.SendAsync("/v1/identify", """{"userId":"vera","traits":{"firstName":"Вера"}}""");
        var (boris, other) = (await IdAsync(north, "north-crm:boris"), await IdAsync(north, "south-crm:b"));
        Assert.Equal(200, (await north.PostJsonAsync($"/api/profiles/{boris}/merge", new { with = other, why = "one passport" })).Status);

        Assert.Equal(202, (await north.PostJsonAsync("/api/matching/quality/refresh", new { })).Status);
        await Eventually.TrueAsync(async () => await north.GetAsync("/api/matching/quality") is var now && !now.GetProperty("running").GetBoolean() && now.GetProperty("computedAt").ValueKind == JsonValueKind.String);
        var quality = await north.GetAsync("/api/matching/quality");
        var brands = Assert.Single(quality.GetProperty("brands").EnumerateArray());
        Assert.Equal(("north", "south", 3, 2, "customers-of-the-smaller-brand"), (Text(brands, "first"), Text(brands, "second"), Count(brands, "customersFirst"), Count(brands, "customersSecond"), Text(brands, "denominator")));
        Assert.Equal((3, 2, 1, 0.5), Overlap(brands.GetProperty("before")));
        Assert.Equal((3, 2, 2, 1.0), Overlap(brands.GetProperty("after")));
        var sources = quality.GetProperty("sources").EnumerateArray().ToDictionary(source => Text(source, "source"));
        Assert.Equal((4, 3, 1, 0.25, 2), (Count(sources["north-crm"], "records"), Count(sources["north-crm"], "profiles"), Count(sources["north-crm"], "duplicates"), sources["north-crm"].GetProperty("share").GetDouble(), Count(sources["north-crm"], "withOthers")));
        Assert.Equal((2, 2, 0, 0.0, 2), (Count(sources["south-crm"], "records"), Count(sources["south-crm"], "profiles"), Count(sources["south-crm"], "duplicates"), sources["south-crm"].GetProperty("share").GetDouble(), Count(sources["south-crm"], "withOthers")));
        Assert.Equal(JsonValueKind.Null, quality.GetProperty("estimated").GetProperty("atUpper").ValueKind);
    }

    private static async Task<string> IdAsync(Sender sender, string user) => (await sender.GetAsync($"/api/profiles/by/user_id/{user}")).GetProperty("id").GetString()!;

    private static string Text(JsonElement part, string name) => part.GetProperty(name).GetString()!;

    private static int Count(JsonElement part, string name) => part.GetProperty(name).GetInt32();

    private static (int, int, int, double) Overlap(JsonElement part) => (Count(part, "first"), Count(part, "second"), Count(part, "both"), part.GetProperty("share").GetDouble());

    [Fact]
    public async Task A_base_with_enough_records_is_learned_by_itself_and_decisions_outlive_the_loss_of_the_index()
    {
        await using var own = new OwnServer(await ServerFixture.StartAsync());
        await ReviewDesk.FillAsync(own.Value);
        await Eventually.TrueAsync(async () => ReviewDesk.Version(await ReviewDesk.PopulationAsync(own.Value)) == 1);
        var sender = Sender.Of(own.Value);
        var pairs = (await sender.GetAsync("/api/matching/pairs?min=0.9&limit=100")).GetProperty("pairs").EnumerateArray().ToArray();
        var (different, later) = (ReviewDesk.Id(pairs[0]), ReviewDesk.Id(pairs.First(pair => pair.GetProperty("first").GetProperty("id").GetString() != pairs[0].GetProperty("first").GetProperty("id").GetString())));
        Assert.Equal(200, (await sender.PostJsonAsync($"/api/matching/pairs/{different}/decision", new { decision = "different" })).Status);
        Assert.Equal(200, (await sender.PostJsonAsync($"/api/matching/pairs/{later}/decision", new { decision = "later" })).Status);

        await own.Value.StopAsync();
        foreach (var file in Directory.GetFiles(own.Value.Folder, "matching.db*")) File.Delete(file);
        await own.Value.RunAsync(null);
        sender = Sender.Of(own.Value);
        // The number of the model goes on, so that a decision's model is never taken for another.
        await Eventually.TrueAsync(async () => ReviewDesk.Version(await ReviewDesk.PopulationAsync(own.Value)) == 2);
        Assert.Equal("decided", (await sender.GetAsync($"/api/matching/pairs/{different}")).GetProperty("state").GetString());
        Assert.Equal("later", (await sender.GetAsync($"/api/matching/pairs/{later}")).GetProperty("state").GetString());
        var open = (await sender.GetAsync("/api/matching/pairs?min=0.01&limit=200")).GetProperty("pairs").EnumerateArray().Select(ReviewDesk.Id).ToArray();
        Assert.DoesNotContain(different, open);
        Assert.DoesNotContain(later, open);
        Assert.Equal([different], (await sender.GetAsync("/api/matching/pairs?state=decided")).GetProperty("pairs").EnumerateArray().Select(ReviewDesk.Id));
    }

    [Fact]
    public async Task A_learning_run_that_the_end_of_the_process_broke_off_begins_anew()
    {
        await using var own = new OwnServer(await ServerFixture.StartAsync());
        await ReviewDesk.FillAsync(own.Value);
        await ReviewDesk.LearnAsync(own.Value);
        var version = ReviewDesk.Version(await ReviewDesk.PopulationAsync(own.Value));
        Assert.Equal(202, (await Sender.Of(own.Value).PostJsonAsync("/api/matching/learn", new { })).Status);
        await own.Value.StopAsync();
        await own.Value.RunAsync(null);
        await Eventually.TrueAsync(async () => ReviewDesk.Version(await ReviewDesk.PopulationAsync(own.Value)) > version);
    }

    [Fact]
    public async Task What_cannot_be_learned_says_why()
    {
        await using var own = new OwnServer(await ServerFixture.StartAsync());
        await Sender.Of(own.Value).SendAsync("/v1/identify", """{"userId":"one","traits":{"lastName":"Один"}}""");
        await Sender.Of(own.Value).PostJsonAsync("/api/matching/learn", new { });
        await Eventually.TrueAsync(async () => (await ReviewDesk.PopulationAsync(own.Value)).GetProperty("learning").GetProperty("state").GetString() == "failed");
        Assert.Contains("20", (await ReviewDesk.PopulationAsync(own.Value)).GetProperty("learning").GetProperty("error").GetString(), StringComparison.Ordinal);
    }
}
