using System.Diagnostics;
using System.Net;
using Kartoteka.Modules.Workspace.Contracts;
using Kartoteka.Storage;

namespace Kartoteka.Server.Http;

/// <summary>
/// <c>/metrics</c> as Prometheus text: with a token, over the local socket, or without one from the machine itself, where a scraper
/// beside the server needs no secret. Behind a proxy every request looks local, so naming <c>trustedProxies</c> ends the exception, and
/// a forwarded request never falls under it.
/// </summary>
internal static class MetricsPage
{
    private const string Policy = "metrics";

    public static void AddMetricsPage(this IServiceCollection services, ServerOptions options)
    {
        services.AddSingleton<IMetricSource, ProcessMetrics>();
        services.AddAuthorizationBuilder().AddPolicy(Policy, policy => policy.RequireAssertion(context =>
            context.User.Holds(Scopes.StatsRead) || (string.IsNullOrWhiteSpace(options.TrustedProxies) && context.Resource is HttpContext http && IsLocal(http))));
    }

    public static void MapMetricsPage(this WebApplication app) => app.MapGet("/metrics", async (IEnumerable<IMetricSource> sources, CancellationToken ct) =>
    {
        var writer = new MetricWriter();
        foreach (var source in sources) await source.WriteAsync(writer, ct);
        return TypedResults.Text(writer.ToString(), "text/plain; version=0.0.4; charset=utf-8");
    }).RequireAuthorization(Policy).WithTags("Health").WithSummary("Metrics as Prometheus text.");

    private static bool IsLocal(HttpContext http) =>
        http.Connection.RemoteIpAddress is { } address && IPAddress.IsLoopback(address)
        && !http.Request.Headers.ContainsKey("X-Forwarded-For") && !http.Request.Headers.ContainsKey("Forwarded") && !http.Request.Headers.ContainsKey("X-Real-IP");
}

/// <summary>The process and the ledger.</summary>
internal sealed class ProcessMetrics(ILedger ledger) : IMetricSource
{
    private readonly double _startedAt = new DateTimeOffset(Process.GetCurrentProcess().StartTime).ToUnixTimeMilliseconds() / 1_000.0;

    public ValueTask WriteAsync(MetricWriter writer, CancellationToken ct)
    {
        writer.Gauge("kartoteka_info", "Version of the program.", 1, ("version", Product.Version));
        writer.Gauge("process_start_time_seconds", "Start of the process, in seconds since 1970.", _startedAt);
        writer.Gauge("kartoteka_ledger_position", "Last committed position.", ledger.HeadPosition);
        writer.Gauge("kartoteka_ledger_stopped", "1 when the ledger has stopped writing.", ledger.StoppedBecause is null ? 0 : 1);
        writer.Gauge("process_resident_memory_bytes", "Memory of the process.", Environment.WorkingSet);
        writer.Gauge("dotnet_heap_bytes", "Memory of the garbage collected heap.", GC.GetTotalMemory(forceFullCollection: false));
        writer.Counter("process_cpu_seconds_total", "Processor time used.", Environment.CpuUsage.TotalTime.TotalSeconds);
        writer.Counter("dotnet_gc_pause_seconds_total", "Time for which garbage collections stopped the process.", GC.GetTotalPauseDuration().TotalSeconds);
        for (var generation = 0; generation <= GC.MaxGeneration; generation++)
        {
            writer.Counter("dotnet_gc_collections_total", "Garbage collections.", GC.CollectionCount(generation), ("generation", $"{generation}"));
        }
        return ValueTask.CompletedTask;
    }
}
