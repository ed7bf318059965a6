using System.Net;
using Kartoteka.Modules.Workspace.Contracts;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace Kartoteka.Server.Http;

/// <summary>Limits of the web server, and where it listens.</summary>
internal static class KestrelSetup
{
    /// <summary>Longest request body unless a route says otherwise.</summary>
    public const long BodyBytesMax = 8 * 1024 * 1024;

    /// <summary>
    /// File descriptors kept for the runtime, stores with their readers, logs and files, and for connections that are taken only to be refused: without any the server
    /// holds some 270. The runtime ends a process that cannot open an assembly, which with 384 kept still happened to a server that was beset from its first second.
    /// </summary>
    public const long DescriptorsReserved = 448;

    /// <summary>Fewest connections, however low the limit of descriptors: fewer would not serve a browser and a sender.</summary>
    public const long ConnectionsMin = 64;

    /// <summary>Most connections where the system sets no limit.</summary>
    public const long ConnectionsMax = 65_536;

    public static void Configure(KestrelServerOptions kestrel, IReadOnlyList<ListenAddress> addresses, ServerOptions options)
    {
        kestrel.AddServerHeader = false;
        var limits = kestrel.Limits;
        limits.MaxConcurrentConnections = limits.MaxConcurrentUpgradedConnections = Connections(OpenFilesMax());
        limits.MaxRequestBodySize = BodyBytesMax;
        limits.RequestHeadersTimeout = TimeSpan.FromSeconds(30);
        limits.KeepAliveTimeout = TimeSpan.FromSeconds(130);
        limits.MinRequestBodyDataRate = new MinDataRate(bytesPerSecond: 240, gracePeriod: TimeSpan.FromSeconds(10));
        if (options.PrivateSocket is { } own)
        {
            ListenLocally(kestrel, own);
            return;
        }
        foreach (var address in addresses)
        {
            if (Equals(address.Ip, IPAddress.IPv6Any)) kestrel.ListenAnyIP(address.Port); // Falls back to IPv4 where there is no IPv6.
            else if (address.Ip is { } ip) kestrel.Listen(ip, address.Port);
            else kestrel.ListenLocalhost(address.Port);
        }
        if (LocalSocketFile.PathIn(options.DataFolder) is not { } path) return;
        LocalSocketFile.Remove(options.DataFolder);
        ListenLocally(kestrel, path);
    }

    private static void ListenLocally(KestrelServerOptions kestrel, string path) => kestrel.ListenUnixSocket(path, listen => listen.Use(next => connection =>
    {
        connection.Features.Set(LocalSocket.Instance);
        return next(connection);
    }));

    /// <summary>How many connections a limit of open files allows; null means no limit.</summary>
    public static long Connections(long? openFilesMax) =>
        Math.Clamp((openFilesMax ?? long.MaxValue) - DescriptorsReserved, ConnectionsMin, ConnectionsMax);

    // RLIMIT_NOFILE of this process; the runtime raises the soft limit to the hard one at its start.
    private static long? OpenFilesMax()
    {
        const string limits = "/proc/self/limits";
        if (!File.Exists(limits)) return null;
        var line = File.ReadLines(limits).FirstOrDefault(text => text.StartsWith("Max open files", StringComparison.Ordinal));
        var soft = line?.Split(' ', StringSplitOptions.RemoveEmptyEntries).ElementAtOrDefault(3);
        return long.TryParse(soft, out var files) ? files : null;
    }
}
