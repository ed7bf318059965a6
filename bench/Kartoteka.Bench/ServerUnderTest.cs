using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace Kartoteka.Bench;

/// <summary>The product, or the baseline, as a process of its own on 127.0.0.1.</summary>
internal sealed class ServerUnderTest : IAsyncDisposable
{
    public const string ApiToken = "benchmark-token-0123456789abcdef";
    public const string WriteKey = "benchmark-key-0123456789abcdef";

    private readonly Process _process;
    private TimeSpan _cpu;

    private ServerUnderTest(Process process, int port) => (_process, Port) = (process, port);

    public int Port { get; }

    /// <summary>From the start of the process to the first good answer.</summary>
    public TimeSpan StartTime { get; private set; }

    public long ResidentBytes
    {
        get
        {
            _process.Refresh();
            return _process.WorkingSet64;
        }
    }

    /// <summary>Memory that is the process's own, in bytes: <see cref="ResidentBytes"/> without the pages of files that it has mapped.</summary>
    public long OwnBytes => File.ReadLines($"/proc/{_process.Id}/status").Where(line => line.StartsWith("RssAnon:", StringComparison.Ordinal))
        .Select(line => long.Parse(line.AsSpan(8).TrimEnd("kB ").Trim(), System.Globalization.CultureInfo.InvariantCulture) << 10).FirstOrDefault();

    public static Task<ServerUnderTest> ProductAsync(string folder) => StartAsync(port =>
        [Path.Combine(Root(), "src/Kartoteka.Server/bin/Release/net10.0/kartoteka.dll"), "serve", "--data", folder, "--urls", $"http://127.0.0.1:{port}"]);

    public static Task<ServerUnderTest> BaselineAsync(string folder) => StartAsync(port => [typeof(ServerUnderTest).Assembly.Location, "baseline", folder, $"{port}"]);

    /// <summary>Cores used since the last call.</summary>
    public double CoresSince(double seconds)
    {
        _process.Refresh();
        var used = _process.TotalProcessorTime - _cpu;
        _cpu = _process.TotalProcessorTime;
        return used.TotalSeconds / seconds;
    }

    public async Task KillAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
    }

    private static async Task<ServerUnderTest> StartAsync(Func<int, string[]> arguments)
    {
        var port = FreePort();
        var info = new ProcessStartInfo("dotnet", arguments(port)) { RedirectStandardOutput = true };
        info.Environment["KARTOTEKA_API_TOKEN"] = ApiToken;
        info.Environment["KARTOTEKA_WRITE_KEY"] = WriteKey;
        info.Environment["KARTOTEKA_INGEST__RequestsPerSecondPerSource"] = "1000000";
        info.Environment["KARTOTEKA_LIMITS__requestsPerSecond"] = "1000000";
        var watch = Stopwatch.StartNew();
        var process = Process.Start(info)!;
        _ = process.StandardOutput.ReadToEndAsync();
        var server = new ServerUnderTest(process, port);
        using var client = new HttpClient();
        while (true)
        {
            try
            {
                using var answer = await client.GetAsync(new Uri($"http://127.0.0.1:{port}/health/ready"));
                if (answer.IsSuccessStatusCode) break;
            }
            catch (HttpRequestException) when (!process.HasExited && watch.Elapsed.TotalSeconds < 120)
            {
                // Not listening yet.
            }
            await Task.Delay(5);
        }
        server.StartTime = watch.Elapsed;
        return server;
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    internal static string Root()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "Kartoteka.slnx"))) folder = Path.GetDirectoryName(folder)!;
        return folder;
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited) await KillAsync();
        _process.Dispose();
    }
}
