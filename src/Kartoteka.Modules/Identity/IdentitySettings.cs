using System.Text.Json;
using Kartoteka.Domain.Identity;

namespace Kartoteka.Modules.Identity;

/// <summary>Settings of one identifier type; a field that is left out stays as it is.</summary>
/// <param name="Name">Such as <c>email</c>, or a custom type.</param>
/// <param name="Priority">0 to 1000; the higher, the stronger. 0 for a new type that names none.</param>
/// <param name="Limit">Most distinct values in one profile; 1 to 10,000. A new type names it.</param>
/// <param name="Shared">True: kept and searchable, but never joins. False for a new type that does not say.</param>
/// <param name="Blocked">Values that never identify anyone: exact, or with <c>*</c> at either end. The whole list; an empty one clears it.</param>
public sealed record IdentifierTypeSettings(string? Name, int? Priority, int? Limit, bool? Shared, IReadOnlyList<string?>? Blocked);

/// <summary>An identifier by type and value; the value is normalised here.</summary>
public sealed record IdentifierValue(string? Type, string? Value);

/// <summary>Settings of identity resolution; a part that is left out stays as it is.</summary>
/// <param name="Types">Types to add or replace, by name.</param>
/// <param name="SharedValues">Single values that never join: the whole list.</param>
/// <param name="RecordsPerProfileMax">Cap on the size of a component; 1 to 10,000.</param>
public sealed record IdentitySettings(IReadOnlyList<IdentifierTypeSettings?>? Types, IReadOnlyList<IdentifierValue?>? SharedValues, int? RecordsPerProfileMax)
{
    /// <summary>Name of the settings document in the workspace store.</summary>
    public const string DocumentName = "identity";

    private const int LimitMax = 10_000;
    private const int PriorityMax = 1_000;

    /// <summary>The whole of <paramref name="rules"/> as settings.</summary>
    public static IdentitySettings Of(IdentityRules rules) => new(
        [.. rules.Types.Select(type => new IdentifierTypeSettings(type.Name, type.Priority, type.LimitPerProfile, type.Shared, type.Blocked))],
        [.. rules.SharedValues.Select(shared => new IdentifierValue(shared.Type, shared.Value)).OrderBy(shared => shared.Type, StringComparer.Ordinal).ThenBy(shared => shared.Value, StringComparer.Ordinal)],
        rules.RecordsPerProfileMax);

    /// <summary>Reads a stored document.</summary>
    public static IdentityRules FromJson(string json) => JsonSerializer.Deserialize<IdentitySettings>(json)!.Over(IdentityRules.Default).Rules
        ?? throw new InvalidDataException("The stored identity settings are damaged.");

    /// <summary>The document to store.</summary>
    public static string ToJson(IdentityRules rules) => JsonSerializer.Serialize(Of(rules));

    /// <summary>These settings laid over <paramref name="current"/>, or where and why they are wrong.</summary>
    public (IdentityRules? Rules, string? Field, string? Problem) Over(IdentityRules current)
    {
        var types = current.Types.ToDictionary(type => type.Name, StringComparer.Ordinal);
        for (var i = 0; i < (Types?.Count ?? 0); i++)
        {
            if (Types![i] is not { Name: { } name } type || !IdentifierNormalizer.IsTypeName(name)) return (null, $"types[{i}]", "name is [a-z][a-z0-9_]{0,39}.");
            var known = types.GetValueOrDefault(name) ?? new IdentifierTypeRule(name, 0, 0, false, []);
            var blocked = type.Blocked ?? known.Blocked;
            if (blocked.Where(pattern => !BlockedPatterns.IsPattern(pattern)).Select(pattern => pattern ?? "null").FirstOrDefault() is { } bad)
            {
                return (null, $"types[{i}]", $"'{bad}' is not a pattern: a value, or one with * at either end.");
            }
            var rule = known with
            {
                Priority = type.Priority ?? known.Priority,
                LimitPerProfile = type.Limit ?? known.LimitPerProfile,
                Shared = type.Shared ?? known.Shared,
                Blocked = [.. blocked.OfType<string>()],
            };
            if (Problem(rule) is { } problem) return (null, $"types[{i}]", problem);
            types[name] = rule;
        }
        var shared = new List<Identifier>(SharedValues is null ? current.SharedValues : []);
        for (var i = 0; i < (SharedValues?.Count ?? 0); i++)
        {
            if (SharedValues![i] is not { Type: { } type, Value: { } value }) return (null, $"sharedValues[{i}]", "It has a type and a value.");
            if (Normalise(type, value) is not { } identifier) return (null, $"sharedValues[{i}]", $"It is not a valid {type}.");
            shared.Add(identifier);
        }
        var cap = RecordsPerProfileMax ?? current.RecordsPerProfileMax;
        if (cap is < 1 or > LimitMax) return (null, "recordsPerProfileMax", $"It is 1 to {LimitMax}.");
        return (new IdentityRules(types.Values, shared, cap), null, null);
    }

    private static string? Problem(IdentifierTypeRule rule)
    {
        if (rule.Priority is < 0 or > PriorityMax) return $"priority is 0 to {PriorityMax}.";
        return rule.LimitPerProfile is < 1 or > LimitMax ? $"limit is 1 to {LimitMax}." : null;
    }

    private static Identifier? Normalise(string type, string value)
    {
        // The namespace is part of a namespaced value and stays as it is.
        if (IdentifierTypes.IsNamespaced(type)) return value.Contains(':', StringComparison.Ordinal) ? new Identifier(type, value) : null;
        return IdentifierNormalizer.IsTypeName(type) && IdentifierNormalizer.TryNormalize(type, value, out var normalised, out _) ? new Identifier(type, normalised) : null;
    }
}
