using System.Security.Claims;
using Kartoteka.Modules.Workspace.Contracts;
using Kartoteka.Storage;
using Kartoteka.Storage.Columns;
using Kartoteka.Storage.Followers;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Kartoteka.Modules.Columns;

/// <summary>Has the data of a follower thrown away and made anew; the ledger is the truth, and nothing is lost.</summary>
internal static class RebuildFollower
{
    public const string Example = """{"name":"columns","position":52811,"head":52811,"rebuilding":false,"available":true,"error":null}""";

    /// <param name="Name">The follower.</param>
    /// <param name="Position">The last ledger position that it has taken in.</param>
    /// <param name="Head">The last position there is.</param>
    /// <param name="Rebuilding">True until all is taken in again.</param>
    /// <param name="Available">False when it cannot work until something outside it changes; the error says what.</param>
    /// <param name="Error">The last failure, until a batch succeeds; null when well.</param>
    public sealed record FollowerProgress(string Name, long Position, long Head, bool Rebuilding, bool Available, string? Error);

    public static Results<Ok<FollowerProgress>, ProblemHttpResult> Read(string name, ColumnReplica columns, IProfileSearch search, ILedger ledger)
    {
        IFollower? follower = name switch { "columns" => columns, "search" => search, _ => null };
        if (follower is null) return Problems.NotFound("follower", name);
        var status = follower.Status;
        return TypedResults.Ok(new FollowerProgress(name, status.Position, ledger.HeadPosition, name == "columns" ? columns.IsBuilding : follower.IsRebuilding, name != "columns" || columns.Unavailable is null, status.Error));
    }

    public static async Task<Results<Accepted<FollowerProgress>, ProblemHttpResult>> HandleAsync(
        string name, ClaimsPrincipal user, ColumnReplica columns, ColumnsRunner runner, IProfileSearch search, ILedger ledger, AuditLog audit)
    {
        switch (name)
        {
            case "columns":
                columns.Rebuild();
                runner.Begin();
                break;
            case "search":
                search.Rebuild();
                break;
            default:
                return Problems.NotFound("follower", name);
        }
        await audit.AppendAsync(user, "follower.rebuild", $"follower/{name}", "");
        return TypedResults.Accepted($"/api/followers/{name}", ((Ok<FollowerProgress>)Read(name, columns, search, ledger).Result).Value);
    }
}
