using System.Diagnostics.CodeAnalysis;

namespace Kartoteka.Domain.Identity;

/// <summary>Brings identifier values to the one form by which they are compared.</summary>
public static class IdentifierNormalizer
{
    /// <summary>Normalises <paramref name="raw"/> as a value of <paramref name="type"/>.</summary>
    /// <param name="type">Lower-case type name; see <see cref="IdentifierTypes"/>.</param>
    /// <param name="raw">The value as sent, without a namespace.</param>
    /// <param name="value">The normal form, at most <see cref="Identifier.ValueLengthMax"/> UTF-16 units; empty on refusal.</param>
    /// <param name="problem">Why the value is not an identifier, else null.</param>
    /// <returns>True when the value is an identifier.</returns>
    [SuppressMessage("Design", "CA1021", Justification = "A Try method gives its answer and its reason.")]
    public static bool TryNormalize(string type, string? raw, out string value, out string? problem)
    {
        value = Normal(type, raw?.Trim() ?? "");
        problem = value.Length is 0 or > Identifier.ValueLengthMax ? "empty_or_too_long" : null;
        if (problem is not null) value = "";
        return problem is null;
    }

    private static string Normal(string type, string text) => type switch
    {
        IdentifierTypes.Email => text.Contains('@', StringComparison.Ordinal) ? text.ToLowerInvariant() : "",
        IdentifierTypes.Phone => Phone(string.Concat(text.Where(char.IsAsciiDigit))),
        IdentifierTypes.Inn => text.Length is 10 or 12 && text.All(char.IsAsciiDigit) ? text : "",
        _ => text,
    };

    private static string Phone(string digits) => digits switch
    {
        { Length: 11 } when digits[0] == '8' => "+7" + digits[1..],
        { Length: >= 10 and <= 15 } => "+" + digits,
        _ => "",
    };
}
