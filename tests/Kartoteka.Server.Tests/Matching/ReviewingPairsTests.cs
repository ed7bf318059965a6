using System.Text.Json;
using Kartoteka.Server.Tests.Users;

namespace Kartoteka.Server.Tests.Matching;

/// <summary>From the queue to the decision and back. Each test takes pairs of its own, and takes back what it decided.</summary>
public sealed class ReviewingPairsTests(ReviewDesk desk) : IClassFixture<ReviewDesk>
{
    // Two single records each, and no profile in two of them, so that tests do not meet.
    private async Task<JsonElement[]> SinglesAsync(int count)
    {
        var (taken, found) = (new HashSet<string>(), new List<JsonElement>());
        foreach (var pair in await desk.PairsAsync("min=0.5&limit=200"))
        {
            var sides = new[] { pair.GetProperty("first"), pair.GetProperty("second") };
            if (sides.Any(side => side.GetProperty("records").GetInt32() > 1 || side.GetProperty("sources").GetArrayLength() > 1) || !sides.All(side => taken.Add(side.GetProperty("id").GetString()!))) continue;
            found.Add(pair);
        }
        Assert.True(found.Count >= count, $"{found.Count}");
        return [.. found.Take(count)];
    }

    private async Task<string> StateAsync(string pair) => (await desk.Sender.GetAsync($"/api/matching/pairs/{pair}")).GetProperty("state").GetString()!;

    private async Task<bool> IsListedAsync(string pair, string state) => (await desk.PairsAsync($"state={state}&limit=200")).Any(one => ReviewDesk.Id(one) == pair);

    [Fact]
    public async Task The_overview_tells_the_model_the_thresholds_and_the_queue()
    {
        var population = await ReviewDesk.PopulationAsync(desk.Server);
        Assert.Equal(("person", 0.5, 0.95, false), (population.GetProperty("kind").GetString(), population.GetProperty("settings").GetProperty("lower").GetDouble(), population.GetProperty("settings").GetProperty("upper").GetDouble(), population.GetProperty("settings").GetProperty("automatic").GetBoolean()));
        var model = population.GetProperty("model");
        Assert.Contains(model.GetProperty("fields").EnumerateArray(), field => field.GetProperty("name").GetString() == "surname" && field.GetProperty("shared").GetBoolean());
        Assert.Contains(model.GetProperty("fields").EnumerateArray(), field => field.GetProperty("name").GetString() == "phone");
        Assert.True(population.GetProperty("queue").GetProperty("above").GetInt64() > 20);
        Assert.True(population.GetProperty("records").GetInt64() > population.GetProperty("profiles").GetInt64());
        Assert.NotEmpty(model.GetProperty("rules").EnumerateArray());
    }

    [Fact]
    public async Task The_queue_is_read_page_by_page_without_repetition_and_grouped_by_what_agrees()
    {
        var (seen, cursor, last) = (new HashSet<string>(), "", 1.0);
        while (true)
        {
            var page = await desk.Sender.GetAsync($"/api/matching/pairs?min=0.3&limit=7&count=true{cursor}");
            foreach (var pair in page.GetProperty("pairs").EnumerateArray())
            {
                Assert.True(seen.Add(ReviewDesk.Id(pair)));
                Assert.InRange(pair.GetProperty("probability").GetDouble(), 0.3, last);
                last = pair.GetProperty("probability").GetDouble();
            }
            if (page.GetProperty("next").ValueKind == JsonValueKind.Null) break;
            cursor = $"&cursor={Uri.EscapeDataString(page.GetProperty("next").GetString()!)}";
        }
        var groups = (await desk.Sender.GetAsync("/api/matching/groups?min=0.3")).GetProperty("groups").EnumerateArray().ToArray();
        Assert.Equal(seen.Count, groups.Sum(group => group.GetProperty("pairs").GetInt32()));
        var ofGroup = await desk.PairsAsync($"min=0.3&limit=200&pattern={groups[0].GetProperty("pattern").GetString()}");
        Assert.Equal(groups[0].GetProperty("pairs").GetInt32(), ofGroup.Length);
        Assert.All(ofGroup, pair => Assert.Equal(groups[0].GetProperty("fields").GetRawText(), pair.GetProperty("fields").GetRawText()));
    }

    [Fact]
    public async Task A_pair_shows_both_sides_and_weights_that_add_up_and_leads_to_the_next()
    {
        var queue = await desk.PairsAsync("min=0.4&max=0.999&limit=3");
        var pair = await desk.Sender.GetAsync($"/api/matching/pairs/{ReviewDesk.Id(queue[0])}?min=0.4&max=0.999");
        double Of(string name) => pair.GetProperty(name).GetDouble();
        Assert.Equal(Of("weight"), Of("prior") + Of("household") + Of("tries") + pair.GetProperty("fields").EnumerateArray().Sum(field => field.GetProperty("weight").GetDouble()), 0.05);
        Assert.Equal(queue[0].GetProperty("probability").GetDouble(), Of("probability"), 1e-4);
        Assert.Equal(ReviewDesk.Id(queue[1]), pair.GetProperty("next").GetString());
        Assert.Equal(queue[0].GetProperty("first").GetProperty("id").GetString(), pair.GetProperty("firstProfile").GetProperty("id").GetString());
        Assert.All(pair.GetProperty("traits").EnumerateArray(), trait => Assert.Contains(trait.GetProperty("relation").GetString(), new[] { "same", "near", "different", "onlyFirst", "onlySecond" }));
        var blind = await desk.Sender.GetAsync($"/api/matching/pairs/{ReviewDesk.Id(queue[0])}?sample=1");
        Assert.Equal((JsonValueKind.Null, JsonValueKind.Null), (blind.GetProperty("probability").ValueKind, blind.GetProperty("weight").ValueKind));
        Assert.All(blind.GetProperty("fields").EnumerateArray(), field => Assert.Equal(JsonValueKind.Null, field.GetProperty("weight").ValueKind));
        Assert.Equal(404, (int)(await desk.Server.Full.GetAsync("/api/matching/pairs/999")).StatusCode);
    }

    [Fact]
    public async Task Same_merges_with_its_reason_and_taken_back_both_are_as_before_and_the_pair_is_open()
    {
        var pair = (await SinglesAsync(1))[0];
        var (first, second) = (pair.GetProperty("first").GetProperty("id").GetString(), pair.GetProperty("second").GetProperty("id").GetString());
        var before = new[] { await desk.Sender.GetAsync($"/api/profiles/{first}"), await desk.Sender.GetAsync($"/api/profiles/{second}") };
        var (status, made) = await desk.DecideAsync(ReviewDesk.Id(pair), "same");
        Assert.Equal((200, first), (status, made.GetProperty("profile").GetString()));
        Assert.Equal(first, (await desk.Sender.GetAsync($"/api/profiles/{second}")).GetProperty("id").GetString());
        Assert.Equal("by the tests", (await desk.Sender.GetAsync($"/api/profiles/{first}/history")).GetProperty("history")[0].GetProperty("why").GetString());
        Assert.Equal(409, (await desk.DecideAsync(ReviewDesk.Id(pair), "different")).Status);
        Assert.Equal("decided", await StateAsync(ReviewDesk.Id(pair)));
        Assert.False(await IsListedAsync(ReviewDesk.Id(pair), "open"));
        Assert.Contains(await desk.PairsAsync("state=decided"), one => ReviewDesk.Id(one) == ReviewDesk.Id(pair));

        Assert.Equal(200, (await desk.UndoAsync(ReviewDesk.Number(made))).Status);
        foreach (var profile in before)
        {
            var now = await desk.Sender.GetAsync($"/api/profiles/{profile.GetProperty("id").GetString()}");
            foreach (var part in new[] { "id", "createdAt", "traits", "provenance", "identifiers" }) Assert.Equal(profile.GetProperty(part).GetRawText(), now.GetProperty(part).GetRawText());
        }
        Assert.Equal(("/problems/decision-undone", 409), Refusal(await desk.UndoAsync(ReviewDesk.Number(made))));
        await ReviewDesk.LevelAsync(desk.Server);
        var again = Assert.Single(await desk.PairsAsync($"profile={first}&min=0.01"), one => ReviewDesk.Id(one) == ReviewDesk.Id(pair));
        Assert.Equal((pair.GetProperty("probability").GetDouble(), "open"), (again.GetProperty("probability").GetDouble(), again.GetProperty("state").GetString()));
    }

    private static (string?, int) Refusal((int Status, JsonElement Body) answer) => (answer.Body.GetProperty("type").GetString(), answer.Status);

    [Fact]
    public async Task Different_parts_for_good_and_is_offered_again_only_when_both_sides_changed()
    {
        var pair = (await SinglesAsync(2))[1];
        var id = ReviewDesk.Id(pair);
        var sides = new[] { pair.GetProperty("first"), pair.GetProperty("second") };
        Assert.Equal(200, (await desk.DecideAsync(id, "different")).Status);
        await ReviewDesk.LevelAsync(desk.Server);
        Assert.False(await IsListedAsync(id, "open"));
        // What takes no part in matching changes nothing, and one side alone is no reason to ask again.
        foreach (var side in sides) Assert.Equal(200, (await desk.Sender.SendJsonAsync(HttpMethod.Put, $"/api/profiles/{side.GetProperty("id").GetString()}/traits", new { traits = new { loyaltyNote = "x" } })).Status);
        await ReviewDesk.LevelAsync(desk.Server);
        Assert.Equal("decided", await StateAsync(id));
        await desk.Sender.SendJsonAsync(HttpMethod.Put, $"/api/profiles/{sides[0].GetProperty("id").GetString()}/traits", new { traits = new { email = "common@both.example" } });
        await ReviewDesk.LevelAsync(desk.Server);
        Assert.Equal("decided", await StateAsync(id));
        await desk.Sender.SendJsonAsync(HttpMethod.Put, $"/api/profiles/{sides[1].GetProperty("id").GetString()}/traits", new { traits = new { email = "common@both.example" } });
        await ReviewDesk.LevelAsync(desk.Server);
        // The e-mail that both state now joins them not.
        var ids = new HashSet<string>();
        foreach (var side in sides) ids.Add((await desk.Sender.GetAsync($"/api/profiles/{side.GetProperty("id").GetString()}")).GetProperty("id").GetString()!);
        Assert.Equal(2, ids.Count);
        Assert.Equal("open", await StateAsync(id));
        // A person may change his mind then, and that wins.
        var (status, made) = await desk.DecideAsync(id, "same");
        Assert.Equal((200, sides[0].GetProperty("id").GetString()), (status, made.GetProperty("profile").GetString()));
    }

    [Fact]
    public async Task Later_puts_off_and_every_decision_is_told_with_who_and_when()
    {
        var id = ReviewDesk.Id((await SinglesAsync(3))[2]);
        var (_, made) = await desk.DecideAsync(id, "later");
        Assert.False(await IsListedAsync(id, "open"));
        Assert.True(await IsListedAsync(id, "later"));
        await ReviewDesk.LevelAsync(desk.Server);
        Assert.Equal("later", await StateAsync(id));
        var line = (await desk.Sender.GetAsync("/api/matching/decisions?decision=later&limit=1")).GetProperty("decisions")[0];
        Assert.Equal((ReviewDesk.Number(made), id, "first", "by the tests", "active"), (line.GetProperty("id").GetInt64(), line.GetProperty("pair").GetString(), line.GetProperty("who").GetString(), line.GetProperty("reason").GetString(), line.GetProperty("state").GetString()));
        Assert.NotEmpty(line.GetProperty("fields").EnumerateArray());
        Assert.Equal(200, (await desk.UndoAsync(ReviewDesk.Number(made))).Status);
        Assert.True(await IsListedAsync(id, "open"));
        var activity = await desk.Sender.GetAsync("/api/matching/activity");
        Assert.True(activity.GetProperty("hours").EnumerateArray().Sum(hour => hour.GetProperty("later").GetInt32()) >= 1);
        Assert.Equal(3, activity.GetProperty("people")[0].GetProperty("medianSeconds").GetDouble());
    }

    [Fact]
    public async Task Values_that_a_role_may_not_see_are_masked_in_pairs_too()
    {
        using var steward = await Person.OfRoleAsync(desk.Server, "steward");
        var pair = (await desk.PairsAsync("min=0.9&limit=100")).First(one => one.GetProperty("fields").EnumerateArray().Any(field => field.GetProperty("name").GetString() == "email" && field.GetProperty("level").GetString() == "exact"));
        var seen = await Person.GoodAsync(await steward.Client.GetAsync($"/api/matching/pairs/{ReviewDesk.Id(pair)}"));
        var email = Field(seen);
        Assert.Contains("@", email, StringComparison.Ordinal);
        await desk.Sender.SendJsonAsync(HttpMethod.Put, "/api/traits/person/email", new { type = "string", privacyClass = "special" });
        var text = await (await steward.Client.GetAsync($"/api/matching/pairs/{ReviewDesk.Id(pair)}")).Content.ReadAsStringAsync();
        Assert.DoesNotContain(email, text, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("•••", Field(JsonDocument.Parse(text).RootElement), StringComparison.Ordinal);
        await desk.Sender.SendJsonAsync(HttpMethod.Put, "/api/traits/person/email", new { type = "string", privacyClass = "contact" });

        static string Field(JsonElement pair) => pair.GetProperty("fields").EnumerateArray().Single(field => field.GetProperty("name").GetString() == "email").GetProperty("first").GetString()!;
    }

    [Theory]
    [InlineData("entity=77")]
    [InlineData("kind=robot")]
    [InlineData("state=lost")]
    [InlineData("sort=up")]
    [InlineData("pattern=xyz")]
    [InlineData("source=nowhere")]
    [InlineData("profile=1")]
    [InlineData("cursor=1")]
    public async Task A_wrong_question_says_which_part_is_wrong(string query)
    {
        var answer = await desk.Server.Full.GetAsync($"/api/matching/pairs?{query}");
        Assert.Equal((400, query.Split('=')[0]), ((int)answer.StatusCode, (await ServerFixture.JsonAsync(answer)).GetProperty("field").GetString()));
    }
}
