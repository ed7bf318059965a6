using Kartoteka.Modules.Workspace.Contracts;
using Kartoteka.Storage;

namespace Kartoteka.Modules.Sources.Contracts;

/// <summary>
/// The built-in source <c>manual</c>: what people state here by hand. Each legal entity has one, made when it is first needed. It has no
/// write key, takes no files, and is trusted above every other source, so that only a master source overrules a person.
/// </summary>
public sealed class ManualSource(IWorkspaceStore store, SourceDirectory directory, AuditLog audit)
{
    /// <summary>Its kind, which no other source can be made with, and the key of the first one.</summary>
    public const string Kind = "manual";

    /// <summary>Its trust rank, above what can be given to another source.</summary>
    public const int TrustRank = SourceFields.TrustRankMax + 1;

    /// <summary>True for a source that was made here.</summary>
    public static bool Is(Source source) => source is { Kind: Kind, TrustRank: TrustRank };

    /// <summary>The source of a legal entity, made if it is not there yet.</summary>
    /// <param name="legalEntityId">A legal entity that has a brand, as every one with a profile has.</param>
    /// <param name="ct">Ends the wait for the store.</param>
    public ValueTask<Source> EnsureAsync(int legalEntityId, CancellationToken ct) =>
        BuiltInSource.EnsureAsync(Is, [Kind, $"{Kind}-{legalEntityId}", $"{Kind}-edits-{legalEntityId}"], "By hand", Kind, TrustRank, legalEntityId, store, directory, audit, ct);
}
