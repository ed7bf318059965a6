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
    public async ValueTask<Source> EnsureAsync(int legalEntityId, CancellationToken ct)
    {
        // A further round when the key is taken: by another request that made it just now, or by another source.
        foreach (var key in new[] { Kind, $"{Kind}-{legalEntityId}", $"{Kind}-edits-{legalEntityId}" })
        {
            if (Find(legalEntityId) is { } known) return known;
            var brand = (await store.ListBrandsAsync(ct)).First(brand => brand.LegalEntityId == legalEntityId);
            var draft = new Source(0, key, "By hand", Kind, key, brand.Id, legalEntityId, TrustRank, true, 0);
            var added = await store.AddSourceAsync(draft, null, ct);
            await directory.ReloadAsync(CancellationToken.None);
            if (added is not null) await audit.AppendAsync("source.create", $"source/{key}", $"{draft.Name}, {Kind}, built in", CancellationToken.None);
        }
        return Find(legalEntityId) ?? throw new InvalidOperationException("Every key of the built-in source is taken.");
    }

    private Source? Find(int legalEntityId) => directory.All.FirstOrDefault(source => Is(source) && source.LegalEntityId == legalEntityId);
}
