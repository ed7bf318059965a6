using Kartoteka.Domain.Identity;
using Kartoteka.Storage.Followers;

namespace Kartoteka.Storage;

/// <summary>A page of a search.</summary>
/// <param name="Profiles">Profiles found, newest first.</param>
/// <param name="Next">Cursor of the next page, or null.</param>
/// <param name="AsOf">Ledger position that the index had reached.</param>
public sealed record SearchPage(IReadOnlyList<ProfileId> Profiles, long? Next, long AsOf);

/// <summary>Finds profiles by fragments of names, addresses, phones and cards. A derived view: it follows the ledger and can be rebuilt.</summary>
public interface IProfileSearch : IFollower
{
    /// <summary>Profiles that contain every term of <paramref name="query"/>, in any order, any case and either spelling of ё.</summary>
    /// <param name="query">Words, or a number with or without punctuation; terms of fewer than three characters narrow only with longer ones.</param>
    /// <param name="before">Cursor of a page before, or null.</param>
    /// <param name="limit">1 to 500.</param>
    /// <param name="ct">Cancels the search.</param>
    ValueTask<SearchPage> SearchAsync(string query, long? before, int limit, CancellationToken ct);

    /// <summary>Follows the ledger until cancelled.</summary>
    Task RunAsync(CancellationToken ct);
}
