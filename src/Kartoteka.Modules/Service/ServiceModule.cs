using System.Security.Claims;
using Kartoteka.Modules.Profiles.Contracts;
using Kartoteka.Modules.Workspace.Contracts;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Kartoteka.Modules.Service;

/// <summary>Serving customers: edits by hand, calls, notes, tasks, a steward's merges, saved views.</summary>
public static class ServiceModule
{
    private const string DryRunWords =
        "With dryRun nothing changes, and the answer is {profiles, newIds, refusal}: the profiles that would result as the list shows them, the ids of those that would be new (they get another id then), and why it would be refused, or null.";

    extension(IServiceCollection services)
    {
        /// <summary>Adds the module's services.</summary>
        public IServiceCollection AddService() => services
            .AddSingleton<ManualEvents>().AddSingleton<Tasks>().AddSingleton<ChangeTasks>().AddSingleton<LogCall>();
    }

    extension(IEndpointRouteBuilder routes)
    {
        /// <summary>Maps what belongs to a profile under <c>/api/profiles/{id}</c>, and the rest under <c>/api</c>.</summary>
        public void MapService()
        {
            var profiles = routes.MapGroup("/api/profiles/{id}").WithTags("Profiles");
            profiles.MapPut("/traits", EditTraits.HandleAsync).RequireAuthorization(Scopes.ProfilesWrite).RequireAuthorization(Scopes.ProfilesRead).ProducesProfile()
                .WithSummary("States values by hand; null takes one back, so that the next source's value shows again.")
                .WithDescription("The values are kept as a record of the built-in source 'manual' and win over every source but a master source. An e-mail or another identifier among them is claimed as in any event, and may join the profile with another that has it. The answer is the profile.")
                .WithExample(EditTraits.RequestExample, ProfileAnswers.Example);
            profiles.MapPost("/calls", (string id, CallBody body, LogCall slice, ClaimsPrincipal user, CancellationToken ct) => slice.HandleAsync(id, body, user, ct)).RequireAuthorization(Scopes.ServiceWrite)
                .WithSummary("Keeps how a call went, as an event 'Call Ended' of the profile; with callBackAt it makes a task too.").WithExample(LogCall.RequestExample, LogCall.Example);
            MapSteward(profiles);
            MapNotes(profiles, routes);
            MapTasks(profiles, routes);
            MapViews(routes);
        }
    }

    private static void MapSteward(RouteGroupBuilder profiles)
    {
        profiles.MapPost("/merge", StewardEndpoints.MergeAsync).RequireAuthorization(Scopes.ProfilesWrite).Produces<StewardAnswer>().WithSummary("Joins another profile into this one; its id redirects from now on.").WithDescription(DryRunWords)
            .WithExample("""{"with":"01a20128-79a2-7df7-9ca2-e9766c40a898","why":"same passport shown"}""", """{"profiles":[{"id":"01a1fbd0-1c00-7a11-8f2d-5b1f0a6c7d21","records":[{"source":"web","externalId":"w1"},{"source":"crm","externalId":"c1"}]}]}""");
        profiles.MapPost("/unmerge", StewardEndpoints.UnmergeAsync).RequireAuthorization(Scopes.ProfilesWrite).Produces<StewardAnswer>().WithSummary("Takes records out of a profile; they become a profile of their own, or the one they were before a merge.").WithDescription(DryRunWords)
            .WithExample("""{"records":[{"source":"till","externalId":"77"}],"why":"the son's card"}""", """{"profiles":[{"id":"01a1fbd0-1c00-7a11-8f2d-5b1f0a6c7d21","records":[{"source":"web","externalId":"w1"}]},{"id":"01a20128-79a2-7df7-9ca2-e9766c40a898","records":[{"source":"till","externalId":"77"}]}]}""");
    }

    private static void MapNotes(RouteGroupBuilder profiles, IEndpointRouteBuilder routes)
    {
        // What is written on a profile is personal data as the profile is.
        profiles.MapGet("/notes", Notes.ListAsync).WithTags("Service").RequireAuthorization(Scopes.ServiceRead).RequireAuthorization(Scopes.ProfilesRead)
            .WithSummary("The notes on a profile, newest first.").WithExample(response: $$"""{"notes":[{{Notes.Example}}]}""");
        profiles.MapPost("/notes", Notes.AddAsync).WithTags("Service").RequireAuthorization(Scopes.ServiceWrite)
            .WithSummary("Writes a note on a profile.").WithDescription($"Of at most {Notes.TextLengthMax} characters, and at most {Notes.PerProfileMax} on a profile. A note follows the records of its profile through merges and un-merges.")
            .WithExample(Notes.RequestExample, Notes.Example);
        var notes = routes.MapGroup("/api/notes").WithTags("Service").RequireAuthorization(Scopes.ServiceWrite);
        notes.MapPatch("/{id:long}", Notes.ChangeAsync).WithSummary("Changes the text of one's own note.").WithExample(Notes.RequestExample, Notes.Example);
        notes.MapDelete("/{id:long}", Notes.RemoveAsync).WithSummary("Removes one's own note; with profiles:write anybody's.");
    }

    private static void MapViews(IEndpointRouteBuilder routes)
    {
        var views = routes.MapGroup("/api/views").WithTags("Service").RequireAuthorization(Scopes.ProfilesRead);
        views.MapGet("", SavedViews.ListAsync).WithSummary("Saved views of the list of profiles: one's own and the shared ones.").WithExample(response: $$"""{"views":[{{SavedViews.Example}}]}""");
        views.MapPost("", SavedViews.AddAsync).WithSummary("Keeps a view of the list.").WithDescription($"At most {SavedViews.PerOwnerMax} for each owner.").WithExample(SavedViews.RequestExample, SavedViews.Example);
        views.MapPut("/{id:long}", SavedViews.ChangeAsync).WithSummary("Replaces one's own view.").WithExample(SavedViews.RequestExample, SavedViews.Example);
        views.MapDelete("/{id:long}", SavedViews.RemoveAsync).WithSummary("Removes one's own view.");
    }

    private static void MapTasks(RouteGroupBuilder profiles, IEndpointRouteBuilder routes)
    {
        profiles.MapPost("/tasks", (string id, TaskBody body, ChangeTasks slice, ClaimsPrincipal user, CancellationToken ct) => slice.AddAsync(id, body, user, ct)).WithTags("Service")
            .RequireAuthorization(Scopes.ServiceWrite).RequireAuthorization(Scopes.ProfilesRead).WithSummary("Makes a task for a profile.")
            .WithDescription($"At most {ChangeTasks.OpenPerProfileMax} open ones for a profile. A task follows the records of its profile through merges and un-merges.")
            .WithExample(ChangeTasks.RequestExample, Tasks.Example);
        var tasks = routes.MapGroup("/api/tasks").WithTags("Service").RequireAuthorization(Scopes.ProfilesRead);
        tasks.MapGet("", (Tasks slice, ClaimsPrincipal user, CancellationToken ct, string? assignee = null, string state = "open", string? profile = null, string? cursor = null, int limit = 50) =>
                slice.ListAsync(assignee, state, profile, cursor, limit, user, ct))
            .RequireAuthorization(Scopes.ServiceRead).WithSummary("Tasks: open ones by due time, done ones latest first.")
            .WithDescription($"'assignee' is an id or 'me', 'state' is open or done. 'limit' is clamped to 1 to {Tasks.LimitMax}; default 50.").WithExample(response: Tasks.PageExample);
        tasks.MapPatch("/{id:long}", (long id, TaskChangeBody body, ChangeTasks slice, ClaimsPrincipal user, CancellationToken ct) => slice.ChangeAsync(id, body, user, ct)).RequireAuthorization(Scopes.ServiceWrite)
            .WithSummary("Changes a task, or says that it is done.").WithDescription("What is left out stays; null empties text, dueAt or assigneeId.").WithExample(ChangeTasks.ChangeExample, Tasks.Example);
        routes.MapGet("/api/assignees", (Tasks slice, CancellationToken ct) => slice.AssigneesAsync(ct)).WithTags("Service").RequireAuthorization(Scopes.ServiceRead)
            .WithSummary("People who can be given tasks.").WithExample(response: """{"people":[{"id":"user:3","name":"Ольга Орлова"}]}""");
    }
}
