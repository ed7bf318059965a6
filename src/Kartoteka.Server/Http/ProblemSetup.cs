using System.Text.Json;
using Kartoteka.Modules.Ingest.Contracts;
using Kartoteka.Storage;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.WebUtilities;

namespace Kartoteka.Server.Http;

/// <summary>Every error is problem details (RFC 9457) with a <c>type</c> of ours and a <c>traceId</c>, and never a stack trace.</summary>
internal static class ProblemSetup
{
    public static void AddProblems(this IServiceCollection services)
    {
        services.AddExceptionHandler<ExceptionProblems>();
        services.AddProblemDetails(options => options.CustomizeProblemDetails = context =>
        {
            var problem = context.ProblemDetails;
            var status = problem.Status ?? context.HttpContext.Response.StatusCode;
            if (problem.Type?.StartsWith("/problems/", StringComparison.Ordinal) != true) problem.Type = $"/problems/{Slug(status)}";
            problem.Title ??= ReasonPhrases.GetReasonPhrase(status);
            problem.Extensions["traceId"] = context.HttpContext.TraceIdentifier;
        });
    }

    /// <summary>
    /// Says 404 to paths outside <c>/api</c> that no route knows, before they are asked for a token: a browser's look for an icon is not
    /// an attempt to come in.
    /// </summary>
    public static void UseNotFoundOutsideTheApi(this WebApplication app) => app.Use((context, next) =>
    {
        if (context.GetEndpoint() is not null || context.Request.Path.StartsWithSegments("/api")) return next(context);
        context.Response.StatusCode = StatusCodes.Status404NotFound;
        return Task.CompletedTask;
    });

    private static string Slug(int status) => status switch
    {
        StatusCodes.Status400BadRequest => "invalid",
        StatusCodes.Status401Unauthorized => "token-needed",
        StatusCodes.Status403Forbidden => "scope-needed",
        StatusCodes.Status413PayloadTooLarge => "too-large",
        StatusCodes.Status429TooManyRequests => "too-many-requests",
        StatusCodes.Status500InternalServerError => "internal",
        StatusCodes.Status503ServiceUnavailable => "unavailable",
        _ => ReasonPhrases.GetReasonPhrase(status).ToLowerInvariant().Replace(' ', '-'),
    };
}

/// <summary>Which status an exception that reached the edge has, and what may be said of it.</summary>
internal sealed partial class ExceptionProblems(IProblemDetailsService problems, ILogger<ExceptionProblems> log) : IExceptionHandler
{
    public async ValueTask<bool> TryHandleAsync(HttpContext httpContext, Exception exception, CancellationToken cancellationToken)
    {
        var (status, type, detail) = exception switch
        {
            BadHttpRequestException { InnerException: JsonException json } bad =>
                (bad.StatusCode, null, $"The body is not the JSON expected: line {json.LineNumber + 1}, byte {json.BytePositionInLine}, at {json.Path ?? "$"}."),
            BadHttpRequestException bad => (bad.StatusCode, null, bad.Message),
            QueueFullException => (StatusCodes.Status503ServiceUnavailable, "/problems/queue-full", "The queue before the commit is full. Try again."),
            LedgerUnavailableException => (StatusCodes.Status503ServiceUnavailable, "/problems/ledger-unavailable", "The ledger cannot write now. Try again."),
            LedgerStoppedException => (StatusCodes.Status503ServiceUnavailable, "/problems/ledger-stopped", "The ledger has stopped writing. See the server's log."),
            LedgerRefusedException => (StatusCodes.Status409Conflict, "/problems/refused", "The store refused the content."),
            _ => (StatusCodes.Status500InternalServerError, (string?)null, (string?)null),
        };
        if (status == StatusCodes.Status500InternalServerError) LogUnexpected(exception, httpContext.TraceIdentifier);
        else if (exception is not BadHttpRequestException) LogRefused(exception, httpContext.TraceIdentifier);
        if (status == StatusCodes.Status503ServiceUnavailable) httpContext.Response.Headers.RetryAfter = "5";
        httpContext.Response.StatusCode = status;
        return await problems.TryWriteAsync(new ProblemDetailsContext
        {
            HttpContext = httpContext,
            ProblemDetails = { Status = status, Type = type, Detail = detail },
        });
    }

    [LoggerMessage(1010, LogLevel.Error, "Request {TraceId} failed")]
    private partial void LogUnexpected(Exception exception, string traceId);

    [LoggerMessage(1011, LogLevel.Warning, "Request {TraceId} was not stored")]
    private partial void LogRefused(Exception exception, string traceId);
}
