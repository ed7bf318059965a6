using System.Security.Claims;
using Kartoteka.Modules.Computed.Contracts;
using Kartoteka.Modules.Workspace.Contracts;
using Kartoteka.Storage.Segments;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Kartoteka.Modules.Computed;

/// <summary>Computed traits: what is worked out of what people did; and their orders and carts.</summary>
public static class ComputedModule
{
    private const string FormulaWords = "A formula is events as in a rule ('event', 'kind', 'where', 'within'), and one of 'count': true, 'sum', 'average', 'least', 'greatest', 'distinct', 'first', 'last', 'most_frequent' with the name of a property; 'path' names members inside of it.";

    extension(IServiceCollection services)
    {
        /// <summary>Adds the module's services; the host adds the spelling of its column store, a <c>RuleDialect</c>.</summary>
        public IServiceCollection AddComputed() => services
            .AddSingleton(provider => new ComputedTraits(provider.GetRequiredService<IComputedStore>())).AddSingleton<ChangeComputed>().AddSingleton<ReadCommerce>();
    }

    extension(IEndpointRouteBuilder routes)
    {
        /// <summary>Maps the module; it has the prefixes <c>/api/computed</c> and <c>/api/profiles</c>.</summary>
        public void MapComputed()
        {
            var reading = routes.MapGroup("/api/computed").WithTags("Computed traits").RequireAuthorization(Scopes.SegmentsRead);
            reading.MapGet("", ChangeComputed.ListAsync).WithSummary("All computed traits: the built-in ones, then the others by key.").WithExample(response: $$"""{"computed":[{{ChangeComputed.Example}}]}""");
            reading.MapGet("/{key}", (string key, ChangeComputed slice, CancellationToken ct) => slice.ReadAsync(key, ct)).WithSummary("A computed trait.").WithExample(response: ChangeComputed.Example);

            var writing = routes.MapGroup("/api/computed").WithTags("Computed traits").RequireAuthorization(Scopes.SegmentsWrite);
            writing.MapPost("", (NewComputedBody body, ChangeComputed slice, ClaimsPrincipal user, CancellationToken ct) => slice.AddAsync(body, user, ct))
                .WithSummary("Makes a computed trait.").WithDescription(FormulaWords).WithExample(ChangeComputed.RequestExample, ChangeComputed.Example);
            writing.MapPut("/{key}", (string key, ComputedBody body, ChangeComputed slice, ClaimsPrincipal user, CancellationToken ct) => slice.ChangeAsync(key, body, user, ct))
                .WithSummary("Changes a computed trait; its key stays.").WithDescription($"{FormulaWords} With 'version' it is refused when somebody else has changed it since.").WithExample(ChangeComputed.ChangeExample, ChangeComputed.Example);
            writing.MapDelete("/{key}", (string key, ChangeComputed slice, ClaimsPrincipal user, CancellationToken ct) => slice.RemoveAsync(key, user, ct))
                .WithSummary("Removes a computed trait that no segment uses.");

            var profiles = routes.MapGroup("/api/profiles/{id}").WithTags("Profiles").RequireAuthorization(Scopes.ProfilesRead);
            profiles.MapGet("/orders", (string id, ReadCommerce slice, HttpContext http, CancellationToken ct, int? limit = null) => slice.OrdersAsync(id, limit, http, ct))
                .WithSummary("A profile's orders with their lines, the newest first.")
                .WithDescription($"As of the position that is said; 'total' counts all of them. 'limit' is clamped to 1 to {ReadCommerce.LimitMax}; default {ReadCommerce.LimitDefault}.").WithExample(response: ReadCommerce.OrdersExample);
            profiles.MapGet("/cart", (string id, ReadCommerce slice, HttpContext http, CancellationToken ct) => slice.CartAsync(id, http, ct))
                .WithSummary("What lies in a profile's cart and wish list.").WithDescription("As of the position that is said, the oldest first.").WithExample(response: ReadCommerce.CartExample);
        }
    }
}
