using System.Net.Http.Json;
using System.Text.Json;
using Kartoteka.Server.Tests.Ingest;

namespace Kartoteka.Server.Tests.Matching;

/// <summary>Merging without a person, bulk decisions and samples: what changes much of a base, hence a base of its own each time.</summary>
public sealed class MergingAutomaticallyTests : IAsyncLifetime
{
    private readonly ReviewDesk _desk = new();

    public Task InitializeAsync() => _desk.InitializeAsync();

    public Task DisposeAsync() => _desk.DisposeAsync();

    private Task<(int Status, JsonElement Body)> SettingsAsync(object body) => _desk.Sender.SendJsonAsync(HttpMethod.Put, "/api/matching/settings", body);

    private async Task<JsonElement> DryRunAsync(double upper) => (await _desk.Sender.PostJsonAsync("/api/matching/dry-run", new { upper })).Body;

    private async Task<JsonElement[]> DecisionsAsync(string query) => [.. (await _desk.Sender.GetAsync($"/api/matching/decisions?limit=200&{query}")).GetProperty("decisions").EnumerateArray()];

    private async Task<long> AboveAsync() => (await ReviewDesk.PopulationAsync(_desk.Server)).GetProperty("queue").GetProperty("above").GetInt64();

    [Fact]
    public async Task It_begins_with_a_fitting_dry_run_only_says_why_and_what_is_taken_back_stays_apart()
    {
        var other = (await DryRunAsync(0.99)).GetProperty("id").GetInt64();
        foreach (var body in new object[] { new { upper = 0.97, automatic = true }, new { upper = 0.97, automatic = true, dryRun = other }, new { upper = 0.97, automatic = true, dryRun = 999 } })
        {
            var (status, problem) = await SettingsAsync(body);
            Assert.Equal((422, "/problems/dry-run-needed"), (status, problem.GetProperty("type").GetString()));
        }
        var before = (await _desk.Sender.GetAsync("/api/stats")).GetProperty("profiles").GetInt64();
        var run = await DryRunAsync(0.97);
        var merges = run.GetProperty("merges").GetInt32();
        Assert.True(merges > 20);
        Assert.Equal(before, (await _desk.Sender.GetAsync("/api/stats")).GetProperty("profiles").GetInt64());
        Assert.Equal(merges, run.GetProperty("profilesBefore").GetInt64() - run.GetProperty("profilesAfter").GetInt64());
        Assert.All(run.GetProperty("samples").EnumerateArray(), pair => Assert.True(pair.GetProperty("probability").GetDouble() >= 0.97));

        Assert.Equal(200, (await SettingsAsync(new { upper = 0.97, automatic = true, dryRun = run.GetProperty("id").GetInt64() })).Status);
        await Eventually.TrueAsync(async () => before - (await _desk.Sender.GetAsync("/api/stats")).GetProperty("profiles").GetInt64() >= merges * 9 / 10);
        var made = (await DecisionsAsync("automatic=true&state=active"))[0];
        Assert.Matches(@"^(0\.\d{3}|1\.000) \(model 1\): [a-z ,]+ .+ [+-]\d+\.\d", made.GetProperty("reason").GetString());
        Assert.Equal(("matching", "same"), (made.GetProperty("who").GetString(), made.GetProperty("decision").GetString()));
        var history = (await _desk.Sender.GetAsync($"/api/profiles/{made.GetProperty("profile").GetString()}/history")).GetProperty("history").EnumerateArray();
        Assert.Contains(history, line => line.GetProperty("why").GetString() == made.GetProperty("reason").GetString());

        // Taken back, the two are offered, and the machine leaves them alone however often it looks.
        await ReviewDesk.LevelAsync(_desk.Server);
        var undone = await TakeBackAsync();
        await ReviewDesk.LevelAsync(_desk.Server);
        await _desk.Sender.SendAsync("/v1/identify", """{"userId":"somebody","traits":{"lastName":"Никто","city":"Омск","phone":"+79050000001"}}""");
        await ReviewDesk.LevelAsync(_desk.Server);
        await Eventually.TrueAsync(async () => (await _desk.Sender.GetAsync($"/api/matching/pairs/{undone}")).GetProperty("state").GetString() == "open");
        Assert.DoesNotContain(await DecisionsAsync("automatic=true&state=active"), decision => decision.GetProperty("pair").GetString() == undone);

        await ReviewDesk.LearnAsync(_desk.Server);
        var settings = (await ReviewDesk.PopulationAsync(_desk.Server)).GetProperty("settings");
        Assert.Equal((false, "relearned"), (settings.GetProperty("automatic").GetBoolean(), settings.GetProperty("switchedOff").GetString()));
        var lines = (await _desk.Sender.GetAsync("/api/audit")).GetProperty("entries").EnumerateArray().Select(line => line.GetProperty("action").GetString()).ToArray();
        Assert.Contains("matching.settings", lines);
        Assert.Contains("matching.automatic", lines);
    }

    private async Task<string> TakeBackAsync()
    {
        foreach (var decision in await DecisionsAsync("automatic=true&state=active"))
        {
            if ((await _desk.UndoAsync(decision.GetProperty("id").GetInt64())).Status == 200) return decision.GetProperty("pair").GetString()!;
        }
        throw new InvalidOperationException("No merge could be taken back.");
    }

    [Fact]
    public async Task It_goes_on_after_relearning_where_a_steward_has_said_so()
    {
        var run = await DryRunAsync(0.999);
        Assert.Equal(200, (await SettingsAsync(new { upper = 0.999, automatic = true, afterRelearning = true, dryRun = run.GetProperty("id").GetInt64() })).Status);
        await ReviewDesk.LearnAsync(_desk.Server);
        Assert.True((await ReviewDesk.PopulationAsync(_desk.Server)).GetProperty("settings").GetProperty("automatic").GetBoolean());
        // A lower threshold merges what nobody has looked at.
        Assert.Equal(422, (await SettingsAsync(new { upper = 0.9 })).Status);
        Assert.Equal(200, (await SettingsAsync(new { automatic = false })).Status);
        Assert.Equal(200, (await SettingsAsync(new { upper = 0.9 })).Status);
        Assert.Equal(400, (await SettingsAsync(new { lower = 0.95 })).Status);
    }

    [Fact]
    public async Task A_group_is_decided_after_a_preview_and_only_what_fits_the_filter()
    {
        var group = (await _desk.Sender.GetAsync("/api/matching/groups?min=0.9")).GetProperty("groups")[0];
        var filter = new { min = 0.9, pattern = group.GetProperty("pattern").GetString() };
        var (_, preview) = await _desk.Sender.PostJsonAsync("/api/matching/decide", new { filter, decision = "different", dryRun = true });
        Assert.Equal((group.GetProperty("pairs").GetInt32(), 0), (preview.GetProperty("count").GetInt32(), preview.GetProperty("decided").GetInt32()));
        Assert.NotEmpty(preview.GetProperty("samples").EnumerateArray());
        Assert.Empty(await DecisionsAsync("decision=different"));
        var (_, done) = await _desk.Sender.PostJsonAsync("/api/matching/decide", new { filter, decision = "different", reason = "a test" });
        Assert.Equal((preview.GetProperty("count").GetInt32(), 0), (done.GetProperty("decided").GetInt32(), done.GetProperty("remaining").GetInt32()));
        var decided = await DecisionsAsync("decision=different");
        Assert.Equal(done.GetProperty("decided").GetInt32(), decided.Length);
        Assert.All(decided, decision => Assert.Equal((filter.pattern, "a test"), (decision.GetProperty("pattern").GetString(), decision.GetProperty("reason").GetString())));
        await ReviewDesk.LevelAsync(_desk.Server);
        Assert.Empty(await _desk.PairsAsync($"min=0.9&pattern={filter.pattern}"));
    }

    [Fact]
    public async Task A_sample_is_labelled_to_its_end_and_gives_precision_and_recall()
    {
        var (status, sample) = await _desk.Sender.PostJsonAsync("/api/matching/samples", new { size = 40 });
        Assert.Equal(201, status);
        Assert.Equal(40, sample.GetProperty("strata").EnumerateArray().Sum(stratum => stratum.GetProperty("drawn").GetInt32()));
        var id = sample.GetProperty("id").GetInt64();
        Assert.Equal(JsonValueKind.Null, (await _desk.Sender.GetAsync("/api/matching/quality")).GetProperty("labelled").ValueKind);
        for (var labelled = 0; ; labelled++)
        {
            var now = await _desk.Sender.GetAsync($"/api/matching/samples/{id}");
            if (now.GetProperty("next").GetString() is not { } next) break;
            Assert.True(labelled < 40);
            Assert.Equal(200, (await _desk.DecideAsync(next, labelled % 3 == 0 ? "different" : "same", id)).Status);
        }
        var quality = (await _desk.Sender.GetAsync("/api/matching/quality")).GetProperty("labelled");
        Assert.Equal(id, quality.GetProperty("sample").GetInt64());
        var precision = quality.GetProperty("precision");
        Assert.InRange(precision.GetProperty("value").GetDouble(), precision.GetProperty("low").GetDouble(), precision.GetProperty("high").GetDouble());
        Assert.InRange(quality.GetProperty("recall").GetProperty("value").GetDouble(), 0.0, 1.0);
        Assert.Equal(404, (await _desk.DecideAsync(ReviewDesk.Id((await _desk.PairsAsync("min=0.01"))[0]), "same", 999)).Status);
    }

    [Fact]
    public async Task Profiles_of_another_legal_entity_are_never_met()
    {
        var south = await ServerFixture.JsonAsync(await _desk.Server.Full.PostAsJsonAsync("/api/legal-entities", new { key = "south", name = "South" }));
        Assert.Equal("south", south.GetProperty("key").GetString());
        (await _desk.Server.Full.PostAsJsonAsync("/api/brands", new { key = "south", name = "South", legalEntity = "south" })).EnsureSuccessStatusCode();
        var made = await ServerFixture.JsonAsync(await _desk.Server.Full.PostAsJsonAsync("/api/sources", new { key = "south-crm", name = "South", kind = "crm", brand = "south" }));
        var twin = (await _desk.PairsAsync("min=0.9&limit=1"))[0];
        var profile = await _desk.Sender.GetAsync($"/api/profiles/{twin.GetProperty("first").GetProperty("id").GetString()}");
        var sender = new Sender(_desk.Server, made.GetProperty("writeKey").GetString()!);
        await sender.SendAsync("/v1/identify", JsonSerializer.Serialize(new { userId = "twin", traits = profile.GetProperty("traits") }));
        await ReviewDesk.LevelAsync(_desk.Server);
        var stranger = await _desk.Sender.GetAsync("/api/profiles/by/user_id/south-crm:twin");
        Assert.Equal(profile.GetProperty("traits").GetRawText(), stranger.GetProperty("traits").GetRawText());
        Assert.Empty(await _desk.PairsAsync($"profile={stranger.GetProperty("id").GetString()}&min=0.01"));
        await ReviewDesk.LearnAsync(_desk.Server);
        Assert.Empty(await _desk.PairsAsync($"profile={stranger.GetProperty("id").GetString()}&min=0.01"));
        var populations = (await _desk.Sender.GetAsync("/api/matching")).GetProperty("populations").EnumerateArray().ToArray();
        Assert.Equal((2, 1L), (populations.Length, populations[1].GetProperty("records").GetInt64()));
        var related = (await _desk.Sender.GetAsync($"/api/matching/pairs/{ReviewDesk.Id((await _desk.PairsAsync($"profile={profile.GetProperty("id").GetString()}&min=0.01"))[0])}")).GetProperty("related");
        Assert.DoesNotContain(related.EnumerateArray(), one => one.GetProperty("profile").GetProperty("id").GetString() == stranger.GetProperty("id").GetString());
    }
}
