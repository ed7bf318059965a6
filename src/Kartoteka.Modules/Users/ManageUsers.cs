using System.Security.Claims;
using Kartoteka.Domain.Identity;
using Kartoteka.Modules.Users.Contracts;
using Kartoteka.Modules.Workspace.Contracts;
using Kartoteka.Storage;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Kartoteka.Modules.Users;

/// <summary>People who sign in, as an administrator manages them.</summary>
internal sealed class ManageUsers(SessionDirectory sessions, PasswordHasher hasher, SecondFactor secondFactor, SignInThrottle throttle, AuditLog audit)
{
    public const string Example = """
        {"id":2,"email":"boris@shop.example","name":"Борис","role":"operator","disabled":false,"hasTotp":false,"lockedUntil":null,
        "createdAt":"2026-01-15T09:30:00Z","lastSignInAt":null,"mustChangePassword":true}
        """;

    public const string AddExample = """{"email":"boris@shop.example","name":"Борис","role":"operator"}""";
    public const string AddedExample = """
        {"id":2,"email":"boris@shop.example","name":"Борис","role":"operator","disabled":false,"hasTotp":false,"lockedUntil":null,
        "createdAt":"2026-01-15T09:30:00Z","lastSignInAt":null,"mustChangePassword":true,"password":"abcde-fghjk-mnpqr-stuvw"}
        """;

    public const string ChangeExample = """{"role":"steward","disabled":false}""";
    public const string PasswordExample = """{"password":"abcde-fghjk-mnpqr-stuvw"}""";
    public const string PasswordRequestExample = """{"password":null}""";
    public const string EndedExample = """{"ended":2}""";

    /// <summary>Longest name, in UTF-16 units.</summary>
    public const int NameLengthMax = 200;

    /// <param name="Password">Null, which is usual, makes a random one.</param>
    public sealed record AddBody(string? Email, string? Name, string? Role, string? Password, string? Language);

    public sealed record ChangeBody(string? Name, string? Role, bool? Disabled);

    /// <param name="Password">Null makes a random one.</param>
    public sealed record PasswordBody(string? Password);

    /// <param name="LockedUntil">Failed sign-ins keep the e-mail waiting until then.</param>
    public record View(
        int Id, string Email, string Name, string Role, bool Disabled, bool HasTotp, DateTimeOffset? LockedUntil, DateTimeOffset CreatedAt,
        DateTimeOffset? LastSignInAt, bool MustChangePassword);

    /// <param name="Password">Shown this once, to be changed at the first sign-in; null where the request chose it.</param>
    public sealed record Added(
        int Id, string Email, string Name, string Role, bool Disabled, bool HasTotp, DateTimeOffset? LockedUntil, DateTimeOffset CreatedAt,
        DateTimeOffset? LastSignInAt, bool MustChangePassword, string? Password)
        : View(Id, Email, Name, Role, Disabled, HasTotp, LockedUntil, CreatedAt, LastSignInAt, MustChangePassword);

    public sealed record Page(IReadOnlyList<View> Users);

    /// <param name="Password">Shown this once; null where the request chose it.</param>
    public sealed record NewPassword(string? Password);

    /// <param name="Ended">How many.</param>
    public sealed record EndedSessions(int Ended);

    public Ok<Page> List() => TypedResults.Ok(new Page([.. sessions.Users.Select(ToView)]));

    public async Task<Results<Created<Added>, ProblemHttpResult>> AddAsync(AddBody body, ClaimsPrincipal person, CancellationToken ct)
    {
        if (!EmailAddress.TryNormalize(body.Email, out var email, out _)) return Problems.Invalid("email", "'email' is an e-mail address.");
        if (Problems.TextProblem("name", body.Name, NameLengthMax) is { } wrongName) return wrongName;
        if (Roles.Find(body.Role) is not { } role) return RoleProblem();
        if (!MayGive(person, role)) return NotHeld();
        if (body.Language is not null && !OwnSession.Languages.Contains(body.Language)) return Problems.Invalid("language", "'language' is ru or en.");
        if (body.Password is not null && PasswordPolicy.Problem(body.Password, email) is { } problem) return Problems.Invalid("password", problem);
        var password = body.Password ?? PasswordPolicy.Random();
        var hash = await hasher.HashAsync(password, ct) ?? throw new LedgerUnavailableException("Many people sign in at this moment.");
        var language = body.Language ?? (person.UserId is { } maker ? sessions.Find(maker)?.Language : null) ?? OwnSession.Languages[0];
        var draft = new WorkspaceUser(0, email, body.Name!.Trim(), role.Name, hash, MustChange(person, body.Password), language, "system", false, null, false, 0, null);
        if (await sessions.AddAsync(draft, onlyAsFirst: false) is not { } added) return Problems.Conflict("user-exists", $"There is a user '{email}' already.");
        await audit.AppendAsync(person, "user.create", $"user/{added.Id}", $"{added.Email}, {added.Role}");
        var view = ToView(added);
        return TypedResults.Created($"/api/users/{added.Id}", new Added(
            view.Id, view.Email, view.Name, view.Role, view.Disabled, view.HasTotp, view.LockedUntil, view.CreatedAt, view.LastSignInAt, view.MustChangePassword,
            body.Password is null ? password : null));
    }

    public async Task<Results<Ok<View>, ProblemHttpResult>> ChangeAsync(int id, ChangeBody body, ClaimsPrincipal person)
    {
        if (sessions.Find(id) is not { } user) return Problems.NotFound("user", id);
        if (body.Name is not null && Problems.TextProblem("name", body.Name, NameLengthMax) is { } wrongName) return wrongName;
        if (body.Role is not null && Roles.Find(body.Role) is null) return RoleProblem();
        var changed = user with { Name = body.Name?.Trim() ?? user.Name, Role = body.Role ?? user.Role, Disabled = body.Disabled ?? user.Disabled };
        if (!MayGive(person, SessionDirectory.RoleOf(changed)) || !MayGive(person, SessionDirectory.RoleOf(user))) return NotHeld();
        switch (await sessions.ChangeAccessAsync(changed))
        {
            case AccessChange.Unknown: return Problems.NotFound("user", id);
            case AccessChange.LastOne: return Problems.Conflict("last-administrator", "Nobody could manage users any more: this is the last enabled administrator.");
            default: break;
        }
        await audit.AppendAsync(person, "user.change", $"user/{id}", $"{user.Role} to {changed.Role}, {(changed.Disabled ? "disabled" : "enabled")}");
        return TypedResults.Ok(ToView(sessions.Find(id)!));
    }

    public async Task<Results<Ok<NewPassword>, ProblemHttpResult>> ResetPasswordAsync(int id, PasswordBody? body, ClaimsPrincipal person, CancellationToken ct)
    {
        if (sessions.Find(id) is not { } user) return Problems.NotFound("user", id);
        if (!MayGive(person, SessionDirectory.RoleOf(user))) return NotHeld();
        if (body?.Password is { } chosen && PasswordPolicy.Problem(chosen, user.Email) is { } problem) return Problems.Invalid("password", problem);
        var password = body?.Password ?? PasswordPolicy.Random();
        var hash = await hasher.HashAsync(password, ct) ?? throw new LedgerUnavailableException("Many people sign in at this moment.");
        var mustChange = MustChange(person, body?.Password);
        await sessions.UpdateAsync(
            id, store => store.SetPasswordAsync(id, hash, mustChange, CancellationToken.None), known => known with { PasswordHash = hash, MustChangePassword = mustChange });
        await sessions.EndAsync(session => session.Stored.OwnerId == id);
        throttle.Unlock(user.Email);
        await audit.AppendAsync(person, "user.password", $"user/{id}", "set anew; sessions ended");
        return TypedResults.Ok(new NewPassword(body?.Password is null ? password : null));
    }

    public async Task<Results<NoContent, ProblemHttpResult>> RemoveSecondFactorAsync(int id, ClaimsPrincipal person)
    {
        if (sessions.Find(id) is not { } user) return Problems.NotFound("user", id);
        if (!MayGive(person, SessionDirectory.RoleOf(user))) return NotHeld();
        await secondFactor.RemoveAsync(id);
        await audit.AppendAsync(person, "user.second_factor_off", $"user/{id}", "by an administrator");
        return TypedResults.NoContent();
    }

    public async Task<Results<NoContent, ProblemHttpResult>> UnlockAsync(int id, ClaimsPrincipal person)
    {
        if (sessions.Find(id) is not { } user) return Problems.NotFound("user", id);
        throttle.Unlock(user.Email);
        await audit.AppendAsync(person, "user.unlock", $"user/{id}", "");
        return TypedResults.NoContent();
    }

    public async Task<Results<Ok<EndedSessions>, ProblemHttpResult>> EndSessionsAsync(int id, ClaimsPrincipal person)
    {
        if (sessions.Find(id) is null) return Problems.NotFound("user", id);
        var ended = await sessions.EndAsync(session => session.Stored.OwnerId == id);
        await audit.AppendAsync(person, "session.end", $"user/{id}", $"all, {ended} in number");
        return TypedResults.Ok(new EndedSessions(ended));
    }

    // Whoever sits at the server's own console chooses for himself; a password that went through other hands is changed at its first use.
    private static bool MustChange(ClaimsPrincipal person, string? chosen) => !(person.IsLocal && chosen is not null);

    // Else a token with users:write alone could make an administrator and sign in as one.
    private static bool MayGive(ClaimsPrincipal person, Role role) => role.Scopes.All(person.Holds);

    private static ProblemHttpResult NotHeld() =>
        Problems.Forbidden("scope-not-held", "Only who may do all that a role may do gives it or changes those who have it.");

    private static ProblemHttpResult RoleProblem() => Problems.Invalid("role", $"'role' is one of {string.Join(", ", Roles.All.Select(role => role.Name))}.");

    private View ToView(WorkspaceUser user) => new(
        user.Id, user.Email, user.Name, user.Role, user.Disabled, user.TotpConfirmed, throttle.LockedUntil(user.Email), Times.FromUs(user.CreatedAtUs),
        user.LastSignInAtUs is { } at ? Times.FromUs(at) : null, user.MustChangePassword);
}
