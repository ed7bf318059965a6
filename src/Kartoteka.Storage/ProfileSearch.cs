using Kartoteka.Domain.Identity;
using Kartoteka.Domain.Profiles;
using Kartoteka.Storage.Followers;

namespace Kartoteka.Storage;

/// <summary>Which profiles a list shows; all parts must be met.</summary>
/// <param name="Terms">Fragments of names, addresses, phones, cards and ids, in any order; none for all profiles.</param>
/// <param name="Conditions">Conditions on surviving traits.</param>
/// <param name="Kind">Persons, accounts, or null for both.</param>
public sealed record ProfileQuery(IReadOnlyList<SearchTerm> Terms, IReadOnlyList<TraitCondition> Conditions, ProfileKind? Kind);

/// <summary>A page of a search.</summary>
/// <param name="Profiles">Profiles found, newest first.</param>
/// <param name="Next">Cursor of the next page, or null. A page may be short and still have a next: it ends where its work was enough.</param>
/// <param name="AsOf">Ledger position that the index had reached.</param>
public sealed record SearchPage(IReadOnlyList<ProfileId> Profiles, long? Next, long AsOf);

/// <summary>How many profiles a query finds.</summary>
/// <param name="Found">Profiles counted.</param>
/// <param name="IsExact">False when counting stopped before the end: there are at least so many.</param>
public readonly record struct ProfileCount(int Found, bool IsExact);

/// <summary>
/// Finds profiles by fragments of names, addresses, phones and cards, and by their traits. A derived view: it follows the ledger and can
/// be rebuilt.
/// </summary>
public interface IProfileSearch : IFollower
{
    /// <summary>Longest run of profiles that one call looks at before it answers with what it has.</summary>
    const int ExaminedMax = 100_000;

    /// <summary>Profiles that meet <paramref name="query"/>.</summary>
    /// <param name="query">What to find. Terms of fewer than three characters are looked for only where something else narrows the search, or among all profiles in turn.</param>
    /// <param name="before">Cursor of a page before, or null.</param>
    /// <param name="limit">1 to 500.</param>
    /// <param name="ct">Cancels the search.</param>
    ValueTask<SearchPage> SearchAsync(ProfileQuery query, long? before, int limit, CancellationToken ct);

    /// <summary>Counts them, up to <paramref name="max"/> and no further than <see cref="ExaminedMax"/> profiles looked at.</summary>
    ValueTask<ProfileCount> CountAsync(ProfileQuery query, int max, CancellationToken ct);

    /// <summary>
    /// Reads every profile again in the background: what survives of a profile changed without a change of the profile, as when a source's
    /// trust rank does. Searches go on meanwhile.
    /// </summary>
    void Refresh();

    /// <summary>Makes the index anew from the ledger in the background; until it is there, searches find what has been indexed so far.</summary>
    void Rebuild();

    /// <summary>Follows the ledger until cancelled.</summary>
    Task RunAsync(CancellationToken ct);
}
