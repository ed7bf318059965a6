using Kartoteka.Modules.Workspace.Contracts;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Kartoteka.Modules.Quality;

/// <summary>What the base is like: per source and per trait.</summary>
public static class QualityModule
{
    private const string Example = """
        {"computedAt":"2026-11-22T03:00:00Z","asOf":52810,"running":false,
        "sources":[{"source":"crm","records":1200,"profiles":1150,"recordsPerProfile":1.043,"duplicates":50,"withPhone":1100,"withEmail":640,"invalidPhone":12,"invalidEmail":3,"conflicts":4,"quarantined":2,
        "lastReceivedAt":"2026-11-22T02:59:00Z","updatedWithin":{"d1":40,"d7":110,"d30":300,"d365":600,"older":150},"identifiers":[{"type":"user_id","records":1200}],"traits":[{"name":"city","records":900}]}],
        "traits":[{"kind":"person","name":"city","filled":870,"bySource":{"crm":900},"lastUpdatedAt":"2026-11-22T02:59:00Z"}],"totals":{"profiles":1150,"persons":1120,"accounts":30}}
        """;

    extension(IServiceCollection services)
    {
        /// <summary>Adds the module's services.</summary>
        /// <param name="runs">False where the program works for its own process alone: then nothing is computed.</param>
        public IServiceCollection AddQuality(bool runs)
        {
            services.AddSingleton<QualityRunner>();
            return runs ? services.AddHostedService(provider => provider.GetRequiredService<QualityRunner>()) : services;
        }
    }

    extension(IEndpointRouteBuilder routes)
    {
        /// <summary>Maps <c>/api/quality</c>.</summary>
        public void MapQuality()
        {
            var quality = routes.MapGroup("/api/quality").WithTags("Quality");
            quality.MapGet("", async (QualityRunner runner, CancellationToken ct) => TypedResults.Ok(await runner.ReadAsync(ct))).RequireAuthorization(Scopes.StatsRead)
                .WithSummary("What the base is like: duplicates, contacts, conflicts, freshness and fill by source; fill of each trait.")
                .WithDescription($"Computed in the background once a day, and when the base has doubled; true as of 'asOf'. Shows at most {QualityCount.TraitsMax} traits, and {QualityCount.TraitsShownMax} of each source. Traits that are not in the catalogue are not counted.")
                .WithExample(response: Example);
            quality.MapPost("/refresh", (QualityRunner runner) =>
            {
                runner.Refresh();
                return TypedResults.Accepted("/api/quality");
            }).RequireAuthorization(Scopes.CatalogueWrite).WithSummary("Has it computed anew in the background.");
        }
    }
}
