using System.Security.Claims;
using System.Text.Json;
using Kartoteka.Domain.Events;
using Kartoteka.Domain.Identity;
using Kartoteka.Modules.Profiles.Contracts;
using Kartoteka.Modules.Workspace.Contracts;
using Kartoteka.Storage;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Kartoteka.Modules.Service;

/// <summary>How a call went.</summary>
/// <param name="Direction"><c>in</c>: the customer called; <c>out</c>: we did.</param>
/// <param name="Outcome"><c>resolved</c>, <c>call_back</c>, <c>no_answer</c>, <c>wrong_number</c>, <c>order</c>, <c>complaint</c> or <c>refused</c>.</param>
/// <param name="Topic">What it was about, in a few words.</param>
/// <param name="Comment">The rest.</param>
/// <param name="Phone">The other side's number; kept in its one form where it is a phone number.</param>
/// <param name="StartedAt">When it began; now if left out.</param>
/// <param name="DurationSeconds">How long it took.</param>
/// <param name="CallBackAt">When to call back: makes a task.</param>
/// <param name="AssigneeId">Who is to call back; left out for oneself.</param>
public sealed record CallBody(
    string? Direction, string? Outcome, string? Topic, string? Comment, string? Phone, DateTimeOffset? StartedAt, int? DurationSeconds, DateTimeOffset? CallBackAt, string? AssigneeId);

/// <summary>A call that was kept.</summary>
/// <param name="MessageId">Of its event.</param>
/// <param name="Position">Of its event.</param>
/// <param name="TaskId">The task to call back, if one was asked for.</param>
public sealed record CallView(string MessageId, long Position, long? TaskId);

/// <summary><c>POST /api/profiles/{id}/calls</c>.</summary>
internal sealed class LogCall(ProfileAnswers profiles, ManualEvents manual, ChangeTasks tasks, IServiceStore store, TimeProvider time)
{
    /// <summary>Name of the event.</summary>
    public const string EventName = "Call Ended";

    /// <summary>Longest topic, in UTF-16 units.</summary>
    public const int TopicLengthMax = 200;

    /// <summary>Longest comment, in UTF-16 units.</summary>
    public const int CommentLengthMax = 4_000;

    /// <summary>Longest call, in seconds: a day.</summary>
    public const int DurationSecondsMax = 86_400;

    private const int PhoneLengthMax = 40;

    public const string RequestExample = """{"direction":"in","outcome":"call_back","topic":"Late delivery","phone":"+7 916 123-45-67","durationSeconds":184,"callBackAt":"2026-11-23T15:00:00Z"}""";
    public const string Example = """{"messageId":"01a20128-79a2-7df7-9ca2-e9766c40a898","position":52811,"taskId":9}""";

    private static readonly string[] Outcomes = ["resolved", "call_back", "no_answer", "wrong_number", "order", "complaint", "refused"];

    public async Task<Results<Ok<CallView>, ProblemHttpResult>> HandleAsync(string id, CallBody body, ClaimsPrincipal user, CancellationToken ct)
    {
        if (Problem(body, time.GetUtcNow()) is { } problem) return problem;
        if (await profiles.FindAsync(id, ct) is not { } profile) return Problems.NotFound("profile", id);
        var callBack = body.CallBackAt is { } dueAt ? new TaskBody(Text(body.Topic) ?? EventName, Text(body.Comment), dueAt, body.AssigneeId ?? "me") : null;
        if (callBack is not null)
        {
            // Asked before the call is kept, so that it is not kept twice by a second try.
            if (await tasks.ProblemAsync(callBack, user, ct) is { } wrong) return wrong;
            var open = await store.ListTasksAsync(new TaskFilter(false, null, profile.Id, null, ChangeTasks.OpenPerProfileMax), ct);
            if (open.Count >= ChangeTasks.OpenPerProfileMax) return ChangeTasks.TooMany;
        }
        var startedAt = body.StartedAt ?? time.GetUtcNow();
        var stated = new ManualEvent(profile.Anchor, EventKind.Track, Times.ToUs(startedAt), json => Write(json, body, startedAt));
        var (done, refusal) = await manual.CommitAsync(profile, [stated], null, user, ct);
        if (refusal is not null) return refusal;
        var task = callBack is null ? null : await tasks.AddAsync(profile, callBack, user, CancellationToken.None);
        return TypedResults.Ok(new CallView(done[0].MessageId, done[0].Result.Position ?? 0, task?.Id));
    }

    private static ProblemHttpResult? Problem(CallBody body, DateTimeOffset now)
    {
        if (body.Direction is not ("in" or "out")) return Problems.Invalid("direction", "It is 'in' or 'out'.");
        if (!Outcomes.Contains(body.Outcome)) return Problems.Invalid("outcome", $"It is one of {string.Join(", ", Outcomes)}.");
        if (body.Topic?.Length > TopicLengthMax) return Problems.Invalid("topic", $"It is longer than {TopicLengthMax} characters.");
        if (body.Comment?.Length > CommentLengthMax) return Problems.Invalid("comment", $"It is longer than {CommentLengthMax} characters.");
        if (body.Phone?.Length > PhoneLengthMax) return Problems.Invalid("phone", $"It is longer than {PhoneLengthMax} characters.");
        if (body.DurationSeconds is < 0 or > DurationSecondsMax) return Problems.Invalid("durationSeconds", $"It is 0 to {DurationSecondsMax}.");
        if (body.StartedAt is { } started && (started > now.AddHours(1) || started < DateTimeOffset.UnixEpoch)) return Problems.Invalid("startedAt", "A call that is kept has begun.");
        return body.CallBackAt < DateTimeOffset.UnixEpoch ? Problems.Invalid("callBackAt", "It is a time since 1970.") : null;
    }

    // Names of properties as an e-commerce event has them: in snake case.
    private static void Write(Utf8JsonWriter json, CallBody body, DateTimeOffset startedAt)
    {
        json.WriteString("event"u8, EventName);
        json.WriteStartObject("properties"u8);
        json.WriteString("direction"u8, body.Direction);
        json.WriteString("outcome"u8, body.Outcome);
        if (Text(body.Topic) is { } topic) json.WriteString("topic"u8, topic);
        if (Text(body.Comment) is { } comment) json.WriteString("comment"u8, comment);
        if (Text(body.Phone) is { } phone) json.WriteString("phone"u8, IdentifierNormalizer.TryNormalize(IdentifierTypes.Phone, phone, out var normalised, out _) ? normalised : phone);
        json.WriteString("started_at"u8, startedAt.UtcDateTime);
        if (body.DurationSeconds is { } seconds) json.WriteNumber("duration_seconds"u8, seconds);
        if (body.CallBackAt is { } callBackAt) json.WriteString("call_back_at"u8, callBackAt.UtcDateTime);
        json.WriteEndObject();
    }

    private static string? Text(string? text) => string.IsNullOrWhiteSpace(text) ? null : text;
}
