namespace Kartoteka.Domain.Identity;

/// <summary>How one identifier type takes part in identity resolution.</summary>
/// <param name="Name">The type's name; see <see cref="IdentifierTypes"/>.</param>
/// <param name="Priority">The higher, the stronger: a forbidden merge drops the weakest identifier of the event. 0 to 1000.</param>
/// <param name="LimitPerProfile">Most distinct values in one profile (for a namespaced type: in one namespace of it); at least 1.</param>
/// <param name="Shared">True: the type is kept and searchable but never joins records (a family's phone).</param>
/// <param name="Blocked">Values that are never identifiers: exact, or with <c>*</c> at either end; see <see cref="BlockedPatterns"/>.</param>
public sealed record IdentifierTypeRule(string Name, int Priority, int LimitPerProfile, bool Shared, IReadOnlyList<string> Blocked);

/// <summary>The settings of deterministic identity resolution, as a value: the same rules and records give the same profiles.</summary>
public sealed class IdentityRules
{
    private readonly Dictionary<string, IdentifierTypeRule> _types;
    private readonly HashSet<Identifier> _shared;
    private readonly BlockedPatterns _blocked;

    /// <summary>Compiles the settings.</summary>
    /// <exception cref="ArgumentException">A type is named twice or a limit is below 1.</exception>
    public IdentityRules(IEnumerable<IdentifierTypeRule> types, IEnumerable<Identifier> sharedValues, int recordsPerProfileMax)
    {
        _types = types.ToDictionary(type => type.Name, StringComparer.Ordinal);
        _shared = [.. sharedValues];
        RecordsPerProfileMax = recordsPerProfileMax;
        _blocked = new BlockedPatterns(_types.Values.SelectMany(type => type.Blocked, (type, pattern) => new BlockedPattern(type.Name, pattern)));
        if (_types.Values.Any(type => type.LimitPerProfile < 1) || recordsPerProfileMax < 1)
        {
            throw new ArgumentException("A limit of identity rules is below 1.", nameof(types));
        }
    }

    /// <summary>Rules of a first start. Limits follow Segment's defaults (one user id, five of the rest), wider where a shop needs it.</summary>
    public static IdentityRules Default { get; } = new(
        [
            new(IdentifierTypes.UserId, 900, 1, false, []),
            new(IdentifierTypes.GroupId, 890, 1, false, []),
            new(IdentifierTypes.Inn, 800, 1, false, []),
            new(IdentifierTypes.Card, 700, 5, false, []),
            new(IdentifierTypes.Email, 600, 5, false, []),
            new(IdentifierTypes.Phone, 500, 5, false, []),
            new(IdentifierTypes.TelegramId, 400, 3, false, []),
            new(IdentifierTypes.DeviceId, 200, 50, false, []),
            new(IdentifierTypes.AnonymousId, 100, 200, false, []),
        ],
        [],
        recordsPerProfileMax: 500);

    /// <summary>Cap on the size of a component: a merge that would give a profile more records is refused. Default 500.</summary>
    public int RecordsPerProfileMax { get; }

    /// <summary>The types, strongest first.</summary>
    public IEnumerable<IdentifierTypeRule> Types => _types.Values.OrderByDescending(type => type.Priority).ThenBy(type => type.Name, StringComparer.Ordinal);

    /// <summary>Single values marked shared, besides whole types.</summary>
    public IReadOnlySet<Identifier> SharedValues => _shared;

    /// <summary>Rule of a custom type that the settings do not name.</summary>
    public static IdentifierTypeRule CustomType(string name) => new(name, 300, 5, false, []);

    /// <summary>The rule for <paramref name="type"/>, or the one for custom types.</summary>
    public IdentifierTypeRule Type(string type) => _types.TryGetValue(type, out var rule) ? rule : CustomType(type);

    /// <summary>True when the value is junk that must never identify anyone: built-in list and the settings' patterns.</summary>
    public bool IsBlocked(Identifier identifier) => BlockedValues.IsBlocked(identifier) || _blocked.IsBlocked(identifier);

    /// <summary>True when the identifier never joins records.</summary>
    public bool IsShared(Identifier identifier) => Type(identifier.Type).Shared || _shared.Contains(identifier);
}
