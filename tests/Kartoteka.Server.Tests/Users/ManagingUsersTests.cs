using System.Net;
using System.Net.Http.Json;
using System.Text.Json;

namespace Kartoteka.Server.Tests.Users;

public sealed class ManagingUsersTests(ServerFixture server) : IClassFixture<ServerFixture>
{
    [Fact]
    public async Task Somebody_is_added_once_with_a_password_that_is_shown_once()
    {
        var body = new { email = "Anna@Staff.Example ", name = "Анна", role = "operator" };
        var answer = await server.Full.PostAsJsonAsync("/api/users", body);
        Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
        var made = await Person.GoodAsync(answer);
        Assert.Equal("anna@staff.example", made.GetProperty("email").GetString());
        Assert.Matches("^([a-z2-9]{5}-){3}[a-z2-9]{5}$", made.GetProperty("password").GetString()!);
        Assert.Equal((409, "/problems/user-exists"), await Person.RefusalAsync(await server.Full.PostAsJsonAsync("/api/users", body)));
        var listed = await server.Full.GetStringAsync("/api/users");
        Assert.Contains("anna@staff.example", listed, StringComparison.Ordinal);
        Assert.DoesNotContain(made.GetProperty("password").GetString()!, listed, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("email", """{"email":"nobody","name":"N","role":"operator"}""")]
    [InlineData("name", """{"email":"n@staff.example","name":" ","role":"operator"}""")]
    [InlineData("role", """{"email":"n@staff.example","name":"N","role":"root"}""")]
    [InlineData("password", """{"email":"n@staff.example","name":"N","role":"operator","password":"qwertyqwerty"}""")]
    public async Task A_wrong_field_is_named(string field, string body)
    {
        var answer = await server.Full.PostAsync("/api/users", new StringContent(body, System.Text.Encoding.UTF8, "application/json"));
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Equal(field, (await ServerFixture.JsonAsync(answer)).GetProperty("field").GetString());
    }

    [Fact]
    public async Task A_changed_role_acts_on_a_live_session_at_once_and_a_disabled_user_is_out_at_once()
    {
        var (person, id, _) = await Person.MadeAsync(server, "marketer");
        Assert.Equal(HttpStatusCode.Forbidden, (await person.Client.GetAsync("/api/audit")).StatusCode);
        await Person.GoodAsync(await server.Full.PatchAsJsonAsync($"/api/users/{id}", new { role = "privacy_officer" }));
        Assert.Equal(HttpStatusCode.OK, (await person.Client.GetAsync("/api/audit")).StatusCode);
        await Person.GoodAsync(await server.Full.PatchAsJsonAsync($"/api/users/{id}", new { role = "operator" }));
        Assert.Equal(HttpStatusCode.Forbidden, (await person.Client.GetAsync("/api/audit")).StatusCode);
        await Person.GoodAsync(await server.Full.PatchAsJsonAsync($"/api/users/{id}", new { disabled = true }));
        Assert.Equal(HttpStatusCode.Unauthorized, (await person.Client.GetAsync("/api/session")).StatusCode);
        await Person.GoodAsync(await server.Full.PatchAsJsonAsync($"/api/users/{id}", new { disabled = false }));
        Assert.Equal(HttpStatusCode.Unauthorized, (await person.Client.GetAsync("/api/session")).StatusCode); // The session does not come back.
        person.Dispose();
    }

    [Fact]
    public async Task The_last_administrator_can_be_neither_disabled_nor_demoted_nor_do_it_himself()
    {
        await using var own = new OwnServer(await ServerFixture.StartAsync());
        var (admin, id, _) = await Person.MadeAsync(own.Value, "administrator");
        foreach (var change in new object[] { new { disabled = true }, new { role = "steward" } })
        {
            Assert.Equal((409, "/problems/last-administrator"), await Person.RefusalAsync(await admin.Client.PatchAsJsonAsync($"/api/users/{id}", change)));
        }
        var (second, _, _) = await Person.MadeAsync(own.Value, "administrator");
        await Person.GoodAsync(await second.Client.PatchAsJsonAsync($"/api/users/{id}", new { role = "steward" }));
        Assert.Equal(HttpStatusCode.Forbidden, (await admin.Client.GetAsync("/api/users")).StatusCode);
        admin.Dispose();
        second.Dispose();
    }

    [Fact]
    public async Task A_token_that_manages_users_makes_nobody_who_may_do_more_than_it()
    {
        var manager = await server.ClientAsync("users:read", "users:write", "profiles:read", "profiles:reveal", "service:read", "service:write", "sources:read", "catalogue:read");
        Assert.Equal((403, "/problems/scope-not-held"), await Person.RefusalAsync(
            await manager.PostAsJsonAsync("/api/users", new { email = "more@staff.example", name = "More", role = "administrator" })));
        Assert.Equal(HttpStatusCode.Created, (await manager.PostAsJsonAsync("/api/users", new { email = "same@staff.example", name = "Same", role = "operator" })).StatusCode);
        var (admin, id, _) = await Person.MadeAsync(server, "administrator");
        Assert.Equal((403, "/problems/scope-not-held"), await Person.RefusalAsync(await manager.PostAsJsonAsync($"/api/users/{id}/password", new { })));
        admin.Dispose();
    }

    [Fact]
    public async Task A_new_password_of_an_administrator_ends_the_sessions_and_must_be_changed()
    {
        var (person, id, email) = await Person.MadeAsync(server, "marketer");
        var given = (await Person.GoodAsync(await server.Full.PostAsJsonAsync($"/api/users/{id}/password", new { }))).GetProperty("password").GetString()!;
        Assert.Equal(HttpStatusCode.Unauthorized, (await person.Client.GetAsync("/api/session")).StatusCode);
        Assert.Equal((401, "/problems/sign-in-failed"), await Person.RefusalAsync(await person.SignInAsync(email)));
        var session = await Person.GoodAsync(await person.SignInAsync(email, given));
        Assert.True(session.GetProperty("user").GetProperty("mustChangePassword").GetBoolean());
        person.Dispose();
    }

    [Fact]
    public async Task Ones_own_sessions_are_seen_and_ended_by_everybody_and_those_of_others_by_who_manages_users()
    {
        var (person, id, email) = await Person.MadeAsync(server, "operator");
        using var elsewhere = Person.At(server);
        await Person.GoodAsync(await elsewhere.SignInAsync(email));
        var own = await ListAsync(person.Client, "?mine=true");
        Assert.Equal(2, own.Length);
        Assert.Equal([true, false], own.Select(session => session.GetProperty("current").GetBoolean()));
        Assert.Equal((403, "/problems/scope-needed"), await Person.RefusalAsync(await person.Client.GetAsync("/api/sessions")));
        var (admin, _, _) = await Person.MadeAsync(server, "administrator");
        var foreign = (await ListAsync(admin.Client, "?mine=true"))[0].GetProperty("id");
        Assert.Equal((404, "/problems/session-not-found"), await Person.RefusalAsync(await person.Client.DeleteAsync($"/api/sessions/{foreign}")));
        Assert.Equal(HttpStatusCode.NoContent, (await person.Client.DeleteAsync($"/api/sessions/{own[1].GetProperty("id")}")).StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await elsewhere.Client.GetAsync("/api/session")).StatusCode);
        Assert.Contains(await ListAsync(admin.Client, ""), session => session.GetProperty("userId").GetInt32() == id);
        Assert.Equal(1, (await Person.GoodAsync(await admin.Client.DeleteAsync($"/api/users/{id}/sessions"))).GetProperty("ended").GetInt32());
        Assert.Equal(HttpStatusCode.Unauthorized, (await person.Client.GetAsync("/api/session")).StatusCode);
        person.Dispose();
        admin.Dispose();
    }

    private static async Task<JsonElement[]> ListAsync(HttpClient client, string query) =>
        [.. (await Person.GoodAsync(await client.GetAsync($"/api/sessions{query}"))).GetProperty("sessions").EnumerateArray()];
}
