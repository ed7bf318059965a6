using System.Security.Claims;
using Kartoteka.Storage;

namespace Kartoteka.Modules.Users;

/// <summary>A session in memory: who it is at this moment, and when it was last used.</summary>
internal sealed class LiveSession(SignedInSession stored)
{
    private long _lastUsedAtUs = stored.LastUsedAtUs;
    private long _notedAtUs = stored.LastUsedAtUs;

    /// <summary>As stored, but for the last use.</summary>
    public SignedInSession Stored { get; } = stored;

    /// <summary>Replaced whole when the user changes.</summary>
    public required ClaimsPrincipal Principal { get; set; }

    public long LastUsedAtUs => Interlocked.Read(ref _lastUsedAtUs);

    public void Use(long nowUs) => Interlocked.Exchange(ref _lastUsedAtUs, nowUs);

    /// <summary>True once for each use that the store has not been told of.</summary>
    public bool TakeUnnoted(out long lastUsedAtUs)
    {
        lastUsedAtUs = LastUsedAtUs;
        return Interlocked.Exchange(ref _notedAtUs, lastUsedAtUs) != lastUsedAtUs;
    }
}
