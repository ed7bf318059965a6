namespace Kartoteka.Protocol.Import;

/// <summary>What a guess rests on.</summary>
public enum GuessBasis
{
    /// <summary>Nothing: the column would become a custom trait or property.</summary>
    None = 0,

    /// <summary>The look of the column's values.</summary>
    Value = 1,

    /// <summary>The column's name.</summary>
    Name = 2,
}

/// <summary>What a column seems to hold.</summary>
/// <param name="Column">The column's name in the file.</param>
/// <param name="Target">The field, trait or property proposed; never empty. See <see cref="ImportMapping"/> for custom names.</param>
/// <param name="Basis">What the guess rests on.</param>
/// <param name="IsNumeric">
/// Every value of the sample is a plain number (no leading zero, plus, exponent, comma or more than 15 digits) and the name does not speak
/// of a code: values of a custom trait may then be sent as JSON numbers.
/// </param>
/// <param name="Samples">Up to five different values that are not empty.</param>
public sealed record ColumnGuess(string Column, string Target, GuessBasis Basis, bool IsNumeric, IReadOnlyList<string> Samples);
