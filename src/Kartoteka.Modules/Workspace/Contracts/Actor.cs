using System.Security.Claims;

namespace Kartoteka.Modules.Workspace.Contracts;

/// <summary>Marks a connection as made over the unix socket in the data folder: only the account that runs the server can open it.</summary>
public sealed class LocalSocket
{
    /// <summary>Set as a feature of the connection by the host.</summary>
    public static LocalSocket Instance { get; } = new();
}

/// <summary>Who makes a request.</summary>
public static class Actor
{
    /// <summary>Name of the actor of requests over the unix socket, and of what the server does at its start.</summary>
    public const string Local = "local";

    internal const string ScopeClaim = "scope";
    internal const string TokenIdClaim = "token";

    extension(ClaimsPrincipal user)
    {
        /// <summary>The token's name, or <c>local</c>: the actor of an audit line.</summary>
        public string ActorName => user.Identity?.Name ?? "anonymous";

        /// <summary>Who it is, as text that does not change with a name: <c>token:7</c>, or <c>local</c>.</summary>
        public string ActorId => user.TokenId is { } token ? IdOfToken(token) : Local;

        /// <summary>The token's number, or null.</summary>
        public string? TokenId => user.FindFirst(TokenIdClaim)?.Value;

        /// <summary>True for a request over the unix socket: it has every right and no token.</summary>
        public bool IsLocal => user.Identity is { IsAuthenticated: true } && user.TokenId is null;

        /// <summary>True when the request may do what <paramref name="scope"/> names.</summary>
        public bool Holds(string scope) => user.HasClaim(ScopeClaim, scope) || user.HasClaim(ScopeClaim, Scopes.All);
    }

    internal static string IdOfToken(string token) => $"token:{token}";

    internal static ClaimsPrincipal Principal(string name, string? tokenId, IEnumerable<string> scopes)
    {
        var claims = new List<Claim> { new(ClaimTypes.Name, name) };
        if (tokenId is not null) claims.Add(new Claim(TokenIdClaim, tokenId));
        claims.AddRange(scopes.Select(scope => new Claim(ScopeClaim, scope)));
        return new ClaimsPrincipal(new ClaimsIdentity(claims, BearerAuthentication.Scheme));
    }
}
