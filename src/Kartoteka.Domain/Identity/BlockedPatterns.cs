using System.Collections.Frozen;

namespace Kartoteka.Domain.Identity;

/// <summary>One line of the settings: values of a type that must not join profiles.</summary>
/// <param name="Type">An identifier type, or <c>*</c> for every type.</param>
/// <param name="Pattern">
/// A whole value, or a part of it with <c>*</c> at either end or at both: <c>test*</c>, <c>*@example.com</c>. Case does not matter.
/// </param>
public readonly record struct BlockedPattern(string Type, string Pattern);

/// <summary>The blocked patterns of the settings, compiled: immutable and safe to share between threads.</summary>
public sealed class BlockedPatterns
{
    private const string EveryType = "*";
    private readonly FrozenDictionary<string, Patterns> _byType;

    /// <summary>Compiles <paramref name="patterns"/>, in any order; repeats do no harm.</summary>
    /// <exception cref="ArgumentException">A pattern is not one by <see cref="IsPattern"/>.</exception>
    public BlockedPatterns(IEnumerable<BlockedPattern> patterns)
    {
        ArgumentNullException.ThrowIfNull(patterns);
        _byType = patterns.GroupBy(pattern => pattern.Type).ToFrozenDictionary(group => group.Key, group => new Patterns(group));
    }

    /// <summary>True for a pattern with something besides asterisks, which stand at its ends only.</summary>
    public static bool IsPattern(string? pattern) => pattern is not null && Core(pattern) is { Length: > 0 } core && !core.Contains('*');

    /// <summary>True when a pattern of the identifier's type, or of every type, covers its value without the namespace.</summary>
    public bool IsBlocked(Identifier identifier)
    {
        var value = BlockedValues.WithoutNamespace(identifier);
        return (_byType.TryGetValue(identifier.Type, out var ofType) && ofType.Cover(value))
            || (_byType.TryGetValue(EveryType, out var ofEvery) && ofEvery.Cover(value));
    }

    private static ReadOnlySpan<char> Core(string pattern)
    {
        var core = pattern.AsSpan().Trim();
        core = core.StartsWith('*') ? core[1..] : core;
        return core.EndsWith('*') ? core[..^1] : core;
    }

    private sealed class Patterns
    {
        private readonly FrozenSet<string> _whole;
        private readonly string[] _starts, _ends, _middles;

        internal Patterns(IEnumerable<BlockedPattern> patterns)
        {
            var whole = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
            List<string> starts = [], ends = [], middles = [];
            foreach (var (type, pattern) in patterns)
            {
                if (!IsPattern(pattern))
                    throw new ArgumentException($"Not a pattern of blocked values: '{pattern}'.", nameof(patterns));
                var text = pattern.Trim();
                var core = Core(pattern).ToString();
                if (text == core)
                {
                    whole.Add(core);
                    // People write "8 999 000-11-22" into the settings, while the identifier to be covered is "+79990001122".
                    if (IdentifierNormalizer.TryNormalize(type, core, out var normal, out _))
                        whole.Add(normal);
                }
                else
                {
                    (text[0] != '*' ? starts : text[^1] != '*' ? ends : middles).Add(core);
                }
            }
            _whole = whole.ToFrozenSet(StringComparer.OrdinalIgnoreCase);
            (_starts, _ends, _middles) = ([.. starts], [.. ends], [.. middles]);
        }

        internal bool Cover(ReadOnlySpan<char> value)
        {
            if (_whole.GetAlternateLookup<ReadOnlySpan<char>>().Contains(value))
                return true;
            foreach (var start in _starts)
            {
                if (value.StartsWith(start, StringComparison.OrdinalIgnoreCase))
                    return true;
            }
            foreach (var end in _ends)
            {
                if (value.EndsWith(end, StringComparison.OrdinalIgnoreCase))
                    return true;
            }
            foreach (var middle in _middles)
            {
                if (value.Contains(middle, StringComparison.OrdinalIgnoreCase))
                    return true;
            }
            return false;
        }
    }
}
