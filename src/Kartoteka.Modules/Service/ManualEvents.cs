using System.Buffers;
using System.Globalization;
using System.Security.Claims;
using System.Text.Encodings.Web;
using System.Text.Json;
using Kartoteka.Domain.Events;
using Kartoteka.Domain.Identity;
using Kartoteka.Modules.Ingest.Contracts;
using Kartoteka.Modules.Sources.Contracts;
using Kartoteka.Modules.Users.Contracts;
using Kartoteka.Modules.Workspace.Contracts;
using Kartoteka.Protocol.Ingest;
using Kartoteka.Storage;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Kartoteka.Modules.Service;

/// <summary>An event to state by hand.</summary>
/// <param name="Anchor">A record of the profile that it is about.</param>
/// <param name="Call"><c>identify</c> or <c>track</c>.</param>
/// <param name="OccurredAtUs">When it happened.</param>
/// <param name="Write">Writes what the call has besides ids, time and context: its traits, or its name and properties.</param>
internal sealed record ManualEvent(RecordState Anchor, EventKind Call, long OccurredAtUs, Action<Utf8JsonWriter> Write);

/// <summary>
/// Commits what a person states here as events of the built-in source <c>manual</c>: read, checked and stored on the way of every event,
/// but attached to their profile. The event itself says who stated it.
/// </summary>
internal sealed class ManualEvents(ManualSource manual, People people, EventReader reader, EventIntake intake, CommitQueue queue, TimeProvider time)
{
    // The event is JSON and nothing else, so Cyrillic needs no escape to be safe.
    private static readonly JsonWriterOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The profile's records of the built-in source, the one that goes on first.</summary>
    public static IReadOnlyList<RecordState> RecordsOf(ProfileState profile, SourceDirectory sources) =>
        [.. profile.Records.Where(record => sources.ById(record.Key.SourceId) is { } source && ManualSource.Is(source)).OrderBy(record => record.Id)];

    /// <summary>Commits <paramref name="events"/> together; durable when it returns.</summary>
    /// <param name="profile">The profile that they are about, as it was addressed.</param>
    /// <param name="events">One or more, in order.</param>
    /// <param name="reason">Why, in the words of who states it; null for none.</param>
    /// <param name="user">Who states it.</param>
    /// <param name="ct">Ends the wait for the source; once the events are queued they are committed.</param>
    /// <returns>The message ids and what each event became; or the refusal, and then nothing was stored.</returns>
    public async Task<(IReadOnlyList<(string MessageId, CommitResult Result)> Done, ProblemHttpResult? Refusal)> CommitAsync(
        ProfileState profile, IReadOnlyList<ManualEvent> events, string? reason, ClaimsPrincipal user, CancellationToken ct)
    {
        var source = await manual.EnsureAsync(profile.Realm, ct);
        var author = await people.AuthorOfAsync(user, ct);
        var fresh = new RecordKey(source.Id, Guid.CreateVersion7(time.GetUtcNow()).ToString("D"));
        var (items, seen, messages, bytes) = (new List<CommitItem>(), new List<TraitDefinition>(), new List<string>(), 0L);
        foreach (var stated in events)
        {
            var messageId = Guid.CreateVersion7(time.GetUtcNow()).ToString("D");
            var body = Body(profile, stated, messageId, reason, author);
            var (incoming, refusal) = Read(body, stated, source);
            if (incoming is null) return ([], refusal);
            var (item, traits, violation) = intake.PrepareAttached(incoming, source, stated.Anchor, fresh);
            if (violation is not null) return ([], Problems.Invalid("traits", violation));
            items.Add(item);
            seen.AddRange(traits);
            messages.Add(messageId);
            bytes += body.Length;
        }
        var results = await queue.SubmitAsync(new CommitRequest(items, bytes, new CommitExtras([.. seen.DistinctBy(trait => (trait.Kind, trait.Name))])));
        if (results.FirstOrDefault(result => result.Outcome == Outcome.NotKept).Reason is { } reasonNotKept) return ([], NotKept(reasonNotKept));
        return ([.. messages.Zip(results)], null);
    }

    private static byte[] Body(ProfileState profile, ManualEvent stated, string messageId, string? reason, Author author)
    {
        var output = new ArrayBufferWriter<byte>(512);
        using (var json = new Utf8JsonWriter(output, Readable))
        {
            json.WriteStartObject();
            json.WriteString("type"u8, stated.Call.ToString().ToLowerInvariant());
            json.WriteString("messageId"u8, messageId);
            json.WriteString("userId"u8, profile.Id.ToString());
            json.WriteString("timestamp"u8, Times.FromUs(stated.OccurredAtUs).UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss.ffffffZ", CultureInfo.InvariantCulture));
            stated.Write(json);
            json.WriteStartObject("context"u8);
            json.WriteStartObject("actor"u8);
            json.WriteString("id"u8, author.Id);
            json.WriteString("name"u8, author.Name);
            json.WriteEndObject();
            if (!string.IsNullOrWhiteSpace(reason)) json.WriteString("reason"u8, reason);
            json.WriteEndObject();
            json.WriteEndObject();
        }
        return output.WrittenSpan.ToArray();
    }

    // The reader finds the identifiers among the traits as in any event. The profile's own id is the address of the event, no identifier.
    private (IncomingEvent? Event, ProblemHttpResult? Refusal) Read(byte[] body, ManualEvent stated, Source source)
    {
        var read = reader.Read(body, RouteCall.Of(stated.Call), new SourceContext(source.Id, source.IdNamespace), time.NowUs(), new RequestContext(null));
        if (read.Refusal is { } refusal) return (null, Problems.Invalid("body", refusal.Detail));
        if (read.Items is not [{ Event: { } incoming }]) return (null, Problems.Invalid("body", read.Items is [{ Refused: { } refused }] ? refused.Detail : "It is not one event."));
        return (incoming with { Identifiers = [.. incoming.Identifiers.Where(identifier => identifier.Type != IdentifierTypes.UserId)] }, null);
    }

    private static ProblemHttpResult NotKept(string reason) => reason switch
    {
        "trait_limit" => Problems.Invalid("traits", "The profile would have too many traits stated by hand."),
        "records_cap" => Problems.Conflict("records-cap", "The profile has as many records as one may."),
        _ => Problems.Conflict("profile-changed", "The profile was taken apart meanwhile. Read it again."),
    };
}
