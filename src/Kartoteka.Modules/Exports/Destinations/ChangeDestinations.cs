using System.Diagnostics;
using System.Security.Claims;
using Kartoteka.Modules.Catalogue.Contracts;
using Kartoteka.Modules.Columns.Contracts;
using Kartoteka.Modules.Profiles.Contracts;
using Kartoteka.Modules.Segments.Contracts;
using Kartoteka.Modules.Workspace.Contracts;
using Kartoteka.Storage.Columns;
using Kartoteka.Storage.Destinations;
using Kartoteka.Storage;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Http;

namespace Kartoteka.Modules.Exports.Destinations;

/// <summary>Making and changing destinations, and what is asked of one.</summary>
internal sealed class ChangeDestinations(
    IDestinationStore store, WebhookSender sender, WebhookClient client, WebhookBody bodies, SegmentPeople people, PersonalDataGate gate, AuditLog audit, ILedger ledger, TimeProvider time)
{
    private const int NameLengthMax = 200, UrlLengthMax = 2_000, SegmentsMax = 100, ColumnsMax = 100, DestinationsMax = 100, QueueAtOnce = 5_000, DeadPage = 100;
    private static readonly string[] AllEvents = ["entered", "exited"];

    public const string RequestExample = """{"key":"mailer","name":"Рассыльщик","kind":"webhook","url":"https://mail.example/hooks/kartoteka","segments":["spent-10k"],"events":["entered","exited"],"columns":["email","city"]}""";
    public const string ChangeExample = """{"name":"Рассыльщик","url":"https://mail.example/hooks/kartoteka","segments":["spent-10k"],"events":["entered"],"columns":["email"],"isEnabled":true,"version":1}""";
    public const string Example = """{"key":"mailer","name":"Рассыльщик","kind":"webhook","url":"https://mail.example/hooks/kartoteka","segments":["spent-10k"],"events":["entered","exited"],"columns":["email","city"],"isEnabled":true,"version":1,"state":"ok","waiting":0,"dead":0,"sent":318,"lastError":null,"lastSuccessAt":"2026-03-15T09:00:00Z","nextTryAt":null,"createdAt":"2026-03-14T09:00:00Z","updatedBy":"desk","secret":null}""";
    public const string DeadExample = """{"letters":[{"id":7,"changeId":"3/2f6b","event":"entered","segment":"spent-10k","profile":"01a1fbd0-1c00-7a11-8f2d-5b1f0a6c7d21","occurredAt":"2026-03-15T09:00:00Z","attempts":12,"error":"It answered 500."}],"next":null}""";

    public async Task<Ok<DestinationList>> ListAsync(CancellationToken ct)
    {
        var views = new List<DestinationView>();
        foreach (var one in await store.ListDestinationsAsync(ct)) views.Add(await DestinationView.OfAsync(one, store, ct));
        return TypedResults.Ok(new DestinationList(views));
    }

    public async Task<Results<Ok<DestinationView>, ProblemHttpResult>> ReadAsync(string key, CancellationToken ct) =>
        await FindAsync(key, ct) is { } found ? TypedResults.Ok(await DestinationView.OfAsync(found, store, ct)) : Problems.NotFound("destination", key);

    public async Task<Results<Created<DestinationView>, ProblemHttpResult>> AddAsync(DestinationBody body, ClaimsPrincipal user, CancellationToken ct)
    {
        if ((Problems.KeyProblem("key", body.Key) ?? await WrongAsync(body, user, ct)) is { } wrong) return wrong;
        if (body.Kind is not (null or "webhook")) return Problems.Invalid("kind", "'kind' is webhook.");
        if ((await store.ListDestinationsAsync(ct)).Count >= DestinationsMax) return Problems.Conflict("too-many-destinations", $"There are {DestinationsMax} destinations already.");
        var secret = WebhookSignature.NewSecret();
        var made = new Destination(
            body.Key!, body.Name!, body.Url!, client.Seal(secret, body.Key!), body.Segments!, body.Events ?? AllEvents, body.Columns ?? [], body.IsEnabled ?? true, 1, ledger.HeadPosition, time.NowUs(), user.ActorName);
        if (!await store.AddDestinationAsync(made, ct)) return Problems.Conflict("destination-exists", $"Destination '{body.Key}' exists.");
        await audit.AppendAsync(user, "destination.create", $"destination/{made.Key}", Told(made));
        sender.Wake(made.Key);
        return TypedResults.Created($"/api/destinations/{made.Key}", await DestinationView.OfAsync(made, store, ct, secret));
    }

    public async Task<Results<Ok<DestinationView>, ProblemHttpResult>> ChangeAsync(string key, DestinationBody body, ClaimsPrincipal user, CancellationToken ct)
    {
        if (await FindAsync(key, ct) is not { } known) return Problems.NotFound("destination", key);
        if (await WrongAsync(body, user, ct) is { } wrong) return wrong;
        var changed = known with
        {
            Name = body.Name!,
            Url = body.Url!,
            Segments = body.Segments!,
            Events = body.Events ?? AllEvents,
            Columns = body.Columns ?? [],
            IsEnabled = body.IsEnabled ?? true,
            Version = (body.Version ?? known.Version) + 1,
            UpdatedBy = user.ActorName,
        };
        if (!await store.ChangeDestinationAsync(changed, ct)) return Problems.Conflict("destination-changed", $"Destination '{key}' was changed by {known.UpdatedBy} meanwhile; read it again.");
        await audit.AppendAsync(user, "destination.change", $"destination/{key}", Told(changed));
        sender.Wake(key);
        return TypedResults.Ok(await DestinationView.OfAsync(changed, store, ct));
    }

    public async Task<Results<NoContent, ProblemHttpResult>> RemoveAsync(string key, ClaimsPrincipal user, CancellationToken ct)
    {
        if (!await store.RemoveDestinationAsync(key, ct)) return Problems.NotFound("destination", key);
        await audit.AppendAsync(user, "destination.remove", $"destination/{key}", "");
        return TypedResults.NoContent();
    }

    public async Task<Results<Ok<DestinationTest>, ProblemHttpResult>> TestAsync(string key, CancellationToken ct)
    {
        if (await FindAsync(key, ct) is not { } found) return Problems.NotFound("destination", key);
        var start = Stopwatch.GetTimestamp();
        var outcome = await client.SendAsync(found, $"msg_{key}_test_{Guid.NewGuid():n}", bodies.OfTest(), ct);
        return TypedResults.Ok(new DestinationTest(outcome.Error is null, outcome.Status, outcome.Error, (long)Stopwatch.GetElapsedTime(start).TotalMilliseconds));
    }

    /// <summary>Everybody who is in its segments now, whatever was sent before.</summary>
    public async Task<IResult> SnapshotAsync(string key, ClaimsPrincipal user, HttpContext http, CancellationToken ct)
    {
        if (await FindAsync(key, ct) is not { } found) return Problems.NotFound("destination", key);
        await audit.AppendAsync(user, "destination.snapshot", $"destination/{key}", string.Join(' ', found.Segments));
        var (count, now) = (0L, time.NowUs());
        try
        {
            foreach (var segment in found.Segments)
            {
                if (await people.RuleAsync(segment, null, null, ct) is not { Rule: { } rule }) continue;
                var some = new List<OutgoingChange>();
                await foreach (var id in people.OfAsync(rule, ct))
                {
                    some.Add(new OutgoingChange(0, key, string.Create(System.Globalization.CultureInfo.InvariantCulture, $"snapshot/{segment}/{id}/{now}"), "snapshot", segment, id, now));
                    if (some.Count == QueueAtOnce) await QueueAsync(some, ct);
                    count++;
                }
                await QueueAsync(some, ct);
            }
        }
        catch (ColumnsUnavailableException error)
        {
            return ColumnAnswers.Unavailable(error, http);
        }
        sender.Wake(key);
        return TypedResults.Accepted($"/api/destinations/{key}", new DestinationCount(count));
    }

    public async Task<Results<Ok<DeadLetters>, ProblemHttpResult>> DeadAsync(string key, long? after, CancellationToken ct)
    {
        if (await FindAsync(key, ct) is null) return Problems.NotFound("destination", key);
        var dead = await store.ReadDeadAsync(key, after ?? 0, DeadPage, ct);
        return TypedResults.Ok(new DeadLetters(
            [.. dead.Select(one => new DeadLetter(one.Id, one.ChangeId, one.Event, one.Segment, one.Profile.ToString(), Times.FromUs(one.OccurredAtUs), one.Attempts, one.LastError))],
            dead.Count == DeadPage ? dead[^1].Id : null));
    }

    /// <summary>What would be sent of a dead letter now, masked as the asker sees it.</summary>
    public async Task<IResult> DeadBodyAsync(string key, long id, ClaimsPrincipal user, CancellationToken ct)
    {
        if (await FindAsync(key, ct) is not { } found) return Problems.NotFound("destination", key);
        if (await store.ReadDeadAsync(key, id - 1, 1, ct) is not [var letter] || letter.Id != id) return Problems.NotFound("dead letter", $"{id}");
        return TypedResults.Bytes(await bodies.OfAsync(found, [letter], gate.For(user), ct), "application/json");
    }

    public async Task<Results<Ok<DestinationCount>, ProblemHttpResult>> ReviveAsync(string key, long? id, ClaimsPrincipal user, CancellationToken ct)
    {
        if (await FindAsync(key, ct) is null) return Problems.NotFound("destination", key);
        var count = await store.ReviveAsync(key, id, ct);
        if (count == 0 && id is not null) return Problems.NotFound("dead letter", $"{id}");
        await audit.AppendAsync(user, "destination.retry", $"destination/{key}", $"{count} dead letters");
        sender.Wake(key);
        return TypedResults.Ok(new DestinationCount(count));
    }

    public async Task<Results<Ok<DestinationCount>, ProblemHttpResult>> DiscardAsync(string key, long? id, ClaimsPrincipal user, CancellationToken ct)
    {
        if (await FindAsync(key, ct) is null) return Problems.NotFound("destination", key);
        var count = await store.DiscardDeadAsync(key, id, ct);
        if (count == 0 && id is not null) return Problems.NotFound("dead letter", $"{id}");
        await audit.AppendAsync(user, "destination.discard", $"destination/{key}", $"{count} dead letters");
        return TypedResults.Ok(new DestinationCount(count));
    }

    private async ValueTask QueueAsync(List<OutgoingChange> some, CancellationToken ct)
    {
        await store.QueueAsync(some, null, ct);
        some.Clear();
    }

    private async ValueTask<Destination?> FindAsync(string key, CancellationToken ct) => (await store.ListDestinationsAsync(ct)).FirstOrDefault(one => one.Key == key);

    private static string Told(Destination of) => $"{new Uri(of.Url).Host}; {string.Join(' ', of.Segments)}; {string.Join(' ', of.Events)}; columns {string.Join(' ', of.Columns)}; {(of.IsEnabled ? "on" : "off")}";

    private async ValueTask<ProblemHttpResult?> WrongAsync(DestinationBody body, ClaimsPrincipal user, CancellationToken ct)
    {
        if (Problems.TextProblem("name", body.Name, NameLengthMax) is { } name) return name;
        if (body.Url is not { Length: <= UrlLengthMax } || !Uri.TryCreate(body.Url, UriKind.Absolute, out var url) || url.Scheme is not ("http" or "https") || url.UserInfo.Length > 0)
            return Problems.Invalid("url", "'url' is an address of http or https, without a name and a password in it.");
        if (body.Segments is not { Count: >= 1 and <= SegmentsMax } segments) return Problems.Invalid("segments", $"'segments' names 1 to {SegmentsMax} segments.");
        foreach (var segment in segments)
        {
            if (await people.RuleAsync(segment, null, null, ct) is { Refusal: { } missing }) return missing;
        }
        if (body.Events is { } events && (events.Count == 0 || events.Except(AllEvents).Any())) return Problems.Invalid("events", "'events' is entered, exited or both.");
        var columns = body.Columns ?? [];
        if (columns.Count > ColumnsMax || columns.Any(column => string.IsNullOrWhiteSpace(column) || column.Contains('\n') || column == "id") || columns.Distinct().Count() < columns.Count)
            return Problems.Invalid("columns", $"'columns' names up to {ColumnsMax} columns, each once; id is sent in any case.");
        // Nobody sends elsewhere what the screen does not show them.
        var sight = gate.For(user);
        var hidden = columns.FirstOrDefault(column => !ProfileCells.Shows(sight, column));
        return hidden is null ? null : Problems.Forbidden("trait-masked", $"Your role does not see '{hidden}', and so cannot send it.");
    }
}
