namespace Kartoteka.Domain.Identity;

/// <summary>
/// The distinct values of a profile that count towards the limits of their types, kept while a batch is decided: an event of two hundred
/// identifiers would else look through all claims of the profile two hundred times.
/// </summary>
internal sealed class ProfileValues(IdentityRules rules)
{
    // Without former ids, that is, values which an alias call declared to be the same customer: they count as no second one.
    private readonly Dictionary<(string Type, string Space), HashSet<string>> _counted = [];
    private readonly Dictionary<string, HashSet<string>> _former = new(StringComparer.Ordinal);

    /// <summary>The values of <paramref name="profile"/>.</summary>
    public static ProfileValues Of(ProfileState profile, IdentityRules rules)
    {
        var values = new ProfileValues(rules);
        foreach (var record in profile.Records)
        {
            foreach (var claim in record.Claims) values.Add(claim.Identifier, claim.State);
        }
        return values;
    }

    /// <summary>Takes in a claim; a refused one does not count.</summary>
    public void Add(Identifier identifier, ClaimState state)
    {
        if (state == ClaimState.Alias)
        {
            Former(identifier.Type).Add(identifier.Value);
            if (_counted.TryGetValue((identifier.Type, Space(identifier)), out var values)) values.Remove(identifier.Value);
        }
        else if (state == ClaimState.Active && !rules.IsShared(identifier))
        {
            var values = Counted((identifier.Type, Space(identifier)));
            if (!IsFormer(identifier.Type, identifier.Value)) values.Add(identifier.Value);
        }
    }

    /// <summary>Takes in another profile's values, as a merge does.</summary>
    public void Add(ProfileValues other)
    {
        foreach (var (type, values) in other._former)
        {
            foreach (var value in values) Add(new Identifier(type, value), ClaimState.Alias);
        }
        foreach (var (key, values) in other._counted)
        {
            var mine = Counted(key);
            foreach (var value in values)
            {
                if (!IsFormer(key.Type, value)) mine.Add(value);
            }
        }
    }

    /// <summary>How many values the type of <paramref name="added"/> would have with it.</summary>
    public int CountWith(Identifier added)
    {
        var known = _counted.GetValueOrDefault((added.Type, Space(added)));
        return (known?.Count ?? 0) + (known?.Contains(added.Value) == true || IsFormer(added.Type, added.Value) ? 0 : 1);
    }

    /// <summary>The first type of this one's of which both together have more values than its limit, or null.</summary>
    /// <param name="other">The profile to join.</param>
    /// <param name="alias">The identifier that an alias call joins them by: it does not count.</param>
    public string? Exceeded(ProfileValues other, Identifier? alias)
    {
        foreach (var (key, values) in _counted)
        {
            var count = values.Count(value => Counts(value, other));
            if (other._counted.TryGetValue(key, out var theirs)) count += theirs.Count(value => !values.Contains(value) && Counts(value, this));
            if (count > rules.Type(key.Type).LimitPerProfile) return key.Type;

            bool Counts(string value, ProfileValues across) =>
                !across.IsFormer(key.Type, value) && !(alias is { } excused && excused.Type == key.Type && excused.Value == value);
        }
        return null;
    }

    private HashSet<string> Counted((string Type, string Space) key) =>
        _counted.TryGetValue(key, out var values) ? values : _counted[key] = new HashSet<string>(StringComparer.Ordinal);

    private HashSet<string> Former(string type) => _former.TryGetValue(type, out var values) ? values : _former[type] = new HashSet<string>(StringComparer.Ordinal);

    private bool IsFormer(string type, string value) => _former.Count > 0 && _former.TryGetValue(type, out var values) && values.Contains(value);

    // The limit of a namespaced type holds in each namespace: a customer has one id in each shop.
    private static string Space(Identifier identifier) =>
        IdentifierTypes.IsNamespaced(identifier.Type) && identifier.Value.IndexOf(':', StringComparison.Ordinal) is >= 0 and var colon ? identifier.Value[..colon] : "";
}
