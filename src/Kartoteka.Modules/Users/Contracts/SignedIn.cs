namespace Kartoteka.Modules.Users.Contracts;

/// <summary>Policies of routes that are about the person who asks, and so have no scope.</summary>
public static class SignedIn
{
    /// <summary>A person with a session; a token is refused.</summary>
    public const string Policy = "signed-in";

    /// <summary>A person with a session, or whoever may change users; the route itself tells own things from those of others.</summary>
    public const string OrAdministrator = "signed-in-or-administrator";
}
