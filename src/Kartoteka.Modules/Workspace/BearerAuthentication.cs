using System.Net.Http.Headers;
using System.Security.Claims;
using System.Text.Encodings.Web;
using Kartoteka.Modules.Workspace.Contracts;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Kartoteka.Modules.Workspace;

/// <summary>
/// <c>Authorization: Bearer TOKEN</c> (RFC 6750), or a connection over the unix socket. A good token always passes, so that a script with
/// a bad one behind the same address cannot lock its neighbours out.
/// </summary>
internal sealed class BearerAuthentication(
    IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logger, UrlEncoder encoder, TokenDirectory tokens, BearerFailures failures)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    private static readonly ClaimsPrincipal LocalPrincipal = Actor.OverTheSocket();
    private TimeSpan? _retryAfter;

    protected override Task<AuthenticateResult> HandleAuthenticateAsync() => Task.FromResult(Authenticate());

    private AuthenticateResult Authenticate()
    {
        // Routes open to all have their own secrets: a write key sent as a bearer token is not a failed one of ours.
        if (Context.GetEndpoint()?.Metadata.GetMetadata<IAllowAnonymous>() is not null) return AuthenticateResult.NoResult();
        if (Context.Features.Get<LocalSocket>() is not null) return Success(LocalPrincipal);
        if (Request.Headers.Authorization is not [{ } header] || !AuthenticationHeaderValue.TryParse(header, out var parsed)) return AuthenticateResult.NoResult();
        if (!parsed.Scheme.Equals(Actor.DefaultScheme, StringComparison.OrdinalIgnoreCase)) return AuthenticateResult.NoResult();
        if (tokens.Find(parsed.Parameter ?? "") is { } principal) return Success(principal);
        _retryAfter = failures.Count(Context.Connection.RemoteIpAddress);
        return AuthenticateResult.Fail("The token is unknown or revoked.");
    }

    private static AuthenticateResult Success(ClaimsPrincipal principal) => AuthenticateResult.Success(new AuthenticationTicket(principal, Actor.DefaultScheme));

    // The body is written by the host, which gives every empty refusal its problem details.
    protected override Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        if (_retryAfter is { } wait)
        {
            Response.StatusCode = StatusCodes.Status429TooManyRequests;
            Response.Headers.RetryAfter = $"{Math.Max(1, (int)Math.Ceiling(wait.TotalSeconds))}";
            return Task.CompletedTask;
        }
        Response.StatusCode = StatusCodes.Status401Unauthorized;
        Response.Headers.WWWAuthenticate = Actor.DefaultScheme;
        return Task.CompletedTask;
    }
}
