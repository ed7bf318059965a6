using Kartoteka.Modules.Catalogue;
using Kartoteka.Modules.Columns;
using Kartoteka.Modules.Computed;
using Kartoteka.Modules.Exports;
using Kartoteka.Modules.Identity;
using Kartoteka.Modules.Imports;
using Kartoteka.Modules.Ingest;
using Kartoteka.Modules.Matching;
using Kartoteka.Modules.Profiles;
using Kartoteka.Modules.Quality;
using Kartoteka.Modules.Reports;
using Kartoteka.Modules.Segments;
using Kartoteka.Modules.Service;
using Kartoteka.Modules.Sources;
using Kartoteka.Modules.Users;
using Kartoteka.Modules.Workspace;
using Kartoteka.Protocol.Export;
using Kartoteka.Protocol.Import;
using Kartoteka.Server.Exports;
using Kartoteka.Server.Imports;

namespace Kartoteka.Server;

/// <summary>The modules, in the order in which data passes them.</summary>
internal static class ModuleList
{
    /// <summary>Adds every module.</summary>
    public static void AddModules(this IServiceCollection services, ServerOptions options)
    {
        services.AddWorkspace(options.DataFolder);
        services.AddUsers();
        services.AddCatalogue();
        services.AddSources();
        services.AddIngest();
        services.AddIdentity();
        services.AddProfiles();
        services.AddColumns(runs: options.PrivateSocket is null);
        services.AddComputed();
        services.AddSegments(runs: options.PrivateSocket is null);
        services.AddReports();
        services.AddExports(options.DataFolder, runs: options.PrivateSocket is null).AddSingleton<IColumnFileMaker, ParquetTables>();
        services.AddService();
        services.AddMatching(runs: options.PrivateSocket is null);
        services.AddQuality(runs: options.PrivateSocket is null);
        services.AddImports(options.DataFolder).AddSingleton<IColumnFiles, ParquetFiles>();
    }

    /// <summary>Maps every module under its prefix.</summary>
    public static void MapModules(this WebApplication app)
    {
        app.MapGroup("/api").MapWorkspace();
        app.MapGroup("/api").MapUsers();
        app.MapGroup("/api/traits").MapCatalogue();
        app.MapGroup("/api/sources").MapSources();
        app.MapIngest();
        app.MapIngestManagement();
        app.MapIdentity();
        app.MapProfiles();
        app.MapColumns();
        app.MapComputed();
        app.MapGroup("/api/segments").MapSegments();
        app.MapGroup("/api/reports").MapReports();
        app.MapGroup("/api/dashboards").MapDashboards();
        app.MapSql();
        app.MapExports();
        app.MapDestinations();
        app.MapService();
        app.MapMatching();
        app.MapQuality();
        app.MapEmbedding();
        app.MapGroup("/api/imports").MapImports();
    }
}
