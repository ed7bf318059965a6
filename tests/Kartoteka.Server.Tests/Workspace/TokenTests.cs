using System.Net;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text;
using Kartoteka.Modules.Users;
using Kartoteka.Modules.Workspace.Contracts;
using Kartoteka.Server.Tests.Users;
using Kartoteka.Storage;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Kartoteka.Server.Tests.Workspace;

public sealed class TokenTests(ServerFixture server) : IClassFixture<ServerFixture>
{
    private static readonly string[] OneScope = ["audit:read"];
    private static readonly string[] EveryScope = ["*"];

    [Fact]
    public async Task A_token_is_shown_once_works_at_once_and_ends_when_revoked()
    {
        var made = await ServerFixture.JsonAsync(await server.Full.PostAsJsonAsync("/api/tokens", new { name = "robot", scopes = OneScope }));
        var secret = made.GetProperty("token").GetString()!;
        Assert.StartsWith("kt_", secret);
        Assert.Equal(3 + 43, secret.Length); // 256 bits as base64url.
        var client = server.Client(secret);
        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync("/api/audit")).StatusCode);
        Assert.DoesNotContain(secret, await server.Full.GetStringAsync("/api/tokens"));
        Assert.Equal(HttpStatusCode.NoContent, (await server.Full.DeleteAsync($"/api/tokens/{made.GetProperty("id")}")).StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await client.GetAsync("/api/audit")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await server.Full.DeleteAsync("/api/tokens/99999")).StatusCode);
    }

    [Fact]
    public async Task A_token_cannot_make_one_that_may_do_more()
    {
        var maker = await server.ClientAsync("workspace:write", "audit:read");
        var refused = await maker.PostAsJsonAsync("/api/tokens", new { name = "more", scopes = EveryScope });
        Assert.Equal(HttpStatusCode.Forbidden, refused.StatusCode);
        Assert.Equal("/problems/scope-not-held", (await ServerFixture.JsonAsync(refused)).GetProperty("type").GetString());
        Assert.Equal(HttpStatusCode.Created, (await maker.PostAsJsonAsync("/api/tokens", new { name = "same", scopes = OneScope })).StatusCode);
    }

    [Fact]
    public async Task An_unknown_scope_is_refused_by_name()
    {
        var refused = await server.Full.PostAsJsonAsync("/api/tokens", new { name = "typo", scopes = new[] { "profile:read" } });
        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
        Assert.Contains("profile:read", await refused.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task Neither_a_token_nor_a_write_key_nor_a_persons_secret_is_on_disk()
    {
        using var person = await Person.OfRoleAsync(server, "operator");
        var totp = (await Person.GoodAsync(await person.Client.PostAsJsonAsync("/api/session/totp", new { password = Person.Password }))).GetProperty("secret").GetString()!;
        var code = Totp.Code(Person.FromBase32(totp), Totp.StepOf(TimeProvider.System.GetUtcNow()));
        var recovery = (await Person.GoodAsync(await person.Client.PutAsJsonAsync("/api/session/totp", new { code }))).GetProperty("recoveryCodes")[0].GetString()!;
        byte[][] personal =
        [
            Person.FromBase32(totp), .. new[] { totp, person.Secret!, Person.Password, recovery, recovery.Replace("-", "", StringComparison.Ordinal) }.Select(Encoding.UTF8.GetBytes),
            .. new[] { person.Secret!, recovery }.Select(Encoding.Unicode.GetBytes),
        ];
        var token = (await ServerFixture.JsonAsync(await server.Full.PostAsJsonAsync("/api/tokens", new { name = "disk", scopes = OneScope }))).GetProperty("token").GetString()!;
        var source = await server.Full.PostAsJsonAsync("/api/sources", new { key = "disk", name = "Disk", kind = "web" });
        var key = (await ServerFixture.JsonAsync(source)).GetProperty("writeKey").GetString()!;
        var searched = 0L;
        foreach (var file in Directory.GetFiles(server.Folder).Where(file => !file.EndsWith(".sock", StringComparison.Ordinal) && !file.EndsWith("lock", StringComparison.Ordinal)))
        {
            await using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            using var copy = new MemoryStream();
            await stream.CopyToAsync(copy);
            searched += copy.Length;
            foreach (var secret in new[] { token, key, server.Token, server.WriteKey }.Select(Encoding.UTF8.GetBytes).Concat(personal))
            {
                Assert.Equal(-1, copy.ToArray().AsSpan().IndexOf(secret));
            }
        }
        Assert.True(searched > 10_000);
        if (!OperatingSystem.IsWindows()) Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Path.Combine(server.Folder, DataKey.FileName)));
    }

    [Fact]
    public async Task Wrong_tokens_of_an_address_are_429_after_twenty_in_a_minute_while_a_good_one_passes()
    {
        await using var clock = await Fixtures.WithClockAsync();
        var wrong = clock.Server.Client("kt_wrong");
        for (var attempt = 0; attempt < 20; attempt++) Assert.Equal(HttpStatusCode.Unauthorized, (await wrong.GetAsync("/api/tokens")).StatusCode);
        var refused = await wrong.GetAsync("/api/tokens");
        Assert.Equal(HttpStatusCode.TooManyRequests, refused.StatusCode);
        Assert.InRange(refused.Headers.RetryAfter!.Delta!.Value.TotalSeconds, 1, 60);
        Assert.Equal(HttpStatusCode.OK, (await clock.Server.Full.GetAsync("/api/tokens")).StatusCode);
        clock.Time.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(HttpStatusCode.Unauthorized, (await wrong.GetAsync("/api/tokens")).StatusCode);
    }

    [Fact]
    public async Task A_request_over_the_unix_socket_needs_no_token_and_is_recorded_as_local()
    {
        if (OperatingSystem.IsWindows()) return; // It has no such socket.
        var path = Path.Combine(server.Folder, "kartoteka.sock");
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(path) & (UnixFileMode)0x1FF);
        using var handler = new SocketsHttpHandler
        {
            ConnectCallback = async (_, ct) =>
            {
                var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
                await socket.ConnectAsync(new UnixDomainSocketEndPoint(path), ct);
                return new NetworkStream(socket, ownsSocket: true);
            },
        };
        using var local = new HttpClient(handler) { BaseAddress = new Uri("http://local") };
        Assert.Equal(HttpStatusCode.Created, (await local.PostAsJsonAsync("/api/brands", new { key = "socket", name = "Socket" })).StatusCode);
        var newest = await server.App.Services.GetRequiredService<IWorkspaceStore>().ReadAuditAsync(long.MaxValue, 50, CancellationToken.None);
        Assert.Equal("local", newest.First(line => line.Subject == "brand/socket").Actor);
    }
}
