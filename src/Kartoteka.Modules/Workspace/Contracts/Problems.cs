using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Kartoteka.Modules.Workspace.Contracts;

/// <summary>Refusals as RFC 9457 problem details. The <c>type</c> is <c>/problems/NAME</c>: stable, for programs; the detail is for people.</summary>
public static partial class Problems
{
    /// <summary>400: a field of the request is wrong.</summary>
    /// <param name="field">The field's name as sent.</param>
    /// <param name="detail">What is wrong and what is right, as a sentence.</param>
    public static ProblemHttpResult Invalid(string field, string detail) => TypedResults.Problem(
        detail, statusCode: StatusCodes.Status400BadRequest, type: "/problems/invalid", title: "The request is not valid.",
        extensions: new Dictionary<string, object?> { ["field"] = field });

    /// <summary>403: the token does not allow it.</summary>
    public static ProblemHttpResult Forbidden(string type, string detail) => TypedResults.Problem(
        detail, statusCode: StatusCodes.Status403Forbidden, type: $"/problems/{type}", title: "The token does not allow this.");

    /// <summary>404: there is no such thing.</summary>
    /// <param name="what">The kind of thing: <c>source</c> gives <c>/problems/source-not-found</c>.</param>
    /// <param name="key">Its key as asked for.</param>
    public static ProblemHttpResult NotFound(string what, object key) => TypedResults.Problem(
        $"There is no {what} '{key}'.", statusCode: StatusCodes.Status404NotFound, type: $"/problems/{what.Replace(' ', '-')}-not-found", title: "Not found.");

    /// <summary>409: the request does not fit what is there.</summary>
    public static ProblemHttpResult Conflict(string type, string detail) => TypedResults.Problem(
        detail, statusCode: StatusCodes.Status409Conflict, type: $"/problems/{type}", title: "The request does not fit what is there.");

    /// <summary>The problem of a key in a URL that breaks <c>[a-z0-9][a-z0-9_-]{0,62}</c>, or is one of <paramref name="taken"/>; null when it is good.</summary>
    /// <param name="field">The field's name as sent.</param>
    /// <param name="key">The key.</param>
    /// <param name="taken">Words that have addresses of their own where the key would stand.</param>
    public static ProblemHttpResult? KeyProblem(string field, string? key, params ReadOnlySpan<string> taken)
    {
        if (key is null || !KeyPattern().IsMatch(key))
            return Invalid(field, $"'{field}' is 1 to 63 Latin lower-case letters, digits, '-' and '_', and begins with a letter or a digit.");
        return taken.Contains(key) ? Invalid(field, $"'{key}' is a word of the program's own addresses; take another key.") : null;
    }

    /// <summary>The problem of a text that is missing, blank or longer than <paramref name="lengthMax"/> UTF-16 units; null when it is good.</summary>
    public static ProblemHttpResult? TextProblem(string field, string? text, int lengthMax) =>
        !string.IsNullOrWhiteSpace(text) && text.Length <= lengthMax ? null : Invalid(field, $"'{field}' is a text of 1 to {lengthMax} characters.");

    [GeneratedRegex(@"\A[a-z0-9][a-z0-9_-]{0,62}\z", RegexOptions.NonBacktracking)]
    private static partial Regex KeyPattern();
}
