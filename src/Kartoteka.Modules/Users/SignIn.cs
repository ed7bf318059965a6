using System.Net;
using Kartoteka.Domain.Identity;
using Kartoteka.Modules.Users.Contracts;
using Kartoteka.Modules.Workspace.Contracts;
using Kartoteka.Storage;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Logging;

namespace Kartoteka.Modules.Users;

/// <summary>
/// <c>POST /api/session</c>. An unknown e-mail, a wrong password and a disabled user are answered in the same words after about the same
/// time, so that nobody learns who works here.
/// </summary>
internal sealed partial class SignIn(
    SessionDirectory sessions, PasswordHasher hasher, SecondFactor secondFactor, SignInThrottle throttle, AuditLog audit, ILogger<SignIn> log)
{
    public const string RequestExample = """{"email":"anna@shop.example","password":"four words or more","code":"123456"}""";

    private const int AgentLengthMax = 300;

    public sealed record Body(string? Email, string? Password, string? Code);

    public async Task<Results<Ok<SessionView>, ProblemHttpResult>> HandleAsync(Body body, HttpContext context)
    {
        var email = Normalise(body.Email);
        var address = context.Connection.RemoteIpAddress;
        if (throttle.Begin(email, address) is { } wait) return await LockedAsync(wait, email, context);
        var user = sessions.Find(email);
        var password = body.Password is { Length: <= PasswordPolicy.LengthMax } typed ? typed : "";
        if (await hasher.CheckAsync(user?.PasswordHash, password, context.RequestAborted) is not { } check)
        {
            throttle.TakeBack(email, address);
            return Refused(context, StatusCodes.Status429TooManyRequests, "too-many-requests", "Many people sign in at this moment. Try again.", TimeSpan.FromSeconds(2));
        }
        if (user is null || user.Disabled || !check.IsGood)
        {
            LogFailed(address);
            return Refused(context, StatusCodes.Status401Unauthorized, "sign-in-failed", "The e-mail or the password is wrong.");
        }
        if (user.TotpConfirmed)
        {
            if (string.IsNullOrWhiteSpace(body.Code))
            {
                throttle.TakeBack(email, address);
                return Refused(context, StatusCodes.Status401Unauthorized, "second-factor-needed", "Give the code of the authenticator app, or a recovery code.");
            }
            if (!await secondFactor.TryTakeAsync(user, body.Code))
            {
                LogFailed(address);
                return Refused(context, StatusCodes.Status401Unauthorized, "second-factor-wrong", "The code is wrong, was used already, or is too old.");
            }
        }
        throttle.Succeeded(email, address);
        if (check.NeedsRehash && await hasher.HashAsync(password, CancellationToken.None) is { } stronger)
        {
            await sessions.UpdateAsync(
                user.Id, store => store.SetPasswordAsync(user.Id, stronger, user.MustChangePassword, CancellationToken.None), known => known with { PasswordHash = stronger });
        }
        return TypedResults.Ok(await BeginAsync(user, context));
    }

    /// <summary>Begins a session with a secret of its own, whatever the browser had before (session fixation, ASVS 7.2.4).</summary>
    public async Task<SessionView> BeginAsync(WorkspaceUser user, HttpContext context)
    {
        if (context.Request.Cookies[SessionCookie.Name] is { } before && sessions.Find(before, use: false) is { } replaced)
        {
            await sessions.EndAsync(session => session == replaced);
        }
        var secret = SessionCookie.NewSecret();
        var agent = context.Request.Headers.UserAgent.ToString();
        var session = await sessions.BeginAsync(
            user.Id, secret, context.Connection.RemoteIpAddress?.ToString() ?? "", agent.Length > AgentLengthMax ? agent[..AgentLengthMax] : agent);
        await audit.AppendAsync(session.Principal, "session.start", $"user/{user.Id}", $"session {session.Stored.Id}");
        SessionCookie.Write(context, secret, sessions, session);
        return SessionView.Of(sessions.Find(user.Id)!);
    }

    /// <summary>The e-mail as it is looked up; a text that is no e-mail is nobody's, and counts like any other.</summary>
    public static string Normalise(string? email) => EmailAddress.TryNormalize(email, out var normalised, out _) ? normalised : $"?{email?.Trim()}";

    private async Task<ProblemHttpResult> LockedAsync(TimeSpan wait, string email, HttpContext context)
    {
        LogLocked(context.Connection.RemoteIpAddress);
        if (throttle.TakeNews(email) && sessions.Find(email) is { } user) await audit.AppendAsync("user.lock", $"user/{user.Id}", "too many failed sign-ins");
        return Refused(context, StatusCodes.Status429TooManyRequests, "locked-out", "Too many failed sign-ins. Wait before the next.", wait);
    }

    internal static ProblemHttpResult Refused(HttpContext context, int status, string type, string detail, TimeSpan? wait = null)
    {
        if (wait is { } until) context.Response.Headers.RetryAfter = $"{Math.Max(1, (int)Math.Ceiling(until.TotalSeconds))}";
        return TypedResults.Problem(detail, statusCode: status, type: $"/problems/{type}", title: "The sign-in was refused.");
    }

    [LoggerMessage(1202, LogLevel.Information, "A sign-in from {Address} failed.")]
    private partial void LogFailed(IPAddress? address);

    [LoggerMessage(1203, LogLevel.Warning, "A sign-in from {Address} has to wait after too many that failed.")]
    private partial void LogLocked(IPAddress? address);
}
