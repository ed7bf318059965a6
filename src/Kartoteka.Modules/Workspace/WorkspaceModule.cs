using Kartoteka.Modules.Workspace.Contracts;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Kartoteka.Modules.Workspace;

/// <summary>Who may do what: tokens and scopes; whose data it is: legal entities and brands; who did what: the audit log.</summary>
public static class WorkspaceModule
{
    extension(IServiceCollection services)
    {
        /// <summary>
        /// Adds bearer authentication and one policy per scope. Whatever does not say <c>AllowAnonymous</c> needs a token, so a route
        /// that forgot its scope is closed, not open.
        /// </summary>
        /// <param name="dataFolder">Folder of all data; the key of the base is kept in it.</param>
        public IServiceCollection AddWorkspace(string dataFolder)
        {
            services.AddSingleton(new DataKey(dataFolder)).AddSingleton<TokenDirectory>().AddSingleton<BearerFailures>().AddSingleton<AuditLog>().AddSingleton<CompanyClock>();
            // The core alone: AddAuthentication would also make data protection keys in the home folder, which nothing here uses.
            services.AddWebEncoders().AddTransient<BearerAuthentication>();
            services.AddAuthenticationCore(options =>
            {
                options.DefaultScheme = Actor.DefaultScheme;
                options.AddScheme<BearerAuthentication>(Actor.DefaultScheme, displayName: null);
            });
            var authorization = services.AddAuthorizationBuilder().SetFallbackPolicy(new AuthorizationPolicyBuilder().RequireAuthenticatedUser().Build());
            foreach (var scope in Scopes.Descriptions.Keys)
            {
                authorization.AddPolicy(scope, policy => policy.RequireAuthenticatedUser().RequireAssertion(context => context.User.Holds(scope)));
            }
            return services;
        }
    }

    extension(IEndpointRouteBuilder routes)
    {
        /// <summary>Maps tokens, legal entities, brands and the audit log: <c>app.MapGroup("/api").MapWorkspace()</c>.</summary>
        public void MapWorkspace()
        {
            var workspace = routes.MapGroup("").WithTags("Workspace");
            workspace.MapGet("/scopes", Tokens.ListScopes).RequireAuthorization(Scopes.WorkspaceRead).WithSummary("Lists what a token may be allowed to do.")
                .WithExample(response: """[{"name":"profiles:read","description":"Read profiles, their records and events."}]""");
            workspace.MapGet("/tokens", Tokens.List).RequireAuthorization(Scopes.WorkspaceRead).WithSummary("Lists API tokens, without their secrets.")
                .WithExample(response: $"[{Tokens.Example}]");
            workspace.MapPost("/tokens", Tokens.Create).RequireAuthorization(Scopes.WorkspaceWrite)
                .WithSummary("Makes an API token. The answer shows its secret, this once.").WithExample(Tokens.RequestExample, Tokens.CreatedExample);
            workspace.MapDelete("/tokens/{id:int}", Tokens.Revoke).RequireAuthorization(Scopes.WorkspaceWrite).WithSummary("Revokes an API token at once.");
            workspace.MapGet("/company", Company.ReadAsync).RequireAuthorization(Scopes.WorkspaceRead).WithSummary("What holds for the whole company.").WithExample(response: Company.Example);
            workspace.MapPut("/company", Company.ChangeAsync).RequireAuthorization(Scopes.WorkspaceWrite).WithSummary("Sets the time zone in which days begin and end.").WithExample(Company.Example, Company.Example);
            workspace.MapGet("/legal-entities", LegalEntities.List).RequireAuthorization(Scopes.WorkspaceRead).WithSummary("Lists legal entities.")
                .WithExample(response: $"[{LegalEntities.Example}]");
            workspace.MapPost("/legal-entities", LegalEntities.Create).RequireAuthorization(Scopes.WorkspaceWrite).WithSummary("Makes a legal entity.")
                .WithExample(LegalEntities.RequestExample, LegalEntities.Example);
            workspace.MapPatch("/legal-entities/{key}", LegalEntities.Update).RequireAuthorization(Scopes.WorkspaceWrite).WithSummary("Changes a legal entity's name or INN.")
                .WithExample("""{"name":"ООО «Север»","inn":"7707083893"}""", LegalEntities.Example);
            workspace.MapGet("/brands", Brands.List).RequireAuthorization(Scopes.WorkspaceRead).WithSummary("Lists brands.").WithExample(response: $"[{Brands.Example}]");
            workspace.MapPost("/brands", Brands.Create).RequireAuthorization(Scopes.WorkspaceWrite).WithSummary("Makes a brand of a legal entity.")
                .WithExample(Brands.RequestExample, Brands.Example);
            workspace.MapPatch("/brands/{key}", Brands.Update).RequireAuthorization(Scopes.WorkspaceWrite).WithSummary("Changes a brand's name.")
                .WithExample("""{"name":"Чайный дом"}""", Brands.Example);

            var audit = routes.MapGroup("/audit").WithTags("Audit").RequireAuthorization(Scopes.AuditRead);
            audit.MapGet("", Audit.List).WithSummary("Reads the audit log, newest first.").WithDescription($"'action' takes source.create or source, 'subject' source/shop or source; 'from' is the earliest time and 'to' the first one left out. 'limit' is clamped to 1 to {Audit.LimitMax}; default 100.").WithExample(response: Audit.PageExample);
            audit.MapGet("/verify", Audit.Verify).WithSummary("Checks the log's hash chain and names the first bad line.")
                .WithDescription("Whoever can write the file can make the whole chain anew, which the chain cannot show: keep the head elsewhere, and compare the hash of that line later.").WithExample(response: Audit.VerifyExample);
        }
    }
}
