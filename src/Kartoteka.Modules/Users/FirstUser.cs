using Kartoteka.Domain.Identity;
using Kartoteka.Modules.Users.Contracts;
using Kartoteka.Modules.Workspace.Contracts;
using Kartoteka.Storage;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Kartoteka.Modules.Users;

/// <summary>The first administrator of a base that has no users: with the code that the server printed at its start.</summary>
internal sealed class FirstUser(SessionDirectory sessions, StartCode startCode, PasswordHasher hasher, SignInThrottle throttle, SignIn signIn, AuditLog audit)
{
    public const string StateExample = """{"needsFirstUser":true,"product":"Kartoteka","version":"0.1.0"}""";
    public const string RequestExample = """{"code":"…","email":"anna@shop.example","name":"Анна","password":"four words or more","language":"ru"}""";

    // No e-mail: wrong codes are counted under a name of their own and by address.
    private const string ThrottleName = "?start";

    public sealed record State(bool NeedsFirstUser, string Product, string Version);

    public sealed record Body(string? Code, string? Email, string? Name, string? Password, string? Language);

    public Ok<State> Read() => TypedResults.Ok(new State(sessions.IsEmpty, "Kartoteka", typeof(FirstUser).Assembly.GetName().Version!.ToString(3)));

    public async Task<Results<Created<SessionView>, ProblemHttpResult>> HandleAsync(Body body, HttpContext context)
    {
        if (!sessions.IsEmpty) return AlreadyStarted();
        var address = context.Connection.RemoteIpAddress;
        if (throttle.Begin(ThrottleName, address) is { } wait)
        {
            return SignIn.Refused(context, StatusCodes.Status429TooManyRequests, "locked-out", "Too many wrong codes. Wait before the next.", wait);
        }
        if (!startCode.Matches(body.Code)) return Problems.Forbidden("start-code-wrong", "The code is not the one that the server printed at its start.");
        throttle.TakeBack(ThrottleName, address);
        if (!EmailAddress.TryNormalize(body.Email, out var email, out _)) return Problems.Invalid("email", "'email' is an e-mail address.");
        if (Problems.TextProblem("name", body.Name, ManageUsers.NameLengthMax) is { } wrongName) return wrongName;
        if (body.Language is not null && !OwnSession.Languages.Contains(body.Language)) return Problems.Invalid("language", "'language' is ru or en.");
        if (PasswordPolicy.Problem(body.Password, email) is { } problem) return Problems.Invalid("password", problem);
        if (await startCode.AddAsync(sessions, hasher, email, body.Name!.Trim(), body.Password!, body.Language ?? OwnSession.Languages[0]) is not { } user) return AlreadyStarted();
        await audit.AppendAsync("user.create", $"user/{user.Id}", $"{user.Email}, {user.Role}, with the code of the first start");
        return TypedResults.Created("/api/session", await signIn.BeginAsync(user, context));
    }

    private static ProblemHttpResult AlreadyStarted() => Problems.Conflict("already-started", "There is a user already. Sign in.");
}
