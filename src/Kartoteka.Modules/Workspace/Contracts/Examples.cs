using Microsoft.AspNetCore.Builder;

namespace Kartoteka.Modules.Workspace.Contracts;

/// <summary>An endpoint's example for the OpenAPI document: JSON text of a body and of a good answer, either may be null.</summary>
public sealed record EndpointExample(string? Request, string? Response);

/// <summary>Gives endpoints their examples.</summary>
public static class Examples
{
    extension<TBuilder>(TBuilder endpoint) where TBuilder : IEndpointConventionBuilder
    {
        /// <summary>Shows <paramref name="request"/> and <paramref name="response"/>, valid JSON both, in the OpenAPI document.</summary>
        public TBuilder WithExample(string? request = null, string? response = null) => endpoint.WithMetadata(new EndpointExample(request, response));
    }
}
