using System.Diagnostics;
using System.Security.Claims;
using Kartoteka.Modules.Catalogue.Contracts;
using Kartoteka.Modules.Columns.Contracts;
using Kartoteka.Modules.Workspace.Contracts;
using Kartoteka.Storage.Columns;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;

namespace Kartoteka.Modules.Exports.Sql;

/// <summary>A question.</summary>
/// <param name="Sql">One <c>select</c> over the views of <c>GET /api/sql/views</c>; at most 50,000 characters.</param>
/// <param name="Limit">Most rows; default 1,000.</param>
/// <param name="TimeoutSeconds">Longest that it runs; default 30.</param>
public sealed record SqlBody(string? Sql, int? Limit, int? TimeoutSeconds);

/// <summary><c>POST /api/sql</c> and <c>GET /api/sql</c>: a question over the whole base in the asker's words.</summary>
internal sealed class AskSql(ColumnReplica columns, SqlViews views, SqlRuns runs, AuditLog audit, IOptions<SqlOptions> options)
{
    /// <summary>Rows of an answer when the request does not say.</summary>
    public const int RowsDefault = 1_000;

    /// <summary>Longest question, in UTF-16 units.</summary>
    public const int SqlLengthMax = 50_000;

    private const int AuditLengthMax = 4_000;

    public const string RequestExample = """{"sql":"from events select source, count(*) as orders, sum(revenue) as revenue where name = 'Order Completed' group by source","limit":100}""";
    public const string Example = """{"columns":[{"name":"source","type":"varchar"},{"name":"orders","type":"bigint"},{"name":"revenue","type":"decimal(38,4)"}],"rows":[["shop",2,10500.5]],"rowCount":1,"truncated":false,"elapsedMs":12,"asOf":120443,"isComplete":true}""";

    public Task<IResult> PostAsync(SqlBody body, ClaimsPrincipal user, HttpContext http) => AskAsync(body, SqlFormat.Json, user, http);

    /// <summary>For tools that read a link: the form is that of <c>format</c>, else of <c>Accept</c>, else JSON.</summary>
    public Task<IResult> GetAsync(string? query, string? format, int? limit, int? timeoutSeconds, ClaimsPrincipal user, HttpContext http)
    {
        if (SqlFormats.Of(format, http.Request.Headers.Accept) is not { } chosen) return Task.FromResult<IResult>(Problems.Invalid("format", "It is json, jsonl or csv."));
        return AskAsync(new SqlBody(query, limit ?? (chosen == SqlFormat.Json ? null : options.Value.StreamedRowsMax), timeoutSeconds), chosen, user, http);
    }

    private async Task<IResult> AskAsync(SqlBody body, SqlFormat format, ClaimsPrincipal user, HttpContext http)
    {
        var limits = options.Value;
        if (Problems.TextProblem("sql", body.Sql, SqlLengthMax) is { } wrong) return wrong;
        var rowsMax = format == SqlFormat.Json ? limits.RowsMax : limits.StreamedRowsMax;
        if (body.Limit is { } limit && (limit < 1 || limit > rowsMax)) return Problems.Invalid("limit", $"'limit' is 1 to {rowsMax}.");
        if (body.TimeoutSeconds is { } seconds && (seconds < 1 || seconds > limits.TimeoutSecondsMax)) return Problems.Invalid("timeoutSeconds", $"'timeoutSeconds' is 1 to {limits.TimeoutSecondsMax}.");
        var timeout = TimeSpan.FromSeconds(body.TimeoutSeconds ?? Math.Min(limits.TimeoutSeconds, limits.TimeoutSecondsMax));
        using var run = runs.TryBegin(user, body.Sql!, timeout, http.RequestAborted);
        if (run is null) return Busy(http, limits.AtOnceMax);
        // Before the answer, as with every way out; addresses and numbers that a question names are not for the log.
        var text = Masks.InText(body.Sql!);
        await audit.AppendAsync(user, "sql.query", "sql", text.Length > AuditLengthMax ? $"{text[..AuditLengthMax]}…" : text);
        try
        {
            var start = Stopwatch.GetTimestamp();
            // The store works on this thread until the first rows are there.
            var rows = await Task.Run(async () => await columns.AskAsync(await views.QueryAsync(body.Sql!, user, run.Ends), run.Ends), run.Ends);
            await using (rows)
            {
                var answer = new SqlAnswer(rows, Math.Min(body.Limit ?? RowsDefault, rowsMax), start, run.Ends);
                return format == SqlFormat.Json ? await answer.WholeAsync() : await answer.StreamAsync(format, http);
            }
        }
        catch (ColumnQueryException refused)
        {
            return TypedResults.Problem(
                refused.Message, statusCode: StatusCodes.Status400BadRequest, type: "/problems/invalid-query", title: "The query is not valid.", extensions: new Dictionary<string, object?> { ["field"] = "sql" });
        }
        catch (ColumnsUnavailableException error)
        {
            return ColumnAnswers.Unavailable(error, http);
        }
        catch (OperationCanceledException) when (run.IsTimedOut)
        {
            return TypedResults.Problem(
                $"It ran for longer than {timeout.TotalSeconds:0} s and was ended.", statusCode: StatusCodes.Status422UnprocessableEntity, type: "/problems/query-timed-out", title: "The query took too long.");
        }
        catch (OperationCanceledException) when (run.IsCancelled)
        {
            return Problems.Conflict("query-cancelled", "The query was ended by somebody.");
        }
    }

    private static ProblemHttpResult Busy(HttpContext http, int atOnce)
    {
        ColumnAnswers.AskAgain(http);
        return TypedResults.Problem(
            $"{atOnce} queries run already; ask again in a moment.", statusCode: StatusCodes.Status429TooManyRequests, type: "/problems/too-many-queries", title: "Too many queries run.");
    }
}
