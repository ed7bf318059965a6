using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using Kartoteka.Modules.Sources.Contracts;
using Kartoteka.Modules.Workspace.Contracts;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Kartoteka.Modules.Ingest;

/// <summary><c>GET /api/sources/{key}/live</c>: the live debugger as server-sent events.</summary>
internal static class Live
{
    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/api/sources/{key}/live", Handle).WithTags("Sources").RequireAuthorization(Scopes.SourcesRead).RequireAuthorization(Scopes.ProfilesRead)
        .WithSummary("The last events of a source and then each as it arrives, with what it became; server-sent events named \"event\".")
        .WithDescription("Holds personal data, so the token needs profiles:read besides sources:read.");

    private static Results<ServerSentEventsResult<LiveLine>, ProblemHttpResult> Handle(
        string key, SourceDirectory sources, LiveFeed feed, HttpContext context, int recent = 50)
    {
        if (sources.ByKey(key) is not { } source) return TypedResults.Problem($"There is no source '{key}'.", statusCode: 404, type: "/problems/source-unknown");
        return TypedResults.ServerSentEvents(LinesAsync(source.Id, Math.Clamp(recent, 0, 500), feed, context.RequestAborted));
    }

    private static async IAsyncEnumerable<SseItem<LiveLine>> LinesAsync(int sourceId, int recent, LiveFeed feed, [EnumeratorCancellation] CancellationToken ct)
    {
        using var watcher = feed.Watch(sourceId);
        long shown = 0;
        foreach (var line in await feed.RecentAsync(sourceId, recent, ct))
        {
            shown = Math.Max(shown, line.Position ?? 0);
            yield return new SseItem<LiveLine>(line, "event");
        }
        await foreach (var line in watcher.Channel.Reader.ReadAllAsync(ct))
        {
            // What arrived while the recent ones were read comes by both ways.
            if (line.Position is { } position && position <= shown) continue;
            yield return new SseItem<LiveLine>(line, "event");
        }
    }
}
