using Kartoteka.Modules.Workspace.Contracts;
using Kartoteka.Storage;

namespace Kartoteka.Modules.Sources.Contracts;

/// <summary>Sources that the product makes for itself: nobody sends as them or imports into them, and their trust and switch are fixed.</summary>
public static class BuiltInSource
{
    /// <summary>True for a source that was made here.</summary>
    public static bool Is(Source source) => ManualSource.Is(source) || MembershipSource.Is(source);

    // A further round when the key is taken: by another request that made it just now, or by another source.
    internal static async ValueTask<Source> EnsureAsync(
        Func<Source, bool> isIt, IReadOnlyList<string> keys, string name, string kind, int trustRank, int legalEntityId, IWorkspaceStore store, SourceDirectory directory, AuditLog audit, CancellationToken ct)
    {
        foreach (var key in keys)
        {
            if (Find() is { } known) return known;
            var brand = (await store.ListBrandsAsync(ct)).First(brand => brand.LegalEntityId == legalEntityId);
            var added = await store.AddSourceAsync(new Source(0, key, name, kind, key, brand.Id, legalEntityId, trustRank, true, 0), null, ct);
            await directory.ReloadAsync(CancellationToken.None);
            if (added is not null) await audit.AppendAsync("source.create", $"source/{key}", $"{name}, {kind}, built in", CancellationToken.None);
        }
        return Find() ?? throw new InvalidOperationException("Every key of the built-in source is taken.");

        Source? Find() => directory.All.FirstOrDefault(source => isIt(source) && source.LegalEntityId == legalEntityId);
    }
}
