using Kartoteka.Modules.Ingest.Contracts;
using Kartoteka.Modules.Sources.Contracts;
using Kartoteka.Protocol.Ingest;
using Kartoteka.Storage;

namespace Kartoteka.Modules.Ingest;

/// <summary>Sends a quarantine entry through ingest again.</summary>
internal sealed class QuarantineReplay(SourceDirectory sources, EventReader reader, EventIntake intake, CommitQueue queue)
{
    /// <summary>Replays an open entry; it is closed if all of it is stored or turns out to be a duplicate.</summary>
    /// <param name="entry">The entry.</param>
    /// <param name="edited">The body to send instead of the one kept; null for that one.</param>
    /// <returns>What it became, and whether it came as far as the commit.</returns>
    public async Task<(ReplayResult Result, bool Committed)> RunAsync(QuarantineEntry entry, byte[]? edited)
    {
        if (sources.ById(entry.SourceId) is not { } source) return (new ReplayResult("quarantined", null, "source_gone", "Its source is gone."), false);
        var raw = edited ?? entry.Raw;
        var read = reader.Read(raw, CallOf(entry.Route), new SourceContext(source.Id, source.IdNamespace), entry.ReceivedAtUs, new RequestContext(null));
        if (read.Refusal is { } refusal) return (new ReplayResult("quarantined", null, refusal.Code, refusal.Detail), false);
        var (items, seen) = intake.Prepare(read.Items, source, entry.Route, entry.ReceivedAtUs);
        // An entry is closed only when all of it went through: half a body stored would leave the rest without a place.
        if (items.FirstOrDefault(item => item.Refused is not null).Refused is { } refused) return (new ReplayResult("quarantined", null, refused.Reason, refused.Detail), false);
        var results = await queue.SubmitAsync(new CommitRequest(items, raw.Length, new CommitExtras(seen, ReplayedQuarantineId: entry.Id)));
        var result = results.FirstOrDefault();
        return (new ReplayResult(result.Outcome.ToString().ToLowerInvariant(), result.Profile?.ToString(), result.Reason, null), true);
    }

    private static RouteCall CallOf(string route) => route switch
    {
        "batch" => RouteCall.JitsuBatch(fromBrowser: false),
        _ => RouteCall.TryParseKind(route, out var kind) ? RouteCall.Of(kind) : RouteCall.Event,
    };
}
