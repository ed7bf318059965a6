using System.ComponentModel.DataAnnotations;

namespace Kartoteka.Modules.Users;

/// <summary>Limits of signing in: section <c>users</c>.</summary>
public sealed class UsersOptions
{
    /// <summary>A session ends after so many hours without a request. Default 12.</summary>
    [Range(1, 720)] public int SessionIdleHours { get; set; } = 12;

    /// <summary>A session ends so many days after the sign-in, however busy. Default 14.</summary>
    [Range(1, 90)] public int SessionDays { get; set; } = 14;

    /// <summary>
    /// Iterations of PBKDF2-HMAC-SHA512 for a password. Default 210,000, the least that OWASP's Password Storage Cheat Sheet names. Raised, it
    /// is applied to each password at its next sign-in.
    /// </summary>
    [Range(210_000, 20_000_000)] public int PasswordIterations { get; set; } = 210_000;

    /// <summary>Failed sign-ins to one e-mail before the first wait. Default 5; an address has four times as many.</summary>
    [Range(1, 100)] public int FreeAttempts { get; set; } = 5;

    /// <summary>The first wait, in seconds; each further failure doubles it. Default 30.</summary>
    [Range(1, 3_600)] public int LockSeconds { get; set; } = 30;

    /// <summary>The longest wait, in seconds. Default 900: a stranger who fails on purpose keeps nobody out for longer.</summary>
    [Range(1, 86_400)] public int LockSecondsMax { get; set; } = 900;
}
