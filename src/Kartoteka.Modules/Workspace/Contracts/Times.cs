namespace Kartoteka.Modules.Workspace.Contracts;

/// <summary>The ledger's microseconds and the API's ISO 8601 times.</summary>
public static class Times
{
    /// <summary>The time of microseconds since 1970-01-01 UTC.</summary>
    public static DateTimeOffset FromUs(long us) => DateTimeOffset.UnixEpoch.AddTicks(us * TimeSpan.TicksPerMicrosecond);

    /// <summary>Microseconds since 1970-01-01 UTC.</summary>
    public static long ToUs(DateTimeOffset time) => (time - DateTimeOffset.UnixEpoch).Ticks / TimeSpan.TicksPerMicrosecond;
}
