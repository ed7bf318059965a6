using System.Text.Json;
using Kartoteka.Server.Tests.Ingest;

namespace Kartoteka.Server.Tests.Quality;

public sealed class DataQualityTests(ServerFixture server) : IClassFixture<ServerFixture>
{
    [Fact]
    public async Task The_report_counts_duplicates_contacts_conflicts_and_fill_by_source()
    {
        var (crm, web) = (await Sender.SourceAsync(server, "q-crm", "crm"), await Sender.SourceAsync(server, "q-web"));
        // One customer twice in the CRM and once on the web; one with contacts that are none; a company; a conflict; a refusal.
        await crm.SendAsync("/v1/identify", """{"userId":"1","traits":{"email":"q@shop.ru","city":"Омск"}}""");
        await crm.SendAsync("/v1/identify", """{"anonymousId":"x","traits":{"email":"q@shop.ru","phone":"+79051110001"}}""");
        await web.SendAsync("/v1/identify", """{"userId":"1","traits":{"email":"q@shop.ru","city":"Томск"}}""");
        await crm.SendAsync("/v1/identify", """{"userId":"2","traits":{"phone":"not a phone","email":["a@b","also not"],"city":null}}""");
        await crm.SendAsync("/v1/group", """{"userId":"2","groupId":"acme","traits":{"name":"Ромашка"}}""");
        await crm.SendAsync("/v1/identify", """{"userId":"3","traits":{"email":"q@shop.ru"}}""");
        await crm.SendAsync("/v1/track", """{"userId":"2"}""");
        var report = await RefreshAsync(crm);

        var source = report.GetProperty("sources").EnumerateArray().Single(one => one.GetProperty("source").GetString() == "q-crm");
        Assert.Equal((5, 4, 1.25, 1), (Count(source, "records"), Count(source, "profiles"), source.GetProperty("recordsPerProfile").GetDouble(), Count(source, "duplicates")));
        Assert.Equal((1, 3, 1, 1), (Count(source, "withPhone"), Count(source, "withEmail"), Count(source, "invalidPhone"), Count(source, "invalidEmail")));
        Assert.Equal((1, 1, 5), (Count(source, "conflicts"), Count(source, "quarantined"), Count(source.GetProperty("updatedWithin"), "d1")));
        Assert.Equal(3, source.GetProperty("identifiers").EnumerateArray().Single(one => one.GetProperty("type").GetString() == "user_id").GetProperty("records").GetInt32());
        Assert.NotEqual(JsonValueKind.Null, source.GetProperty("lastReceivedAt").ValueKind);
        var city = report.GetProperty("traits").EnumerateArray().Single(trait => trait.GetProperty("name").GetString() == "city");
        Assert.Equal(("person", 1, 1, 1), (city.GetProperty("kind").GetString(), Count(city, "filled"), Count(city.GetProperty("bySource"), "q-crm"), Count(city.GetProperty("bySource"), "q-web")));
        var stats = await crm.GetAsync("/api/stats");
        Assert.Equal((stats.GetProperty("profiles").GetInt32(), 1), (Count(report.GetProperty("totals"), "profiles"), Count(report.GetProperty("totals"), "accounts")));
    }

    [Fact]
    public async Task A_base_that_was_never_looked_at_is_looked_at_by_itself()
    {
        await using var own = new OwnServer(await ServerFixture.StartAsync());
        var sender = Sender.Of(own.Value);
        await Eventually.TrueAsync(async () => (await sender.GetAsync("/api/quality")).GetProperty("computedAt").ValueKind == JsonValueKind.String);
        Assert.Equal(0, (await sender.GetAsync("/api/quality")).GetProperty("totals").GetProperty("profiles").GetInt32());
    }

    private static async Task<JsonElement> RefreshAsync(Sender sender)
    {
        var head = (await sender.GetAsync("/api/stats")).GetProperty("position").GetInt64();
        Assert.Equal(202, (await sender.PostJsonAsync("/api/quality/refresh", new { })).Status);
        await Eventually.TrueAsync(async () => await sender.GetAsync("/api/quality") is var report && !report.GetProperty("running").GetBoolean() && report.GetProperty("asOf").GetInt64() >= head);
        return await sender.GetAsync("/api/quality");
    }

    private static long Count(JsonElement part, string name) => part.GetProperty(name).GetInt64();
}
