using System.Security.Claims;
using Kartoteka.Modules.Workspace.Contracts;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Kartoteka.Modules.Exports.Sql;

/// <summary>A question that runs.</summary>
/// <param name="Id">Its number, by which it is ended.</param>
/// <param name="By">Who asked.</param>
/// <param name="Sql">Its text.</param>
/// <param name="StartedAt">Since when.</param>
public sealed record RunningQuery(long Id, string By, string Sql, DateTimeOffset StartedAt);

/// <summary>Questions that run, oldest first.</summary>
public sealed record RunningQueries(IReadOnlyList<RunningQuery> Queries);

/// <summary>Seeing and ending questions that run: everybody their own, who may change the workspace all of them.</summary>
internal static class RunningSql
{
    public const string Example = """{"queries":[{"id":7,"by":"analyst@shop.example","sql":"from events select count(*)","startedAt":"2026-03-15T09:00:00Z"}]}""";

    public static Ok<RunningQueries> List(ClaimsPrincipal user, SqlRuns runs) =>
        TypedResults.Ok(new RunningQueries([.. runs.All.Where(run => MaySee(user, run)).Select(run => new RunningQuery(run.Id, run.By, run.Sql, run.StartedAt))]));

    public static async Task<Results<NoContent, ProblemHttpResult>> CancelAsync(long id, ClaimsPrincipal user, SqlRuns runs, AuditLog audit)
    {
        if (runs.Find(id) is not { } run || !MaySee(user, run)) return Problems.NotFound("query", id);
        run.Cancel();
        await audit.AppendAsync(user, "sql.cancel", "sql", $"a query of {run.By}");
        return TypedResults.NoContent();
    }

    private static bool MaySee(ClaimsPrincipal user, SqlRun run) => run.ActorId == user.ActorId || user.Holds(Scopes.WorkspaceWrite);
}
