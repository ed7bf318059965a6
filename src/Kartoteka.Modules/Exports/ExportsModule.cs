using System.Security.Claims;
using Kartoteka.Modules.Exports.Sql;
using Kartoteka.Modules.Workspace.Contracts;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Kartoteka.Modules.Exports;

/// <summary>Ways out for analysts and other systems: questions in SQL.</summary>
public static class ExportsModule
{
    private const string SqlWords =
        "One select over the views of GET /api/sql/views, in the words of the column store. No other table, no function that reads files or settings. What the asker does not see elsewhere is masked in the views; the audit log keeps the text.";

    extension(IServiceCollection services)
    {
        /// <summary>Adds the module's services.</summary>
        public IServiceCollection AddExports()
        {
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
    }
}
