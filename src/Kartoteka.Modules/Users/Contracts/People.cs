using System.Security.Claims;
using Kartoteka.Modules.Workspace.Contracts;
using Kartoteka.Storage;

namespace Kartoteka.Modules.Users.Contracts;

/// <summary>Somebody who can be given a task.</summary>
/// <param name="Id">As <see cref="Author.Id"/>.</param>
/// <param name="Name">For people.</param>
public sealed record Assignee(string Id, string Name);

/// <summary>Who works here: the names behind the ids of authors and assignees.</summary>
public sealed class People(IWorkspaceStore store, IUserStore users)
{
    /// <summary>Those who can be given tasks: people who may sign in and whose role serves customers, by name.</summary>
    public async ValueTask<IReadOnlyList<Assignee>> ListAssigneesAsync(CancellationToken ct) =>
    [
        .. (await users.ListUsersAsync(ct)).Where(user => !user.Disabled && Roles.Find(user.Role)?.Scopes is { } scopes && (scopes.Contains(Scopes.All) || scopes.Contains(Scopes.ServiceWrite)))
            .Select(user => new Assignee(Actor.IdOfUser(user.Id), user.Name)).OrderBy(assignee => assignee.Name, StringComparer.Ordinal).ThenBy(assignee => assignee.Id, StringComparer.Ordinal),
    ];

    /// <summary>Names by id: of people, also of those who may not sign in any more, and of tokens.</summary>
    public async ValueTask<IReadOnlyDictionary<string, string>> ListNamesAsync(CancellationToken ct)
    {
        var names = (await store.ListTokensAsync(ct)).ToDictionary(entry => Actor.IdOfToken($"{entry.Token.Id}"), entry => entry.Token.Name);
        foreach (var user in await users.ListUsersAsync(ct)) names[Actor.IdOfUser(user.Id)] = user.Name;
        names[Actor.Local] = Actor.Local;
        return names;
    }

    /// <summary>The one who makes a request, as an author: a person by name, a program by its token's.</summary>
    public async ValueTask<Author> AuthorOfAsync(ClaimsPrincipal user, CancellationToken ct) =>
        new(user.ActorId, user.UserId is { } id ? (await users.ListUsersAsync(ct)).FirstOrDefault(one => one.Id == id)?.Name ?? user.ActorName : user.ActorName);
}
