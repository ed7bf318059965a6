using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Kartoteka.Domain.Profiles;
using Kartoteka.Modules.Users;
using Kartoteka.Server.Columns;
using Kartoteka.Server.Demo;
using Kartoteka.Server.Http;
using Kartoteka.Server.Start;
using Kartoteka.Storage;
using Kartoteka.Storage.Columns;
using Kartoteka.Storage.Destinations;
using Kartoteka.Storage.Embedded.Columns;
using Kartoteka.Storage.Embedded.Destinations;
using Kartoteka.Storage.Embedded.Columns.Reports;
using Kartoteka.Storage.Embedded.Ledger;
using Kartoteka.Storage.Embedded.Matching;
using Kartoteka.Storage.Embedded.Search;
using Kartoteka.Storage.Embedded.Segments;
using Kartoteka.Storage.Matching;
using Kartoteka.Storage.Reports;
using Kartoteka.Storage.Segments;
using Microsoft.Extensions.Logging.Console;

namespace Kartoteka.Server;

/// <summary>Builds the host: the ledger, the modules, the order of the middleware.</summary>
public static class KartotekaServer
{
    /// <summary>Opens the data folder and builds the host, not yet started. Disposing the host closes the folder.</summary>
    /// <exception cref="SettingException">A setting is wrong.</exception>
    /// <exception cref="Kartoteka.Storage.Embedded.Sqlite.MigrationException">The folder is of a newer version, or a migration failed.</exception>
    /// <exception cref="LedgerUnavailableException">Another process has the folder.</exception>
    public static WebApplication Build(ServerOptions options)
    {
        // An empty builder: neither appsettings.json nor ASPNETCORE_ variables take part, so a setting has the four places it is said to have.
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions { ApplicationName = "kartoteka" });
        if (options.Configuration is { } configuration) builder.Configuration.AddConfiguration(configuration);
        // The host would take "urls" for its own setting and warn that Kestrel's addresses win.
        builder.Configuration.AddInMemoryCollection([KeyValuePair.Create("urls", (string?)"")]);
        var addresses = ListenAddress.ParseAll(options.Urls);
        TrustedProxies.Parse(options.TrustedProxies); // A wrong one is told before the folder is opened.
        AddLogging(builder, options);
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => KestrelSetup.Configure(kestrel, addresses, options));
        AddServices(builder.Services, options);

        var ledger = SqliteLedger.Open(options.DataFolder, options.Time);
        try
        {
            builder.Services.AddSingleton<ILedger>(ledger).AddSingleton<ILedgerReader>(ledger).AddSingleton<IWorkspaceStore>(ledger).AddSingleton<IUserStore>(ledger)
                .AddSingleton<IServiceStore>(ledger).AddSingleton<IEmbedKeyStore>(ledger).AddSingleton<ISegmentStore>(ledger).AddSingleton<IComputedStore>(ledger).AddSingleton<IReportStore>(ledger);
            builder.Services.AddSingleton<IProfileSearch>(services =>
                SqliteProfileSearch.Open(options.DataFolder, ledger, services.GetRequiredService<ISourceTrust>(), options.Time));
            builder.Services.AddSingleton<ColumnStoreOpener>(services => ColumnStoreSetup.Opener(options.DataFolder, services)).AddSingleton<RuleDialect, DuckDbRuleDialect>().AddSingleton<ReportDialect, DuckDbReports>();
            builder.Services.AddSingleton<IProfileDerivations>(_ => SqliteProfileDerivations.Open(options.DataFolder));
            builder.Services.AddSingleton<IDestinationStore>(_ => SqliteDestinationStore.Open(options.DataFolder));
            builder.Services.AddSingleton<IMatchIndex>(_ => SqliteMatchIndex.Open(options.DataFolder));
            var app = builder.Build();
            app.Services.GetRequiredService<LedgerLifetime>(); // First made, last disposed.
            Use(app, options);
            return app;
        }
        catch
        {
            ledger.DisposeAsync().AsTask().GetAwaiter().GetResult(); // Nothing uses it yet, so this does not wait.
            throw;
        }
    }

    private static void AddLogging(WebApplicationBuilder builder, ServerOptions options)
    {
        builder.Logging.SetMinimumLevel(LogLevel.Information).AddFilter("Microsoft", LogLevel.Warning)
            .AddFilter("Microsoft.AspNetCore.Server.Kestrel", LogLevel.Error) // It warns of addresses that are set in code, as ours are.
            .AddFilter("System", LogLevel.Warning);
        // A failed start is told in one line by the command line; a follower that failed still says so as critical.
        builder.Logging.AddFilter("Microsoft.Extensions.Hosting.Internal.Host", LogLevel.Critical);
        // ASP.NET Core logs each refusal in their names.
        builder.Logging.AddFilter("Kartoteka.Modules.Workspace.BearerAuthentication", LogLevel.Warning).AddFilter("Kartoteka.Modules.Users.SessionAuthentication", LogLevel.Warning);
        if (!options.LogToConsole) return;
        builder.Logging.AddSimpleConsole(console =>
        {
            console.SingleLine = true;
            console.UseUtcTimestamp = true;
            console.TimestampFormat = "yyyy-MM-ddTHH:mm:ss.fffZ ";
            console.ColorBehavior = LoggerColorBehavior.Disabled;
        });
    }

    private static void AddServices(IServiceCollection services, ServerOptions options)
    {
        services.AddSingleton(options).AddSingleton(options.Time).AddSingleton<LedgerLifetime>();
        services.AddSingleton<FirstStart>().AddHostedService<StartUp>();
        services.AddRouting();
        services.AddProblems();
        services.Configure<RouteHandlerOptions>(routes => routes.ThrowOnBadRequest = true); // So that the problem can say what is wrong.
        services.AddTokenRateLimit(options.RequestsPerSecond);
        services.AddKartotekaOpenApi();
        services.AddMetricsPage(options);
        services.ConfigureHttpJsonOptions(json =>
        {
            // Answers are JSON and nothing else, so Cyrillic needs no escape to be safe; X-Content-Type-Options keeps browsers from guessing.
            json.SerializerOptions.Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping;
            json.SerializerOptions.Converters.Add(new JsonStringEnumConverter(JsonNamingPolicy.CamelCase));
        });
        services.AddModules(options);
        if (options.Demo) services.AddSingleton<DemoPlans>().AddHostedService<DemoLoader>();
    }

    private static void Use(WebApplication app, ServerOptions options)
    {
        app.UseTrustedProxies(options.TrustedProxies);
        app.UseSafeHeaders();
        app.UseExceptionHandler();
        app.UseStatusCodePages();
        app.UseApiDocs();
        app.UseRouting();
        app.UseNotFoundOutsideTheApi();
        app.UseAuthentication();
        app.UseCrossSiteCheck();
        app.UseTokenRateLimit();
        app.UseAuthorization();
        app.MapHealth();
        app.MapMetricsPage();
        app.MapSystem();
        app.MapAdminUi(options.AdminFolder);
        app.MapOpenApi("/openapi/{documentName}.json").AllowAnonymous();
        app.MapModules();
    }
}
