using System.Security.Claims;
using Kartoteka.Modules.Sources.Contracts;
using Kartoteka.Modules.Workspace.Contracts;
using Kartoteka.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Kartoteka.Modules.Ingest;

/// <summary>Which open entries to take.</summary>
/// <param name="Source">The source's key; left out for all.</param>
/// <param name="Reason">The reason; left out for all.</param>
/// <param name="Before">Where a call before ended: its <c>next</c>.</param>
public sealed record QuarantineManyBody(string? Source, string? Reason, long? Before);

/// <summary>What became of a page of entries that were replayed.</summary>
/// <param name="Replayed">Entries stored, or found to be stored already: they are closed.</param>
/// <param name="StillRefused">Entries refused again: they stay open.</param>
/// <param name="Remaining">Open entries that this and the calls before have not come to.</param>
/// <param name="Next">Give it as <c>before</c> to go on; null when there are no more.</param>
public sealed record ReplayManyResult(int Replayed, int StillRefused, long Remaining, long? Next);

/// <summary>What became of a page of entries that were discarded.</summary>
/// <param name="Discarded">Entries closed, their bodies removed.</param>
/// <param name="Remaining">Open entries left.</param>
public sealed record DiscardManyResult(int Discarded, long Remaining);

/// <summary><c>POST /api/quarantine/replay</c> and <c>/discard</c>: a page of entries at a time, newest first.</summary>
internal static class QuarantineMany
{
    /// <summary>Most entries of one call.</summary>
    public const int PageMax = 1_000;

    public static void Map(RouteGroupBuilder group)
    {
        group.MapPost("/replay", ReplayAsync).RequireAuthorization(Scopes.QuarantineWrite).WithSummary("Sends the open entries of a source or a reason through ingest again, a page at a time.")
            .WithDescription($"At most {PageMax} at once, newest first; 'next' goes on behind those that were refused again.")
            .WithExample("""{"source":"web","reason":"trait_type"}""", """{"replayed":120,"stillRefused":3,"remaining":0,"next":null}""");
        group.MapPost("/discard", DiscardAsync).RequireAuthorization(Scopes.QuarantineWrite).WithSummary("Discards the open entries of a source or a reason, a page at a time.")
            .WithDescription($"At most {PageMax} at once. It cannot be taken back: bodies are removed. Name a source or a reason, so that not everything goes by mistake.")
            .WithExample("""{"source":"web","reason":"no_identifier"}""", """{"discarded":1000,"remaining":210}""");
    }

    private static async Task<Results<Ok<ReplayManyResult>, ProblemHttpResult>> ReplayAsync(
        QuarantineManyBody body, ILedger ledger, SourceDirectory sources, QuarantineReplay replay, AuditLog audit, ClaimsPrincipal user, CancellationToken ct)
    {
        if (FilterOf(body, sources) is not { } filter) return Problems.NotFound("source", body.Source!);
        var (replayed, refused, last) = (0, 0, body.Before);
        // Of each only when it is its turn: a thousand bodies at once would be much memory, and one may be closed meanwhile.
        while (replayed + refused < PageMax && !ct.IsCancellationRequested)
        {
            if (await ledger.ReadQuarantineAsync(filter with { Before = last, Limit = 1 }, ct) is not [var entry]) break;
            last = entry.Id;
            var (result, _) = await replay.RunAsync(entry, null);
            if (result.Outcome == "quarantined") refused++;
            else replayed++;
        }
        await audit.AppendAsync(user, "quarantine.replay_many", Subject(body), $"{replayed} replayed, {refused} refused again");
        var hasMore = await ledger.ReadQuarantineAsync(filter with { Before = last, Limit = 1 }, CancellationToken.None) is { Count: > 0 };
        return TypedResults.Ok(new ReplayManyResult(replayed, refused, hasMore ? await ledger.CountQuarantineAsync(filter with { Before = last }, CancellationToken.None) : 0, hasMore ? last : null));
    }

    private static async Task<Results<Ok<DiscardManyResult>, ProblemHttpResult>> DiscardAsync(
        QuarantineManyBody body, ILedger ledger, SourceDirectory sources, AuditLog audit, ClaimsPrincipal user, CancellationToken ct)
    {
        if (body.Source is null && body.Reason is null) return Problems.Invalid("source", "Name a source or a reason.");
        if (FilterOf(body, sources) is not { } filter) return Problems.NotFound("source", body.Source!);
        var ids = new List<long>();
        while (ids.Count < PageMax && await ledger.ReadQuarantineAsync(filter with { Before = ids.Count > 0 ? ids[^1] : body.Before, Limit = 50 }, ct) is { Count: > 0 } page) ids.AddRange(page.Select(entry => entry.Id));
        var discarded = 0;
        await using (var transaction = await ledger.BeginAsync(ct))
        {
            transaction.MarkUnchanged();
            foreach (var id in ids) discarded += await transaction.CloseQuarantineAsync(id, "discarded", ct) ? 1 : 0;
            if (discarded > 0) await transaction.CommitAsync(ct);
        }
        await audit.AppendAsync(user, "quarantine.discard_many", Subject(body), $"{discarded} discarded, bodies removed");
        return TypedResults.Ok(new DiscardManyResult(discarded, await ledger.CountQuarantineAsync(filter with { Before = null }, CancellationToken.None)));
    }

    private static QuarantineFilter? FilterOf(QuarantineManyBody body, SourceDirectory sources)
    {
        var source = body.Source is null ? null : sources.ByKey(body.Source);
        return body.Source is not null && source is null ? null : new QuarantineFilter(source?.Id, body.Reason, "open", body.Before, PageMax);
    }

    private static string Subject(QuarantineManyBody body) => $"quarantine/{body.Source ?? "all"}/{body.Reason ?? "all"}";
}
