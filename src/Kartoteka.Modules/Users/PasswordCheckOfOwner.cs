using Kartoteka.Modules.Workspace.Contracts;
using Kartoteka.Storage;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Kartoteka.Modules.Users;

/// <summary>Asks a person who is signed in for the password again: an unattended browser must not change what signing in takes. Guesses count as at sign-in.</summary>
internal sealed class PasswordCheckOfOwner(PasswordHasher hasher, SignInThrottle throttle)
{
    /// <summary>Null when the password is right, else the refusal.</summary>
    public async Task<ProblemHttpResult?> CheckAsync(WorkspaceUser user, string? password, HttpContext context)
    {
        var address = context.Connection.RemoteIpAddress;
        if (throttle.Begin(user.Email, address) is { } wait)
        {
            return SignIn.Refused(context, StatusCodes.Status429TooManyRequests, "locked-out", "Too many wrong passwords. Wait before the next.", wait);
        }
        var check = await hasher.CheckAsync(user.PasswordHash, password is { Length: <= PasswordPolicy.LengthMax } ? password : "", context.RequestAborted);
        if (check is not null and not { IsGood: true }) return Problems.Forbidden("password-wrong", "The present password is wrong.");
        throttle.TakeBack(user.Email, address);
        return check is null
            ? SignIn.Refused(context, StatusCodes.Status429TooManyRequests, "too-many-requests", "Many people sign in at this moment. Try again.", TimeSpan.FromSeconds(2))
            : null;
    }
}
