using System.Globalization;
using System.Text;

namespace Kartoteka.Domain.Profiles;

/// <summary>How a condition compares.</summary>
public enum TraitOperator
{
    /// <summary><c>=</c>: some value of the trait is this one.</summary>
    Equal,

    /// <summary><c>!=</c>: the profile has the trait, and no value of it is this one.</summary>
    NotEqual,

    /// <summary><c>^=</c>: some value starts with this.</summary>
    StartsWith,

    /// <summary><c>&gt;=</c>: some value is this or above; as numbers if both are, else as texts, which fits dates of ISO 8601.</summary>
    AtLeast,

    /// <summary><c>&lt;=</c>: some value is this or below.</summary>
    AtMost,

    /// <summary><c>?</c>: the profile has the trait.</summary>
    Exists,

    /// <summary><c>!?</c>: the profile does not have it.</summary>
    Missing,
}

/// <summary>A condition on a surviving trait: <c>city=Москва</c>, <c>age&gt;=18</c>, <c>name^=Ив</c>, <c>email?</c>, <c>email!?</c>.</summary>
public sealed class TraitCondition
{
    private static readonly (string Sign, TraitOperator Operator)[] Signs =
        [("!=", TraitOperator.NotEqual), (">=", TraitOperator.AtLeast), ("<=", TraitOperator.AtMost), ("^=", TraitOperator.StartsWith), ("=", TraitOperator.Equal)];

    private readonly byte[] _prefix;
    private readonly byte[][] _words;
    private readonly double? _number;
    private readonly byte[] _folded;

    private TraitCondition(string trait, TraitOperator @operator, string value)
    {
        (Trait, Operator) = (trait, @operator);
        var prefix = ProfileFacets.Prefix(trait);
        var folded = ProfileFacets.Fold(value);
        _number = double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number) ? number : null;
        // "12.5" is a number in one profile and a text in the next.
        Words = [.. new[] { $"{prefix}{folded}", _number is { } known ? $"{prefix}{ProfileFacets.Fold(known)}" : null }.OfType<string>().Distinct()];
        _prefix = Encoding.UTF8.GetBytes($" {prefix}");
        _folded = Encoding.UTF8.GetBytes(folded);
        _words = [.. Words.Select(word => Encoding.UTF8.GetBytes(@operator == TraitOperator.StartsWith ? $" {word}" : $" {word} "))];
    }

    /// <summary>The trait's name.</summary>
    public string Trait { get; }

    /// <summary>How it compares.</summary>
    public TraitOperator Operator { get; }

    /// <summary>The facets' words that would meet <see cref="TraitOperator.Equal"/>: one, or two for what reads as a number and as a text.</summary>
    public IReadOnlyList<string> Words { get; }

    /// <summary>Reads a condition.</summary>
    /// <param name="text">A trait's name, an operator and, unless that is <c>?</c> or <c>!?</c>, a value.</param>
    /// <param name="condition">The condition.</param>
    /// <returns>False when no operator is in it or the name before it is empty.</returns>
    public static bool TryParse(string text, out TraitCondition? condition)
    {
        condition = null;
        var (at, sign, @operator) = Signs.Select(entry => (At: text.IndexOf(entry.Sign, StringComparison.Ordinal), entry.Sign, entry.Operator))
            .Where(found => found.At >= 0).OrderBy(found => found.At).ThenByDescending(found => found.Sign.Length).FirstOrDefault((-1, "", default));
        if (at > 0) condition = new TraitCondition(text[..at], @operator, text[(at + sign.Length)..]);
        else if (at < 0 && text.EndsWith("!?", StringComparison.Ordinal)) condition = text.Length > 2 ? new TraitCondition(text[..^2], TraitOperator.Missing, "") : null;
        else if (at < 0 && text.Length > 1 && text.EndsWith('?')) condition = new TraitCondition(text[..^1], TraitOperator.Exists, "");
        return condition is not null;
    }

    /// <summary>Whether a profile meets it.</summary>
    /// <param name="facets">UTF-8 of <see cref="ProfileFacets.Of"/>.</param>
    public bool Matches(ReadOnlySpan<byte> facets)
    {
        switch (Operator)
        {
            case TraitOperator.Exists: return facets.IndexOf(_prefix) >= 0;
            case TraitOperator.Missing: return facets.IndexOf(_prefix) < 0;
            case TraitOperator.Equal or TraitOperator.StartsWith: return HasWord(facets);
            case TraitOperator.NotEqual: return facets.IndexOf(_prefix) >= 0 && !HasWord(facets);
            default: return IsInRange(facets);
        }
    }

    private bool HasWord(ReadOnlySpan<byte> facets)
    {
        foreach (var word in _words)
        {
            if (facets.IndexOf(word) >= 0) return true;
        }
        return false;
    }

    private bool IsInRange(ReadOnlySpan<byte> facets)
    {
        while (facets.IndexOf(_prefix) is >= 0 and var at)
        {
            facets = facets[(at + _prefix.Length)..];
            var value = facets[..facets.IndexOf((byte)' ')];
            var isNumber = double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out var number);
            // A number is not compared with a text, of which "at least" would say nothing that anyone meant.
            if (isNumber != _number.HasValue) continue;
            var order = _number is { } bound ? number.CompareTo(bound) : value.SequenceCompareTo(_folded);
            if (Operator == TraitOperator.AtLeast ? order >= 0 : order <= 0) return true;
            // "2024-05" as an upper bound takes in the days of May.
            if (Operator == TraitOperator.AtMost && _number is null && value.StartsWith(_folded)) return true;
        }
        return false;
    }
}
