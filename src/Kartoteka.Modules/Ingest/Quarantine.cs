using System.Security.Claims;
using System.Text;
using Kartoteka.Modules.Catalogue.Contracts;
using Kartoteka.Modules.Sources.Contracts;
using Kartoteka.Modules.Workspace.Contracts;
using Kartoteka.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Kartoteka.Modules.Ingest;

/// <summary>Refused input as the API shows it.</summary>
/// <param name="Id">Its number.</param>
/// <param name="Source">The source's key.</param>
/// <param name="Reason">Stable code.</param>
/// <param name="Detail">Where and why.</param>
/// <param name="Type">The call, if it could be read.</param>
/// <param name="MessageId">The message id, if it could be read.</param>
/// <param name="ReceivedAt">When.</param>
/// <param name="State"><c>open</c>, <c>replayed</c> or <c>discarded</c>.</param>
/// <param name="Raw">The body as text; bytes that are no UTF-8 show as U+FFFD. Null in lists and once discarded.</param>
/// <param name="RawBase64">The body's exact bytes. Null in lists, once discarded, and where anything is masked.</param>
/// <param name="Masked">Something in it is masked for who asks; such a body can be replayed as it is, not edited.</param>
public sealed record QuarantineView(
    long Id, string Source, string Reason, string Detail, string? Type, string? MessageId, DateTimeOffset ReceivedAt, string State, string? Raw, string? RawBase64, bool Masked = false);

/// <summary>A page of refused input.</summary>
public sealed record QuarantinePage(IReadOnlyList<QuarantineView> Items, IReadOnlyList<QuarantineReason> Reasons, long? Next);

/// <summary>How many open entries a source has for a reason.</summary>
public sealed record QuarantineReason(string Source, string Reason, long Count);

/// <summary>An edited body to replay instead of the kept one.</summary>
/// <param name="Raw">The event's JSON; null replays it as it is.</param>
public sealed record ReplayBody(string? Raw);

/// <summary>What a replay became.</summary>
public sealed record ReplayResult(string Outcome, string? ProfileId, string? Reason, string? Detail);

/// <summary>What a discarded entry became.</summary>
/// <param name="Id">Its number.</param>
/// <param name="State"><c>discarded</c>.</param>
/// <param name="BodyKept">False: the body is gone, and only reason, time and hash stay.</param>
public sealed record DiscardResult(long Id, string State, bool BodyKept);

/// <summary><c>/api/quarantine</c>: read, edit, replay, discard.</summary>
internal static class Quarantine
{
    private const string Discarded = "discarded";

    public static void Map(IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/api/quarantine").WithTags("Quarantine");
        group.MapGet("", ListAsync).RequireAuthorization(Scopes.QuarantineRead).RequireAuthorization(Scopes.ProfilesRead).WithSummary("Refused input, newest first, with counts by source and reason.")
            .WithDescription("Refused input is personal data like any, so the token needs profiles:read besides quarantine:read. 'limit' is clamped to 1 to 500; default 50.")
            .WithExample(response: """{"items":[{"id":7,"source":"web","reason":"event_name_missing","detail":"$, byte 0: event_name_missing","type":"track","messageId":"q1","receivedAt":"2026-11-22T09:00:00Z","state":"open","raw":null,"rawBase64":null}],"reasons":[{"source":"web","reason":"event_name_missing","count":1}],"next":null}""");
        group.MapGet("/{id:long}", FindAsync).RequireAuthorization(Scopes.QuarantineRead).RequireAuthorization(Scopes.ProfilesRead).WithSummary("One entry with its body.")
            .WithExample(response: """{"id":7,"source":"web","reason":"event_name_missing","detail":"$, byte 0: event_name_missing","type":"track","messageId":"q1","receivedAt":"2026-11-22T09:00:00Z","state":"open","raw":"{\"userId\":\"1\",\"messageId\":\"q1\"}","rawBase64":"eyJ1c2VySWQiOiIxIiwibWVzc2FnZUlkIjoicTEifQ=="}""");
        group.MapPost("/{id:long}/replay", ReplayAsync).RequireAuthorization(Scopes.QuarantineWrite)
            .WithSummary("Sends an entry through ingest again, as it is or edited.")
            .WithDescription("It closes the entry when the event is stored or turns out to be a duplicate. If it is refused again, the entry stays open and the answer says why.")
            .WithExample("""{"raw":"{\"userId\":\"1\",\"messageId\":\"q1\",\"event\":\"Mended\"}"}""", """{"outcome":"stored","profileId":"01a20128-79a2-7df7-9ca2-e9766c40a898","reason":null,"detail":null}""");
        group.MapPost("/{id:long}/discard", DiscardAsync).RequireAuthorization(Scopes.QuarantineWrite).WithSummary("Closes an entry without replaying it and removes its body. It stays counted as quarantined.")
            .WithDescription("It cannot be taken back. Reason, time and the hash of the body stay; the same body sent again counts as a duplicate.")
            .WithExample(response: """{"id":7,"state":"discarded","bodyKept":false}""");
        QuarantineMany.Map(group);
    }

    private static async Task<QuarantinePage> ListAsync(
        ILedger ledger, SourceDirectory sources, PersonalDataGate gate, ClaimsPrincipal user, CancellationToken ct, string? source = null, string? reason = null, string? state = "open", long? before = null, int limit = 50)
    {
        var sourceId = source is null ? (int?)null : sources.ByKey(source)?.Id ?? -1;
        limit = Math.Clamp(limit, 1, 500);
        var entries = await ledger.ReadQuarantineAsync(new QuarantineFilter(sourceId, reason, state == "all" ? null : state, before, limit), ct);
        var counts = await ledger.CountQuarantineAsync(ct);
        var sight = gate.For(user);
        return new QuarantinePage(
            [.. entries.Select(entry => View(entry, sources, sight, withBody: false))],
            [.. counts.Select(count => new QuarantineReason(sources.ById(count.SourceId)?.Key ?? "", count.Reason, count.Count))],
            entries.Count == limit ? entries[^1].Id : null);
    }

    private static async Task<Results<Ok<QuarantineView>, ProblemHttpResult>> FindAsync(long id, ILedger ledger, SourceDirectory sources, PersonalDataGate gate, ClaimsPrincipal user, CancellationToken ct) =>
        await ledger.FindQuarantineAsync(id, ct) is { } entry ? TypedResults.Ok(View(entry, sources, gate.For(user), withBody: true)) : Unknown(id);

    private static async Task<Results<Ok<ReplayResult>, ProblemHttpResult>> ReplayAsync(
        long id, ReplayBody? body, ILedger ledger, QuarantineReplay replay, AuditLog audit, PersonalDataGate gate, ClaimsPrincipal user, CancellationToken ct)
    {
        if (await ledger.FindQuarantineAsync(id, ct) is not { } entry) return Unknown(id);
        if (entry.State != "open") return TypedResults.Problem($"Entry {id} is {entry.State} already.", statusCode: 409, type: "/problems/quarantine-closed");
        if (body?.Raw is not null && gate.For(user)?.Body(entry.Raw) is not null)
        {
            return Problems.Forbidden("masked-body", "Part of the body is masked for you: what you would store is not what was sent. Replay it as it is, or leave it to who sees all of it.");
        }
        var raw = body?.Raw is { } edited ? Encoding.UTF8.GetBytes(edited) : null;
        var (result, committed) = await replay.RunAsync(entry, raw);
        if (committed) await audit.AppendAsync(user, "quarantine.replay", $"quarantine/{id}", body?.Raw is null ? "as it was" : "edited");
        return TypedResults.Ok(result);
    }

    private static async Task<Results<Ok<DiscardResult>, ProblemHttpResult>> DiscardAsync(long id, ILedger ledger, AuditLog audit, ClaimsPrincipal user, CancellationToken ct)
    {
        await using (var transaction = await ledger.BeginAsync(ct))
        {
            if (!await transaction.CloseQuarantineAsync(id, Discarded, ct)) return Unknown(id);
            await transaction.CommitAsync(ct);
        }
        await audit.AppendAsync(user, "quarantine.discard", $"quarantine/{id}", "body removed");
        return TypedResults.Ok(new DiscardResult(id, Discarded, BodyKept: false));
    }

    private static ProblemHttpResult Unknown(long id) => TypedResults.Problem($"There is no open quarantine entry {id}.", statusCode: 404, type: "/problems/quarantine-entry-not-found");

    private static QuarantineView View(QuarantineEntry entry, SourceDirectory sources, Sight? sight, bool withBody)
    {
        var raw = withBody && entry.State != Discarded ? entry.Raw : null;
        var masked = raw is null ? null : sight?.Body(raw);
        return new QuarantineView(
            entry.Id, sources.ById(entry.SourceId)?.Key ?? "", entry.Reason, sight?.Text(entry.Detail) ?? entry.Detail, entry.Kind,
            entry.MessageId is { } message && sight is not null ? sight.Text(message) : entry.MessageId, Times.FromUs(entry.ReceivedAtUs), entry.State,
            masked ?? (raw is null ? null : Encoding.UTF8.GetString(raw)), raw is null || masked is not null ? null : Convert.ToBase64String(raw), masked is not null);
    }
}
