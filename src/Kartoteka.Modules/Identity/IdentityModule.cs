using Kartoteka.Modules.Ingest.Contracts;
using Kartoteka.Modules.Workspace.Contracts;
using Kartoteka.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Kartoteka.Modules.Identity;

/// <summary>Identity rules: read, try, apply; conflicts.</summary>
public static class IdentityModule
{
    extension(IServiceCollection services)
    {
        /// <summary>Adds the module's services.</summary>
        public IServiceCollection AddIdentity() => services
            .AddSingleton<ApplyRules>().AddHostedService<LoadRules>().AddHostedService(provider => provider.GetRequiredService<ApplyRules>());
    }

    extension(IEndpointRouteBuilder routes)
    {
        /// <summary>Maps <c>/api/identity</c>.</summary>
        public void MapIdentity()
        {
            var identity = routes.MapGroup("/api/identity").WithTags("Identity");
            identity.MapGet("/settings", RulesEndpoints.Read).RequireAuthorization(Scopes.IdentityRead).WithSummary("The rules in force: identifier types with priorities, limits, blocked and shared values.")
                .WithExample(response: """{"types":[{"name":"email","priority":600,"limit":5,"shared":false,"blocked":["*@competitor.ru"]}],"sharedValues":[{"type":"phone","value":"+74951234567"}],"recordsPerProfileMax":500}""");
            identity.MapPost("/dry-run", DryRun.HandleAsync).RequireAuthorization(Scopes.IdentityRead).Produces<DryRunResult>()
                .WithSummary("How many profiles changed rules would merge or take apart, with samples; changes nothing.")
                .WithDescription("Parts that are left out stay as they are. A value that was blocked until now was never recorded, so unblocking it shows no effect on what is stored.")
                .WithExample("""{"types":[{"name":"phone","priority":500,"limit":5,"shared":true,"blocked":[]}]}""",
                    """{"profilesMerged":0,"profilesSplit":12,"newProfiles":14,"profilesLookedAt":310,"samples":[],"isPartial":false,"asOf":52810}""");
            identity.MapPost("/apply", RulesEndpoints.ApplyAsync).RequireAuthorization(Scopes.IdentityWrite).Produces<ApplyView>(StatusCodes.Status202Accepted)
                .WithSummary("Puts rules in force for new events and applies them to the base in the background.")
                .WithExample("""{"sharedValues":[{"type":"phone","value":"+7 (495) 123-45-67"}]}""", """{"id":3,"state":"running","groupsDone":0,"groupsTotal":null,"profilesMerged":0,"profilesAdded":0,"error":null,"startedAt":"2026-11-22T09:00:00Z"}""");
            identity.MapGet("/jobs", RulesEndpoints.ListJobsAsync).RequireAuthorization(Scopes.IdentityRead).WithSummary("Applications of rules, newest first.");
            identity.MapGet("/jobs/{id:long}", RulesEndpoints.FindJobAsync).RequireAuthorization(Scopes.IdentityRead).Produces<ApplyView>().WithSummary("An application's progress.");
            identity.MapPost("/jobs/{id:long}/pause", RulesEndpoints.PauseAsync).RequireAuthorization(Scopes.IdentityWrite).WithSummary("Stops it after the group of profiles in hand.");
            identity.MapPost("/jobs/{id:long}/resume", RulesEndpoints.ResumeAsync).RequireAuthorization(Scopes.IdentityWrite).WithSummary("Lets it go on where it was.");
            identity.MapGet("/conflicts", Conflicts.HandleAsync).RequireAuthorization(Scopes.IdentityRead).RequireAuthorization(Scopes.ProfilesRead).WithSummary("Joins that a protection forbade, newest first.");
        }
    }
}

/// <summary>Puts the stored rules in force before the first request.</summary>
internal sealed class LoadRules(IWorkspaceStore store, CurrentRules current) : IHostedLifecycleService
{
    public async Task StartingAsync(CancellationToken cancellationToken)
    {
        if (await store.ReadSettingAsync(IdentitySettings.DocumentName, cancellationToken) is { } json) current.Current = IdentitySettings.FromJson(json);
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
