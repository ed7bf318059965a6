using System.Text.Encodings.Web;
using Kartoteka.Modules.Users.Contracts;
using Kartoteka.Modules.Workspace.Contracts;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Kartoteka.Modules.Users;

/// <summary>Authenticates by the session's cookie. Asked only where there is no <c>Authorization</c> header: a token that was sent is meant.</summary>
internal sealed class SessionAuthentication(
    IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logger, UrlEncoder encoder, SessionDirectory sessions)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    /// <summary>This scheme where the request has its cookie and nothing stronger; null leaves it to tokens.</summary>
    public static string? Select(HttpContext context) =>
        context.Request.Headers.Authorization.Count == 0 && context.Features.Get<LocalSocket>() is null && context.Request.Cookies.ContainsKey(SessionCookie.Name)
            ? SessionDirectory.Scheme
            : null;

    protected override Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        if (Context.GetEndpoint()?.Metadata.GetMetadata<IAllowAnonymous>() is not null) return Task.FromResult(AuthenticateResult.NoResult());
        return Task.FromResult(Request.Cookies[SessionCookie.Name] is { } secret && sessions.Find(secret, use: true) is { } session
            ? AuthenticateResult.Success(new AuthenticationTicket(session.Principal, SessionDirectory.Scheme))
            : AuthenticateResult.NoResult());
    }

    // The body is written by the host, which gives every empty refusal its problem details.
    protected override Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        Response.StatusCode = StatusCodes.Status401Unauthorized;
        Response.Headers.WWWAuthenticate = Actor.DefaultScheme;
        return Task.CompletedTask;
    }
}
