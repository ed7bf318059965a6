using System.Globalization;
using System.Security.Claims;
using Kartoteka.Domain.Identity;
using Kartoteka.Modules.Catalogue.Contracts;
using Kartoteka.Modules.Profiles.Contracts;
using Kartoteka.Modules.Users.Contracts;
using Kartoteka.Modules.Workspace.Contracts;
using Kartoteka.Storage;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Kartoteka.Modules.Service;

/// <summary>A profile that a task is about.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Name">Its name for people; empty where none is known.</param>
public sealed record TaskProfile(string Id, string Name);

/// <summary>Something to do for a profile.</summary>
/// <param name="Id">Its number.</param>
/// <param name="Title">In a few words.</param>
/// <param name="Text">The rest, or null.</param>
/// <param name="DueAt">When it is to be done, or null.</param>
/// <param name="Assignee">Who is to do it; null for anyone.</param>
/// <param name="State"><c>open</c> or <c>done</c>.</param>
/// <param name="Profile">The profile.</param>
/// <param name="CreatedBy">Name of who asked for it.</param>
/// <param name="CreatedAt">When.</param>
/// <param name="DoneAt">When it was done.</param>
/// <param name="DoneBy">Name of who did it.</param>
public sealed record TaskView(
    long Id, string Title, string? Text, DateTimeOffset? DueAt, Assignee? Assignee, string State, TaskProfile Profile, string CreatedBy, DateTimeOffset CreatedAt,
    DateTimeOffset? DoneAt, string? DoneBy);

/// <summary>A page of tasks.</summary>
/// <param name="Tasks">Open ones: the one due first at the head. Done ones: latest first.</param>
/// <param name="Next">Give it as <c>cursor</c> for the next page; null on the last.</param>
public sealed record TaskPage(IReadOnlyList<TaskView> Tasks, string? Next);

/// <summary>People who can be given tasks.</summary>
public sealed record AssigneeList(IReadOnlyList<Assignee> People);

/// <summary>Lists tasks and people.</summary>
internal sealed class Tasks(IServiceStore store, ILedgerReader ledger, ProfileAnswers profiles, People people, PersonalDataGate gate)
{
    /// <summary>Most tasks of a page.</summary>
    public const int LimitMax = 200;

    public const string Example = """
        {"id":9,"title":"Call back about the order","text":null,"dueAt":"2026-11-23T15:00:00Z","assignee":{"id":"user:3","name":"Ольга Орлова"},"state":"open",
        "profile":{"id":"01a20128-79a2-7df7-9ca2-e9766c40a898","name":"Анна Иванова"},"createdBy":"desk","createdAt":"2026-11-22T09:00:00Z","doneAt":null,"doneBy":null}
        """;

    public const string PageExample = $$"""{"tasks":[{{Example}}],"next":null}""";

    public async Task<Results<Ok<TaskPage>, ProblemHttpResult>> ListAsync(
        string? assignee, string state, string? profile, string? cursor, int limit, ClaimsPrincipal user, CancellationToken ct)
    {
        if (state is not ("open" or "done")) return Problems.Invalid("state", "It is 'open' or 'done'.");
        if (!TryReadCursor(cursor, out var after)) return Problems.Invalid("cursor", "It is not a cursor of this list.");
        var about = profile is null ? null : await profiles.FindAsync(profile, ct);
        if (profile is not null && about is null) return Problems.NotFound("profile", profile);
        limit = Math.Clamp(limit, 1, LimitMax);
        var filter = new TaskFilter(state == "done", assignee == "me" ? user.ActorId : assignee, about?.Id, after, limit);
        var tasks = await store.ListTasksAsync(filter, ct);
        var next = tasks.Count < limit ? null : $"{(filter.Done ? tasks[^1].DoneAtUs : tasks[^1].DueAtUs ?? long.MaxValue)}_{tasks[^1].Id}";
        return TypedResults.Ok(new TaskPage(await ViewAsync(tasks, user, ct), next));
    }

    public async Task<Ok<AssigneeList>> AssigneesAsync(CancellationToken ct) => TypedResults.Ok(new AssigneeList(await people.ListAssigneesAsync(ct)));

    /// <summary>Tasks as the API shows them, with the names of today.</summary>
    public async Task<IReadOnlyList<TaskView>> ViewAsync(IReadOnlyList<ServiceTask> tasks, ClaimsPrincipal user, CancellationToken ct)
    {
        var names = await people.ListNamesAsync(ct);
        var about = new Dictionary<ProfileId, string>();
        foreach (var id in tasks.Select(task => task.Profile).Distinct())
        {
            about[id] = await ledger.ReadProfileAsync(id, ct) is { } profile ? profiles.NameOf(profile) : "";
        }
        var sight = gate.For(user);
        return [.. tasks.Select(task => View(task, names, about[task.Profile], sight))];
    }

    private static TaskView View(ServiceTask task, IReadOnlyDictionary<string, string> names, string profile, Sight? sight) => new(
        task.Id, sight?.Text(task.Title) ?? task.Title, task.Text is { } text && sight is not null ? sight.Text(text) : task.Text, Time(task.DueAtUs), task.AssigneeId is { } assignee ? new Assignee(assignee, names.GetValueOrDefault(assignee) ?? assignee) : null,
        task.DoneAtUs is null ? "open" : "done", new TaskProfile(task.Profile.ToString(), profile), task.CreatedBy.Name, Times.FromUs(task.CreatedAtUs), Time(task.DoneAtUs), task.DoneBy?.Name);

    private static DateTimeOffset? Time(long? us) => us is { } at ? Times.FromUs(at) : null;

    private static bool TryReadCursor(string? text, out TaskCursor? cursor)
    {
        cursor = null;
        if (text is null) return true;
        var parts = text.Split('_');
        if (parts.Length != 2 || !Number(parts[0], out var at) || !Number(parts[1], out var id)) return false;
        cursor = new TaskCursor(at, id);
        return true;

        static bool Number(string part, out long number) => long.TryParse(part, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out number);
    }
}
