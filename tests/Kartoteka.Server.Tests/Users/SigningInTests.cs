using System.Net;
using System.Net.Http.Json;
using System.Text.Json;

namespace Kartoteka.Server.Tests.Users;

public sealed class SigningInTests(ServerFixture server) : IClassFixture<ServerFixture>
{
    [Fact]
    public async Task A_sign_in_tells_who_it_is_what_he_may_do_and_what_he_sees()
    {
        using var person = await Person.OfRoleAsync(server, "operator");
        var session = await person.SessionAsync();
        Assert.Equal("operator", session.GetProperty("user").GetProperty("role").GetString());
        Assert.False(session.GetProperty("user").GetProperty("mustChangePassword").GetBoolean());
        Assert.Contains("profiles:reveal", Texts(session, "scopes"));
        Assert.Equal(["demographic", "behaviour", "none"], Texts(session, "visibleClasses"));
        using var admin = await Person.OfRoleAsync(server, "administrator");
        Assert.Contains("users:write", Texts(await admin.SessionAsync(), "scopes"));
        Assert.Contains("special", Texts(await admin.SessionAsync(), "visibleClasses"));
    }

    [Fact]
    public async Task The_cookie_is_for_the_server_alone_and_secure_behind_a_proxy_that_speaks_tls()
    {
        var (_, _, email) = await Person.MadeAsync(server, "marketer");
        var cookie = (await SignInAsync(server, email)).Headers.GetValues("Set-Cookie").Single();
        Assert.Matches("^kartoteka_session=[A-Za-z0-9_-]{43};", cookie);
        Assert.Contains("httponly", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("samesite=strict", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("path=/", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("secure", cookie, StringComparison.OrdinalIgnoreCase);
        await using var proxied = new OwnServer(await ServerFixture.StartAsync(options => options with { TrustedProxies = "127.0.0.1" }));
        var (_, _, other) = await Person.MadeAsync(proxied.Value, "marketer");
        Assert.Contains("secure", (await SignInAsync(proxied.Value, other)).Headers.GetValues("Set-Cookie").Single(), StringComparison.OrdinalIgnoreCase);
    }

    private static async Task<HttpResponseMessage> SignInAsync(ServerFixture at, string email)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/session") { Content = JsonContent.Create(new { email, password = Person.Password }) };
        request.Headers.Add("X-Forwarded-Proto", "https");
        var answer = await at.Anonymous.SendAsync(request);
        await Person.GoodAsync(answer);
        return answer;
    }

    [Fact]
    public async Task An_unknown_email_a_wrong_password_and_a_disabled_user_are_told_the_same()
    {
        var (gone, id, email) = await Person.MadeAsync(server, "marketer");
        await Person.GoodAsync(await server.Full.PatchAsJsonAsync($"/api/users/{id}", new { disabled = true }));
        using var person = Person.At(server);
        var answers = new List<string>();
        foreach (var (who, password) in new[] { ("nobody@staff.example", Person.Password), (email, Person.Password), (email, "wrong wrong wrong"), ("no e-mail", "x") })
        {
            var answer = await person.SignInAsync(who, password);
            Assert.Equal((401, "/problems/sign-in-failed"), await Person.RefusalAsync(answer));
            var problem = JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement;
            answers.Add($"{problem.GetProperty("title")} {problem.GetProperty("detail")}");
        }
        Assert.Single(answers.Distinct());
        Assert.Equal(HttpStatusCode.Unauthorized, (await gone.Client.GetAsync("/api/session")).StatusCode);
        gone.Dispose();
    }

    [Fact]
    public async Task A_session_planted_before_the_sign_in_opens_nothing_and_the_one_before_ends()
    {
        var (person, _, email) = await Person.MadeAsync(server, "marketer");
        var planted = new Cookie("kartoteka_session", new string('a', 43), "/", server.Anonymous.BaseAddress!.Host);
        using var victim = Person.At(server);
        victim.Cookies.Add(planted);
        await Person.GoodAsync(await victim.SignInAsync(email));
        Assert.NotEqual(planted.Value, victim.Secret);
        var before = victim.Secret!;
        await Person.GoodAsync(await victim.SignInAsync(email));
        Assert.NotEqual(before, victim.Secret);
        Assert.Equal(HttpStatusCode.Unauthorized, await WithCookieAsync(planted.Value));
        Assert.Equal(HttpStatusCode.Unauthorized, await WithCookieAsync(before));
        Assert.Equal(HttpStatusCode.OK, await WithCookieAsync(victim.Secret!));
        person.Dispose();
    }

    [Fact]
    public async Task A_password_of_somebody_elses_choice_opens_nothing_but_its_own_change()
    {
        var made = await Person.GoodAsync(await server.Full.PostAsJsonAsync("/api/users", new { email = "given@staff.example", name = "Given", role = "administrator" }));
        using var person = Person.At(server);
        var session = await Person.GoodAsync(await person.SignInAsync("given@staff.example", made.GetProperty("password").GetString()!));
        Assert.True(session.GetProperty("user").GetProperty("mustChangePassword").GetBoolean());
        Assert.Equal(0, session.GetProperty("scopes").GetArrayLength());
        Assert.Equal(HttpStatusCode.Forbidden, (await person.Client.GetAsync("/api/users")).StatusCode);
        await Person.GoodAsync(await person.Client.PutAsJsonAsync("/api/session/password", new { current = made.GetProperty("password").GetString(), @new = Person.Password }));
        Assert.Equal(HttpStatusCode.OK, (await person.Client.GetAsync("/api/users")).StatusCode);
    }

    [Fact]
    public async Task A_changed_password_gives_the_session_another_secret_and_ends_the_others()
    {
        var (person, _, email) = await Person.MadeAsync(server, "marketer");
        using var elsewhere = Person.At(server);
        await Person.GoodAsync(await elsewhere.SignInAsync(email));
        var before = person.Secret!;
        Assert.Equal((403, "/problems/password-wrong"), await Person.RefusalAsync(await person.Client.PutAsJsonAsync("/api/session/password", new { current = "wrong wrong wrong", @new = "another long sentence" })));
        Assert.Equal((400, "/problems/invalid"), await Person.RefusalAsync(await person.Client.PutAsJsonAsync("/api/session/password", new { current = Person.Password, @new = "short" })));
        await Person.GoodAsync(await person.Client.PutAsJsonAsync("/api/session/password", new { current = Person.Password, @new = "another long sentence" }));
        Assert.NotEqual(before, person.Secret);
        Assert.Equal(HttpStatusCode.OK, (await person.Client.GetAsync("/api/session")).StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await elsewhere.Client.GetAsync("/api/session")).StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, await WithCookieAsync(before));
        Assert.Equal((401, "/problems/sign-in-failed"), await Person.RefusalAsync(await elsewhere.SignInAsync(email)));
        person.Dispose();
    }

    [Fact]
    public async Task A_session_ends_with_the_sign_out_also_for_a_copy_of_its_cookie()
    {
        using var person = await Person.OfRoleAsync(server, "marketer");
        var secret = person.Secret!;
        Assert.Equal(HttpStatusCode.NoContent, (await person.Client.DeleteAsync("/api/session")).StatusCode);
        Assert.Null(person.Secret);
        Assert.Equal(HttpStatusCode.Unauthorized, await WithCookieAsync(secret));
    }

    [Fact]
    public async Task A_request_that_changes_something_needs_the_header_and_one_with_a_token_does_not()
    {
        using var person = await Person.OfRoleAsync(server, "administrator");
        person.Client.DefaultRequestHeaders.Remove("X-Kartoteka-Request");
        Assert.Equal(HttpStatusCode.OK, (await person.Client.GetAsync("/api/sources")).StatusCode);
        foreach (var attempt in new[]
        {
            await person.Client.PostAsJsonAsync("/api/brands", new { key = "csrf", name = "Csrf" }), await person.Client.DeleteAsync("/api/session"),
            await person.Client.PatchAsJsonAsync("/api/session", new { theme = "dark" }), await person.Client.PutAsJsonAsync("/api/traits/person/csrf", new { type = "date" }),
        })
        {
            Assert.Equal((403, "/problems/cross-site-request"), await Person.RefusalAsync(attempt));
        }
        Assert.DoesNotContain("csrf", await server.Full.GetStringAsync("/api/brands"), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Created, (await server.Full.PostAsJsonAsync("/api/brands", new { key = "token", name = "Token" })).StatusCode);
    }

    [Fact]
    public async Task A_token_that_was_sent_is_meant_and_a_bad_one_is_not_covered_by_a_cookie()
    {
        using var person = await Person.OfRoleAsync(server, "administrator");
        person.Client.DefaultRequestHeaders.Authorization = new("Bearer", "kt_wrong");
        Assert.Equal(HttpStatusCode.Unauthorized, (await person.Client.GetAsync("/api/sources")).StatusCode);
    }

    [Fact]
    public async Task Language_theme_and_name_are_ones_own_to_change_and_nothing_else_is()
    {
        using var person = await Person.OfRoleAsync(server, "marketer");
        await Person.GoodAsync(await person.Client.PatchAsJsonAsync("/api/session", new { language = "en", theme = "dark", name = "Anna", role = "administrator", scopes = new[] { "*" } }));
        var user = (await person.SessionAsync()).GetProperty("user");
        Assert.Equal(("en", "dark", "Anna", "marketer"), (Text("language"), Text("theme"), Text("name"), Text("role")));
        Assert.Equal((400, "/problems/invalid"), await Person.RefusalAsync(await person.Client.PatchAsJsonAsync("/api/session", new { language = "de" })));

        string? Text(string name) => user.GetProperty(name).GetString();
    }

    [Fact]
    public async Task Acts_of_a_person_stand_in_the_audit_log_under_the_email()
    {
        var (person, _, email) = await Person.MadeAsync(server, "administrator");
        await Person.GoodAsync(await person.Client.PostAsJsonAsync("/api/brands", new { key = "audited", name = "Audited" }));
        var lines = (await Person.GoodAsync(await server.Full.GetAsync("/api/audit?limit=20"))).GetProperty("entries").EnumerateArray()
            .Where(line => line.GetProperty("actor").GetString() == email).Select(line => line.GetProperty("action").GetString()!).ToArray();
        Assert.Equal(["brand.create", "user.password", "session.start"], lines);
        person.Dispose();
    }

    private async Task<HttpStatusCode> WithCookieAsync(string secret)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/session") { Headers = { { "Cookie", $"kartoteka_session={secret}" } } };
        using var client = new HttpClient(new SocketsHttpHandler { UseCookies = false }) { BaseAddress = server.Anonymous.BaseAddress };
        return (await client.SendAsync(request)).StatusCode;
    }

    private static string[] Texts(JsonElement json, string name) => [.. json.GetProperty(name).EnumerateArray().Select(one => one.GetString()!)];
}
