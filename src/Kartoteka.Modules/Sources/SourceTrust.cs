using Kartoteka.Domain.Identity;
using Kartoteka.Domain.Profiles;
using Kartoteka.Modules.Catalogue.Contracts;
using Kartoteka.Modules.Sources.Contracts;

namespace Kartoteka.Modules.Sources;

/// <summary>Survivorship's view of the sources and the catalogue.</summary>
internal sealed class SourceTrust(SourceDirectory sources, TraitCatalog catalog) : ISourceTrust
{
    public int TrustRank(int sourceId) => sources.ById(sourceId)?.TrustRank ?? 0;

    public int? MasterSource(ProfileKind kind, string trait) => catalog.MasterSource(kind, trait) is { } key ? sources.ByKey(key)?.Id : null;
}
