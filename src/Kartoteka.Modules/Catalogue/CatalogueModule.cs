using Kartoteka.Modules.Catalogue.Contracts;
using Kartoteka.Modules.Workspace.Contracts;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Kartoteka.Modules.Catalogue;

/// <summary>What the traits are: type, privacy class, purpose, retention, master source.</summary>
public static class CatalogueModule
{
    extension(IServiceCollection services)
    {
        /// <summary>Adds <see cref="TraitCatalog"/>, which the host loads before the first request, and the gate of personal data.</summary>
        public IServiceCollection AddCatalogue() => services.AddSingleton<TraitCatalog>().AddSingleton<PersonalDataGate>();
    }

    extension(IEndpointRouteBuilder routes)
    {
        /// <summary>Maps the catalogue: <c>app.MapGroup("/api/traits").MapCatalogue()</c>.</summary>
        public void MapCatalogue()
        {
            var traits = routes.MapGroup("").WithTags("Trait catalogue");
            traits.MapGet("", Traits.List).RequireAuthorization(Scopes.CatalogueRead).WithSummary("Lists traits, of persons or of accounts or of both.")
                .WithExample(response: $"[{Traits.Example}]");
            traits.MapPut("/{kind}/{name}", Traits.Declare).RequireAuthorization(Scopes.CatalogueWrite)
                .WithSummary("Declares a trait. Values of another type are quarantined from then on.").WithExample(Traits.RequestExample, Traits.Example);
        }
    }
}
