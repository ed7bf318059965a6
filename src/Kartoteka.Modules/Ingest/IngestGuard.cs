using System.ComponentModel.DataAnnotations;
using System.Net;
using System.Threading.RateLimiting;
using Kartoteka.Modules.Workspace.Contracts;
using Microsoft.Extensions.Options;

namespace Kartoteka.Modules.Ingest;

/// <summary>Limits of ingest that an administrator may set.</summary>
public sealed class IngestOptions
{
    /// <summary>Requests a second of one source, with a burst of twice that. Default 20,000.</summary>
    [Range(1, 10_000_000)] public int RequestsPerSecondPerSource { get; set; } = 20_000;

    /// <summary>Requests a minute with an unknown write key or for a disabled source, from one address (IPv6: one /64), before 429. Default 100.</summary>
    [Range(1, 1_000_000)] public int UnknownKeysPerMinutePerAddress { get; set; } = 100;
}

/// <summary>Rate limits of the ingest routes: by source for those who are known, by address for those who guess.</summary>
internal sealed class IngestGuard(IOptions<IngestOptions> options) : IDisposable
{
    private readonly PartitionedRateLimiter<int> _sources = PartitionedRateLimiter.Create<int, int>(source => RateLimitPartition.GetTokenBucketLimiter(source, _ => new TokenBucketRateLimiterOptions
    {
        TokenLimit = options.Value.RequestsPerSecondPerSource * 2,
        TokensPerPeriod = Math.Max(1, options.Value.RequestsPerSecondPerSource / 10),
        ReplenishmentPeriod = TimeSpan.FromMilliseconds(100),
        QueueLimit = 0,
    }));

    private readonly PartitionedRateLimiter<IPAddress> _failures = PartitionedRateLimiter.Create<IPAddress, IPAddress>(address => RateLimitPartition.GetFixedWindowLimiter(address, _ => new FixedWindowRateLimiterOptions
    {
        PermitLimit = options.Value.UnknownKeysPerMinutePerAddress,
        Window = TimeSpan.FromMinutes(1),
        QueueLimit = 0,
    }));

    /// <summary>Takes one request of the source's allowance.</summary>
    public bool TryEnter(int sourceId)
    {
        using var lease = _sources.AttemptAcquire(sourceId);
        return lease.IsAcquired;
    }

    /// <summary>Takes one failure of the address's allowance.</summary>
    public bool TryFail(IPAddress? address)
    {
        using var lease = _failures.AttemptAcquire(ClientAddress.Counted(address));
        return lease.IsAcquired;
    }

    public void Dispose()
    {
        _sources.Dispose();
        _failures.Dispose();
    }
}
