using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Xunit;

namespace Kartoteka.Server.Tests;

/// <summary>The real host in this process, on a free port, with a folder of its own. Deleted with it.</summary>
public sealed class ServerFixture : IAsyncLifetime
{
    private readonly List<IDisposable> _clients = [];

    public string Folder { get; } = Directory.CreateTempSubdirectory("kartoteka-").FullName;

    /// <summary>A full-access token of the base.</summary>
    public string Token { get; } = "kt_full-access-token-of-the-tests-0001";

    /// <summary>A write key of source <c>default</c>.</summary>
    public string WriteKey { get; } = "write-key-of-the-tests-0123456789";

    public WebApplication App { get; private set; } = null!;

    /// <summary>What the server said at its start.</summary>
    public StringWriter Output { get; } = new();

    /// <summary>With the full-access token.</summary>
    public HttpClient Full { get; private set; } = null!;

    /// <summary>Without a token.</summary>
    public HttpClient Anonymous { get; private set; } = null!;

    public static async Task<ServerFixture> StartAsync(Func<ServerOptions, ServerOptions>? change = null)
    {
        var fixture = new ServerFixture();
        await fixture.RunAsync(change);
        return fixture;
    }

    public Task InitializeAsync() => RunAsync(null);

    /// <summary>Starts, or starts again after <see cref="StopAsync"/> on the same folder.</summary>
    public async Task RunAsync(Func<ServerOptions, ServerOptions>? change)
    {
        var options = new ServerOptions { DataFolder = Folder, Urls = "http://127.0.0.1:0", ApiToken = Token, WriteKey = WriteKey, Output = Output };
        App = KartotekaServer.Build(change?.Invoke(options) ?? options);
        await App.StartAsync();
        (Full, Anonymous) = (Client(Token), Client(null));
    }

    public async Task StopAsync()
    {
        await App.StopAsync();
        await App.DisposeAsync();
    }

    public HttpClient Client(string? token)
    {
        var client = new HttpClient { BaseAddress = new Uri(App.Urls.First(url => !url.Contains("unix", StringComparison.Ordinal))) };
        if (token is not null) client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        _clients.Add(client);
        return client;
    }

    /// <summary>A client whose new token has these scopes.</summary>
    public async Task<HttpClient> ClientAsync(params string[] scopes)
    {
        var made = await JsonAsync(await Full.PostAsJsonAsync("/api/tokens", new { name = "test", scopes }));
        return Client(made.GetProperty("token").GetString());
    }

    /// <summary>A client over the unix socket in the data folder.</summary>
    public HttpClient OverTheSocket()
    {
        var socket = new UnixDomainSocketEndPoint(Path.Combine(Folder, "kartoteka.sock"));
        return new HttpClient(new SocketsHttpHandler
        {
            ConnectCallback = async (_, ct) =>
            {
                var connection = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
                await connection.ConnectAsync(socket, ct);
                return new NetworkStream(connection, ownsSocket: true);
            },
        })
        { BaseAddress = new Uri("http://localhost") };
    }

    public static async Task<JsonElement> JsonAsync(HttpResponseMessage answer) => await answer.Content.ReadFromJsonAsync<JsonElement>();

    public async Task DisposeAsync()
    {
        await StopAsync();
        foreach (var client in _clients) client.Dispose();
        await Output.DisposeAsync();
        Directory.Delete(Folder, recursive: true);
    }
}
