using System.Buffers.Text;
using System.Net;
using System.Net.Sockets;

namespace Kartoteka.Bench.Load;

/// <summary>
/// One kept-alive HTTP/1.1 connection with one request at a time, on a bare socket: the generator shares two cores with the server, and
/// HttpClient would take as much of them as the server does.
/// </summary>
internal sealed class Connection : IDisposable
{
    private readonly Socket _socket = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
    private byte[] _buffer = new byte[64 * 1024];

    public static async Task<Connection> OpenAsync(int port)
    {
        var connection = new Connection();
        await connection._socket.ConnectAsync(IPAddress.Loopback, port);
        return connection;
    }

    /// <summary>Sends a whole request and reads the whole answer.</summary>
    /// <returns>The status.</returns>
    public async ValueTask<int> SendAsync(ReadOnlyMemory<byte> request)
    {
        while (request.Length > 0) request = request[await _socket.SendAsync(request)..];
        var length = 0;
        while (true)
        {
            if (length == _buffer.Length) Array.Resize(ref _buffer, _buffer.Length * 2);
            var read = await _socket.ReceiveAsync(_buffer.AsMemory(length));
            if (read == 0) throw new IOException("The server closed the connection.");
            length += read;
            if (Whole(_buffer.AsSpan(0, length)) is { } status) return status;
        }
    }

    private static int? Whole(ReadOnlySpan<byte> answer)
    {
        var end = answer.IndexOf("\r\n\r\n"u8);
        if (end < 0) return null;
        var head = answer[..end];
        var at = head.IndexOf("Content-Length: "u8);
        if (at < 0)
        {
            // Chunked: the last chunk ends the answer.
            if (!answer.EndsWith("0\r\n\r\n"u8)) return null;
        }
        else if (!Utf8Parser.TryParse(head[(at + 16)..], out int length, out _) || answer.Length < end + 4 + length)
        {
            return null;
        }
        return Utf8Parser.TryParse(head[9..], out int status, out _) ? status : throw new IOException("The answer has no status.");
    }

    public void Dispose() => _socket.Dispose();
}
