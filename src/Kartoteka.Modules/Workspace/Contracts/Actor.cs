using System.Security.Claims;

namespace Kartoteka.Modules.Workspace.Contracts;

/// <summary>Marks a connection as made over the unix socket in the data folder: only the account that runs the server can open it.</summary>
public sealed class LocalSocket
{
    /// <summary>Set as a feature of the connection by the host.</summary>
    public static LocalSocket Instance { get; } = new();
}

/// <summary>Who makes a request: a program with a token, a person with a session, or the command line over the unix socket.</summary>
public static class Actor
{
    /// <summary>Name of the actor of requests over the unix socket, and of what the server does at its start.</summary>
    public const string Local = "local";

    /// <summary>The scheme that authenticates by default: a token, or what it forwards to.</summary>
    public const string DefaultScheme = "Bearer";

    internal const string ScopeClaim = "scope";
    internal const string TokenIdClaim = "token";

    private const string LocalClaim = "local";
    private const string UserIdClaim = "user";
    private const string SessionIdClaim = "session";
    private const string SeesClaim = "sees";
    private const string Everything = "*";

    extension(ClaimsPrincipal user)
    {
        /// <summary>The token's name, the person's e-mail, or <c>local</c>: the actor of an audit line.</summary>
        public string ActorName => user.Identity?.Name ?? "anonymous";

        /// <summary>Who it is, as text that does not change with a name: <c>user:3</c>, <c>token:7</c> or <c>local</c>.</summary>
        public string ActorId => user.UserId is { } id ? IdOfUser(id) : user.TokenId is { } token ? IdOfToken(token) : Local;

        /// <summary>The token's number, or null.</summary>
        public string? TokenId => user.FindFirst(TokenIdClaim)?.Value;

        /// <summary>The number of the session that a person signed in to, or null.</summary>
        public string? SessionId => user.FindFirst(SessionIdClaim)?.Value;

        /// <summary>The number of the person who signed in, or null.</summary>
        public int? UserId => user.FindFirst(UserIdClaim) is { } claim ? int.Parse(claim.Value, System.Globalization.CultureInfo.InvariantCulture) : null;

        /// <summary>True for a request over the unix socket: it has every right and no token.</summary>
        public bool IsLocal => user.HasClaim(claim => claim.Type == LocalClaim);

        /// <summary>True when the request may do what <paramref name="scope"/> names.</summary>
        public bool Holds(string scope) => user.HasClaim(ScopeClaim, scope) || user.HasClaim(ScopeClaim, Scopes.All);

        /// <summary>True when no value is masked for the request: a token that reads profiles reads all of them, a person what the role sees.</summary>
        public bool SeesEverything => user.HasClaim(SeesClaim, Everything);

        /// <summary>Privacy classes of traits that are shown as they are; of no use where <c>SeesEverything</c> is true.</summary>
        public IEnumerable<string> VisibleClasses => user.FindAll(SeesClaim).Select(claim => claim.Value);
    }

    /// <summary>The <c>ActorId</c> of a person who signs in.</summary>
    public static string IdOfUser(int id) => $"user:{id}";

    /// <summary>The <c>ActorId</c> of a token.</summary>
    public static string IdOfToken(string id) => $"token:{id}";

    /// <summary>A person with a session.</summary>
    /// <param name="email">Who, as the audit log names them.</param>
    /// <param name="userId">Number of the user.</param>
    /// <param name="sessionId">Number of the session.</param>
    /// <param name="scopes">What the role may do.</param>
    /// <param name="visibleClasses">Privacy classes that the role sees; null for all, now and in later versions.</param>
    /// <param name="scheme">The scheme that authenticated.</param>
    public static ClaimsPrincipal Person(string email, int userId, int sessionId, IEnumerable<string> scopes, IEnumerable<string>? visibleClasses, string scheme) =>
        Principal(email, scheme,
        [
            new Claim(UserIdClaim, $"{userId}"), new Claim(SessionIdClaim, $"{sessionId}"), .. scopes.Select(scope => new Claim(ScopeClaim, scope)),
            .. (visibleClasses ?? [Everything]).Select(name => new Claim(SeesClaim, name)),
        ]);

    internal static ClaimsPrincipal Token(string name, string tokenId, IEnumerable<string> scopes) => Principal(
        name, DefaultScheme, [new Claim(TokenIdClaim, tokenId), new Claim(SeesClaim, Everything), .. scopes.Select(scope => new Claim(ScopeClaim, scope))]);

    internal static ClaimsPrincipal OverTheSocket() => Principal(
        Local, DefaultScheme, [new Claim(LocalClaim, ""), new Claim(SeesClaim, Everything), new Claim(ScopeClaim, Scopes.All)]);

    private static ClaimsPrincipal Principal(string name, string scheme, IEnumerable<Claim> claims) =>
        new(new ClaimsIdentity([new Claim(ClaimTypes.Name, name), .. claims], scheme));
}
