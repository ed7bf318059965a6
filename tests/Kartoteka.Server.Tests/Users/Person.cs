using System.Net;
using System.Net.Http.Json;
using System.Text.Json;

namespace Kartoteka.Server.Tests.Users;

/// <summary>A browser: it keeps the cookie and sends the header of the admin UI.</summary>
internal sealed class Person : IDisposable
{
    public const string Password = "vier lange Worte 2026";

    private readonly SocketsHttpHandler _handler;

    private Person(ServerFixture server)
    {
        _handler = new SocketsHttpHandler { CookieContainer = Cookies };
        Client = new HttpClient(_handler) { BaseAddress = server.Anonymous.BaseAddress };
        Client.DefaultRequestHeaders.Add("X-Kartoteka-Request", "1");
    }

    public CookieContainer Cookies { get; } = new();

    public HttpClient Client { get; }

    public string? Secret => Cookies.GetAllCookies()["kartoteka_session"]?.Value;

    /// <summary>One who has not signed in.</summary>
    public static Person At(ServerFixture server) => new(server);

    /// <summary>A new user of a role, signed in with a password of his own.</summary>
    public static async Task<Person> OfRoleAsync(ServerFixture server, string role) => (await MadeAsync(server, role)).Person;

    /// <summary>As <see cref="OfRoleAsync"/>, with number and e-mail.</summary>
    public static async Task<(Person Person, int Id, string Email)> MadeAsync(ServerFixture server, string role)
    {
        var email = $"{role}-{Guid.NewGuid():n}@staff.example";
        var made = await ServerFixture.JsonAsync(await server.Full.PostAsJsonAsync("/api/users", new { email, name = "Проба", role }));
        var person = new Person(server);
        var given = made.GetProperty("password").GetString()!;
        await GoodAsync(await person.SignInAsync(email, given));
        await GoodAsync(await person.Client.PutAsJsonAsync("/api/session/password", new { current = given, @new = Password }));
        return (person, made.GetProperty("id").GetInt32(), email);
    }

    public Task<HttpResponseMessage> SignInAsync(string email, string password = Password, string? code = null) =>
        Client.PostAsJsonAsync("/api/session", new { email, password, code });

    public async Task<JsonElement> SessionAsync() => await GoodAsync(await Client.GetAsync("/api/session"));

    /// <summary>The answer's JSON, which must be a good one.</summary>
    public static async Task<JsonElement> GoodAsync(HttpResponseMessage answer)
    {
        var text = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.IsSuccessStatusCode, $"{answer.RequestMessage!.Method} {answer.RequestMessage.RequestUri}: {(int)answer.StatusCode} {text}");
        return text.Length == 0 ? default : JsonDocument.Parse(text).RootElement;
    }

    /// <summary>Status and problem type of a refusal.</summary>
    public static async Task<(int Status, string? Type)> RefusalAsync(HttpResponseMessage answer) =>
        ((int)answer.StatusCode, (await ServerFixture.JsonAsync(answer)).GetProperty("type").GetString());

    /// <summary>The bytes that an authenticator app makes of a secret.</summary>
    public static byte[] FromBase32(string text)
    {
        var bits = string.Concat(text.Select(c => Convert.ToString("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".IndexOf(c, StringComparison.Ordinal), 2).PadLeft(5, '0')));
        return [.. Enumerable.Range(0, bits.Length / 8).Select(i => Convert.ToByte(bits[(i * 8)..((i * 8) + 8)], 2))];
    }

    public void Dispose()
    {
        Client.Dispose();
        _handler.Dispose();
    }
}
