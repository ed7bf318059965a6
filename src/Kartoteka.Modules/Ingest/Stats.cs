using Kartoteka.Modules.Sources.Contracts;
using Kartoteka.Modules.Workspace.Contracts;
using Kartoteka.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Kartoteka.Modules.Ingest;

/// <summary>Counters of one source.</summary>
public sealed record SourceStats(string Source, long Received, long Stored, long Duplicate, long Quarantined, DateTimeOffset? LastReceivedAt);

/// <summary>Counters of the base, all of one moment: received = stored + duplicate + quarantined.</summary>
public sealed record BaseStats(
    long Received, long Stored, long Duplicate, long Quarantined, long Profiles, long Records, long Events, long QuarantineOpen, long Conflicts, long Position,
    IReadOnlyList<SourceStats> Sources);

/// <summary><c>GET /api/stats</c>.</summary>
internal static class Stats
{
    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/api/stats", HandleAsync).WithTags("Stats").RequireAuthorization(Scopes.StatsRead)
        .WithSummary("Counters of the base and of each source, all of one moment.")
        .WithDescription("received = stored + duplicate + quarantined holds in every answer. A replayed quarantine entry moves from quarantined to what it became.")
        .WithExample(response: """{"received":4,"stored":3,"duplicate":1,"quarantined":0,"profiles":1,"records":2,"events":3,"quarantineOpen":0,"conflicts":0,"position":7,"sources":[{"source":"web","received":4,"stored":3,"duplicate":1,"quarantined":0,"lastReceivedAt":"2026-11-22T09:00:00Z"}]}""");

    private static async Task<BaseStats> HandleAsync(ILedger ledger, SourceDirectory sources, CancellationToken ct)
    {
        var (counters, totals) = await ledger.ReadCountersAsync(ct);
        var bySource = counters.Select(counter => new SourceStats(
            sources.ById(counter.SourceId)?.Key ?? $"#{counter.SourceId}", counter.Received, counter.Stored, counter.Duplicate, counter.Quarantined,
            counter.LastReceivedAtUs == 0 ? null : Times.FromUs(counter.LastReceivedAtUs))).ToArray();
        return new BaseStats(
            bySource.Sum(source => source.Received), bySource.Sum(source => source.Stored), bySource.Sum(source => source.Duplicate),
            bySource.Sum(source => source.Quarantined), totals.Profiles, totals.Records, totals.Events, totals.QuarantineOpen, totals.Conflicts,
            totals.HeadPosition, bySource);
    }
}
