using System.Net;
using System.Net.Sockets;

namespace Kartoteka.Modules.Exports.Destinations;

/// <summary>
/// Keeps requests to addresses that somebody typed out of one's own network (OWASP ASVS 1.3.6): the address that is connected to is checked, after its name was
/// resolved, so that no spelling and no name that changes its answer leads past it.
/// </summary>
internal sealed class PublicAddresses(IReadOnlyList<string> allowed)
{
    // RFC 6890 and its successors, as IANA's registries of special addresses list them.
    private static readonly IPNetwork[] Closed =
    [
        .. new[]
        {
            "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.0.0.0/24", "192.0.2.0/24", "192.88.99.0/24", "192.168.0.0/16", "198.18.0.0/15",
            "198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/4", "240.0.0.0/4", "::/96", "64:ff9b::/96", "64:ff9b:1::/48", "100::/64", "2001::/23", "2001:db8::/32", "2002::/16", "fc00::/7", "fe80::/10", "fec0::/10", "ff00::/8",
        }.Select(IPNetwork.Parse),
    ];

    /// <summary>Connects to the first of a host's addresses that is open to requests.</summary>
    /// <exception cref="HttpRequestException">None is; the message says so.</exception>
    public async ValueTask<Stream> ConnectAsync(DnsEndPoint host, CancellationToken ct)
    {
        var addresses = await Dns.GetHostAddressesAsync(host.Host, ct);
        var open = addresses.Where(address => Allows(host.Host, address)).ToArray();
        if (open.Length == 0) throw new HttpRequestException(HttpRequestError.ConnectionError, "Its address is not a public one. An administrator may allow it: destinations.allowedPrivate.");
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(open, host.Port, ct);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    /// <summary>Whether requests may go to an address of a host.</summary>
    public bool Allows(string host, IPAddress address)
    {
        var plain = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
        if (!Closed.Any(network => network.Contains(plain))) return true;
        return allowed.Any(one => string.Equals(one, host, StringComparison.OrdinalIgnoreCase)
            || (IPNetwork.TryParse(one, out var network) ? network.Contains(plain) : IPAddress.TryParse(one, out var single) && single.Equals(plain)));
    }
}
