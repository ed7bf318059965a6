using System.Security.Claims;
using Kartoteka.Modules.Workspace.Contracts;
using Kartoteka.Storage;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Kartoteka.Modules.Workspace;

/// <summary>API tokens: listed without secrets, made with a secret that is shown once, revoked at once.</summary>
internal static class Tokens
{
    public const string Example = """{"id":2,"name":"reports","scopes":["profiles:read","stats:read"],"createdAt":"2026-01-15T09:30:00Z","revokedAt":null}""";
    public const string RequestExample = """{"name":"reports","scopes":["profiles:read","stats:read"]}""";
    public const string CreatedExample = """{"id":2,"name":"reports","scopes":["profiles:read","stats:read"],"createdAt":"2026-01-15T09:30:00Z","token":"kt_…"}""";

    public sealed record Body(string? Name, IReadOnlyList<string>? Scopes);

    public sealed record View(int Id, string Name, IReadOnlyList<string> Scopes, DateTimeOffset CreatedAt, DateTimeOffset? RevokedAt);

    /// <param name="Token">The secret, shown this once.</param>
    public sealed record Created(int Id, string Name, IReadOnlyList<string> Scopes, DateTimeOffset CreatedAt, string Token);

    public sealed record Scope(string Name, string Description);

    public static Ok<IEnumerable<Scope>> ListScopes() => TypedResults.Ok(Contracts.Scopes.Descriptions.Select(scope => new Scope(scope.Key, scope.Value)));

    public static async Task<Ok<IEnumerable<View>>> List(IWorkspaceStore store, CancellationToken ct) => TypedResults.Ok(
        (await store.ListTokensAsync(ct)).Select(entry => new View(
            entry.Token.Id, entry.Token.Name, entry.Token.Scopes, Times.FromUs(entry.Token.CreatedAtUs),
            entry.Token.RevokedAtUs is { } revoked ? Times.FromUs(revoked) : null)));

    public static async Task<Results<Created<Created>, ProblemHttpResult>> Create(
        Body body, ClaimsPrincipal user, IWorkspaceStore store, TokenDirectory directory, AuditLog audit, CancellationToken ct)
    {
        if (Problems.TextProblem("name", body.Name, 100) is { } wrongName) return wrongName;
        if (body.Scopes is not { Count: > 0 } asked) return Problems.Invalid("scopes", "'scopes' names at least one scope.");
        if (asked.FirstOrDefault(scope => !Contracts.Scopes.Descriptions.ContainsKey(scope)) is { } unknown)
        {
            return Problems.Invalid("scopes", $"There is no scope '{unknown}'. GET /api/scopes lists them.");
        }
        // Else whoever may make tokens could make one that may do everything.
        if (asked.FirstOrDefault(scope => !user.Holds(scope)) is { } notHeld)
        {
            return Problems.Forbidden("scope-not-held", $"A token gives only what its maker has, and yours does not have '{notHeld}'.");
        }
        if (!user.SeesEverything && (asked.Contains(Contracts.Scopes.ProfilesRead) || asked.Contains(Contracts.Scopes.All)))
        {
            return Problems.Forbidden("classes-not-held", "A token that reads profiles sees every value, and some are masked for you.");
        }
        var secret = Secrets.NewToken();
        var token = await store.AddTokenAsync(body.Name!, [.. asked.Distinct()], Secrets.Hash(secret), ct)
            ?? throw new InvalidOperationException("A new random token is known already.");
        await directory.ReloadAsync(CancellationToken.None);
        await audit.AppendAsync(user, "token.create", $"token/{token.Id}", $"{token.Name}: {string.Join(' ', token.Scopes)}");
        return TypedResults.Created($"/api/tokens/{token.Id}", new Created(token.Id, token.Name, token.Scopes, Times.FromUs(token.CreatedAtUs), secret));
    }

    public static async Task<Results<NoContent, ProblemHttpResult>> Revoke(
        int id, ClaimsPrincipal user, IWorkspaceStore store, TokenDirectory directory, AuditLog audit, CancellationToken ct)
    {
        if (!await store.RevokeTokenAsync(id, ct)) return Problems.NotFound("token", id);
        await directory.ReloadAsync(CancellationToken.None);
        await audit.AppendAsync(user, "token.revoke", $"token/{id}", "");
        return TypedResults.NoContent();
    }
}
