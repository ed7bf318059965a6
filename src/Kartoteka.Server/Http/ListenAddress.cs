using System.Net;

namespace Kartoteka.Server.Http;

/// <summary>One address to listen at.</summary>
/// <param name="Ip">Null for both loopback addresses (<c>localhost</c>); <see cref="IPAddress.IPv6Any"/> for every address.</param>
/// <param name="Port">0 for any free one.</param>
internal sealed record ListenAddress(IPAddress? Ip, int Port)
{
    /// <summary>Reads addresses separated by ';'.</summary>
    /// <exception cref="SettingException">One of them is not <c>http://HOST:PORT</c>.</exception>
    public static IReadOnlyList<ListenAddress> ParseAll(string urls)
    {
        var addresses = urls.Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Select(Parse).ToArray();
        return addresses.Length > 0 ? addresses : throw new SettingException("Setting 'urls' names no address.");
    }

    private static ListenAddress Parse(string url)
    {
        if (url.StartsWith("https:", StringComparison.OrdinalIgnoreCase))
        {
            throw new SettingException($"'{url}': the server speaks http; put a proxy with the certificate before it.");
        }
        BindingAddress parsed;
        try
        {
            parsed = BindingAddress.Parse(url);
        }
        catch (FormatException)
        {
            throw new SettingException($"'{url}' is not an address such as http://127.0.0.1:8080.");
        }
        if (parsed.Scheme != "http" || parsed.IsUnixPipe || parsed.PathBase.Length > 0) throw new SettingException($"'{url}' is not an address such as http://127.0.0.1:8080.");
        if (parsed.Host is "*" or "+") return new ListenAddress(IPAddress.IPv6Any, parsed.Port);
        if (parsed.Host == "localhost" && parsed.Port == 0) throw new SettingException($"'{url}': with port 0 name one address, such as 127.0.0.1.");
        if (parsed.Host == "localhost") return new ListenAddress(null, parsed.Port);
        return IPAddress.TryParse(parsed.Host.Trim('[', ']'), out var ip)
            ? new ListenAddress(ip, parsed.Port)
            : throw new SettingException($"'{url}': name an IP address, localhost, or * for every address.");
    }
}
