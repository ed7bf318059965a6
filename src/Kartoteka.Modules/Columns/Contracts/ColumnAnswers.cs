using System.Globalization;
using Kartoteka.Storage.Columns;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Kartoteka.Modules.Columns.Contracts;

/// <summary>What whoever asks the replica is told when it cannot be asked.</summary>
public static class ColumnAnswers
{
    private const int RetryAfterSeconds = 2;

    /// <summary>What a question to the replica gives, or why it gives nothing.</summary>
    public static async Task<IResult> AskAsync(Func<Task<IResult>> ask, HttpContext http)
    {
        try
        {
            return await ask();
        }
        catch (ColumnsUnavailableException error)
        {
            return Unavailable(error, http);
        }
    }

    /// <summary>503, with when to ask again.</summary>
    public static ProblemHttpResult Unavailable(ColumnsUnavailableException error, HttpContext http)
    {
        AskAgain(http);
        return TypedResults.Problem(error.Message, statusCode: StatusCodes.Status503ServiceUnavailable, type: "/problems/columns-unavailable", title: "The replica cannot be asked now.");
    }

    /// <summary>Says in an answer that refuses for now when to ask again.</summary>
    public static void AskAgain(HttpContext http) => http.Response.Headers.RetryAfter = RetryAfterSeconds.ToString(CultureInfo.InvariantCulture);
}
