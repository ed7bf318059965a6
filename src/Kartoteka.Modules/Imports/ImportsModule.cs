using System.Security.Claims;
using Kartoteka.Modules.Workspace.Contracts;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Kartoteka.Modules.Imports;

/// <summary>Files of people, orders and events: dry run, import, resume, undo.</summary>
public static class ImportsModule
{
    extension(IServiceCollection services)
    {
        /// <summary>Adds the module's services. The host adds an <see cref="Kartoteka.Protocol.Import.IColumnFiles"/>, which opens Parquet files.</summary>
        /// <param name="dataFolder">Folder of all data; uploads and refused rows are kept under <c>imports</c> in it.</param>
        public IServiceCollection AddImports(string dataFolder)
        {
            services.AddOptions<ImportsOptions>().BindConfiguration("Imports").ValidateDataAnnotations().ValidateOnStart();
            return services
                .AddSingleton(provider => new ImportFiles(dataFolder, provider.GetRequiredService<IOptions<ImportsOptions>>()))
                .AddSingleton<ImportReading>().AddSingleton<ImportStore>().AddSingleton<CreateImport>().AddSingleton<ChangeImport>().AddSingleton<ReadImports>()
                .AddSingleton<ImportRunner>().AddHostedService(provider => provider.GetRequiredService<ImportRunner>());
        }
    }

    extension(IEndpointRouteBuilder routes)
    {
        /// <summary>Maps imports: <c>app.MapGroup("/api/imports").MapImports()</c>.</summary>
        public void MapImports()
        {
            var imports = routes.MapGroup("").WithTags("Imports");
            // Samples and refused rows are personal data, as the profiles are that they become.
            var read = imports.MapGroup("").RequireAuthorization(Scopes.ImportsRead).RequireAuthorization(Scopes.ProfilesRead);
            read.MapGet("", (ReadImports slice, ClaimsPrincipal user, CancellationToken ct, int limit = 100) => slice.ListAsync(user, limit, ct))
                .WithSummary("Lists imports, newest first.").WithDescription($"'limit' is clamped to 1 to {ImportStore.ListMax}; default 100.");
            read.MapGet("/{id:long}", (long id, ReadImports slice, ClaimsPrincipal user, CancellationToken ct) => slice.OneAsync(id, user, ct))
                .WithSummary("Shows an import: state, progress, counters, columns with samples.").WithExample(response: ImportView.Example);
            read.MapGet("/{id:long}/refused", (long id, ReadImports slice, ClaimsPrincipal user, CancellationToken ct) => slice.RefusedAsync(id, user, ct))
                .WithSummary("The refused rows as CSV: line, reason, detail, the row.");

            var write = imports.MapGroup("").RequireAuthorization(Scopes.ImportsWrite);
            write.MapPost("", (HttpRequest request, CreateImport slice, ClaimsPrincipal user, CancellationToken ct) => slice.HandleAsync(request, user, ct))
                .WithSummary("Takes in a file: CSV, TSV, JSON lines, XLSX or Parquet, plain or in gzip.")
                .WithDescription("The file is the body, with source, kind, name, map and options in the query; or all of them are fields of multipart/form-data. start=true starts the import at once, dryRun=true a dry run.")
                .WithExample(response: ImportView.Example);
            write.MapPut("/{id:long}/mapping", (long id, ChangeImport.MappingBody body, ChangeImport slice, ClaimsPrincipal user) => slice.MapAsync(id, body, user))
                .WithSummary("Says what columns mean and how the file is read, before any row is imported.").WithExample(ChangeImport.MappingExample, ImportView.Example);
            write.MapPost("/{id:long}/dry-run", (long id, ChangeImport slice, ClaimsPrincipal user) => slice.DryRunAsync(id, user))
                .WithSummary("Finds out in the background what the import would do.");
            write.MapPost("/{id:long}/start", (long id, ChangeImport slice, ClaimsPrincipal user) => slice.StartAsync(id, user))
                .WithSummary("Starts the import in the background, or goes on with a cancelled or failed one.");
            write.MapPost("/{id:long}/cancel", (long id, ChangeImport slice, ClaimsPrincipal user) => slice.CancelAsync(id, user))
                .WithSummary("Stops after the running chunk; start goes on from there.");
            write.MapPost("/{id:long}/undo", (long id, ChangeImport slice, ClaimsPrincipal user) => slice.UndoAsync(id, user))
                .WithSummary("Takes the import back in the background: its events, records, traits, identifiers and merges.");
            write.MapDelete("/{id:long}", (long id, ChangeImport slice, ClaimsPrincipal user) => slice.DeleteAsync(id, user))
                .WithSummary("Removes the file, the refused rows and the samples of an import that does not run.")
                .WithDescription("What was imported stays and can still be undone; its counters stay too.");
        }
    }
}
