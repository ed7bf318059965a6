using System.Security.Claims;
using Kartoteka.Storage;

namespace Kartoteka.Modules.Workspace.Contracts;

/// <summary>Somebody who can be given a task.</summary>
/// <param name="Id">As <see cref="Author.Id"/>.</param>
/// <param name="Name">For people.</param>
public sealed record Assignee(string Id, string Name);

/// <summary>Who works here: the names behind the ids of authors and assignees.</summary>
public sealed class People(IWorkspaceStore store)
{
    /// <summary>Those who can be given tasks: live tokens that may write them, by name.</summary>
    public async ValueTask<IReadOnlyList<Assignee>> ListAssigneesAsync(CancellationToken ct) =>
    [
        .. (await store.ListTokensAsync(ct)).Select(entry => entry.Token)
            .Where(token => token.RevokedAtUs is null && (token.Scopes.Contains(Scopes.All) || token.Scopes.Contains(Scopes.ServiceWrite)))
            .Select(token => new Assignee(Actor.IdOfToken($"{token.Id}"), token.Name)).OrderBy(assignee => assignee.Name, StringComparer.Ordinal).ThenBy(assignee => assignee.Id, StringComparer.Ordinal),
    ];

    /// <summary>Names by id, also of those who can be given tasks no longer.</summary>
    public async ValueTask<IReadOnlyDictionary<string, string>> ListNamesAsync(CancellationToken ct)
    {
        var names = (await store.ListTokensAsync(ct)).ToDictionary(entry => Actor.IdOfToken($"{entry.Token.Id}"), entry => entry.Token.Name);
        names[Actor.Local] = Actor.Local;
        return names;
    }

    /// <summary>The one who makes a request, as an author.</summary>
    public static Author AuthorOf(ClaimsPrincipal user) => new(user.ActorId, user.ActorName);
}
