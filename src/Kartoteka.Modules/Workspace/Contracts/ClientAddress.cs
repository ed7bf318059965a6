using System.Net;
using System.Net.Sockets;

namespace Kartoteka.Modules.Workspace.Contracts;

/// <summary>Addresses as limits count them.</summary>
public static class ClientAddress
{
    /// <summary>The address, or what stands for all addresses of one subscriber: one of IPv6 holds a whole /64.</summary>
    /// <param name="address">As the connection has it; null for a unix socket.</param>
    public static IPAddress Counted(IPAddress? address)
    {
        if (address is null) return IPAddress.None;
        if (address.IsIPv4MappedToIPv6) return address.MapToIPv4();
        if (address.AddressFamily != AddressFamily.InterNetworkV6) return address;
        var bytes = address.GetAddressBytes();
        bytes.AsSpan(8).Clear();
        return new IPAddress(bytes);
    }
}
