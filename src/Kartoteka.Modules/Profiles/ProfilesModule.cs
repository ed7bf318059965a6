using System.Security.Claims;
using Kartoteka.Modules.Workspace.Contracts;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Kartoteka.Modules.Profiles;

/// <summary>Reads profiles: by id, by identifier, by search; timeline and history.</summary>
public static class ProfilesModule
{
    extension(IServiceCollection services)
    {
        /// <summary>Adds the module's services.</summary>
        public IServiceCollection AddProfiles() => services.AddSingleton<ProfileReader>().AddSingleton<ExportProfiles>().AddHostedService<SearchRunner>();
    }

    extension(IEndpointRouteBuilder routes)
    {
        /// <summary>Maps <c>/api/profiles</c>.</summary>
        public void MapProfiles()
        {
            var group = routes.MapGroup("/api/profiles").WithTags("Profiles").RequireAuthorization(Scopes.ProfilesRead);
            group.MapGet("/{id}", ReadProfile.ByIdAsync).WithSummary("A profile by id; an id that was merged away gives the profile it is part of now.").Produces<ProfileView>().WithExample(response: ProfileExamples.Profile);
            group.MapGet("/by/{type}/{**value}", ReadProfile.ByIdentifierAsync).Produces<ProfileView>().WithSummary("A profile by identifier; the value is normalised here.")
                .WithDescription("user_id takes namespace:value, or a bare value where one namespace has it. Several candidates answer 409 and list them.").WithExample(response: ProfileExamples.Profile);
            group.MapGet("", ListProfiles.HandleAsync).Produces<ProfilePage>().WithSummary("Profiles, newest first: all, or those that match a query and conditions.")
                .WithDescription($"'query' holds fragments of name, e-mail, phone, card or id in any order. {ProfileFilter.ConditionForm} 'where' may be given several times.").WithExample(response: ProfileExamples.Page);
            group.MapGet("/export", (ExportProfiles slice, ClaimsPrincipal user, string? query, string[]? where, string? kind, string? columns) => slice.HandleAsync(user, query, where, kind, columns))
                .RequireAuthorization(Scopes.ProfilesExport).Produces(StatusCodes.Status200OK, contentType: "text/csv").WithSummary("The list as a CSV file; the same query and conditions.")
                .WithDescription("'columns' names traits, id, kind, createdAt and updatedAt, parted by commas; without it, all that the catalogue knows. The log keeps who took what.");
            group.MapGet("/{id}/events", ReadTimeline.HandleAsync).Produces<TimelinePage>().WithSummary("The profile's events across all sources, latest first.").WithExample(response: ProfileExamples.Timeline);
            group.MapGet("/{id}/history", ReadHistory.HandleAsync).Produces<HistoryPage>().WithExample(response: ProfileExamples.History).WithSummary("Merges and un-merges that the profile took part in, and its conflicts.");
        }
    }
}
