using System.Text.Json;
using Kartoteka.Server.Tests.Ingest;

namespace Kartoteka.Server.Tests.Identity;

public sealed class ChangingRulesTests
{
    private static readonly object PhoneIsShared = new { types = new[] { new { name = "phone", priority = 500, limit = 5, shared = true } } };

    [Fact]
    public async Task A_dry_run_of_unchanged_rules_finds_nothing_and_of_a_shared_phone_what_applying_it_then_does()
    {
        var server = await ServerFixture.StartAsync();
        try
        {
            var sender = Sender.Of(server);
            var till = await Sender.SourceAsync(server, "till", "till");
            for (var i = 0; i < 30; i++)
            {
                await sender.SendAsync("/v1/identify", $$"""{"userId":"{{i}}","traits":{"phone":"+7916555{{(i % 20) + 1000}}"} }""");
                await till.SendAsync("/v1/identify", $$"""{"userId":"{{i}}","traits":{"phone":"+7916555{{(i % 20) + 1000}}"} }""");
            }
            var before = await sender.GetAsync("/api/stats");
            var (_, nothing) = await sender.PostJsonAsync("/api/identity/dry-run", new { });
            Assert.Equal((0, 0, 0), (Number(nothing, "profilesMerged"), Number(nothing, "profilesSplit"), Number(nothing, "profilesLookedAt")));

            var (status, tried) = await sender.PostJsonAsync("/api/identity/dry-run", PhoneIsShared);
            Assert.Equal(200, status);
            Assert.True(Number(tried, "newProfiles") > 0);
            Assert.NotEqual(0, tried.GetProperty("samples").GetArrayLength());
            Assert.Equal(before.GetRawText(), (await sender.GetAsync("/api/stats")).GetRawText());

            var (accepted, job) = await sender.PostJsonAsync("/api/identity/apply", PhoneIsShared);
            Assert.Equal(202, accepted);
            var done = await WaitAsync(sender, job.GetProperty("id").GetInt64(), "done");
            Assert.Equal(Number(tried, "newProfiles"), Number(done, "profilesAdded"));
            var after = await sender.GetAsync("/api/stats");
            Assert.Equal(Number(before, "profiles") + Number(tried, "newProfiles") - Number(tried, "profilesMerged"), Number(after, "profiles"));
            var (_, again) = await sender.PostJsonAsync("/api/identity/dry-run", PhoneIsShared);
            Assert.Equal((0, 0), (Number(again, "profilesMerged"), Number(again, "profilesSplit")));
            Assert.Equal(409, (int)(await server.Full.GetAsync("/api/profiles/by/phone/+79165551005")).StatusCode);
        }
        finally
        {
            await server.DisposeAsync();
        }
    }

    [Fact]
    public async Task A_field_of_a_type_that_is_left_out_stays_as_it_is()
    {
        await using var own = new OwnServer(await ServerFixture.StartAsync());
        var sender = Sender.Of(own.Value);
        await ApplyAsync(new { types = new[] { new { name = "phone", shared = true, blocked = new[] { "+7495*" } } } });
        await ApplyAsync(new { types = new[] { new { name = "phone", limit = 7 } } });
        var phone = (await sender.GetAsync("/api/identity/settings")).GetProperty("types").EnumerateArray().Single(type => type.GetProperty("name").GetString() == "phone");
        Assert.Equal((500, 7, true), (Number(phone, "priority"), Number(phone, "limit"), phone.GetProperty("shared").GetBoolean()));
        Assert.Equal("+7495*", Assert.Single(phone.GetProperty("blocked").EnumerateArray()).GetString());

        async Task ApplyAsync(object settings)
        {
            var (_, job) = await sender.PostJsonAsync("/api/identity/apply", settings);
            await WaitAsync(sender, job.GetProperty("id").GetInt64(), "done");
        }
    }

    [Theory]
    [InlineData("""{"types":[null]}""", "types[0]")]
    [InlineData("""{"types":[{"limit":5}]}""", "types[0]")]
    [InlineData("""{"types":[{"name":"loyalty"}]}""", "types[0]")]
    [InlineData("""{"types":[{"name":"email","blocked":[null]}]}""", "types[0]")]
    [InlineData("""{"types":[{"name":"email","blocked":[""]}]}""", "types[0]")]
    [InlineData("""{"sharedValues":[null]}""", "sharedValues[0]")]
    [InlineData("""{"sharedValues":[{"type":"phone"}]}""", "sharedValues[0]")]
    public async Task Settings_with_a_hole_are_refused_by_name(string body, string field)
    {
        await using var own = new OwnServer(await ServerFixture.StartAsync());
        var (status, problem) = await Sender.Of(own.Value).PostJsonAsync("/api/identity/dry-run", System.Text.Json.JsonDocument.Parse(body).RootElement);
        Assert.Equal((400, field), (status, problem.GetProperty("field").GetString()));
    }

    [Fact]
    public async Task Rules_outlive_a_restart()
    {
        var server = await ServerFixture.StartAsync();
        try
        {
            var sender = Sender.Of(server);
            var (_, job) = await sender.PostJsonAsync("/api/identity/apply", new { recordsPerProfileMax = 77 });
            await WaitAsync(sender, job.GetProperty("id").GetInt64(), "done");
            await server.StopAsync();
            await server.RunAsync(null);
            Assert.Equal(77, Number(await sender.GetAsync("/api/identity/settings"), "recordsPerProfileMax"));
        }
        finally
        {
            await server.DisposeAsync();
        }
    }

    [Fact]
    public async Task Of_changes_asked_for_at_once_the_last_that_was_begun_is_in_force_and_none_is_left_running()
    {
        var server = await ServerFixture.StartAsync();
        try
        {
            var sender = Sender.Of(server);
            var answers = await Task.WhenAll(Enumerable.Range(60, 12).Select(async cap => (Cap: cap, Answer: await sender.PostJsonAsync("/api/identity/apply", new { recordsPerProfileMax = cap }))));
            var begun = answers.Where(one => one.Answer.Item1 == 202).OrderBy(one => one.Answer.Item2.GetProperty("id").GetInt64()).ToArray();
            Assert.NotEmpty(begun);
            Assert.All(answers, one => Assert.True(one.Answer.Item1 is 202 or 409));
            foreach (var one in begun) await WaitAsync(sender, one.Answer.Item2.GetProperty("id").GetInt64(), "done");
            Assert.Equal(begun[^1].Cap, Number(await sender.GetAsync("/api/identity/settings"), "recordsPerProfileMax"));
        }
        finally
        {
            await server.DisposeAsync();
        }
    }

    [Fact]
    public async Task The_audit_log_says_how_many_values_a_change_names_and_not_which()
    {
        var server = await ServerFixture.StartAsync();
        try
        {
            var sender = Sender.Of(server);
            var types = new[] { new { name = "email", priority = 600, limit = 5, shared = false, blocked = new[] { "ivanov@example.test" } } };
            var (status, _) = await sender.PostJsonAsync("/api/identity/apply", new { types, sharedValues = new[] { new { type = "phone", value = "+74951234567" } } });
            Assert.Equal(202, status);
            var lines = (await sender.GetAsync("/api/audit?limit=20")).GetRawText();
            Assert.Contains("identity.apply", lines, StringComparison.Ordinal);
            Assert.DoesNotContain("4951234567", lines, StringComparison.Ordinal);
            Assert.DoesNotContain("ivanov", lines, StringComparison.Ordinal);
        }
        finally
        {
            await server.DisposeAsync();
        }
    }

    [Theory]
    [InlineData("""{"recordsPerProfileMax":0}""", "recordsPerProfileMax")]
    [InlineData("""{"types":[{"name":"E mail","priority":1,"limit":1,"shared":false}]}""", "types[0]")]
    [InlineData("""{"types":[{"name":"email","priority":1,"limit":0,"shared":false}]}""", "types[0]")]
    [InlineData("""{"sharedValues":[{"type":"phone","value":"12"}]}""", "sharedValues[0]")]
    public async Task Wrong_settings_say_where(string body, string field)
    {
        var server = await ServerFixture.StartAsync();
        try
        {
            var (status, problem) = await Sender.Of(server).PostJsonAsync("/api/identity/dry-run", JsonDocument.Parse(body).RootElement);
            Assert.Equal((400, field), (status, problem.GetProperty("field").GetString()));
        }
        finally
        {
            await server.DisposeAsync();
        }
    }

    private static long Number(JsonElement element, string name) => element.GetProperty(name).GetInt64();

    private static async Task<JsonElement> WaitAsync(Sender sender, long id, string state)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (true)
        {
            var job = await sender.GetAsync($"/api/identity/jobs/{id}");
            if (job.GetProperty("state").GetString() == state) return job;
            Assert.False(limit.IsCancellationRequested, job.GetRawText());
            await Task.Delay(20, CancellationToken.None);
        }
    }
}
