using System.Diagnostics;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Text;

namespace Kartoteka.Reliability.Tests.Rig;

/// <summary>How to start the program under test.</summary>
/// <param name="Assembly">kartoteka.dll or the defective server.</param>
/// <param name="DataFolder">Its data.</param>
internal sealed record ServerSetup(string Assembly, string DataFolder)
{
    public const string ApiToken = "reliability-token-0123456789abcdef";
    public const string WriteKey = "reliability-key-0123456789abcdef";

    /// <summary>What comes before <c>dotnet</c>: strace and its options, or a shell that lowers a limit.</summary>
    public IReadOnlyList<string> Prefix { get; init; } = [];

    /// <summary>Further environment variables.</summary>
    public IReadOnlyDictionary<string, string> Variables { get; init; } = new Dictionary<string, string>();

    /// <summary>Further arguments.</summary>
    public IReadOnlyList<string> Arguments { get; init; } = [];

    public int Port { get; init; } = FreePort();

    /// <summary>True for the defective server, which has no file of ours to read.</summary>
    public bool IsStandIn => Assembly == Repo.DefectiveServer;

    /// <summary>The program itself, on an empty folder.</summary>
    public static ServerSetup Product() => new(Repo.Server, Path.Combine(Repo.NewFolder(), "data"));

    /// <summary>The stand-in with a defect.</summary>
    public static ServerSetup Defective(string defect) => new(Repo.DefectiveServer, Path.Combine(Repo.NewFolder(), "data")) { Arguments = ["--defect", defect] };

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}

/// <summary>The program as a process of its own, to be killed and started again.</summary>
internal sealed class ServerProcess : IAsyncDisposable
{
    public static readonly TimeSpan StartMax = TimeSpan.FromSeconds(30);

    private readonly StringBuilder _output = new();
    private Process _process = null!;

    private ServerProcess(ServerSetup setup)
    {
        Setup = setup;
        Address = new Uri($"http://127.0.0.1:{setup.Port}");
        Client = NewClient();
    }

    public ServerSetup Setup { get; set; }

    public Uri Address { get; }

    /// <summary>A client with the API token.</summary>
    public HttpClient Client { get; }

    public int Id => _process.Id;

    public bool HasExited => _process.HasExited;

    public string Output
    {
        get { lock (_output) return _output.ToString(); }
    }

    public static async Task<ServerProcess> StartAsync(ServerSetup setup)
    {
        var server = new ServerProcess(setup);
        server.Launch();
        await server.WaitReadyAsync();
        return server;
    }

    /// <summary>Starts without waiting, for a start that is expected to fail.</summary>
    public static ServerProcess Begin(ServerSetup setup)
    {
        var server = new ServerProcess(setup);
        server.Launch();
        return server;
    }

    public async Task<TimeSpan> RestartAsync()
    {
        var watch = Stopwatch.StartNew();
        Launch();
        await WaitReadyAsync();
        return watch.Elapsed;
    }

    /// <summary>Starts again without the fault.</summary>
    public Task<TimeSpan> RestartDisarmedAsync(ServerSetup setup)
    {
        Setup = setup with { Variables = new Dictionary<string, string>(), Prefix = [] };
        return RestartAsync();
    }

    /// <summary>kill -9, and waits until it is gone.</summary>
    public async Task KillAsync()
    {
        _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync();
    }

    public Task WaitForExitAsync(TimeSpan max) => _process.WaitForExitAsync(new CancellationTokenSource(max).Token);

    /// <summary>A client with the token and connections of its own.</summary>
    public HttpClient NewClient()
    {
        var client = new HttpClient(new SocketsHttpHandler { UseProxy = false, ConnectTimeout = TimeSpan.FromSeconds(5) })
        {
            BaseAddress = Address,
            Timeout = TimeSpan.FromSeconds(20),
        };
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", ServerSetup.ApiToken);
        return client;
    }

    /// <summary>Status of <c>/health/ready</c>, or null when nobody answers.</summary>
    public async Task<HttpStatusCode?> ReadyAsync()
    {
        try
        {
            using var answer = await Client.GetAsync("/health/ready");
            return answer.StatusCode;
        }
        catch (Exception error) when (error is HttpRequestException or TaskCanceledException)
        {
            return null;
        }
    }

    /// <summary>Resident memory in bytes.</summary>
    public long ResidentBytes()
    {
        _process.Refresh();
        return _process.WorkingSet64;
    }

    private void Launch()
    {
        string[] command =
        [
            .. Setup.Prefix, Environment.ProcessPath is { } host && Path.GetFileName(host) == "dotnet" ? host : "dotnet",
            Setup.Assembly, "serve", "--data", Setup.DataFolder, "--urls", Address.ToString().TrimEnd('/'), .. Setup.Arguments,
        ];
        var info = new ProcessStartInfo(command[0]) { RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = Path.GetTempPath() };
        foreach (var argument in command.Skip(1)) info.ArgumentList.Add(argument);
        info.Environment["KARTOTEKA_API_TOKEN"] = ServerSetup.ApiToken;
        info.Environment["KARTOTEKA_WRITE_KEY"] = ServerSetup.WriteKey;
        foreach (var (name, value) in Setup.Variables) info.Environment[name] = value;
        _process = new Process { StartInfo = info };
        _process.OutputDataReceived += Keep;
        _process.ErrorDataReceived += Keep;
        _process.Start();
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    private void Keep(object sender, DataReceivedEventArgs line)
    {
        lock (_output) _output.AppendLine(line.Data);
    }

    private async Task WaitReadyAsync()
    {
        var watch = Stopwatch.StartNew();
        // That somebody answers on the port is not enough: another program may have taken it in between.
        while ((!Setup.IsStandIn && !Output.Contains($" is at {Address.OriginalString}", StringComparison.Ordinal)) || await ReadyAsync() != HttpStatusCode.OK)
        {
            if (_process.HasExited || watch.Elapsed > StartMax) throw new InvalidOperationException($"The server did not become ready.\n{Output}");
            await Task.Delay(20);
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited) await KillAsync();
        _process.Dispose();
        Client.Dispose();
    }
}
