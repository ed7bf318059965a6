using Kartoteka.Modules.Workspace.Contracts;
using Kartoteka.Storage;
using Kartoteka.Storage.Segments;

namespace Kartoteka.Modules.Sources.Contracts;

/// <summary>The built-in source <c>segments</c>: what the product says of membership in segments and lists. Each legal entity has one, made when it is first needed.</summary>
public sealed class MembershipSource(IWorkspaceStore store, SourceDirectory directory, AuditLog audit)
{
    private const string Kind = MembershipEvents.SourceKind;

    /// <summary>True for a source that was made here; no other source can be made with its kind.</summary>
    public static bool Is(Source source) => source.Kind == Kind;

    /// <summary>The source of a legal entity, made if it is not there yet.</summary>
    /// <param name="legalEntityId">A legal entity that has a brand, as every one with a profile has.</param>
    /// <param name="ct">Ends the wait for the store.</param>
    public ValueTask<Source> EnsureAsync(int legalEntityId, CancellationToken ct) =>
        BuiltInSource.EnsureAsync(Is, [Kind, $"{Kind}-{legalEntityId}", $"{Kind}-membership-{legalEntityId}"], "Segments", Kind, 0, legalEntityId, store, directory, audit, ct);
}
