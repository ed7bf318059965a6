using System.Security.Claims;
using System.Threading.RateLimiting;
using Kartoteka.Modules.Workspace.Contracts;

namespace Kartoteka.Server.Http;

/// <summary>
/// Limits API requests per token, and per session of a person: <see cref="ServerOptions.RequestsPerSecond"/> on the average, twice as many in one burst, then 429 with
/// Retry-After. Requests with neither are none of its business: they are refused anyway, or are a sender's and have limits of their own.
/// </summary>
internal static class TokenRateLimit
{
    private const int PeriodsPerSecond = 10;

    public static void AddTokenRateLimit(this IServiceCollection services, int requestsPerSecond) => services.AddRateLimiter(limiter =>
    {
        limiter.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
        limiter.OnRejected = (context, _) =>
        {
            context.HttpContext.Response.Headers.RetryAfter = "1";
            return ValueTask.CompletedTask;
        };
        limiter.GlobalLimiter = PartitionedRateLimiter.Create<HttpContext, string>(context => NameOf(context.User) is { } name
            ? RateLimitPartition.GetTokenBucketLimiter(name, _ => new TokenBucketRateLimiterOptions
            {
                TokenLimit = 2 * requestsPerSecond,
                TokensPerPeriod = Math.Max(1, requestsPerSecond / PeriodsPerSecond),
                ReplenishmentPeriod = TimeSpan.FromSeconds(1.0 / PeriodsPerSecond),
            })
            : RateLimitPartition.GetNoLimiter(""));
    });

    private static string? NameOf(ClaimsPrincipal user) => user.TokenId is { } token ? $"token/{token}" : user.SessionId is { } session ? $"session/{session}" : null;

    // Only under /api: the limiter takes a lock, and the ingest routes outside it have no token.
    public static void UseTokenRateLimit(this WebApplication app) =>
        app.UseWhen(context => context.Request.Path.StartsWithSegments("/api"), api => api.UseRateLimiter());
}
