using System.Net;
using Kartoteka.Modules.Workspace.Contracts;
using Microsoft.AspNetCore.HttpOverrides;
using IPNetwork = System.Net.IPNetwork;

namespace Kartoteka.Server.Http;

/// <summary>
/// Whose word is taken for the address of a client. The server refuses TLS and asks for a proxy before it, and every request then comes from
/// the proxy's address; only <c>X-Forwarded-For</c> tells them apart, and anyone can write that header. <c>X-Forwarded-Proto</c> says whether
/// the browser came by TLS, so that a session's cookie is never sent without it.
/// </summary>
internal static class TrustedProxies
{
    /// <summary>Reads addresses and networks such as <c>10.0.0.0/8</c>, separated by ',', ';' or blanks.</summary>
    /// <exception cref="SettingException">One of them is neither.</exception>
    public static IReadOnlyList<IPNetwork> Parse(string? text) =>
        [.. (text ?? "").Split([',', ';', ' '], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Select(ParseOne)];

    private static IPNetwork ParseOne(string text)
    {
        if (IPNetwork.TryParse(text, out var network)) return network;
        return IPAddress.TryParse(text, out var address)
            ? new IPNetwork(address, address.GetAddressBytes().Length * 8)
            : throw new SettingException($"Setting 'trusted_proxies': '{text}' is neither an address such as 10.0.0.2 nor a network such as 10.0.0.0/8.");
    }

    /// <summary>Puts the right-most address of the header that is no trusted proxy's in the place of the connection's.</summary>
    public static void UseTrustedProxies(this WebApplication app, string? trusted)
    {
        var networks = Parse(trusted);
        if (networks.Count == 0) return;
        var options = new ForwardedHeadersOptions { ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto, ForwardLimit = null };
        // Loopback is trusted by default there; here only what the administrator names.
        options.KnownProxies.Clear();
        options.KnownIPNetworks.Clear();
        foreach (var network in networks) options.KnownIPNetworks.Add(network);
        // A connection over the unix socket has no address, which the middleware would take for a trusted one.
        app.UseWhen(context => context.Features.Get<LocalSocket>() is null, branch => branch.UseForwardedHeaders(options));
    }
}
