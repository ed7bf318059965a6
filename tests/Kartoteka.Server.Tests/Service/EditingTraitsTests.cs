using System.Text.Json;
using Kartoteka.Server.Tests.Ingest;
using Kartoteka.Server.Tests.Users;

namespace Kartoteka.Server.Tests.Service;

public sealed class EditingTraitsTests(ServerFixture server) : IClassFixture<ServerFixture>
{
    [Fact]
    public async Task A_value_stated_by_hand_wins_over_every_source_until_it_is_taken_back()
    {
        var crm = await Sender.SourceAsync(server, "edit-crm", "crm");
        (await server.Full.PatchAsync("/api/sources/edit-crm", JsonContent(new { trustRank = 1000 }))).EnsureSuccessStatusCode();
        await crm.SendAsync("/v1/identify", """{"userId":"e1","timestamp":"2026-01-01T00:00:00Z","traits":{"city":"Омск","firstName":"Анна"}}""");
        var id = Id(await crm.GetAsync("/api/profiles/by/user_id/edit-crm:e1"));

        var (status, edited) = await EditAsync(crm, id, new { city = "Томск", nickname = "Аня" }, "told on the phone");
        Assert.Equal((200, id, "Томск"), (status, Id(edited), City(edited)));
        var provenance = edited.GetProperty("provenance").GetProperty("city");
        Assert.Equal(("manual", "trust"), (provenance.GetProperty("source").GetString(), provenance.GetProperty("rule").GetString()));
        // A later import or event of another source does not undo it.
        await crm.SendAsync("/v1/identify", """{"userId":"e1","timestamp":"2099-01-01T00:00:00Z","traits":{"city":"Тверь"}}""");
        await crm.SendAsync("/v1/identify", """{"userId":"e1","traits":{"city":"Тверь"}}""");
        Assert.Equal("Томск", City(await crm.GetAsync($"/api/profiles/{id}")));

        var (_, back) = await EditAsync(crm, id, new { city = (string?)null });
        Assert.Equal(("Тверь", "Аня"), (City(back), back.GetProperty("traits").GetProperty("nickname").GetString()));
        Assert.Equal(2, back.GetProperty("records").GetArrayLength());
        Assert.DoesNotContain(back.GetProperty("identifiers").EnumerateArray(), identifier => identifier.GetProperty("sources").EnumerateArray().Any(source => source.GetString() == "manual"));
    }

    [Fact]
    public async Task An_edit_is_an_event_that_says_who_and_why_and_the_search_finds_it()
    {
        var web = await Sender.SourceAsync(server, "edit-web");
        await web.SendAsync("/v1/identify", """{"userId":"e2"}""");
        var id = Id(await web.GetAsync("/api/profiles/by/user_id/edit-web:e2"));
        await EditAsync(web, id, new { lastName = "Верещагина", phone = "8 (913) 700-11-22" }, "spelled by her");
        var line = (await web.GetAsync($"/api/profiles/{id}/events")).GetProperty("events")[0];
        var context = line.GetProperty("body").GetProperty("context");
        Assert.Equal(("manual", "identify"), (line.GetProperty("source").GetString(), line.GetProperty("type").GetString()));
        Assert.Equal(("first", "spelled by her"), (context.GetProperty("actor").GetProperty("name").GetString(), context.GetProperty("reason").GetString()));
        Assert.Equal(id, Id(await web.GetAsync("/api/profiles/by/phone/+79137001122")));
        await Eventually.TrueAsync(async () => (await web.GetAsync($"/api/profiles?query={Uri.EscapeDataString("верещаг")}")).GetProperty("profiles").GetArrayLength() == 1);
        var audit = (await web.GetAsync("/api/audit?limit=1")).GetProperty("entries")[0];
        Assert.Equal(("profile.edit", "lastName, phone"), (audit.GetProperty("action").GetString(), audit.GetProperty("detail").GetString()));
    }

    [Fact]
    public async Task After_a_merge_taking_a_value_back_takes_back_what_was_stated_on_either_side()
    {
        var web = await Sender.SourceAsync(server, "edit-two");
        foreach (var user in new[] { "a", "b" }) await web.SendAsync("/v1/identify", $$$"""{"userId":"{{{user}}}","traits":{"city":"Омск"}}""");
        var (a, b) = (Id(await web.GetAsync("/api/profiles/by/user_id/edit-two:a")), Id(await web.GetAsync("/api/profiles/by/user_id/edit-two:b")));
        await EditAsync(web, a, new { city = "Томск" });
        await EditAsync(web, b, new { city = "Тверь" });
        await web.PostJsonAsync($"/api/profiles/{a}/merge", new { with = b });
        Assert.Equal("Тверь", City(await web.GetAsync($"/api/profiles/{a}")));
        Assert.Equal("Омск", City((await EditAsync(web, b, new { city = (string?)null })).Body));
        var (_, apart) = await web.PostJsonAsync($"/api/profiles/{a}/unmerge", new { records = Records(await web.GetAsync($"/api/profiles/{a}"), "b") });
        Assert.Equal([a, b], apart.GetProperty("profiles").EnumerateArray().Select(Id));
        Assert.Equal(2, (await web.GetAsync($"/api/profiles/{b}")).GetProperty("records").GetArrayLength());
    }

    // The record of this user and the one of its edits: the newest of the built-in source.
    private static object[] Records(JsonElement profile, string user)
    {
        var records = profile.GetProperty("records").EnumerateArray().Select(record => (Source: record.GetProperty("source").GetString(), ExternalId: record.GetProperty("externalId").GetString())).ToArray();
        return [.. records.Where(record => record.ExternalId == user).Append(records.Last(record => record.Source == "manual")).Select(record => new { source = record.Source, externalId = record.ExternalId })];
    }

    [Fact]
    public async Task A_declared_type_holds_for_edits_and_what_is_refused_is_stored_nowhere()
    {
        var web = await Sender.SourceAsync(server, "edit-typed");
        await web.SendAsync("/v1/identify", """{"userId":"t"}""");
        var id = Id(await web.GetAsync("/api/profiles/by/user_id/edit-typed:t"));
        (await server.Full.PutAsync("/api/traits/person/bonusPoints", JsonContent(new { type = "number", privacyClass = "none" }))).EnsureSuccessStatusCode();
        var before = await web.StatsAsync();
        var (status, problem) = await EditAsync(web, id, new { bonusPoints = "many" });
        Assert.Equal((400, "/problems/invalid"), (status, problem.GetProperty("type").GetString()));
        Assert.DoesNotContain("many", problem.GetProperty("detail").GetString(), StringComparison.Ordinal);
        foreach (var bad in new object[] { new { }, new { traits = new { } }, new { traits = new Dictionary<string, string> { [" "] = "x" } } })
        {
            Assert.Equal(400, (await web.SendJsonAsync(HttpMethod.Put, $"/api/profiles/{id}/traits", bad)).Status);
        }
        Assert.Equal(404, (await EditAsync(web, Guid.CreateVersion7().ToString(), new { city = "x" })).Status);
        Assert.Equal(before, await web.StatsAsync());
        Assert.Equal(0, (await web.GetAsync("/api/quarantine?source=manual")).GetProperty("items").GetArrayLength());
    }

    [Fact]
    public async Task A_mask_is_not_stored_in_the_place_of_what_it_hides()
    {
        var web = await Sender.SourceAsync(server, "edit-masked");
        await web.SendAsync("/v1/identify", """{"userId":"m","traits":{"diagnosis":"flu","city":"Омск"}}""");
        var id = Id(await web.GetAsync("/api/profiles/by/user_id/edit-masked:m"));
        using var steward = await Person.OfRoleAsync(server, "steward");
        var shown = (await Person.GoodAsync(await steward.Client.GetAsync($"/api/profiles/{id}"))).GetProperty("traits");
        Assert.Equal("•••", shown.GetProperty("diagnosis").GetString());
        Assert.Equal(400, (int)(await steward.Client.PutAsync($"/api/profiles/{id}/traits", JsonContent(new { traits = shown }))).StatusCode);
        var edited = await Person.GoodAsync(await steward.Client.PutAsync($"/api/profiles/{id}/traits", JsonContent(new { traits = new { city = "Томск" } })));
        Assert.Equal(("Томск", "•••"), (City(edited), edited.GetProperty("traits").GetProperty("diagnosis").GetString()));
        Assert.Equal("flu", (await web.GetAsync($"/api/profiles/{id}")).GetProperty("traits").GetProperty("diagnosis").GetString());
    }

    [Fact]
    public async Task An_account_is_edited_too()
    {
        var web = await Sender.SourceAsync(server, "edit-b2b");
        await web.SendAsync("/v1/group", """{"userId":"boss","groupId":"acme","traits":{"name":"Ромашка"}}""");
        var id = Id(await web.GetAsync("/api/profiles/by/group_id/edit-b2b:acme"));
        var (status, edited) = await EditAsync(web, id, new { name = "ООО Ромашка" });
        Assert.Equal((200, "account", "ООО Ромашка"), (status, edited.GetProperty("kind").GetString(), edited.GetProperty("traits").GetProperty("name").GetString()));
    }

    [Fact]
    public async Task The_built_in_source_takes_no_keys_no_files_and_keeps_its_trust()
    {
        var web = await Sender.SourceAsync(server, "edit-built");
        await web.SendAsync("/v1/identify", """{"userId":"x"}""");
        await EditAsync(web, Id(await web.GetAsync("/api/profiles/by/user_id/edit-built:x")), new { city = "Томск" });
        Assert.Equal("manual", (await web.GetAsync("/api/sources/manual")).GetProperty("kind").GetString());
        Assert.Equal(409, (await web.PostJsonAsync("/api/sources/manual/write-keys", new { })).Status);
        Assert.Equal(409, (await web.SendJsonAsync(HttpMethod.Patch, "/api/sources/manual", new { trustRank = 1 })).Status);
        Assert.Equal(409, (int)(await server.Full.PostAsync("/api/imports?source=manual&kind=people", new StringContent("id,city\n1,Omsk"))).StatusCode);
        Assert.Equal(400, (await web.PostJsonAsync("/api/sources", new { key = "manual-2", name = "x", kind = "manual" })).Status);
    }

    private static Task<(int Status, JsonElement Body)> EditAsync(Sender sender, string id, object traits, string? reason = null) =>
        sender.SendJsonAsync(HttpMethod.Put, $"/api/profiles/{id}/traits", new { traits, reason });

    private static StringContent JsonContent(object body) => new(JsonSerializer.Serialize(body), System.Text.Encoding.UTF8, "application/json");

    private static string Id(JsonElement profile) => profile.GetProperty("id").GetString()!;

    private static string? City(JsonElement profile) => profile.GetProperty("traits").GetProperty("city").GetString();
}
