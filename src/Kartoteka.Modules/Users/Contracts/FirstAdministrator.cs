using Kartoteka.Domain.Identity;
using Kartoteka.Modules.Workspace.Contracts;

namespace Kartoteka.Modules.Users.Contracts;

/// <summary>How a base without users comes by its first one; asked by the host at its start.</summary>
public sealed class FirstAdministrator
{
    private readonly SessionDirectory _sessions;
    private readonly PasswordHasher _hasher;
    private readonly StartCode _code;
    private readonly AuditLog _audit;

    internal FirstAdministrator(SessionDirectory sessions, PasswordHasher hasher, StartCode code, AuditLog audit) =>
        (_sessions, _hasher, _code, _audit) = (sessions, hasher, code, audit);

    /// <summary>True while nobody can sign in.</summary>
    public bool IsNeeded => _sessions.IsEmpty;

    /// <summary>Makes the code that <c>POST /api/start</c> asks for.</summary>
    public string MakeCode() => _code.Make();

    /// <summary>Makes an administrator from the settings.</summary>
    /// <returns>Null when it is made or there is a user already; else why not, as a sentence.</returns>
    public async Task<string?> AddAsync(string email, string password)
    {
        if (!IsNeeded) return null;
        if (!EmailAddress.TryNormalize(email, out var normalised, out _)) return $"'{email}' is not an e-mail address.";
        if (PasswordPolicy.Problem(password, normalised) is { } problem) return problem;
        if (await _code.AddAsync(_sessions, _hasher, normalised, normalised.Split('@')[0], password, OwnSession.Languages[0]) is { } user)
        {
            await _audit.AppendAsync("user.create", $"user/{user.Id}", $"{user.Email}, {user.Role}, from the settings");
        }
        return null;
    }
}
