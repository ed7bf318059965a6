using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using Kartoteka.Modules.Catalogue.Contracts;
using Kartoteka.Modules.Sources.Contracts;
using Kartoteka.Modules.Users.Contracts;
using Kartoteka.Modules.Workspace.Contracts;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Kartoteka.Modules.Ingest;

/// <summary><c>GET /api/sources/{key}/live</c>: the live debugger as server-sent events.</summary>
internal static class Live
{
    private const int RecentMax = 500;

    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/api/sources/{key}/live", Handle).WithTags("Sources").RequireAuthorization(Scopes.SourcesRead).RequireAuthorization(Scopes.ProfilesRead)
        .WithSummary("The last events of a source and then each as it arrives, with what it became; server-sent events named \"event\".")
        .WithDescription("Holds personal data, so the token needs profiles:read besides sources:read. 'recent' is clamped to 0 to 500. An event named \"dropped\" counts the lines that came faster than they were read. The stream ends when the token is revoked or the session ends.");

    private static Results<ServerSentEventsResult<object>, ProblemHttpResult> Handle(
        string key, SourceDirectory sources, TokenDirectory tokens, SessionDirectory sessions, LiveFeed feed, PersonalDataGate gate, HttpContext context, int recent = 50)
    {
        if (sources.ByKey(key) is not { } source) return Problems.NotFound("source", key);
        var user = context.User;
        if (feed.TryWatch(source.Id, () => user.TokenId is { } token ? tokens.IsLive(token) : user.IsLocal || sessions.IsCurrent(user)) is not { } watcher)
        {
            context.Response.Headers.RetryAfter = "30";
            return TypedResults.Problem($"{LiveFeed.WatchersMax} watch already.", statusCode: StatusCodes.Status503ServiceUnavailable, type: "/problems/too-many-watchers");
        }
        // With the answer and not with the stream, which a client that hangs up early never begins to read.
        context.Response.RegisterForDispose(watcher);
        watcher.EndUnlessAllowed(); // Revoked between the check of the request and now.
        return TypedResults.ServerSentEvents(LinesAsync(watcher, Math.Clamp(recent, 0, RecentMax), feed, gate.For(user), context.Response, context.RequestAborted));
    }

    private static async IAsyncEnumerable<SseItem<object>> LinesAsync(
        Watcher watcher, int recent, LiveFeed feed, Sight? sight, HttpResponse response, [EnumeratorCancellation] CancellationToken ct)
    {
        // The head goes out now: where nothing happens a client would else not learn that it is watching.
        await response.Body.FlushAsync(ct);
        long shown = 0;
        foreach (var line in await feed.RecentAsync(watcher.SourceId, recent, ct))
        {
            shown = Math.Max(shown, line.Position ?? 0);
            yield return new SseItem<object>(line.As(sight), "event");
        }
        await foreach (var line in watcher.Lines.ReadAllAsync(ct))
        {
            if (watcher.TakeDropped() is > 0 and var dropped) yield return new SseItem<object>(new LiveDropped(dropped), "dropped");
            // What arrived while the recent ones were read comes by both ways.
            if (line.Position is { } position && position <= shown) continue;
            yield return new SseItem<object>(line.As(sight), "event");
        }
    }
}
