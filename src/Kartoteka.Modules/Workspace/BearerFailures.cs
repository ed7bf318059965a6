using System.Net;
using Kartoteka.Modules.Workspace.Contracts;

namespace Kartoteka.Modules.Workspace;

/// <summary>Counts refused tokens by address (ASVS 2.4.1, 6.3.1).</summary>
internal sealed class BearerFailures(TimeProvider time)
{
    /// <summary>Refusals per address and minute that are answered with 401; further ones are answered with 429.</summary>
    public const int PerMinuteMax = 20;

    /// <summary>Most addresses counted in one minute; an address beyond them is not limited.</summary>
    public const int AddressesMax = 100_000;

    private readonly MinuteLimit<IPAddress> _limit = new(time, PerMinuteMax, AddressesMax);

    /// <summary>Counts one refusal; when the address is over the limit, how long until it may try again, else null.</summary>
    public TimeSpan? Count(IPAddress? address) => _limit.Count(ClientAddress.Counted(address));
}
