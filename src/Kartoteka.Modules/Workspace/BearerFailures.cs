using System.Collections.Concurrent;
using System.Net;
using Kartoteka.Modules.Workspace.Contracts;

namespace Kartoteka.Modules.Workspace;

/// <summary>
/// Counts refused tokens by address in minutes of the clock (ASVS 2.4.1, 6.3.1). All counts start again with each minute, so memory is
/// bounded by the addresses of one minute, and by <see cref="AddressesMax"/> at most.
/// </summary>
internal sealed class BearerFailures(TimeProvider time)
{
    /// <summary>Refusals per address and minute that are answered with 401; further ones are answered with 429.</summary>
    public const int PerMinuteMax = 20;

    /// <summary>Most addresses counted in one minute; an address beyond them is not limited.</summary>
    public const int AddressesMax = 100_000;

    private sealed record Window(long Minute, ConcurrentDictionary<IPAddress, int> Counts);

    private volatile Window _window = new(0, []);

    /// <summary>Counts one refusal; when the address is over the limit, how long until it may try again, else null.</summary>
    public TimeSpan? Count(IPAddress? address)
    {
        var now = time.GetUtcNow();
        var minute = now.UtcTicks / TimeSpan.TicksPerMinute;
        var window = _window;
        if (window.Minute != minute) _window = window = new Window(minute, []);
        address = ClientAddress.Counted(address);
        if (window.Counts.Count >= AddressesMax && !window.Counts.ContainsKey(address)) return null;
        if (window.Counts.AddOrUpdate(address, 1, (_, count) => count + 1) <= PerMinuteMax) return null;
        return TimeSpan.FromTicks(((minute + 1) * TimeSpan.TicksPerMinute) - now.UtcTicks);
    }
}
