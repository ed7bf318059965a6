using Kartoteka.Domain.Identity;

namespace Kartoteka.Storage.Embedded.Ledger;

/// <summary>
/// Profiles that recent transactions used, kept between them: this process is the only writer, so what it wrote last is the truth.
/// A transaction that fails has changed them in place, so everything is forgotten then.
/// </summary>
internal sealed class LedgerCache
{
    /// <summary>Most profiles kept; about 2 KB each.</summary>
    public const int ProfilesMax = 100_000;

    /// <summary>The profiles.</summary>
    public WorkingSet Set { get; } = new();

    /// <summary>Counts transactions: the clock of <see cref="ProfileState.LastUse"/>.</summary>
    public long Now { get; private set; }

    /// <summary>Begins a transaction, first letting go of the least recently used half if there are too many.</summary>
    public WorkingSet Begin()
    {
        Now++;
        if (Set.Profiles.Count > ProfilesMax)
        {
            var uses = Set.Profiles.Values.Select(profile => profile.LastUse).Order().ToArray();
            var median = uses[uses.Length / 2];
            foreach (var profile in Set.Profiles.Values.Where(profile => profile.LastUse <= median).ToArray()) Set.Remove(profile);
        }
        if (Set.LoadedIdentifiers > 10 * ProfilesMax) Set.Clear();
        return Set;
    }
}
