using Kartoteka.Modules.Users.Contracts;
using Kartoteka.Modules.Workspace.Contracts;
using Kartoteka.Storage;

namespace Kartoteka.Modules.Users;

/// <summary>The person who is signed in.</summary>
/// <param name="Id">Number of the user.</param>
/// <param name="Email">The name to sign in with.</param>
/// <param name="Name">For people.</param>
/// <param name="Role">Name of the role.</param>
/// <param name="Language"><c>ru</c> or <c>en</c>.</param>
/// <param name="Theme"><c>light</c>, <c>dark</c> or <c>system</c>.</param>
/// <param name="HasTotp">A code is asked for at sign-in.</param>
/// <param name="MustChangePassword">Until the password is changed the session may do nothing else.</param>
internal sealed record SignedInView(int Id, string Email, string Name, string Role, string Language, string Theme, bool HasTotp, bool MustChangePassword);

/// <summary>A session as its owner sees it.</summary>
/// <param name="User">Who.</param>
/// <param name="Scopes">What the session may do, each by name; none while the password must be changed.</param>
/// <param name="VisibleClasses">Privacy classes of traits that are not masked.</param>
internal sealed record SessionView(SignedInView User, IReadOnlyList<string> Scopes, IReadOnlyList<string> VisibleClasses)
{
    public const string Example = """
        {"user":{"id":1,"email":"anna@shop.example","name":"Анна","role":"operator","language":"ru","theme":"system","hasTotp":true,"mustChangePassword":false},
        "scopes":["profiles:read","profiles:reveal","sources:read","catalogue:read"],"visibleClasses":["demographic","behaviour","none"]}
        """;

    public static SessionView Of(WorkspaceUser user)
    {
        var role = SessionDirectory.RoleOf(user);
        var view = new SignedInView(user.Id, user.Email, user.Name, user.Role, user.Language, user.Theme, user.TotpConfirmed, user.MustChangePassword);
        return user.MustChangePassword ? new SessionView(view, [], []) : new SessionView(view, Spelled(role.Scopes), role.VisibleClasses ?? Roles.EveryClass);
    }

    /// <summary>Scopes by name, with those that "everything" stands for.</summary>
    public static IReadOnlyList<string> Spelled(IReadOnlyList<string> scopes) => scopes.Contains(Workspace.Contracts.Scopes.All) ? [.. Workspace.Contracts.Scopes.Descriptions.Keys] : scopes;
}
