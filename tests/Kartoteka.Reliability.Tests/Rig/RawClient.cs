using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Kartoteka.Reliability.Tests.Rig;

/// <summary>A client below HTTP: says what a well-behaved one never would, slowly or not at all.</summary>
internal sealed class RawClient(Socket socket) : IDisposable
{
    public static async Task<RawClient> ConnectAsync(Uri address)
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(IPAddress.Loopback, address.Port);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
        return new RawClient(socket);
    }

    /// <summary>Opens many, as far as the server lets it.</summary>
    public static async Task<List<RawClient>> ConnectManyAsync(Uri address, int count)
    {
        var clients = new List<RawClient>(count);
        try
        {
            for (var i = 0; i < count; i++) clients.Add(await ConnectAsync(address));
        }
        catch (SocketException)
        {
            // A server at its limit may refuse the rest; how many came through is part of no promise.
        }
        return clients;
    }

    /// <summary>False when the other side has closed.</summary>
    public async Task<bool> TrySendAsync(ReadOnlyMemory<byte> bytes, CancellationToken ct = default)
    {
        try
        {
            while (bytes.Length > 0) bytes = bytes[await socket.SendAsync(bytes, ct)..];
            return true;
        }
        catch (Exception error) when (error is SocketException or OperationCanceledException)
        {
            return false;
        }
    }

    public Task<bool> TrySendAsync(string text) => TrySendAsync(Encoding.ASCII.GetBytes(text));

    /// <summary>The status of the answer; null when the connection ended or the time was up without one.</summary>
    public async Task<int?> ReadStatusAsync(TimeSpan max)
    {
        var buffer = new byte[512];
        using var timeout = new CancellationTokenSource(max);
        try
        {
            var length = await socket.ReceiveAsync(buffer, timeout.Token);
            var words = Encoding.ASCII.GetString(buffer, 0, length).Split(' ');
            return words.Length > 1 && int.TryParse(words[1], out var status) ? status : null;
        }
        catch (Exception error) when (error is SocketException or OperationCanceledException)
        {
            return null;
        }
    }

    /// <summary>The head of an ingest request.</summary>
    public static string Head(string path, string rest)
    {
        var key = Convert.ToBase64String(Encoding.ASCII.GetBytes(ServerSetup.WriteKey + ":"));
        return $"POST {path} HTTP/1.1\r\nHost: localhost\r\nAuthorization: Basic {key}\r\n{rest}\r\n\r\n";
    }

    public void Dispose() => socket.Dispose();
}
