using System.Globalization;
using System.Security.Claims;
using Kartoteka.Modules.Users.Contracts;
using Kartoteka.Modules.Workspace.Contracts;
using Kartoteka.Storage;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Kartoteka.Modules.Users;

/// <summary>Live sessions: one's own, or everybody's for those who may see users.</summary>
internal sealed class SessionList(SessionDirectory sessions, AuditLog audit)
{
    public const string Example = """
        {"sessions":[{"id":12,"userId":1,"email":"anna@shop.example","createdAt":"2026-01-15T09:30:00Z","lastUsedAt":"2026-01-15T11:02:00Z",
        "expiresAt":"2026-01-15T23:02:00Z","address":"192.0.2.7","agent":"Mozilla/5.0","current":true}]}
        """;

    /// <param name="ExpiresAt">When it ends if it is not used again.</param>
    /// <param name="Current">It is the one that asks.</param>
    public sealed record View(
        int Id, int UserId, string Email, DateTimeOffset CreatedAt, DateTimeOffset LastUsedAt, DateTimeOffset ExpiresAt, string Address, string Agent, bool Current);

    public sealed record Page(IReadOnlyList<View> Sessions);

    public Results<Ok<Page>, ProblemHttpResult> List(ClaimsPrincipal person, bool mine = false)
    {
        if (!mine && !person.Holds(Scopes.UsersRead)) return Problems.Forbidden("scope-needed", "Sessions of others need users:read; ask with mine=true for your own.");
        var shown = sessions.Sessions.Where(session => !mine || session.Stored.OwnerId == person.UserId);
        return TypedResults.Ok(new Page([.. shown.Select(session => ToView(session, person))]));
    }

    public async Task<Results<NoContent, ProblemHttpResult>> EndAsync(int id, ClaimsPrincipal person)
    {
        var found = sessions.Sessions.FirstOrDefault(session => session.Stored.Id == id);
        // Of a session that is not one's own nobody learns whether it is there.
        if (!person.Holds(Scopes.UsersWrite) && found?.Stored.OwnerId != person.UserId) return Problems.NotFound("session", id);
        if (found is null || await sessions.EndAsync(session => session == found) == 0) return Problems.NotFound("session", id);
        await audit.AppendAsync(person, "session.end", $"user/{found.Stored.OwnerId}", $"session {id}");
        return TypedResults.NoContent();
    }

    private View ToView(LiveSession session, ClaimsPrincipal person) => new(
        session.Stored.Id, session.Stored.OwnerId, sessions.Find(session.Stored.OwnerId)!.Email, Times.FromUs(session.Stored.CreatedAtUs), Times.FromUs(session.LastUsedAtUs),
        sessions.ExpiryOf(session), session.Stored.Address, session.Stored.Agent, person.SessionId == session.Stored.Id.ToString(CultureInfo.InvariantCulture));
}
