using System.Security.Claims;
using System.Text.Json;
using Kartoteka.Domain.Identity;
using Kartoteka.Modules.Profiles.Contracts;
using Kartoteka.Modules.Users.Contracts;
using Kartoteka.Modules.Workspace.Contracts;
using Kartoteka.Storage;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Kartoteka.Modules.Service;

/// <summary>A new task.</summary>
/// <param name="Title">In a few words.</param>
/// <param name="Text">The rest.</param>
/// <param name="DueAt">When it is to be done.</param>
/// <param name="AssigneeId">Who is to do it, <c>me</c> for oneself; left out for anyone.</param>
public sealed record TaskBody(string? Title, string? Text, DateTimeOffset? DueAt, string? AssigneeId);

/// <summary>Changes of a task: what is left out stays, and null empties what may be empty.</summary>
public sealed record TaskChangeBody(string? Title, JsonElement Text, JsonElement DueAt, JsonElement AssigneeId, string? State);

/// <summary>Adds and changes tasks.</summary>
internal sealed class ChangeTasks(IServiceStore store, ProfileAnswers profiles, People people, Tasks tasks, TimeProvider time)
{
    /// <summary>Longest title, in UTF-16 units.</summary>
    public const int TitleLengthMax = 200;

    /// <summary>Longest text, in UTF-16 units.</summary>
    public const int TextLengthMax = 4_000;

    /// <summary>Most open tasks that can be made for one profile.</summary>
    public const int OpenPerProfileMax = 100;

    public const string RequestExample = """{"title":"Call back about the order","dueAt":"2026-11-23T15:00:00Z","assigneeId":"me"}""";
    public const string ChangeExample = """{"state":"done"}""";

    public static ProblemHttpResult TooMany => Problems.Conflict("too-many-tasks", $"A profile has at most {OpenPerProfileMax} open tasks.");

    public async Task<Results<Created<TaskView>, ProblemHttpResult>> AddAsync(string id, TaskBody body, ClaimsPrincipal user, CancellationToken ct)
    {
        if (await profiles.FindAsync(id, ct) is not { } profile) return Problems.NotFound("profile", id);
        if (await ProblemAsync(body, user, ct) is { } problem) return problem;
        if (await AddAsync(profile, body, user, ct) is not { } added) return TooMany;
        return TypedResults.Created($"/api/tasks/{added.Id}", (await tasks.ViewAsync([added], user, ct))[0]);
    }

    /// <summary>What is wrong with a new task, or null.</summary>
    public async Task<ProblemHttpResult?> ProblemAsync(TaskBody body, ClaimsPrincipal user, CancellationToken ct)
    {
        if (Problems.TextProblem("title", body.Title, TitleLengthMax) is { } wrong) return wrong;
        if (body.Text?.Length > TextLengthMax) return Problems.Invalid("text", $"It is longer than {TextLengthMax} characters.");
        return await AssigneeProblemAsync(body.AssigneeId, user, ct);
    }

    /// <summary>Adds a task that has no <see cref="ProblemAsync"/>; null when the profile has too many.</summary>
    public async ValueTask<ServiceTask?> AddAsync(ProfileState profile, TaskBody body, ClaimsPrincipal user, CancellationToken ct) => await store.AddTaskAsync(
        new ServiceTask(
            0, profile.Anchor.Id, profile.Id, body.Title!, Text(body.Text), body.DueAt is { } due ? Times.ToUs(due) : null, Id(body.AssigneeId, user),
            await people.AuthorOfAsync(user, ct), time.NowUs(), null, null),
        OpenPerProfileMax, ct);

    public async Task<Results<Ok<TaskView>, ProblemHttpResult>> ChangeAsync(long id, TaskChangeBody body, ClaimsPrincipal user, CancellationToken ct)
    {
        if (body.Title is not null && Problems.TextProblem("title", body.Title, TitleLengthMax) is { } wrong) return wrong;
        if (body.State is not (null or "open" or "done")) return Problems.Invalid("state", "It is 'open' or 'done'.");
        if (!TryText(body.Text, out var text) || text?.Length > TextLengthMax) return Problems.Invalid("text", $"It is a text of at most {TextLengthMax} characters, or null.");
        if (!TryText(body.AssigneeId, out var assignee)) return Problems.Invalid("assigneeId", "It is a text or null.");
        if (await AssigneeProblemAsync(assignee, user, ct) is { } unknown) return unknown;
        DateTimeOffset due = default;
        if (body.DueAt.ValueKind is not (JsonValueKind.Undefined or JsonValueKind.Null) && !(body.DueAt.ValueKind == JsonValueKind.String && body.DueAt.TryGetDateTimeOffset(out due)))
        {
            return Problems.Invalid("dueAt", "It is a time in ISO 8601, or null.");
        }
        var (nowUs, who) = (time.NowUs(), await people.AuthorOfAsync(user, ct));
        var changed = await store.ChangeTaskAsync(
            id,
            task => Move(
                task with
                {
                    Title = body.Title ?? task.Title,
                    Text = body.Text.ValueKind == JsonValueKind.Undefined ? task.Text : Text(text),
                    DueAtUs = body.DueAt.ValueKind switch { JsonValueKind.Undefined => task.DueAtUs, JsonValueKind.Null => null, _ => Times.ToUs(due) },
                    AssigneeId = body.AssigneeId.ValueKind == JsonValueKind.Undefined ? task.AssigneeId : Id(assignee, user),
                },
                body.State, who, nowUs),
            ct);
        return changed is null ? Problems.NotFound("task", id) : TypedResults.Ok((await tasks.ViewAsync([changed], user, ct))[0]);
    }

    // Done twice keeps who did it first.
    private static ServiceTask Move(ServiceTask task, string? state, Author who, long atUs) => state switch
    {
        "open" => task with { DoneAtUs = null, DoneBy = null },
        "done" when task.DoneAtUs is null => task with { DoneAtUs = atUs, DoneBy = who },
        _ => task,
    };

    private async Task<ProblemHttpResult?> AssigneeProblemAsync(string? assignee, ClaimsPrincipal user, CancellationToken ct) =>
        Id(assignee, user) is not { } id || id == user.ActorId || (await people.ListAssigneesAsync(ct)).Any(one => one.Id == id)
            ? null
            : Problems.Invalid("assigneeId", $"Nobody who can be given tasks has the id '{id}'.");

    private static string? Id(string? assignee, ClaimsPrincipal user) => assignee == "me" ? user.ActorId : Text(assignee);

    private static string? Text(string? text) => string.IsNullOrWhiteSpace(text) ? null : text;

    private static bool TryText(JsonElement sent, out string? text)
    {
        text = sent.ValueKind == JsonValueKind.String ? sent.GetString() : null;
        return sent.ValueKind is JsonValueKind.Undefined or JsonValueKind.Null or JsonValueKind.String;
    }
}
