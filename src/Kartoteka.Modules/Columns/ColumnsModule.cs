using Kartoteka.Domain.Profiles;
using Kartoteka.Modules.Columns.Contracts;
using Kartoteka.Modules.Workspace.Contracts;
using Kartoteka.Storage;
using Kartoteka.Storage.Columns;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Kartoteka.Modules.Columns;

/// <summary>Keeps the replica for questions over the whole base, and makes what follows the ledger anew on request.</summary>
public static class ColumnsModule
{
    extension(IServiceCollection services)
    {
        /// <summary>Adds <see cref="ColumnReplica"/>, for which the host adds a <see cref="ColumnStoreOpener"/>.</summary>
        /// <param name="runs">False where the program works for its own process alone: then the replica is opened only when it is asked for.</param>
        public IServiceCollection AddColumns(bool runs)
        {
            services.AddOptions<ColumnsOptions>().BindConfiguration("Columns").ValidateDataAnnotations().ValidateOnStart();
            return services.AddSingleton(NewReplica)
                .AddSingleton(provider => ActivatorUtilities.CreateInstance<ColumnsRunner>(provider, runs)).AddHostedService(provider => provider.GetRequiredService<ColumnsRunner>())
                .AddSingleton(provider => new ColumnsWait(
                    provider.GetRequiredService<ColumnReplica>(), provider.GetRequiredService<ColumnsRunner>(), provider.GetRequiredService<ILedgerReader>(), provider.GetRequiredService<TimeProvider>()))
                .AddSingleton<IMetricSource, ColumnMetricSource>();
        }
    }

    extension(IEndpointRouteBuilder routes)
    {
        /// <summary>Maps <c>/api/followers</c>.</summary>
        public void MapColumns()
        {
            var followers = routes.MapGroup("/api/followers").WithTags("Stats");
            followers.MapGet("/{name}", RebuildFollower.Read).RequireAuthorization(Scopes.StatsRead).WithSummary("How far a follower is: 'columns' or 'search'.")
                .WithExample(response: RebuildFollower.Example);
            followers.MapPost("/{name}/rebuild", RebuildFollower.HandleAsync).RequireAuthorization(Scopes.WorkspaceWrite)
                .WithSummary("Makes a follower's data anew from the ledger, in the background.").WithExample(response: RebuildFollower.Example);
        }
    }

    private static ColumnReplica NewReplica(IServiceProvider services)
    {
        var options = services.GetRequiredService<IOptions<ColumnsOptions>>().Value;
        return new ColumnReplica(
            services.GetRequiredService<ILedger>(), services.GetRequiredService<ColumnStoreOpener>(), services.GetRequiredService<ISourceTrust>(), services.GetRequiredService<TimeProvider>(),
            new ColumnReplicaOptions
            {
                Pause = TimeSpan.FromMilliseconds(options.PauseMs), FoldAfter = TimeSpan.FromSeconds(options.FoldSeconds),
                Tiers = new TierRules(options.WarmDays, options.WarmDaysOf, options.KeepDays, options.KeepDaysOf) { WarmRows = options.WarmRows, WarmRowsOf = options.WarmRowsOf },
            });
    }
}
