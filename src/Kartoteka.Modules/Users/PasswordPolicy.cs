using Kartoteka.Modules.Workspace.Contracts;

namespace Kartoteka.Modules.Users;

/// <summary>
/// What a password must be, after NIST SP 800-63B §5.1.1.2: long, and not one that is tried first. No rules of composition and no expiry:
/// they make people choose worse ones.
/// </summary>
internal static class PasswordPolicy
{
    public const int LengthMin = 12;
    public const int LengthMax = 256;

    /// <summary>What must be left of a password once names that everybody can guess are taken out.</summary>
    private const int RestMin = 8;

    private static readonly string[] ProductNames = ["kartoteka", "картотека", "rfhnjntrf"];

    /// <summary>Why a password is refused, as a sentence; null when it is good.</summary>
    /// <param name="password">As typed.</param>
    /// <param name="email">Of its owner.</param>
    public static string? Problem(string? password, string email)
    {
        if (password is null || password.Length < LengthMin) return $"A password has at least {LengthMin} characters.";
        if (password.Length > LengthMax) return $"A password has at most {LengthMax} characters.";
        var folded = password.ToLowerInvariant();
        if (CommonPasswords.Contains(folded)) return "This password is one of those that are tried first.";
        var rest = folded.Replace(email, "", StringComparison.Ordinal);
        foreach (var name in ProductNames.Append(email.Split('@')[0]).Where(name => name.Length > 2)) rest = rest.Replace(name, "", StringComparison.Ordinal);
        return rest.Length < Math.Min(RestMin, folded.Length) ? "The password is little more than the e-mail or the name of this product." : null;
    }

    /// <summary>A random password that is easy to dictate: four groups of five, 99 bits.</summary>
    public static string Random() => Secrets.NewReadable(4, 5);
}
