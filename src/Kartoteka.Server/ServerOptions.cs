using Microsoft.Extensions.Configuration;

namespace Kartoteka.Server;

/// <summary>All that <see cref="KartotekaServer.Build"/> needs to know.</summary>
public sealed record ServerOptions
{
    /// <summary>Folder of all data; made if it does not exist.</summary>
    public string DataFolder { get; init; } = "./data";

    /// <summary>Addresses to listen at, separated by ';'; <c>http</c> only, port 0 for any free one.</summary>
    public string Urls { get; init; } = "http://127.0.0.1:8080";

    /// <summary>
    /// Path of a unix socket to listen at instead of <see cref="Urls"/> and of the socket in the data folder: the program then works for its
    /// own process alone, makes no first secrets and says nothing. Null for a server.
    /// </summary>
    public string? PrivateSocket { get; init; }

    /// <summary>Fill an empty base with public data.</summary>
    public bool Demo { get; init; }

    /// <summary>A full-access API token to be known from the start; null makes a random one on the first start.</summary>
    public string? ApiToken { get; init; }

    /// <summary>A write key of source <c>default</c> to be known from the start; null makes a random one on the first start.</summary>
    public string? WriteKey { get; init; }

    /// <summary>E-mail of an administrator to be made while there is no user; null leaves that to the link that is printed.</summary>
    public string? AdminEmail { get; init; }

    /// <summary>That administrator's password.</summary>
    public string? AdminPassword { get; init; }

    /// <summary>API requests per second and token before 429. Twice as many may come in one burst. Default 5,000.</summary>
    public int RequestsPerSecond { get; init; } = 5_000;

    /// <summary>
    /// Addresses and networks of proxies whose <c>X-Forwarded-For</c> is believed, such as <c>10.0.0.2, 192.168.0.0/16</c>. Default none: the
    /// address of a client is that of its connection.
    /// </summary>
    public string? TrustedProxies { get; init; }

    /// <summary>The clock.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>Where the address and first secrets are written.</summary>
    public TextWriter Output { get; init; } = TextWriter.Null;

    /// <summary>Log to the console, one line per entry.</summary>
    public bool LogToConsole { get; init; }

    /// <summary>Settings of the modules.</summary>
    public IConfiguration? Configuration { get; init; }
}
