using System.Text.Json;
using Kartoteka.Server.Tests.Ingest;
using Kartoteka.Server.Tests.Users;

namespace Kartoteka.Server.Tests.Service;

public sealed class ServingCustomersTests(ServerFixture server) : IClassFixture<ServerFixture>
{
    [Fact]
    public async Task A_call_becomes_an_event_of_the_profile_and_a_task_to_call_back()
    {
        var (sender, id) = await CustomerAsync("call", "Мария", "Котова");
        var (status, kept) = await sender.PostJsonAsync($"/api/profiles/{id}/calls", new
        {
            direction = "in",
            outcome = "call_back",
            topic = "Late delivery",
            comment = "is angry",
            phone = "8 916 123-45-67",
            startedAt = "2026-01-02T03:04:05Z",
            durationSeconds = 184,
            callBackAt = "2026-12-01T10:00:00Z",
        });
        Assert.Equal(200, status);
        var line = (await sender.GetAsync($"/api/profiles/{id}/events")).GetProperty("events").EnumerateArray().Single(one => one.GetProperty("event").GetString() == "Call Ended");
        Assert.Equal((kept.GetProperty("messageId").GetString(), kept.GetProperty("position").GetInt64()), (line.GetProperty("messageId").GetString(), line.GetProperty("position").GetInt64()));
        Assert.Equal(("manual", "track", "2026-01-02T03:04:05Z"), (line.GetProperty("source").GetString(), line.GetProperty("type").GetString(), line.GetProperty("occurredAt").GetString()));
        var properties = line.GetProperty("body").GetProperty("properties");
        Assert.Equal(("call_back", "+79161234567", 184), (properties.GetProperty("outcome").GetString(), properties.GetProperty("phone").GetString(), properties.GetProperty("duration_seconds").GetInt32()));
        // The number called is no identifier: it may be anybody's.
        Assert.Equal(404, (int)(await server.Full.GetAsync("/api/profiles/by/phone/+79161234567")).StatusCode);
        var task = Assert.Single((await sender.GetAsync($"/api/tasks?profile={id}&assignee=me")).GetProperty("tasks").EnumerateArray());
        Assert.Equal((kept.GetProperty("taskId").GetInt64(), "Late delivery", "Котова Мария"), (task.GetProperty("id").GetInt64(), task.GetProperty("title").GetString(), task.GetProperty("profile").GetProperty("name").GetString()));
    }

    [Theory]
    [InlineData("""{"direction":"up","outcome":"resolved"}""", "direction")]
    [InlineData("""{"direction":"in","outcome":"sold"}""", "outcome")]
    [InlineData("""{"direction":"in","outcome":"resolved","durationSeconds":-1}""", "durationSeconds")]
    [InlineData("""{"direction":"in","outcome":"resolved","startedAt":"2199-01-01T00:00:00Z"}""", "startedAt")]
    [InlineData("""{"direction":"in","outcome":"call_back","callBackAt":"2026-12-01T10:00:00Z","assigneeId":"nobody"}""", "assigneeId")]
    public async Task A_call_that_cannot_be_is_refused_by_its_field(string body, string field)
    {
        var (sender, id) = await CustomerAsync($"bad-{field.ToLowerInvariant()}");
        var (status, problem) = await sender.PostJsonAsync($"/api/profiles/{id}/calls", JsonDocument.Parse(body).RootElement);
        Assert.Equal((400, field), (status, problem.GetProperty("field").GetString()));
        Assert.Equal(1, (await sender.GetAsync($"/api/profiles/{id}/events")).GetProperty("events").GetArrayLength());
    }

    [Fact]
    public async Task Notes_and_tasks_follow_a_merge_and_its_undoing_exactly()
    {
        var (sender, a) = await CustomerAsync("left");
        var (_, b) = await CustomerAsync("right");
        await sender.PostJsonAsync($"/api/profiles/{a}/notes", new { text = "of the left" });
        await sender.PostJsonAsync($"/api/profiles/{b}/notes", new { text = "of the right" });
        await sender.PostJsonAsync($"/api/profiles/{b}/tasks", new { title = "for the right" });
        await sender.PostJsonAsync($"/api/profiles/{a}/merge", new { with = b });
        Assert.Equal(["of the right", "of the left"], await NotesAsync(sender, a));
        Assert.Equal(["of the right", "of the left"], await NotesAsync(sender, b));
        Assert.Equal(a, (await sender.GetAsync($"/api/tasks?profile={b}")).GetProperty("tasks")[0].GetProperty("profile").GetProperty("id").GetString());
        await sender.PostJsonAsync($"/api/profiles/{a}/unmerge", new { records = new[] { new { source = "right", externalId = "1" } } });
        Assert.Equal(["of the left"], await NotesAsync(sender, a));
        Assert.Equal(["of the right"], await NotesAsync(sender, b));
        Assert.Equal(0, (await sender.GetAsync($"/api/tasks?profile={a}")).GetProperty("tasks").GetArrayLength());
        Assert.Equal(1, (await sender.GetAsync($"/api/tasks?profile={b}")).GetProperty("tasks").GetArrayLength());
    }

    [Fact]
    public async Task A_note_is_changed_by_its_author_and_removed_by_its_author_or_a_steward()
    {
        var (sender, id) = await CustomerAsync("noted");
        var (status, note) = await sender.PostJsonAsync($"/api/profiles/{id}/notes", new { text = "first" });
        Assert.Equal((201, "first"), (status, note.GetProperty("author").GetString()));
        var path = $"/api/notes/{note.GetProperty("id")}";
        var desk = await server.ClientAsync("service:read", "service:write", "profiles:read");
        Assert.Equal(403, (int)(await desk.PatchAsync(path, Json(new { text = "forged" }))).StatusCode);
        Assert.Equal(403, (int)(await desk.DeleteAsync(path)).StatusCode);
        var (_, changed) = await sender.SendJsonAsync(HttpMethod.Patch, path, new { text = "second" });
        Assert.Equal("second", changed.GetProperty("text").GetString());
        Assert.NotEqual(JsonValueKind.Null, changed.GetProperty("editedAt").ValueKind);
        var own = await ServerFixture.JsonAsync(await desk.PostAsync($"/api/profiles/{id}/notes", Json(new { text = "the desk's" })));
        Assert.Equal(["the desk's", "second"], await NotesAsync(sender, id));
        Assert.Equal(204, (int)(await server.Full.DeleteAsync($"/api/notes/{own.GetProperty("id")}")).StatusCode);
        Assert.Equal("note.delete", (await sender.GetAsync("/api/audit?limit=1")).GetProperty("entries")[0].GetProperty("action").GetString());
        Assert.Equal(["second"], await NotesAsync(sender, id));
        Assert.Equal(400, (await sender.PostJsonAsync($"/api/profiles/{id}/notes", new { text = new string('x', 10_001) })).Status);
    }

    [Fact]
    public async Task Tasks_page_by_due_time_change_field_by_field_and_are_done_once()
    {
        var (sender, id) = await CustomerAsync("tasked");
        foreach (var (title, due) in new[] { ("third", null), ("second", "2026-12-02T00:00:00Z"), ("first", "2026-12-01T00:00:00Z") })
        {
            Assert.Equal(201, (await sender.PostJsonAsync($"/api/profiles/{id}/tasks", new { title, dueAt = due, assigneeId = "me" })).Status);
        }
        var page = await sender.GetAsync($"/api/tasks?profile={id}&limit=2");
        Assert.Equal(["first", "second"], Titles(page));
        Assert.Equal(["third"], Titles(await sender.GetAsync($"/api/tasks?profile={id}&limit=2&cursor={page.GetProperty("next").GetString()}")));
        var path = $"/api/tasks/{page.GetProperty("tasks")[1].GetProperty("id")}";
        var (_, changed) = await sender.SendJsonAsync(HttpMethod.Patch, path, new { title = "later", dueAt = (string?)null });
        Assert.Equal(("later", JsonValueKind.Null, "first"), (changed.GetProperty("title").GetString(), changed.GetProperty("dueAt").ValueKind, changed.GetProperty("assignee").GetProperty("name").GetString()));
        var (_, done) = await sender.SendJsonAsync(HttpMethod.Patch, path, new { state = "done", assigneeId = (string?)null });
        Assert.Equal(("done", "first", JsonValueKind.Null), (done.GetProperty("state").GetString(), done.GetProperty("doneBy").GetString(), done.GetProperty("assignee").ValueKind));
        Assert.Equal(["later"], Titles(await sender.GetAsync($"/api/tasks?profile={id}&state=done")));
        Assert.Equal(["first", "third"], Titles(await sender.GetAsync($"/api/tasks?profile={id}")));
        var (_, open) = await sender.SendJsonAsync(HttpMethod.Patch, path, new { state = "open" });
        Assert.Equal(("open", JsonValueKind.Null), (open.GetProperty("state").GetString(), open.GetProperty("doneAt").ValueKind));
        foreach (var bad in new object[] { new { state = "lost" }, new { title = "" }, new { dueAt = "soon" }, new { assigneeId = "nobody" }, new { text = 5 } })
        {
            Assert.Equal(400, (await sender.SendJsonAsync(HttpMethod.Patch, path, bad)).Status);
        }
    }

    [Fact]
    public async Task People_who_serve_customers_are_given_tasks_and_sign_what_they_state_with_their_name()
    {
        var (sender, id) = await CustomerAsync("people", "Мария");
        var (person, number, email) = await Person.MadeAsync(server, "operator");
        using var desk = person;
        using var marketer = await Person.OfRoleAsync(server, "marketer");
        Assert.Equal(403, (int)(await marketer.Client.GetAsync("/api/assignees")).StatusCode);
        var people = (await Person.GoodAsync(await desk.Client.GetAsync("/api/assignees"))).GetProperty("people").EnumerateArray().ToDictionary(one => one.GetProperty("id").GetString()!, one => one.GetProperty("name").GetString());
        Assert.Equal("Проба", people[$"user:{number}"]);
        var (status, task) = await sender.PostJsonAsync($"/api/profiles/{id}/tasks", new { title = "Ask +79261234567 or ask@shop.example", assigneeId = $"user:{number}" });
        Assert.Equal((201, "Проба"), (status, task.GetProperty("assignee").GetProperty("name").GetString()));
        await sender.PostJsonAsync($"/api/profiles/{id}/notes", new { text = "Also at +79261234567" });

        // What others wrote is masked like the rest of what the role does not see.
        foreach (var path in new[] { "/api/tasks?assignee=me", $"/api/profiles/{id}/notes" })
        {
            var text = await (await desk.Client.GetAsync(path)).Content.ReadAsStringAsync();
            Assert.Contains("+7 926 •••-••-67", text, StringComparison.Ordinal);
            Assert.DoesNotContain("9261234567", text, StringComparison.Ordinal);
            Assert.DoesNotContain("ask@shop.example", text, StringComparison.Ordinal);
        }
        await Person.GoodAsync(await desk.Client.PostAsync($"/api/profiles/{id}/calls", Json(new { direction = "out", outcome = "no_answer" })));
        var body = (await sender.GetAsync($"/api/profiles/{id}/events")).GetProperty("events")[0].GetProperty("body");
        Assert.Equal("Проба", body.GetProperty("context").GetProperty("actor").GetProperty("name").GetString());
        Assert.DoesNotContain(email, body.GetRawText(), StringComparison.Ordinal);
    }

    private async Task<(Sender Sender, string Id)> CustomerAsync(string source, string? firstName = null, string? lastName = null)
    {
        var sender = await Sender.SourceAsync(server, source);
        await sender.SendAsync("/v1/identify", JsonSerializer.Serialize(new { userId = "1", traits = new { firstName, lastName } }));
        return (sender, (await sender.GetAsync($"/api/profiles/by/user_id/{source}:1")).GetProperty("id").GetString()!);
    }

    private static async Task<IEnumerable<string?>> NotesAsync(Sender sender, string id) =>
        (await sender.GetAsync($"/api/profiles/{id}/notes")).GetProperty("notes").EnumerateArray().Select(note => note.GetProperty("text").GetString());

    private static IEnumerable<string?> Titles(JsonElement page) => page.GetProperty("tasks").EnumerateArray().Select(task => task.GetProperty("title").GetString());

    private static StringContent Json(object body) => new(JsonSerializer.Serialize(body), System.Text.Encoding.UTF8, "application/json");
}
