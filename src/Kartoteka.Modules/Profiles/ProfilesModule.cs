using System.Security.Claims;
using Kartoteka.Modules.Catalogue.Contracts;
using Kartoteka.Modules.Profiles.Contracts;
using Kartoteka.Modules.Profiles.Embedding;
using Kartoteka.Modules.Sources.Contracts;
using Kartoteka.Modules.Workspace.Contracts;
using Kartoteka.Storage;
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
        public IServiceCollection AddProfiles() => services
            .AddSingleton<DerivedValues>().AddSingleton<ProfileReader>().AddSingleton<ListProfiles>().AddSingleton<ExportProfiles>().AddSingleton<EmbedKeys>().AddSingleton<EmbedCard>()
            .AddSingleton(provider => new ProfileAnswers(provider.GetRequiredService<ProfileReader>(), provider.GetRequiredService<ILedgerReader>(), provider.GetRequiredService<PersonalDataGate>(), provider.GetRequiredService<SourceDirectory>()))
            .AddHostedService<SearchRunner>();
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
            group.MapGet("", (ListProfiles slice, [AsParameters] ListedProfiles asked, ClaimsPrincipal user, CancellationToken ct) => slice.HandleAsync(asked, user, ct)).Produces<ProfilePage>().WithSummary("Profiles, newest first: all, or those that match a query and conditions.")
                .WithDescription($"'query' holds fragments of name, e-mail, phone, card or id in any order. {ProfileFilter.ConditionForm} 'where' may be given several times.").WithExample(response: ProfileExamples.Page);
            group.MapGet("/export", (ExportProfiles slice, ClaimsPrincipal user, string? query, string[]? where, string? kind, string? columns) => slice.HandleAsync(user, query, where, kind, columns))
                .RequireAuthorization(Scopes.ProfilesExport).Produces(StatusCodes.Status200OK, contentType: "text/csv").WithSummary("The list as a CSV file; the same query and conditions.")
                .WithDescription("'columns' names traits, id, kind, createdAt and updatedAt, parted by commas; without it, all that the catalogue knows. The log keeps who took what.");
            group.MapGet("/{id}/events", ReadTimeline.HandleAsync).Produces<TimelinePage>().WithSummary("The profile's events across all sources, latest first.")
                .WithDescription($"'type' and 'source' take several, separated by commas; 'event' is the exact name; 'from' is the earliest time and 'to' the first one left out. A page looks at no more than {ILedgerReader.TimelineScanMax} events: with filters it may be short, or empty, and still have a next one.").WithExample(response: ProfileExamples.Timeline);
            group.MapPost("/{id}/reveal", RevealValues.HandleAsync).RequireAuthorization(Scopes.ProfilesReveal).WithExample(RevealValues.RequestExample, RevealValues.Example)
                .WithSummary("Shows masked values of one profile as they are; the audit log keeps who asked, for which fields and why.");
            group.MapGet("/{id}/history", ReadHistory.HandleAsync).Produces<HistoryPage>().WithExample(response: ProfileExamples.History).WithSummary("Merges and un-merges that the profile took part in, and its conflicts.");
        }

        /// <summary>Maps the card for other systems' frames, and <c>/api/embed-keys</c>.</summary>
        public void MapEmbedding()
        {
            var tagged = routes.MapGroup("").WithTags("Embedding");
            tagged.MapGet("/embed/card", ([AsParameters] CardLink link, EmbedCard slice, HttpContext context, CancellationToken ct) => slice.HandleAsync(link, context, ct))
                .AllowAnonymous().WithMetadata(FramedPage.Instance).Produces(StatusCodes.Status200OK, contentType: "text/html").WithSummary("A profile's essentials as a small page for a CRM's frame, in Russian or English.")
                .WithDescription("'signature' is HMAC-SHA256 with the key's secret over key, type, value and expires, parted by line feeds, in hexadecimal digits; 'expires' is a Unix time at most 24 hours ahead.");
            var keys = tagged.MapGroup("/api/embed-keys");
            keys.MapGet("", (EmbedKeys slice, CancellationToken ct) => slice.ListAsync(ct)).RequireAuthorization(Scopes.WorkspaceRead).WithSummary("Lists keys that sign links to the card, without their secrets.")
                .WithExample(response: $$"""{"keys":[{{EmbedKeys.Example}}]}""");
            keys.MapPost("", (EmbedKeys.Body body, EmbedKeys slice, ClaimsPrincipal user, CancellationToken ct) => slice.CreateAsync(body, user, ct)).RequireAuthorization(Scopes.WorkspaceWrite)
                .WithSummary("Makes a key. The answer shows its secret, this once.").WithExample(EmbedKeys.RequestExample, EmbedKeys.CreatedExample);
            keys.MapDelete("/{id}", (string id, EmbedKeys slice, ClaimsPrincipal user, CancellationToken ct) => slice.RevokeAsync(id, user, ct)).RequireAuthorization(Scopes.WorkspaceWrite)
                .WithSummary("Revokes a key at once; the links that it signed open nothing.");
        }
    }
}
