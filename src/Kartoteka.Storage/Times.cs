namespace Kartoteka.Storage;

/// <summary>The ledger's microseconds since 1970-01-01 UTC, and times.</summary>
public static class Times
{
    /// <summary>The time of microseconds since 1970-01-01 UTC.</summary>
    public static DateTimeOffset FromUs(long us) => DateTimeOffset.UnixEpoch.AddTicks(us * TimeSpan.TicksPerMicrosecond);

    /// <summary>Microseconds since 1970-01-01 UTC.</summary>
    public static long ToUs(DateTimeOffset time) => (time - DateTimeOffset.UnixEpoch).Ticks / TimeSpan.TicksPerMicrosecond;

    extension(TimeProvider time)
    {
        /// <summary>Now, in microseconds since 1970-01-01 UTC.</summary>
        public long NowUs() => ToUs(time.GetUtcNow());
    }
}
