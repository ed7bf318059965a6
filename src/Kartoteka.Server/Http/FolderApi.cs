using System.Net;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text.Json;

namespace Kartoteka.Server.Http;

/// <summary>The API refused what the command line asked for; the message is the problem's detail.</summary>
internal sealed class ApiRefusedException(string message) : IOException(message);

/// <summary>
/// The API of a data folder for the command line: that of the server which runs on it, else that of a host in this process, which listens to
/// nobody else. One way for both, so that they cannot differ.
/// </summary>
internal sealed class FolderApi : IAsyncDisposable
{
    private readonly WebApplication? _host;
    private readonly DirectoryInfo? _folder;

    private FolderApi(HttpClient client, WebApplication? host, DirectoryInfo? folder) => (Client, _host, _folder) = (client, host, folder);

    /// <summary>Speaks to the API as <c>local</c>.</summary>
    public HttpClient Client { get; }

    /// <summary>Finds the server, or opens the folder.</summary>
    /// <exception cref="Kartoteka.Storage.LedgerUnavailableException">Another process has the folder and cannot be reached.</exception>
    public static async Task<FolderApi> OpenAsync(ServerOptions options, CancellationToken ct)
    {
        if (LocalSocketFile.PathIn(options.DataFolder) is { } socket && await AnswersAsync(socket, ct)) return new FolderApi(ClientOf(socket), null, null);
        // A folder of this account alone (mode 0700) holds the socket, so nobody else reaches it; its path is short, as the system wants.
        var folder = Directory.CreateTempSubdirectory("kartoteka-");
        WebApplication? host = null;
        try
        {
            var path = Path.Combine(folder.FullName, "own.sock");
            host = KartotekaServer.Build(options with { PrivateSocket = path, Demo = false });
            await host.StartAsync(ct);
            return new FolderApi(ClientOf(path), host, folder);
        }
        catch
        {
            if (host is not null) await host.DisposeAsync();
            folder.Delete(recursive: true);
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        if (_host is not null)
        {
            await _host.StopAsync();
            await _host.DisposeAsync();
        }
        _folder?.Delete(recursive: true);
    }

    /// <summary>The JSON of a good answer; default where it has none.</summary>
    /// <exception cref="SettingException">The server found the request wrong (400).</exception>
    /// <exception cref="ApiRefusedException">It refused it for another reason.</exception>
    public static async Task<JsonElement> ReadAsync(HttpResponseMessage answer, CancellationToken ct)
    {
        using (answer)
        {
            var body = answer.Content.Headers.ContentType?.MediaType?.EndsWith("json", StringComparison.Ordinal) == true
                ? await answer.Content.ReadFromJsonAsync<JsonElement>(ct)
                : default;
            if (answer.IsSuccessStatusCode) return body;
            var detail = body.ValueKind == JsonValueKind.Object && body.TryGetProperty("detail", out var said) ? said.GetString() : null;
            throw answer.StatusCode == HttpStatusCode.BadRequest
                ? new SettingException(detail ?? "The server refused the request.")
                : new ApiRefusedException(detail ?? $"The server answered {(int)answer.StatusCode}.");
        }
    }

    // The file may be what a killed server left.
    private static async Task<bool> AnswersAsync(string path, CancellationToken ct)
    {
        if (!File.Exists(path)) return false;
        using var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            await socket.ConnectAsync(new UnixDomainSocketEndPoint(path), ct);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    private static HttpClient ClientOf(string path) => new(new SocketsHttpHandler
    {
        UseProxy = false,
        ConnectCallback = async (_, ct) =>
        {
            var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
            try
            {
                await socket.ConnectAsync(new UnixDomainSocketEndPoint(path), ct);
                return new NetworkStream(socket, ownsSocket: true);
            }
            catch
            {
                socket.Dispose();
                throw;
            }
        },
    })
    {
        BaseAddress = new Uri("http://kartoteka"),
        Timeout = Timeout.InfiniteTimeSpan, // An upload takes as long as it takes.
    };
}
