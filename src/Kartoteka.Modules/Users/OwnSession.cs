using System.Security.Claims;
using Kartoteka.Modules.Users.Contracts;
using Kartoteka.Modules.Workspace.Contracts;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Kartoteka.Modules.Users;

/// <summary>What people do with their own session: read it, end it, change name, language, theme and password.</summary>
internal sealed class OwnSession(SessionDirectory sessions, PasswordHasher hasher, PasswordCheckOfOwner owner, AuditLog audit)
{
    public const string PreferencesExample = """{"language":"en","theme":"dark","name":"Anna"}""";
    public const string PasswordExample = """{"current":"four words or more","new":"other four words or more"}""";

    public static readonly string[] Languages = ["ru", "en"];
    public static readonly string[] Themes = ["light", "dark", "system"];

    public sealed record PreferencesBody(string? Language, string? Theme, string? Name);

    public sealed record PasswordBody(string? Current, string? New);

    public Ok<SessionView> Read(ClaimsPrincipal person) => TypedResults.Ok(SessionView.Of(sessions.Find(person.UserId!.Value)!));

    public async Task<NoContent> EndAsync(HttpContext context)
    {
        var person = context.User;
        await sessions.EndAsync(session => $"{session.Stored.Id}" == person.SessionId);
        SessionCookie.Remove(context);
        // What a shared machine's browser keeps of the pages goes with the session (ASVS 14.3.1).
        context.Response.Headers["Clear-Site-Data"] = "\"cache\"";
        await audit.AppendAsync(person, "session.end", $"user/{person.UserId}", $"session {person.SessionId}");
        return TypedResults.NoContent();
    }

    public async Task<Results<Ok<SessionView>, ProblemHttpResult>> ChangeAsync(PreferencesBody body, ClaimsPrincipal person)
    {
        if (body.Language is not null && !Languages.Contains(body.Language)) return Problems.Invalid("language", "'language' is ru or en.");
        if (body.Theme is not null && !Themes.Contains(body.Theme)) return Problems.Invalid("theme", "'theme' is light, dark or system.");
        if (body.Name is not null && Problems.TextProblem("name", body.Name, ManageUsers.NameLengthMax) is { } wrong) return wrong;
        var user = sessions.Find(person.UserId!.Value)!;
        var changed = user with { Name = body.Name?.Trim() ?? user.Name, Language = body.Language ?? user.Language, Theme = body.Theme ?? user.Theme };
        await sessions.UpdateAsync(
            user.Id, store => store.ChangePreferencesAsync(user.Id, changed.Name, changed.Language, changed.Theme, CancellationToken.None),
            known => known with { Name = changed.Name, Language = changed.Language, Theme = changed.Theme });
        return TypedResults.Ok(SessionView.Of(changed));
    }

    /// <summary>Changes the password, gives this session another secret and ends the person's other ones.</summary>
    public async Task<Results<Ok<SessionView>, ProblemHttpResult>> ChangePasswordAsync(PasswordBody body, HttpContext context)
    {
        var user = sessions.Find(context.User.UserId!.Value)!;
        if (await owner.CheckAsync(user, body.Current, context) is { } refused) return refused;
        if (PasswordPolicy.Problem(body.New, user.Email) is { } problem) return Problems.Invalid("new", problem);
        if (body.New == body.Current) return Problems.Invalid("new", "The new password is the present one.");
        if (await hasher.HashAsync(body.New!, context.RequestAborted) is not { } hash)
        {
            return SignIn.Refused(context, StatusCodes.Status429TooManyRequests, "too-many-requests", "Many people sign in at this moment. Try again.", TimeSpan.FromSeconds(2));
        }
        await sessions.UpdateAsync(
            user.Id, store => store.SetPasswordAsync(user.Id, hash, mustChange: false, CancellationToken.None),
            known => known with { PasswordHash = hash, MustChangePassword = false });
        var secret = SessionCookie.NewSecret();
        if (sessions.Sessions.FirstOrDefault(session => $"{session.Stored.Id}" == context.User.SessionId) is { } own)
        {
            await sessions.RotateAsync(own, secret);
            SessionCookie.Write(context, secret, sessions, own);
        }
        await audit.AppendAsync(context.User, "user.password", $"user/{user.Id}", "changed by its owner; other sessions ended");
        return TypedResults.Ok(SessionView.Of(sessions.Find(user.Id)!));
    }
}
