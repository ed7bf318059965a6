using System.Security.Claims;
using Kartoteka.Modules.Exports.Destinations;
using Kartoteka.Modules.Exports.Files;
using Kartoteka.Modules.Exports.Sql;
using Kartoteka.Modules.Workspace.Contracts;
using Kartoteka.Storage.Destinations;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Kartoteka.Modules.Exports;

/// <summary>Ways out for analysts and other systems: questions in SQL, files of people, destinations.</summary>
public static class ExportsModule
{
    private const string SqlWords =
        "One select over the views of GET /api/sql/views, in the words of the column store. No other table, no function that reads files or settings. What the asker does not see elsewhere is masked in the views; the audit log keeps the text.";

    extension(IServiceCollection services)
    {
        /// <summary>Adds the module's services; the host adds an <see cref="IDestinationStore"/> and an <c>IColumnFileMaker</c>.</summary>
        /// <param name="dataFolder">Where files of exports are kept.</param>
        /// <param name="runs">False where the program works for its own process alone: then nothing is sent.</param>
        public IServiceCollection AddExports(string dataFolder, bool runs)
        {
            services.AddOptions<DestinationOptions>().BindConfiguration("Destinations").ValidateDataAnnotations().ValidateOnStart();
            services.AddSingleton<WebhookClient>().AddSingleton<WebhookBody>().AddSingleton<WebhookSender>().AddSingleton<IMetricSource>(provider => provider.GetRequiredService<WebhookSender>())
                .AddSingleton<DestinationFollower>().AddSingleton<ChangeDestinations>().AddHostedService(provider => ActivatorUtilities.CreateInstance<DestinationRunner>(provider, runs));
            services.AddSingleton(provider => new ExportJobs(dataFolder, provider.GetRequiredService<TimeProvider>())).AddSingleton<ExportRunner>()
                .AddHostedService(provider => provider.GetRequiredService<ExportRunner>()).AddSingleton<ChangeExports>().AddSingleton<ReadColumns>();
            services.AddOptions<SqlOptions>().BindConfiguration("Sql").ValidateDataAnnotations().ValidateOnStart();
            return services.AddSingleton<SqlRuns>().AddSingleton<SqlViews>().AddSingleton<AskSql>().AddSingleton<SavedQueries>();
        }
    }

    extension(IEndpointRouteBuilder routes)
    {
        /// <summary>Maps <c>/api/sql</c>.</summary>
        public void MapSql()
        {
            var sql = routes.MapGroup("/api/sql").WithTags("SQL").RequireAuthorization(Scopes.SqlRead);
            sql.MapPost("", (SqlBody body, AskSql slice, ClaimsPrincipal user, HttpContext http) => slice.PostAsync(body, user, http))
                .WithSummary("Asks over the whole base in SQL.").WithDescription(SqlWords).WithExample(AskSql.RequestExample, AskSql.Example);
            sql.MapGet("", (AskSql slice, ClaimsPrincipal user, HttpContext http, string? query = null, string? format = null, int? limit = null, int? timeoutSeconds = null) =>
                    slice.GetAsync(query, format, limit, timeoutSeconds, user, http))
                .Produces(StatusCodes.Status200OK, contentType: "application/json", additionalContentTypes: ["text/csv", "application/x-ndjson"])
                .WithSummary("Asks in SQL by a link, for spreadsheets and reporting tools.")
                .WithDescription($"{SqlWords} 'format' is json, jsonl or csv; without it, the header Accept decides. CSV and JSON lines are written as they are read; an answer that ends with as many rows as the header Kartoteka-Row-Limit says may have more.");
            sql.MapGet("/views", (SqlViews slice, ClaimsPrincipal user, CancellationToken ct) => slice.ListAsync(user, ct))
                .WithSummary("The views that SQL may name, with their columns.").WithExample(response: SqlViews.Example);
            sql.MapGet("/running", RunningSql.List).WithSummary("Queries that run: one's own, and all for who may change the workspace.").WithExample(response: RunningSql.Example);
            sql.MapGet("/queries", (SavedQueries slice, CancellationToken ct) => slice.ListAsync(ct)).WithSummary("Queries that are kept for all who ask in SQL.")
                .WithExample(response: $$"""{"queries":[{{SavedQueries.Example}}]}""");
            sql.MapPost("/queries", (SavedQueryBody body, SavedQueries slice, ClaimsPrincipal user, CancellationToken ct) => slice.AddAsync(body, user, ct))
                .WithSummary("Keeps a query.").WithExample(SavedQueries.RequestExample, SavedQueries.Example);
            sql.MapPut("/queries/{id:int}", (int id, SavedQueryBody body, SavedQueries slice, ClaimsPrincipal user, CancellationToken ct) => slice.ChangeAsync(id, body, user, ct))
                .WithSummary("Changes a kept query.").WithDescription("With 'version' it is refused when somebody else has changed it since.").WithExample(SavedQueries.RequestExample, SavedQueries.Example);
            sql.MapDelete("/queries/{id:int}", (int id, SavedQueries slice, ClaimsPrincipal user, CancellationToken ct) => slice.RemoveAsync(id, user, ct)).WithSummary("Forgets a kept query.");
            sql.MapDelete("/{id:long}", RunningSql.CancelAsync).WithSummary("Ends a query that runs.");
        }

        /// <summary>Maps <c>/api/exports</c>.</summary>
        public void MapExports()
        {
            var exports = routes.MapGroup("/api/exports").WithTags("Exports").RequireAuthorization(Scopes.ProfilesExport);
            exports.MapPost("", (ExportBody body, ChangeExports slice, ClaimsPrincipal user, CancellationToken ct) => slice.AddAsync(body, user, ct))
                .WithSummary("Begins to write the members of a segment, or of a rule, to a file.")
                .WithDescription("Masked as the asker sees it; kept for 7 days, for the asker alone; the log keeps who took what.").WithExample(ChangeExports.RequestExample, ChangeExports.Example);
            exports.MapGet("", (ChangeExports slice, ClaimsPrincipal user) => slice.List(user)).WithSummary("One's own exports, newest first.").WithExample(response: $$"""{"exports":[{{ChangeExports.Example}}]}""");
            routes.MapGroup("/api/exports").WithTags("Exports").RequireAuthorization(Scopes.AuditRead)
                .MapGet("/all", (ChangeExports slice) => slice.ListAll())
                .WithSummary("Everybody's exports, newest first: who asked for what, when, and how far it is.")
                .WithDescription("For who may read the audit log. The files stay with those who asked for them.").WithExample(response: $$"""{"exports":[{{ChangeExports.Example}}]}""");
            // Of all who may see profiles: destinations have the same columns, and who makes them need not take files.
            routes.MapGroup("/api/exports").WithTags("Exports").RequireAuthorization(Scopes.ProfilesRead)
                .MapGet("/columns", (ReadColumns slice, ClaimsPrincipal user, CancellationToken ct) => slice.ListAsync(user, ct))
                .WithSummary("Columns that files and destinations may have, and which of them the asker sees masked.").WithExample(response: ReadColumns.Example);
            exports.MapGet("/{id}", (string id, ChangeExports slice, ClaimsPrincipal user) => slice.Read(id, user)).WithSummary("An export and how far it is.").WithExample(response: ChangeExports.Example);
            exports.MapGet("/{id}/file", (string id, ChangeExports slice, ClaimsPrincipal user) => slice.FileAsync(id, user))
                .Produces(StatusCodes.Status200OK, contentType: "text/csv", additionalContentTypes: ["application/x-ndjson", "application/vnd.apache.parquet"]).WithSummary("The file of an export that is done.");
            exports.MapDelete("/{id}", (string id, ChangeExports slice, ClaimsPrincipal user) => slice.RemoveAsync(id, user)).WithSummary("Ends an export, or removes it with its file.");
        }

        /// <summary>Maps <c>/api/destinations</c>.</summary>
        public void MapDestinations()
        {
            var reading = routes.MapGroup("/api/destinations").WithTags("Destinations").RequireAuthorization(Scopes.DestinationsRead);
            reading.MapGet("", (ChangeDestinations slice, CancellationToken ct) => slice.ListAsync(ct)).WithSummary("All destinations and how sending goes.").WithExample(response: $$"""{"destinations":[{{ChangeDestinations.Example}}]}""");
            reading.MapGet("/{key}", (string key, ChangeDestinations slice, CancellationToken ct) => slice.ReadAsync(key, ct)).WithSummary("A destination.").WithExample(response: ChangeDestinations.Example);
            reading.MapGet("/{key}/dead", (string key, ChangeDestinations slice, CancellationToken ct, long? after = null) => slice.DeadAsync(key, after, ct))
                .WithSummary("Changes that were tried too often, oldest first.").WithExample(response: ChangeDestinations.DeadExample);
            reading.MapGet("/{key}/dead/{id:long}", (string key, long id, ChangeDestinations slice, ClaimsPrincipal user, CancellationToken ct) => slice.DeadBodyAsync(key, id, user, ct))
                .Produces(StatusCodes.Status200OK, contentType: "application/json").WithSummary("The request that would be sent of a dead letter now.").WithDescription("Masked as the asker sees it; what is sent is not.");
            var writing = routes.MapGroup("/api/destinations").WithTags("Destinations").RequireAuthorization(Scopes.DestinationsWrite);
            writing.MapPost("", (DestinationBody body, ChangeDestinations slice, ClaimsPrincipal user, CancellationToken ct) => slice.AddAsync(body, user, ct))
                .WithSummary("Makes a destination. The answer shows its secret, this once.").WithDescription("It is sent what happens from now on; docs/DESTINATIONS.md has the form of requests.").WithExample(ChangeDestinations.RequestExample, ChangeDestinations.Example);
            writing.MapPut("/{key}", (string key, DestinationBody body, ChangeDestinations slice, ClaimsPrincipal user, CancellationToken ct) => slice.ChangeAsync(key, body, user, ct))
                .WithSummary("Changes a destination; its key and its secret stay.").WithExample(ChangeDestinations.ChangeExample, ChangeDestinations.Example);
            writing.MapDelete("/{key}", (string key, ChangeDestinations slice, ClaimsPrincipal user, CancellationToken ct) => slice.RemoveAsync(key, user, ct)).WithSummary("Removes a destination with all that waits for it.");
            writing.MapPost("/{key}/test", (string key, ChangeDestinations slice, CancellationToken ct) => slice.TestAsync(key, ct)).WithSummary("Sends a request without people, and says what came of it.")
                .WithExample(response: """{"taken":true,"status":204,"error":null,"elapsedMs":42}""");
            writing.MapPost("/{key}/snapshot", (string key, ChangeDestinations slice, ClaimsPrincipal user, HttpContext http, CancellationToken ct) => slice.SnapshotAsync(key, user, http, ct)).Produces<DestinationCount>(StatusCodes.Status202Accepted)
                .WithSummary("Sends everybody who is in its segments now.").WithExample(response: """{"count":318}""");
            writing.MapPost("/{key}/dead/retry", (string key, ChangeDestinations slice, ClaimsPrincipal user, CancellationToken ct) => slice.ReviveAsync(key, null, user, ct)).WithSummary("Sends all dead letters again.").WithExample(response: """{"count":3}""");
            writing.MapDelete("/{key}/dead", (string key, ChangeDestinations slice, ClaimsPrincipal user, CancellationToken ct) => slice.DiscardAsync(key, null, user, ct)).WithSummary("Throws all dead letters away.").WithExample(response: """{"count":3}""");
            writing.MapPost("/{key}/dead/{id:long}/retry", (string key, long id, ChangeDestinations slice, ClaimsPrincipal user, CancellationToken ct) => slice.ReviveAsync(key, id, user, ct)).WithSummary("Sends a dead letter again.").WithExample(response: """{"count":1}""");
            writing.MapDelete("/{key}/dead/{id:long}", (string key, long id, ChangeDestinations slice, ClaimsPrincipal user, CancellationToken ct) => slice.DiscardAsync(key, id, user, ct)).WithSummary("Throws a dead letter away.").WithExample(response: """{"count":1}""");
        }
    }
}
