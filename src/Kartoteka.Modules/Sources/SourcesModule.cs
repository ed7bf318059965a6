using Kartoteka.Domain.Profiles;
using Kartoteka.Modules.Sources.Contracts;
using Kartoteka.Modules.Workspace.Contracts;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Kartoteka.Modules.Sources;

/// <summary>The systems that send data: their keys, their trust.</summary>
public static class SourcesModule
{
    extension(IServiceCollection services)
    {
        /// <summary>Adds <see cref="SourceDirectory"/>, which the host loads before the first request, and survivorship's trust.</summary>
        public IServiceCollection AddSources() => services.AddSingleton<SourceDirectory>().AddSingleton<ManualSource>().AddSingleton<MembershipSource>().AddSingleton<ISourceTrust, SourceTrust>();
    }

    extension(IEndpointRouteBuilder routes)
    {
        /// <summary>Maps sources: <c>app.MapGroup("/api/sources").MapSources()</c>.</summary>
        public void MapSources()
        {
            var sources = routes.MapGroup("").WithTags("Sources");
            sources.MapGet("", ReadSources.List).RequireAuthorization(Scopes.SourcesRead).WithSummary("Lists sources.")
                .WithExample(response: $"[{SourceView.Example}]");
            sources.MapGet("/{key}", ReadSources.One).RequireAuthorization(Scopes.SourcesRead).WithSummary("Shows a source.").WithExample(response: SourceView.Example);
            sources.MapPost("", CreateSource.Handle).RequireAuthorization(Scopes.SourcesWrite)
                .WithSummary("Makes a source. The answer shows its write key, this once.").WithExample(CreateSource.RequestExample, SourceCreated.Example);
            sources.MapPatch("/{key}", ChangeSource.Handle).RequireAuthorization(Scopes.SourcesWrite)
                .WithSummary("Changes a source's name, trust rank or switch.").WithExample(ChangeSource.RequestExample, SourceView.Example);
            sources.MapPost("/{key}/write-keys", RotateWriteKey.Handle).RequireAuthorization(Scopes.SourcesWrite)
                .WithSummary("Gives a source a new write key, shown this once.").WithExample(RotateWriteKey.RequestExample, RotateWriteKey.Example);
        }
    }
}
