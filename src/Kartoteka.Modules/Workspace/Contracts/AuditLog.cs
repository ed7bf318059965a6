using System.Security.Claims;
using Kartoteka.Storage;

namespace Kartoteka.Modules.Workspace.Contracts;

/// <summary>Appends administrative acts to the audit log, each once it has been done.</summary>
public sealed class AuditLog(IWorkspaceStore store)
{
    /// <summary>Appends a line in the name of the request's token.</summary>
    /// <param name="user">Who did it.</param>
    /// <param name="action">What, as <c>noun.verb</c>: <c>source.create</c>.</param>
    /// <param name="subject">To what: <c>source/shop</c>.</param>
    /// <param name="detail">What changed. Never a secret, a trait value or an identifier.</param>
    /// <remarks>It takes no token to stop it: the act is done, and a client that hangs up must not keep it out of the log.</remarks>
    public async ValueTask AppendAsync(ClaimsPrincipal user, string action, string subject, string detail) =>
        await store.AppendAuditAsync(user.ActorName, action, subject, detail, CancellationToken.None);

    /// <summary>Appends a line in the name of the server itself.</summary>
    public async ValueTask AppendAsync(string action, string subject, string detail, CancellationToken ct = default) =>
        await store.AppendAuditAsync(Actor.Local, action, subject, detail, ct);
}
